/* SPDX-License-Identifier: Apache-2.0 */
/* test_auth_challenge.c - claims challenges in all the shapes a WWW-Authenticate header takes. */
#include "proto/auth_challenge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"

#include <cmocka.h>

/* {"access_token":{"nbf":{"essential":true, "value":"1604106651"}}} */
#define ENCODED "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwgInZhbHVlIjoiMTYwNDEwNjY1MSJ9fX0="
#define UNPADDED "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwgInZhbHVlIjoiMTYwNDEwNjY1MSJ9fX0"
#define DECODED "{\"access_token\":{\"nbf\":{\"essential\":true, \"value\":\"1604106651\"}}}"

static const char *const challenges[] = {
    "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", "
    "client_id=\"00000003-0000-0000-c000-000000000000\", error=\"insufficient_claims\", claims=\"" ENCODED "\"",
    "Bearer claims=\"" ENCODED "\",error=\"insufficient_claims\"",
    "bearer  Error=\"insufficient_claims\" ,  CLAIMS=\"" ENCODED "\" , realm=\"a, b\"",
    "PoP nonce=\"eyJ0eXAi.x\", Bearer realm=\"\", error=\"insufficient_claims\", claims=\"" ENCODED "\"",
    "Bearer error=\"insufficient_claims\", claims=\"" ENCODED "\", PoP nonce=\"x\"",
    "Negotiate, Bearer error=\"insufficient_claims\", claims=\"" ENCODED "\"",
    "Bearer error=insufficient_claims, claims=" ENCODED,
    "Bearer error = \"insufficient_claims\" ,\tclaims\t=\t\"" ENCODED "\"",
    ",, Bearer ,error=\"insufficient_claims\",,claims=\"" ENCODED "\",",
    "Basic realm=\"a \\\"b\\\", Bearer x\", Bearer error=\"insufficient_claims\", claims=\"" ENCODED "\"",
    "Negotiate YII/x+==, Bearer error=\"insufficient_claims\", claims=\"" ENCODED "\"",
    "Bearer error=\"invalid_token\", Bearer error=\"insufficient_claims\", claims=\"" ENCODED "\"",
    "Bearer error=\"insufficient_claims\", claims=\"" UNPADDED "\"",
    "Bearer error=\"insufficient_claims\", claims=\"" ENCODED "\", Bearer error=\"insufficient_claims\"",
};

static const char *const others[] = {
    "",
    "Bearer",
    "Bearer realm=\"\"",
    "Bearer realm=\"\", error=\"invalid_token\", claims=\"" ENCODED "\"",
    "Bearer error=\"insufficient_claims\"",
    "Bearer error=\"insufficient_claims\", claims=\"\"",
    "Bearer error=\"insufficient_claims\", claims=\"not base64!\"",
    "Bearer error=\"insufficient_claims\", claims=\"" ENCODED,                        /* cut */
    "Bearer error=\"insufficient_claims\", claims=\"W10=\"",                          /* [] */
    "Bearer error=\"insufficient_claims\", claims=\"eyJhIjox\"",                      /* {"a":1 */
    "PoP error=\"insufficient_claims\", claims=\"" ENCODED "\"",                      /* another scheme */
    "Bearer error=\"insufficient_claims\", PoP claims=\"" ENCODED "\"",               /* of two */
    "Bearer error=\"insufficient_claims\", claims=\"eyJhIjo\\\"xIn0=\"",              /* an escape */
    "Bearer error=\"insufficient_claims\", claims=\"" ENCODED "=\"",                 /* padding of too much */
    "Bearer error=\"insufficient_claims\", claims=\"" UNPADDED "==\"",
    "Bearer error=\"insufficient_claims\", claims=\"=\"",
    "Bearer error=\"insufficient_claims\", claims=\"eyJhIjoxLCJhIjoyfQ==\"",         /* {"a":1,"a":2} */
    "Bearer error=\"insufficient_claims\", claims=\"e30e30\"",                       /* {} and more */
    "Bearer error=\"insufficient_claims\", claims=\"" ENCODED "\", claims=\"" ENCODED "\"",
    "Bearer error=\"insufficient_claims\", error=\"insufficient_claims\", claims=\"" ENCODED "\"",
    "Bearer realm=\"x, error=\\\"insufficient_claims\\\", claims=\\\"" ENCODED "\\\"\"", /* inside a string */
    "Bearer error=\"insufficient_claims\", claims=\"" ENCODED "\\",                 /* cut behind a backslash */
    "Bearer error=\"Insufficient_Claims\", claims=\"" ENCODED "\"",
    "=\"insufficient_claims\"",
    "Bearer \"insufficient_claims\"",
};

