/* SPDX-License-Identifier: Apache-2.0 */
/* actor.c - who asks: company, user and role, as the host vouches for them. */
#include <teamsinvite/actor.h>

#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "client/client.h"

teamsinvite_status teamsinvite_actor_new(const char *company, const char *user, int32_t role,
                                         teamsinvite_actor **out, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (out != NULL)
        *out = NULL;
    if (ti_check_given(&error, "out", out) != TEAMSINVITE_OK ||
        ti_check_id(&error, "company", company) != TEAMSINVITE_OK ||
        ti_check_id(&error, "user", user) != TEAMSINVITE_OK ||
        ti_check_range(&error, "role", role, TEAMSINVITE_ROLE_MEMBER, TEAMSINVITE_ROLE_ADMIN) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    *out = ti_alloc(sizeof(**out));
    if (*out == NULL) {
        (void)ti_fail_no_memory(&error);
        return ti_error_give(&error, err);
    }
    memcpy((*out)->company, company, strlen(company) + 1);
    memcpy((*out)->user, user, strlen(user) + 1);
    (*out)->role = role;
    return ti_error_give(&error, err);
}

void teamsinvite_actor_free(teamsinvite_actor *actor)
{
    ti_free(actor);
}

const char *teamsinvite_actor_company(const teamsinvite_actor *actor)
{
    return actor == NULL ? NULL : actor->company;
}

const char *teamsinvite_actor_user(const teamsinvite_actor *actor)
{
    return actor == NULL ? NULL : actor->user;
}

int32_t teamsinvite_actor_role(const teamsinvite_actor *actor)
{
    return actor == NULL ? 0 : actor->role;
}

teamsinvite_status ti_actor_check(const teamsinvite_actor *actor, ti_error *err)
{
    return ti_check_given(err, "actor", actor);
}

teamsinvite_status ti_actor_check_admin(const teamsinvite_actor *actor, ti_error *err)
{
    teamsinvite_status status = ti_actor_check(actor, err);

    if (status == TEAMSINVITE_OK && actor->role != TEAMSINVITE_ROLE_ADMIN)
        return ti_fail(err, TEAMSINVITE_E_DENIED, "only an administrator of the ATS may do this");
    return status;
}
