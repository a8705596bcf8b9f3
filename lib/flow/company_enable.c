/* SPDX-License-Identifier: Apache-2.0 */
/* company_enable.c - company.enable: send the administrator's browser to sign in. */
#include <teamsinvite/company.h>

#include "base/check.h"
#include "flow/redirect_result.h"
#include "flow/signin_begin.h"

typedef struct company_enable {
    ti_signin_begin begin;
} company_enable;

static ti_verdict begin(teamsinvite_call *call, void *state)
{
    company_enable *s = state;

    return ti_call_run(call, &s->begin);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    company_enable *s = state;
    teamsinvite_redirect redirect = { .operation = "company.enable", .expires_at_ms = s->begin.expires_at_ms };

    redirect.url = ti_arena_copy_text(&call->arena, s->begin.url);
    redirect.company = ti_arena_copy_text(&call->arena, s->begin.record.company);
    redirect.user = ti_arena_copy_text(&call->arena, s->begin.record.user);
    return ti_redirect_done(call, &redirect);
}

static const ti_step steps[] = {
    { .name = "begin the sign-in", .ask = begin, .flow = &ti_flow_signin_begin },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("company.enable", steps);

/* Nobody's tenant is known yet, so the sign-in is open to any work account;
 * which tenant it was is read from the verified id_token. */
static teamsinvite_status fill(teamsinvite_call *call, company_enable *s, const teamsinvite_actor *actor,
                               const char *session, int32_t mode, ti_error *err)
{
    s->begin.record.kind = TI_SIGNIN_ENABLE;
    s->begin.record.mode = mode;
    s->begin.record.company = ti_arena_copy_text(&call->arena, actor->company);
    s->begin.record.user = ti_arena_copy_text(&call->arena, actor->user);
    s->begin.record.tenant = "organizations";
    s->begin.record.session = ti_signin_session(call, session);
    s->begin.scope = TI_SCOPE_IDENTITY;
    if (s->begin.record.company == NULL || s->begin.record.user == NULL || s->begin.record.session == NULL)
        return ti_fail_no_memory(err);
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_company_enable_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                    const char *session, int32_t mode, teamsinvite_call **out,
                                                    teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK &&
        ti_actor_check_admin(actor, &error) == TEAMSINVITE_OK &&
        ti_check_session(&error, session) == TEAMSINVITE_OK &&
        ti_check_range(&error, "mode", mode, TEAMSINVITE_MODE_DELEGATED, TEAMSINVITE_MODE_APPLICATION) ==
            TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(company_enable), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, session, mode, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_company_enable(teamsinvite_client *client, const teamsinvite_actor *actor,
                                              const char *session, int32_t mode, teamsinvite_redirect **out,
                                              teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_company_enable_start(client, actor, session, mode, &call, err);

    return ti_finish_redirect(started, call, out, err);
}
