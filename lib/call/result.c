/* SPDX-License-Identifier: Apache-2.0 */
/* result.c - how a finished call hands over what came out of it. */
#include "call/call.h"

/* The operation is what its outermost flow is called; its frame outlives the run. */
const char *teamsinvite_call_operation(const teamsinvite_call *call)
{
    return call == NULL ? "" : call->frames[0].flow->name;
}

int32_t teamsinvite_call_send_count(const teamsinvite_call *call)
{
    return call == NULL ? 0 : call->send_count;
}

teamsinvite_status teamsinvite_call_outcome(teamsinvite_call *call, teamsinvite_error **err)
{
    ti_error unfinished = { 0 };

    if (err != NULL)
        *err = NULL;
    if (call == NULL || !call->finished) {
        (void)ti_fail_parameter(&unfinished, "call", call == NULL ? "is NULL" : "is not finished");
        return ti_error_give(&unfinished, err);
    }
    if (call->error.status == TEAMSINVITE_OK)
        return TEAMSINVITE_OK;
    return ti_error_give(&call->error, err);
}

static teamsinvite_status refuse(const char *parameter, const char *why, teamsinvite_error **err)
{
    ti_error error = { 0 };

    (void)ti_fail_parameter(&error, parameter, "%s", why);
    return ti_error_give(&error, err);
}

void *ti_call_take(teamsinvite_call *call, ti_result_free_fn kind, bool wanted, teamsinvite_status *status,
                   teamsinvite_error **err)
{
    void *result;

    *status = teamsinvite_call_outcome(call, err);
    if (*status != TEAMSINVITE_OK)
        return NULL;
    if (!wanted)
        *status = refuse("out", "is NULL", err);
    else if (call->result == NULL || call->result_free != kind)
        *status = refuse("call", "has another kind of result, or it was taken already", err);
    if (*status != TEAMSINVITE_OK)
        return NULL;
    result = call->result;
    call->result = NULL;
    return result;
}

void *ti_call_finish(teamsinvite_status started, teamsinvite_call *call, ti_result_free_fn kind, bool wanted,
                     teamsinvite_status *status, teamsinvite_error **err)
{
    void *result = NULL;

    *status = started;
    if (started != TEAMSINVITE_OK) /* *err was filled by the start */
        return NULL;
    if (wanted) {
        (void)teamsinvite_call_run(call);
        result = ti_call_take(call, kind, wanted, status, err);
    } else { /* before anything is done that nobody could learn of */
        *status = refuse("out", "is NULL", err);
    }
    teamsinvite_call_free(call);
    return result;
}
