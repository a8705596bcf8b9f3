/* SPDX-License-Identifier: Apache-2.0 */
/* multi.c - libcurl's multi handle by its socket interface: it says what it waits for, and is told what has come. */
#include "loop/loop.h"
#include "port/sigpipe.h"

enum {
    SPARE_CONNECTIONS = 16, /* for hosts beside the busiest one */
    AGAIN_MS = 100
};

/* A descriptor without memory to watch it runs into the time-out of its exchange. */
static int watch(CURL *handle, curl_socket_t fd, int what, void *user_data, void *of_socket)
{
    teamsinvite_loop *loop = user_data;
    int32_t events = 0;

    (void)handle;
    (void)of_socket;
    if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
        events |= TEAMSINVITE_LOOP_READ;
    if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
        events |= TEAMSINVITE_LOOP_WRITE;
    (void)ti_watch_set(&loop->watch, fd, events);
    return 0;
}

static int set_timer(CURLM *multi, long timeout_ms, void *user_data)
{
    teamsinvite_loop *loop = user_data;

    (void)multi;
    loop->curl_due_ms = timeout_ms < 0 ? INT64_MAX : ti_timers_now() + timeout_ms;
    return 0;
}

bool ti_multi_init(teamsinvite_loop *loop)
{
    CURLM *multi = curl_multi_init();

    loop->multi = multi;
    return multi != NULL && curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, watch) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, loop) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, set_timer) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_TIMERDATA, loop) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX) == CURLM_OK &&
           ti_multi_set_connections(loop, loop->turns.per_host);
}

/* Kept open, in use or not: with fewer, a burst over HTTP/1.1 would close what it is about to need. */
bool ti_multi_set_connections(teamsinvite_loop *loop, size_t per_host)
{
    return curl_multi_setopt(loop->multi, CURLMOPT_MAXCONNECTS, (long)(per_host + SPARE_CONNECTIONS)) == CURLM_OK;
}

void ti_multi_clear(teamsinvite_loop *loop)
{
    ti_sigpipe hold;

    ti_sigpipe_hold(&hold);
    (void)curl_multi_cleanup(loop->multi);
    ti_sigpipe_release(&hold);
    loop->multi = NULL;
}

static void end_what_is_through(teamsinvite_loop *loop)
{
    CURLMsg *message;
    ti_lane *lane;
    CURLcode code;
    int left;

    while ((message = curl_multi_info_read(loop->multi, &left)) != NULL) {
        lane = NULL;
        code = message->data.result; /* the message is gone with its handle */
        if (message->msg == CURLMSG_DONE &&
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&lane) == CURLE_OK && lane != NULL)
            ti_lane_end(lane, code);
    }
}

static int curl_events(int32_t events)
{
    int ready = 0;

    if ((events & TEAMSINVITE_LOOP_READ) != 0)
        ready |= CURL_CSELECT_IN;
    if ((events & TEAMSINVITE_LOOP_WRITE) != 0)
        ready |= CURL_CSELECT_OUT;
    return ready;
}

/* Without memory libcurl forgets to say when it is to be called next. */
static void act(teamsinvite_loop *loop, curl_socket_t fd, int ready)
{
    int64_t again_ms = ti_timers_now() + AGAIN_MS;
    int running;

    if (curl_multi_socket_action(loop->multi, fd, ready, &running) != CURLM_OK && again_ms < loop->curl_due_ms)
        loop->curl_due_ms = again_ms;
}

void ti_multi_drive(teamsinvite_loop *loop, int fd, int32_t events)
{
    ti_sigpipe hold;

    ti_sigpipe_hold(&hold);
    if (fd >= 0)
        act(loop, fd, curl_events(events));
    if (loop->curl_due_ms <= ti_timers_now()) {
        loop->curl_due_ms = INT64_MAX; /* libcurl sets it anew */
        act(loop, CURL_SOCKET_TIMEOUT, 0);
    }
    ti_sigpipe_release(&hold);
    end_what_is_through(loop);
}
