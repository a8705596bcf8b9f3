/* SPDX-License-Identifier: Apache-2.0 */
/* user_token_find.c - a valid access token of a user, refreshed by one caller at a time. */
#include "flow/user_token_find.h"

#include <string.h>

#include <teamsinvite/user.h>

#include "record/key.h"

/* Longer than the one exchange that runs under it may take; who dies with the
 * lease holds up the others no longer than this. */
#define LEASE_MS INT64_C(60000)
#define POLL_MS INT64_C(250)

static bool is_refused(const ti_user_token *s)
{
    return s->refused != NULL && strcmp(s->refused, s->record.access_token) == 0;
}

static bool is_valid(const teamsinvite_call *call, const ti_user_token *s)
{
    return s->record.access_token[0] != '\0' && !is_refused(s) &&
           s->record.expires_at_ms > ti_call_now(call) + s->min_valid_ms;
}

static bool is_fresh(const teamsinvite_call *call, const ti_user_token *s)
{
    return is_valid(call, s) && ti_call_now(call) < s->record.refresh_at_ms;
}

static ti_verdict use_record(ti_user_token *s)
{
    s->access_token = s->record.access_token;
    s->expires_at_ms = s->record.expires_at_ms;
    s->oid = s->record.oid;
    s->refused = NULL;
    return TI_DONE;
}

static ti_verdict load(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (s->given || (s->access_token != NULL && s->refused == NULL))
        return TI_DONE;
    s->key = ti_key_user(&call->arena, s->company, s->user);
    s->lease_key = ti_key_user_lease(&call->arena, s->company, s->user);
    return s->key != NULL && s->lease_key != NULL ? ti_ask_load(call, s->key) : ti_call_no_memory(call);
}

static ti_verdict read_record(teamsinvite_call *call, ti_user_token *s)
{
    if (ti_took_missing(call))
        return ti_call_fail(call, TEAMSINVITE_E_NOT_CONNECTED, "the user has no Microsoft account connected");
    if (ti_take_record(call, s->key, &s->version) == TI_FAIL ||
        ti_connection_record_read(&s->record, ti_buf_slice(&call->record), &call->arena, &call->error) !=
            TEAMSINVITE_OK)
        return TI_FAIL;
    if (s->record.state == TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN) {
        (void)ti_call_fail(call, TEAMSINVITE_E_SIGN_IN_AGAIN, "the user's connection was refused earlier");
        ti_error_set_code(call->error.service_code, sizeof(call->error.service_code), ti_slice_of(s->record.reason));
        return TI_FAIL;
    }
    return TI_NEXT;
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (read_record(call, s) == TI_FAIL)
        return TI_FAIL;
    return is_fresh(call, s) && !s->holding ? use_record(s) : TI_NEXT;
}

static ti_verdict load_lease(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    return s->holding ? TI_NEXT : ti_ask_load(call, s->lease_key);
}

static ti_verdict take_lease_state(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    s->lease_version = ti_took_missing(call) ? 0 : call->io.reply_version;
    s->held_by_other = !ti_took_missing(call) && call->io.reply_due_ms > ti_call_now(call);
    return s->held_by_other && is_valid(call, s) ? use_record(s) : TI_NEXT;
}

static ti_verdict wait_for_holder(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;
    unsigned char jitter = 0;

    if (!s->held_by_other)
        return TI_NEXT;
    (void)ti_client_random(call->client, &jitter, 1); /* without it all poll at once: no harm */
    return ti_ask_wait(call, POLL_MS + jitter);
}

static ti_verdict start_again(teamsinvite_call *call, void *state)
{
    (void)call;
    (void)state;
    return TI_RESTART;
}

static ti_verdict save_lease(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (s->holding)
        return TI_NEXT;
    ti_buf_reset(&call->record);
    ti_buf_add_text(&call->record, "lease");
    return ti_ask_save(call, s->lease_key, s->lease_version, ti_call_now(call) + LEASE_MS);
}

