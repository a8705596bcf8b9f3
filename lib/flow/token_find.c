/* SPDX-License-Identifier: Apache-2.0 */
/* token_find.c - a valid access token, renewed by one caller at a time. */
#include "flow/token_find.h"

#include <string.h>

#include <teamsinvite/company.h>
#include <teamsinvite/user.h>

#include "client/event.h"
#include "flow/token_claims.h"
#include "flow/token_refusal.h"
#include "record/key.h"

/* How long an old token that still does is used before renewing it is tried again. */
#define TRY_AGAIN_MS INT64_C(60000)

void ti_token_begin(ti_token *token, const char *company, const ti_company_record *record, const char *user)
{
    token->company = company;
    token->graph_gate.company = token->entra_gate.company = company;
    token->user = user;
    token->tenant = record->tenant;
    token->application = record->mode == TEAMSINVITE_MODE_APPLICATION;
}

const char *ti_token_path_user(const ti_token *token)
{
    return token->application ? token->oid : NULL;
}

static bool is_valid(const teamsinvite_call *call, const ti_token *s)
{
    return s->record.access_token[0] != '\0' &&
           (s->refused == NULL || strcmp(s->record.access_token, s->refused) != 0) &&
           s->record.expires_at_ms > ti_call_now(call) + s->min_valid_ms;
}

static bool is_fresh(const teamsinvite_call *call, const ti_token *s)
{
    return is_valid(call, s) && ti_call_now(call) < s->record.refresh_at_ms;
}

static ti_verdict use_record(ti_token *s)
{
    s->access_token = s->record.access_token;
    s->expires_at_ms = s->record.expires_at_ms;
    if (!s->application)
        s->oid = s->record.oid;
    s->refused = NULL;
    s->challenge = NULL;
    return TI_DONE;
}

static bool make_keys(teamsinvite_call *call, ti_token *s)
{
    ti_arena *arena = &call->arena;

    if (s->key != NULL)
        return true;
    s->account_key = s->user == NULL ? "" : ti_key_user(arena, s->company, s->user);
    s->key = s->application ? ti_key_app(arena, s->company) : s->account_key;
    s->lease.key = s->application ? ti_key_app_lease(arena, s->company)
                                  : ti_key_user_lease(arena, s->company, s->user);
    s->entra_gate.key = ti_key_gate(arena, s->company, "entra");
    s->graph_gate.key = ti_key_gate(arena, s->company, "graph");
    return s->account_key != NULL && s->key != NULL && s->lease.key != NULL && s->entra_gate.key != NULL &&
           s->graph_gate.key != NULL;
}

static ti_verdict load_account(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (s->given || (s->access_token != NULL && s->refused == NULL))
        return TI_DONE;
    if (!make_keys(call, s))
        return ti_call_no_memory(call);
    return s->application && s->user != NULL && s->oid == NULL ? ti_ask_load(call, s->account_key) : TI_NEXT;
}

static ti_verdict not_connected(teamsinvite_call *call)
{
    return ti_call_fail(call, TEAMSINVITE_E_NOT_CONNECTED, "the user has no Microsoft account connected");
}

static ti_verdict read_record(teamsinvite_call *call, ti_token *s, const char *key)
{
    if (ti_take_record(call, key, &s->version) == TI_FAIL)
        return TI_FAIL;
    return ti_call_checked(
        ti_connection_record_read(&s->record, ti_buf_slice(&call->record), &call->arena, &call->error));
}

static ti_verdict take_account(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (ti_took_missing(call))
        return not_connected(call);
    if (read_record(call, s, s->account_key) == TI_FAIL)
        return TI_FAIL;
    s->oid = s->record.oid;
    return TI_NEXT;
}

static ti_verdict load(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    return ti_ask_load(call, s->key);
}

/* Somebody who connected while the company was in application mode has none. */
static bool has_tokens(const ti_token *s)
{
    return s->record.refresh_token[0] != '\0' || s->record.state == TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN;
}

static ti_verdict read_token(teamsinvite_call *call, ti_token *s)
{
    if (!ti_took_missing(call)) {
        if (read_record(call, s, s->key) == TI_FAIL)
            return TI_FAIL;
        return s->application || has_tokens(s) ? TI_NEXT : not_connected(call);
    }
    if (!s->application)
        return not_connected(call);
    s->version = 0;
    ti_connection_record_begin(&s->record, "", ti_call_now(call));
    return TI_NEXT;
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (read_token(call, s) == TI_FAIL)
        return TI_FAIL;
    if (is_fresh(call, s) && !s->lease.held)
        return use_record(s);
    if (ti_token_refused(call, &s->record) == TI_NEXT)
        return TI_NEXT;
    if (!is_valid(call, s))
        return TI_FAIL;
    ti_call_forgive(call);
    return s->lease.held ? TI_NEXT : use_record(s);
}

static bool can_do_without(const teamsinvite_call *call, const void *owner)
{
    return is_valid(call, owner);
}

