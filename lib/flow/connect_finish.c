/* SPDX-License-Identifier: Apache-2.0 */
/* connect_finish.c - the recruiter has signed in: keep the connection. */
#include <string.h>

#include <teamsinvite/company.h>
#include <teamsinvite/user.h>

#include "flow/signin_finish.h"
#include "flow/token_claims.h"
#include "record/key.h"

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    return ti_ask_company(call, &s->company, s->signin.company);
}

/* It may have been disabled, or bound anew, while the person was at Microsoft's page. */
static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    if (ti_take_enabled_company(call, &s->company) == TI_FAIL)
        return TI_FAIL;
    if (strcmp(s->company.record.tenant, s->signin.tenant) != 0 || s->company.record.mode != s->signin.mode)
        return ti_call_fail(call, TEAMSINVITE_E_WRONG_TENANT, "the company was enabled anew meanwhile; connect again");
    return TI_NEXT;
}

/* In application mode the sign-in only says who it is. */
static bool wants_tokens(const ti_signin_finish *s)
{
    return s->signin.mode != TEAMSINVITE_MODE_APPLICATION;
}

static ti_verdict exchange_code(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    s->grant.ask.grant = TI_GRANT_CODE;
    s->grant.ask.tenant = s->signin.tenant;
    s->grant.ask.scope = wants_tokens(s) ? TI_SCOPE_MEETINGS : TI_SCOPE_IDENTITY;
    s->grant.ask.code = s->query.code;
    s->grant.ask.verifier = s->signin.verifier;
    if (wants_tokens(s) && ti_token_claims(call, "", &s->grant.ask.claims) == TI_FAIL)
        return TI_FAIL;
    return ti_call_run(call, &s->grant);
}

/* Without a refresh token the connection would die within the hour. */
static ti_verdict take_tokens(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    if (!wants_tokens(s))
        return TI_NEXT;
    if (s->grant.scope[0] != '\0' && !ti_scope_grants_meetings(ti_slice_of(s->grant.scope)))
        return ti_call_fail(call, TEAMSINVITE_E_CONSENT_REQUIRED,
                            "the permission OnlineMeetings.ReadWrite was not granted");
    if (s->grant.refresh_token[0] == '\0' || s->grant.id_token[0] == '\0')
        return ti_call_fail(call, TEAMSINVITE_E_APP_REGISTRATION, "Entra sent no refresh token or no id_token");
    return TI_NEXT;
}

static ti_verdict verify(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    s->identity.authority_tenant = s->signin.tenant;
    s->identity.tenant = s->signin.tenant;
    s->identity.id_token = s->grant.id_token;
    s->identity.access_token = s->grant.access_token;
    s->identity.nonce = s->signin.nonce;
    s->identity.started_ms = s->signin.started_ms;
    return ti_call_run(call, &s->identity);
}

static ti_verdict load_user(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    s->user_key = ti_key_user(&call->arena, s->signin.company, s->signin.user);
    return s->user_key != NULL ? ti_ask_load(call, s->user_key) : ti_call_no_memory(call);
}

/* It was there a moment ago: the person has disconnected, and decides anew. */
static ti_verdict refuse_disconnected(teamsinvite_call *call)
{
    return ti_call_fail(call, TEAMSINVITE_E_CONFLICT, "the connection was removed at the same moment; connect again");
}

static ti_verdict take_user(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;
    ti_connection_record old;

    s->user_version = 0;
    if (ti_took_missing(call))
        return s->raced ? refuse_disconnected(call) : TI_NEXT;
    if (ti_take_record(call, s->user_key, &s->user_version) == TI_FAIL ||
        ti_connection_record_read(&old, ti_buf_slice(&call->record), &call->arena, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    if (strcmp(old.oid, s->identity.identity.oid) != 0)
        return ti_call_fail(call, TEAMSINVITE_E_WRONG_ACCOUNT,
                            "another Microsoft account is connected; disconnect it first");
    return TI_NEXT;
}

static ti_verdict save_user(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    ti_connection_record_begin(&s->connection, s->identity.identity.oid, ti_call_now(call));
    if (wants_tokens(s)) {
        s->connection.access_token = s->grant.access_token;
        s->connection.refresh_token = s->grant.refresh_token;
        s->connection.expires_at_ms = s->grant.expires_at_ms;
        s->connection.refresh_at_ms = s->grant.refresh_at_ms;
    }
    ti_connection_record_write(&call->record, &s->connection);
    return ti_ask_save(call, s->user_key, s->user_version, 0);
}

/* A refresh or a rekeying has come in between, and knows less than this sign-in. */
static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    s->raced = ti_took_conflict(call);
    return s->raced ? TI_RESTART : TI_NEXT;
}

static const ti_step keep_steps[] = {
    { .name = "load the connection", .ask = load_user, .take = take_user },
    { .name = "keep the connection", .ask = save_user, .take = take_saved },
};

static const ti_flow keep_flow = TI_FLOW("connection.keep", keep_steps);

/* A flow of its own, for the code is good once and these may be repeated. */
static ti_verdict keep(teamsinvite_call *call, void *state)
{
    return ti_call_run(call, state);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "exchange the code", .ask = exchange_code, .take = take_tokens, .flow = &ti_flow_token_grant },
    { .name = "verify who it is", .ask = verify, .flow = &ti_flow_identity },
    { .name = "keep the connection", .ask = keep, .flow = &keep_flow },
};

const ti_flow ti_flow_connect_finish = TI_FLOW("connect.finish", steps);
