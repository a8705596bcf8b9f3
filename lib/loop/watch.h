/* SPDX-License-Identifier: Apache-2.0 */
/* watch.h - the descriptors that a loop waits for: told to the host's poller, or kept for our own. */
#ifndef TI_LOOP_WATCH_H
#define TI_LOOP_WATCH_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <teamsinvite/loop.h>

typedef struct ti_watch {
    teamsinvite_watch_fn tell; /* NULL: kept here */
    void *user_data;
    struct pollfd *fds;
    size_t count;
    size_t room;
    size_t *places; /* by descriptor: where in fds it is, counted from 1 */
    size_t place_count;
} ti_watch;

void ti_watch_clear(ti_watch *watch);

/* Events as TEAMSINVITE_LOOP_…; 0 takes it out. False without memory. */
bool ti_watch_set(ti_watch *watch, int fd, int32_t events);

/* What poll() has found at this place. */
int32_t ti_watch_events(const struct pollfd *found);

#endif
