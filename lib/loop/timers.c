/* SPDX-License-Identifier: Apache-2.0 */
/* timers.c - a binary heap of timers. */
#include "loop/timers.h"

#include <string.h>

#include <teamsinvite/client.h>

#include "base/alloc.h"
#include "port/system.h"

enum { FIRST_ROOM = 64 };

int64_t ti_timers_now(void)
{
    return ti_system_clock(TEAMSINVITE_CLOCK_MONOTONIC, NULL);
}

void ti_timers_clear(ti_timers *timers)
{
    ti_free(timers->heap);
    *timers = (ti_timers){ 0 };
}

static void put(ti_timers *timers, size_t at, ti_timer *timer)
{
    timers->heap[at] = timer;
    timer->place = at + 1;
}

static void move_up(ti_timers *timers, size_t at)
{
    ti_timer *timer = timers->heap[at];
    size_t above;

    for (; at > 0; at = above) {
        above = (at - 1) / 2;
        if (timers->heap[above]->due_ms <= timer->due_ms)
            break;
        put(timers, at, timers->heap[above]);
    }
    put(timers, at, timer);
}

static void move_down(ti_timers *timers, size_t at)
{
    ti_timer *timer = timers->heap[at];
    size_t below;

    for (; 2 * at + 1 < timers->count; at = below) {
        below = 2 * at + 1;
        if (below + 1 < timers->count && timers->heap[below + 1]->due_ms < timers->heap[below]->due_ms)
            below++;
        if (timers->heap[below]->due_ms >= timer->due_ms)
            break;
        put(timers, at, timers->heap[below]);
    }
    put(timers, at, timer);
}

static bool has_room(ti_timers *timers)
{
    size_t room = timers->room == 0 ? FIRST_ROOM : timers->room * 2;
    ti_timer **heap;

    if (timers->count < timers->room)
        return true;
    heap = room > SIZE_MAX / sizeof(*heap) ? NULL : ti_alloc(room * sizeof(*heap));
    if (heap == NULL)
        return false;
    if (timers->count > 0)
        memcpy(heap, timers->heap, timers->count * sizeof(*heap));
    ti_free(timers->heap);
    timers->heap = heap;
    timers->room = room;
    return true;
}

bool ti_timers_set(ti_timers *timers, ti_timer *timer, int64_t due_ms)
{
    if (timer->place == 0 && !has_room(timers))
        return false;
    if (timer->place == 0)
        put(timers, timers->count++, timer);
    timer->due_ms = due_ms;
    move_up(timers, timer->place - 1);
    move_down(timers, timer->place - 1);
    return true;
}

void ti_timers_unset(ti_timers *timers, ti_timer *timer)
{
    ti_timer *last;
    size_t at = timer->place;

    if (at-- == 0)
        return;
    timer->place = 0;
    last = timers->heap[--timers->count];
    if (last == timer)
        return;
    put(timers, at, last);
    move_up(timers, at);
    move_down(timers, last->place - 1);
}

ti_timer *ti_timers_take_due(ti_timers *timers, int64_t now_ms)
{
    ti_timer *first = timers->count == 0 ? NULL : timers->heap[0];

    if (first == NULL || first->due_ms > now_ms)
        return NULL;
    ti_timers_unset(timers, first);
    return first;
}

int64_t ti_timers_first_ms(const ti_timers *timers)
{
    return timers->count == 0 ? INT64_MAX : timers->heap[0]->due_ms;
}
