/* SPDX-License-Identifier: Apache-2.0 */
/* recovery_result.h - what a recovery has come to. */
#ifndef TI_FLOW_RECOVERY_RESULT_H
#define TI_FLOW_RECOVERY_RESULT_H

#include <teamsinvite/records.h>
#include <teamsinvite/storage.h>

#include "call/call.h"

struct teamsinvite_recovery {
    int64_t finished;
    int64_t undone;
    int64_t left;
    char next[TEAMSINVITE_KEY_MAX + 1];
};

/* The call is done with a copy of this; TI_FAIL without memory. */
ti_verdict ti_recovery_done(teamsinvite_call *call, const teamsinvite_recovery *recovery);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_recovery(teamsinvite_status started, teamsinvite_call *call, teamsinvite_recovery **out,
                                      teamsinvite_error **err);

#endif
