/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_id_token.c - one good id_token, signed here with a real key, and all
 * the ways to break it: each must be refused, and each for its own reason.
 */
#include "proto/entra/id_token.h"

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
#include "vault/hash.h"

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

#define HEADER "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"key-1\"}"
#define CLAIMS                                                                                                        \
    "{\"aud\":\"" CLIENT "\",\"iss\":\"" ISSUER "\",\"iat\":1900000000,\"nbf\":1900000000,\"exp\":1900003900,"        \
    "\"email\":\"anna@contoso.example\",\"nonce\":\"" NONCE "\",\"oid\":\"" OID "\",\"sub\":\"sub-1\","               \
    "\"tid\":\"" TENANT "\",\"ver\":\"2.0\"}"

/* %s is the modulus. */
#define KEYS                                                                                                          \
    "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"key-1\",\"n\":\"%s\",\"e\":\"AQAB\",\"issuer\":\"" TEMPLATE \
    "\"}]}"

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

static int make_key(void **state)
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

static int free_key(void **state)
{
    (void)state;
    EVP_PKEY_free(key);
    return 0;
}

static int set_up(void **state)
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
                                     .started_ms = INT64_C(1899999990000) };
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    ti_buf_clear(&f->token);
    return 0;
}

static void add_signature(ti_buf *token, EVP_PKEY *with)
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
static void begin_token(fixture *f)
{
    ti_buf_reset(&f->token);
    assert_true(ti_base64url_encode(&f->token, ti_slice_of(f->header)));
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_true(ti_base64url_encode(&f->token, ti_slice_of(f->claims)));
}

static void sign_token(fixture *f)
{
    begin_token(f);
    add_signature(&f->token, key);
}

static teamsinvite_status verify_text(fixture *f, ti_slice token)
{
    ti_json *keys = ti_json_read(ti_slice_of(f->keys));
    teamsinvite_status status;

    memset(&f->identity, 0xff, sizeof(f->identity));
    memset(&f->err, 0, sizeof(f->err));
    status = ti_id_token_verify(&f->identity, token, keys, &f->expect, &f->err);
    ti_json_free(keys);
    return status;
}

static void assert_refused_text(fixture *f, ti_slice token, teamsinvite_status expected, const char *why,
                                const char *what)
{
    static const ti_identity nobody;
    teamsinvite_status status = verify_text(f, token);

    if (status != expected || strstr(f->err.message, why) == NULL)
        fail_msg("%s: %d \"%s\" instead of %d \"%s\"", what, status, f->err.message, expected, why);
    assert_int_equal(f->err.status, expected);
    assert_memory_equal(&f->identity, &nobody, sizeof(nobody));
    assert_null(strstr(f->err.message, "anna"));
    assert_null(strstr(f->err.message, TENANT_LOWER));
}

static void assert_refused(fixture *f, teamsinvite_status expected, const char *why)
{
    assert_refused_text(f, ti_buf_slice(&f->token), expected, why, why);
}

static void assert_good(fixture *f)
{
    sign_token(f);
    if (verify_text(f, ti_buf_slice(&f->token)) != TEAMSINVITE_OK)
        fail_msg("%s", f->err.message);
}

/* The first occurrence; it has to be there, or the case tests nothing. */
static void replace(char *text, const char *from, const char *to)
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

static void test_good_token_gives_lower_case_ids_and_nothing_else(void **state)
{
    fixture *f = *state;

    assert_good(f);
    assert_string_equal(f->identity.tid, TENANT_LOWER);
    assert_string_equal(f->identity.oid, OID_LOWER);
    assert_false(f->identity.guest);
}

/* A case of the matrix: one replacement in a good token, which is then signed as it stands. */
typedef enum where { IN_HEADER, IN_CLAIMS, IN_KEYS } where;

typedef struct broken {
    where where;
    const char *from, *to;
    const char *why;
} broken;

