/* SPDX-License-Identifier: Apache-2.0 */
/* rekeying_result.c - what a rekeying has come to. */
#include "flow/rekeying_result.h"

#include "base/alloc.h"

int64_t teamsinvite_rekeying_resealed(const teamsinvite_rekeying *rekeying)
{
    return rekeying == NULL ? 0 : rekeying->resealed;
}

int64_t teamsinvite_rekeying_current(const teamsinvite_rekeying *rekeying)
{
    return rekeying == NULL ? 0 : rekeying->current;
}

int64_t teamsinvite_rekeying_left(const teamsinvite_rekeying *rekeying)
{
    return rekeying == NULL ? 0 : rekeying->left;
}

int64_t teamsinvite_rekeying_unavailable(const teamsinvite_rekeying *rekeying)
{
    return rekeying == NULL ? 0 : rekeying->unavailable;
}

int64_t teamsinvite_rekeying_damaged(const teamsinvite_rekeying *rekeying)
{
    return rekeying == NULL ? 0 : rekeying->damaged;
}

const char *teamsinvite_rekeying_next(const teamsinvite_rekeying *rekeying)
{
    return rekeying == NULL ? "" : rekeying->next;
}

void teamsinvite_rekeying_free(teamsinvite_rekeying *rekeying)
{
    ti_free(rekeying);
}

void ti_rekeying_count(teamsinvite_rekeying *rekeying, ti_rekeyed outcome)
{
    rekeying->resealed += outcome == TI_REKEYED_ANEW;
    rekeying->current += outcome == TI_REKEYED_CURRENT;
    rekeying->left += outcome == TI_REKEYED_LEFT;
    rekeying->unavailable += outcome == TI_REKEYED_UNAVAILABLE;
    rekeying->damaged += outcome == TI_REKEYED_DAMAGED;
}

static void free_result(void *result)
{
    teamsinvite_rekeying_free(result);
}

ti_verdict ti_rekeying_done(teamsinvite_call *call, const teamsinvite_rekeying *rekeying)
{
    teamsinvite_rekeying *copy = ti_alloc(sizeof(*copy));

    if (copy != NULL)
        *copy = *rekeying;
    return ti_call_done(call, copy, free_result);
}

teamsinvite_status teamsinvite_call_take_rekeying(teamsinvite_call *call, teamsinvite_rekeying **out,
                                                  teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_rekeying(teamsinvite_status started, teamsinvite_call *call, teamsinvite_rekeying **out,
                                      teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
