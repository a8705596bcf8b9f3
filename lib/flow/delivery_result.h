/* SPDX-License-Identifier: Apache-2.0 */
/* delivery_result.h - what became of the mails of an invitation; wiped when freed. */
#ifndef TI_FLOW_DELIVERY_RESULT_H
#define TI_FLOW_DELIVERY_RESULT_H

#include <teamsinvite/invitation.h>

#include "call/call.h"

struct teamsinvite_delivery {
    int32_t delivered; /* sets of TEAMSINVITE_AUDIENCE_… */
    int32_t failed;
    ti_error errors[2]; /* the recruiter's, the candidate's */
    char *join_url;
};

/* The call is done with a copy of this; TI_FAIL without memory. */
ti_verdict ti_delivery_done(teamsinvite_call *call, const teamsinvite_delivery *delivery, const char *join_url);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_delivery(teamsinvite_status started, teamsinvite_call *call, teamsinvite_delivery **out,
                                      teamsinvite_error **err);

#endif
