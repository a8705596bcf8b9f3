/* SPDX-License-Identifier: Apache-2.0 */
/* id_token_verify.c - the building block that turns an id_token into a verified identity. */
#include <string.h>

#include <teamsinvite/entra.h>

#include "base/check.h"
#include "flow/identity.h"
#include "flow/identity_result.h"

enum { ID_TOKEN_MAX = 16384, NONCE_MAX = 128 };

typedef struct id_token_verify {
    ti_identity_check check;
} id_token_verify;

static ti_verdict check(teamsinvite_call *call, void *state)
{
    id_token_verify *s = state;

    return ti_call_run(call, &s->check);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    id_token_verify *s = state;
    teamsinvite_identity identity = { .guest = s->check.identity.guest };

    memcpy(identity.tenant, s->check.identity.tid, sizeof(identity.tenant));
    memcpy(identity.account, s->check.identity.oid, sizeof(identity.account));
    return ti_identity_done(call, &identity);
}

static const ti_step steps[] = {
    { .name = "verify it", .ask = check, .flow = &ti_flow_identity },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("id_token.verify", steps);

static bool is_any_tenant(const char *tenant)
{
    return tenant != NULL && strcmp(tenant, "organizations") == 0;
}

static teamsinvite_status fill(teamsinvite_call *call, id_token_verify *s, const char *tenant, const char *id_token,
                               const char *nonce, ti_error *err)
{
    s->check.authority_tenant = ti_arena_copy_text(&call->arena, tenant);
    s->check.tenant = is_any_tenant(tenant) ? NULL : s->check.authority_tenant;
    s->check.id_token = ti_arena_copy_text(&call->arena, id_token);
    s->check.nonce = ti_arena_copy_text(&call->arena, nonce);
    if (s->check.authority_tenant == NULL || s->check.id_token == NULL || s->check.nonce == NULL)
        return ti_fail_no_memory(err);
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_id_token_verify_start(teamsinvite_client *client, const char *tenant,
                                                     const char *id_token, const char *nonce, teamsinvite_call **out,
                                                     teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin_without_storage(client, out, &error) == TEAMSINVITE_OK &&
        (is_any_tenant(tenant) || ti_check_guid(&error, "tenant", tenant) == TEAMSINVITE_OK) &&
        ti_check_token(&error, "id_token", id_token, ID_TOKEN_MAX) == TEAMSINVITE_OK &&
        ti_check_token(&error, "nonce", nonce, NONCE_MAX) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(id_token_verify), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, tenant, id_token, nonce, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_id_token_verify(teamsinvite_client *client, const char *tenant, const char *id_token,
                                               const char *nonce, teamsinvite_identity **out,
                                               teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started =
        teamsinvite_id_token_verify_start(client, tenant, id_token, nonce, &call, err);

    return ti_finish_identity(started, call, out, err);
}