#define GUID_TOO_LONG TENANT "0"
#define FILL_64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const broken matrix[] = {
    /* header */
    { IN_HEADER, "\"RS256\"", "\"none\"", "alg is not RS256" },
    { IN_HEADER, "\"RS256\"", "\"HS256\"", "alg is not RS256" },
    { IN_HEADER, "\"RS256\"", "\"RS384\"", "alg is not RS256" },
    { IN_HEADER, "\"RS256\"", "\"PS256\"", "alg is not RS256" },
    { IN_HEADER, "\"RS256\"", "\"ES256\"", "alg is not RS256" },
    { IN_HEADER, "\"RS256\"", "\"rs256\"", "alg is not RS256" },
    { IN_HEADER, "\"RS256\"", "\"RS256 \"", "alg is not RS256" },
    { IN_HEADER, "\"RS256\"", "[\"RS256\"]", "alg is not RS256" },
    { IN_HEADER, "\"RS256\"", "null", "alg is not RS256" },
    { IN_HEADER, "\"alg\"", "\"ALG\"", "alg is not RS256" },
    { IN_HEADER, "\"typ\"", "\"crit\":[\"exp\"],\"typ\"", "critical extensions" },
    { IN_HEADER, "\"typ\"", "\"crit\":[],\"typ\"", "critical extensions" },
    { IN_HEADER, "\"typ\"", "\"zip\":\"DEF\",\"typ\"", "compressed, encrypted or nested" },
    { IN_HEADER, "\"typ\"", "\"enc\":\"A256GCM\",\"typ\"", "compressed, encrypted or nested" },
    { IN_HEADER, "\"typ\"", "\"cty\":\"JWT\",\"typ\"", "compressed, encrypted or nested" },
    { IN_HEADER, "\"typ\"", "\"b64\":false,\"typ\"", "compressed, encrypted or nested" },
    { IN_HEADER, "\"JWT\"", "\"at+jwt\"", "typ is not JWT" },
    { IN_HEADER, "\"JWT\"", "17", "typ is not JWT" },
    { IN_HEADER, "\"kid\":\"key-1\"", "\"x5t\":\"key-1\"", "kid is missing" },
    { IN_HEADER, "\"key-1\"", "\"\"", "kid is missing" },
    { IN_HEADER, "\"key-1\"", "[\"key-1\"]", "kid is missing" },
    { IN_HEADER, "\"key-1\"",
      "\"123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
      "123456789012345678901234567890123456789\"",
      "kid is missing" },
    { IN_HEADER, "\"key-1\"", "\"key-2\"", "kid is not in the set" },
    { IN_HEADER, "\"key-1\"", "\"Key-1\"", "kid is not in the set" },
    { IN_HEADER, "\"key-1\"", "\"../key-1\"", "kid is not in the set" },
    { IN_HEADER, "\"typ\"", "\"alg\":\"RS256\",\"typ\"", "header is not a JSON object" },
    { IN_HEADER, HEADER, "[" HEADER "]", "header is not a JSON object" },
    { IN_HEADER, "}", "} x", "header is not a JSON object" },
    /* keys */
    { IN_KEYS, "\"AQAB\"", "\"AQ\"", "e is not 65537" },
    { IN_KEYS, "\"AQAB\"", "\"Aw\"", "e is not 65537" },
    { IN_KEYS, "\"RSA\"", "\"oct\"", "kty is not RSA" },
    { IN_KEYS, "\"RSA\"", "\"EC\"", "kty is not RSA" },
    { IN_KEYS, "\"sig\"", "\"enc\"", "use is not sig" },
    { IN_KEYS, "\"use\"", "\"d\":\"AQ\",\"use\"", "private members" },
    { IN_KEYS, "\"use\"", "\"alg\":\"PS256\",\"use\"", "alg is not RS256" },
    { IN_KEYS, "\"use\"", "\"key_ops\":[\"sign\"],\"use\"", "key_ops lacks verify" },
    { IN_KEYS, "[{", "[{\"kid\":\"key-1\"},{", "twice" },
    { IN_KEYS, "\"keys\"", "\"key\"", "no keys" },
    { IN_KEYS, TEMPLATE, "https://login.microsoftonline.com/" TI_CONSUMER_TENANT "/v2.0", "its key belongs to" },
    { IN_KEYS, TEMPLATE, "https://login.microsoftonline.us/{tenantid}/v2.0", "its key belongs to" },
    { IN_KEYS, TEMPLATE, "https://login.microsoftonline.com/" TENANT_LOWER "/v2.0", "its key belongs to" },
    /* payload */
    { IN_CLAIMS, CLAIMS, "[" CLAIMS "]", "payload is not a JSON object" },
    { IN_CLAIMS, "{", "{\"ver\":\"2.0\",", "payload is not a JSON object" },
    { IN_CLAIMS, "sub-1", "sub-1\\u0000", "payload is not a JSON object" },
    { IN_CLAIMS, "sub-1", "\xff", "payload is not a JSON object" },
    { IN_CLAIMS, "{", "\xef\xbb\xbf{", "payload is not a JSON object" },
    { IN_CLAIMS, "\"2.0\"}", "\"2.0\"", "payload is not a JSON object" },
    /* ver */
    { IN_CLAIMS, "\"2.0\"", "\"1.0\"", "ver is not 2.0" },
    { IN_CLAIMS, "\"2.0\"", "2.0", "ver is not 2.0" },
    { IN_CLAIMS, ",\"ver\":\"2.0\"", "", "ver is not 2.0" },
    /* tid */
    { IN_CLAIMS, "\"tid\":\"" TENANT "\",", "", "tid is not a GUID" },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"contoso.com\"", "tid is not a GUID" },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"" GUID_TOO_LONG "\"", "tid is not a GUID" },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"{tenantid}\"", "tid is not a GUID" },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":[\"" TENANT "\"]", "tid is not a GUID" },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"TID\":\"" TENANT "\"", "tid is not a GUID" },
    /* iss */
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"" OTHER_TENANT "\"", "issuer of the metadata" },
    { IN_CLAIMS, "\"tid\":\"" TENANT "\"", "\"tid\":\"" TENANT_LOWER "\"", "issuer of the metadata" },
    { IN_CLAIMS, ISSUER, "https://login.microsoftonline.com/" OTHER_TENANT "/v2.0", "issuer of the metadata" },
    { IN_CLAIMS, ISSUER, "https://sts.windows.net/" TENANT "/", "issuer of the metadata" },
    { IN_CLAIMS, ISSUER, "https://login.microsoftonline.us/" TENANT "/v2.0", "issuer of the metadata" },
    { IN_CLAIMS, ISSUER, "https://evil1.microsoftonline.com/" TENANT "/v2.0", "issuer of the metadata" },
    { IN_CLAIMS, ISSUER, "https://login.microsoftonline.com/" TENANT "/v2.1", "issuer of the metadata" },
    { IN_CLAIMS, ISSUER, ISSUER "/", "issuer of the metadata" },
    { IN_CLAIMS, ISSUER, "x" ISSUER, "issuer of the metadata" },
    { IN_CLAIMS, ISSUER, TEMPLATE, "issuer of the metadata" },
    { IN_CLAIMS, "\"iss\"", "\"isr\"", "issuer of the metadata" },
    { IN_CLAIMS, "\"iss\":\"" ISSUER "\"", "\"iss\":[\"" ISSUER "\"]", "issuer of the metadata" },
    /* aud, azp */
    { IN_CLAIMS, "\"" CLIENT "\"", "\"22222222-2222-3333-4444-555555555555\"", "aud is not this app" },
    { IN_CLAIMS, "\"" CLIENT "\"", "\"" CLIENT "x\"", "aud is not this app" },
    { IN_CLAIMS, "\"" CLIENT "\"", "[]", "aud is not this app" },
    { IN_CLAIMS, "\"" CLIENT "\"", "[\"" CLIENT "\",\"" CLIENT "\"]", "aud is not this app" },
    { IN_CLAIMS, "\"" CLIENT "\"", "[\"" CLIENT "\",\"other\"]", "aud is not this app" },
    { IN_CLAIMS, "\"" CLIENT "\"", "[[\"" CLIENT "\"]]", "aud is not this app" },
    { IN_CLAIMS, "\"" CLIENT "\"", "[17]", "aud is not this app" },
    { IN_CLAIMS, "\"" CLIENT "\"", "{\"x\":\"" CLIENT "\"}", "aud is not this app" },
    { IN_CLAIMS, "\"aud\"", "\"aux\"", "aud is not this app" },
    { IN_CLAIMS, "\"oid\"", "\"azp\":\"22222222-2222-3333-4444-555555555555\",\"oid\"", "azp is not this app" },
    { IN_CLAIMS, "\"oid\"", "\"azp\":null,\"oid\"", "azp is not this app" },
    /* times */
    { IN_CLAIMS, "\"exp\":1900003900,", "", "exp is missing" },
    { IN_CLAIMS, "1900003900", "\"1900003900\"", "exp is missing" },
    { IN_CLAIMS, "1900003900", "0", "exp is missing" },
    { IN_CLAIMS, "1900003900", "-1", "exp is missing" },
    { IN_CLAIMS, "1900003900", "9007199254740992", "exp is missing" },
    { IN_CLAIMS, "1900003900", "1e300", "exp is missing" },
    { IN_CLAIMS, "1900003900", "true", "exp is missing" },
    { IN_CLAIMS, "1900003900", "1899999890", "has expired" },
    { IN_CLAIMS, "1900003900", "1899999889.999", "has expired" },
    { IN_CLAIMS, "1900003900", "1", "has expired" },
    { IN_CLAIMS, "\"nbf\":1900000000,", "", "nbf is missing" },
    { IN_CLAIMS, "\"nbf\":1900000000", "\"nbf\":null", "nbf is missing" },
    { IN_CLAIMS, "\"nbf\":1900000000", "\"nbf\":1900000130.001", "not valid yet" },
    { IN_CLAIMS, "\"nbf\":1900000000", "\"nbf\":1900003600", "not valid yet" },
    { IN_CLAIMS, "\"iat\":1900000000,", "", "iat is missing" },
    { IN_CLAIMS, "\"iat\":1900000000", "\"iat\":[1900000000]", "iat is missing" },
    { IN_CLAIMS, "\"iat\":1900000000", "\"iat\":1900000131", "issued in the future" },
    { IN_CLAIMS, "\"iat\":1900000000", "\"iat\":1899999869", "before this sign-in" },
    /* nonce */
    { IN_CLAIMS, "\"nonce\":\"" NONCE "\",", "", "nonce is missing" },
    { IN_CLAIMS, "\"" NONCE "\"", "\"\"", "nonce is missing" },
    { IN_CLAIMS, "\"" NONCE "\"", "17", "nonce is missing" },
    { IN_CLAIMS, NONCE, "Bm9uY2Ugb2YgdGhpcyBzaWduLWlu", "nonce is not that" },
    { IN_CLAIMS, NONCE, NONCE "x", "nonce is not that" },
    { IN_CLAIMS, NONCE, "bm9uY2Ugb2YgdGhpcyBzaWduLWl", "nonce is not that" },
    /* sub, oid */
    { IN_CLAIMS, "\"sub\":\"sub-1\",", "", "sub is missing" },
    { IN_CLAIMS, "\"sub-1\"", "\"\"", "sub is missing" },
    { IN_CLAIMS, "\"sub-1\"", "1", "sub is missing" },
    { IN_CLAIMS, "sub-1", FILL_64 FILL_64 FILL_64 FILL_64, "sub is missing" },
    { IN_CLAIMS, "\"oid\":\"" OID "\",", "", "oid is not a GUID" },
    { IN_CLAIMS, OID, "anna@contoso.example", "oid is not a GUID" },
    { IN_CLAIMS, OID, "6E1F6E1F11112222333344444444444411ab", "oid is not a GUID" },
    { IN_CLAIMS, OID, "6E1F6E1F-1111-2222-3333-44444444444g", "oid is not a GUID" },
    /* idp, acct */
    { IN_CLAIMS, "\"oid\"", "\"idp\":17,\"oid\"", "idp is not a string" },
    { IN_CLAIMS, "\"oid\"", "\"acct\":2,\"oid\"", "acct is neither" },
    { IN_CLAIMS, "\"oid\"", "\"acct\":true,\"oid\"", "acct is neither" },
};

