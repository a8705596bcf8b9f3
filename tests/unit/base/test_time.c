/* SPDX-License-Identifier: Apache-2.0 */
/* test_time.c - dates as text and back, over the whole range. */
#include "base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define DAY_MS INT64_C(86400000)

static void assert_iso(int64_t at_ms, const char *expected)
{
    char text[TI_TIME_TEXT_MAX];

    ti_time_format_iso(at_ms, text);
    assert_string_equal(text, expected);
}

static void assert_parsed(const char *text, int64_t expected)
{
    int64_t at_ms = -1;

    if (!ti_time_parse_iso(ti_slice_of(text), &at_ms))
        fail_msg("refused %s", text);
    if (at_ms != expected)
        fail_msg("%s gave %lld, not %lld", text, (long long)at_ms, (long long)expected);
}

static void test_iso_of_known_times(void **state)
{
    (void)state;
    assert_iso(0, "1970-01-01T00:00:00Z");
    assert_iso(INT64_C(1893456000000), "2030-01-01T00:00:00Z");
    assert_iso(INT64_C(951782400000), "2000-02-29T00:00:00Z");
    assert_iso(INT64_C(1709210096789), "2024-02-29T12:34:56Z"); /* milliseconds are cut, not rounded */
    assert_iso(INT64_C(4107542399000), "2100-02-28T23:59:59Z");
    assert_iso(INT64_C(4107542400000), "2100-03-01T00:00:00Z"); /* 2100 is no leap year */
    assert_iso(TI_TIME_MAX_MS, "9999-12-31T23:59:59Z");
}

static void test_ical_is_the_same_without_the_marks(void **state)
{
    char text[TI_TIME_TEXT_MAX];

    (void)state;
    ti_time_format_ical(INT64_C(1709210096000), text);
    assert_string_equal(text, "20240229T123456Z");
    ti_time_format_ical(TI_TIME_MAX_MS, text);
    assert_string_equal(text, "99991231T235959Z");
}

static void test_times_outside_the_range_become_its_ends(void **state)
{
    (void)state;
    assert_iso(-1, "1970-01-01T00:00:00Z");
    assert_iso(INT64_MIN, "1970-01-01T00:00:00Z");
    assert_iso(TI_TIME_MAX_MS + 1, "9999-12-31T23:59:59Z");
    assert_iso(INT64_MAX, "9999-12-31T23:59:59Z");
}

static void test_every_day_of_the_range_agrees_with_the_c_library(void **state)
{
    int64_t day;

    (void)state;
    for (day = 0; day * DAY_MS <= TI_TIME_MAX_MS; day++) {
        int64_t at_ms = day * DAY_MS + day * 7919 % DAY_MS / 1000 * 1000;
        time_t seconds = (time_t)(at_ms / 1000);
        ti_civil civil = ti_time_civil(at_ms);
        int64_t back = -1;
        struct tm tm;

        (void)gmtime_r(&seconds, &tm);
        if (civil.year != tm.tm_year + 1900 || civil.month != tm.tm_mon + 1 || civil.day != tm.tm_mday ||
            civil.hour != tm.tm_hour || civil.minute != tm.tm_min || civil.second != tm.tm_sec ||
            civil.weekday != tm.tm_wday)
            fail_msg("day %lld", (long long)day);
        if (!ti_time_from_civil(&civil, &back) || back != at_ms)
            fail_msg("day %lld and back", (long long)day);
    }
}

