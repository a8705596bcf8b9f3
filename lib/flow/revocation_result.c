/* SPDX-License-Identifier: Apache-2.0 */
/* revocation_result.c - what a revoke has reached. */
#include "flow/revocation_result.h"

#include "base/alloc.h"

int32_t teamsinvite_revocation_reached(const teamsinvite_revocation *revocation)
{
    return revocation == NULL ? 0 : revocation->reached;
}

const char *teamsinvite_revocation_name(int32_t reached)
{
    static const char *const names[] = { "locked_and_deleted", "deleted", "already_gone", "locked_but_alive",
                                         "still_alive" };
    int32_t index = reached - TEAMSINVITE_REVOKED_LOCKED_AND_DELETED;

    return index >= 0 && index < 5 ? names[index] : "?";
}

void teamsinvite_revocation_free(teamsinvite_revocation *revocation)
{
    ti_free(revocation);
}

static teamsinvite_revocation *copy_revocation(const teamsinvite_revocation *revocation)
{
    teamsinvite_revocation *copy = ti_alloc(sizeof(*copy));

    if (copy != NULL)
        *copy = *revocation;
    return copy;
}

static void free_result(void *result)
{
    teamsinvite_revocation_free(result);
}

ti_verdict ti_revocation_done(teamsinvite_call *call, const teamsinvite_revocation *revocation)
{
    return ti_call_done(call, copy_revocation(revocation), free_result);
}

teamsinvite_status teamsinvite_call_take_revocation(teamsinvite_call *call, teamsinvite_revocation **out,
                                                    teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_revocation(teamsinvite_status started, teamsinvite_call *call,
                                        teamsinvite_revocation **out, teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
