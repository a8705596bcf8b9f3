/* SPDX-License-Identifier: Apache-2.0 */
/* key.c - the keys that records stand under. */
#include "record/key.h"

#include <teamsinvite/storage.h>

#include "base/base64.h"
#include "vault/hash.h"

static const char *join(ti_arena *arena, const char *const *parts, size_t count)
{
    return ti_arena_join(arena, parts, count, TEAMSINVITE_KEY_MAX);
}

const char *ti_key_company(ti_arena *arena, const char *company)
{
    const char *parts[] = { "c/", company };

    return join(arena, parts, 2);
}

const char *ti_key_company_prefix(ti_arena *arena, const char *company)
{
    const char *parts[] = { "c/", company, "/" };

    return join(arena, parts, 3);
}

const char *ti_key_user(ti_arena *arena, const char *company, const char *user)
{
    const char *parts[] = { "c/", company, "/u/", user };

    return join(arena, parts, 4);
}

const char *ti_key_meeting(ti_arena *arena, const char *company, const char *reference)
{
    const char *parts[] = { "c/", company, "/m/", reference };

    return join(arena, parts, 4);
}

const char *ti_key_user_lease(ti_arena *arena, const char *company, const char *user)
{
    const char *parts[] = { "c/", company, "/lease/u/", user };

    return join(arena, parts, 4);
}

const char *ti_key_app(ti_arena *arena, const char *company)
{
    const char *parts[] = { "c/", company, "/app" };

    return join(arena, parts, 3);
}

const char *ti_key_app_lease(ti_arena *arena, const char *company)
{
    const char *parts[] = { "c/", company, "/lease/app" };

    return join(arena, parts, 3);
}

const char *ti_key_gate(ti_arena *arena, const char *company, const char *service)
{
    const char *parts[] = { "c/", company, "/gate/", service };

    return join(arena, parts, 4);
}

const char *ti_key_tenant(ti_arena *arena, const char *tenant)
{
    const char *parts[] = { "t/", tenant };

    return join(arena, parts, 2);
}

const char *ti_key_keys(ti_arena *arena, const char *tenant)
{
    const char *parts[] = { "k/", tenant };

    return join(arena, parts, 2);
}

const char *ti_key_keys_lease(ti_arena *arena, const char *tenant)
{
    const char *parts[] = { "l/", tenant };

    return join(arena, parts, 2);
}

const char *ti_key_probe(ti_arena *arena, const char *company)
{
    const char *parts[] = { "c/", company, "/probe" };

    return join(arena, parts, 3);
}

const char *ti_key_signin(ti_arena *arena, const char *state)
{
    unsigned char hash[TI_HASH_BYTES];
    const char *parts[] = { "p/", NULL };
    const char *key = NULL;
    ti_buf hex;

    ti_buf_init(&hex, 2 * TI_HASH_BYTES);
    if (ti_sha256(hash, ti_slice_of(state)) && ti_hex_encode(&hex, ti_slice_make(hash, sizeof(hash)))) {
        parts[1] = ti_buf_text(&hex);
        key = join(arena, parts, 2);
    }
    ti_buf_clear(&hex);
    return key;
}

/* "c/{company}/{kind}/…" */
static bool is_kind(ti_slice key, ti_slice kind)
{
    ti_slice part;

    return ti_slice_next(&key, '/', &part) && ti_slice_equal_text(part, "c") && ti_slice_next(&key, '/', &part) &&
           ti_slice_next(&key, '/', &part) && ti_slice_equal(part, kind);
}

bool ti_key_is_user(ti_slice key)
{
    return is_kind(key, TI_SLICE("u"));
}

bool ti_key_is_meeting(ti_slice key)
{
    return is_kind(key, TI_SLICE("m"));
}

bool ti_key_is_app(ti_slice key)
{
    return is_kind(key, TI_SLICE("app"));
}

bool ti_key_is_lease(ti_slice key)
{
    return is_kind(key, TI_SLICE("lease")) || ti_slice_starts_with(key, TI_SLICE("l/"));
}

bool ti_key_is_mark(ti_slice key)
{
    return ti_slice_starts_with(key, TI_SLICE("s/"));
}