static void test_dates_that_do_not_exist(void **state)
{
    static const ti_civil bad[] = {
        { .year = 1969, .month = 12, .day = 31 },
        { .year = 10000, .month = 1, .day = 1 },
        { .year = 2024, .month = 0, .day = 1 },
        { .year = 2024, .month = 13, .day = 1 },
        { .year = 2024, .month = 1, .day = 0 },
        { .year = 2024, .month = 1, .day = 32 },
        { .year = 2024, .month = 2, .day = 30 },
        { .year = 2023, .month = 2, .day = 29 },
        { .year = 2100, .month = 2, .day = 29 },
        { .year = 2024, .month = 3, .day = 32 },
        { .year = 2024, .month = 4, .day = 31 },
        { .year = 2024, .month = 6, .day = 31 },
        { .year = 2024, .month = 9, .day = 31 },
        { .year = 2024, .month = 11, .day = 31 },
        { .year = 2024, .month = 1, .day = 1, .hour = 24 },
        { .year = 2024, .month = 1, .day = 1, .hour = -1 },
        { .year = 2024, .month = 1, .day = 1, .minute = 60 },
        { .year = 2024, .month = 1, .day = 1, .minute = -1 },
        { .year = 2024, .month = 1, .day = 1, .second = 60 },
        { .year = 2024, .month = 1, .day = 1, .second = -1 },
        { .year = INT32_MIN, .month = INT32_MIN, .day = INT32_MIN },
        { .year = INT32_MAX, .month = INT32_MAX, .day = INT32_MAX },
    };
    int64_t at_ms = 77;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (ti_time_from_civil(&bad[i], &at_ms))
            fail_msg("row %zu", i);
    assert_int_equal(at_ms, 77);
}

static void test_no_month_has_a_day_more_than_it_has(void **state)
{
    static const int32_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int64_t at_ms;
    int32_t month;

    (void)state;
    for (month = 1; month <= 12; month++) {
        ti_civil civil = { .year = 2023, .month = month, .day = days[month - 1] };

        assert_true(ti_time_from_civil(&civil, &at_ms));
        civil.day++;
        assert_false(ti_time_from_civil(&civil, &at_ms));
    }
}

static void test_leap_days_exist(void **state)
{
    const ti_civil in_2000 = { .year = 2000, .month = 2, .day = 29 };
    const ti_civil in_2024 = { .year = 2024, .month = 2, .day = 29 };
    int64_t at_ms;

    (void)state;
    assert_true(ti_time_from_civil(&in_2000, &at_ms));
    assert_true(at_ms == INT64_C(951782400000));
    assert_true(ti_time_from_civil(&in_2024, &at_ms));
    assert_true(at_ms == INT64_C(1709164800000));
}

static void test_parse_with_z_and_with_offsets(void **state)
{
    (void)state;
    assert_parsed("1970-01-01T00:00:00Z", 0);
    assert_parsed("2024-02-29T12:34:56Z", INT64_C(1709210096000));
    assert_parsed("2024-02-29T13:34:56+01:00", INT64_C(1709210096000));
    assert_parsed("2024-02-29T07:04:56-05:30", INT64_C(1709210096000));
    assert_parsed("2024-02-29T12:34:56+00:00", INT64_C(1709210096000));
    assert_parsed("2024-03-01T02:34:56+14:00", INT64_C(1709210096000)); /* over the end of the month */
    assert_parsed("2024-03-01T12:33:56+23:59", INT64_C(1709210096000));
    assert_parsed("9999-12-31T23:59:59.999Z", TI_TIME_MAX_MS);
}

static void test_parse_keeps_three_digits_of_the_fraction(void **state)
{
    (void)state;
    assert_parsed("1970-01-01T00:00:00.1Z", 100);
    assert_parsed("1970-01-01T00:00:00.12Z", 120);
    assert_parsed("1970-01-01T00:00:00.123Z", 123);
    assert_parsed("1970-01-01T00:00:00.001Z", 1);
    assert_parsed("1970-01-01T00:00:00.9999999Z", 999); /* as Graph writes them */
    assert_parsed("1970-01-01T00:00:00.123456789Z", 123);
    assert_parsed("1970-01-01T00:00:01.5+00:00", 1500);
}

static void test_parse_takes_the_letters_in_either_case(void **state)
{
    (void)state;
    assert_parsed("1970-01-01t00:00:01z", 1000);
}