static void break_it(fixture *f, const broken *how)
{
    switch (how->where) {
    case IN_HEADER:
        replace(f->header, how->from, how->to);
        break;
    case IN_CLAIMS:
        replace(f->claims, how->from, how->to);
        break;
    case IN_KEYS:
        replace(f->keys, how->from, how->to);
        break;
    }
}

static void test_every_broken_token_is_refused_for_its_own_reason(void **state)
{
    const size_t count = sizeof(matrix) / sizeof(matrix[0]);
    size_t i;

    for (i = 0; i < count; i++) {
        fixture *f;

        tear_down(state);
        set_up(state);
        f = *state;
        break_it(f, &matrix[i]);
        sign_token(f);
        assert_refused_text(f, ti_buf_slice(&f->token), TEAMSINVITE_E_ID_TOKEN, matrix[i].why, matrix[i].to);
    }
    assert_true(count >= 60);
    print_message("%zu broken id_tokens refused\n", count);
}

/* T4: what is not signed is not looked at. */
static void test_signature_is_checked_before_any_claim(void **state)
{
    size_t i;

    for (i = 0; i < sizeof(matrix) / sizeof(matrix[0]); i++) {
        fixture *f;

        if (matrix[i].where != IN_CLAIMS)
            continue;
        tear_down(state);
        set_up(state);
        f = *state;
        break_it(f, &matrix[i]);
        begin_token(f);
        assert_true(ti_buf_add_char(&f->token, '.'));
        assert_true(ti_buf_add(&f->token, ti_slice_first(ti_slice_of(modulus), 342)));
        assert_refused_text(f, ti_buf_slice(&f->token), TEAMSINVITE_E_ID_TOKEN, "signature does not verify",
                            matrix[i].to);
    }
}

