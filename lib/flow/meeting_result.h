/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_result.h - a meeting with its link; wiped when freed. */
#ifndef TI_FLOW_MEETING_RESULT_H
#define TI_FLOW_MEETING_RESULT_H

#include <teamsinvite/meeting.h>

#include "call/call.h"

struct teamsinvite_meeting {
    char *join_url;
    char *reference;
    int64_t due_ms;
    bool changed;
};

/* The call is done with this result; TI_FAIL without memory. */
ti_verdict ti_meeting_done(teamsinvite_call *call, const teamsinvite_meeting *meeting);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_meeting(teamsinvite_status started, teamsinvite_call *call, teamsinvite_meeting **out,
                                    teamsinvite_error **err);

#endif
