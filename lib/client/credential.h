/* SPDX-License-Identifier: Apache-2.0 */
/* credential.h - a credential of the app from the inside: what it puts into one request. */
#ifndef TI_CLIENT_CREDENTIAL_H
#define TI_CLIENT_CREDENTIAL_H

#include <teamsinvite/credential.h>

#include "base/buf.h"
#include "vault/seal.h"
#include "vault/signature.h"

enum { TI_SECRET_MAX = 256 };

/* Never changes once it is made: any number of threads may use it. */
struct teamsinvite_credential {
    int32_t kind;
    int64_t expires_at_ms;
    char *secret;                     /* SECRET */
    ti_certificate certificate;       /* CERTIFICATE, SIGNER */
    ti_signature_algorithm algorithm; /* … */
    teamsinvite_sign_fn sign;         /* SIGNER */
    teamsinvite_assertion_fn give;    /* ASSERTION */
    void *user_data;
    teamsinvite_destroy_fn destroy;
};

/* The request that it is for. */
typedef struct ti_credential_use {
    const char *client_id;
    const char *token_url;
    int64_t now_ms;
    ti_random random;
} ti_credential_use;

/*
 * The secret, or a new assertion, into `proof`; runs the host's function where
 * there is one. Fails with TEAMSINVITE_E_CREDENTIAL, E_RANDOM or E_NO_MEMORY.
 */
teamsinvite_status ti_credential_prove(const teamsinvite_credential *credential, const ti_credential_use *use,
                                       ti_buf *proof, ti_error *err);

/* Whether the time that it expires at is not known, or not over. */
bool ti_credential_is_live(const teamsinvite_credential *credential, int64_t now_ms);

#endif
