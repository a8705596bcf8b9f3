/* SPDX-License-Identifier: Apache-2.0 */
/* algorithms.c - what OpenSSL finds by name. */
#include "vault/algorithms.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/params.h>

static EVP_MAC_CTX *make_hmac(void)
{
    char digest[] = "SHA256";
    OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                            OSSL_PARAM_construct_end() };
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = mac == NULL ? NULL : EVP_MAC_CTX_new(mac);

    EVP_MAC_free(mac);
    if (context == NULL || EVP_MAC_CTX_set_params(context, params) == 1)
        return context;
    EVP_MAC_CTX_free(context);
    return NULL;
}

bool ti_algorithms_fetch(ti_algorithms *algorithms)
{
    if (algorithms->hmac_sha256 != NULL)
        return true;
    ERR_set_mark();
    algorithms->aes_256_gcm = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    algorithms->hmac_sha256 = algorithms->aes_256_gcm == NULL ? NULL : make_hmac();
    if (algorithms->hmac_sha256 == NULL)
        ti_algorithms_free(algorithms);
    ERR_pop_to_mark();
    return algorithms->hmac_sha256 != NULL;
}

void ti_algorithms_free(ti_algorithms *algorithms)
{
    EVP_CIPHER_free(algorithms->aes_256_gcm);
    EVP_MAC_CTX_free(algorithms->hmac_sha256);
    *algorithms = (ti_algorithms){ 0 };
}
