/* SPDX-License-Identifier: Apache-2.0 */
/* jwks.c - the keys document, and the one key that a token names (RFC 7517). */
#include "proto/entra/jwks.h"

#include <string.h>

#include "base/base64.h"

enum {
    KEYS_MAX = 100,
    KID_MAX = 128,
    ISSUER_MAX = 2048,
    OPERATIONS_MAX = 16,
    WORD_MAX = 32,
    MODULUS_BYTES_MIN = 256,
    MODULUS_BYTES_MAX = 512,
    EXPONENT_BYTES_MAX = 8,
    NUMBER_TEXT_MAX = 1024
};

static teamsinvite_status refuse(ti_error *err, const char *text)
{
    return ti_fail(err, TEAMSINVITE_E_ID_TOKEN, "the key of the id_token: %s", text);
}

/* Absent is fine; present it must be this word. */
static bool is_absent_or(const ti_json *entry, const char *name, const char *word)
{
    ti_slice value;

    switch (ti_json_string(entry, name, 0, WORD_MAX, &value)) {
    case TI_JSON_ABSENT:
        return true;
    case TI_JSON_FOUND:
        return ti_slice_equal_text(value, word);
    case TI_JSON_WRONG:
        break;
    }
    return false;
}

static bool may_verify(const ti_json *entry)
{
    const ti_json *operations;
    ti_json_found found = ti_json_array(entry, "key_ops", &operations);
    ti_slice operation;
    size_t i;

    if (found != TI_JSON_FOUND || ti_json_count(operations) > OPERATIONS_MAX)
        return found == TI_JSON_ABSENT;
    for (i = 0; i < ti_json_count(operations); i++) {
        if (ti_json_item_string(ti_json_item(operations, i), &operation) &&
            ti_slice_equal_text(operation, "verify"))
            return true;
    }
    return false;
}

static bool has_private_member(const ti_json *entry)
{
    static const char *const names[] = { "d", "p", "q", "dp", "dq", "qi", "oth", "k" };
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (ti_json_has(entry, names[i]))
            return true;
    }
    return false;
}

static teamsinvite_status check_entry(const ti_json *entry, ti_error *err)
{
    ti_slice kty;

    if (ti_json_string(entry, "kty", 1, WORD_MAX, &kty) != TI_JSON_FOUND || !ti_slice_equal_text(kty, "RSA"))
        return refuse(err, "kty is not RSA");
    if (has_private_member(entry))
        return refuse(err, "it has private members");
    if (!is_absent_or(entry, "use", "sig"))
        return refuse(err, "use is not sig");
    if (!is_absent_or(entry, "alg", "RS256"))
        return refuse(err, "alg is not RS256");
    if (!may_verify(entry))
        return refuse(err, "key_ops lacks verify");
    return TEAMSINVITE_OK;
}

static teamsinvite_status read_number(ti_buf *out, const ti_json *entry, const char *name, ti_error *err)
{
    ti_slice text;

    if (ti_json_string(entry, name, 1, NUMBER_TEXT_MAX, &text) != TI_JSON_FOUND)
        return ti_fail(err, TEAMSINVITE_E_ID_TOKEN, "the key of the id_token: %s is missing or too long", name);
    if (!ti_base64url_decode(out, text)) {
        if (out->failed && !out->too_long)
            return ti_fail_no_memory(err);
        return ti_fail(err, TEAMSINVITE_E_ID_TOKEN, "the key of the id_token: %s is not base64url of a usable size",
                       name);
    }
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_modulus(ti_slice n, ti_error *err)
{
    if (n.len < MODULUS_BYTES_MIN || n.len > MODULUS_BYTES_MAX)
        return refuse(err, "n has not 2048 to 4096 bits");
    /* Minimal octets (RFC 7518, 6.3.1.1); at 256 bytes the top bit makes the 2048. */
    if (n.ptr[0] == 0 || (n.len == MODULUS_BYTES_MIN && ((unsigned char)n.ptr[0] & 0x80) == 0))
        return refuse(err, "n has leading zeros");
    if (((unsigned char)n.ptr[n.len - 1] & 1) == 0)
        return refuse(err, "n is even");
    return TEAMSINVITE_OK;
}

static teamsinvite_status read_key(ti_jwk *key, const ti_json *entry, ti_error *err)
{
    teamsinvite_status status = check_entry(entry, err);

    if (status == TEAMSINVITE_OK && ti_json_string(entry, "issuer", 1, ISSUER_MAX, &key->issuer) == TI_JSON_WRONG)
        status = refuse(err, "issuer is not a string");
    if (status == TEAMSINVITE_OK)
        status = read_number(&key->modulus, entry, "n", err);
    if (status == TEAMSINVITE_OK)
        status = check_modulus(ti_buf_slice(&key->modulus), err);
    if (status == TEAMSINVITE_OK)
        status = read_number(&key->exponent, entry, "e", err);
    /* With e = 1 a signature made by hand would verify. */
    if (status == TEAMSINVITE_OK && !ti_slice_equal(ti_buf_slice(&key->exponent), TI_SLICE("\x01\x00\x01")))
        status = refuse(err, "e is not 65537");
    return status;
}

/* The one entry with this kid, NULL for none; entries that cannot be read do not count. */
static teamsinvite_status find_entry(const ti_json **entry, const ti_json *keys, ti_slice kid, ti_error *err)
{
    size_t count = ti_json_count(keys);
    size_t i;

    *entry = NULL;
    for (i = 0; i < count; i++) {
        const ti_json *item = ti_json_item(keys, i);
        ti_slice name;

        if (!ti_json_is_object(item) || ti_json_string(item, "kid", 1, KID_MAX, &name) != TI_JSON_FOUND ||
            !ti_slice_equal(name, kid))
            continue;
        if (*entry != NULL)
            return refuse(err, "its kid is twice in the set");
        *entry = item;
    }
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_jwks_find(ti_jwk *key, const ti_json *document, ti_slice kid, ti_error *err)
{
    const ti_json *keys;
    const ti_json *entry;
    teamsinvite_status status;

    memset(key, 0, sizeof(*key));
    ti_buf_init(&key->modulus, MODULUS_BYTES_MAX);
    ti_buf_init(&key->exponent, EXPONENT_BYTES_MAX);
    if (document == NULL || !ti_json_is_object(document) || ti_json_array(document, "keys", &keys) != TI_JSON_FOUND)
        return refuse(err, "the keys document has no keys");
    if (ti_json_count(keys) > KEYS_MAX)
        return refuse(err, "the keys document has more than 100 keys");
    if (kid.len < 1 || kid.len > KID_MAX)
        return refuse(err, "its kid is empty or too long");
    status = find_entry(&entry, keys, kid, err);
    if (status != TEAMSINVITE_OK)
        return status;
    key->unknown = entry == NULL;
    if (key->unknown)
        return refuse(err, "its kid is not in the set");
    key->kid = kid;
    return read_key(key, entry, err);
}

void ti_jwk_clear(ti_jwk *key)
{
    ti_buf_clear(&key->modulus);
    ti_buf_clear(&key->exponent);
    memset(key, 0, sizeof(*key));
}
