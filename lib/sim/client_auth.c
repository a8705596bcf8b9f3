/* SPDX-License-Identifier: Apache-2.0 */
/* client_auth.c - which app posts to the token endpoint, and whether it is itself. */
#include "sim/client_auth.h"

#include <string.h>

#include <openssl/evp.h>

#include "sim/client_assertion.h"
#include "sim/sim.h"

static const ti_sim_refusal no_client_id = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'client_id'.", NULL, 0
};
static const ti_sim_refusal unknown_app = {
    400, "unauthorized_client", 700016,
    "Application was not found in the directory. This can happen if the application has not been installed by the "
    "administrator of the tenant or consented to by any user in the tenant.",
    NULL, 0
};
static const ti_sim_refusal no_credential = {
    401, "invalid_client", 7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.", NULL, 0
};
static const ti_sim_refusal two_credentials = {
    400, "invalid_request", 90023, "Only one form of client credential may be presented.", NULL, 0
};
static const ti_sim_refusal wrong_secret = {
    401, "invalid_client", 7000215,
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the "
    "client secret ID.",
    NULL, 0
};
static const ti_sim_refusal expired_secret = {
    401, "invalid_client", 7000222,
    "The provided client secret keys for app are expired. Visit the Azure portal to create new keys for your app.",
    NULL, 0
};
static const ti_sim_refusal no_assertion_type = {
    400, "invalid_request", 900144,
    "The request body must contain the following parameter: 'client_assertion_type'.", NULL, 0
};
static const ti_sim_refusal wrong_assertion_type = {
    400, "invalid_request", 90023,
    "The provided value for the input parameter 'client_assertion_type' is not valid. Expected value: "
    "'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'.",
    NULL, 0
};
static const ti_sim_refusal malformed_header = { 401, "invalid_client", 9002313,
                                                 "Invalid request. Request is malformed or invalid.", NULL, 0 };

typedef struct credentials {
    const char *client_id;
    const char *secret;
    const char *assertion;
    const char *assertion_type;
} credentials;

/* "Basic base64(id:secret)", both form-encoded before (RFC 6749, 2.3.1). */
static bool read_basic(ti_sim_exchange *x, ti_slice value, credentials *out)
{
    ti_slice text = ti_slice_trim(ti_slice_skip(value, 6));
    char *bytes = ti_arena_alloc(&x->arena, text.len + 1);
    ti_slice pair;
    int length;

    if (!ti_slice_equal_nocase(ti_slice_first(value, 6), TI_SLICE("Basic ")) || bytes == NULL || text.len > 4096)
        return false;
    length = EVP_DecodeBlock((unsigned char *)bytes, (const unsigned char *)text.ptr, (int)text.len);
    if (length < 0)
        return false;
    pair = ti_slice_of(bytes); /* padding was decoded as NUL */
    out->client_id = ti_sim_decode(ti_slice_first(pair, ti_slice_find(pair, ':')), &x->arena);
    out->secret = ti_sim_decode(ti_slice_skip(pair, ti_slice_find(pair, ':') + 1), &x->arena);
    return out->client_id != NULL && out->secret != NULL;
}

static const ti_sim_refusal *read_credentials(ti_sim_exchange *x, const ti_sim_form *form, credentials *out)
{
    ti_slice header;

    out->client_id = ti_sim_form_get(form, "client_id");
    out->secret = ti_sim_form_get(form, "client_secret");
    out->assertion = ti_sim_form_get(form, "client_assertion");
    out->assertion_type = ti_sim_form_get(form, "client_assertion_type");
    if (ti_sim_header_find(x, "Authorization", &header)) {
        if (out->secret != NULL || out->assertion != NULL)
            return &two_credentials;
        if (!read_basic(x, header, out))
            return &malformed_header;
    }
    if (out->client_id == NULL)
        return &no_client_id;
    return out->secret != NULL && out->assertion != NULL ? &two_credentials : NULL;
}

static const ti_sim_refusal *check_secret(const ti_sim_exchange *x, const ti_sim_app *app, const char *value)
{
    const ti_sim_secret *secret = ti_sim_secret_find(app->secrets, value);

    if (secret == NULL)
        return &wrong_secret;
    return secret->expires_ms != 0 && secret->expires_ms <= x->now_ms ? &expired_secret : NULL;
}

static const ti_sim_refusal *check_assertion(ti_sim_exchange *x, const ti_sim_app *app, const credentials *given)
{
    if (given->assertion_type == NULL)
        return &no_assertion_type;
    if (strcmp(given->assertion_type, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer") != 0)
        return &wrong_assertion_type;
    return ti_sim_client_assertion_check(x, app, given->assertion);
}

const ti_sim_refusal *ti_sim_client_auth(ti_sim_exchange *x, const ti_sim_form *form, const ti_sim_app **out)
{
    credentials given = { 0 };
    const ti_sim_refusal *refusal = read_credentials(x, form, &given);

    if (refusal != NULL)
        return refusal;
    *out = ti_sim_app_find(&x->sim->directory, given.client_id);
    if (*out == NULL)
        return &unknown_app;
    if (given.assertion != NULL)
        return check_assertion(x, *out, &given);
    if (given.secret == NULL)
        return &no_credential;
    return check_secret(x, *out, given.secret);
}
