/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 05_libuv_host.c - the same as 04_epoll_host.c with libuv: a uv_poll_t for
 * each descriptor, and one uv_timer_t. Ends with 0 only if every interview got
 * its link.
 *
 *     05_libuv_host http://127.0.0.1:PORT
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <uv.h>

#include "common/ats.h"
#include "common/check.h"
#include "common/interviews.h"

typedef struct poller {
    uv_poll_t poll; /* first: libuv hands it back */
    int fd;
    struct poller *next;
} poller;

typedef struct server {
    uv_loop_t uv;
    uv_timer_t timer;
    uv_signal_t signal;
    poller *pollers;
    teamsinvite_loop *loop;
    int stopping;
} server;

static void on_time(uv_timer_t *timer);

/* 3. After each time that it was driven: wait no longer than the loop says. */
static void set_timer(server *s)
{
    int64_t timeout_ms = teamsinvite_loop_timeout_ms(s->loop);

    if (timeout_ms < 0)
        (void)uv_timer_stop(&s->timer);
    else
        (void)uv_timer_start(&s->timer, on_time, (uint64_t)timeout_ms, 0);
}

static void drive(server *s, int fd, int32_t events)
{
    teamsinvite_loop_drive(s->loop, fd, events);
    set_timer(s);
    if (s->stopping && teamsinvite_loop_count(s->loop) == 0)
        uv_stop(&s->uv);
}

static void on_time(uv_timer_t *timer)
{
    drive(timer->data, -1, 0);
}

/* 2. Drive the loop with what is ready. An error counts as both. */
static void on_ready(uv_poll_t *poll, int status, int found)
{
    const poller *p = (const poller *)poll;
    int32_t events = 0;

    if (status < 0 || (found & UV_READABLE) != 0)
        events |= TEAMSINVITE_LOOP_READ;
    if (status < 0 || (found & UV_WRITABLE) != 0)
        events |= TEAMSINVITE_LOOP_WRITE;
    drive(poll->data, p->fd, events);
}

static poller *add_poller(server *s, int fd)
{
    poller *p = malloc(sizeof(*p));

    expect(p != NULL && uv_poll_init(&s->uv, &p->poll, fd) == 0, "the descriptor can be watched");
    p->poll.data = s;
    p->fd = fd;
    p->next = s->pollers;
    s->pollers = p;
    return p;
}

static void free_poller(uv_handle_t *handle)
{
    free(handle);
}

/* Not watched from here on; libuv gives the memory back in its next turn. */
static void remove_poller(poller **link)
{
    poller *p = *link;

    *link = p->next;
    uv_close((uv_handle_t *)&p->poll, free_poller);
}

/* 1. Watch what the loop wants watched: a new descriptor, other events, or no longer. */
static void watch(int fd, int32_t events, void *user_data)
{
    server *s = user_data;
    poller **link = &s->pollers;
    poller *p;
    int wanted = 0;

    while (*link != NULL && (*link)->fd != fd)
        link = &(*link)->next;
    if (events == 0) {
        if (*link != NULL)
            remove_poller(link);
        return;
    }
    p = *link != NULL ? *link : add_poller(s, fd);
    if ((events & TEAMSINVITE_LOOP_READ) != 0)
        wanted |= UV_READABLE;
    if ((events & TEAMSINVITE_LOOP_WRITE) != 0)
        wanted |= UV_WRITABLE;
    expect(uv_poll_start(&p->poll, wanted, on_ready) == 0, "the descriptor can be watched");
}

static void on_signal(uv_signal_t *signal, int number)
{
    server *s = signal->data;

    (void)number;
    s->stopping = 1;
    teamsinvite_loop_close(s->loop, 0); /* 1 would cancel what is under way */
    drive(s, -1, 0);
}

static void open_server(server *s)
{
    teamsinvite_error *err = NULL;

    expect(uv_loop_init(&s->uv) == 0 && uv_timer_init(&s->uv, &s->timer) == 0 &&
               uv_signal_init(&s->uv, &s->signal) == 0 && uv_signal_start(&s->signal, on_signal, SIGTERM) == 0,
           "there is a libuv loop");
    s->timer.data = s;
    s->signal.data = s;
    check(teamsinvite_loop_new(&s->loop, &err), &err, "make a loop");
    check(teamsinvite_loop_set_watch(s->loop, watch, s, &err), &err, "have it driven by libuv");
}

/* What was closed is given back in one more run. */
static void close_server(server *s)
{
    teamsinvite_loop_free(s->loop);
    uv_close((uv_handle_t *)&s->timer, NULL);
    uv_close((uv_handle_t *)&s->signal, NULL);
    (void)uv_run(&s->uv, UV_RUN_DEFAULT);
    expect(uv_loop_close(&s->uv) == 0, "nothing is left in the libuv loop");
}

int main(int argc, char **argv)
{
    server s = { 0 };
    ats app = { 0 };
    interviews all;
    int all_made;

    if (argc != 2) {
        (void)fprintf(stderr, "usage: %s BASE_URL\n", argv[0]);
        return 2;
    }
    open_server(&s);
    ats_open(&app, argv[1]);
    interviews_begin(&all, &app, s.loop);
    (void)uv_run(&s.uv, UV_RUN_DEFAULT);
    all_made = interviews_end(&all);
    close_server(&s);
    ats_close(&app);
    return all_made ? 0 : 1;
}