static void test_parse_refuses_everything_else(void **state)
{
    static const char *const bad[] = {
        "", "Z", "2024", "2024-02-29", "2024-02-29T12:34Z", "2024-02-29T12:34:56",
        "2024-02-29 12:34:56Z", "2024-02-29T12:34:56Zx", " 2024-02-29T12:34:56Z", "2024-02-29T12:34:56 Z",
        "24-02-29T12:34:56Z", "02024-02-29T12:34:56Z", "2024-2-29T12:34:56Z", "2024-02-9T12:34:56Z",
        "2024/02/29T12:34:56Z", "2024-02-29T12.34.56Z", "20240229T123456Z",
        "2023-02-29T12:34:56Z", "2024-02-30T12:34:56Z", "2024-13-01T12:34:56Z", "2024-00-01T12:34:56Z",
        "2024-01-00T12:34:56Z", "2024-02-29T24:00:00Z", "2024-02-29T12:60:56Z", "2024-02-29T12:34:60Z",
        "2024-02-29T12:34:56.Z", "2024-02-29T12:34:56.1234567890Z", "2024-02-29T12:34:56,5Z",
        "2024-02-29T12:34:56.5",
        "2024-02-29T12:34:56+0100", "2024-02-29T12:34:56+01", "2024-02-29T12:34:56+1:00",
        "2024-02-29T12:34:56+01:0",
        "2024-02-29T12:34:56+01:000", "2024-02-29T12:34:56+24:00", "2024-02-29T12:34:56+01:60",
        "2024-02-29T12:34:56*01:00",
        "2024-02-29T12:34:56+01-00", "2024-02-29T12:34:56+-1:00", "2024-02-29T12:34:56++1:00",
        "-024-02-29T12:34:56Z", "+024-02-29T12:34:56Z", "2024-02-29T1 :34:56Z", "2024-02-29T-1:34:56Z",
        "2024-02-2912:34:56Z", "2024-02-29T12:34:Z", "2024-02-29T:34:56Z", "2024-02-29T12:34:56+:00",
        "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01", /* before 1970 */
        "9999-12-31T23:59:59-00:01",                         /* after 9999 */
        "0000-01-01T00:00:00Z",
    };
    int64_t at_ms = 77;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (ti_time_parse_iso(ti_slice_of(bad[i]), &at_ms))
            fail_msg("accepted \"%s\"", bad[i]);
    assert_int_equal(at_ms, 77);
    assert_false(ti_time_parse_iso(TI_SLICE("2024-02-29T12:34:56Z\0"), &at_ms));
}

static void test_parse_reads_no_further_than_the_slice(void **state)
{
    static const char text[] = "2024-02-29T12:34:56.123+01:00";
    int64_t at_ms;
    size_t len;

    (void)state;
    for (len = 0; len < sizeof(text) - 1; len++)
        assert_false(ti_time_parse_iso(ti_slice_make(text, len), &at_ms));
    assert_true(ti_time_parse_iso(ti_slice_make(text, len), &at_ms));
    assert_false(ti_time_parse_iso(ti_slice_make("2024-02-29T12:34:56Z", 19), &at_ms));
}

static void test_what_is_formatted_parses_to_the_same_second(void **state)
{
    char text[TI_TIME_TEXT_MAX];
    int64_t at_ms;

    (void)state;
    for (at_ms = 0; at_ms <= TI_TIME_MAX_MS; at_ms += INT64_C(397) * 86413000) {
        ti_time_format_iso(at_ms, text);
        assert_parsed(text, at_ms);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_iso_of_known_times),
        cmocka_unit_test(test_ical_is_the_same_without_the_marks),
        cmocka_unit_test(test_times_outside_the_range_become_its_ends),
        cmocka_unit_test(test_every_day_of_the_range_agrees_with_the_c_library),
        cmocka_unit_test(test_dates_that_do_not_exist),
        cmocka_unit_test(test_no_month_has_a_day_more_than_it_has),
        cmocka_unit_test(test_leap_days_exist),
        cmocka_unit_test(test_parse_with_z_and_with_offsets),
        cmocka_unit_test(test_parse_keeps_three_digits_of_the_fraction),
        cmocka_unit_test(test_parse_takes_the_letters_in_either_case),
        cmocka_unit_test(test_parse_refuses_everything_else),
        cmocka_unit_test(test_parse_reads_no_further_than_the_slice),
        cmocka_unit_test(test_what_is_formatted_parses_to_the_same_second),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