static ti_verdict take_lease(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (ti_took_conflict(call))
        return TI_RESTART;
    s->holding = true;
    s->lease_version++;
    return TI_NEXT;
}

/* Somebody may have renewed it between our first look and our lease. */
static ti_verdict load_again(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    return ti_ask_load(call, s->key);
}

static ti_verdict take_again(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (read_record(call, s) == TI_FAIL)
        return TI_FAIL;
    s->renewed = is_fresh(call, s);
    return TI_NEXT;
}

static ti_verdict refresh(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (s->renewed)
        return TI_NEXT;
    memset(&s->grant, 0, sizeof(s->grant));
    s->grant.ask.grant = TI_GRANT_REFRESH;
    s->grant.ask.tenant = s->tenant;
    s->grant.ask.scope = TI_SCOPE_MEETINGS;
    s->grant.ask.refresh_token = s->record.refresh_token;
    return ti_call_run(call, &s->grant);
}

static bool is_final(teamsinvite_status status)
{
    return status == TEAMSINVITE_E_SIGN_IN_AGAIN || status == TEAMSINVITE_E_CONSENT_REQUIRED;
}

/* Only a refusal for good touches the connection. In any other trouble an old
 * token that is still valid is as good as a new one. */
static ti_verdict take_refreshed(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (!ti_call_failed(call))
        return TI_NEXT;
    if (is_final(call->error.status)) {
        s->refusal = ti_arena_alloc(&call->arena, sizeof(*s->refusal));
        if (s->refusal == NULL)
            return ti_call_no_memory(call);
        *s->refusal = call->error;
        return TI_NEXT;
    }
    s->renewed = is_valid(call, s);
    return s->renewed ? TI_NEXT : TI_FAIL;
}

static ti_verdict save_tokens(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (s->renewed)
        return TI_NEXT;
    if (s->refusal != NULL) {
        s->record.state = TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN;
        s->record.since_ms = ti_call_now(call);
        s->record.reason = s->refusal->service_code;
        s->record.access_token = s->record.refresh_token = "";
    } else {
        s->record.access_token = s->grant.access_token;
        s->record.expires_at_ms = s->grant.expires_at_ms;
        s->record.refresh_at_ms = s->grant.refresh_at_ms;
        if (s->grant.refresh_token[0] != '\0')
            s->record.refresh_token = s->grant.refresh_token;
    }
    ti_connection_record_write(&call->record, &s->record);
    return ti_ask_save(call, s->key, s->version, 0);
}

/* A conflict: somebody has written a newer record, and that one counts. */
static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (!ti_took_conflict(call))
        return TI_NEXT;
    s->refusal = NULL;
    return TI_RESTART;
}

static ti_verdict release_lease(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (!s->holding)
        return TI_NEXT;
    s->holding = false;
    return ti_ask_remove(call, s->lease_key, s->lease_version);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    ti_user_token *s = state;

    if (s->refusal == NULL)
        return use_record(s);
    call->error = *s->refusal;
    return TI_FAIL;
}

static const ti_step steps[] = {
    { .name = "load the connection", .ask = load, .take = take_loaded },
    { .name = "look at the lease", .ask = load_lease, .take = take_lease_state },
    { .name = "wait for its holder", .ask = wait_for_holder, .take = start_again },
    { .name = "take the lease", .ask = save_lease, .take = take_lease },
    { .name = "look once more", .ask = load_again, .take = take_again },
    { .name = "refresh", .ask = refresh, .take = take_refreshed, .flow = &ti_flow_token_grant },
    { .name = "keep the tokens", .ask = save_tokens, .take = take_saved },
    { .name = "release the lease", .ask = release_lease, .always = true },
    { .name = "answer", .ask = answer },
};

const ti_flow ti_flow_user_token_find = TI_FLOW("user.token.find", steps);
