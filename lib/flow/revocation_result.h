/* SPDX-License-Identifier: Apache-2.0 */
/* revocation_result.h - what a revoke has reached. */
#ifndef TI_FLOW_REVOCATION_RESULT_H
#define TI_FLOW_REVOCATION_RESULT_H

#include <teamsinvite/meeting.h>

#include "call/call.h"

struct teamsinvite_revocation {
    int32_t reached;
    teamsinvite_status reason; /* of TEAMSINVITE_REVOKED_HERE_ONLY */
};

/* The call is done with this result; TI_FAIL without memory. */
ti_verdict ti_revocation_done(teamsinvite_call *call, const teamsinvite_revocation *revocation);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_revocation(teamsinvite_status started, teamsinvite_call *call,
                                        teamsinvite_revocation **out, teamsinvite_error **err);

#endif
