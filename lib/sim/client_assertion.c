/* SPDX-License-Identifier: Apache-2.0 */
/* client_assertion.c - an app that proves itself by a signed JWT. */
#include "sim/client_assertion.h"

#include <string.h>

#include "sim/jwt.h"
#include "sim/sim.h"

/* What other services of the kind allow for clocks that differ. */
enum { TOLERANCE_S = 300, ID_MAX = 4096 };

static const ti_sim_refusal malformed = { 401, "invalid_client", 50027, "JWT token is invalid or malformed.", NULL, 0 };
static const ti_sim_refusal wrong_algorithm = {
    401, "invalid_client", 5002738,
    "Invalid JWT token. The signature algorithm is not supported. Supported signing algorithms are: 'RS256, PS256'.",
    NULL, 0
};
static const ti_sim_refusal no_thumbprint = {
    401, "invalid_client", 5002723,
    "Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId specified in token "
    "header.",
    NULL, 0
};
static const ti_sim_refusal unknown_certificate = {
    401, "invalid_client", 700027,
    "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The "
    "key was not found.]",
    NULL, 0
};
static const ti_sim_refusal expired_certificate = {
    401, "invalid_client", 700027, "Client assertion failed signature validation. [Reason - The key used is expired.]",
    NULL, 0
};
static const ti_sim_refusal wrong_signature = {
    401, "invalid_client", 700027,
    "Client assertion failed signature validation. [Reason - The key was found, but use of the key to verify the "
    "signature failed.]",
    NULL, 0
};
static const ti_sim_refusal wrong_app = {
    401, "invalid_client", 700021, "Client assertion application identifier doesn't match 'client_id' parameter.", NULL,
    0
};
static const ti_sim_refusal wrong_audience = {
    401, "invalid_client", 700023, "Client assertion audience claim does not match Realm issuer.", NULL, 0
};
static const ti_sim_refusal wrong_time = {
    401, "invalid_client", 700024, "Client assertion is not within its valid time range.", NULL, 0
};
static const ti_sim_refusal used_before = {
    401, "invalid_client", 50027, "JWT token is invalid or malformed: 'jti' is missing, or was used before.", NULL, 0
};
static const ti_sim_refusal unknown_issuer = {
    401, "invalid_client", 700211, "No matching federated identity record found for presented assertion issuer.", NULL,
    0
};
static const ti_sim_refusal unknown_audience = {
    401, "invalid_client", 700212, "No matching federated identity record found for presented assertion audience.",
    NULL, 0
};
static const ti_sim_refusal unknown_subject = {
    401, "invalid_client", 700213, "No matching federated identity record found for presented assertion subject.", NULL,
    0
};

static bool has(const cJSON *object, const char *name, const char *value)
{
    const char *text = ti_sim_jwt_text(object, name);

    return text != NULL && strcmp(text, value) == 0;
}

/* Strictly the URL that it was posted to. */
static bool is_for_this_url(const ti_sim_exchange *x, const char *audience)
{
    ti_slice text = ti_slice_of(audience);
    ti_slice address = ti_slice_of(x->sim->authority);

    return ti_slice_starts_with(text, address) && ti_slice_equal(ti_slice_skip(text, address.len), x->path);
}

static const ti_sim_refusal *check_time(const ti_sim_exchange *x, const cJSON *claims, bool needs_start)
{
    int64_t now_s = x->now_ms / 1000;
    int64_t start_s = ti_sim_jwt_time(claims, "nbf");
    int64_t end_s = ti_sim_jwt_time(claims, "exp");

    if (start_s < 0 && (needs_start || cJSON_HasObjectItem(claims, "nbf")))
        return &wrong_time;
    return end_s < 0 || start_s > now_s + TOLERANCE_S || end_s <= now_s - TOLERANCE_S ? &wrong_time : NULL;
}

/* Each id is good once for each app, for ever. */
static const ti_sim_refusal *use_up(ti_sim_exchange *x, const ti_sim_app *app, const cJSON *claims)
{
    const char *id = ti_sim_jwt_text(claims, "jti");
    const ti_sim_refusal *refusal = NULL;
    ti_buf key;

    if (id == NULL || id[0] == '\0' || strlen(id) > ID_MAX / 2)
        return &used_before;
    ti_buf_init(&key, ID_MAX);
    ti_buf_add_text(&key, app->id);
    ti_buf_add_char(&key, ' ');
    ti_buf_add_text(&key, id);
    if (ti_sim_index_get(&x->sim->assertions, ti_buf_slice(&key)) != NULL)
        refusal = &used_before;
    else if (!ti_sim_index_put(&x->sim->assertions, ti_buf_slice(&key), x->sim))
        x->response->failed = true;
    ti_buf_clear(&key);
    return refusal;
}

