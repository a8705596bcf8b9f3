/* SPDX-License-Identifier: Apache-2.0 */
/* jwt.c - a signed JWT that somebody else made. */
#include "sim/jwt.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "base/base64.h"

enum { PART_MAX = 16 * 1024, SALT_BYTES = 32 };

#define TIME_MAX 1e12

static cJSON *read_object(ti_slice part)
{
    cJSON *json = NULL;
    ti_buf text;

    ti_buf_init(&text, PART_MAX);
    if (ti_base64url_decode(&text, part))
        json = cJSON_Parse(ti_buf_text(&text));
    ti_buf_clear(&text);
    if (!cJSON_IsObject(json)) {
        cJSON_Delete(json);
        json = NULL;
    }
    return json;
}

bool ti_sim_jwt_read(ti_sim_jwt *jwt, const char *text)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice header;
    ti_slice claims;

    *jwt = (ti_sim_jwt){ 0 };
    ti_buf_init(&jwt->signature, PART_MAX);
    if (!ti_slice_next(&rest, '.', &header) || !ti_slice_next(&rest, '.', &claims))
        return false;
    jwt->text = ti_slice_first(ti_slice_of(text), header.len + 1 + claims.len);
    jwt->header = read_object(header);
    jwt->claims = read_object(claims);
    return jwt->header != NULL && jwt->claims != NULL && ti_base64url_decode(&jwt->signature, rest);
}

void ti_sim_jwt_clear(ti_sim_jwt *jwt)
{
    cJSON_Delete(jwt->header);
    cJSON_Delete(jwt->claims);
    ti_buf_clear(&jwt->signature);
}

const char *ti_sim_jwt_text(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

int64_t ti_sim_jwt_time(const cJSON *object, const char *name)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, name);

    if (!cJSON_IsNumber(value) || !(value->valuedouble >= 0 && value->valuedouble <= TIME_MAX))
        return -1;
    return (int64_t)value->valuedouble;
}

static bool set_padding(EVP_PKEY_CTX *context, bool pss)
{
    if (!pss)
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, SALT_BYTES) == 1;
}

bool ti_sim_jwt_is_signed_by(const ti_sim_jwt *jwt, EVP_PKEY *key, bool pss)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *key_context = NULL; /* part of context */
    bool good = false;

    if (context != NULL && EVP_DigestVerifyInit(context, &key_context, EVP_sha256(), NULL, key) == 1 &&
        set_padding(key_context, pss))
        good = EVP_DigestVerify(context, (const unsigned char *)jwt->signature.ptr, jwt->signature.len,
                                (const unsigned char *)jwt->text.ptr, jwt->text.len) == 1;
    EVP_MD_CTX_free(context);
    return good;
}
