/* SPDX-License-Identifier: Apache-2.0 */
/* rekeying_result.h - what a rekeying has come to. */
#ifndef TI_FLOW_REKEYING_RESULT_H
#define TI_FLOW_REKEYING_RESULT_H

#include <teamsinvite/records.h>
#include <teamsinvite/storage.h>

#include "call/call.h"
#include "flow/record_rekey.h"

struct teamsinvite_rekeying {
    int64_t resealed;
    int64_t current;
    int64_t left;
    int64_t unavailable;
    int64_t damaged;
    char next[TEAMSINVITE_KEY_MAX + 1];
};

void ti_rekeying_count(teamsinvite_rekeying *rekeying, ti_rekeyed outcome);

/* The call is done with a copy of this; TI_FAIL without memory. */
ti_verdict ti_rekeying_done(teamsinvite_call *call, const teamsinvite_rekeying *rekeying);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_rekeying(teamsinvite_status started, teamsinvite_call *call, teamsinvite_rekeying **out,
                                      teamsinvite_error **err);

#endif
