/* SPDX-License-Identifier: Apache-2.0 */
/* identity.c - an id_token to a verified identity. */
#include "flow/identity.h"

#include "proto/entra/metadata.h"

/* Entra dates its tokens five minutes back (iat and nbf), against clocks that are slow. */
#define BACKDATED_MS INT64_C(300000)

static void build_metadata(teamsinvite_call *call, void *owner)
{
    const ti_identity_check *s = owner;

    ti_metadata_url(&call->io.url, &call->client->cloud, s->authority_tenant);
}

static ti_verdict ask_metadata(teamsinvite_call *call, void *state)
{
    ti_identity_check *s = state;

    s->exchange = (ti_exchange){
        .build = build_metadata, .owner = s, .method = "GET", .response_limit = TI_METADATA_REPLY_MAX
    };
    return ti_call_run(call, &s->exchange);
}

static ti_verdict check_document(teamsinvite_call *call, const ti_identity_check *s, const char *name)
{
    if (ti_call_failed(call))
        return TI_FAIL;
    if (s->exchange.http_status != 200) {
        (void)ti_call_fail(call, TEAMSINVITE_E_SERVICE, "Entra answered %d for its %s", s->exchange.http_status, name);
        call->error.http_status = s->exchange.http_status;
        return TI_FAIL;
    }
    if (s->exchange.json == NULL)
        return ti_call_fail(call, TEAMSINVITE_E_RESPONSE, "Entra's %s are not JSON", name);
    return TI_NEXT;
}

static ti_verdict take_metadata(teamsinvite_call *call, void *state)
{
    ti_identity_check *s = state;
    ti_metadata metadata;

    if (check_document(call, s, "metadata") == TI_FAIL ||
        ti_metadata_read(&metadata, s->exchange.json, &call->client->cloud, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    s->issuer = ti_arena_copy(&call->arena, metadata.issuer);
    s->jwks_uri = ti_arena_copy(&call->arena, metadata.jwks_uri);
    return s->issuer != NULL && s->jwks_uri != NULL ? TI_NEXT : ti_call_no_memory(call);
}

static void build_keys(teamsinvite_call *call, void *owner)
{
    const ti_identity_check *s = owner;

    ti_buf_add_text(&call->io.url, s->jwks_uri);
}

static ti_verdict ask_keys(teamsinvite_call *call, void *state)
{
    ti_identity_check *s = state;

    s->exchange =
        (ti_exchange){ .build = build_keys, .owner = s, .method = "GET", .response_limit = TI_KEYS_REPLY_MAX };
    return ti_call_run(call, &s->exchange);
}

static ti_verdict take_keys(teamsinvite_call *call, void *state)
{
    ti_identity_check *s = state;
    const ti_id_token_expect expect = { .issuer = ti_slice_of(s->issuer),
                                        .client_id = call->client->config->client_id,
                                        .nonce = s->nonce,
                                        .tenant = s->tenant,
                                        .now_ms = ti_call_now(call),
                                        .started_ms = s->started_ms > BACKDATED_MS ? s->started_ms - BACKDATED_MS : 0 };

    if (check_document(call, s, "keys") == TI_FAIL)
        return TI_FAIL;
    return ti_call_checked(ti_id_token_verify(&s->identity, ti_slice_of(s->id_token), s->exchange.json, &expect,
                                              &call->error));
}

static const ti_step steps[] = {
    { .name = "fetch the metadata", .ask = ask_metadata, .take = take_metadata, .flow = &ti_flow_exchange },
    { .name = "fetch the keys", .ask = ask_keys, .take = take_keys, .flow = &ti_flow_exchange },
};

const ti_flow ti_flow_identity = TI_FLOW("identity", steps);
