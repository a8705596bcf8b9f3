/* SPDX-License-Identifier: Apache-2.0 */
/* test_jwks.c - the key that a token names: the examples of RFC 7517, and what is refused. */
#include "proto/entra/jwks.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/base64.h"

#include <cmocka.h>

/* RFC 7517, A.1: the modulus of the RSA key. */
#define N                                                                                                             \
    "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3"    \
    "oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdA"    \
    "ZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-"    \
    "kEgU8awapJzKnqDKgw"

/* RFC 7517, A.1: two public keys. */
static const char rfc_7517_a_1[] =
    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
    "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\",\"use\":\"enc\",\"kid\":\"1\"},"
    "{\"kty\":\"RSA\",\"n\":\"" N "\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}]}";

/* RFC 7517, A.2: the same two with a private member each. */
static const char rfc_7517_a_2[] =
    "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
    "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\",\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\","
    "\"use\":\"enc\",\"kid\":\"1\"},"
    "{\"kty\":\"RSA\",\"n\":\"" N "\",\"e\":\"AQAB\",\"d\":\"X4cTteJY_gn4FYPsXB8rdXix5vwsg1FLN5E3EaG6RJoVH\","
    "\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}]}";

/* RFC 7517, A.3: two symmetric keys; the first has no kid there. */
static const char rfc_7517_a_3[] =
    "{\"keys\":[{\"kty\":\"oct\",\"alg\":\"A128KW\",\"k\":\"GawgguFyGrWKav7AX4VKUg\",\"kid\":\"wrap\"},"
    "{\"kty\":\"oct\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9"
    "CAow\",\"kid\":\"HMAC key used in JWS spec, Appendix A.1 example\"}]}";

static teamsinvite_status find(const char *document, const char *kid, ti_error *err)
{
    ti_json *json = ti_json_read(ti_slice_of(document));
    teamsinvite_status status;
    ti_jwk key;

    status = ti_jwks_find(&key, json, ti_slice_of(kid), err);
    assert_int_equal(key.unknown, strstr(err->message, "not in the set") != NULL);
    ti_jwk_clear(&key);
    ti_json_free(json);
    return status;
}

static void assert_refused(const char *document, const char *kid, const char *why)
{
    ti_error err = { 0 };

    assert_int_equal(find(document, kid, &err), TEAMSINVITE_E_ID_TOKEN);
    if (strstr(err.message, why) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.message, why);
}

/* One RSA key "k" with these members besides kty and kid. */
static void with_members(char *text, size_t size, const char *members)
{
    assert_true(snprintf(text, size, "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",%s}]}", members) < (int)size);
}

static void assert_members_refused(const char *members, const char *why)
{
    char text[4096];

    with_members(text, sizeof(text), members);
    assert_refused(text, "k", why);
}

static void assert_members_found(const char *members)
{
    char text[4096];
    ti_error err = { 0 };

    with_members(text, sizeof(text), members);
    assert_int_equal(find(text, "k", &err), TEAMSINVITE_OK);
}

static void test_rsa_key_of_rfc_7517_a_1_is_found(void **state)
{
    ti_json *json = ti_json_read(ti_slice_of(rfc_7517_a_1));
    ti_error err = { 0 };
    ti_buf n;
    ti_jwk key;

    (void)state;
    ti_buf_init(&n, 512);
    assert_true(ti_base64url_decode(&n, TI_SLICE(N)));
    assert_int_equal(ti_jwks_find(&key, json, TI_SLICE("2011-04-29"), &err), TEAMSINVITE_OK);
    assert_true(ti_slice_equal_text(key.kid, "2011-04-29"));
    assert_int_equal(key.issuer.len, 0);
    assert_true(ti_slice_equal(ti_buf_slice(&key.modulus), ti_buf_slice(&n)));
    assert_true(ti_slice_equal(ti_buf_slice(&key.exponent), TI_SLICE("\x01\x00\x01")));
    ti_jwk_clear(&key);
    ti_buf_clear(&n);
    ti_json_free(json);
}

static void test_ec_private_and_symmetric_keys_of_rfc_7517_are_refused(void **state)
{
    (void)state;
    assert_refused(rfc_7517_a_1, "1", "kty is not RSA");
    assert_refused(rfc_7517_a_2, "1", "kty is not RSA");
    assert_refused(rfc_7517_a_2, "2011-04-29", "private members");
    assert_refused(rfc_7517_a_3, "wrap", "kty is not RSA");
    assert_refused(rfc_7517_a_3, "HMAC key used in JWS spec, Appendix A.1 example", "kty is not RSA");
}

