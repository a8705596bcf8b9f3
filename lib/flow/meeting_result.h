/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_result.h - a meeting with its link; wiped when freed. */
#ifndef TI_FLOW_MEETING_RESULT_H
#define TI_FLOW_MEETING_RESULT_H

#include <teamsinvite/meeting.h>

#include "call/call.h"
#include "proto/graph/ways_in.h"

struct teamsinvite_meeting {
    char *join_url;
    char *reference;
    char *dial_in_number;
    char *conference_id;
    char *join_id;
    char *passcode;
    int64_t due_ms;
    bool changed;
};

/* The call is done with this link, under this reference (NULL: none) and with these ways in. */
ti_verdict ti_meeting_give(teamsinvite_call *call, const char *join_url, const char *reference,
                           const ti_ways_in *ways, int64_t due_ms, bool changed);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_meeting(teamsinvite_status started, teamsinvite_call *call, teamsinvite_meeting **out,
                                    teamsinvite_error **err);

#endif
