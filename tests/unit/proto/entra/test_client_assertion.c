/* SPDX-License-Identifier: Apache-2.0 */
/* test_client_assertion.c - header, claims and form of a client assertion. */
#include "proto/entra/client_assertion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/base64.h"
#include "base/json.h"
#include "proto/entra/token_request.h"

#define CLIENT "11111111-2222-4333-8444-555555555555"
#define TENANT "72f988bf-86f1-41af-91ab-2d7cd011db47"
#define URL "https://login.microsoftonline.com/" TENANT "/oauth2/v2.0/token"

static const unsigned char sha1[20] = {
    0x84, 0xE0, 0x5C, 0x1D, 0x98, 0xBC, 0xE3, 0xA5, 0x42, 0x1D,
    0x22, 0x5B, 0x14, 0x0B, 0x36, 0xE8, 0x6A, 0x3D, 0x55, 0x34,
};
static const unsigned char sha256[32] = { 0xff, 0xfe, 0xfd };

static ti_client_assertion sample(bool rs256)
{
    ti_client_assertion assertion = {
        .rs256 = rs256,
        .thumbprint = rs256 ? ti_slice_make(sha1, sizeof(sha1)) : ti_slice_make(sha256, sizeof(sha256)),
        .client_id = CLIENT,
        .token_url = URL,
        .now_ms = INT64_C(1893456000999),
    };

    memset(assertion.random, 0xff, sizeof(assertion.random));
    return assertion;
}

/* The part of this number, decoded. */
static void decode(ti_buf *out, const ti_buf *jwt, size_t number)
{
    ti_slice rest = ti_buf_slice(jwt);
    ti_slice part = { NULL, 0 };
    size_t i;

    for (i = 0; i <= number; i++)
        assert_true(ti_slice_next(&rest, '.', &part));
    ti_buf_init(out, 4096);
    assert_true(ti_base64url_decode(out, part));
}

static void assert_part(const ti_client_assertion *assertion, size_t number, const char *expected)
{
    ti_buf jwt;
    ti_buf json;

    ti_buf_init(&jwt, 8192);
    assert_true(ti_client_assertion_write(&jwt, assertion));
    decode(&json, &jwt, number);
    assert_string_equal(ti_buf_text(&json), expected);
    ti_buf_clear(&json);
    ti_buf_clear(&jwt);
}

static void test_header_of_ps256_names_the_certificate_by_sha_256(void **state)
{
    ti_client_assertion assertion = sample(false);

    (void)state;
    assert_part(&assertion, 0,
                "{\"alg\":\"PS256\",\"typ\":\"JWT\",\"x5t#S256\":\"__79AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}");
}

/* The digest itself, not its hex text: the published vector. */
static void test_header_of_rs256_names_the_certificate_by_sha_1(void **state)
{
    ti_client_assertion assertion = sample(true);

    (void)state;
    assert_part(&assertion, 0, "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"x5t\":\"hOBcHZi846VCHSJbFAs26Go9VTQ\"}");
}

static void test_claims_are_those_of_this_request(void **state)
{
    ti_client_assertion assertion = sample(false);

    (void)state;
    assert_part(&assertion, 1,
                "{\"aud\":\"" URL "\",\"iss\":\"" CLIENT "\",\"sub\":\"" CLIENT
                "\",\"jti\":\"ffffffff-ffff-4fff-bfff-ffffffffffff\",\"nbf\":1893456000,\"iat\":1893456000,"
                "\"exp\":1893456600}");
}

/* One string, not a list of one (RFC 7523 would allow it, an attacker likes it). */
static void test_audience_is_the_url_that_it_is_posted_to(void **state)
{
    ti_client_assertion assertion = sample(false);
    ti_slice audience;
    ti_json *claims;
    ti_buf text;
    ti_buf jwt;
    ti_buf url;

    (void)state;
    ti_buf_init(&url, 512);
    assert_true(ti_token_url(&url, ti_cloud_find("gcc-high"), "a tenant/" TENANT));
    assertion.token_url = ti_buf_text(&url);
    ti_buf_init(&jwt, 8192);
    assert_true(ti_client_assertion_write(&jwt, &assertion));
    decode(&text, &jwt, 1);
    claims = ti_json_read(ti_buf_slice(&text));
    assert_non_null(claims);
    assert_int_equal(ti_json_string(claims, "aud", 1, 500, &audience), TI_JSON_FOUND);
    assert_true(ti_slice_equal(audience, ti_buf_slice(&url)));
    ti_json_free(claims);
    ti_buf_clear(&text);
    ti_buf_clear(&jwt);
    ti_buf_clear(&url);
}

