/* SPDX-License-Identifier: Apache-2.0 */
/* test_pkce.c - PKCE with S256: the example of RFC 7636, and what is a verifier. */
#include "proto/entra/pkce.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_challenge_of_rfc_7636_appendix_b(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 64);
    assert_true(ti_pkce_challenge(&buf, TI_SLICE("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")));
    assert_string_equal(ti_buf_text(&buf), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    ti_buf_clear(&buf);
}

static void test_verifier_has_43_to_128_characters(void **state)
{
    char text[129];

    (void)state;
    memset(text, 'a', sizeof(text));
    assert_false(ti_pkce_is_verifier(ti_slice_make(text, 0)));
    assert_false(ti_pkce_is_verifier(ti_slice_make(text, 42)));
    assert_true(ti_pkce_is_verifier(ti_slice_make(text, 43)));
    assert_true(ti_pkce_is_verifier(ti_slice_make(text, 128)));
    assert_false(ti_pkce_is_verifier(ti_slice_make(text, 129)));
}

static void test_verifier_is_of_unreserved_characters_only(void **state)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    char text[43];
    int c;

    (void)state;
    memset(text, 'a', sizeof(text));
    for (c = 0; c < 256; c++) {
        text[42] = (char)c;
        assert_int_equal(ti_pkce_is_verifier(ti_slice_make(text, sizeof(text))),
                         c != 0 && strchr(unreserved, c) != NULL);
    }
}

static void test_no_challenge_of_what_is_no_verifier(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 64);
    assert_false(ti_pkce_challenge(&buf, TI_SLICE("short")));
    assert_int_equal(buf.len, 0);
    ti_buf_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_challenge_of_rfc_7636_appendix_b),
        cmocka_unit_test(test_verifier_has_43_to_128_characters),
        cmocka_unit_test(test_verifier_is_of_unreserved_characters_only),
        cmocka_unit_test(test_no_challenge_of_what_is_no_verifier),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
