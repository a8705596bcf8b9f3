/* SPDX-License-Identifier: Apache-2.0 */
/* id_claims.c - the claims of an id_token whose signature has been verified. */
#include "proto/entra/id_claims.h"

#include "base/base64.h"
#include "proto/entra/role.h"
#include "vault/hash.h"

enum { URL_MAX = 2048, WORD_MAX = 255, SKEW_S = 120 };

#define PLACEHOLDER "{tenantid}"
#define TIME_LIMIT 9007199254740992.0 /* 2^53 */

typedef struct reading {
    const ti_json *json;
    const ti_id_token_expect *expect;
    ti_slice key_issuer;
    ti_slice tid, iss, oid;
    ti_identity identity; /* what becomes the result, once every check has passed */
} reading;

typedef teamsinvite_status check_fn(reading *claims, ti_error *err);

static teamsinvite_status refuse(ti_error *err, const char *text)
{
    return ti_fail(err, TEAMSINVITE_E_ID_TOKEN, "the id_token: %s", text);
}

static bool read_string(const reading *claims, const char *name, size_t max, ti_slice *out)
{
    return ti_json_string(claims->json, name, 1, max, out) == TI_JSON_FOUND;
}

/* With the first "{tenantid}" standing for tid, letter for letter. */
static bool matches_template(ti_slice text, ti_slice pattern, ti_slice tid)
{
    size_t at = ti_slice_find(pattern, '{');
    ti_slice rest = ti_slice_skip(pattern, at);

    if (!ti_slice_starts_with(rest, TI_SLICE(PLACEHOLDER)))
        return ti_slice_equal(text, pattern);
    rest = ti_slice_skip(rest, sizeof(PLACEHOLDER) - 1);
    return ti_slice_equal(ti_slice_first(text, at), ti_slice_first(pattern, at)) &&
           ti_slice_equal(ti_slice_first(ti_slice_skip(text, at), tid.len), tid) &&
           ti_slice_equal(ti_slice_skip(text, at + tid.len), rest);
}

