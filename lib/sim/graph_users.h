/* SPDX-License-Identifier: Apache-2.0 */
/* graph_users.h - people, as Graph shows them. */
#ifndef TI_SIM_GRAPH_USERS_H
#define TI_SIM_GRAPH_USERS_H

#include "sim/graph.h"

extern const ti_sim_graph_refusal ti_sim_graph_denied;
extern const ti_sim_graph_refusal ti_sim_graph_no_such_user;

/* The user of the path, by object id or user principal name; NULL where there is no such one. */
const ti_sim_user *ti_sim_graph_user(const ti_sim_graph_ask *ask);

/* A property by its name; user NULL: "" where there is such a property. NULL where there is none. */
const char *ti_sim_user_property(const ti_sim_user *user, const char *name);

/* With the properties of $select; select NULL: with all. */
cJSON *ti_sim_user_json(const ti_sim_user *user, const char *select);

/* Each answers, in the file of its name; NULL, or why not. */
const ti_sim_graph_refusal *ti_sim_graph_user_list(ti_sim_graph_ask *ask);
const ti_sim_graph_refusal *ti_sim_graph_licences(ti_sim_graph_ask *ask);

#endif
