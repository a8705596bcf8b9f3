/* SPDX-License-Identifier: Apache-2.0 */
/* test_slice.c - comparing, cutting, and the checks of form. */
#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define assert_slice(s, text) assert_true(ti_slice_equal_text((s), (text)))

static void test_slice_of_null_is_empty(void **state)
{
    (void)state;
    assert_true(ti_slice_is_empty(ti_slice_of(NULL)));
    assert_true(ti_slice_is_empty(ti_slice_of("")));
    assert_false(ti_slice_is_empty(ti_slice_of("a")));
    assert_int_equal(TI_SLICE("abc").len, 3);
}

static void test_equal_looks_at_length_and_every_byte(void **state)
{
    (void)state;
    assert_true(ti_slice_equal(TI_SLICE("abc"), TI_SLICE("abc")));
    assert_false(ti_slice_equal(TI_SLICE("abc"), TI_SLICE("abd")));
    assert_false(ti_slice_equal(TI_SLICE("abc"), TI_SLICE("ab")));
    assert_false(ti_slice_equal(TI_SLICE("abc"), TI_SLICE("ABC")));
    assert_true(ti_slice_equal(ti_slice_make(NULL, 0), TI_SLICE("")));
    assert_true(ti_slice_equal(TI_SLICE("a\0b"), TI_SLICE("a\0b")));
    assert_false(ti_slice_equal(TI_SLICE("a\0b"), TI_SLICE("a\0c")));
    assert_true(ti_slice_equal_text(TI_SLICE(""), NULL));
    assert_false(ti_slice_equal_text(TI_SLICE("a"), NULL));
}

static void test_nocase_folds_ascii_letters_and_nothing_else(void **state)
{
    (void)state;
    assert_true(ti_slice_equal_nocase(TI_SLICE("Retry-After"), TI_SLICE("rETRY-aFTER")));
    assert_true(ti_slice_equal_nocase(TI_SLICE("AZaz"), TI_SLICE("azAZ")));
    assert_false(ti_slice_equal_nocase(TI_SLICE("["), TI_SLICE("{"))); /* 32 apart, like letters */
    assert_false(ti_slice_equal_nocase(TI_SLICE("@"), TI_SLICE("`")));
    assert_false(ti_slice_equal_nocase(TI_SLICE("\xc3\x84"), TI_SLICE("\xc3\xa4")));
    assert_false(ti_slice_equal_nocase(TI_SLICE("ab"), TI_SLICE("abc")));
}

static void test_starts_with(void **state)
{
    (void)state;
    assert_true(ti_slice_starts_with(TI_SLICE("https://x"), TI_SLICE("https://")));
    assert_true(ti_slice_starts_with(TI_SLICE("abc"), TI_SLICE("abc")));
    assert_true(ti_slice_starts_with(TI_SLICE("abc"), TI_SLICE("")));
    assert_false(ti_slice_starts_with(TI_SLICE("ab"), TI_SLICE("abc")));
    assert_false(ti_slice_starts_with(TI_SLICE("xabc"), TI_SLICE("abc")));
    assert_false(ti_slice_starts_with(TI_SLICE("Abc"), TI_SLICE("abc")));
}

static void test_contains_finds_at_the_front_middle_and_end(void **state)
{
    (void)state;
    assert_true(ti_slice_contains_nocase(TI_SLICE("Bearer x"), TI_SLICE("BEARER")));
    assert_true(ti_slice_contains_nocase(TI_SLICE("abcdef"), TI_SLICE("cD")));
    assert_true(ti_slice_contains_nocase(TI_SLICE("abcdef"), TI_SLICE("EF")));
    assert_true(ti_slice_contains_nocase(TI_SLICE("aab"), TI_SLICE("ab")));
    assert_false(ti_slice_contains_nocase(TI_SLICE("abcdef"), TI_SLICE("fg")));
    assert_false(ti_slice_contains_nocase(TI_SLICE("ab"), TI_SLICE("abc")));
    assert_false(ti_slice_contains_nocase(TI_SLICE(""), TI_SLICE("a")));
}

static void test_find_gives_the_first_position_or_the_length(void **state)
{
    (void)state;
    assert_int_equal(ti_slice_find(TI_SLICE("a=b=c"), '='), 1);
    assert_int_equal(ti_slice_find(TI_SLICE("abc"), '='), 3);
    assert_int_equal(ti_slice_find(TI_SLICE(""), '='), 0);
    assert_int_equal(ti_slice_find(ti_slice_make("ab=", 2), '='), 2); /* not beyond the end */
}

static void test_skip_and_first_are_cut_to_the_length(void **state)
{
    (void)state;
    assert_slice(ti_slice_skip(TI_SLICE("abc"), 1), "bc");
    assert_slice(ti_slice_skip(TI_SLICE("abc"), 3), "");
    assert_slice(ti_slice_skip(TI_SLICE("abc"), 9), "");
    assert_slice(ti_slice_first(TI_SLICE("abc"), 2), "ab");
    assert_slice(ti_slice_first(TI_SLICE("abc"), 9), "abc");
    assert_slice(ti_slice_skip(ti_slice_make(NULL, 0), 1), "");
}