static void test_claims_are_found_in_every_shape(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(challenges) / sizeof(challenges[0]); i++) {
        ti_buf claims;

        ti_buf_init(&claims, TI_CLAIMS_MAX);
        if (!ti_auth_challenge_claims(&claims, ti_slice_of(challenges[i])))
            fail_msg("not found in: %s", challenges[i]);
        assert_string_equal(ti_buf_text(&claims), DECODED);
        ti_buf_clear(&claims);
    }
}

static void test_what_is_no_claims_challenge_is_none(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        ti_buf claims;

        ti_buf_init(&claims, TI_CLAIMS_MAX);
        if (ti_auth_challenge_claims(&claims, ti_slice_of(others[i])))
            fail_msg("taken for a challenge: %s", others[i]);
        assert_int_equal(claims.len, 0);
        ti_buf_clear(&claims);
    }
}

static void test_claims_over_the_limit_are_refused(void **state)
{
    char header[2 * TI_CLAIMS_MAX];
    ti_buf claims;

    (void)state;
    memset(header, 'A', sizeof(header));
    memcpy(header, "Bearer error=insufficient_claims, claims=", 41);
    header[sizeof(header) - 1] = '\0';
    ti_buf_init(&claims, TI_CLAIMS_MAX);
    assert_false(ti_auth_challenge_claims(&claims, ti_slice_of(header)));
    ti_buf_clear(&claims);
}

static void test_both_alphabets_of_base64_are_read(void **state)
{
    static const char *const values[] = { "eyJhIjoifn5+Pz8/Pj4+In0=", "eyJhIjoifn5-Pz8_Pj4-In0" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        char header[128];
        ti_buf claims;

        snprintf(header, sizeof(header), "Bearer error=\"insufficient_claims\", claims=\"%s\"", values[i]);
        ti_buf_init(&claims, TI_CLAIMS_MAX);
        assert_true(ti_auth_challenge_claims(&claims, ti_slice_of(header)));
        assert_string_equal(ti_buf_text(&claims), "{\"a\":\"~~~??" "?>>>\"}");
        ti_buf_clear(&claims);
    }
}

/* {"a":"xxx…"} of so many bytes. */
static bool is_found_with_length(size_t len)
{
    char json[TI_CLAIMS_MAX + 2];
    ti_buf header, claims;
    bool found;

    memset(json, 'x', sizeof(json));
    memcpy(json, "{\"a\":\"", 6);
    memcpy(json + len - 2, "\"}", 2);
    ti_buf_init(&header, 2 * sizeof(json));
    ti_buf_init(&claims, 2 * TI_CLAIMS_MAX);
    ti_buf_add_text(&header, "Bearer error=insufficient_claims, claims=");
    assert_true(ti_base64url_encode(&header, ti_slice_make(json, len)));
    found = ti_auth_challenge_claims(&claims, ti_buf_slice(&header));
    assert_int_equal(claims.len, found ? len : 0);
    ti_buf_clear(&header);
    ti_buf_clear(&claims);
    return found;
}

static void test_claims_of_4_kib_are_the_largest(void **state)
{
    (void)state;
    assert_true(is_found_with_length(TI_CLAIMS_MAX));
    assert_false(is_found_with_length(TI_CLAIMS_MAX + 1));
}

/* Cut anywhere in memory of just that size, so that reading on would be seen. */
static void test_challenge_cut_anywhere_is_not_read_beyond_its_end(void **state)
{
    size_t whole = strlen(challenges[0]);
    size_t len;

    (void)state;
    for (len = 0; len <= whole; len++) {
        char *part = malloc(len + (len == 0));
        ti_buf claims;

        assert_non_null(part);
        memcpy(part, challenges[0], len);
        ti_buf_init(&claims, TI_CLAIMS_MAX);
        assert_int_equal(ti_auth_challenge_claims(&claims, ti_slice_make(part, len)), len == whole);
        ti_buf_clear(&claims);
        free(part);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_claims_are_found_in_every_shape),
        cmocka_unit_test(test_what_is_no_claims_challenge_is_none),
        cmocka_unit_test(test_claims_over_the_limit_are_refused),
        cmocka_unit_test(test_both_alphabets_of_base64_are_read),
        cmocka_unit_test(test_claims_of_4_kib_are_the_largest),
        cmocka_unit_test(test_challenge_cut_anywhere_is_not_read_beyond_its_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
