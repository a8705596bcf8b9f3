/* SPDX-License-Identifier: Apache-2.0 */
/* identity.c - an id_token to a verified identity. */
#include "flow/identity.h"

/* Entra dates its tokens five minutes back (iat and nbf), against clocks that
 * are slow. With the two minutes that every check allows these are its five,
 * and one second, since it writes whole ones. */
#define BACKDATED_MS INT64_C(181000)

static ti_verdict find_keys(teamsinvite_call *call, void *state)
{
    ti_identity_check *s = state;

    if (ti_id_token_kid(ti_slice_of(s->id_token), &call->arena, &s->keys.kid, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    s->keys.tenant = s->authority_tenant;
    return ti_call_run(call, &s->keys);
}

static ti_verdict verify(teamsinvite_call *call, void *state)
{
    ti_identity_check *s = state;
    const ti_id_token_expect expect = { .issuer = ti_slice_of(s->keys.record.issuer),
                                        .client_id = call->client->config->client_id,
                                        .nonce = s->nonce,
                                        .tenant = s->tenant,
                                        .access_token = s->access_token,
                                        .now_ms = ti_call_now(call),
                                        .started_ms = s->started_ms > BACKDATED_MS ? s->started_ms - BACKDATED_MS : 0 };
    ti_json *jwks = ti_json_read(ti_slice_of(s->keys.record.jwks));
    teamsinvite_status status =
        ti_id_token_verify(&s->identity, ti_slice_of(s->id_token), jwks, &expect, &call->error);

    ti_json_free(jwks);
    return ti_call_checked(status);
}

static const ti_step steps[] = {
    { .name = "find the keys", .ask = find_keys, .flow = &ti_flow_keys_find },
    { .name = "verify", .ask = verify },
};

const ti_flow ti_flow_identity = TI_FLOW("identity", steps);
