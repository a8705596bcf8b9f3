/* SPDX-License-Identifier: Apache-2.0 */
/* test_check.c - arguments of public functions: what passes, what is refused, and what is said then. */
#include "base/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void assert_refused(teamsinvite_status status, const ti_error *error, const char *value)
{
    if (status != TEAMSINVITE_E_INVALID)
        fail_msg("accepted \"%s\"", value == NULL ? "(NULL)" : value);
    assert_string_equal(error->parameter, "thing");
    assert_memory_equal(error->message, "thing: ", 7);
}

static void test_given(void **state)
{
    ti_error error;

    (void)state;
    assert_int_equal(ti_check_given(&error, "thing", ""), TEAMSINVITE_OK);
    assert_refused(ti_check_given(&error, "thing", NULL), &error, NULL);
    assert_string_equal(error.message, "thing: is NULL");
}

static void test_ids_of_the_host_pass(void **state)
{
    static const char *const good[] = {
        "a", "0", "acme", "ACME-42", "user.name_1-2", "..", "azAZ09._-",
        "1234567890123456789012345678901234567890123456789012345678901234",
    };
    ti_error error;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(good); i++)
        assert_int_equal(ti_check_id(&error, "thing", good[i]), TEAMSINVITE_OK);
}

static void test_ids_that_may_be_personal_or_break_out_are_refused(void **state)
{
    static const char *const bad[] = {
        NULL, "", "@a", " a", "jane@example.com", "Jane Doe", "a/b", "a\\b", "a:b", "a%2f", "a\tb", "a\n", "a'b", "a\"b", "<a>",
        "a\x7f", "J\xc3\xbcrgen", "a,b", "a;b", "a+b", "a*", "a`", "a{", "a[", "a(",
        "12345678901234567890123456789012345678901234567890123456789012345",
    };
    ti_error error;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(bad); i++)
        assert_refused(ti_check_id(&error, "thing", bad[i]), &error, bad[i]);
}

static void test_a_refusal_never_repeats_the_value(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_check_id(&error, "thing", "jane@example.com");
    assert_null(strstr(error.message, "jane"));
    (void)ti_check_token(&error, "thing", "sec ret", 100);
    assert_null(strstr(error.message, "sec"));
    (void)ti_check_url(&error, "thing", "ftp://hidden.example/", 100);
    assert_null(strstr(error.message, "hidden"));
}

static void test_text_for_people_passes(void **state)
{
    ti_error error;

    (void)state;
    assert_int_equal(
        ti_check_text(&error, "thing", "Interview \xe2\x80\x94 J\xc3\xbcrgen \xf0\x9f\x98\x80", 100, false),
        TEAMSINVITE_OK);
    assert_int_equal(ti_check_text(&error, "thing", "non\xc2\xa0" "breaking", 100, false), TEAMSINVITE_OK); /* U+00A0 */
    assert_int_equal(ti_check_text(&error, "thing", "12345", 5, false), TEAMSINVITE_OK);
    assert_int_equal(ti_check_text(&error, "thing", "one\ntwo\tthree", 100, true), TEAMSINVITE_OK);
}

static void test_text_that_is_refused(void **state)
{
    static const char *const bad[] = {
        NULL, "", "123456", "a\nb", "a\tb", "a\rb", "a\x01", "a\x1f", "a\x7f", "a\x1b[m",
        "\xc2\x85", "\xc2\x80", "\xc2\x9f", /* C1 controls */
        "\xff", "a\xc3", "\xc0\x80",
    };
    ti_error error;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(bad); i++)
        assert_refused(ti_check_text(&error, "thing", bad[i], 5, false), &error, bad[i]);
}

static void test_lines_allow_newline_and_tab_and_no_more(void **state)
{
    static const char *const bad[] = { "a\rb", "a\r\nb", "a\x0b", "a\x0c", "a\x7f", "a\x08", "a\xc2\x85" };
    ti_error error;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(bad); i++)
        assert_refused(ti_check_text(&error, "thing", bad[i], 100, true), &error, bad[i]);
}

static void test_too_long_says_how_long_it_may_be(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_check_text(&error, "thing", "123456", 5, false);
    assert_string_equal(error.message, "thing: is longer than 5 bytes");
}

static void test_tokens_are_printable_ascii(void **state)
{
    static const char *const bad[] = { NULL,  "",    "a b",   " a",        "a ",         "a\n",
                                       "a\r", "a\t", "a\x7f", "a\xc3\xa4", "12345678901" };
    ti_error error;
    size_t i;

    (void)state;
    assert_int_equal(ti_check_token(&error, "thing", "!\"#~", 10), TEAMSINVITE_OK);
    assert_int_equal(ti_check_token(&error, "thing", "1234567890", 10), TEAMSINVITE_OK);
    for (i = 0; i < LENGTH(bad); i++)
        assert_refused(ti_check_token(&error, "thing", bad[i], 10), &error, bad[i]);
}

