/* SPDX-License-Identifier: Apache-2.0 */
/* public_key.c - somebody else's RSA key, as PEM or as JWK. */
#include "sim/public_key.h"

#include <string.h>

#include <cjson/cJSON.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include "base/base64.h"

enum { NUMBER_MAX = 1024 };

static EVP_PKEY *read_pem(const char *text)
{
    BIO *bio = BIO_new_mem_buf(text, (int)strlen(text));
    EVP_PKEY *key = bio == NULL ? NULL : PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL);

    BIO_free(bio);
    return key;
}

static BIGNUM *read_number(const cJSON *jwk, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(jwk, name));
    BIGNUM *number = NULL;
    ti_buf bytes;

    ti_buf_init(&bytes, NUMBER_MAX);
    if (text != NULL && ti_base64url_decode(&bytes, ti_slice_of(text)) && bytes.len > 0)
        number = BN_bin2bn((const unsigned char *)bytes.ptr, (int)bytes.len, NULL);
    ti_buf_clear(&bytes);
    return number;
}

static EVP_PKEY *make_key(OSSL_PARAM *parameters)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
    EVP_PKEY *key = NULL;

    if (context == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    return key;
}

static EVP_PKEY *read_jwk(const char *text)
{
    cJSON *jwk = cJSON_Parse(text);
    BIGNUM *n = read_number(jwk, "n");
    BIGNUM *e = read_number(jwk, "e");
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    OSSL_PARAM *parameters = NULL;
    EVP_PKEY *key = NULL;

    if (n != NULL && e != NULL && build != NULL && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e) == 1)
        parameters = OSSL_PARAM_BLD_to_param(build);
    if (parameters != NULL)
        key = make_key(parameters);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(build);
    BN_free(n);
    BN_free(e);
    cJSON_Delete(jwk);
    return key;
}

EVP_PKEY *ti_sim_public_key_read(const char *text)
{
    EVP_PKEY *key = text[0] == '{' ? read_jwk(text) : read_pem(text);

    if (key != NULL && EVP_PKEY_is_a(key, "RSA") != 1) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    return key;
}
