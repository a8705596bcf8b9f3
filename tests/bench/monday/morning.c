/* SPDX-License-Identifier: Apache-2.0 */
/*
 * morning.c - the wishes of a morning, fulfilled by the loop on one thread. They come when
 * they are due, whether those before them are through or not: so a stall is seen by all
 * who come meanwhile.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "bench/bench.h"
#include "common/check.h"
#include "monday.h"

enum { EVENTS_AT_ONCE = 64 };

#define HOUR_MS INT64_C(3600000)

static int64_t since_began_us(const monday_morning *m)
{
    return (int64_t)(bench_wall_us() - m->began_us);
}

void monday_reference(char reference[32], const monday_morning *m, size_t number)
{
    (void)snprintf(reference, 32, "interview-%zu", m->first + number);
}

static teamsinvite_meeting_request *make_request(const monday_morning *m, size_t number)
{
    int64_t start_ms = ((int64_t)time(NULL) * 1000 / HOUR_MS + 24) * HOUR_MS;
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;
    char reference[32];

    monday_reference(reference, m, number);
    check(teamsinvite_meeting_request_new(&request, &err), &err, "the request");
    check(teamsinvite_meeting_request_set_reference(request, reference, &err), &err, "its reference");
    check(teamsinvite_meeting_request_set_times(request, start_ms, start_ms + HOUR_MS, &err), &err, "its times");
    return request;
}

static void take_meeting(teamsinvite_call *call, void *user_data)
{
    monday_wish *wish = user_data;
    teamsinvite_meeting *meeting = NULL;

    wish->answers++;
    wish->status = teamsinvite_call_take_meeting(call, &meeting, NULL);
    wish->took_us = since_began_us(wish->morning) - wish->due_us;
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
}

static void note_expired(monday_morning *m, long recruiter)
{
    m->expired += monday_is_expired(m->town, recruiter) && !m->town->renewed[recruiter];
    m->town->renewed[recruiter] = true;
}

static void begin(monday_morning *m, size_t number)
{
    monday_wish *wish = &m->wishes[number];
    teamsinvite_actor *recruiter = monday_actor(m->town, wish->recruiter);
    teamsinvite_meeting_request *request = make_request(m, number);
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    wish->morning = m;
    note_expired(m, wish->recruiter);
    check(teamsinvite_meeting_create_start(m->client, recruiter, request, &call, &err), &err, "the call");
    check(teamsinvite_loop_add(m->loop, call, take_meeting, wish, &err), &err, "the loop");
    teamsinvite_meeting_request_free(request);
    teamsinvite_actor_free(recruiter);
}

/* How long until the next is due, rounded up; -1: there is none. */
static int begin_due(monday_morning *m)
{
    int64_t now_us = since_began_us(m);

    while (m->begun < m->count && m->wishes[m->begun].due_us <= now_us)
        begin(m, m->begun++);
    return m->begun == m->count ? -1 : (int)((m->wishes[m->begun].due_us - now_us + 999) / 1000);
}

static void watch(int fd, int32_t events, void *user_data)
{
    const monday_morning *m = user_data;
    struct epoll_event event = { .data.fd = fd };

    if ((events & TEAMSINVITE_LOOP_READ) != 0)
        event.events |= EPOLLIN;
    if ((events & TEAMSINVITE_LOOP_WRITE) != 0)
        event.events |= EPOLLOUT;
    if (events == 0)
        (void)epoll_ctl(m->poller, EPOLL_CTL_DEL, fd, NULL);
    else if (epoll_ctl(m->poller, EPOLL_CTL_MOD, fd, &event) != 0)
        expect(errno == ENOENT && epoll_ctl(m->poller, EPOLL_CTL_ADD, fd, &event) == 0, "a descriptor watched");
}

static int32_t events_of(const struct epoll_event *event)
{
    if ((event->events & (EPOLLERR | EPOLLHUP)) != 0)
        return TEAMSINVITE_LOOP_READ | TEAMSINVITE_LOOP_WRITE;
    return ((event->events & EPOLLIN) != 0 ? TEAMSINVITE_LOOP_READ : 0) |
           ((event->events & EPOLLOUT) != 0 ? TEAMSINVITE_LOOP_WRITE : 0);
}

static void drive(monday_morning *m)
{
    struct epoll_event events[EVENTS_AT_ONCE];
    int next_ms;

    while ((next_ms = begin_due(m)) >= 0 || teamsinvite_loop_count(m->loop) > 0) {
        int64_t timeout_ms = teamsinvite_loop_timeout_ms(m->loop);
        int count;
        int i;

        if (timeout_ms < 0 || (next_ms >= 0 && next_ms < timeout_ms))
            timeout_ms = next_ms;
        count = epoll_wait(m->poller, events, EVENTS_AT_ONCE, (int)timeout_ms);
        for (i = 0; i < count; i++)
            teamsinvite_loop_drive(m->loop, events[i].data.fd, events_of(&events[i]));
        if (count <= 0)
            teamsinvite_loop_drive(m->loop, -1, 0);
    }
}

void monday_run(monday_morning *m)
{
    teamsinvite_error *err = NULL;
    double cpu_us = bench_cpu_us();

    m->poller = epoll_create1(0);
    expect(m->poller >= 0, "epoll");
    check(teamsinvite_loop_new(&m->loop, &err), &err, "the loop");
    check(teamsinvite_loop_set_watch(m->loop, watch, m, &err), &err, "the loop");
    m->began_us = bench_wall_us();
    drive(m);
    m->wall_us = bench_wall_us() - m->began_us;
    teamsinvite_loop_free(m->loop);
    m->cpu_us = bench_cpu_us() - cpu_us;
    (void)close(m->poller);
}
