/* SPDX-License-Identifier: Apache-2.0 */
/* sample_id_token.h - a good id_token, signed here with a real key, for the tests that bend it. */
#ifndef TI_TESTS_SAMPLE_ID_TOKEN_H
#define TI_TESTS_SAMPLE_ID_TOKEN_H

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/base64.h"
#include "proto/entra/id_token.h"

#include <cmocka.h>

#define TENANT "72F988bf-86f1-41af-91ab-2d7cd011db47"
#define TENANT_LOWER "72f988bf-86f1-41af-91ab-2d7cd011db47"
#define OTHER_TENANT "00000000-86f1-41af-91ab-2d7cd011db47"
#define OID "6E1F6E1F-1111-2222-3333-444444444444"
#define OID_LOWER "6e1f6e1f-1111-2222-3333-444444444444"
#define CLIENT "11111111-2222-3333-4444-555555555555"
#define TEMPLATE "https://login.microsoftonline.com/{tenantid}/v2.0"
#define ISSUER "https://login.microsoftonline.com/" TENANT "/v2.0"
#define NONCE "bm9uY2Ugb2YgdGhpcyBzaWduLWlu"

#define ACCESS_TOKEN "opaque-access-token"
#define AT_HASH "ziBUtZEpY5JqE5mEv5FPew" /* left half of its SHA-256 */
#define AT_HASH_WHOLE "ziBUtZEpY5JqE5mEv5FPe8jxfREaojHC2Eo9VfATgy4"

#define HEADER "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"key-1\"}"
#define CLAIMS                                                                                                        \
    "{\"aud\":\"" CLIENT "\",\"iss\":\"" ISSUER "\",\"iat\":1900000000,\"nbf\":1900000000,\"exp\":1900003900,"        \
    "\"email\":\"anna@contoso.example\",\"nonce\":\"" NONCE "\",\"oid\":\"" OID "\",\"sub\":\"sub-1\","               \
    "\"tid\":\"" TENANT "\",\"ver\":\"2.0\"}"

/* %s is the modulus. */
#define KEYS                                                                                                          \
    "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"key-1\",\"n\":\"%s\",\"e\":\"AQAB\",\"issuer\":\"" TEMPLATE \
    "\"}]}"

/* The reasons, as whole messages. */
#define TOKEN(text) "the id_token: " text
#define KEY(text) "the key of the id_token: " text
#define PIECES TOKEN("it has not three pieces")
#define NO_SUCH_KEY KEY("its kid is not in the set")
#define SIGNATURE TOKEN("its signature does not verify")
#define FOREIGN_ISSUER TOKEN("iss is not the issuer of the metadata")
#define FOREIGN_KEY TOKEN("iss is not the issuer that its key belongs to")
#define OTHER_TOKEN TOKEN("at_hash is not that of the access token")
#define NO_GUIDS TOKEN("wids holds something else than GUIDs")
#define WRONG_TENANT "the account belongs to another tenant than the company"
#define PERSONAL "a personal Microsoft account has no online meetings"

enum { TEXT_MAX = 32 * 1024 };

static EVP_PKEY *key;
static char modulus[1024];

/* What a test begins with, to be bent as it likes. */
typedef struct fixture {
    char header[TEXT_MAX];
    char claims[TEXT_MAX];
    char keys[TEXT_MAX];
    ti_buf token;
    ti_id_token_expect expect;
    ti_identity identity;
    ti_error err;
} fixture;

static inline int make_key(void **state)
{
    unsigned char bytes[512];
    BIGNUM *n = NULL;
    ti_buf text;

    (void)state;
    key = EVP_RSA_gen(2048);
    if (key == NULL || EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &n) != 1)
        return 1;
    ti_buf_init(&text, sizeof(modulus));
    ti_base64url_encode(&text, ti_slice_make(bytes, (size_t)BN_bn2bin(n, bytes)));
    snprintf(modulus, sizeof(modulus), "%s", ti_buf_text(&text));
    ti_buf_clear(&text);
    BN_free(n);
    return 0;
}

static inline int free_key(void **state)
{
    (void)state;
    EVP_PKEY_free(key);
    return 0;
}

