/* SPDX-License-Identifier: Apache-2.0 */
/* test_smtp_header.c - header lines of a mail: what stands as it is, what becomes encoded words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "port/smtp_header.h"

enum { LINE_BYTES = 4096 };

static void assert_text(const char *text, const char *expected)
{
    ti_buf line;

    ti_buf_init(&line, LINE_BYTES);
    assert_true(ti_smtp_header_text(&line, "Subject", text));
    assert_string_equal(ti_buf_text(&line), expected);
    ti_buf_clear(&line);
}

static void assert_mailbox(const char *name, const char *address, const char *expected)
{
    ti_buf line;

    ti_buf_init(&line, LINE_BYTES);
    assert_true(ti_smtp_header_mailbox(&line, "To", name, address));
    assert_string_equal(ti_buf_text(&line), expected);
    ti_buf_clear(&line);
}

static void test_short_ascii_stands_as_it_is(void **state)
{
    (void)state;
    assert_text("Interview", "Subject: Interview");
    assert_text("", "Subject: ");
    assert_text("a:b, \"c\" <d> ~", "Subject: a:b, \"c\" <d> ~");
    assert_text("123456789 123456789 123456789 123456789 123456789 123456789 1234567",
                "Subject: 123456789 123456789 123456789 123456789 123456789 123456789 1234567");
}

static void test_anything_else_becomes_encoded_words(void **state)
{
    (void)state;
    assert_text("J\xc3\xbcrgen", "Subject: =?UTF-8?B?SsO8cmdlbg==?=");
    assert_text("=?x?=", "Subject: =?UTF-8?B?PT94Pz0=?=");
    assert_text(" a", "Subject: =?UTF-8?B?IGE=?=");
    assert_text("a ", "Subject: =?UTF-8?B?YSA=?=");
}

/* One of two bytes would end the first word in its middle: it goes to the second. */
static void test_no_character_is_split_between_words(void **state)
{
    (void)state;
    assert_text("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xc3\xa4" "b",
                "Subject: =?UTF-8?B?YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=?=\r\n =?UTF-8?B?w6Ri?=");
    assert_text("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xc3\xa4" "b",
                "Subject: =?UTF-8?B?YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYcOk?=\r\n =?UTF-8?B?Yg==?=");
}

static void test_no_line_is_longer_than_encoded_words_may_be(void **state)
{
    static char text[1001];
    ti_buf line;
    const char *at;
    size_t i;

    (void)state;
    for (i = 0; i + 1 < sizeof(text); i++)
        text[i] = i % 2 == 0 ? '\xc3' : '\xa4';
    ti_buf_init(&line, LINE_BYTES);
    assert_true(ti_smtp_header_mailbox(&line, "Reply-To", text, "jane@candidate.example"));
    for (at = ti_buf_text(&line); strstr(at, "\r\n") != NULL; at = strstr(at, "\r\n") + 2) {
        assert_in_range(strcspn(at, "\r"), 1, 76);
        assert_int_equal(strstr(at, "\r\n")[2], ' ');
    }
    assert_in_range(strlen(at), 1, 76);
    ti_buf_clear(&line);
}

static void test_names_are_quoted(void **state)
{
    (void)state;
    assert_mailbox("", "a@b.example", "To: <a@b.example>");
    assert_mailbox("Jane Doe", "a@b.example", "To: \"Jane Doe\" <a@b.example>");
    assert_mailbox("\"J\" \\ D, <x>", "a@b.example", "To: \"\\\"J\\\" \\\\ D, <x>\" <a@b.example>");
    assert_mailbox("J\xc3\xbcrgen", "a@b.example", "To: =?UTF-8?B?SsO8cmdlbg==?= <a@b.example>");
}

static void test_what_could_end_a_line_fails(void **state)
{
    static const char *const texts[] = { "a\r\nBcc: x@y", "a\nb", "a\rb", "a\tb", "\x7f", "\x1b[0m" };
    static const char *const addresses[] = { "", "a", "a b@c", "a@b>", "<a@b", "a@b\r\n", "a@b,c@d", "\xc3\xa4@b" };
    ti_buf line;
    size_t i;

    (void)state;
    ti_buf_init(&line, LINE_BYTES);
    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_false(ti_smtp_header_text(&line, "Subject", texts[i]));
        ti_buf_reset(&line);
        assert_false(ti_smtp_header_mailbox(&line, "To", texts[i], "a@b.example"));
        ti_buf_reset(&line);
    }
    for (i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        assert_false(ti_smtp_header_mailbox(&line, "To", "", addresses[i]));
        ti_buf_reset(&line);
    }
    ti_buf_clear(&line);
}

static void assert_date(int64_t at_ms, const char *expected)
{
    ti_buf line;

    ti_buf_init(&line, LINE_BYTES);
    assert_true(ti_smtp_header_date(&line, "Date", at_ms));
    assert_string_equal(ti_buf_text(&line), expected);
    ti_buf_clear(&line);
}

static void test_dates_are_those_of_mail(void **state)
{
    ti_buf line;

    (void)state;
    assert_date(0, "Date: Thu, 1 Jan 1970 00:00:00 +0000");
    assert_date(INT64_C(1894698000000), "Date: Tue, 15 Jan 2030 09:00:00 +0000");
    assert_date(INT64_C(1709251199999), "Date: Thu, 29 Feb 2024 23:59:59 +0000");
    assert_date(INT64_C(253402300799999), "Date: Fri, 31 Dec 9999 23:59:59 +0000");
    ti_buf_init(&line, LINE_BYTES);
    assert_false(ti_smtp_header_date(&line, "Date", -1));
    ti_buf_reset(&line);
    assert_false(ti_smtp_header_date(&line, "Date", INT64_C(253402300800000)));
    ti_buf_clear(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_ascii_stands_as_it_is),
        cmocka_unit_test(test_anything_else_becomes_encoded_words),
        cmocka_unit_test(test_no_character_is_split_between_words),
        cmocka_unit_test(test_no_line_is_longer_than_encoded_words_may_be),
        cmocka_unit_test(test_names_are_quoted),
        cmocka_unit_test(test_what_could_end_a_line_fails),
        cmocka_unit_test(test_dates_are_those_of_mail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
