/* SPDX-License-Identifier: Apache-2.0 */
/* keys_find.c - the keys that a tenant's id_tokens are signed with. */
#include "flow/keys_find.h"

#include <string.h>

#include "client/event.h"
#include "proto/entra/jwks.h"
#include "proto/entra/metadata.h"
#include "record/key.h"

#define FRESH_MS INT64_C(3600000)
#define LIFE_MS INT64_C(86400000)
#define TRY_AGAIN_MS INT64_C(300000)

static bool is_kept(const teamsinvite_call *call)
{
    return call->client->config->storage.handle != NULL;
}

static bool holds_key(const char *jwks, ti_slice kid)
{
    ti_json *json = ti_json_read(ti_slice_of(jwks));
    ti_error ignored = { 0 };
    ti_jwk key = { 0 };
    bool found;

    (void)ti_jwks_find(&key, json, kid, &ignored);
    found = !key.unknown; /* one that is there but no good does not get better by fetching it again */

    ti_jwk_clear(&key);
    ti_json_free(json);
    return found;
}

static bool is_alive(const teamsinvite_call *call, const ti_keys_find *s)
{
    return s->is_known && ti_call_now(call) - s->record.fetched_ms < LIFE_MS;
}

static bool is_usable(const teamsinvite_call *call, const ti_keys_find *s)
{
    return is_alive(call, s) && s->has_key;
}

/* No need to fetch, or no right to: what is kept has to do. */
static bool is_settled(const teamsinvite_call *call, const ti_keys_find *s)
{
    int64_t now = ti_call_now(call);

    return is_alive(call, s) && ((s->has_key && now - s->record.fetched_ms < FRESH_MS) ||
                                 now - s->record.tried_ms < TRY_AGAIN_MS);
}

static ti_verdict load(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    if (!is_kept(call))
        return TI_NEXT;
    s->key = ti_key_keys(&call->arena, s->tenant);
    s->lease.key = ti_key_keys_lease(&call->arena, s->tenant);
    return s->key != NULL && s->lease.key != NULL ? ti_ask_load(call, s->key) : ti_call_no_memory(call);
}

