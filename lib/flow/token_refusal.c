/* SPDX-License-Identifier: Apache-2.0 */
/* token_refusal.c - what it means for a record that Entra did not renew its token. */
#include "flow/token_refusal.h"

#include <teamsinvite/user.h>

#define PAUSE_MS INT64_C(60000)        /* the same question gets the same answer, and counts towards a throttle */
#define SECOND_LOOK_MS INT64_C(300000) /* loop detection at Entra looks like a revocation; it is over by then */

bool ti_token_refusal_passes(const ti_error *refusal)
{
    return ti_status_find(refusal->status)->retryable || refusal->status == TEAMSINVITE_E_RESPONSE ||
           refusal->status == TEAMSINVITE_E_CANCELLED || refusal->status == TEAMSINVITE_E_DEADLINE ||
           refusal->status == TEAMSINVITE_E_RANDOM || refusal->status == TEAMSINVITE_E_HANDLER;
}

static bool is_of_the_grant(teamsinvite_status status)
{
    return status == TEAMSINVITE_E_SIGN_IN_AGAIN || status == TEAMSINVITE_E_CONSENT_REQUIRED;
}

static void end_connection(ti_connection_record *record, int64_t now_ms)
{
    record->state = TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN;
    record->since_ms = now_ms;
    record->access_token = record->refresh_token = "";
}

void ti_token_refuse(ti_connection_record *record, const ti_error *refusal, int64_t now_ms)
{
    bool is_users = record->refresh_token[0] != '\0';
    bool of_the_grant = is_users && is_of_the_grant(refusal->status);
    bool again = is_of_the_grant(record->refused);

    record->refused = refusal->status;
    record->refused_until_ms = now_ms + (of_the_grant ? SECOND_LOOK_MS : PAUSE_MS);
    record->reason = refusal->service_code;
    if (of_the_grant && (refusal->confirmed || again))
        end_connection(record, now_ms);
}

ti_verdict ti_token_refused(teamsinvite_call *call, const ti_connection_record *record)
{
    int64_t left_ms = record->refused_until_ms - ti_call_now(call);

    if (record->state == TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN)
        (void)ti_call_fail(call, TEAMSINVITE_E_SIGN_IN_AGAIN, "the user's connection was refused earlier");
    else if (record->refused != TEAMSINVITE_OK && left_ms > 0)
        (void)ti_call_fail(call, record->refused, "Entra refused a new token a moment ago and is not asked again yet");
    else
        return TI_NEXT;
    call->error.retry_after_ms = left_ms > 0 ? left_ms : 0;
    ti_error_set_code(call->error.service_code, sizeof(call->error.service_code), ti_slice_of(record->reason));
    return TI_FAIL;
}