static void test_next_gives_every_part_empty_ones_too(void **state)
{
    ti_slice rest = TI_SLICE("a,,bc,");
    ti_slice part;

    (void)state;
    assert_true(ti_slice_next(&rest, ',', &part));
    assert_slice(part, "a");
    assert_true(ti_slice_next(&rest, ',', &part));
    assert_slice(part, "");
    assert_true(ti_slice_next(&rest, ',', &part));
    assert_slice(part, "bc");
    assert_true(ti_slice_next(&rest, ',', &part));
    assert_slice(part, "");
    assert_false(ti_slice_next(&rest, ',', &part));
    assert_null(rest.ptr);
}

static void test_next_of_an_empty_text_is_one_empty_part(void **state)
{
    ti_slice rest = TI_SLICE("");
    ti_slice part;

    (void)state;
    assert_true(ti_slice_next(&rest, ',', &part));
    assert_slice(part, "");
    assert_false(ti_slice_next(&rest, ',', &part));
}

static void test_trim_takes_blanks_and_tabs_only(void **state)
{
    (void)state;
    assert_slice(ti_slice_trim(TI_SLICE(" \t a b\t ")), "a b");
    assert_slice(ti_slice_trim(TI_SLICE(" \t ")), "");
    assert_slice(ti_slice_trim(TI_SLICE(" ")), "");
    assert_slice(ti_slice_trim(TI_SLICE("")), "");
    assert_slice(ti_slice_trim(ti_slice_make(" \tx", 2)), "");
    assert_slice(ti_slice_trim(ti_slice_make("\tx", 0)), "");
    assert_slice(ti_slice_trim(TI_SLICE("\na\r")), "\na\r");
}

static void test_secret_equal_compares_all(void **state)
{
    (void)state;
    assert_true(ti_secret_equal(TI_SLICE("s3cret"), TI_SLICE("s3cret")));
    assert_false(ti_secret_equal(TI_SLICE("s3cret"), TI_SLICE("s3creT")));
    assert_false(ti_secret_equal(TI_SLICE("s3cret"), TI_SLICE("S3cret")));
    assert_false(ti_secret_equal(TI_SLICE("s3cret"), TI_SLICE("s3cre")));
    assert_false(ti_secret_equal(TI_SLICE("a\0b"), TI_SLICE("a\0c")));
    assert_false(ti_secret_equal(TI_SLICE("a"), TI_SLICE("b")));
    assert_false(ti_secret_equal(TI_SLICE(""), TI_SLICE("a")));
    assert_true(ti_secret_equal(ti_slice_make(NULL, 0), TI_SLICE("")));
}