static const ti_sim_refusal *check_claims(ti_sim_exchange *x, const ti_sim_app *app, const cJSON *claims)
{
    const char *audience = ti_sim_jwt_text(claims, "aud");
    const ti_sim_refusal *refusal;

    if (!has(claims, "iss", app->id) || !has(claims, "sub", app->id))
        return &wrong_app;
    if (audience == NULL || !is_for_this_url(x, audience))
        return &wrong_audience;
    refusal = check_time(x, claims, true);
    return refusal != NULL ? refusal : use_up(x, app, claims);
}

/* PS256 names its key by SHA-256, RS256 by SHA-1. */
static const ti_sim_refusal *check_own(ti_sim_exchange *x, const ti_sim_app *app, const ti_sim_jwt *jwt)
{
    bool pss = has(jwt->header, "alg", "PS256");
    const char *thumbprint = ti_sim_jwt_text(jwt->header, pss ? "x5t#S256" : "x5t");
    const ti_sim_certificate *certificate;

    if (!pss && !has(jwt->header, "alg", "RS256"))
        return &wrong_algorithm;
    if (thumbprint == NULL)
        return &no_thumbprint;
    certificate = ti_sim_certificate_find(app->certificates, thumbprint);
    if (certificate == NULL || strcmp(pss ? certificate->x5t_sha256 : certificate->x5t, thumbprint) != 0)
        return &unknown_certificate;
    if (certificate->not_after_ms <= x->now_ms)
        return &expired_certificate;
    if (!ti_sim_jwt_is_signed_by(jwt, certificate->key, pss))
        return &wrong_signature;
    return check_claims(x, app, jwt->claims);
}

/* The credential of that issuer and subject; refusal says which does not fit. */
static const ti_sim_federation *find_federation(const ti_sim_app *app, const ti_sim_jwt *jwt,
                                                const ti_sim_refusal **refusal)
{
    const ti_sim_federation *each = app->federations;

    *refusal = &unknown_issuer;
    for (; each != NULL; each = each->next) {
        if (!has(jwt->claims, "iss", each->issuer))
            continue;
        *refusal = &unknown_subject;
        if (!has(jwt->claims, "sub", each->subject))
            continue;
        *refusal = has(jwt->claims, "aud", each->audience) ? NULL : &unknown_audience;
        return each;
    }
    return NULL;
}

static const ti_sim_refusal *check_foreign(const ti_sim_exchange *x, const ti_sim_app *app, const ti_sim_jwt *jwt)
{
    const ti_sim_refusal *refusal;
    const ti_sim_federation *federation = find_federation(app, jwt, &refusal);

    if (federation == NULL || refusal != NULL)
        return refusal;
    if (!has(jwt->header, "alg", "RS256"))
        return &wrong_algorithm;
    if (!ti_sim_jwt_is_signed_by(jwt, federation->key, false))
        return &wrong_signature;
    return check_time(x, jwt->claims, false);
}

/* Tokens of other issuers may name a certificate too: theirs. */
static bool is_own(const ti_sim_app *app, const ti_sim_jwt *jwt)
{
    const ti_sim_federation *each = app->federations;

    for (; each != NULL; each = each->next) {
        if (has(jwt->claims, "iss", each->issuer))
            return false;
    }
    return has(jwt->claims, "iss", app->id) || cJSON_HasObjectItem(jwt->header, "x5t") ||
           cJSON_HasObjectItem(jwt->header, "x5t#S256");
}

const ti_sim_refusal *ti_sim_client_assertion_check(ti_sim_exchange *x, const ti_sim_app *app, const char *assertion)
{
    const ti_sim_refusal *refusal = &malformed;
    ti_sim_jwt jwt;

    if (ti_sim_jwt_read(&jwt, assertion))
        refusal = is_own(app, &jwt) ? check_own(x, app, &jwt) : check_foreign(x, app, &jwt);
    ti_sim_jwt_clear(&jwt);
    return refusal;
}
