/* SPDX-License-Identifier: Apache-2.0 */
/* credential_prove.c - what each kind of credential puts into one request. */
#include "base/alloc.h"
#include "client/credential.h"
#include "proto/entra/client_assertion.h"

static teamsinvite_status fail(ti_error *err, const char *message)
{
    return ti_fail(err, TEAMSINVITE_E_CREDENTIAL, "%s", message);
}

static teamsinvite_status begin_assertion(ti_buf *proof, const teamsinvite_credential *credential,
                                          const ti_credential_use *use, ti_error *err)
{
    bool rs256 = credential->algorithm == TI_SIGNATURE_RS256;
    const ti_certificate *certificate = &credential->certificate;
    ti_client_assertion assertion = {
        .rs256 = rs256,
        .thumbprint = rs256 ? ti_slice_make(certificate->sha1, sizeof(certificate->sha1))
                            : ti_slice_make(certificate->sha256, sizeof(certificate->sha256)),
        .client_id = use->client_id,
        .token_url = use->token_url,
        .now_ms = use->now_ms,
    };

    if (!use->random.fill(assertion.random, sizeof(assertion.random), use->random.user_data))
        return ti_fail(err, TEAMSINVITE_E_RANDOM, "the source of randomness failed");
    return ti_client_assertion_write(proof, &assertion) ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

static teamsinvite_status ask_signer(ti_buf *signature, const teamsinvite_credential *credential, ti_slice message,
                                     ti_error *err)
{
    char *room = ti_buf_extend(signature, credential->certificate.signature_bytes);

    if (room == NULL)
        return ti_fail_no_memory(err);
    if (credential->sign(message.ptr, message.len, room, signature->len, credential->user_data) != 1)
        return fail(err, "the host's function did not sign");
    return TEAMSINVITE_OK;
}

/* The check afterwards also keeps a miscalculated signature at home, from which a key could be told. */
static teamsinvite_status sign(ti_buf *signature, const teamsinvite_credential *credential, ti_slice message,
                               ti_error *err)
{
    const ti_certificate *certificate = &credential->certificate;

    if (credential->sign != NULL) {
        teamsinvite_status status = ask_signer(signature, credential, message, err);

        if (status != TEAMSINVITE_OK)
            return status;
    } else if (!ti_signature_make(signature, certificate, credential->algorithm, message)) {
        return fail(err, "the certificate's key does not sign");
    }
    if (!ti_signature_is_good(certificate, credential->algorithm, message, ti_buf_slice(signature)))
        return fail(err, "the signature is not one of the certificate's key, or not of the algorithm chosen");
    return TEAMSINVITE_OK;
}

static teamsinvite_status prove_with_certificate(ti_buf *proof, const teamsinvite_credential *credential,
                                                 const ti_credential_use *use, ti_error *err)
{
    teamsinvite_status status = begin_assertion(proof, credential, use, err);
    ti_buf signature;

    ti_buf_init(&signature, credential->certificate.signature_bytes);
    if (status == TEAMSINVITE_OK)
        status = sign(&signature, credential, ti_buf_slice(proof), err);
    if (status == TEAMSINVITE_OK && !ti_client_assertion_sign(proof, ti_buf_slice(&signature)))
        status = ti_fail_no_memory(err);
    ti_buf_clear(&signature);
    return status;
}

static teamsinvite_status take_assertion(ti_buf *proof, const teamsinvite_credential *credential, char *room,
                                         ti_error *err)
{
    int32_t length = credential->give(room, TEAMSINVITE_ASSERTION_MAX, credential->user_data);
    ti_slice assertion;

    if (length <= 0 || length > TEAMSINVITE_ASSERTION_MAX)
        return fail(err, "no assertion was given: the host's function failed, or the file cannot be read");
    assertion = ti_slice_make(room, (size_t)length);
    if (!ti_client_assertion_is_jwt(assertion))
        return fail(err, "the assertion that was given is not a JWT");
    return ti_buf_add(proof, assertion) ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

static teamsinvite_status prove_with_assertion(ti_buf *proof, const teamsinvite_credential *credential,
                                               ti_error *err)
{
    char *room = ti_alloc(TEAMSINVITE_ASSERTION_MAX);
    teamsinvite_status status;

    if (room == NULL)
        return ti_fail_no_memory(err);
    status = take_assertion(proof, credential, room, err);
    ti_wipe(room, TEAMSINVITE_ASSERTION_MAX);
    ti_free(room);
    return status;
}

teamsinvite_status ti_credential_prove(const teamsinvite_credential *credential, const ti_credential_use *use,
                                       ti_buf *proof, ti_error *err)
{
    if (credential->kind == TEAMSINVITE_CREDENTIAL_SECRET)
        return ti_buf_add_text(proof, credential->secret) ? TEAMSINVITE_OK : ti_fail_no_memory(err);
    if (credential->kind == TEAMSINVITE_CREDENTIAL_ASSERTION)
        return prove_with_assertion(proof, credential, err);
    return prove_with_certificate(proof, credential, use, err);
}
