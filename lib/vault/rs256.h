/* SPDX-License-Identifier: Apache-2.0 */
/* rs256.h - RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, 3.3), by OpenSSL; verifying only. */
#ifndef TI_VAULT_RS256_H
#define TI_VAULT_RS256_H

#include "base/slice.h"

typedef enum ti_rs256 {
    TI_RS256_GOOD,
    TI_RS256_BAD,   /* not a signature of this key over these bytes */
    TI_RS256_FAILED /* OpenSSL could not say */
} ti_rs256;

/* modulus and exponent big-endian; their sizes are the caller's to check. The
 * signature must be exactly as long as the modulus. */
ti_rs256 ti_rs256_verify(ti_slice modulus, ti_slice exponent, ti_slice bytes, ti_slice signature);

#endif
