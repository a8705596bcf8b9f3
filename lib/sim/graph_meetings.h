/* SPDX-License-Identifier: Apache-2.0 */
/* graph_meetings.h - what is done to online meetings. */
#ifndef TI_SIM_GRAPH_MEETINGS_H
#define TI_SIM_GRAPH_MEETINGS_H

#include "sim/graph.h"
#include "sim/meeting.h"

/* Each answers; NULL, or why not. The caller has checked who may. */
const ti_sim_graph_refusal *ti_sim_meeting_create(ti_sim_graph_ask *ask);
const ti_sim_graph_refusal *ti_sim_meeting_create_or_get(ti_sim_graph_ask *ask);
const ti_sim_graph_refusal *ti_sim_meeting_patch(ti_sim_graph_ask *ask, ti_sim_online_meeting *meeting);
const ti_sim_graph_refusal *ti_sim_meeting_look_up(ti_sim_graph_ask *ask);

/* Answer with the meeting. */
void ti_sim_meeting_show(ti_sim_graph_ask *ask, int32_t status, const ti_sim_online_meeting *meeting);

/* "Prefer: include-unknown-enum-members" */
bool ti_sim_wants_newer(const ti_sim_exchange *x);

#endif
