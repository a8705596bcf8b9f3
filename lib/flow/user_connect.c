/* SPDX-License-Identifier: Apache-2.0 */
/* user_connect.c - user.connect: send the recruiter's browser to sign in. */
#include <teamsinvite/company.h>
#include <teamsinvite/user.h>

#include "base/check.h"
#include "flow/company_load.h"
#include "flow/redirect_result.h"
#include "flow/signin_begin.h"
#include "flow/token_claims.h"
#include "record/connection_record.h"
#include "record/key.h"

enum { HINT_MAX = 254 };

typedef struct user_connect {
    ti_company_state company;
    const char *user_key;
    int64_t user_version;
    ti_connection_record connection;
    ti_signin_begin begin;
} user_connect;

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    user_connect *s = state;

    return ti_ask_company(call, &s->company, s->begin.record.company);
}

static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    user_connect *s = state;

    return ti_take_enabled_company(call, &s->company);
}

static ti_verdict load_user(teamsinvite_call *call, void *state)
{
    user_connect *s = state;

    s->user_key = ti_key_user(&call->arena, s->begin.record.company, s->begin.record.user);
    return s->user_key != NULL ? ti_ask_load(call, s->user_key) : ti_call_no_memory(call);
}

/* Only for what the last token fell short of. A record that no longer opens is
 * no reason not to sign in: it is refused when the browser is back. */
static ti_verdict take_user(teamsinvite_call *call, void *state)
{
    user_connect *s = state;
    const char *challenge = "";

    if (!ti_took_missing(call) && ti_take_record(call, s->user_key, &s->user_version) != TI_FAIL &&
        ti_connection_record_read(&s->connection, ti_buf_slice(&call->record), &call->arena, &call->error) ==
            TEAMSINVITE_OK)
        challenge = s->connection.claims;
    ti_call_forgive(call);
    if (s->company.record.mode == TEAMSINVITE_MODE_APPLICATION)
        return TI_NEXT;
    return ti_token_claims(call, challenge, &s->begin.claims);
}

static ti_verdict begin(teamsinvite_call *call, void *state)
{
    user_connect *s = state;

    s->begin.record.tenant = s->company.record.tenant;
    s->begin.record.mode = s->company.record.mode;
    s->begin.scope = s->begin.record.mode == TEAMSINVITE_MODE_APPLICATION ? TI_SCOPE_IDENTITY : TI_SCOPE_MEETINGS;
    return ti_call_run(call, &s->begin);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    user_connect *s = state;
    teamsinvite_redirect redirect = { .operation = "user.connect", .expires_at_ms = s->begin.expires_at_ms };

    redirect.url = ti_arena_copy_text(&call->arena, s->begin.url);
    redirect.company = ti_arena_copy_text(&call->arena, s->begin.record.company);
    redirect.user = ti_arena_copy_text(&call->arena, s->begin.record.user);
    return ti_redirect_done(call, &redirect);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "load the connection", .ask = load_user, .take = take_user },
    { .name = "begin the sign-in", .ask = begin, .flow = &ti_flow_signin_begin },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("user.connect", steps);

static teamsinvite_status fill(teamsinvite_call *call, user_connect *s, const teamsinvite_actor *actor,
                               const char *session, const char *login_hint, ti_error *err)
{
    s->begin.record.kind = TI_SIGNIN_CONNECT;
    s->begin.record.company = ti_arena_copy_text(&call->arena, actor->company);
    s->begin.record.user = ti_arena_copy_text(&call->arena, actor->user);
    s->begin.record.session = ti_signin_session(call, session);
    if (login_hint != NULL)
        s->begin.login_hint = ti_arena_copy_text(&call->arena, login_hint);
    if (s->begin.record.company == NULL || s->begin.record.user == NULL || s->begin.record.session == NULL ||
        (login_hint != NULL && s->begin.login_hint == NULL))
        return ti_fail_no_memory(err);
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_hint(ti_error *err, const char *login_hint)
{
    return login_hint == NULL ? TEAMSINVITE_OK : ti_check_text(err, "login_hint", login_hint, HINT_MAX, false);
}

teamsinvite_status teamsinvite_user_connect_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                  const char *session, const char *login_hint,
                                                  teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_check_session(&error, session) == TEAMSINVITE_OK && check_hint(&error, login_hint) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(user_connect), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, session, login_hint, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_user_connect(teamsinvite_client *client, const teamsinvite_actor *actor,
                                            const char *session, const char *login_hint, teamsinvite_redirect **out,
                                            teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_user_connect_start(client, actor, session, login_hint, &call, err);

    return ti_finish_redirect(started, call, out, err);
}
