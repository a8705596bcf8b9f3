/* SPDX-License-Identifier: Apache-2.0 */
/* recovery_result.c - what a recovery has come to. */
#include "flow/recovery_result.h"

#include "base/alloc.h"

int64_t teamsinvite_recovery_finished(const teamsinvite_recovery *recovery)
{
    return recovery == NULL ? 0 : recovery->finished;
}

int64_t teamsinvite_recovery_undone(const teamsinvite_recovery *recovery)
{
    return recovery == NULL ? 0 : recovery->undone;
}

int64_t teamsinvite_recovery_left(const teamsinvite_recovery *recovery)
{
    return recovery == NULL ? 0 : recovery->left;
}

const char *teamsinvite_recovery_next(const teamsinvite_recovery *recovery)
{
    return recovery == NULL ? "" : recovery->next;
}

void teamsinvite_recovery_free(teamsinvite_recovery *recovery)
{
    ti_free(recovery);
}

static void free_result(void *result)
{
    teamsinvite_recovery_free(result);
}

ti_verdict ti_recovery_done(teamsinvite_call *call, const teamsinvite_recovery *recovery)
{
    teamsinvite_recovery *copy = ti_alloc(sizeof(*copy));

    if (copy != NULL)
        *copy = *recovery;
    return ti_call_done(call, copy, free_result);
}

teamsinvite_status teamsinvite_call_take_recovery(teamsinvite_call *call, teamsinvite_recovery **out,
                                                  teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_recovery(teamsinvite_status started, teamsinvite_call *call, teamsinvite_recovery **out,
                                      teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
