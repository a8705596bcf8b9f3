/* SPDX-License-Identifier: Apache-2.0 */
/* revocation_result.c - what a revoke has reached. */
#include "flow/revocation_result.h"

#include "base/alloc.h"

int32_t teamsinvite_revocation_reached(const teamsinvite_revocation *revocation)
{
    return revocation == NULL ? 0 : revocation->reached;
}

typedef struct outcome {
    const char *name;
    const char *left_to_do;
} outcome;

static const outcome unknown = { "?", "" };

static const outcome *outcome_of(int32_t reached)
{
    static const outcome outcomes[] = {
        [TEAMSINVITE_REVOKED_LOCKED_AND_DELETED] = { "locked_and_deleted", "" },
        [TEAMSINVITE_REVOKED_DELETED] = { "deleted", "The meeting could not be locked before it was deleted, and "
                                                     "deleted meetings have been seen to open again: tell whoever has "
                                                     "the link that it is void." },
        [TEAMSINVITE_REVOKED_ALREADY_GONE] = { "already_gone", "" },
        [TEAMSINVITE_REVOKED_LOCKED_BUT_ALIVE] = { "locked_but_alive",
                                                   "The organizer has to remove the meeting in Teams; until then "
                                                   "the link leads into a lobby that only the organizer opens." },
        [TEAMSINVITE_REVOKED_STILL_ALIVE] = { "still_alive", "The organizer has to end and remove the meeting in "
                                                             "Teams: the link still opens it." },
        [TEAMSINVITE_REVOKED_HERE_ONLY] = { "here_only", "The organizer has to delete the meeting in Teams: the link "
                                                         "still opens it, and is no longer known here." },
    };

    return reached > 0 && reached < (int32_t)(sizeof(outcomes) / sizeof(outcomes[0])) ? &outcomes[reached] : &unknown;
}

const char *teamsinvite_revocation_name(int32_t reached)
{
    return outcome_of(reached)->name;
}

const char *teamsinvite_revocation_left_to_do(int32_t reached)
{
    return outcome_of(reached)->left_to_do;
}

teamsinvite_status teamsinvite_revocation_reason(const teamsinvite_revocation *revocation)
{
    return revocation == NULL ? TEAMSINVITE_OK : revocation->reason;
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
