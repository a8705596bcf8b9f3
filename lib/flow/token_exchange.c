/* SPDX-License-Identifier: Apache-2.0 */
/* token_exchange.c - the building blocks that bring tokens: by a code, by a refresh token, for the app. */
#include <teamsinvite/entra.h>

#include "base/check.h"
#include "flow/tokens_result.h"
#include "flow/token_grant.h"
#include "proto/entra/pkce.h"

enum { CODE_MAX = 8192, REFRESH_TOKEN_MAX = 16384 };

typedef struct token_call {
    ti_token_grant grant;
} token_call;

static ti_verdict ask(teamsinvite_call *call, void *state)
{
    token_call *s = state;

    return ti_call_run(call, &s->grant);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    token_call *s = state;
    teamsinvite_tokens tokens = { .expires_at_ms = s->grant.expires_at_ms };

    tokens.access_token = ti_arena_copy_text(&call->arena, s->grant.access_token);
    tokens.refresh_token = ti_arena_copy_text(&call->arena, s->grant.refresh_token);
    tokens.id_token = ti_arena_copy_text(&call->arena, s->grant.id_token);
    tokens.scope = ti_arena_copy_text(&call->arena, s->grant.scope);
    return ti_tokens_done(call, &tokens);
}

static const ti_step steps[] = {
    { .name = "ask for tokens", .ask = ask, .flow = &ti_flow_token_grant },
    { .name = "answer", .ask = answer },
};

static const ti_flow exchange_flow = TI_FLOW("token.exchange", steps);
static const ti_flow refresh_flow = TI_FLOW("token.refresh", steps);
static const ti_flow app_flow = TI_FLOW("token.app", steps);

/* A directory's GUID, or "organizations" where any work account may come. */
static teamsinvite_status check_tenant(ti_error *err, const char *tenant)
{
    if (tenant != NULL && ti_slice_equal_text(ti_slice_of(tenant), "organizations"))
        return TEAMSINVITE_OK;
    return ti_check_guid(err, "tenant", tenant);
}

static teamsinvite_status check_verifier(ti_error *err, const char *verifier)
{
    if (verifier == NULL || !ti_pkce_is_verifier(ti_slice_of(verifier)))
        return ti_fail_parameter(err, "verifier", "is not 43 to 128 unreserved characters");
    return TEAMSINVITE_OK;
}

/* Copies of what the caller gave; NULL stays NULL. */
static teamsinvite_status fill(teamsinvite_call *call, token_call *s, ti_token_request ask_for, ti_error *err)
{
    const char **texts[] = { &ask_for.tenant, &ask_for.code, &ask_for.verifier, &ask_for.refresh_token };
    size_t i;

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (*texts[i] == NULL)
            continue;
        *texts[i] = ti_arena_copy_text(&call->arena, *texts[i]);
        if (*texts[i] == NULL)
            return ti_fail_no_memory(err);
    }
    s->grant.ask = ask_for;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_token_exchange_start(teamsinvite_client *client, const char *tenant, const char *code,
                                                    const char *verifier, teamsinvite_call **out,
                                                    teamsinvite_error **err)
{
    const ti_token_request ask_for = { .grant = TI_GRANT_CODE,
                                       .scope = TI_SCOPE_MEETINGS,
                                       .tenant = tenant,
                                       .code = code,
                                       .verifier = verifier };
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin_without_storage(client, out, &error) == TEAMSINVITE_OK &&
        check_tenant(&error, tenant) == TEAMSINVITE_OK &&
        ti_check_token(&error, "code", code, CODE_MAX) == TEAMSINVITE_OK &&
        check_verifier(&error, verifier) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &exchange_flow, sizeof(token_call), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, ask_for, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_token_exchange(teamsinvite_client *client, const char *tenant, const char *code,
                                              const char *verifier, teamsinvite_tokens **out,
                                              teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_token_exchange_start(client, tenant, code, verifier, &call, err);

    return ti_finish_tokens(started, call, out, err);
}

teamsinvite_status teamsinvite_token_refresh_start(teamsinvite_client *client, const char *tenant,
                                                   const char *refresh_token, teamsinvite_call **out,
                                                   teamsinvite_error **err)
{
    const ti_token_request ask_for = { .grant = TI_GRANT_REFRESH,
                                       .scope = TI_SCOPE_MEETINGS,
                                       .tenant = tenant,
                                       .refresh_token = refresh_token };
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin_without_storage(client, out, &error) == TEAMSINVITE_OK &&
        check_tenant(&error, tenant) == TEAMSINVITE_OK &&
        ti_check_token(&error, "refresh_token", refresh_token, REFRESH_TOKEN_MAX) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &refresh_flow, sizeof(token_call), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, ask_for, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_token_refresh(teamsinvite_client *client, const char *tenant,
                                             const char *refresh_token, teamsinvite_tokens **out,
                                             teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_token_refresh_start(client, tenant, refresh_token, &call, err);

    return ti_finish_tokens(started, call, out, err);
}

teamsinvite_status teamsinvite_token_app_start(teamsinvite_client *client, const char *tenant, teamsinvite_call **out,
                                               teamsinvite_error **err)
{
    const ti_token_request ask_for = { .grant = TI_GRANT_APP, .scope = TI_SCOPE_DEFAULT, .tenant = tenant };
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin_without_storage(client, out, &error) == TEAMSINVITE_OK &&
        ti_check_guid(&error, "tenant", tenant) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &app_flow, sizeof(token_call), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, ask_for, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_token_app(teamsinvite_client *client, const char *tenant, teamsinvite_tokens **out,
                                         teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_token_app_start(client, tenant, &call, err);

    return ti_finish_tokens(started, call, out, err);
}
