/* SPDX-License-Identifier: Apache-2.0 */
/* test_ical_line.c - content lines of iCalendar, escaped and folded; covers: V2. */
#include "invite/ical_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static ti_buf buf;
static ti_ical out;

static int set_up(void **state)
{
    (void)state;
    ti_buf_init(&buf, 65536);
    ti_ical_begin(&out, &buf);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ti_buf_clear(&buf);
    return 0;
}

static void test_text_is_escaped(void **state)
{
    (void)state;
    ti_ical_add_text(&out, "a\\b;c,d\ne\r\nf:g\"h^i\x01\tj");
    assert_string_equal(ti_buf_text(&buf), "a\\\\b\\;c\\,d\\ne\\nf:g\"h^i j");
    ti_buf_reset(&buf);
    ti_ical_begin(&out, &buf);
    ti_ical_add_text(&out, "\\n is no new line");
    assert_string_equal(ti_buf_text(&buf), "\\\\n is no new line");
    ti_buf_reset(&buf);
    ti_ical_begin(&out, &buf);
    ti_ical_add_text_line(&out, "a\\b;c,d\r\ne");
    assert_string_equal(ti_buf_text(&buf), "a\\\\b\\;c\\,d e");
}

static void test_parameter_is_quoted(void **state)
{
    (void)state;
    ti_ical_add_quoted(&out, "Doe, \"Jane\"; a:b\r\nc^nd\\e");
    assert_string_equal(ti_buf_text(&buf), "\"Doe, 'Jane'; a:b c^^nd/e\"");
}

static void test_mailto_encodes_what_a_uri_cannot_hold(void **state)
{
    (void)state;
    ti_ical_add_mailto(&out, "jane.o'doe+ats@mail.example");
    assert_string_equal(ti_buf_text(&buf), "mailto:jane.o'doe+ats@mail.example");
    ti_buf_reset(&buf);
    ti_ical_begin(&out, &buf);
    ti_ical_add_mailto(&out, "!#$%&'*+-/=?^_`{|}~@x");
    assert_string_equal(ti_buf_text(&buf), "mailto:!%23$%25%26'*+-%2F%3D%3F%5E_%60%7B%7C%7D~@x");
}

static void test_numbers_and_times(void **state)
{
    (void)state;
    ti_ical_add_int64(&out, 42);
    ti_ical_add(&out, " ");
    ti_ical_add_time(&out, INT64_C(1894698000999));
    ti_ical_end_line(&out);
    assert_string_equal(ti_buf_text(&buf), "42 20300115T090000Z\r\n");
}

static void test_line_of_75_octets_is_not_folded_and_one_of_76_is(void **state)
{
    char line[78];

    (void)state;
    memset(line, 'a', sizeof(line));
    line[75] = '\0';
    ti_ical_line(&out, line);
    assert_int_equal(buf.len, 77);
    assert_null(strstr(ti_buf_text(&buf), "\r\n "));
    ti_buf_reset(&buf);
    line[75] = 'b';
    line[76] = '\0';
    ti_ical_line(&out, line);
    assert_string_equal(ti_buf_text(&buf) + 75, "\r\n b\r\n");
}

static void test_long_line_is_folded_as_late_as_possible(void **state)
{
    char line[201];

    (void)state;
    memset(line, 'a', sizeof(line));
    line[200] = '\0';
    ti_ical_line(&out, line);
    assert_int_equal(buf.len, 200 + 2 * 3 + 2);
    assert_int_equal(memcmp(buf.ptr + 75, "\r\n a", 4), 0);
    assert_int_equal(memcmp(buf.ptr + 75 + 2 + 75, "\r\n a", 4), 0);
}

static void test_column_begins_anew_on_each_line(void **state)
{
    char line[61];
    int i;

    (void)state;
    memset(line, 'a', sizeof(line));
    line[60] = '\0';
    for (i = 0; i < 4; i++)
        ti_ical_line(&out, line);
    assert_null(strstr(ti_buf_text(&buf), "\r\n "));
    assert_int_equal(buf.len, 4 * 62);
}

/* Each mix of character widths, from each column: lines of at most 75 octets,
 * each of them UTF-8, and unfolded the text again. */
static void test_folding_never_splits_a_character(void **state)
{
    static const char *const characters[] = { "a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", ",", "\\" };
    size_t start, step, i;

    (void)state;
    for (start = 0; start < 80; start++) {
        for (step = 1; step < 6; step++) {
            ti_buf text, unfolded;
            ti_slice rest, line;

            ti_buf_init(&text, 4096);
            ti_buf_init(&unfolded, 8192);
            for (i = 0; i < start; i++)
                ti_buf_add_char(&text, 'x');
            for (i = 0; i < 100; i++)
                ti_buf_add_text(&text, characters[i * step % 6]);
            ti_buf_reset(&buf);
            ti_ical_begin(&out, &buf);
            ti_ical_add_text(&out, ti_buf_text(&text));
            ti_ical_end_line(&out);
            rest = ti_buf_slice(&buf);
            while (ti_slice_next(&rest, '\n', &line) && line.len > 0) {
                assert_int_equal(line.ptr[line.len - 1], '\r');
                assert_true(line.len - 1 <= 75);
                assert_true(ti_slice_is_utf8(line));
                if (unfolded.len > 0)
                    assert_int_equal(line.ptr[0], ' ');
                ti_buf_add(&unfolded, ti_slice_make(line.ptr + (unfolded.len > 0), line.len - 1 - (unfolded.len > 0)));
            }
            for (i = 0, line = ti_buf_slice(&unfolded); line.len > 0; i++) {
                if (line.ptr[0] == '\\')
                    line = ti_slice_skip(line, 1);
                assert_int_equal(line.ptr[0], text.ptr[i]);
                line = ti_slice_skip(line, 1);
            }
            assert_int_equal(i, text.len);
            ti_buf_clear(&text);
            ti_buf_clear(&unfolded);
        }
    }
}

static void test_folding_keeps_an_escape_together(void **state)
{
    char text[80];

    (void)state;
    memset(text, 'a', sizeof(text));
    text[74] = ',';
    text[75] = '\0';
    ti_ical_add_text(&out, text);
    assert_string_equal(ti_buf_text(&buf) + 74, "\r\n \\,");
}

static void test_text_cut_inside_a_character_ends(void **state)
{
    (void)state;
    ti_ical_add(&out, "a\xf0\x9f");
    ti_ical_add(&out, "\x80\xff");
    assert_string_equal(ti_buf_text(&buf), "a\xf0\x9f\x80\xff");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_text_is_escaped),
        TEST(test_parameter_is_quoted),
        TEST(test_mailto_encodes_what_a_uri_cannot_hold),
        TEST(test_numbers_and_times),
        TEST(test_line_of_75_octets_is_not_folded_and_one_of_76_is),
        TEST(test_long_line_is_folded_as_late_as_possible),
        TEST(test_column_begins_anew_on_each_line),
        TEST(test_folding_never_splits_a_character),
        TEST(test_folding_keeps_an_escape_together),
        TEST(test_text_cut_inside_a_character_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