static ti_verdict read_kept(teamsinvite_call *call, ti_keys_find *s)
{
    s->version = 0;
    s->is_known = false;
    if (ti_took_missing(call))
        return TI_NEXT;
    if (ti_take_record(call, s->key, &s->version) == TI_FAIL ||
        ti_keys_record_read(&s->record, ti_buf_slice(&call->record), &call->arena, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    s->is_known = strcmp(s->record.authority, call->client->cloud.authority) == 0;
    s->has_key = s->is_known && holds_key(s->record.jwks, s->kid);
    return TI_NEXT;
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    if (read_kept(call, s) == TI_FAIL)
        return TI_FAIL;
    return is_settled(call, s) && !s->lease.held ? TI_DONE : TI_NEXT;
}

static bool can_do_without(const teamsinvite_call *call, const void *owner)
{
    return is_usable(call, owner);
}

static ti_verdict take_lease(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    if (!is_kept(call))
        return TI_NEXT;
    s->lease.can_do_without = can_do_without;
    s->lease.owner = s;
    return ti_lease_run(call, &s->lease);
}

static ti_verdict took_lease(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    if (s->lease.waited)
        return TI_RESTART;
    return s->lease.held ? TI_NEXT : TI_DONE;
}

static ti_verdict load_again(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    return is_kept(call) ? ti_ask_load(call, s->key) : TI_NEXT;
}

static ti_verdict take_again(teamsinvite_call *call, void *state)
{
    return read_kept(call, state);
}

static void build_metadata(teamsinvite_call *call, void *owner)
{
    const ti_keys_find *s = owner;

    ti_metadata_url(&call->io.url, &call->client->cloud, s->tenant);
}

static ti_verdict fetch_metadata(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    s->tried = !is_settled(call, s); /* by somebody else, while we took the lease */
    if (!s->tried)
        return TI_NEXT;
    s->exchange = (ti_exchange){ .build = build_metadata,
                                 .owner = s,
                                 .method = "GET",
                                 .response_limit = TI_METADATA_REPLY_MAX,
                                 .in_haste = is_alive(call, s) };
    return ti_call_run(call, &s->exchange);
}

static ti_verdict check_document(teamsinvite_call *call, const ti_keys_find *s, const char *name)
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

/* The last good keys serve on while new ones cannot be had. */
static ti_verdict do_without(teamsinvite_call *call, const ti_keys_find *s)
{
    const teamsinvite_event event = { .kind = TEAMSINVITE_EVENT_KEYS_KEPT,
                                      .message = "Entra's keys could not be fetched; the last good ones are used" };

    if (!is_alive(call, s))
        return TI_FAIL;
    ti_call_forgive(call);
    ti_event_raise(call->client, &event);
    return TI_NEXT;
}

static ti_verdict take_metadata(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;
    ti_metadata metadata;

    s->jwks_uri = NULL;
    if (check_document(call, s, "metadata") == TI_FAIL ||
        ti_metadata_read(&metadata, s->exchange.json, &call->client->cloud, &call->error) != TEAMSINVITE_OK)
        return do_without(call, s);
    s->issuer = ti_arena_copy(&call->arena, metadata.issuer);
    s->jwks_uri = ti_arena_copy(&call->arena, metadata.jwks_uri);
    return s->issuer != NULL && s->jwks_uri != NULL ? TI_NEXT : ti_call_no_memory(call);
}

static void build_keys(teamsinvite_call *call, void *owner)
{
    const ti_keys_find *s = owner;

    ti_buf_add_text(&call->io.url, s->jwks_uri);
}

static ti_verdict fetch_keys(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    if (s->jwks_uri == NULL)
        return TI_NEXT;
    s->exchange = (ti_exchange){ .build = build_keys,
                                 .owner = s,
                                 .method = "GET",
                                 .response_limit = TI_KEYS_REPLY_MAX,
                                 .in_haste = is_alive(call, s) };
    return ti_call_run(call, &s->exchange);
}

static ti_verdict take_keys(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    if (check_document(call, s, "keys") == TI_FAIL)
        return do_without(call, s);
    s->record.authority = call->client->cloud.authority;
    s->record.issuer = s->issuer;
    s->record.jwks = ti_arena_copy(&call->arena, ti_buf_slice(&call->io.reply));
    s->record.fetched_ms = ti_call_now(call);
    return s->record.jwks != NULL ? TI_NEXT : ti_call_no_memory(call);
}

static ti_verdict save(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    if (!is_kept(call) || !s->tried || strlen(s->record.jwks) > TI_KEYS_KEPT_MAX)
        return TI_NEXT;
    s->record.tried_ms = ti_call_now(call);
    ti_keys_record_write(&call->record, &s->record);
    return ti_ask_save(call, s->key, s->version, s->record.fetched_ms + LIFE_MS);
}

/* A conflict: somebody whose lease ran out has kept the same keys. */
static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    (void)call;
    (void)state;
    return TI_NEXT;
}

static ti_verdict release_lease(teamsinvite_call *call, void *state)
{
    ti_keys_find *s = state;

    return ti_lease_release(call, &s->lease);
}

static const ti_step steps[] = {
    { .name = "load the keys", .ask = load, .take = take_loaded },
    { .name = "be the only one", .ask = take_lease, .take = took_lease, .flow = &ti_flow_lease },
    { .name = "look once more", .ask = load_again, .take = take_again },
    { .name = "fetch the metadata", .ask = fetch_metadata, .take = take_metadata, .flow = &ti_flow_exchange },
    { .name = "fetch the keys", .ask = fetch_keys, .take = take_keys, .flow = &ti_flow_exchange },
    { .name = "keep the keys", .ask = save, .take = take_saved },
    { .name = "release the lease", .ask = release_lease, .always = true },
};

const ti_flow ti_flow_keys_find = TI_FLOW("keys.find", steps);
