/* SPDX-License-Identifier: Apache-2.0 */
/* test_http_date.c - dates in HTTP headers, in the three forms of RFC 9110. */
#include "proto/http_date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define IN_1994_MS INT64_C(784111777000) /* Sun, 06 Nov 1994 08:49:37 GMT */
#define IN_2025_MS INT64_C(1764000000000)
#define IN_2099_MS INT64_C(4090000000000)

static int64_t parse(const char *text, int64_t now_ms)
{
    int64_t at_ms = -1;

    if (!ti_http_date_parse(ti_slice_of(text), now_ms, &at_ms))
        fail_msg("\"%s\" was refused", text);
    return at_ms;
}

static void test_http_date_reads_the_three_forms_of_one_moment(void **state)
{
    (void)state;
    assert_int_equal(parse("Sun, 06 Nov 1994 08:49:37 GMT", 0), IN_1994_MS);
    assert_int_equal(parse("Sunday, 06-Nov-94 08:49:37 GMT", IN_1994_MS), IN_1994_MS);
    assert_int_equal(parse("Sun Nov  6 08:49:37 1994", 0), IN_1994_MS);
    assert_int_equal(parse("Wed Nov 16 08:49:37 1994", 0), IN_1994_MS + INT64_C(864000000));
}

static void test_http_date_knows_every_month_and_weekday(void **state)
{
    static const struct {
        const char *text;
        int64_t at_ms;
    } dates[] = {
        { "Sun, 01 Jan 2023 00:00:00 GMT", INT64_C(1672531200000) },
        { "Wed, 01 Feb 2023 00:00:00 GMT", INT64_C(1675209600000) },
        { "Thu, 29 Feb 2024 23:59:59 GMT", INT64_C(1709251199000) },
        { "Wed, 01 Mar 2023 00:00:00 GMT", INT64_C(1677628800000) },
        { "Sat, 01 Apr 2023 00:00:00 GMT", INT64_C(1680307200000) },
        { "Mon, 01 May 2023 00:00:00 GMT", INT64_C(1682899200000) },
        { "Thu, 01 Jun 2023 00:00:00 GMT", INT64_C(1685577600000) },
        { "Sat, 01 Jul 2023 00:00:00 GMT", INT64_C(1688169600000) },
        { "Tue, 01 Aug 2023 00:00:00 GMT", INT64_C(1690848000000) },
        { "Fri, 01 Sep 2023 00:00:00 GMT", INT64_C(1693526400000) },
        { "Sun, 01 Oct 2023 00:00:00 GMT", INT64_C(1696118400000) },
        { "Wed, 01 Nov 2023 00:00:00 GMT", INT64_C(1698796800000) },
        { "Fri, 01 Dec 2023 00:00:00 GMT", INT64_C(1701388800000) },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++)
        assert_int_equal(parse(dates[i].text, 0), dates[i].at_ms);
}

static void test_http_date_completes_two_digits_of_a_year_near_now(void **state)
{
    (void)state;
    /* 2025-11-24 is now: 94 is 1994, 30 is 2030, 75 is 2075, 76 is 1976. */
    assert_int_equal(parse("Sunday, 06-Nov-94 08:49:37 GMT", IN_2025_MS), IN_1994_MS);
    assert_int_equal(parse("Tuesday, 15-Jan-30 09:00:00 GMT", IN_2025_MS), INT64_C(1894698000000));
    assert_int_equal(parse("Tuesday, 01-Jan-75 00:00:00 GMT", IN_2025_MS), INT64_C(3313526400000));
    assert_int_equal(parse("Thursday, 01-Jan-76 00:00:00 GMT", IN_2025_MS), INT64_C(189302400000));
    /* In 2099, 49 is 2049, 48 is 2148, and 01 is 2101. */
    assert_int_equal(parse("Friday, 01-Jan-49 00:00:00 GMT", IN_2099_MS), INT64_C(2493072000000));
    assert_int_equal(parse("Monday, 01-Jan-48 00:00:00 GMT", IN_2099_MS), INT64_C(5617123200000));
    assert_int_equal(parse("Saturday, 01-Jan-01 00:00:00 GMT", IN_2099_MS), INT64_C(4133980800000));
}

static void test_http_date_knows_every_weekday_by_its_long_name(void **state)
{
    static const char *const days[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
    char text[64];
    int i;

    (void)state;
    for (i = 0; i < 7; i++) { /* from Sunday, 6 November 1994 */
        snprintf(text, sizeof(text), "%s, %02d-Nov-94 08:49:37 GMT", days[i], 6 + i);
        assert_int_equal(parse(text, IN_1994_MS), IN_1994_MS + i * INT64_C(86400000));
    }
}

static void test_http_date_takes_a_leap_second_as_the_one_before(void **state)
{
    (void)state;
    assert_int_equal(parse("Sat, 31 Dec 2016 23:59:60 GMT", 0), INT64_C(1483228799000));
}

static void test_http_date_refuses_what_is_not_one(void **state)
{
    static const char *const bad[] = {
        "",
        "Sun",
        "Sun, ",
        "sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 gmt",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
        "Sun, 06 Nov 1994 08:49:37 GMTx",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 19945 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun,06 Nov 1994 08:49:37 GMT",
        "Xxx, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Xxx 1994 08:49:37 GMT",
        "Sun, +6 Nov 1994 08:49:37 GMT",
        "Sun, -6 Nov 1994 08:49:37 GMT",
        "Wed, 30 Feb 2022 00:00:00 GMT",
        "Tue, 29 Feb 2023 00:00:00 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06 Nov 94 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994 GMT",
        "Sun Nov  6 08:49:37 94",
        "Sun Nov  16 08:49:37 1994",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        int64_t at_ms = -1;

        if (ti_http_date_parse(ti_slice_of(bad[i]), IN_2025_MS, &at_ms))
            fail_msg("\"%s\" was taken for %lld", bad[i], (long long)at_ms);
    }
}

static void test_http_date_cut_anywhere_is_refused(void **state)
{
    static const char *const whole[] = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                                         "Sun Nov  6 08:49:37 1994" };
    int64_t at_ms;
    size_t i, len;

    (void)state;
    for (i = 0; i < 3; i++) {
        for (len = 0; len < strlen(whole[i]); len++)
            assert_false(ti_http_date_parse(ti_slice_make(whole[i], len), IN_1994_MS, &at_ms));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_http_date_reads_the_three_forms_of_one_moment),
        cmocka_unit_test(test_http_date_knows_every_month_and_weekday),
        cmocka_unit_test(test_http_date_completes_two_digits_of_a_year_near_now),
        cmocka_unit_test(test_http_date_knows_every_weekday_by_its_long_name),
        cmocka_unit_test(test_http_date_takes_a_leap_second_as_the_one_before),
        cmocka_unit_test(test_http_date_refuses_what_is_not_one),
        cmocka_unit_test(test_http_date_cut_anywhere_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
