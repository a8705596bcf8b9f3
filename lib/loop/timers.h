/* SPDX-License-Identifier: Apache-2.0 */
/* timers.h - what is to happen when: the earliest first. */
#ifndef TI_LOOP_TIMERS_H
#define TI_LOOP_TIMERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Belongs to whoever set it, and must not move while it is set. */
typedef struct ti_timer {
    int64_t due_ms;
    size_t place; /* 0: not set; else where it is, counted from 1 */
} ti_timer;

typedef struct ti_timers {
    ti_timer **heap; /* each is due no later than the two below it */
    size_t count;
    size_t room;
} ti_timers;

/* The time by which they count. */
int64_t ti_timers_now(void);

void ti_timers_clear(ti_timers *timers);

/* False without memory. A timer that is set already is moved. */
bool ti_timers_set(ti_timers *timers, ti_timer *timer, int64_t due_ms);

/* No harm where it is not set. */
void ti_timers_unset(ti_timers *timers, ti_timer *timer);

/* The next one that is due by now, taken out; NULL: none. */
ti_timer *ti_timers_take_due(ti_timers *timers, int64_t now_ms);

/* When the first is due; INT64_MAX: none is set. */
int64_t ti_timers_first_ms(const ti_timers *timers);

#endif