static void test_every_changed_character_is_refused(void **state)
{
    fixture *f = *state;
    size_t i;

    sign_token(f);
    for (i = 0; i < f->token.len; i++) {
        char was = f->token.ptr[i];

        /* The other characters of base64url that are farthest away, and a dot more or less. */
        f->token.ptr[i] = was == '.' ? 'A' : (char)(was == 'A' ? 'Q' : 'A');
        assert_int_equal(verify_text(f, ti_buf_slice(&f->token)), TEAMSINVITE_E_ID_TOKEN);
        f->token.ptr[i] = was;
    }
    assert_int_equal(verify_text(f, ti_buf_slice(&f->token)), TEAMSINVITE_OK);
}

static void test_every_truncation_is_refused(void **state)
{
    fixture *f = *state;
    size_t len;

    sign_token(f);
    for (len = 0; len < f->token.len; len++)
        assert_int_equal(verify_text(f, ti_slice_first(ti_buf_slice(&f->token), len)), TEAMSINVITE_E_ID_TOKEN);
}

static void test_shape_is_three_pieces_of_strict_base64url(void **state)
{
    static const struct {
        const char *before, *after;
        const char *why;
    } cases[] = {
        { "", "=", "signature is not base64url" }, { "", "==", "signature is not base64url" },
        { "", " ", "signature is not base64url" }, { "", "\n", "signature is not base64url" },
        { "", "+", "signature is not base64url" }, { " ", "", "header is not base64url" },
        { "=", "", "header is not base64url" },    { ".", "", "three pieces" },
        { "", ".", "three pieces" },               { "", ".x", "three pieces" },
        { "e30.", "", "three pieces" },
    };
    fixture *f = *state;
    ti_buf text;
    size_t i;

    sign_token(f);
    ti_buf_init(&text, TEXT_MAX);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        ti_buf_reset(&text);
        ti_buf_add_text(&text, cases[i].before);
        ti_buf_add(&text, ti_buf_slice(&f->token));
        assert_true(ti_buf_add_text(&text, cases[i].after));
        assert_refused_text(f, ti_buf_slice(&text), TEAMSINVITE_E_ID_TOKEN, cases[i].why, cases[i].why);
    }
    ti_buf_clear(&text);
    assert_refused_text(f, TI_SLICE(""), TEAMSINVITE_E_ID_TOKEN, "three pieces", "empty");
    assert_refused_text(f, TI_SLICE(".."), TEAMSINVITE_E_ID_TOKEN, "three pieces", "dots");
    assert_refused_text(f, TI_SLICE("a.b"), TEAMSINVITE_E_ID_TOKEN, "three pieces", "two");
    assert_refused_text(f, TI_SLICE("a..c"), TEAMSINVITE_E_ID_TOKEN, "three pieces", "empty payload");
    assert_refused_text(f, TI_SLICE("a.b.c.d.e"), TEAMSINVITE_E_ID_TOKEN, "three pieces", "JWE");
    assert_refused_text(f, TI_SLICE("{\"payload\":\"e30\",\"protected\":\"e30\",\"signature\":\"AA\"}"),
                        TEAMSINVITE_E_ID_TOKEN, "three pieces", "JSON serialization");
}

