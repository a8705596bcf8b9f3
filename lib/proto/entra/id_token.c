/* SPDX-License-Identifier: Apache-2.0 */
/* id_token.c - an id_token to verified claims (OpenID Connect Core, 3.1.3.7; RFC 7515). */
#include "proto/entra/id_token.h"

#include <string.h>

#include "base/base64.h"
#include "proto/entra/id_claims.h"
#include "vault/rs256.h"

enum { TOKEN_MAX = 16 * 1024, KID_MAX = 128, WORD_MAX = 32, SIGNATURE_MAX = 512 };

/* The compact form of RFC 7515: three pieces, still encoded. */
typedef struct pieces {
    ti_slice header, payload, signature;
    ti_slice signed_part; /* header and payload with the dot between */
} pieces;

static teamsinvite_status refuse(ti_error *err, const char *text)
{
    return ti_fail(err, TEAMSINVITE_E_ID_TOKEN, "the id_token: %s", text);
}

static teamsinvite_status split_token(pieces *parts, ti_slice token, ti_error *err)
{
    ti_slice rest;

    if (token.len > TOKEN_MAX)
        return refuse(err, "it is longer than 16 KiB");
    parts->header = ti_slice_first(token, ti_slice_find(token, '.'));
    rest = ti_slice_skip(token, parts->header.len + 1);
    parts->payload = ti_slice_first(rest, ti_slice_find(rest, '.'));
    parts->signature = ti_slice_skip(rest, parts->payload.len + 1);
    if (parts->header.len == 0 || parts->payload.len == 0 || parts->signature.len == 0 ||
        ti_slice_find(parts->signature, '.') < parts->signature.len)
        return refuse(err, "it has not three pieces");
    parts->signed_part = ti_slice_first(token, parts->header.len + 1 + parts->payload.len);
    return TEAMSINVITE_OK;
}

static teamsinvite_status decode(ti_buf *out, ti_slice piece, const char *name, ti_error *err)
{
    if (ti_base64url_decode(out, piece))
        return TEAMSINVITE_OK;
    if (out->failed && !out->too_long)
        return ti_fail_no_memory(err);
    return ti_fail(err, TEAMSINVITE_E_ID_TOKEN, "the id_token: its %s is not base64url", name);
}

/* The object in a piece; free with ti_json_free(). */
static teamsinvite_status read_object(ti_json **json, ti_slice piece, const char *name, ti_error *err)
{
    teamsinvite_status status;
    ti_buf text;

    ti_buf_init(&text, TOKEN_MAX);
    status = decode(&text, piece, name, err);
    if (status == TEAMSINVITE_OK) {
        *json = ti_json_read(ti_buf_slice(&text));
        if (*json == NULL || !ti_json_is_object(*json))
            status = ti_fail(err, TEAMSINVITE_E_ID_TOKEN, "the id_token: its %s is not a JSON object", name);
    }
    ti_buf_clear(&text);
    return status;
}

/* jku, x5u, jwk and x5c are not looked at: keys come from the metadata alone. */
static teamsinvite_status check_header(const ti_json *header, ti_slice *kid, ti_error *err)
{
    ti_slice word;

    if (ti_json_string(header, "alg", 1, WORD_MAX, &word) != TI_JSON_FOUND || !ti_slice_equal_text(word, "RS256"))
        return refuse(err, "alg is not RS256");
    if (ti_json_has(header, "crit"))
        return refuse(err, "it has critical extensions");
    if (ti_json_has(header, "zip") || ti_json_has(header, "enc") || ti_json_has(header, "cty") ||
        ti_json_has(header, "b64"))
        return refuse(err, "it is compressed, encrypted or nested");
    if (ti_json_has(header, "typ") && (ti_json_string(header, "typ", 1, WORD_MAX, &word) != TI_JSON_FOUND ||
                                       !ti_slice_equal_nocase(word, TI_SLICE("JWT"))))
        return refuse(err, "typ is not JWT");
    if (ti_json_string(header, "kid", 1, KID_MAX, kid) != TI_JSON_FOUND)
        return refuse(err, "kid is missing or too long");
    return TEAMSINVITE_OK;
}

/* Shape, header and kid; *header owns what *kid points to. */
static teamsinvite_status read_header(pieces *parts, ti_json **header, ti_slice *kid, ti_slice token, ti_error *err)
{
    teamsinvite_status status = split_token(parts, token, err);

    if (status == TEAMSINVITE_OK)
        status = read_object(header, parts->header, "header", err);
    if (status == TEAMSINVITE_OK)
        status = check_header(*header, kid, err);
    return status;
}

static teamsinvite_status verify_signature(const pieces *parts, const ti_jwk *key, ti_error *err)
{
    teamsinvite_status status;
    ti_buf signature;

    ti_buf_init(&signature, SIGNATURE_MAX);
    status = decode(&signature, parts->signature, "signature", err);
    if (status == TEAMSINVITE_OK) {
        switch (ti_rs256_verify(ti_buf_slice(&key->modulus), ti_buf_slice(&key->exponent), parts->signed_part,
                                ti_buf_slice(&signature))) {
        case TI_RS256_GOOD:
            break;
        case TI_RS256_BAD:
            status = refuse(err, "its signature does not verify");
            break;
        case TI_RS256_FAILED:
            status = refuse(err, "OpenSSL cannot use its key");
            break;
        }
    }
    ti_buf_clear(&signature);
    return status;
}

teamsinvite_status ti_id_token_kid(ti_slice token, ti_arena *arena, ti_slice *kid, ti_error *err)
{
    teamsinvite_status status;
    ti_json *header = NULL;
    ti_slice name = { 0 };
    pieces parts;
    char *copy;

    *kid = name;
    status = read_header(&parts, &header, &name, token, err);
    if (status == TEAMSINVITE_OK) {
        copy = ti_arena_copy(arena, name);
        if (copy != NULL)
            *kid = ti_slice_make(copy, name.len);
        else
            status = ti_fail_no_memory(err);
    }
    ti_json_free(header);
    return status;
}

teamsinvite_status ti_id_token_verify(ti_identity *identity, ti_slice token, const ti_json *jwks,
                                      const ti_id_token_expect *expect, ti_error *err)
{
    teamsinvite_status status;
    ti_json *header = NULL;
    ti_json *claims = NULL;
    ti_slice kid = { 0 };
    ti_jwk key = { 0 };
    pieces parts;

    memset(identity, 0, sizeof(*identity));
    status = read_header(&parts, &header, &kid, token, err);
    if (status != TEAMSINVITE_OK)
        goto out;
    status = ti_jwks_find(&key, jwks, kid, err);
    identity->key_unknown = key.unknown;
    if (status != TEAMSINVITE_OK)
        goto out;
    status = verify_signature(&parts, &key, err);
    if (status != TEAMSINVITE_OK)
        goto out;
    status = read_object(&claims, parts.payload, "payload", err);
    if (status == TEAMSINVITE_OK)
        status = ti_id_claims_check(identity, claims, key.issuer, expect, err);
out:
    ti_json_free(claims);
    ti_json_free(header);
    ti_jwk_clear(&key);
    return status;
}

bool ti_identity_has_role(const ti_identity *identity, const char *const *role_ids, size_t count)
{
    size_t i, j;

    for (i = 0; i < identity->role_count; i++) {
        for (j = 0; j < count; j++) {
            if (ti_slice_equal_nocase(ti_slice_of(identity->roles[i]), ti_slice_of(role_ids[j])))
                return true;
        }
    }
    return false;
}