/* Every bit of the random bytes but the six that make a UUID what it is. */
static void test_each_random_byte_makes_another_id(void **state)
{
    ti_client_assertion assertion = sample(false);
    size_t i;

    (void)state;
    for (i = 0; i < TI_ASSERTION_RANDOM_BYTES; i++) {
        ti_client_assertion changed = assertion;
        ti_buf first;
        ti_buf second;

        changed.random[i] ^= 1;
        ti_buf_init(&first, 8192);
        ti_buf_init(&second, 8192);
        assert_true(ti_client_assertion_write(&first, &assertion));
        assert_true(ti_client_assertion_write(&second, &changed));
        assert_int_equal(first.len, second.len);
        assert_false(ti_slice_equal(ti_buf_slice(&first), ti_buf_slice(&second)));
        ti_buf_clear(&first);
        ti_buf_clear(&second);
    }
}

static void test_signature_makes_it_a_jwt(void **state)
{
    ti_client_assertion assertion = sample(false);
    ti_buf jwt;

    (void)state;
    ti_buf_init(&jwt, 8192);
    assert_true(ti_client_assertion_write(&jwt, &assertion));
    assert_false(ti_client_assertion_is_jwt(ti_buf_slice(&jwt)));
    assert_true(ti_client_assertion_sign(&jwt, TI_SLICE("\xfb\xff\xfe")));
    assert_true(ti_client_assertion_is_jwt(ti_buf_slice(&jwt)));
    assert_string_equal(ti_buf_text(&jwt) + jwt.len - 5, ".-__-");
    ti_buf_clear(&jwt);
}

static void test_assertion_that_does_not_fit_fails(void **state)
{
    ti_client_assertion assertion = sample(false);
    ti_buf whole;
    size_t max;

    (void)state;
    ti_buf_init(&whole, 8192);
    assert_true(ti_client_assertion_write(&whole, &assertion));
    for (max = 0; max < whole.len; max++) {
        ti_buf buf;

        ti_buf_init(&buf, max);
        assert_false(ti_client_assertion_write(&buf, &assertion));
        assert_true(buf.failed);
        ti_buf_clear(&buf);
    }
    ti_buf_clear(&whole);
}

static void test_url_of_absurd_length_fails(void **state)
{
    static char url[8000];
    ti_client_assertion assertion = sample(false);
    ti_buf jwt;

    (void)state;
    memset(url, 'u', sizeof(url) - 1);
    assertion.token_url = url;
    ti_buf_init(&jwt, 64 * 1024);
    assert_false(ti_client_assertion_write(&jwt, &assertion));
    assert_true(jwt.failed);
    ti_buf_clear(&jwt);
}

/* RFC 7515, A.1 to A.3: the compact forms of the examples. */
static void test_examples_of_rfc_7515_are_jwts(void **state)
{
    static const char *const jwts[] = {
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "eyJhbGciOiJFUzI1NiJ9"
        ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        "ab.ab.ab",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(jwts) / sizeof(jwts[0]); i++)
        assert_true(ti_client_assertion_is_jwt(ti_slice_of(jwts[i])));
}

static void test_what_is_no_jwt(void **state)
{
    static const char *const texts[] = {
        "", ".", "..", "...", "ab", "ab.ab", "ab.ab.", ".ab.ab", "ab..ab", "ab.ab.ab.ab", "ab.ab.ab.", "ab.ab.ab\n",
        " ab.ab.ab", "ab.ab.a+", "ab.ab.a/", "ab.ab.ab==", "ab.ab.a", "ab.ab.a\xc3\xa4", "{\"a\":1}",
        "ab.ab.ab.ab.ab", /* encrypted: JWE */
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (ti_client_assertion_is_jwt(ti_slice_of(texts[i])))
            fail_msg("taken: '%s'", texts[i]);
    assert_false(ti_client_assertion_is_jwt(ti_slice_make(NULL, 0)));
    assert_false(ti_client_assertion_is_jwt(ti_slice_make("ab.ab.ab\0", 9)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header_of_ps256_names_the_certificate_by_sha_256),
        cmocka_unit_test(test_header_of_rs256_names_the_certificate_by_sha_1),
        cmocka_unit_test(test_claims_are_those_of_this_request),
        cmocka_unit_test(test_audience_is_the_url_that_it_is_posted_to),
        cmocka_unit_test(test_each_random_byte_makes_another_id),
        cmocka_unit_test(test_signature_makes_it_a_jwt),
        cmocka_unit_test(test_assertion_that_does_not_fit_fails),
        cmocka_unit_test(test_url_of_absurd_length_fails),
        cmocka_unit_test(test_examples_of_rfc_7515_are_jwts),
        cmocka_unit_test(test_what_is_no_jwt),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
