/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 04_epoll_host.c - a hundred meetings at once on the one thread of an epoll
 * server, which does other things on it too: here it waits for SIGTERM, then
 * takes no further call and ends when those under way have ended. Ends with 0
 * only if every interview got its link.
 *
 *     04_epoll_host http://127.0.0.1:PORT
 */
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "common/ats.h"
#include "common/check.h"
#include "common/interviews.h"

enum { EVENTS_MAX = 64 };

typedef struct server {
    int epoll;
    int signals; /* a descriptor of the server's own */
    int stopping;
    teamsinvite_loop *loop;
} server;

/* 1. Watch what the loop wants watched: a new descriptor, other events, or no longer. */
static void watch(int fd, int32_t events, void *user_data)
{
    const server *s = user_data;
    struct epoll_event event = { .data.fd = fd };

    if ((events & TEAMSINVITE_LOOP_READ) != 0)
        event.events |= EPOLLIN;
    if ((events & TEAMSINVITE_LOOP_WRITE) != 0)
        event.events |= EPOLLOUT;
    if (events == 0)
        (void)epoll_ctl(s->epoll, EPOLL_CTL_DEL, fd, NULL);
    else if (epoll_ctl(s->epoll, EPOLL_CTL_MOD, fd, &event) != 0)
        expect(epoll_ctl(s->epoll, EPOLL_CTL_ADD, fd, &event) == 0, "the descriptor can be watched");
}

/* 2. Drive the loop with what is ready. An error or a hang-up counts as both. */
static void drive(const server *s, const struct epoll_event *found)
{
    int32_t events = 0;

    if ((found->events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0)
        events |= TEAMSINVITE_LOOP_READ;
    if ((found->events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0)
        events |= TEAMSINVITE_LOOP_WRITE;
    teamsinvite_loop_drive(s->loop, found->data.fd, events);
}

/* 3. Wait no longer than the loop says, and drive it with none when that time has come. */
static int wait_for_events(const server *s, struct epoll_event found[EVENTS_MAX])
{
    int64_t timeout_ms = teamsinvite_loop_timeout_ms(s->loop);

    return epoll_wait(s->epoll, found, EVENTS_MAX, timeout_ms > INT_MAX ? INT_MAX : (int)timeout_ms);
}

static void stop(server *s)
{
    struct signalfd_siginfo signal;

    expect(read(s->signals, &signal, sizeof(signal)) == sizeof(signal), "the signal can be read");
    s->stopping = 1;
    teamsinvite_loop_close(s->loop, 0); /* 1 would cancel what is under way */
}

static void serve(server *s)
{
    struct epoll_event found[EVENTS_MAX];
    int count;
    int i;

    while (!s->stopping || teamsinvite_loop_count(s->loop) > 0) {
        count = wait_for_events(s, found);
        for (i = 0; i < count; i++) {
            if (found[i].data.fd == s->signals)
                stop(s);
            else
                drive(s, &found[i]);
        }
        teamsinvite_loop_drive(s->loop, -1, 0);
    }
}

static void open_server(server *s)
{
    teamsinvite_error *err = NULL;
    sigset_t wanted;

    (void)sigemptyset(&wanted);
    (void)sigaddset(&wanted, SIGTERM);
    (void)sigaddset(&wanted, SIGINT);
    expect(pthread_sigmask(SIG_BLOCK, &wanted, NULL) == 0, "signals can be blocked");
    s->signals = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
    s->epoll = epoll_create1(EPOLL_CLOEXEC);
    expect(s->signals >= 0 && s->epoll >= 0, "there are descriptors");
    watch(s->signals, TEAMSINVITE_LOOP_READ, s);
    check(teamsinvite_loop_new(&s->loop, &err), &err, "make a loop");
    check(teamsinvite_loop_set_watch(s->loop, watch, s, &err), &err, "have it driven by epoll");
}

static void close_server(server *s)
{
    teamsinvite_loop_free(s->loop);
    (void)close(s->epoll);
    (void)close(s->signals);
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
    serve(&s);
    all_made = interviews_end(&all);
    close_server(&s);
    ats_close(&app);
    return all_made ? 0 : 1;
}
