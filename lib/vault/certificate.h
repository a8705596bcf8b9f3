/* SPDX-License-Identifier: Apache-2.0 */
/* certificate.h - an X.509 certificate with an RSA key, as the app registers one with Entra; by OpenSSL. */
#ifndef TI_VAULT_CERTIFICATE_H
#define TI_VAULT_CERTIFICATE_H

#include <openssl/types.h>

#include "base/error.h"
#include "vault/hash.h"

enum { TI_SHA1_BYTES = 20 };

typedef struct ti_certificate {
    EVP_PKEY *private_key; /* NULL where somebody else signs */
    EVP_PKEY *public_key;
    size_t signature_bytes;              /* of each signature of this key */
    unsigned char sha256[TI_HASH_BYTES]; /* thumbprints: digests of the DER form */
    unsigned char sha1[TI_SHA1_BYTES];   /* … for "x5t", which is defined so; nothing rests on it */
    int64_t not_after_ms;
} ti_certificate;

/*
 * From PEM: a private key without a passphrase (PKCS#8 or PKCS#1) and the
 * certificate that is its own, in any order, among others or not; or, where
 * with_key is false, the first certificate. The key is RSA of 2,048 to 8,192
 * bits, and now_ms is not beyond the certificate's time. Fails with
 * TEAMSINVITE_E_INVALID, naming `parameter`; then there is nothing to clear.
 */
teamsinvite_status ti_certificate_load(ti_certificate *certificate, const char *parameter, ti_slice pem,
                                       bool with_key, int64_t now_ms, ti_error *err);

/* Wipes the key. Also for one of zeros. */
void ti_certificate_clear(ti_certificate *certificate);

#endif