static void test_utf8_that_is_well_formed(void **state)
{
    static const char *const good[] = {
        "",
        "plain",
        "\x7f",
        "\xc2\x80",         /* U+0080 */
        "\xdf\xbf",         /* U+07FF */
        "\xe0\xa0\x80",     /* U+0800 */
        "\xed\x9f\xbf",     /* U+D7FF, below the surrogates */
        "\xee\x80\x80",     /* U+E000, above them */
        "\xef\xbf\xbf",     /* U+FFFF */
        "\xf0\x90\x80\x80", /* U+10000 */
        "\xf4\x8f\xbf\xbf", /* U+10FFFF */
        "12345678\xc3\xa4" "12345678\xe2\x82\xac" "1234567", /* runs longer and shorter than a step */
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        assert_true(ti_slice_is_utf8(ti_slice_of(good[i])));
    assert_true(ti_slice_is_utf8(TI_SLICE("a\0b")));
}

static void test_utf8_that_is_not_well_formed(void **state)
{
    static const char *const bad[] = {
        "\x80",                 /* continuation without a start */
        "\xbf",
        "\xc0\x80",             /* overlong NUL */
        "\xc1\xbf",             /* overlong U+007F */
        "\xe0\x9f\xbf",         /* overlong U+07FF */
        "\xf0\x8f\xbf\xbf",     /* overlong U+FFFF */
        "\xed\xa0\x80",         /* U+D800 */
        "\xed\xbf\xbf",         /* U+DFFF */
        "\xf4\x90\x80\x80",     /* U+110000 */
        "\xf5\x80\x80\x80",
        "\xf8\x88\x80\x80\x80", /* five bytes */
        "\xfe", "\xff",
        "\xc3",                 /* cut */
        "\xe2\x82",
        "\xf0\x9f\x98",
        "\xc3(",                /* no continuation */
        "\xe2\x82(",
        "\xf0\x9f\x98(",
        "\xe2(\xac",
        "1234567\xff",          /* in the last byte of a step */
        "12345678\xff",         /* behind it */
        "12345678abcdefg\xc3",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(ti_slice_is_utf8(ti_slice_of(bad[i])));
}

static void test_utf8_that_goes_on_behind_the_slice_is_cut(void **state)
{
    (void)state;
    assert_false(ti_slice_is_utf8(ti_slice_make("\xc3\xa4", 1)));
    assert_false(ti_slice_is_utf8(ti_slice_make("\xe2\x82\xac", 2)));
    assert_false(ti_slice_is_utf8(ti_slice_make("12345678\xe2\x82\xac", 10)));
    assert_false(ti_slice_is_utf8(ti_slice_make("\xc3\xa4\xf0\x9f\x98\x80", 5)));
    assert_true(ti_slice_is_utf8(ti_slice_make("ab\xff", 2)));
}

/* The table 3-7 of the Unicode standard, asked byte by byte. */
static bool is_in_table(unsigned char a, unsigned char b, unsigned char c)
{
    bool b_ok = a == 0xe0   ? b >= 0xa0 && b <= 0xbf
                : a == 0xed ? b >= 0x80 && b <= 0x9f
                            : b >= 0x80 && b <= 0xbf;

    return a >= 0xe0 && a <= 0xef && b_ok && c >= 0x80 && c <= 0xbf;
}

static void test_every_three_byte_sequence_against_the_table(void **state)
{
    unsigned int a;
    unsigned int b;
    unsigned int c;

    (void)state;
    for (a = 0xe0; a <= 0xef; a++)
        for (b = 0; b <= 0xff; b++)
            for (c = 0x70; c <= 0xff; c++) {
                unsigned char text[] = { (unsigned char)a, (unsigned char)b, (unsigned char)c };

                if (ti_slice_is_utf8(ti_slice_make(text, 3)) != is_in_table(text[0], text[1], text[2]))
                    fail_msg("%02x %02x %02x", a, b, c);
            }
}

static void test_digits_become_a_number(void **state)
{
    int64_t number;

    (void)state;
    assert_true(ti_slice_to_int64(TI_SLICE("0"), &number));
    assert_int_equal(number, 0);
    assert_true(ti_slice_to_int64(TI_SLICE("007"), &number));
    assert_int_equal(number, 7);
    assert_true(ti_slice_to_int64(TI_SLICE("999999999999999999"), &number));
    assert_true(number == INT64_C(999999999999999999));
}

static void test_anything_but_digits_is_no_number(void **state)
{
    static const char *const bad[] = { "",  "-1", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "a", "1234567890123456789",
                                       ":", "/" };
    int64_t number = 77;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(ti_slice_to_int64(ti_slice_of(bad[i]), &number));
    assert_int_equal(number, 77);
    assert_false(ti_slice_to_int64(TI_SLICE("1\0002"), &number));
}

static void test_guid_in_either_case(void **state)
{
    (void)state;
    assert_true(ti_slice_is_guid(TI_SLICE("00000000-0000-0000-c000-000000000046")));
    assert_true(ti_slice_is_guid(TI_SLICE("ABCDEFab-cdef-0123-4567-89abcdefABCD")));
}

static void test_what_only_looks_like_a_guid(void **state)
{
    static const char *const bad[] = {
        "",
        "00000000-0000-0000-c000-00000000004",
        "00000000-0000-0000-c000-0000000000466",
        "{0000000-0000-0000-c000-000000000046}",
        "00000000-0000-0000-c000-00000000004g",
        "00000000-0000-0000-c000-00000000004G",
        "00000000-0000-0000-c000-00000000004/",
        "00000000-0000-0000-c000-00000000004:",
        "00000000-0000-0000-c000-00000000004@",
        "00000000-0000-0000-c000-00000000004`",
        "000000000000-0000-c000-0000-00000046",
        "00000000_0000-0000-c000-000000000046",
        "00000000-0000_0000-c000-000000000046",
        "00000000-0000-0000_c000-000000000046",
        "00000000-0000-0000-c000_000000000046",
        "-0000000-0000-0000-c000-000000000046",
        "000000000000000000000000000000000046",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(ti_slice_is_guid(ti_slice_of(bad[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slice_of_null_is_empty),
        cmocka_unit_test(test_equal_looks_at_length_and_every_byte),
        cmocka_unit_test(test_nocase_folds_ascii_letters_and_nothing_else),
        cmocka_unit_test(test_starts_with),
        cmocka_unit_test(test_contains_finds_at_the_front_middle_and_end),
        cmocka_unit_test(test_find_gives_the_first_position_or_the_length),
        cmocka_unit_test(test_skip_and_first_are_cut_to_the_length),
        cmocka_unit_test(test_next_gives_every_part_empty_ones_too),
        cmocka_unit_test(test_next_of_an_empty_text_is_one_empty_part),
        cmocka_unit_test(test_trim_takes_blanks_and_tabs_only),
        cmocka_unit_test(test_secret_equal_compares_all),
        cmocka_unit_test(test_utf8_that_is_well_formed),
        cmocka_unit_test(test_utf8_that_is_not_well_formed),
        cmocka_unit_test(test_utf8_that_goes_on_behind_the_slice_is_cut),
        cmocka_unit_test(test_every_three_byte_sequence_against_the_table),
        cmocka_unit_test(test_digits_become_a_number),
        cmocka_unit_test(test_anything_but_digits_is_no_number),
        cmocka_unit_test(test_guid_in_either_case),
        cmocka_unit_test(test_what_only_looks_like_a_guid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