static ti_verdict take_lease(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    s->lease.can_do_without = can_do_without;
    s->lease.owner = s;
    return ti_lease_run(call, &s->lease);
}

static ti_verdict took_lease(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    if (s->lease.waited)
        return TI_RESTART;
    return s->lease.held ? TI_NEXT : use_record(s);
}

/* Somebody may have renewed it between our first look and our lease. */
static ti_verdict take_again(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (read_token(call, s) == TI_FAIL)
        return TI_FAIL;
    s->renewed = is_fresh(call, s);
    if (s->renewed || ti_token_refused(call, &s->record) == TI_NEXT)
        return TI_NEXT;
    s->renewed = is_valid(call, s);
    return s->renewed ? TI_NEXT : TI_FAIL;
}

static ti_verdict renew(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (s->renewed)
        return TI_NEXT;
    memset(&s->grant, 0, sizeof(s->grant));
    if (!s->application &&
        ti_token_claims(call, s->challenge == NULL ? "" : s->challenge, &s->grant.ask.claims) == TI_FAIL)
        return TI_FAIL;
    s->grant.ask.grant = s->application ? TI_GRANT_APP : TI_GRANT_REFRESH;
    s->grant.ask.scope = s->application ? TI_SCOPE_DEFAULT : TI_SCOPE_MEETINGS;
    s->grant.ask.refresh_token = s->record.refresh_token;
    s->grant.ask.tenant = s->tenant;
    s->grant.gate = &s->entra_gate;
    s->grant.in_haste = is_valid(call, s);
    return ti_call_run(call, &s->grant);
}

/* Trouble that passes does not touch the record, or only puts off the next
 * attempt while the old token still does. */
static ti_verdict take_renewed(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (!ti_call_failed(call))
        return TI_NEXT;
    if (ti_token_refusal_passes(&call->error)) {
        s->record.refresh_at_ms = ti_call_now(call) + TRY_AGAIN_MS;
        return is_valid(call, s) ? TI_NEXT : TI_FAIL;
    }
    s->refusal = ti_arena_alloc(&call->arena, sizeof(*s->refusal));
    if (s->refusal == NULL)
        return ti_call_no_memory(call);
    *s->refusal = call->error;
    if (s->challenge != NULL) /* the connection is good for everything but what was asked for */
        s->refusal->confirmed = true;
    return TI_NEXT;
}

static void note_tokens(ti_token *s)
{
    s->record.access_token = s->grant.access_token;
    s->record.expires_at_ms = s->grant.expires_at_ms;
    s->record.refresh_at_ms = s->grant.refresh_at_ms;
    if (s->grant.refresh_token[0] != '\0')
        s->record.refresh_token = s->grant.refresh_token;
    s->record.refused = TEAMSINVITE_OK;
    s->record.refused_until_ms = 0;
    s->record.reason = s->record.claims = "";
}

static ti_verdict save(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (s->renewed)
        return TI_NEXT;
    if (s->refusal != NULL) {
        ti_token_refuse(&s->record, s->refusal, ti_call_now(call));
        if (s->grant.claims != NULL) /* Entra's own, who has looked at Graph's */
            s->record.claims = s->grant.claims;
        else if (s->challenge != NULL)
            s->record.claims = s->challenge;
    } else if (s->grant.access_token != NULL) {
        note_tokens(s);
    }
    ti_connection_record_write(&call->record, &s->record);
    return ti_ask_save(call, s->key, s->version, 0);
}

static void tell_loss(teamsinvite_call *call, const ti_token *s)
{
    const teamsinvite_event event = { .kind = TEAMSINVITE_EVENT_CONNECTION_LOST,
                                      .message = "Entra has ended a connection; the user has to sign in again",
                                      .company = s->company,
                                      .user = s->user };

    if (s->refusal != NULL && s->record.state == TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN)
        ti_event_raise(call->client, &event);
}

/* A conflict: somebody has written a newer record, and that one counts. */
static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (!ti_took_conflict(call)) {
        tell_loss(call, s);
        return TI_NEXT;
    }
    s->refusal = NULL;
    return TI_RESTART;
}

static ti_verdict release_lease(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    return ti_lease_release(call, &s->lease);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    ti_token *s = state;

    if (s->refusal == NULL || is_valid(call, s))
        return use_record(s);
    call->error = *s->refusal;
    return TI_FAIL;
}

static const ti_step steps[] = {
    { .name = "load the account", .ask = load_account, .take = take_account },
    { .name = "load the token", .ask = load, .take = take_loaded },
    { .name = "be the only one", .ask = take_lease, .take = took_lease, .flow = &ti_flow_lease },
    { .name = "look once more", .ask = load, .take = take_again },
    { .name = "renew", .ask = renew, .take = take_renewed, .flow = &ti_flow_token_grant },
    { .name = "keep the tokens", .ask = save, .take = take_saved },
    { .name = "release the lease", .ask = release_lease, .always = true },
    { .name = "answer", .ask = answer },
};

const ti_flow ti_flow_token_find = TI_FLOW("token.find", steps);
