/* SPDX-License-Identifier: Apache-2.0 */
/* rs256.c - RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, 3.3), by OpenSSL; verifying only. */
#include "vault/rs256.h"

#include <limits.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

static const unsigned char *octets(ti_slice bytes)
{
    return (const unsigned char *)bytes.ptr;
}

static BIGNUM *number(ti_slice big_endian)
{
    return big_endian.len <= INT_MAX ? BN_bin2bn(octets(big_endian), (int)big_endian.len, NULL) : NULL;
}

/* NULL when OpenSSL does not take it as a key. */
static EVP_PKEY *load_key(ti_slice modulus, ti_slice exponent)
{
    BIGNUM *n = number(modulus);
    BIGNUM *e = number(exponent);
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    OSSL_PARAM *params = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    EVP_PKEY *key = NULL;

    if (n == NULL || e == NULL || builder == NULL || context == NULL ||
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e) != 1)
        goto out;
    params = OSSL_PARAM_BLD_to_param(builder);
    if (params == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
        key = NULL;
out:
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(builder);
    BN_free(e);
    BN_free(n);
    return key;
}

static ti_rs256 verify(EVP_PKEY *key, ti_slice bytes, ti_slice signature)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    ti_rs256 result = TI_RS256_FAILED;

    if (context != NULL && EVP_DigestVerifyInit_ex(context, NULL, "SHA256", NULL, NULL, key, NULL) == 1) {
        result = EVP_DigestVerify(context, octets(signature), signature.len, octets(bytes), bytes.len) == 1
                     ? TI_RS256_GOOD
                     : TI_RS256_BAD;
    }
    EVP_MD_CTX_free(context);
    return result;
}

ti_rs256 ti_rs256_verify(ti_slice modulus, ti_slice exponent, ti_slice bytes, ti_slice signature)
{
    ti_rs256 result = TI_RS256_FAILED;
    EVP_PKEY *key;

    if (signature.len != modulus.len || modulus.len == 0)
        return TI_RS256_BAD;
    ERR_set_mark();
    key = load_key(modulus, exponent);
    if (key != NULL)
        result = verify(key, bytes, signature);
    EVP_PKEY_free(key);
    ERR_pop_to_mark();
    return result;
}