static inline int set_up(void **state)
{
    static fixture f;

    memset(&f, 0, sizeof(f));
    snprintf(f.header, sizeof(f.header), "%s", HEADER);
    snprintf(f.claims, sizeof(f.claims), "%s", CLAIMS);
    snprintf(f.keys, sizeof(f.keys), KEYS, modulus);
    ti_buf_init(&f.token, 2 * TEXT_MAX);
    f.expect = (ti_id_token_expect){ .issuer = TI_SLICE(TEMPLATE),
                                     .client_id = CLIENT,
                                     .nonce = NONCE,
                                     .tenant = TENANT_LOWER,
                                     .now_ms = INT64_C(1900000010000),
                                     .started_ms = INT64_C(1899999990000),
                                     .access_token = ACCESS_TOKEN };
    *state = &f;
    return 0;
}

static inline int tear_down(void **state)
{
    fixture *f = *state;

    ti_buf_clear(&f->token);
    return 0;
}

static inline void add_signature(ti_buf *token, EVP_PKEY *with)
{
    unsigned char signature[512];
    size_t len = sizeof(signature);
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    assert_int_equal(EVP_DigestSignInit_ex(context, NULL, "SHA256", NULL, NULL, with, NULL), 1);
    assert_int_equal(EVP_DigestSign(context, signature, &len, (const unsigned char *)token->ptr, token->len), 1);
    EVP_MD_CTX_free(context);
    assert_true(ti_buf_add_char(token, '.'));
    assert_true(ti_base64url_encode(token, ti_slice_make(signature, len)));
}

/* Header and claims as they are in the fixture, unsigned. */
static inline void begin_token(fixture *f)
{
    ti_buf_reset(&f->token);
    assert_true(ti_base64url_encode(&f->token, ti_slice_of(f->header)));
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_true(ti_base64url_encode(&f->token, ti_slice_of(f->claims)));
}

static inline void sign_token(fixture *f)
{
    begin_token(f);
    add_signature(&f->token, key);
}

static inline teamsinvite_status verify_text(fixture *f, ti_slice token)
{
    ti_json *keys = ti_json_read(ti_slice_of(f->keys));
    teamsinvite_status status;

    memset(&f->identity, 0xff, sizeof(f->identity));
    memset(&f->err, 0, sizeof(f->err));
    status = ti_id_token_verify(&f->identity, token, keys, &f->expect, &f->err);
    ti_json_free(keys);
    return status;
}

/* For this very reason: the whole message is compared. */
static inline void assert_refused_text(fixture *f, ti_slice token, teamsinvite_status expected, const char *why,
                                       const char *what)
{
    ti_identity nobody;
    teamsinvite_status status = verify_text(f, token);

    memset(&nobody, 0, sizeof(nobody));
    nobody.key_unknown = strcmp(why, NO_SUCH_KEY) == 0;
    if (status != expected || strcmp(f->err.message, why) != 0)
        fail_msg("%s: %d \"%s\" instead of %d \"%s\"", what, status, f->err.message, expected, why);
    assert_int_equal(f->err.status, expected);
    assert_memory_equal(&f->identity, &nobody, sizeof(nobody));
}

static inline void assert_refused(fixture *f, teamsinvite_status expected, const char *why)
{
    assert_refused_text(f, ti_buf_slice(&f->token), expected, why, why);
}

static inline void assert_good(fixture *f)
{
    sign_token(f);
    if (verify_text(f, ti_buf_slice(&f->token)) != TEAMSINVITE_OK)
        fail_msg("%s", f->err.message);
}

/* The first occurrence; it has to be there, or the case tests nothing. */
static inline void replace(char *text, const char *from, const char *to)
{
    char *at = strstr(text, from);
    size_t tail;

    if (at == NULL) {
        fail_msg("\"%s\" is not in the text", from);
        return;
    }
    tail = strlen(at + strlen(from)) + 1;
    assert_true(strlen(text) + strlen(to) < TEXT_MAX);
    memmove(at + strlen(to), at + strlen(from), tail);
    memcpy(at, to, strlen(to));
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