static void test_guids(void **state)
{
    static const char *const bad[] = {
        NULL, "", "common", "{8eaef023-2b34-4da1-9baa-8bc8c9d6a490}", "8eaef0232b344da19baa8bc8c9d6a490",
        "8eaef023-2b34-4da1-9baa-8bc8c9d6a49", "8eaef023-2b34-4da1-9baa-8bc8c9d6a490 ",
    };
    ti_error error;
    size_t i;

    (void)state;
    assert_int_equal(ti_check_guid(&error, "thing", "8eaef023-2b34-4da1-9baa-8bc8c9d6a490"), TEAMSINVITE_OK);
    for (i = 0; i < LENGTH(bad); i++)
        assert_refused(ti_check_guid(&error, "thing", bad[i]), &error, bad[i]);
}

static void test_urls_that_pass(void **state)
{
    static const char *const good[] = {
        "https://ats.example/teams/callback",
        "https://ats.example",
        "HTTPS://ats.example:8443/cb?x=1",
        "http://localhost:3000/cb",
        "http://127.0.0.1/cb",
        "http://[::1]:3000/cb",
    };
    ti_error error;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(good); i++)
        if (ti_check_url(&error, "thing", good[i], 200) != TEAMSINVITE_OK)
            fail_msg("%s %s", good[i], error.message);
}

static void test_urls_that_are_refused(void **state)
{
    static const char *const bad[] = {
        NULL, "", "ats.example", "/cb", "//ats.example/cb", "https:", "https://", "https:///cb",
        "http://ats.example/cb", "http://localhost.evil.example/", "http://127.0.0.1.evil.example/",
        "http://128.0.0.1/",
        "http://[::2]/", "ftp://localhost/", "file:///etc/passwd", "javascript:alert(1)",
        "https://user@ats.example/", "https://user:password@ats.example/", "https://@ats.example/",
        "https://ats.example/#", "https://ats.example/cb#part",
        "https://ats.example/a b", "https://ats.example/\n", "https://ats.example/\xc3\xa4",
        "https://ats.example\\@evil.example/",
    };
    ti_error error;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(bad); i++)
        assert_refused(ti_check_url(&error, "thing", bad[i], 200), &error, bad[i]);
}

static void test_urls_say_what_is_wrong_with_them(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_check_url(&error, "thing", "http://ats.example/", 100);
    assert_non_null(strstr(error.message, "https"));
    (void)ti_check_url(&error, "thing", "https://a@b/", 100);
    assert_non_null(strstr(error.message, "user"));
    (void)ti_check_url(&error, "thing", "https://b/#x", 100);
    assert_non_null(strstr(error.message, "fragment"));
}

static void test_urls_up_to_the_maximum(void **state)
{
    ti_error error;

    (void)state;
    assert_int_equal(ti_check_url(&error, "thing", "https://ats.example/", 20), TEAMSINVITE_OK);
    assert_refused(ti_check_url(&error, "thing", "https://ats.example/", 19), &error, "too long");
}

static void test_ranges_hold_their_ends(void **state)
{
    ti_error error;

    (void)state;
    assert_int_equal(ti_check_range(&error, "thing", 1, 1, 5), TEAMSINVITE_OK);
    assert_int_equal(ti_check_range(&error, "thing", 5, 1, 5), TEAMSINVITE_OK);
    assert_refused(ti_check_range(&error, "thing", 0, 1, 5), &error, "0");
    assert_refused(ti_check_range(&error, "thing", 6, 1, 5), &error, "6");
    assert_string_equal(error.message, "thing: is 6, not 1 to 5");
    assert_refused(ti_check_range(&error, "thing", INT64_MIN, 0, INT64_MAX), &error, "min");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_given),
        cmocka_unit_test(test_ids_of_the_host_pass),
        cmocka_unit_test(test_ids_that_may_be_personal_or_break_out_are_refused),
        cmocka_unit_test(test_a_refusal_never_repeats_the_value),
        cmocka_unit_test(test_text_for_people_passes),
        cmocka_unit_test(test_text_that_is_refused),
        cmocka_unit_test(test_lines_allow_newline_and_tab_and_no_more),
        cmocka_unit_test(test_too_long_says_how_long_it_may_be),
        cmocka_unit_test(test_tokens_are_printable_ascii),
        cmocka_unit_test(test_guids),
        cmocka_unit_test(test_urls_that_pass),
        cmocka_unit_test(test_urls_that_are_refused),
        cmocka_unit_test(test_urls_say_what_is_wrong_with_them),
        cmocka_unit_test(test_urls_up_to_the_maximum),
        cmocka_unit_test(test_ranges_hold_their_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
