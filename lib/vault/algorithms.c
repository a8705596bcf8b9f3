/* SPDX-License-Identifier: Apache-2.0 */
/* algorithms.c - what OpenSSL finds by name. */
#include "vault/algorithms.h"

#include <openssl/err.h>

bool ti_algorithms_fetch(ti_algorithms *algorithms)
{
    bool there = algorithms->hkdf != NULL;

    if (there)
        return true;
    ERR_set_mark();
    algorithms->aes_256_gcm = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    algorithms->hkdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    there = algorithms->aes_256_gcm != NULL && algorithms->hkdf != NULL;
    if (!there)
        ti_algorithms_free(algorithms);
    ERR_pop_to_mark();
    return there;
}

void ti_algorithms_free(ti_algorithms *algorithms)
{
    EVP_CIPHER_free(algorithms->aes_256_gcm);
    EVP_KDF_free(algorithms->hkdf);
    *algorithms = (ti_algorithms){ 0 };
}
