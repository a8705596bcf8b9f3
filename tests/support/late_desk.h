/* SPDX-License-Identifier: Apache-2.0 */
/*
 * late_desk.h - handlers that return without an answer: what is asked for is
 * put on a desk, and clerks on threads of their own answer it, as the threads of
 * a database client would.
 */
#ifndef TI_TESTS_SUPPORT_LATE_DESK_H
#define TI_TESTS_SUPPORT_LATE_DESK_H

#include <pthread.h>

#include <teamsinvite.h>
#include <teamsinvite/sim.h>

enum { LATE_DESK_ROOM = 1024, LATE_DESK_CLERKS = 8 };

typedef struct late_paper {
    teamsinvite_call *call;
    const teamsinvite_io *io;
} late_paper;

typedef struct late_desk {
    pthread_mutex_t lock;
    pthread_cond_t arrived;
    late_paper papers[LATE_DESK_ROOM];
    size_t first;
    size_t count;
    size_t most;
    int closed;
    pthread_t clerks[LATE_DESK_CLERKS];
    size_t clerk_count;
    teamsinvite_memory *memory;
    teamsinvite_sim *sim;
} late_desk;

void late_desk_init(late_desk *desk, teamsinvite_memory *memory, teamsinvite_sim *sim);
void late_desk_clear(late_desk *desk);

/* From now on so many clerks answer. */
void late_desk_open(late_desk *desk, size_t clerks);

/* What lies there is never answered. */
void late_desk_forget(late_desk *desk);

/* How many papers have lain there at once. */
size_t late_desk_most_at_once(late_desk *desk);

/* Handlers; user_data is a late_desk. */
void late_desk_storage(teamsinvite_call *call, const teamsinvite_io *io, void *user_data);
void late_desk_transport(teamsinvite_call *call, const teamsinvite_io *io, void *user_data);

#endif
