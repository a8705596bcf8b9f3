/* SPDX-License-Identifier: Apache-2.0 */
/* hash.c - SHA-256, HMAC-SHA-256 and HKDF-SHA-256 (RFC 5869), by OpenSSL. */
#include "vault/hash.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

bool ti_sha256(unsigned char out[TI_HASH_BYTES], ti_slice bytes)
{
    size_t len = 0;
    bool ok;

    ERR_set_mark();
    ok = EVP_Q_digest(NULL, "SHA256", NULL, bytes.ptr, bytes.len, out, &len) == 1 && len == TI_HASH_BYTES;
    ERR_pop_to_mark();
    return ok;
}

bool ti_hmac_sha256(unsigned char out[TI_HASH_BYTES], ti_slice key, ti_slice bytes)
{
    size_t len = 0;
    bool ok;

    ERR_set_mark();
    ok = EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key.ptr, key.len, (const unsigned char *)bytes.ptr, bytes.len,
                   out, TI_HASH_BYTES, &len) != NULL &&
         len == TI_HASH_BYTES;
    ERR_pop_to_mark();
    return ok;
}

/* OpenSSL takes input through the same struct as output, hence without const. */
static OSSL_PARAM octets(const char *name, ti_slice bytes)
{
    return OSSL_PARAM_construct_octet_string(name, (void *)(uintptr_t)bytes.ptr, bytes.len);
}

static bool derive(EVP_KDF *hkdf, unsigned char *out, size_t out_len, ti_slice key, ti_slice salt, ti_slice info)
{
    char digest[] = "SHA256";
    EVP_KDF_CTX *context = EVP_KDF_CTX_new(hkdf);
    OSSL_PARAM params[5];
    size_t count = 0;
    bool ok;

    params[count++] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0);
    params[count++] = octets(OSSL_KDF_PARAM_KEY, key);
    if (salt.len > 0)
        params[count++] = octets(OSSL_KDF_PARAM_SALT, salt);
    if (info.len > 0)
        params[count++] = octets(OSSL_KDF_PARAM_INFO, info);
    params[count] = OSSL_PARAM_construct_end();
    ok = context != NULL && EVP_KDF_derive(context, out, out_len, params) == 1;
    EVP_KDF_CTX_free(context);
    return ok;
}

bool ti_hkdf_sha256(const ti_algorithms *algorithms, unsigned char *out, size_t out_len, ti_slice key, ti_slice salt,
                    ti_slice info)
{
    bool ok;

    if (key.len == 0)
        return false;
    ERR_set_mark();
    ok = derive(algorithms->hkdf, out, out_len, key, salt, info);
    ERR_pop_to_mark();
    return ok;
}
