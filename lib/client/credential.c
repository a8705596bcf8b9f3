/* SPDX-License-Identifier: Apache-2.0 */
/* credential.c - the kinds of credentials, made and freed. */
#include "client/credential.h"

#include "base/alloc.h"
#include "base/check.h"
#include "base/time.h"
#include "port/system.h"

enum { PEM_MAX = 64 * 1024 };

static const char *const names[] = {
    [0] = "unknown",
    [TEAMSINVITE_CREDENTIAL_SECRET] = "client secret",
    [TEAMSINVITE_CREDENTIAL_CERTIFICATE] = "certificate",
    [TEAMSINVITE_CREDENTIAL_SIGNER] = "certificate with a signer",
    [TEAMSINVITE_CREDENTIAL_ASSERTION] = "federated assertion",
};

void teamsinvite_credential_free(teamsinvite_credential *credential)
{
    if (credential == NULL)
        return;
    ti_free_secret(credential->secret);
    ti_certificate_clear(&credential->certificate);
    if (credential->destroy != NULL)
        credential->destroy(credential->user_data);
    ti_free(credential);
}

int32_t teamsinvite_credential_kind(const teamsinvite_credential *credential)
{
    return credential == NULL ? 0 : credential->kind;
}

const char *teamsinvite_credential_kind_name(int32_t kind)
{
    if (kind < 0 || kind >= (int32_t)(sizeof(names) / sizeof(names[0])))
        kind = 0;
    return names[kind];
}

int64_t teamsinvite_credential_expires_at_ms(const teamsinvite_credential *credential)
{
    return credential == NULL ? 0 : credential->expires_at_ms;
}

bool ti_credential_is_live(const teamsinvite_credential *credential, int64_t now_ms)
{
    return credential->expires_at_ms == 0 || now_ms < credential->expires_at_ms;
}

/* NULL, and *error says why, when it cannot be made or `out` is not given. */
static teamsinvite_credential *begin(int32_t kind, teamsinvite_credential **out, ti_error *error)
{
    teamsinvite_credential *credential;

    if (out != NULL)
        *out = NULL;
    if (ti_check_given(error, "out", out) != TEAMSINVITE_OK)
        return NULL;
    credential = ti_alloc(sizeof(*credential));
    if (credential == NULL)
        (void)ti_fail_no_memory(error);
    else
        credential->kind = kind;
    return credential;
}

/* The last line of each maker: hand it out, or free what has been made of it. */
static teamsinvite_status finish(teamsinvite_credential *credential, teamsinvite_credential **out,
                                 const ti_error *error, teamsinvite_error **err)
{
    if (error->status == TEAMSINVITE_OK)
        *out = credential;
    else
        teamsinvite_credential_free(credential);
    return ti_error_give(error, err);
}

/* What the host wants destroyed belongs to the credential, or goes at once. */
static void adopt(teamsinvite_credential *credential, void *user_data, teamsinvite_destroy_fn destroy)
{
    if (credential != NULL) {
        credential->user_data = user_data;
        credential->destroy = destroy;
    } else if (destroy != NULL) {
        destroy(user_data);
    }
}

teamsinvite_status teamsinvite_credential_secret(const char *secret, int64_t expires_at_ms,
                                                 teamsinvite_credential **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_credential *credential = begin(TEAMSINVITE_CREDENTIAL_SECRET, out, &error);

    if (credential == NULL || ti_check_token(&error, "secret", secret, TI_SECRET_MAX) != TEAMSINVITE_OK ||
        ti_check_range(&error, "expires_at_ms", expires_at_ms, 0, TI_TIME_MAX_MS) != TEAMSINVITE_OK)
        return finish(credential, out, &error, err);
    credential->expires_at_ms = expires_at_ms;
    credential->secret = ti_strdup(secret);
    if (credential->secret == NULL)
        (void)ti_fail_no_memory(&error);
    return finish(credential, out, &error, err);
}

static teamsinvite_status load(teamsinvite_credential *credential, const char *pem, size_t length,
                               int32_t algorithm, ti_error *err)
{
    bool with_key = credential->kind == TEAMSINVITE_CREDENTIAL_CERTIFICATE;
    teamsinvite_status status = ti_check_given(err, "pem", pem);

    if (status == TEAMSINVITE_OK && (length == 0 || length > PEM_MAX))
        status = ti_fail_parameter(err, "length", "is not 1 to %d", (int)PEM_MAX);
    if (status == TEAMSINVITE_OK)
        status = ti_check_range(err, "algorithm", algorithm, TEAMSINVITE_ALGORITHM_PS256, TEAMSINVITE_ALGORITHM_RS256);
    if (status == TEAMSINVITE_OK)
        status = ti_certificate_load(&credential->certificate, "pem", ti_slice_make(pem, length), with_key,
                                     ti_system_clock(TEAMSINVITE_CLOCK_WALL, NULL), err);
    credential->algorithm = algorithm == TEAMSINVITE_ALGORITHM_RS256 ? TI_SIGNATURE_RS256 : TI_SIGNATURE_PS256;
    credential->expires_at_ms = credential->certificate.not_after_ms;
    return status;
}

teamsinvite_status teamsinvite_credential_certificate(const char *pem, size_t length, int32_t algorithm,
                                                      teamsinvite_credential **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_credential *credential = begin(TEAMSINVITE_CREDENTIAL_CERTIFICATE, out, &error);

    if (credential != NULL)
        (void)load(credential, pem, length, algorithm, &error);
    return finish(credential, out, &error, err);
}

teamsinvite_status teamsinvite_credential_signer(const char *pem, size_t length, int32_t algorithm,
                                                 teamsinvite_sign_fn sign, void *user_data,
                                                 teamsinvite_destroy_fn destroy, teamsinvite_credential **out,
                                                 teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_credential *credential = begin(TEAMSINVITE_CREDENTIAL_SIGNER, out, &error);

    adopt(credential, user_data, destroy);
    if (credential == NULL || load(credential, pem, length, algorithm, &error) != TEAMSINVITE_OK ||
        ti_check_given(&error, "sign", sign != NULL ? credential : NULL) != TEAMSINVITE_OK)
        return finish(credential, out, &error, err);
    credential->sign = sign;
    return finish(credential, out, &error, err);
}

teamsinvite_status teamsinvite_credential_assertion(teamsinvite_assertion_fn assertion, void *user_data,
                                                    teamsinvite_destroy_fn destroy, teamsinvite_credential **out,
                                                    teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_credential *credential = begin(TEAMSINVITE_CREDENTIAL_ASSERTION, out, &error);

    adopt(credential, user_data, destroy);
    if (credential != NULL &&
        ti_check_given(&error, "assertion", assertion != NULL ? credential : NULL) == TEAMSINVITE_OK)
        credential->give = assertion;
    return finish(credential, out, &error, err);
}
