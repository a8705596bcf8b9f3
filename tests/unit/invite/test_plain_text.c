/* SPDX-License-Identifier: Apache-2.0 */
/* test_plain_text.c - the host's text, taken apart into what may be shown. */
#include "invite/plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Runs as they are, breaks as "|". */
static void assert_pieces(const char *text, const char *wanted)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice run;
    ti_plain piece;
    ti_buf seen;

    ti_buf_init(&seen, 1024);
    while ((piece = ti_plain_next(&rest, &run)) != TI_PLAIN_END) {
        assert_true(run.len > 0);
        ti_buf_add(&seen, piece == TI_PLAIN_BREAK ? TI_SLICE("|") : run);
    }
    assert_string_equal(ti_buf_text(&seen), wanted);
    ti_buf_clear(&seen);
}

static void assert_line(const char *text, const char *wanted)
{
    ti_buf line;

    ti_buf_init(&line, 1024);
    assert_true(ti_plain_add_line(&line, text));
    assert_string_equal(ti_buf_text(&line), wanted);
    ti_buf_clear(&line);
}

static void test_printable_text_is_one_run(void **state)
{
    ti_slice rest = TI_SLICE("J\xc3\xbcrgen \xf0\x9f\x98\x80 <b> \"x\"");
    ti_slice whole = rest;
    ti_slice run;

    (void)state;
    assert_int_equal(ti_plain_next(&rest, &run), TI_PLAIN_RUN);
    assert_true(ti_slice_equal(run, whole));
    assert_int_equal(ti_plain_next(&rest, &run), TI_PLAIN_END);
}

static void test_every_kind_of_line_end_is_one_break(void **state)
{
    (void)state;
    assert_pieces("a\nb", "a|b");
    assert_pieces("a\r\nb", "a|b");
    assert_pieces("a\rb", "a|b");
    assert_pieces("a\n\rb", "a||b");
    assert_pieces("a\r\r\nb", "a||b");
    assert_pieces("a\vb\fc", "a|b|c");
    assert_pieces("a\xc2\x85" "b", "a|b");
    assert_pieces("a\xe2\x80\xa8" "b\xe2\x80\xa9" "c", "a|b|c");
    assert_pieces("\n", "|");
    assert_pieces("a\r", "a|");
}

static void test_control_characters_vanish_and_tabs_become_blanks(void **state)
{
    (void)state;
    assert_pieces("a\x01\x02\x1b[31m\x7f" "b", "a[31mb");
    assert_pieces("a\tb", "a b");
    assert_pieces("\xc2\x80" "a\xc2\x9b" "b\xc2\x9f", "ab");
    assert_pieces("\x01\x02", "");
    assert_pieces("", "");
}

static void test_neighbours_of_what_is_removed_stay(void **state)
{
    static const char neighbours[] = "\xc2\xa0|\xc3\x85|\xe2\x80\xa7|\xe2\x80\xaf|\xe2\x81\xa5|"
                                     "\xe2\x81\xaa|\xe2\x80\x8e|\xe2\x82\xac";

    (void)state;
    assert_pieces(neighbours, neighbours);
    assert_pieces(" ~", " ~");
}

/* U+202A to U+202E and U+2066 to U+2069 would reach into our words and the link. */
static void test_what_turns_the_direction_of_writing_is_left_out(void **state)
{
    (void)state;
    assert_pieces("a\xe2\x80\xaa" "b\xe2\x80\xab" "c\xe2\x80\xac" "d\xe2\x80\xad" "e\xe2\x80\xae" "f", "abcdef");
    assert_pieces("a\xe2\x81\xa6" "b\xe2\x81\xa7" "c\xe2\x81\xa8" "d\xe2\x81\xa9" "e", "abcde");
}

static void test_nul_inside_a_slice_is_left_out(void **state)
{
    ti_slice rest = { "a\0b", 3 };
    ti_slice run;

    (void)state;
    assert_int_equal(ti_plain_next(&rest, &run), TI_PLAIN_RUN);
    assert_true(ti_slice_equal_text(run, "a"));
    assert_int_equal(ti_plain_next(&rest, &run), TI_PLAIN_RUN);
    assert_true(ti_slice_equal_text(run, "b"));
    assert_int_equal(ti_plain_next(&rest, &run), TI_PLAIN_END);
}

static void test_text_cut_inside_a_character_ends(void **state)
{
    static const char cut[] = { '\xe2', '\x80', '\xa8' };
    size_t len;

    (void)state;
    for (len = 1; len < sizeof(cut); len++) {
        ti_slice rest = { cut, len };
        ti_slice run;

        assert_int_equal(ti_plain_next(&rest, &run), TI_PLAIN_RUN);
        assert_int_equal(run.len, len);
        assert_int_equal(ti_plain_next(&rest, &run), TI_PLAIN_END);
    }
}

static void test_line_has_no_line_ends(void **state)
{
    (void)state;
    assert_line("Jane\r\nBcc: eve@evil.example", "Jane Bcc: eve@evil.example");
    assert_line("a\nb\rc\td", "a b c d");
    assert_line("a\xe2\x80\xa8" "b\xc2\x85" "c", "a b c");
    assert_line(NULL, "");
}

static void test_given_means_neither_null_nor_empty(void **state)
{
    (void)state;
    assert_false(ti_plain_is_given(NULL));
    assert_false(ti_plain_is_given(""));
    assert_true(ti_plain_is_given(" "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printable_text_is_one_run),
        cmocka_unit_test(test_every_kind_of_line_end_is_one_break),
        cmocka_unit_test(test_control_characters_vanish_and_tabs_become_blanks),
        cmocka_unit_test(test_neighbours_of_what_is_removed_stay),
        cmocka_unit_test(test_what_turns_the_direction_of_writing_is_left_out),
        cmocka_unit_test(test_nul_inside_a_slice_is_left_out),
        cmocka_unit_test(test_text_cut_inside_a_character_ends),
        cmocka_unit_test(test_line_has_no_line_ends),
        cmocka_unit_test(test_given_means_neither_null_nor_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
