/* SPDX-License-Identifier: Apache-2.0 */
/* identity_result.c - who a verified id_token is about. */
#include "flow/identity_result.h"

#include "base/alloc.h"

const char *teamsinvite_identity_tenant(const teamsinvite_identity *identity)
{
    return identity == NULL ? "" : identity->tenant;
}

const char *teamsinvite_identity_account(const teamsinvite_identity *identity)
{
    return identity == NULL ? "" : identity->account;
}

int32_t teamsinvite_identity_is_guest(const teamsinvite_identity *identity)
{
    return identity != NULL && identity->guest ? 1 : 0;
}

void teamsinvite_identity_free(teamsinvite_identity *identity)
{
    ti_free(identity);
}

static teamsinvite_identity *copy_identity(const teamsinvite_identity *identity)
{
    teamsinvite_identity *copy = ti_alloc(sizeof(*copy));

    if (copy != NULL)
        *copy = *identity;
    return copy;
}

static void free_result(void *result)
{
    teamsinvite_identity_free(result);
}

ti_verdict ti_identity_done(teamsinvite_call *call, const teamsinvite_identity *identity)
{
    return ti_call_done(call, copy_identity(identity), free_result);
}

teamsinvite_status teamsinvite_call_take_identity(teamsinvite_call *call, teamsinvite_identity **out,
                                                teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_identity(teamsinvite_status started, teamsinvite_call *call, teamsinvite_identity **out,
                                    teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
