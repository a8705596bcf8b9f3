/* SPDX-License-Identifier: Apache-2.0 */
/* redirect_result.c - where the browser goes next, or what came of it. */
#include "flow/redirect_result.h"

#include "base/alloc.h"

int32_t teamsinvite_redirect_is_finished(const teamsinvite_redirect *redirect)
{
    return redirect != NULL && redirect->url == NULL ? 1 : 0;
}

const char *teamsinvite_redirect_url(const teamsinvite_redirect *redirect)
{
    return redirect == NULL || redirect->url == NULL ? "" : redirect->url;
}

int64_t teamsinvite_redirect_expires_at_ms(const teamsinvite_redirect *redirect)
{
    return redirect == NULL ? 0 : redirect->expires_at_ms;
}

const char *teamsinvite_redirect_operation(const teamsinvite_redirect *redirect)
{
    return redirect == NULL || redirect->operation == NULL ? "" : redirect->operation;
}

const char *teamsinvite_redirect_company(const teamsinvite_redirect *redirect)
{
    return redirect == NULL || redirect->company == NULL ? "" : redirect->company;
}

const char *teamsinvite_redirect_user(const teamsinvite_redirect *redirect)
{
    return redirect == NULL || redirect->user == NULL ? "" : redirect->user;
}

int32_t teamsinvite_redirect_company_state(const teamsinvite_redirect *redirect)
{
    return redirect == NULL ? 0 : redirect->company_state;
}

void teamsinvite_redirect_free(teamsinvite_redirect *redirect)
{
    if (redirect == NULL)
        return;
    ti_free_secret(redirect->url);
    ti_free_secret(redirect->company);
    ti_free_secret(redirect->user);
    ti_free(redirect);
}

static bool is_lost(const char *copy, const char *original)
{
    return copy == NULL && original != NULL;
}

static teamsinvite_redirect *copy_redirect(const teamsinvite_redirect *redirect)
{
    teamsinvite_redirect *copy = ti_alloc(sizeof(*copy));

    if (copy == NULL)
        return NULL;
    *copy = *redirect;
    copy->url = ti_strdup(redirect->url);
    copy->company = ti_strdup(redirect->company);
    copy->user = ti_strdup(redirect->user);
    if (is_lost(copy->url, redirect->url) ||
        is_lost(copy->company, redirect->company) ||
        is_lost(copy->user, redirect->user)) {
        teamsinvite_redirect_free(copy);
        return NULL;
    }
    return copy;
}

static void free_result(void *result)
{
    teamsinvite_redirect_free(result);
}

ti_verdict ti_redirect_done(teamsinvite_call *call, const teamsinvite_redirect *redirect)
{
    return ti_call_done(call, copy_redirect(redirect), free_result);
}

teamsinvite_status teamsinvite_call_take_redirect(teamsinvite_call *call, teamsinvite_redirect **out,
                                                teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_redirect(teamsinvite_status started, teamsinvite_call *call, teamsinvite_redirect **out,
                                    teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
