/* SPDX-License-Identifier: Apache-2.0 */
/* graph.h - a request to Graph with what all of them have: a token, a path, a user. */
#ifndef TI_SIM_GRAPH_H
#define TI_SIM_GRAPH_H

#include "sim/form.h"
#include "sim/grant.h"
#include "sim/graph_error.h"

typedef struct ti_sim_graph_ask {
    ti_sim_exchange *x;
    const ti_sim_grant *token;
    ti_sim_form query;
    ti_sim_user *user; /* of the path: /me or /users/{oid}; NULL where there is no such one */
    size_t rest;       /* index of the path segment behind the user */
} ti_sim_graph_ask;

/* Each answers, in the file of its name; NULL, or why not. */
const ti_sim_graph_refusal *ti_sim_graph_users(ti_sim_graph_ask *ask);
const ti_sim_graph_refusal *ti_sim_graph_meetings(ti_sim_graph_ask *ask);

/* Refusals that several need. */
extern const ti_sim_graph_refusal ti_sim_graph_wrong_method;
extern const ti_sim_graph_refusal ti_sim_graph_no_such_segment;
extern const ti_sim_graph_refusal ti_sim_graph_bad_query;

#endif
