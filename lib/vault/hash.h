/* SPDX-License-Identifier: Apache-2.0 */
/* hash.h - SHA-256, HMAC-SHA-256 and HKDF-SHA-256 (RFC 5869), by OpenSSL. */
#ifndef TI_VAULT_HASH_H
#define TI_VAULT_HASH_H

#include "base/slice.h"
#include "vault/algorithms.h"

enum { TI_HASH_BYTES = 32 };

bool ti_sha256(unsigned char out[TI_HASH_BYTES], ti_slice bytes);
bool ti_hmac_sha256(unsigned char out[TI_HASH_BYTES], ti_slice key, ti_slice bytes);

/* Extract and expand; out_len at most 255 * 32. */
bool ti_hkdf_sha256(const ti_algorithms *algorithms, unsigned char *out, size_t out_len, ti_slice key, ti_slice salt,
                    ti_slice info);

#endif
