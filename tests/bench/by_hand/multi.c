/* SPDX-License-Identifier: Apache-2.0 */
/* multi.c - many meetings at once on this thread: libcurl's multi handle by its socket interface, and epoll. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "bench.h"
#include "by_hand.h"
#include "measure.h"

enum { EVENTS_AT_ONCE = 256, STREAMS_AT_ONCE = 100 };

/* One meeting under way. */
typedef struct slot {
    by_hand_exchange exchange;
    by_hand_meeting meeting; /* no id yet: it is being created, else its settings are put on */
} slot;

typedef struct crowd {
    CURLM *multi;
    int poller;
    double due_us; /* when libcurl wants to be called whatever comes; 0: not at all */
    long count;
    long started;
    long connections;
    bench_rate rate;
} crowd;

static int watch(CURL *handle, curl_socket_t fd, int what, void *user_data, void *of_socket)
{
    const crowd *c = user_data;
    struct epoll_event event = { .data.fd = fd };
    int change = of_socket == NULL ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;

    (void)handle;
    if ((what & CURL_POLL_IN) != 0)
        event.events |= EPOLLIN;
    if ((what & CURL_POLL_OUT) != 0)
        event.events |= EPOLLOUT;
    (void)epoll_ctl(c->poller, what == CURL_POLL_REMOVE ? EPOLL_CTL_DEL : change, fd, &event);
    (void)curl_multi_assign(c->multi, fd, what == CURL_POLL_REMOVE ? NULL : user_data);
    return 0;
}

static int set_timer(CURLM *multi, long timeout_ms, void *user_data)
{
    crowd *c = user_data;

    (void)multi;
    c->due_us = timeout_ms < 0 ? 0 : bench_wall_us() + (double)timeout_ms * 1e3;
    return 0;
}

static void add(const crowd *c, slot *s)
{
    if (curl_multi_add_handle(c->multi, s->exchange.handle) != CURLM_OK)
        by_hand_fail("libcurl", "the handle was not taken");
}

static void start_next(crowd *c, slot *s)
{
    by_hand_ask_meeting(&s->exchange, c->started++);
    add(c, s);
}

static void go_on(crowd *c, slot *s)
{
    if (s->meeting.id == NULL) {
        by_hand_take_meeting(&s->exchange, &s->meeting);
        by_hand_ask_settings(&s->exchange, s->meeting.id);
        add(c, s);
        return;
    }
    by_hand_take_settings(&s->exchange);
    by_hand_meeting_clear(&s->meeting);
    s->meeting = (by_hand_meeting){ 0 };
    bench_rate_count(&c->rate);
    if (c->started < c->count)
        start_next(c, s);
}

static void take_what_is_through(crowd *c)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(c->multi, &left)) != NULL) {
        CURLcode code = message->data.result; /* the message is gone with its handle */
        CURL *handle = message->easy_handle;
        long opened = 0;
        slot *s = NULL;

        curl_easy_getinfo(handle, CURLINFO_PRIVATE, (char **)&s);
        curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &opened);
        c->connections += opened;
        (void)curl_multi_remove_handle(c->multi, handle);
        by_hand_end(&s->exchange, code);
        go_on(c, s);
    }
}

static int wait_ms(const crowd *c)
{
    double left_us = c->due_us - bench_wall_us();

    if (c->due_us <= 0)
        return -1;
    return left_us <= 0 ? 0 : (int)((left_us + 999) / 1e3);
}

static void drive(crowd *c)
{
    struct epoll_event events[EVENTS_AT_ONCE];
    int running;

    while (c->rate.made < c->count) {
        int count = epoll_wait(c->poller, events, EVENTS_AT_ONCE, wait_ms(c));
        int i;

        for (i = 0; i < count; i++) {
            int ready = ((events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 ? CURL_CSELECT_IN : 0) |
                        ((events[i].events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0);

            (void)curl_multi_socket_action(c->multi, events[i].data.fd, ready, &running);
        }
        if (c->due_us > 0 && c->due_us <= bench_wall_us()) {
            c->due_us = 0; /* libcurl sets it anew */
            (void)curl_multi_socket_action(c->multi, CURL_SOCKET_TIMEOUT, 0, &running);
        }
        take_what_is_through(c);
    }
}

/* Without its limit libcurl opens a connection for each transfer beyond what the first one carries. */
static void open_crowd(crowd *c, long in_flight, bool http2)
{
    c->multi = curl_multi_init();
    c->poller = epoll_create1(0);
    if (c->multi == NULL || c->poller < 0)
        by_hand_fail("the loop", "cannot be made");
    curl_multi_setopt(c->multi, CURLMOPT_SOCKETFUNCTION, watch);
    curl_multi_setopt(c->multi, CURLMOPT_SOCKETDATA, c);
    curl_multi_setopt(c->multi, CURLMOPT_TIMERFUNCTION, set_timer);
    curl_multi_setopt(c->multi, CURLMOPT_TIMERDATA, c);
    curl_multi_setopt(c->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX);
    curl_multi_setopt(c->multi, CURLMOPT_MAXCONNECTS, in_flight + 4);
    if (http2)
        curl_multi_setopt(c->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (in_flight + STREAMS_AT_ONCE - 1) / STREAMS_AT_ONCE);
}

void by_hand_create_many(const by_hand_settings *settings, const char *id, long count, long in_flight)
{
    crowd c = { .count = count, .rate = { .skipped = in_flight, .count = count } };
    slot *slots = calloc((size_t)in_flight, sizeof(*slots));
    long i;

    if (slots == NULL)
        by_hand_fail("the loop", "no memory");
    open_crowd(&c, in_flight, strncmp(settings->base_url, "https:", 6) == 0);
    for (i = 0; i < in_flight; i++) {
        by_hand_open(&slots[i].exchange, settings);
        curl_easy_setopt(slots[i].exchange.handle, CURLOPT_PRIVATE, &slots[i]);
    }
    for (i = 0; i < in_flight && c.started < count; i++)
        start_next(&c, &slots[i]);
    drive(&c);
    bench_rate_tell(&c.rate, id);
    bench_figure_of(id, "connections", (double)c.connections, "");
    for (i = 0; i < in_flight; i++)
        by_hand_close(&slots[i].exchange);
    (void)curl_multi_cleanup(c.multi);
    free(slots);
}
