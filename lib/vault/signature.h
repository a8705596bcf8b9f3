/* SPDX-License-Identifier: Apache-2.0 */
/* signature.h - PS256 and RS256 (RFC 7518, 3.3 and 3.5) with the key of a certificate, by OpenSSL. */
#ifndef TI_VAULT_SIGNATURE_H
#define TI_VAULT_SIGNATURE_H

#include "base/buf.h"
#include "vault/certificate.h"

typedef enum ti_signature_algorithm {
    TI_SIGNATURE_PS256, /* RSASSA-PSS: SHA-256, MGF1 with SHA-256, salt of 32 bytes */
    TI_SIGNATURE_RS256  /* RSASSA-PKCS1-v1_5 with SHA-256 */
} ti_signature_algorithm;

/* Append the signature over the message; false when OpenSSL fails, or without a private key. */
bool ti_signature_make(ti_buf *buf, const ti_certificate *certificate, ti_signature_algorithm algorithm,
                       ti_slice message);

/* Whether it is one of the certificate's key over the message, in exactly this form. */
bool ti_signature_is_good(const ti_certificate *certificate, ti_signature_algorithm algorithm, ti_slice message,
                          ti_slice signature);

#endif
