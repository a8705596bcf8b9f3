/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_invite_lines.c - our calendar objects to the letter of RFC 5545, where
 * readers forgive: lines, folds and escapes; and whose UID is whose.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <teamsinvite/invitation.h>

#include "base/buf.h"
#include "contract/invite_copy.h"

enum { LINE_MAX_OCTETS = 75, UNIT_MAX_OCTETS = 4, TEXT_MAX = 65536 };

/* RFC 5545, 3.1; a line is folded no sooner than it must be. */
static void check_line(const invite_copy *copy, ti_slice line, bool folded)
{
    size_t i;

    if (line.len > LINE_MAX_OCTETS || (folded && line.len + UNIT_MAX_OCTETS <= LINE_MAX_OCTETS))
        fail_msg("%s: a line of %zu octets", copy->wanted.name, line.len);
    if (line.len == 0 || !ti_slice_is_utf8(line))
        fail_msg("%s: an empty line, or a character folded in two", copy->wanted.name);
    for (i = 0; i < line.len; i++) {
        unsigned char c = (unsigned char)line.ptr[i];

        if (c < ' ' || c == 0x7f)
            fail_msg("%s: a control character", copy->wanted.name);
    }
}

static void check_lines(const invite_copy *copy)
{
    const char *at = copy->ical;

    while (*at != '\0') {
        size_t length = strcspn(at, "\r\n");

        if (strncmp(at + length, "\r\n", 2) != 0)
            fail_msg("%s: a line end that is not CRLF", copy->wanted.name);
        check_line(copy, ti_slice_make(at, length), at[length + 2] == ' ');
        at += length + 2;
    }
}

static void test_every_line_is_whole_and_at_most_75_octets(void **state)
{
    (void)state;
    invite_copy_check_all(check_lines);
}

static void unfold(ti_buf *out, const char *ical)
{
    for (; *ical != '\0'; ical++) {
        if (strncmp(ical, "\r\n ", 3) == 0)
            ical += 2;
        else
            ti_buf_add_char(out, *ical);
    }
}

/* RFC 5545, 3.3.11; readers forgive what is not escaped, and differ in how. */
static void add_escaped_line(ti_buf *out, const invite_property *p)
{
    const char *c;

    ti_buf_add_text(out, "\r\n");
    ti_buf_add_text(out, p->name);
    ti_buf_add_char(out, ':');
    for (c = p->value; *c != '\0'; c++) {
        if (strchr("\\;,\n", *c) != NULL)
            ti_buf_add_char(out, '\\');
        ti_buf_add_char(out, *c == '\n' ? 'n' : *c);
    }
    ti_buf_add_text(out, "\r\n");
}

static void check_escapes(const invite_copy *copy)
{
    ti_buf calendar, line;
    size_t i;

    ti_buf_init(&calendar, TEXT_MAX);
    unfold(&calendar, copy->ical);
    for (i = 0; i < copy->event.count; i++) {
        if (strcmp(copy->event.list[i].type, "text") != 0)
            continue;
        ti_buf_init(&line, TEXT_MAX);
        add_escaped_line(&line, &copy->event.list[i]);
        if (strstr(ti_buf_text(&calendar), ti_buf_text(&line)) == NULL)
            fail_msg("%s: %s is escaped another way", copy->wanted.name, copy->event.list[i].name);
        ti_buf_clear(&line);
    }
    ti_buf_clear(&calendar);
}

static void test_every_text_is_escaped_as_it_should_be(void **state)
{
    (void)state;
    invite_copy_check_all(check_escapes);
}

/* Octets on the first line of SUMMARY. */
static size_t first_line_of_summary(const char *title)
{
    const invite_case c = { .name = "fold", .title = title };
    static invite_copy copy;
    const char *at;
    size_t length;

    invite_copy_make(&copy, &c, TEAMSINVITE_AUDIENCE_CANDIDATE);
    at = strstr(copy.ical, "\r\nSUMMARY:");
    assert_non_null(at);
    length = strcspn(at + 2, "\r");
    invite_copy_clear(&copy);
    return length;
}

static void test_a_line_is_filled_up_to_its_75th_octet(void **state)
{
    char title[75 - 8 + 1 + 8];

    (void)state;
    memset(title, 'x', sizeof(title));
    memcpy(title + 65, "\xc3\xa4 z", 5);
    assert_int_equal(first_line_of_summary(title), 75);
    memcpy(title + 65, "x\xc3\xa4z", 5);
    assert_int_equal(first_line_of_summary(title), 74);
    memcpy(title + 64, "\xe6\x97\xa5z", 5);
    assert_int_equal(first_line_of_summary(title), 75);
    memcpy(title + 64, "xx\xf0\x9f\x98\x80", 7);
    assert_int_equal(first_line_of_summary(title), 74);
    memcpy(title + 64, "xx,z", 5);
    assert_int_equal(first_line_of_summary(title), 74);
    memcpy(title + 64, "xxx", 4);
    assert_int_equal(first_line_of_summary(title), 75);
}

/* Each length from 2 to 199, so that each property folds at each place. */
static void test_texts_of_every_length_are_folded_well(void **state)
{
    char text[200 + 1];
    size_t length;

    (void)state;
    for (length = 2; length <= 199; length++) {
        const invite_case c = { .name = "length", .title = text, .message = text, .recruiter_name = text };

        memset(text, 'x', length);
        memcpy(text + length - 1, length % 2 == 0 ? "\xc3\xa9" : "yz", 3);
        invite_copy_check(&c, TEAMSINVITE_AUDIENCE_CANDIDATE, check_lines);
    }
}

static void get_uid(char uid[80], const char *company, const char *reference)
{
    const invite_case c = { .name = "uid", .company = company, .reference = reference, .sequence = 1 };
    static invite_copy copy;

    invite_copy_make(&copy, &c, TEAMSINVITE_AUDIENCE_CANDIDATE);
    memcpy(uid, copy.uid, sizeof(copy.uid));
    invite_copy_clear(&copy);
}

/* That it stays the same is in every case. */
static void test_each_interview_of_each_company_has_a_uid_that_tells_nothing(void **state)
{
    char first[80], second[80], elsewhere[80];

    (void)state;
    get_uid(first, "acme", "interview-1");
    get_uid(second, "acme", "interview-2");
    get_uid(elsewhere, "globex", "interview-1");
    assert_string_not_equal(first, second);
    assert_string_not_equal(first, elsewhere);
    assert_int_equal(strspn(first, "0123456789abcdef"), 32);
    assert_string_equal(first + 32, "@libteamsinvite");
}

/* Two cases of one name would overwrite each other's file in the test with ical.js. */
static void test_no_two_cases_have_one_name(void **state)
{
    size_t i, j;

    (void)state;
    for (i = 0; i < invite_case_count; i++)
        for (j = 0; j < i; j++)
            assert_string_not_equal(invite_cases[i].name, invite_cases[j].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_line_is_whole_and_at_most_75_octets),
        cmocka_unit_test(test_every_text_is_escaped_as_it_should_be),
        cmocka_unit_test(test_a_line_is_filled_up_to_its_75th_octet),
        cmocka_unit_test(test_texts_of_every_length_are_folded_well),
        cmocka_unit_test(test_each_interview_of_each_company_has_a_uid_that_tells_nothing),
        cmocka_unit_test(test_no_two_cases_have_one_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
