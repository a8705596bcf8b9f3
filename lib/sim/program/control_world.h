/* SPDX-License-Identifier: Apache-2.0 */
/* control_world.h - what /_sim/ changes in the world: people, apps, consent, policies, keys, events. */
#ifndef TI_SIM_PROGRAM_CONTROL_WORLD_H
#define TI_SIM_PROGRAM_CONTROL_WORLD_H

#include <cjson/cJSON.h>
#include <teamsinvite/sim.h>

typedef struct sim_change {
    const char *method;
    const char *path;
    const char *takes; /* members of the body, for people */
    teamsinvite_status (*change)(teamsinvite_sim *sim, const cJSON *body, teamsinvite_error **err);
} sim_change;

/* NULL beyond the end. */
const sim_change *sim_change_at(size_t index);

/* TEAMSINVITE_SIM_… by its name: "token-lifetime", "policy-delay" … */
teamsinvite_status sim_set_option(teamsinvite_sim *sim, const char *name, int64_t value);

#endif
