/* SPDX-License-Identifier: Apache-2.0 */
/* keys.c - the RSA keys that sign id_tokens. */
#include "sim/keys.h"

#include <stdio.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "base/alloc.h"
#include "base/base64.h"
#include "base/check.h"
#include "sim/random.h"
#include "sim/setup.h"

enum { KEY_BITS = 2048, SIGNATURE_BYTES = KEY_BITS / 8, KID_BYTES = 20 };

static void free_key(ti_sim_key *key)
{
    if (key == NULL)
        return;
    EVP_PKEY_free(key->pair);
    ti_free(key);
}

static bool make_kid(ti_sim_key *key)
{
    bool ok;
    ti_buf text;

    ti_buf_init(&text, sizeof(key->kid) - 1);
    ok = ti_sim_random_text(&text, KID_BYTES);
    (void)snprintf(key->kid, sizeof(key->kid), "%s", ti_buf_text(&text));
    ti_buf_clear(&text);
    return ok;
}

static ti_sim_key *make_key(void)
{
    ti_sim_key *key = ti_alloc(sizeof(*key));

    if (key != NULL && make_kid(key))
        key->pair = EVP_RSA_gen(KEY_BITS);
    if (key == NULL || key->pair == NULL) {
        free_key(key);
        return NULL;
    }
    return key;
}

static void drop_keys(ti_sim_keys *keys)
{
    while (keys->first != NULL) {
        ti_sim_key *key = keys->first;

        keys->first = key->next;
        free_key(key);
    }
}

bool ti_sim_keys_need(ti_sim_keys *keys)
{
    return keys->first != NULL || ti_sim_keys_roll(keys, true);
}

bool ti_sim_keys_roll(ti_sim_keys *keys, bool keep_old)
{
    ti_sim_key *key = make_key();

    if (key == NULL)
        return false;
    if (!keep_old)
        drop_keys(keys);
    key->next = keys->first;
    keys->first = key;
    return true;
}

bool ti_sim_keys_need_foreign(ti_sim_keys *keys)
{
    if (keys->foreign == NULL)
        keys->foreign = EVP_RSA_gen(KEY_BITS);
    return keys->foreign != NULL;
}

void ti_sim_keys_clear(ti_sim_keys *keys)
{
    drop_keys(keys);
    EVP_PKEY_free(keys->foreign);
    *keys = (ti_sim_keys){ 0 };
}

bool ti_sim_key_modulus(const ti_sim_key *key, ti_buf *out)
{
    unsigned char bytes[SIGNATURE_BYTES];
    BIGNUM *modulus = NULL;
    bool ok = false;

    if (EVP_PKEY_get_bn_param(key->pair, OSSL_PKEY_PARAM_RSA_N, &modulus) == 1 &&
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

/* The first of all is made here too: whoever holds a token has it from the old one. */
static teamsinvite_status roll(teamsinvite_sim *sim, bool keep_old, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "sim", sim) == TEAMSINVITE_OK) {
        ti_sim_lock(sim);
        (void)ti_sim_done_or_no_memory(&error, ti_sim_keys_need(&sim->keys) && ti_sim_keys_roll(&sim->keys, keep_old));
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_roll_keys(teamsinvite_sim *sim, teamsinvite_error **err)
{
    return roll(sim, true, err);
}

teamsinvite_status teamsinvite_sim_roll_keys_at_once(teamsinvite_sim *sim, teamsinvite_error **err)
{
    return roll(sim, false, err);
}
