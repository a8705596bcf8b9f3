/* SPDX-License-Identifier: Apache-2.0 */
/* token_grant.c - one visit to the token endpoint. */
#include "flow/token_grant.h"

#include "proto/entra/token_reply.h"

/* MSAL's rule: an access token counts as expired five minutes early, so that
 * it does not die on the way. */
#define EARLY_MS INT64_C(300000)

enum { SPREAD_PART = 20 };

static void build(teamsinvite_call *call, void *owner)
{
    ti_token_grant *s = owner;

    ti_token_url(&call->io.url, s->ask.cloud, s->ask.tenant);
    ti_io_add_header(&call->io, "Content-Type", TI_SLICE("application/x-www-form-urlencoded"));
    ti_client_auth_write(call, &s->auth, &s->ask);
}

static ti_verdict ask_token(teamsinvite_call *call, void *state)
{
    ti_token_grant *s = state;
    const teamsinvite_config *config = call->client->config;

    s->ask.cloud = &call->client->cloud;
    s->ask.client_id = config->client_id;
    s->ask.redirect_uri = config->redirect_uri;
    s->asked_at_ms = ti_call_now(call);
    s->exchange = (ti_exchange){ .build = build,
                                 .owner = s,
                                 .method = "POST",
                                 .response_limit = TI_TOKEN_REPLY_MAX,
                                 .once = s->ask.grant == TI_GRANT_CODE,
                                 .in_haste = s->in_haste,
                                 .gate = s->gate };
    return ti_call_run(call, &s->exchange);
}

static bool copy_tokens(teamsinvite_call *call, ti_token_grant *s, const ti_token_reply *reply)
{
    s->access_token = ti_arena_copy(&call->arena, reply->access_token);
    s->refresh_token = ti_arena_copy(&call->arena, reply->refresh_token);
    s->id_token = ti_arena_copy(&call->arena, reply->id_token);
    s->scope = ti_arena_copy(&call->arena, reply->scope);
    return s->access_token != NULL && s->refresh_token != NULL && s->id_token != NULL && s->scope != NULL;
}

/* Tokens that came together are not all renewed together. */
static int64_t spread_ms(teamsinvite_call *call, int64_t most_ms)
{
    uint32_t random = 0;

    (void)ti_client_random(call->client, &random, sizeof(random)); /* without it they are: no harm */
    return most_ms > 0 ? random % most_ms : 0;
}

static void set_times(teamsinvite_call *call, ti_token_grant *s, const ti_token_reply *reply)
{
    int64_t lifetime_ms = reply->expires_in_s * 1000;
    int64_t refresh_ms = reply->refresh_in_s * 1000;

    if (refresh_ms == 0 || refresh_ms > lifetime_ms)
        refresh_ms = lifetime_ms > 2 * EARLY_MS ? lifetime_ms - EARLY_MS : lifetime_ms / 2;
    refresh_ms -= spread_ms(call, refresh_ms / SPREAD_PART);
    s->expires_at_ms = s->asked_at_ms + lifetime_ms;
    s->refresh_at_ms = s->asked_at_ms + refresh_ms;
}

static teamsinvite_status read_answer(teamsinvite_call *call, const ti_token_grant *s, ti_token_reply *reply)
{
    if (ti_call_failed(call))
        return call->error.status;
    return s->exchange.http_status == 200
               ? ti_token_reply_read(reply, s->exchange.json, &call->error)
               : ti_token_reply_refusal(s->exchange.json, s->exchange.http_status, &call->error);
}

/* Conditional Access names what it wants; without memory for it the sign-in will be told anew. */
static ti_verdict keep_claims(teamsinvite_call *call, ti_token_grant *s)
{
    ti_slice claims = s->exchange.http_status == 0 ? ti_slice_of("") : ti_token_reply_claims(s->exchange.json);

    if (claims.len > 0)
        s->claims = ti_arena_copy(&call->arena, claims);
    return TI_FAIL;
}

static ti_verdict take_token(teamsinvite_call *call, void *state)
{
    ti_token_grant *s = state;
    ti_token_reply reply = { 0 };
    teamsinvite_status status = read_answer(call, s, &reply);

    if (status == TEAMSINVITE_E_CREDENTIAL && ti_client_auth_again(call, &s->auth))
        return TI_RESTART;
    if (status == TEAMSINVITE_OK)
        ti_client_auth_worked(call, &s->auth);
    s->auth = (ti_client_auth){ 0 };
    if (status != TEAMSINVITE_OK)
        return keep_claims(call, s);
    set_times(call, s, &reply);
    return copy_tokens(call, s, &reply) ? TI_DONE : ti_call_no_memory(call);
}

static const ti_step steps[] = {
    { .name = "ask for a token", .ask = ask_token, .take = take_token, .flow = &ti_flow_exchange },
};

const ti_flow ti_flow_token_grant = TI_FLOW("token.grant", steps);