/* The last character of 256 bytes holds two bits that mean nothing; they must be 0. */
static void test_unused_bits_of_base64url_must_be_zero(void **state)
{
    fixture *f = *state;
    char *last;

    sign_token(f);
    last = &f->token.ptr[f->token.len - 1];
    *last = (char)(*last + 1);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "signature is not base64url");
}

static void test_token_over_16_kib_is_refused(void **state)
{
    static char padding[13 * 1024];
    fixture *f = *state;

    memset(padding, 'x', sizeof(padding) - 1);
    replace(f->claims, "anna", padding);
    sign_token(f);
    assert_true(f->token.len > 16 * 1024);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "longer than 16 KiB");
}

static void test_large_token_under_the_limit_is_good(void **state)
{
    static char padding[10 * 1024];
    fixture *f = *state;

    memset(padding, 'x', sizeof(padding) - 1);
    replace(f->claims, "anna", padding);
    assert_good(f);
}

static void test_unsecured_token_is_refused(void **state)
{
    fixture *f = *state;

    replace(f->header, "\"RS256\"", "\"none\"");
    begin_token(f);
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "three pieces");
    assert_true(ti_buf_add_char(&f->token, 'A'));
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "alg is not RS256");
}

/* Key confusion: the public key as an HMAC secret. */
static void test_hmac_under_the_public_key_is_refused(void **state)
{
    fixture *f = *state;
    unsigned char tag[TI_HASH_BYTES];

    replace(f->header, "\"RS256\"", "\"HS256\"");
    begin_token(f);
    assert_true(ti_hmac_sha256(tag, ti_slice_of(modulus), ti_buf_slice(&f->token)));
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_true(ti_base64url_encode(&f->token, ti_slice_make(tag, sizeof(tag))));
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "alg is not RS256");
    replace(f->header, "\"HS256\"", "\"RS256\"");
    begin_token(f);
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_true(ti_base64url_encode(&f->token, ti_slice_make(tag, sizeof(tag))));
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "signature does not verify");
}

