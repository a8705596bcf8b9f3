/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_member.h - what the body of a meeting request may hold, member by member. */
#ifndef TI_SIM_MEETING_MEMBER_H
#define TI_SIM_MEETING_MEMBER_H

#include "sim/graph_error.h"
#include "sim/meeting.h"

/* Operations, as bits. */
enum { TI_SIM_MEMBER_CREATE = 1, TI_SIM_MEMBER_CREATE_OR_GET = 2, TI_SIM_MEMBER_PATCH = 4 };

typedef struct ti_sim_meeting_ask {
    const cJSON *body;
    const char *external_id; /* NULL where absent; the same for subject */
    const char *subject;
    bool has_start;
    bool has_end;
    int64_t start_ms;
    int64_t end_ms;
} ti_sim_meeting_ask;

/* Check every member of the body; NULL, or why not. */
const ti_sim_graph_refusal *ti_sim_members_read(const cJSON *body, int operation, ti_sim_meeting_ask *out);

/* What a new meeting has before anybody sets anything; NULL without memory. */
cJSON *ti_sim_member_defaults(void);

/* Put subject, times and all settings of the body into the meeting. */
bool ti_sim_members_apply(const ti_sim_meeting_ask *ask, ti_sim_online_meeting *meeting);

/* A value that is shown as "unknownFutureValue" to whoever did not ask for newer ones. */
bool ti_sim_member_is_newer(const char *value);

#endif
