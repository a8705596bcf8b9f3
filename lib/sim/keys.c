/* SPDX-License-Identifier: Apache-2.0 */
/* keys.c - the RSA keys that sign id_tokens. */
#include "sim/keys.h"

#include <stdio.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "base/base64.h"
#include "sim/random.h"

enum { KEY_BITS = 2048, SIGNATURE_BYTES = KEY_BITS / 8, KID_BYTES = 20 };

static bool make_kid(ti_sim_keys *keys)
{
    bool ok;
    ti_buf text;

    ti_buf_init(&text, sizeof(keys->kid) - 1);
    ok = ti_sim_random_text(&text, KID_BYTES);
    (void)snprintf(keys->kid, sizeof(keys->kid), "%s", ti_buf_text(&text));
    ti_buf_clear(&text);
    return ok;
}

bool ti_sim_keys_need(ti_sim_keys *keys)
{
    if (keys->signing == NULL && make_kid(keys))
        keys->signing = EVP_RSA_gen(KEY_BITS);
    return keys->signing != NULL;
}

bool ti_sim_keys_need_foreign(ti_sim_keys *keys)
{
    if (keys->foreign == NULL)
        keys->foreign = EVP_RSA_gen(KEY_BITS);
    return keys->foreign != NULL;
}

void ti_sim_keys_clear(ti_sim_keys *keys)
{
    EVP_PKEY_free(keys->signing);
    EVP_PKEY_free(keys->foreign);
    *keys = (ti_sim_keys){ 0 };
}

bool ti_sim_keys_modulus(const ti_sim_keys *keys, ti_buf *out)
{
    unsigned char bytes[SIGNATURE_BYTES];
    BIGNUM *modulus = NULL;
    bool ok = false;

    if (EVP_PKEY_get_bn_param(keys->signing, OSSL_PKEY_PARAM_RSA_N, &modulus) == 1 &&
        BN_bn2binpad(modulus, bytes, (int)sizeof(bytes)) == (int)sizeof(bytes))
        ok = ti_base64url_encode(out, ti_slice_make(bytes, sizeof(bytes)));
    BN_free(modulus);
    return ok;
}

bool ti_sim_sign(EVP_PKEY *key, ti_slice text, ti_buf *out)
{
    unsigned char signature[SIGNATURE_BYTES];
    size_t length = sizeof(signature);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool ok = false;

    if (context != NULL && EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
        EVP_DigestSign(context, signature, &length, (const unsigned char *)text.ptr, text.len) == 1)
        ok = ti_base64url_encode(out, ti_slice_make(signature, length));
    EVP_MD_CTX_free(context);
    return ok;
}