static void test_each_private_member_is_refused(void **state)
{
    static const char *const names[] = { "d", "p", "q", "dp", "dq", "qi", "oth", "k" };
    char members[1024];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        snprintf(members, sizeof(members), "\"n\":\"" N "\",\"e\":\"AQAB\",\"%s\":\"AQ\"", names[i]);
        assert_members_refused(members, "private members");
    }
}

static void test_entry_of_entra_is_taken_with_its_issuer(void **state)
{
    ti_json *json = ti_json_read(TI_SLICE(
        "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"k\",\"x5t\":\"k\",\"n\":\"" N "\",\"e\":\"AQAB\","
        "\"x5c\":[\"MIIC\"],\"key_ops\":[\"sign\",\"verify\"],"
        "\"issuer\":\"https://login.microsoftonline.com/{tenantid}/v2.0\",\"cloud_instance_name\":\"x\"}]}"));
    ti_error err = { 0 };
    ti_jwk key;

    (void)state;
    assert_int_equal(ti_jwks_find(&key, json, TI_SLICE("k"), &err), TEAMSINVITE_OK);
    assert_true(ti_slice_equal_text(key.issuer, "https://login.microsoftonline.com/{tenantid}/v2.0"));
    ti_jwk_clear(&key);
    ti_json_free(json);
}

static void test_purpose_must_be_signing_where_it_is_given(void **state)
{
    (void)state;
    assert_members_found("\"n\":\"" N "\",\"e\":\"AQAB\"");
    assert_members_found("\"n\":\"" N "\",\"e\":\"AQAB\",\"use\":\"sig\",\"alg\":\"RS256\",\"key_ops\":[\"verify\"]");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"use\":\"enc\"", "use is not sig");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"use\":\"\"", "use is not sig");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"use\":[\"sig\"]", "use is not sig");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"use\":null", "use is not sig");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"alg\":\"PS256\"", "alg is not RS256");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"alg\":\"HS256\"", "alg is not RS256");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"alg\":\"none\"", "alg is not RS256");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"key_ops\":[\"sign\"]", "key_ops lacks verify");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"key_ops\":[]", "key_ops lacks verify");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"key_ops\":\"verify\"", "key_ops lacks verify");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"key_ops\":[1,null,\"Verify\"]", "key_ops lacks verify");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"issuer\":17", "issuer is not a string");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB\",\"issuer\":\"\"", "issuer is not a string");
}

/* 0.9: OpenSSL loads a key with e = 1, and then anybody can sign. */
static void test_exponent_must_be_65537(void **state)
{
    static const char *const bad[] = { "AQ", "Aw", "AQAC", "AQABAA", "AAEAAQ", "AQABAQABAQAB" };
    char members[1024];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        snprintf(members, sizeof(members), "\"n\":\"" N "\",\"e\":\"%s\"", bad[i]);
        assert_members_refused(members, i + 1 < sizeof(bad) / sizeof(bad[0]) ? "e is not 65537" : "usable size");
    }
    assert_members_refused("\"n\":\"" N "\"", "e is missing");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"\"", "e is missing");
    assert_members_refused("\"n\":\"" N "\",\"e\":65537", "e is missing");
    assert_members_refused("\"n\":\"" N "\",\"e\":\"AQAB=\"", "e is not base64url");
}

/* A modulus of so many bytes, its first and last one given, the rest 0x55. */
static void write_modulus(char *members, size_t size, size_t len, unsigned char first, unsigned char last)
{
    unsigned char bytes[600];
    ti_buf text;

    assert_in_range(len, 1, sizeof(bytes));
    memset(bytes, 0x55, sizeof(bytes));
    bytes[0] = first;
    bytes[len - 1] = last;
    ti_buf_init(&text, 1024);
    assert_true(ti_base64url_encode(&text, ti_slice_make(bytes, len)));
    snprintf(members, size, "\"n\":\"%s\",\"e\":\"AQAB\"", ti_buf_text(&text));
    ti_buf_clear(&text);
}

