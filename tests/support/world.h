/* SPDX-License-Identifier: Apache-2.0 */
/*
 * world.h - a client with memory storage, the simulator in one process, and a
 * clock that only the test moves: what most flow tests begin with.
 */
#ifndef TI_TESTS_SUPPORT_WORLD_H
#define TI_TESTS_SUPPORT_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <teamsinvite.h>
#include <teamsinvite/sim.h>

#define WORLD_START_MS INT64_C(1893456000000) /* 2030-01-01T00:00:00Z */
#define WORLD_HOUR_MS INT64_C(3600000)
#define WORLD_SESSION "session-of-this-browser"

typedef struct world {
    teamsinvite_sim *sim;
    teamsinvite_memory *memory;
    teamsinvite_client *client;
    teamsinvite_actor *admin; /* company acme */
    teamsinvite_actor *alice; /* a member of it */
    teamsinvite_actor *bob;
    int64_t waited_ms; /* by WAIT, in all */
    int waits_for_real; /* no handler for WAIT: the driver's own */
    int events[16];    /* how many of each kind were told */
    teamsinvite_status (*configure)(teamsinvite_config *config, teamsinvite_error **err); /* more settings; or NULL */
} world;

/* cmocka's set-up and tear-down: *state is a world. */
int world_setup(void **state);
int world_teardown(void **state);

/* A client anew, with the settings of w->configure; the records and the simulator stay. */
void world_new_client(world *w);

/* Each step of the main job, asserted to work. */
void world_enable(world *w);
void world_enable_in(world *w, int32_t mode);
void world_connect(world *w, const teamsinvite_actor *actor, const char *oid);
teamsinvite_meeting *world_create(world *w, const teamsinvite_actor *actor, const char *reference);

/* A request for a meeting of one hour that begins in start_in_hours. */
teamsinvite_meeting_request *world_request(const world *w, const char *reference, int64_t start_in_hours);

/* Let the clock of library and simulator go on. */
void world_advance(world *w, int64_t ms);

/* The call failed with this status, and says something; frees *err. */
void assert_failed(teamsinvite_status got, teamsinvite_status wanted, teamsinvite_error **err);

/* It worked; prints the error where it did not. A macro, so that err is read after the call. */
void world_check(teamsinvite_status got, teamsinvite_error *err, const char *file, int line);

#define assert_worked(call_, err_)                         \
    do {                                                   \
        teamsinvite_status got_ = (call_);                 \
        world_check(got_, (err_), __FILE__, __LINE__);     \
    } while (0)


#endif
