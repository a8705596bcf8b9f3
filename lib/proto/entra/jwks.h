/* SPDX-License-Identifier: Apache-2.0 */
/* jwks.h - the keys document, and the one key that a token names (RFC 7517). */
#ifndef TI_PROTO_ENTRA_JWKS_H
#define TI_PROTO_ENTRA_JWKS_H

#include "base/error.h"
#include "base/json.h"

typedef struct ti_jwk {
    ti_slice kid;
    ti_slice issuer;   /* empty where the entry has none */
    ti_buf modulus;    /* big-endian bytes */
    ti_buf exponent;
    bool unknown;      /* on failure: no entry has this kid, so newer keys may */
} ti_jwk;

/* Find the RSA signing key with this kid: rule T8 (kty, use, alg, key_ops, e =
 * 65537, 2048 to 4096 bits and odd, no private member, not twice in the set,
 * at most 100 keys). Fails with TEAMSINVITE_E_ID_TOKEN, each reason with its
 * own text. Clear with ti_jwk_clear() in every case. */
teamsinvite_status ti_jwks_find(ti_jwk *key, const ti_json *document, ti_slice kid, ti_error *err);

void ti_jwk_clear(ti_jwk *key);

#endif