/* PKCS #1 v1.5 padding written by hand: with e = 1 it is its own signature. */
static void test_signature_made_by_hand_for_exponent_1_is_refused(void **state)
{
    static const unsigned char digest_info[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                                 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };
    fixture *f = *state;
    unsigned char signature[256];

    begin_token(f);
    memset(signature, 0xff, sizeof(signature));
    signature[0] = 0;
    signature[1] = 1;
    signature[256 - 32 - sizeof(digest_info) - 1] = 0;
    memcpy(signature + 256 - 32 - sizeof(digest_info), digest_info, sizeof(digest_info));
    assert_true(ti_sha256(signature + 256 - 32, ti_buf_slice(&f->token)));
    assert_true(ti_buf_add_char(&f->token, '.'));
    assert_true(ti_base64url_encode(&f->token, ti_slice_make(signature, sizeof(signature))));
    replace(f->keys, "\"AQAB\"", "\"AQ\"");
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "e is not 65537");
}

static void test_signature_of_another_key_is_refused(void **state)
{
    fixture *f = *state;
    EVP_PKEY *other = EVP_RSA_gen(2048);

    begin_token(f);
    add_signature(&f->token, other);
    EVP_PKEY_free(other);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "signature does not verify");
}

/* T2: a key that the token brings along is nobody's. */
static void test_keys_and_addresses_in_the_header_are_ignored(void **state)
{
    fixture *f = *state;

    replace(f->header, "\"typ\"",
            "\"jku\":\"https://evil.example/keys\",\"x5u\":\"https://evil.example/\",\"x5c\":[\"MIIC\"],"
            "\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQ\"},\"typ\"");
    assert_good(f);
}

static void test_typ_may_be_absent_and_has_no_case(void **state)
{
    fixture *f = *state;

    replace(f->header, "\"typ\":\"JWT\",", "");
    assert_good(f);
    replace(f->header, "{", "{\"typ\":\"jwt\",");
    assert_good(f);
}

