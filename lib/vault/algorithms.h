/* SPDX-License-Identifier: Apache-2.0 */
/* algorithms.h - what OpenSSL finds by name for each record: looked up once. */
#ifndef TI_VAULT_ALGORITHMS_H
#define TI_VAULT_ALGORITHMS_H

#include <stdbool.h>

#include <openssl/evp.h>
#include <openssl/kdf.h>

/* Only read once they are there, so any number of threads may use them. */
typedef struct ti_algorithms {
    EVP_CIPHER *aes_256_gcm;
    EVP_KDF *hkdf;
} ti_algorithms;

/* No harm where they are there already. False: OpenSSL has none, or there is no memory. */
bool ti_algorithms_fetch(ti_algorithms *algorithms);
void ti_algorithms_free(ti_algorithms *algorithms);

#endif
