/* SPDX-License-Identifier: Apache-2.0 */
/* test_base64.c - base64url without padding, there and back, and hex. */
#include "base/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_both_ways(ti_slice bytes, const char *text)
{
    ti_buf encoded;
    ti_buf decoded;

    ti_buf_init(&encoded, 1000);
    ti_buf_init(&decoded, 1000);
    assert_true(ti_base64url_encode(&encoded, bytes));
    assert_string_equal(ti_buf_text(&encoded), text);
    assert_true(ti_base64url_decode(&decoded, ti_slice_of(text)));
    assert_true(ti_slice_equal(ti_buf_slice(&decoded), bytes));
    ti_buf_clear(&encoded);
    ti_buf_clear(&decoded);
}

static void test_rfc_4648_vectors_without_their_padding(void **state)
{
    (void)state;
    assert_both_ways(TI_SLICE(""), "");
    assert_both_ways(TI_SLICE("f"), "Zg");
    assert_both_ways(TI_SLICE("fo"), "Zm8");
    assert_both_ways(TI_SLICE("foo"), "Zm9v");
    assert_both_ways(TI_SLICE("foob"), "Zm9vYg");
    assert_both_ways(TI_SLICE("fooba"), "Zm9vYmE");
    assert_both_ways(TI_SLICE("foobar"), "Zm9vYmFy");
}

static void test_the_two_characters_that_differ_from_base64(void **state)
{
    (void)state;
    assert_both_ways(TI_SLICE("\xfb\xff\xbf"), "-_-_");
    assert_both_ways(TI_SLICE("\xff"), "_w");
    assert_both_ways(TI_SLICE("\xfb"), "-w");
}

static void test_rfc_7515_appendix_c_and_rfc_7636_appendix_a(void **state)
{
    (void)state;
    assert_both_ways(TI_SLICE("\x03\xec\xff\xe0\xc1"), "A-z_4ME");
}

static void test_rfc_7636_code_challenge(void **state)
{
    (void)state;
    assert_both_ways(TI_SLICE("\x13\xd3\x1e\x96\x1a\x1a\xd8\xec\x2f\x16\xb1\x0c\x4c\x98\x2e\x08"
                              "\x76\xa8\x78\xad\x6d\xf1\x44\x56\x6e\xe1\x89\x4a\xcb\x70\xf9\xc3"),
                     "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static void test_every_length_up_to_200_comes_back(void **state)
{
    unsigned char bytes[200];
    size_t len;

    (void)state;
    for (len = 0; len < sizeof(bytes); len++)
        bytes[len] = (unsigned char)(len * 37 + 11);
    for (len = 0; len <= sizeof(bytes); len++) {
        ti_slice all = ti_slice_make(bytes, len);
        ti_buf encoded;
        ti_buf decoded;

        ti_buf_init(&encoded, 300);
        ti_buf_init(&decoded, 300);
        assert_true(ti_base64url_encode(&encoded, all));
        assert_int_equal(encoded.len, (len * 4 + 2) / 3);
        assert_true(ti_base64url_decode(&decoded, ti_buf_slice(&encoded)));
        assert_true(ti_slice_equal(ti_buf_slice(&decoded), all));
        ti_buf_clear(&encoded);
        ti_buf_clear(&decoded);
    }
}

static void test_decode_refuses_what_is_not_base64url(void **state)
{
    static const char *const bad[] = {
        "Z",         /* six bits are no byte */
        "Zm9vY",
        "Zg==", "Zm8=", "Zg=", "=", "====",
        "Zm9v====",
        "Zm+v", "Zm/v",
        " Zm9v", "Zm9v ", "Zm9v\n", "Zm9v\r\nYmFy", "\tZm9v", "Zm 9",
        "Zm9v.", "Zm9v!", "Zm9vYmF,", "Zm9\x80", "Zm9[", "Zm9{", "Zm9@", "Zm9`",
        "Zh",        /* unused bits that are not 0 */
        "Zp",
        "Zm9",
        "Zm-",
        "_x",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ti_buf buf;

        ti_buf_init(&buf, 100);
        if (ti_base64url_decode(&buf, ti_slice_of(bad[i])))
            fail_msg("accepted \"%s\"", bad[i]);
        assert_int_equal(buf.len, 0);
        ti_buf_clear(&buf);
    }
}

static void test_decode_refuses_a_nul_byte(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    assert_false(ti_base64url_decode(&buf, TI_SLICE("Zm9\0")));
    assert_false(ti_base64url_decode(&buf, TI_SLICE("\0\0\0\0")));
    ti_buf_clear(&buf);
}

static void test_every_last_character_with_stray_bits_is_refused(void **state)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t i;

    (void)state;
    for (i = 0; i < 64; i++) {
        char two[] = { 'A', alphabet[i] };
        char three[] = { 'A', 'A', alphabet[i] };
        ti_buf buf;

        ti_buf_init(&buf, 100);
        assert_int_equal(ti_base64url_decode(&buf, ti_slice_make(two, 2)), i % 16 == 0);
        assert_int_equal(ti_base64url_decode(&buf, ti_slice_make(three, 3)), i % 4 == 0);
        ti_buf_clear(&buf);
    }
}

static void test_both_append_to_what_is_there(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    ti_buf_add_text(&buf, "a.");
    assert_true(ti_base64url_encode(&buf, TI_SLICE("foo")));
    assert_true(ti_base64url_decode(&buf, TI_SLICE("Zg")));
    assert_string_equal(ti_buf_text(&buf), "a.Zm9vf");
    ti_buf_clear(&buf);
}

static void test_the_maximum_of_the_buffer_holds(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 4);
    assert_true(ti_base64url_encode(&buf, TI_SLICE("foo")));
    assert_false(ti_base64url_encode(&buf, TI_SLICE("f")));
    assert_true(buf.too_long);
    ti_buf_reset(&buf);
    assert_false(ti_base64url_decode(&buf, TI_SLICE("Zm9vYmFy")));
    assert_true(buf.failed);
    ti_buf_reset(&buf);
    assert_false(ti_hex_encode(&buf, TI_SLICE("abc")));
    ti_buf_clear(&buf);
}

static void test_a_buffer_that_failed_stays_failed(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 1);
    ti_buf_add_text(&buf, "ab");
    assert_false(ti_base64url_encode(&buf, TI_SLICE("")));
    assert_false(ti_base64url_decode(&buf, TI_SLICE("")));
    assert_false(ti_hex_encode(&buf, TI_SLICE("")));
    ti_buf_clear(&buf);
}

static void test_hex_in_lower_case(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    assert_true(ti_hex_encode(&buf, TI_SLICE("\x00\x01\x0a\x9f\xab\xff")));
    assert_string_equal(ti_buf_text(&buf), "00010a9fabff");
    ti_buf_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rfc_4648_vectors_without_their_padding),
        cmocka_unit_test(test_the_two_characters_that_differ_from_base64),
        cmocka_unit_test(test_rfc_7515_appendix_c_and_rfc_7636_appendix_a),
        cmocka_unit_test(test_rfc_7636_code_challenge),
        cmocka_unit_test(test_every_length_up_to_200_comes_back),
        cmocka_unit_test(test_decode_refuses_what_is_not_base64url),
        cmocka_unit_test(test_decode_refuses_a_nul_byte),
        cmocka_unit_test(test_every_last_character_with_stray_bits_is_refused),
        cmocka_unit_test(test_both_append_to_what_is_there),
        cmocka_unit_test(test_the_maximum_of_the_buffer_holds),
        cmocka_unit_test(test_a_buffer_that_failed_stays_failed),
        cmocka_unit_test(test_hex_in_lower_case),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