static void test_skew_of_120_seconds_is_allowed_and_no_more(void **state)
{
    static const struct {
        const char *from, *to;
    } good[] = {
        { "1900003900", "1899999891" },
        { "1900003900", "1899999890.5" },
        { "\"nbf\":1900000000", "\"nbf\":1900000130" },
        { "\"iat\":1900000000", "\"iat\":1900000130" },
        { "\"iat\":1900000000", "\"iat\":1899999870" },
        { "1900003900", "1.9000039e9" },
        { "1900003900", "9007199254740991" },
    };
    size_t i;

    for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        fixture *f = *state;

        snprintf(f->claims, sizeof(f->claims), "%s", CLAIMS);
        replace(f->claims, good[i].from, good[i].to);
        assert_good(f);
    }
}

static void test_age_is_not_checked_without_a_start(void **state)
{
    fixture *f = *state;

    replace(f->claims, "\"iat\":1900000000", "\"iat\":1899990000");
    f->expect.started_ms = 0;
    assert_good(f);
}

static void test_nonce_is_not_checked_where_none_was_sent(void **state)
{
    fixture *f = *state;

    replace(f->claims, "\"nonce\":\"" NONCE "\",", "");
    f->expect.nonce = NULL;
    assert_good(f);
}

static void test_audience_may_be_an_array_of_one(void **state)
{
    fixture *f = *state;

    replace(f->claims, "\"" CLIENT "\"", "[\"" CLIENT "\"]");
    replace(f->claims, "\"oid\"", "\"azp\":\"" CLIENT "\",\"oid\"");
    assert_good(f);
}

static void test_concrete_issuer_of_metadata_and_key_must_match_exactly(void **state)
{
    fixture *f = *state;

    f->expect.issuer = TI_SLICE(ISSUER);
    replace(f->keys, TEMPLATE, ISSUER);
    assert_good(f);
    f->expect.issuer = TI_SLICE("https://login.microsoftonline.com/" OTHER_TENANT "/v2.0");
    sign_token(f);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "issuer of the metadata");
    f->expect.issuer = TI_SLICE("https://login.microsoftonline.com/{tenant}/v2.0");
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "issuer of the metadata");
    f->expect.issuer = TI_SLICE("");
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "issuer of the metadata");
}

static void test_key_without_issuer_is_good_for_all(void **state)
{
    fixture *f = *state;

    replace(f->keys, ",\"issuer\":\"" TEMPLATE "\"", "");
    assert_good(f);
}

static void test_other_tenant_alone_has_its_own_status(void **state)
{
    fixture *f = *state;

    sign_token(f);
    f->expect.tenant = OTHER_TENANT;
    assert_refused(f, TEAMSINVITE_E_WRONG_TENANT, "another tenant");
    f->expect.tenant = TENANT;
    assert_good(f);
    f->expect.tenant = NULL;
    assert_good(f);
    /* Not alone: then it is a bad token, whatever the tenant. */
    f->expect.tenant = OTHER_TENANT;
    replace(f->claims, "\"sub-1\"", "\"\"");
    sign_token(f);
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "sub is missing");
}

static void test_consumer_tenant_is_refused_even_where_any_is_welcome(void **state)
{
    fixture *f = *state;

    f->expect.tenant = NULL;
    replace(f->claims, "\"tid\":\"" TENANT "\"", "\"tid\":\"9188040D-6c67-4c5b-b112-36a304b66dad\"");
    replace(f->claims, ISSUER, "https://login.microsoftonline.com/9188040D-6c67-4c5b-b112-36a304b66dad/v2.0");
    sign_token(f);
    assert_refused(f, TEAMSINVITE_E_WRONG_ACCOUNT, "personal");
    f->expect.tenant = TI_CONSUMER_TENANT;
    assert_refused(f, TEAMSINVITE_E_WRONG_ACCOUNT, "personal");
}

static void test_guest_is_whose_idp_differs_or_whose_acct_is_1(void **state)
{
    static const struct {
        const char *claim;
        bool guest;
    } cases[] = {
        { "\"idp\":\"" ISSUER "\",", false },
        { "\"acct\":0,", false },
        { "\"acct\":\"0\",", false },
        { "\"idp\":\"https://sts.windows.net/" OTHER_TENANT "/\",", true },
        { "\"idp\":\"live.com\",", true },
        { "\"acct\":1,", true },
        { "\"acct\":\"1\",", true },
        { "\"acct\":1,\"idp\":\"" ISSUER "\",", true },
        { "\"acct\":0,\"idp\":\"live.com\",", true },
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture *f = *state;
        char with[256];

        snprintf(f->claims, sizeof(f->claims), "%s", CLAIMS);
        snprintf(with, sizeof(with), "%s\"oid\"", cases[i].claim);
        replace(f->claims, "\"oid\"", with);
        assert_good(f);
        assert_int_equal(f->identity.guest, cases[i].guest);
    }
}