static teamsinvite_status check_version(reading *claims, ti_error *err)
{
    ti_slice version;

    if (!read_string(claims, "ver", WORD_MAX, &version) || !ti_slice_equal_text(version, "2.0"))
        return refuse(err, "ver is not 2.0");
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_tid(reading *claims, ti_error *err)
{
    if (!read_string(claims, "tid", WORD_MAX, &claims->tid) || !ti_slice_is_guid(claims->tid))
        return refuse(err, "tid is not a GUID");
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_issuer(reading *claims, ti_error *err)
{
    if (!read_string(claims, "iss", URL_MAX, &claims->iss) ||
        !matches_template(claims->iss, claims->expect->issuer, claims->tid))
        return refuse(err, "iss is not the issuer of the metadata");
    return TEAMSINVITE_OK;
}

/* A key of one issuer signs for no other: consumer and enterprise keys stand in one set. */
static teamsinvite_status check_key_issuer(reading *claims, ti_error *err)
{
    if (!ti_slice_is_empty(claims->key_issuer) && !matches_template(claims->iss, claims->key_issuer, claims->tid))
        return refuse(err, "iss is not the issuer that its key belongs to");
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_audience(reading *claims, ti_error *err)
{
    const ti_json *list;
    ti_slice audience;
    bool found = read_string(claims, "aud", WORD_MAX, &audience);

    if (!found && ti_json_array(claims->json, "aud", &list) == TI_JSON_FOUND)
        found = ti_json_count(list) == 1 && ti_json_item_string(ti_json_item(list, 0), &audience);
    if (!found || !ti_slice_equal_text(audience, claims->expect->client_id))
        return refuse(err, "aud is not this app");
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_authorized_party(reading *claims, ti_error *err)
{
    ti_slice party;

    if (!ti_json_has(claims->json, "azp"))
        return TEAMSINVITE_OK;
    if (!read_string(claims, "azp", WORD_MAX, &party) || !ti_slice_equal_text(party, claims->expect->client_id))
        return refuse(err, "azp is not this app");
    return TEAMSINVITE_OK;
}

/* Compared as the number it is: no cast that could wrap. */
static bool read_time(const reading *claims, const char *name, double *out)
{
    return ti_json_number(claims->json, name, out) == TI_JSON_FOUND && *out > 0.0 && *out < TIME_LIMIT;
}

static teamsinvite_status check_times(reading *claims, ti_error *err)
{
    double now = (double)claims->expect->now_ms / 1000.0;
    double started = (double)claims->expect->started_ms / 1000.0;
    double at;

    if (!read_time(claims, "exp", &at))
        return refuse(err, "exp is missing or not a time");
    if (!(at > now - SKEW_S))
        return refuse(err, "exp: it has expired");
    if (!read_time(claims, "nbf", &at))
        return refuse(err, "nbf is missing or not a time");
    if (!(at <= now + SKEW_S))
        return refuse(err, "nbf: it is not valid yet");
    if (!read_time(claims, "iat", &at))
        return refuse(err, "iat is missing or not a time");
    if (!(at <= now + SKEW_S))
        return refuse(err, "iat: it was issued in the future");
    if (!(at >= started - SKEW_S))
        return refuse(err, "iat: it was issued before this sign-in began");
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_nonce(reading *claims, ti_error *err)
{
    ti_slice nonce;

    if (claims->expect->nonce == NULL)
        return TEAMSINVITE_OK;
    if (!read_string(claims, "nonce", WORD_MAX, &nonce))
        return refuse(err, "nonce is missing");
    if (!ti_secret_equal(nonce, ti_slice_of(claims->expect->nonce)))
        return refuse(err, "nonce is not that of this sign-in");
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_subject(reading *claims, ti_error *err)
{
    ti_slice subject;

    if (!read_string(claims, "sub", WORD_MAX, &subject))
        return refuse(err, "sub is missing or too long");
    if (!read_string(claims, "oid", WORD_MAX, &claims->oid) || !ti_slice_is_guid(claims->oid))
        return refuse(err, "oid is not a GUID");
    return TEAMSINVITE_OK;
}

/* A guest's tid is right, yet the account belongs elsewhere. */
static teamsinvite_status check_home(reading *claims, ti_error *err)
{
    ti_slice provider;
    int64_t account = 0;

    if (ti_json_has(claims->json, "idp")) {
        if (!read_string(claims, "idp", URL_MAX, &provider))
            return refuse(err, "idp is not a string");
        claims->identity.guest = !ti_slice_equal(provider, claims->iss);
    }
    if (ti_json_int_or_digits(claims->json, "acct", 0, 1, &account) == TI_JSON_WRONG)
        return refuse(err, "acct is neither 0 nor 1");
    claims->identity.guest = claims->identity.guest || account == 1;
    return TEAMSINVITE_OK;
}

/* Absent unless the app registration asks for it (groupMembershipClaims). */
static teamsinvite_status check_roles(reading *claims, ti_error *err)
{
    ti_identity *identity = &claims->identity;
    const ti_json *list;
    size_t count, i;

    if (!ti_json_has(claims->json, "wids"))
        return TEAMSINVITE_OK;
    if (ti_json_array(claims->json, "wids", &list) != TI_JSON_FOUND)
        return refuse(err, "wids is not a list");
    count = ti_json_count(list);
    if (count > TI_ROLES_MAX)
        return refuse(err, "wids has more than 64 roles");
    for (i = 0; i < count; i++) {
        ti_slice role;

        if (!ti_json_item_string(ti_json_item(list, i), &role) || !ti_slice_is_guid(role))
            return refuse(err, "wids holds something else than GUIDs");
        ti_guid_copy(identity->roles[identity->role_count++], role);
        identity->administrator = identity->administrator || ti_role_is_administrator(role);
    }
    return TEAMSINVITE_OK;
}

/* The left half of the access token's SHA-256 (OpenID Connect Core, 3.1.3.6).
 * Entra leaves it out of what /token answers; what is there must be right. */
static teamsinvite_status check_access_token(reading *claims, ti_error *err)
{
    const char *token = claims->expect->access_token;
    unsigned char hash[TI_HASH_BYTES];
    teamsinvite_status status = TEAMSINVITE_OK;
    ti_slice given;
    ti_buf half;

    if (!ti_json_has(claims->json, "at_hash") || token == NULL)
        return TEAMSINVITE_OK;
    if (!read_string(claims, "at_hash", WORD_MAX, &given))
        return refuse(err, "at_hash is not a string");
    if (!ti_sha256(hash, ti_slice_of(token)))
        return ti_fail(err, TEAMSINVITE_E_INTERNAL, "OpenSSL could not hash the access token");
    ti_buf_init(&half, TI_HASH_BYTES);
    if (!ti_base64url_encode(&half, ti_slice_make(hash, TI_HASH_BYTES / 2)))
        status = ti_fail_no_memory(err);
    else if (!ti_secret_equal(given, ti_buf_slice(&half)))
        status = refuse(err, "at_hash is not that of the access token");
    ti_buf_clear(&half);
    return status;
}

/* Last, so that this status means: all is well but the tenant. */
static teamsinvite_status check_tenant(reading *claims, ti_error *err)
{
    if (ti_slice_equal_nocase(claims->tid, TI_SLICE(TI_CONSUMER_TENANT)))
        return ti_fail(err, TEAMSINVITE_E_WRONG_ACCOUNT, "a personal Microsoft account has no online meetings");
    if (claims->expect->tenant != NULL && !ti_slice_equal_nocase(claims->tid, ti_slice_of(claims->expect->tenant)))
        return ti_fail(err, TEAMSINVITE_E_WRONG_TENANT, "the account belongs to another tenant than the company");
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_id_claims_check(ti_identity *identity, const ti_json *claims, ti_slice key_issuer,
                                      const ti_id_token_expect *expect, ti_error *err)
{
    static check_fn *const checks[] = {
        check_version,          check_tid,   check_issuer, check_key_issuer, check_audience,
        check_authorized_party, check_times, check_nonce,  check_subject,    check_access_token,
        check_home,             check_roles, check_tenant,
    };
    reading read = { .json = claims, .expect = expect, .key_issuer = key_issuer };
    size_t i;

    for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
        teamsinvite_status status = checks[i](&read, err);

        if (status != TEAMSINVITE_OK)
            return status;
    }
    ti_guid_copy(read.identity.tid, read.tid);
    ti_guid_copy(read.identity.oid, read.oid);
    *identity = read.identity;
    return TEAMSINVITE_OK;
}
