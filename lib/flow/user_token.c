/* SPDX-License-Identifier: Apache-2.0 */
/* user_token.c - user.token: an access token for Graph calls of the host's own. */
#include <teamsinvite/company.h>
#include <teamsinvite/user.h>

#include "base/check.h"
#include "flow/company_load.h"
#include "flow/tokens_result.h"
#include "flow/token_find.h"

enum { MIN_VALID_MAX_S = 1800 };

typedef struct user_token {
    ti_company_state company;
    ti_token token;
} user_token;

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    user_token *s = state;

    return ti_ask_company(call, &s->company, s->token.company);
}

static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    user_token *s = state;

    return ti_take_enabled_company(call, &s->company);
}

static ti_verdict find(teamsinvite_call *call, void *state)
{
    user_token *s = state;

    if (s->company.record.mode == TEAMSINVITE_MODE_APPLICATION)
        return ti_call_fail(call, TEAMSINVITE_E_CONFLICT,
                            "the company is in application mode, where nobody has a token of their own");
    ti_token_begin(&s->token, s->token.company, &s->company.record, s->token.user);
    return ti_call_run(call, &s->token);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    user_token *s = state;
    teamsinvite_tokens tokens = { .expires_at_ms = s->token.expires_at_ms };

    tokens.access_token = ti_arena_copy_text(&call->arena, s->token.access_token);
    return ti_tokens_done(call, &tokens);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "find a token", .ask = find, .flow = &ti_flow_token_find },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("user.token", steps);

static teamsinvite_status fill(teamsinvite_call *call, user_token *s, const teamsinvite_actor *actor,
                               int64_t min_valid_s, ti_error *err)
{
    s->token.company = ti_arena_copy_text(&call->arena, actor->company);
    s->token.user = ti_arena_copy_text(&call->arena, actor->user);
    s->token.min_valid_ms = min_valid_s * 1000;
    return s->token.company != NULL && s->token.user != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

teamsinvite_status teamsinvite_user_token_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                int64_t min_valid_s, teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_check_range(&error, "min_valid_s", min_valid_s, 0, MIN_VALID_MAX_S) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(user_token), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, min_valid_s, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_user_token(teamsinvite_client *client, const teamsinvite_actor *actor,
                                          int64_t min_valid_s, teamsinvite_tokens **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_user_token_start(client, actor, min_valid_s, &call, err);

    return ti_finish_tokens(started, call, out, err);
}
