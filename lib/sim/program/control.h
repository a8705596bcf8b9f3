/* SPDX-License-Identifier: Apache-2.0 */
/* control.h - the simulator's own endpoints, under /_sim/. */
#ifndef TI_SIM_PROGRAM_CONTROL_H
#define TI_SIM_PROGRAM_CONTROL_H

#include <teamsinvite/sim.h>

typedef struct sim_reply {
    int status;
    char *body; /* JSON or HTML; free() it; NULL for none */
    const char *content_type;
} sim_reply;

/* Whether the path is one of these: "/" or "/_sim/…". */
int sim_control_owns(const char *path);

/* body is NUL-terminated. */
sim_reply sim_control_serve(teamsinvite_sim *sim, const char *method, const char *path, const char *body);

#endif