static void test_keys_document_that_is_no_json_is_refused(void **state)
{
    fixture *f = *state;

    sign_token(f);
    snprintf(f->keys, sizeof(f->keys), "<html>");
    assert_refused(f, TEAMSINVITE_E_ID_TOKEN, "no keys");
}

static void test_kid_is_read_without_verifying(void **state)
{
    fixture *f = *state;
    ti_slice kid = { 0 };
    ti_arena arena;

    ti_arena_init(&arena);
    begin_token(f);
    assert_true(ti_buf_add_text(&f->token, ".AA"));
    assert_int_equal(ti_id_token_kid(ti_buf_slice(&f->token), &arena, &kid, &f->err), TEAMSINVITE_OK);
    ti_buf_clear(&f->token);
    assert_true(ti_slice_equal_text(kid, "key-1"));
    ti_arena_clear(&arena);
}

static void test_kid_is_not_read_from_a_bad_header(void **state)
{
    size_t i;

    for (i = 0; i < sizeof(matrix) / sizeof(matrix[0]); i++) {
        fixture *f;
        ti_slice kid = TI_SLICE("from before");
        ti_arena arena;

        if (matrix[i].where != IN_HEADER || strstr(matrix[i].why, "the set") != NULL)
            continue;
        tear_down(state);
        set_up(state);
        f = *state;
        break_it(f, &matrix[i]);
        sign_token(f);
        ti_arena_init(&arena);
        assert_int_equal(ti_id_token_kid(ti_buf_slice(&f->token), &arena, &kid, &f->err), TEAMSINVITE_E_ID_TOKEN);
        assert_non_null(strstr(f->err.message, matrix[i].why));
        assert_int_equal(kid.len, 0);
        ti_arena_clear(&arena);
    }
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(test_good_token_gives_lower_case_ids_and_nothing_else),
        WITH_FIXTURE(test_every_broken_token_is_refused_for_its_own_reason),
        WITH_FIXTURE(test_signature_is_checked_before_any_claim),
        WITH_FIXTURE(test_every_changed_character_is_refused),
        WITH_FIXTURE(test_every_truncation_is_refused),
        WITH_FIXTURE(test_shape_is_three_pieces_of_strict_base64url),
        WITH_FIXTURE(test_unused_bits_of_base64url_must_be_zero),
        WITH_FIXTURE(test_token_over_16_kib_is_refused),
        WITH_FIXTURE(test_large_token_under_the_limit_is_good),
        WITH_FIXTURE(test_unsecured_token_is_refused),
        WITH_FIXTURE(test_hmac_under_the_public_key_is_refused),
        WITH_FIXTURE(test_signature_made_by_hand_for_exponent_1_is_refused),
        WITH_FIXTURE(test_signature_of_another_key_is_refused),
        WITH_FIXTURE(test_keys_and_addresses_in_the_header_are_ignored),
        WITH_FIXTURE(test_typ_may_be_absent_and_has_no_case),
        WITH_FIXTURE(test_skew_of_120_seconds_is_allowed_and_no_more),
        WITH_FIXTURE(test_age_is_not_checked_without_a_start),
        WITH_FIXTURE(test_nonce_is_not_checked_where_none_was_sent),
        WITH_FIXTURE(test_audience_may_be_an_array_of_one),
        WITH_FIXTURE(test_concrete_issuer_of_metadata_and_key_must_match_exactly),
        WITH_FIXTURE(test_key_without_issuer_is_good_for_all),
        WITH_FIXTURE(test_other_tenant_alone_has_its_own_status),
        WITH_FIXTURE(test_consumer_tenant_is_refused_even_where_any_is_welcome),
        WITH_FIXTURE(test_guest_is_whose_idp_differs_or_whose_acct_is_1),
        WITH_FIXTURE(test_keys_document_that_is_no_json_is_refused),
        WITH_FIXTURE(test_kid_is_read_without_verifying),
        WITH_FIXTURE(test_kid_is_not_read_from_a_bad_header),
    };

    return cmocka_run_group_tests(tests, make_key, free_key);
}