static void test_modulus_has_2048_to_4096_bits_and_is_odd(void **state)
{
    static const struct {
        size_t len;
        unsigned char first, last;
        const char *why;
    } cases[] = {
        { 256, 0x80, 0x01, NULL },
        { 257, 0x01, 0x01, NULL },
        { 512, 0xff, 0xff, NULL },
        { 64, 0x80, 0x01, "2048 to 4096" },
        { 128, 0x80, 0x01, "2048 to 4096" },
        { 255, 0xff, 0x01, "2048 to 4096" },
        { 256, 0x7f, 0x01, "leading zeros" },
        { 257, 0x00, 0x01, "leading zeros" },
        { 512, 0x00, 0x01, "leading zeros" },
        { 513, 0x80, 0x01, "usable size" },
        { 256, 0x80, 0x02, "even" },
        { 256, 0x80, 0x00, "even" },
    };
    char members[1024];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        write_modulus(members, sizeof(members), cases[i].len, cases[i].first, cases[i].last);
        if (cases[i].why == NULL)
            assert_members_found(members);
        else
            assert_members_refused(members, cases[i].why);
    }
    assert_members_refused("\"e\":\"AQAB\"", "n is missing");
    assert_members_refused("\"n\":[],\"e\":\"AQAB\"", "n is missing");
    assert_members_refused("\"n\":\"" N "==\",\"e\":\"AQAB\"", "n is not base64url");
    assert_members_refused("\"n\":\"+" N "\",\"e\":\"AQAB\"", "n is not base64url");
}

static void test_kid_is_compared_as_bytes(void **state)
{
    (void)state;
    assert_refused(rfc_7517_a_1, "2011-04-2", "not in the set");
    assert_refused(rfc_7517_a_1, "2011-04-29x", "not in the set");
    assert_refused("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"K\",\"n\":\"" N "\",\"e\":\"AQAB\"}]}", "k",
                   "not in the set");
    assert_refused(rfc_7517_a_1, "", "empty or too long");
}

/* T8: two different keys with one kid are both rejected, in either order. */
static void test_kid_that_is_there_twice_is_refused_even_when_one_is_useless(void **state)
{
    (void)state;
    assert_refused("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"" N "\",\"e\":\"AQAB\"},"
                   "{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"AQ\"}]}",
                   "k", "twice");
    assert_refused("{\"keys\":[{\"kid\":\"k\"},{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"" N "\",\"e\":\"AQAB\"}]}", "k",
                   "twice");
    assert_refused("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"" N "\",\"e\":\"AQAB\"},"
                   "{\"kty\":\"RSA\",\"kid\":\"other\",\"n\":\"" N "\",\"e\":\"AQAB\"},"
                   "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"" N "\",\"e\":\"AQAB\"}]}",
                   "k", "twice");
}

static void test_entries_that_make_no_sense_are_passed_over(void **state)
{
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(find("{\"keys\":[1,null,\"k\",[],{},{\"kid\":7},{\"kid\":\"k\",\"kty\":\"RSA\",\"n\":\"" N
                          "\",\"e\":\"AQAB\"}]}",
                          "k", &err),
                     TEAMSINVITE_OK);
}

static void test_document_must_have_keys_and_at_most_100(void **state)
{
    static char text[4096];
    size_t len;
    ti_error err = { 0 };
    int i;

    (void)state;
    assert_refused("{}", "k", "no keys");
    assert_refused("{\"keys\":{}}", "k", "no keys");
    assert_refused("{\"Keys\":[]}", "k", "no keys");
    assert_refused("[]", "k", "no keys");
    assert_refused("<html>", "k", "no keys");
    assert_refused("{\"keys\":[]}", "k", "not in the set");
    for (i = 99; i <= 100; i++) {
        int j;

        len = (size_t)snprintf(text, sizeof(text), "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"" N
                                                   "\",\"e\":\"AQAB\"}");
        for (j = 0; j < i; j++)
            len += (size_t)snprintf(text + len, sizeof(text) - len, ",{}");
        snprintf(text + len, sizeof(text) - len, "]}");
        if (i == 99)
            assert_int_equal(find(text, "k", &err), TEAMSINVITE_OK);
        else
            assert_refused(text, "k", "more than 100");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rsa_key_of_rfc_7517_a_1_is_found),
        cmocka_unit_test(test_ec_private_and_symmetric_keys_of_rfc_7517_are_refused),
        cmocka_unit_test(test_each_private_member_is_refused),
        cmocka_unit_test(test_entry_of_entra_is_taken_with_its_issuer),
        cmocka_unit_test(test_purpose_must_be_signing_where_it_is_given),
        cmocka_unit_test(test_exponent_must_be_65537),
        cmocka_unit_test(test_modulus_has_2048_to_4096_bits_and_is_odd),
        cmocka_unit_test(test_kid_is_compared_as_bytes),
        cmocka_unit_test(test_kid_that_is_there_twice_is_refused_even_when_one_is_useless),
        cmocka_unit_test(test_entries_that_make_no_sense_are_passed_over),
        cmocka_unit_test(test_document_must_have_keys_and_at_most_100),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
