/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_result.h - both copies of an invitation; wiped when freed. */
#ifndef TI_FLOW_INVITATION_RESULT_H
#define TI_FLOW_INVITATION_RESULT_H

#include <teamsinvite/invitation.h>

#include "call/call.h"

struct teamsinvite_invitation {
    char *subject;
    char *recruiter_text;
    char *recruiter_html;
    char *recruiter_ical;
    char *candidate_text;
    char *candidate_html;
    char *candidate_ical;
};

/* The call is done with this result; TI_FAIL without memory. */
ti_verdict ti_invitation_done(teamsinvite_call *call, const teamsinvite_invitation *invitation);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_invitation(teamsinvite_status started, teamsinvite_call *call,
                                        teamsinvite_invitation **out, teamsinvite_error **err);

#endif
