/* SPDX-License-Identifier: Apache-2.0 */
/* signin_begin.c - a sign-in or a consent begins. */
#include "flow/signin_begin.h"

#include "base/base64.h"
#include "base/check.h"
#include "proto/entra/authorize_url.h"
#include "record/key.h"
#include "vault/hash.h"

enum { RANDOM_BYTES = 32, RANDOM_TEXT = 43, SESSION_MAX = 256, AUTHORIZE_URL_MAX = 16384 };

#define SIGNIN_MS INT64_C(900000)   /* 15 minutes */
#define CONSENT_MS INT64_C(3600000) /* an administrator may have to ask around */

teamsinvite_status ti_check_session(ti_error *err, const char *session)
{
    return ti_check_text(err, "session", session, SESSION_MAX, false);
}

const char *ti_signin_session(teamsinvite_call *call, const char *session)
{
    unsigned char hash[TI_HASH_BYTES];
    const char *text = NULL;
    ti_buf hex;

    ti_buf_init(&hex, 2 * TI_HASH_BYTES);
    if (ti_sha256(hash, ti_slice_of(session)) && ti_hex_encode(&hex, ti_slice_make(hash, sizeof(hash))))
        text = ti_arena_copy(&call->arena, ti_buf_slice(&hex));
    ti_buf_clear(&hex);
    return text;
}

/* 32 random bytes as text; NULL with the error set. */
static const char *random_text(teamsinvite_call *call)
{
    unsigned char bytes[RANDOM_BYTES];
    const char *text = NULL;
    ti_buf buf;

    if (!ti_call_random(call, bytes, sizeof(bytes)))
        return NULL;
    ti_buf_init(&buf, RANDOM_TEXT);
    if (ti_base64url_encode(&buf, ti_slice_make(bytes, sizeof(bytes))))
        text = ti_arena_copy(&call->arena, ti_buf_slice(&buf));
    ti_buf_clear(&buf);
    if (text == NULL)
        (void)ti_call_no_memory(call);
    return text;
}

static bool make_secrets(teamsinvite_call *call, ti_signin_begin *s)
{
    s->state = random_text(call);
    s->record.nonce = "";
    s->record.verifier = "";
    if (s->state == NULL || s->record.kind == TI_SIGNIN_CONSENT)
        return s->state != NULL;
    s->record.nonce = random_text(call);
    s->record.verifier = random_text(call);
    return s->record.nonce != NULL && s->record.verifier != NULL;
}

static bool make_url(teamsinvite_call *call, ti_signin_begin *s)
{
    const teamsinvite_config *config = call->client->config;
    const ti_authorize ask = { .cloud = &call->client->cloud,
                               .tenant = s->record.tenant,
                               .client_id = config->client_id,
                               .redirect_uri = config->redirect_uri,
                               .state = s->state,
                               .scope = s->scope,
                               .nonce = s->record.nonce,
                               .verifier = s->record.verifier,
                               .login_hint = s->login_hint,
                               .claims = s->claims,
                               .select_account = s->login_hint == NULL };
    ti_buf url;

    ti_buf_init(&url, AUTHORIZE_URL_MAX);
    if (s->record.kind == TI_SIGNIN_CONSENT ? ti_admin_consent_url(&url, &ask) : ti_authorize_url(&url, &ask))
        s->url = ti_arena_copy(&call->arena, ti_buf_slice(&url));
    ti_buf_clear(&url);
    return s->url != NULL;
}

static ti_verdict save(teamsinvite_call *call, void *state)
{
    ti_signin_begin *s = state;

    if (!make_secrets(call, s))
        return TI_FAIL;
    s->key = ti_key_signin(&call->arena, s->state);
    if (s->key == NULL || !make_url(call, s))
        return ti_call_no_memory(call);
    s->record.redirect_uri = call->client->config->redirect_uri;
    s->record.started_ms = ti_call_now(call);
    s->expires_at_ms = s->record.started_ms + (s->record.kind == TI_SIGNIN_CONSENT ? CONSENT_MS : SIGNIN_MS);
    ti_signin_record_write(&call->record, &s->record);
    return ti_ask_save(call, s->key, 0, s->expires_at_ms);
}

/* 256 random bits do not collide: a conflict means broken randomness. */
static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    (void)state;
    if (ti_took_conflict(call))
        return ti_call_fail(call, TEAMSINVITE_E_RANDOM, "the source of randomness repeats itself");
    return TI_NEXT;
}

static const ti_step steps[] = {
    { .name = "keep the sign-in", .ask = save, .take = take_saved },
};

const ti_flow ti_flow_signin_begin = TI_FLOW("signin.begin", steps);
