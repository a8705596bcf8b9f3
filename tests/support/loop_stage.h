/* SPDX-License-Identifier: Apache-2.0 */
/*
 * loop_stage.h - a loop and a client that talks to the stub through the built-in
 * transport, by the clock of the system: company acme at Contoso with alice, and
 * globex at Fabrikam with carol. Calls are told apart, and what became of each is kept.
 */
#ifndef TI_TESTS_SUPPORT_LOOP_STAGE_H
#define TI_TESTS_SUPPORT_LOOP_STAGE_H

#include <teamsinvite/loop.h>

#include "support/stub_program.h"
#include "support/world.h"

enum { LOOP_STAGE_CALLS = 2048 };

typedef struct staged_call {
    struct loop_stage *stage;
    teamsinvite_call *call; /* NULL once it was told of */
    teamsinvite_status status;
    int told;
} staged_call;

typedef struct loop_stage {
    world *w;
    stub_program stub;
    teamsinvite_actor *carol;
    teamsinvite_transport *transport;
    const char *url; /* where the next client sends to */
    teamsinvite_loop *loop;
    staged_call calls[LOOP_STAGE_CALLS];
    size_t count;
    size_t told;
    size_t made;
    void (*on_told)(struct loop_stage *stage); /* or NULL */
    teamsinvite_status (*configure)(teamsinvite_config *config, teamsinvite_error **err); /* more settings; or NULL */
} loop_stage;

/* Everybody is signed in, and the stub runs with these options. */
void loop_stage_open(loop_stage *stage, const char *const *options);
void loop_stage_close(loop_stage *stage);

/* A transport, a client and a loop that is nobody's yet; and all three away again. */
void loop_stage_begin(loop_stage *stage, const char *url, size_t per_host, size_t per_tenant);
void loop_stage_end(loop_stage *stage);

/* A call for a meeting of its own that begins at this minute of an hour, not in the loop. */
staged_call *loop_stage_create(loop_stage *stage, const teamsinvite_actor *actor, int minute);

/* Into the loop with it. */
void loop_stage_add(staged_call *call);

/* So many of alice's, into the loop. */
void loop_stage_add_many(loop_stage *stage, size_t count, int minute);

/* Until none is left; each was told of once. */
void loop_stage_run(loop_stage *stage);

/* How many ended so. */
size_t loop_stage_ended(const loop_stage *stage, teamsinvite_status status);

#endif
