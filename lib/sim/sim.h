/* SPDX-License-Identifier: Apache-2.0 */
/* sim.h - the simulator from the inside: all of its state, under one lock. */
#ifndef TI_SIM_SIM_H
#define TI_SIM_SIM_H

#include <pthread.h>

#include <teamsinvite/sim.h>

#include "base/error.h"
#include "sim/directory.h"
#include "sim/grant.h"
#include "sim/index.h"
#include "sim/journal.h"
#include "sim/keys.h"
#include "sim/meeting.h"
#include "sim/scenario.h"

enum { TI_SIM_OPTION_COUNT = 7 };

struct teamsinvite_sim {
    pthread_mutex_t *lock; /* a pointer, so that one who only looks can lock too */
    char *authority;
    char *graph;
    bool clock_stands;
    int64_t clock_ms; /* the time where it stands, else the offset from the system's */
    int64_t options[TI_SIM_OPTION_COUNT];
    ti_sim_directory directory;
    ti_sim_grants grants;
    ti_sim_index assertions; /* ids of those that were used */
    ti_sim_keys keys;
    ti_sim_meetings meetings;
    ti_sim_scenarios scenarios;
    ti_sim_journal journal;
};

void ti_sim_lock(const teamsinvite_sim *sim);
void ti_sim_unlock(const teamsinvite_sim *sim);

/* With the lock held. */
int64_t ti_sim_now(const teamsinvite_sim *sim);
int64_t ti_sim_option(const teamsinvite_sim *sim, int32_t option);

#endif
