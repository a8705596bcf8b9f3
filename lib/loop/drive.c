/* SPDX-License-Identifier: Apache-2.0 */
/* drive.c - all that there is to do now, without blocking; and when there will be more. */
#include <stddef.h>

#include "loop/loop.h"

/* So many calls are gone on with before the descriptors are looked at again. */
enum { CALLS_MAX = 256, LOOK_EVERY_MS = 200 };

static void ring_due(teamsinvite_loop *loop, int64_t now_ms)
{
    ti_timer *timer;

    while ((timer = ti_timers_take_due(&loop->timers, now_ms)) != NULL)
        ti_entry_ring((ti_entry *)(void *)((char *)timer - offsetof(ti_entry, timer)));
}

/* A call may be cancelled by any thread at any time, which leaves no other trace. */
static void look_for_cancelled(teamsinvite_loop *loop, bool all)
{
    ti_entry *entry;

    for (entry = loop->entries; entry != NULL; entry = entry->after) {
        if (all)
            teamsinvite_call_cancel(entry->call);
        if (teamsinvite_call_is_cancelled(entry->call) != 0)
            ti_entry_cancel(entry);
    }
}

/* Answers how many calls there were. */
static size_t empty(teamsinvite_loop *loop, ti_letter *letter, bool cancel)
{
    size_t calls = 0;
    ti_letter *next;

    for (; letter != NULL; letter = next, calls++) {
        ti_entry *entry = (ti_entry *)(void *)letter;

        next = letter->next;
        if (cancel)
            teamsinvite_call_cancel(entry->call);
        ti_entry_go_on(entry);
    }
    ti_lanes_start(loop);
    if (loop->curl_due_ms <= ti_timers_now())
        ti_multi_drive(loop, -1, 0);
    return calls;
}

void ti_loop_go_on(teamsinvite_loop *loop)
{
    bool cancel = ti_inbox_attend(&loop->inbox);
    int64_t now_ms = ti_timers_now();
    size_t left = CALLS_MAX;
    ti_letter *letter;

    loop->driven = true;
    ring_due(loop, now_ms);
    if (cancel || now_ms >= loop->look_due_ms) {
        look_for_cancelled(loop, cancel);
        loop->look_due_ms = now_ms + LOOK_EVERY_MS;
    }
    while (left > 0 && (letter = ti_inbox_take(&loop->inbox, left)) != NULL)
        left -= empty(loop, letter, cancel);
    loop->busy = left == 0;
}

void teamsinvite_loop_drive(teamsinvite_loop *loop, int fd, int32_t events)
{
    if (loop == NULL)
        return;
    (void)ti_inbox_attend(&loop->inbox);
    ti_multi_drive(loop, fd == loop->inbox.bell[0] ? -1 : fd, events);
    ti_loop_go_on(loop);
}

int64_t teamsinvite_loop_timeout_ms(const teamsinvite_loop *loop)
{
    int64_t due_ms;
    int64_t now_ms;

    if (loop == NULL || loop->busy)
        return loop == NULL ? -1 : 0;
    due_ms = ti_timers_first_ms(&loop->timers);
    if (loop->curl_due_ms < due_ms)
        due_ms = loop->curl_due_ms;
    if (loop->entries != NULL && loop->look_due_ms < due_ms)
        due_ms = loop->look_due_ms;
    if (due_ms == INT64_MAX)
        return -1;
    now_ms = ti_timers_now();
    return due_ms > now_ms ? due_ms - now_ms : 0;
}
