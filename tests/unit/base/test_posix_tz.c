/* SPDX-License-Identifier: Apache-2.0 */
/* test_posix_tz.c - the rules of a zone: every form, both hemispheres, new year, and what is none. */
#include "base/posix_tz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/time.h"

#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define DUBLIN "IST-1GMT0,M10.5.0,M3.5.0/1"
#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"
#define SYDNEY "AEST-10AEDT,M10.1.0,M4.1.0/3"
#define LORD_HOWE "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"
#define NUUK "<-02>2<-01>,M3.5.0/-1,M10.5.0/0"
#define JERUSALEM "IST-2IDT,M3.4.4/26,M10.5.0"
#define GAZA "EET-2EEST,M3.4.4/50,M10.4.4/50"
#define CYCLE_S INT64_C(12622780800) /* 400 years */

typedef struct known {
    const char *rules, *at;
    int32_t offset_s;
} known;

static int64_t second_of(const char *iso)
{
    int64_t at_ms = 0;

    if (!ti_time_parse_iso(ti_slice_of(iso), &at_ms))
        fail_msg("no time: %s", iso);
    return at_ms / 1000;
}

static int32_t offset_at(const char *rules, int64_t at_s)
{
    int32_t offset_s = INT32_MIN;

    if (!ti_posix_tz_offset(ti_slice_of(rules), at_s, &offset_s))
        fail_msg("refused %s", rules);
    return offset_s;
}

static void assert_known(const known *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        int32_t offset_s = offset_at(rows[i].rules, second_of(rows[i].at));

        if (offset_s != rows[i].offset_s)
            fail_msg("%s at %s: %d, not %d", rows[i].rules, rows[i].at, (int)offset_s, (int)rows[i].offset_s);
    }
}

static void test_zones_without_daylight_saving(void **state)
{
    static const known rows[] = {
        { "UTC0", "2030-01-01T00:00:00Z", 0 },
        { "JST-9", "2030-07-01T00:00:00Z", 32400 },
        { "IST-5:30", "2030-07-01T00:00:00Z", 19800 },
        { "<+0545>-5:45", "2030-07-01T00:00:00Z", 20700 },
        { "<-0930>9:30", "2030-07-01T00:00:00Z", -34200 },
        { "<+03>-3", "2030-07-01T00:00:00Z", 10800 },
        { "<-00>0", "2030-07-01T00:00:00Z", 0 },
        { "XYZ+1", "2030-07-01T00:00:00Z", -3600 },
        { "XYZ-01:02:03", "2030-07-01T00:00:00Z", 3723 },
        { "XYZ24:59:59", "2030-07-01T00:00:00Z", -89999 },
        { "XYZ-24:59:59", "2030-07-01T00:00:00Z", 89999 },
        { "<aZ09+->0", "2030-07-01T00:00:00Z", 0 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

static void test_the_second_before_a_change_and_the_change(void **state)
{
    static const known rows[] = {
        { BERLIN, "2029-03-25T00:59:59Z", 3600 },     { BERLIN, "2029-03-25T01:00:00Z", 7200 },
        { BERLIN, "2029-10-28T00:59:59Z", 7200 },     { BERLIN, "2029-10-28T01:00:00Z", 3600 },
        { DUBLIN, "2029-03-25T00:59:59Z", 0 },        { DUBLIN, "2029-03-25T01:00:00Z", 3600 },
        { DUBLIN, "2029-10-28T00:59:59Z", 3600 },     { DUBLIN, "2029-10-28T01:00:00Z", 0 },
        { NEW_YORK, "2029-03-11T06:59:59Z", -18000 }, { NEW_YORK, "2029-03-11T07:00:00Z", -14400 },
        { NEW_YORK, "2029-11-04T05:59:59Z", -14400 }, { NEW_YORK, "2029-11-04T06:00:00Z", -18000 },
        { SYDNEY, "2029-03-31T15:59:59Z", 39600 },    { SYDNEY, "2029-03-31T16:00:00Z", 36000 },
        { SYDNEY, "2029-10-06T15:59:59Z", 36000 },    { SYDNEY, "2029-10-06T16:00:00Z", 39600 },
        { LORD_HOWE, "2029-03-31T14:59:59Z", 39600 }, { LORD_HOWE, "2029-03-31T15:00:00Z", 37800 },
        { LORD_HOWE, "2029-10-06T15:29:59Z", 37800 }, { LORD_HOWE, "2029-10-06T15:30:00Z", 39600 },
        { NUUK, "2029-03-25T00:59:59Z", -7200 },      { NUUK, "2029-03-25T01:00:00Z", -3600 },
        { NUUK, "2029-10-28T00:59:59Z", -3600 },      { NUUK, "2029-10-28T01:00:00Z", -7200 },
        { JERUSALEM, "2029-03-22T23:59:59Z", 7200 },  { JERUSALEM, "2029-03-23T00:00:00Z", 10800 },
        { GAZA, "2029-03-23T23:59:59Z", 7200 },       { GAZA, "2029-03-24T00:00:00Z", 10800 },
        { GAZA, "2029-10-26T22:59:59Z", 10800 },      { GAZA, "2029-10-26T23:00:00Z", 7200 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

/* The last Sunday of a month with four and of one with five. */
static void test_berlin_up_to_2099(void **state)
{
    static const known rows[] = {
        { BERLIN, "2040-03-25T00:59:59Z", 3600 }, { BERLIN, "2040-03-25T01:00:00Z", 7200 },
        { BERLIN, "2060-10-31T00:59:59Z", 7200 }, { BERLIN, "2060-10-31T01:00:00Z", 3600 },
        { BERLIN, "2080-03-31T00:59:59Z", 3600 }, { BERLIN, "2080-03-31T01:00:00Z", 7200 },
        { BERLIN, "2099-03-29T00:59:59Z", 3600 }, { BERLIN, "2099-03-29T01:00:00Z", 7200 },
        { BERLIN, "2099-10-25T00:59:59Z", 7200 }, { BERLIN, "2099-10-25T01:00:00Z", 3600 },
        { BERLIN, "2099-12-31T23:59:59Z", 3600 }, { BERLIN, "2099-07-01T00:00:00Z", 7200 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

static void test_south_has_summer_over_new_year(void **state)
{
    static const known rows[] = {
        { SYDNEY, "2029-12-31T12:59:59Z", 39600 }, { SYDNEY, "2029-12-31T13:00:00Z", 39600 },
        { SYDNEY, "2029-12-31T23:59:59Z", 39600 }, { SYDNEY, "2030-01-01T00:00:00Z", 39600 },
        { SYDNEY, "2030-06-30T00:00:00Z", 36000 }, { DUBLIN, "2030-01-01T00:00:00Z", 0 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

/* Days of the year, from 1 without 29 February and from 0 with it. */
static void test_days_of_the_year(void **state)
{
    static const known rows[] = {
        { "AAA0BBB,J59/0,J61/1", "2028-02-27T23:59:59Z", 0 },
        { "AAA0BBB,J59/0,J61/1", "2028-02-28T00:00:00Z", 3600 },
        { "AAA0BBB,J60/0,J61/1", "2028-02-29T23:59:59Z", 0 },
        { "AAA0BBB,J60/0,J61/1", "2028-03-01T00:00:00Z", 3600 },
        { "AAA0BBB,J60/0,J61/1", "2029-02-28T23:59:59Z", 0 },
        { "AAA0BBB,J60/0,J61/1", "2029-03-01T00:00:00Z", 3600 },
        { "AAA0BBB,J60/0,J61/1", "2028-03-01T23:59:59Z", 3600 },
        { "AAA0BBB,J60/0,J61/1", "2028-03-02T00:00:00Z", 0 },
        { "AAA0BBB,59/0,60/1", "2028-02-28T23:59:59Z", 0 },
        { "AAA0BBB,59/0,60/1", "2028-02-29T00:00:00Z", 3600 },
        { "AAA0BBB,59/0,60/1", "2029-02-28T23:59:59Z", 0 },
        { "AAA0BBB,59/0,60/1", "2029-03-01T00:00:00Z", 3600 },
        { "AAA0BBB,J1,J365", "2028-01-01T01:59:59Z", 0 },
        { "AAA0BBB,J1,J365", "2028-01-01T02:00:00Z", 3600 },
        { "AAA0BBB,J1,J365", "2028-12-31T00:59:59Z", 3600 },
        { "AAA0BBB,J1,J365", "2028-12-31T01:00:00Z", 0 },
        { "AAA0BBB,0/1,365/1", "2028-01-01T00:59:59Z", 0 },
        { "AAA0BBB,0/1,365/1", "2028-12-30T23:59:59Z", 3600 },
        { "AAA0BBB,0/1,365/1", "2028-12-31T00:00:00Z", 0 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

/* The examples of RFC 8536, 3.3.1, and ones of ours, where the hours lead into another year. */
static void test_times_that_lead_into_the_year_before_or_after(void **state)
{
    static const known rows[] = {
        { "EST5EDT,0/0,J365/25", "2029-12-31T23:59:59Z", -14400 },
        { "EST5EDT,0/0,J365/25", "2030-01-01T04:59:59Z", -14400 },
        { "EST5EDT,0/0,J365/25", "2030-01-01T05:00:00Z", -14400 },
        { "EST5EDT,0/0,J365/25", "2030-07-01T00:00:00Z", -14400 },
        { "XXX3EDT4,0/0,J365/23", "2030-01-01T02:59:59Z", -14400 },
        { "XXX3EDT4,0/0,J365/23", "2030-01-01T03:00:00Z", -14400 },
        { "AAA0BBB,M1.1.1/-167,M2.1.1/1", "2028-12-25T00:59:59Z", 0 }, /* the Monday is 1 January 2029 */
        { "AAA0BBB,M1.1.1/-167,M2.1.1/1", "2028-12-25T01:00:00Z", 3600 },
        { "AAA0BBB,M1.1.1/-167,M2.1.1/1", "2029-02-05T00:00:00Z", 0 },
        { "AAA0BBB,M7.1.0,J365/167", "2030-01-06T21:59:59Z", 3600 },
        { "AAA0BBB,M7.1.0,J365/167", "2030-01-06T22:00:00Z", 0 },
        { "AAA0BBB,J365/167,M2.1.0", "2030-01-06T22:59:59Z", 0 }, /* begins in the year after, and ends there */
        { "AAA0BBB,J365/167,M2.1.0", "2030-01-06T23:00:00Z", 3600 },
        { "AAA0BBB,J365/167,M2.1.0", "2030-02-03T00:59:59Z", 3600 },
        { "AAA0BBB,J365/167,M2.1.0", "2030-02-03T01:00:00Z", 0 },
        { "AAA0BBB,J365/166,J365/167", "2030-01-06T21:59:59Z", 3600 }, /* a year long but for the hour */
        { "AAA0BBB,J365/166,J365/167", "2029-12-31T00:00:00Z", 3600 },
        { "AAA0BBB,J365/167,J365/166", "2030-01-03T00:00:00Z", 3600 }, /* since January 2029 */
        { "AAA0BBB,J365/167,J365/166", "2030-01-06T20:59:59Z", 3600 },
        { "AAA0BBB,J365/167,J365/166", "2030-01-06T21:00:00Z", 0 },
        { "AAA0BBB,J365/167,J365/166", "2030-01-06T22:59:59Z", 0 },
        { "AAA0BBB,J365/167,J365/166", "2030-01-06T23:00:00Z", 3600 },
        { "AAA-24BBB,0/-167,J2/0", "2029-12-24T00:59:59Z", 86400 },
        { "AAA-24BBB,0/-167,J2/0", "2029-12-24T01:00:00Z", 90000 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

static void test_dst_offset_of_its_own(void **state)
{
    static const known rows[] = {
        { "AAA0BBB-2,M3.5.0,M10.5.0/3", "2029-03-25T02:00:00Z", 7200 },
        { "AAA0BBB-2,M3.5.0,M10.5.0/3", "2029-10-28T00:59:59Z", 7200 },
        { "AAA0BBB-2,M3.5.0,M10.5.0/3", "2029-10-28T01:00:00Z", 0 },
        { "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", "2029-03-25T01:00:00Z", 7200 },
        { "AAA0BBB-2:30:15,M3.5.0,M10.5.0", "2029-07-01T00:00:00Z", 9015 },
        { "AAA-24:59:59BBB,M3.5.0,M10.5.0", "2029-07-01T00:00:00Z", 93599 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

static void test_minutes_and_seconds_in_the_time_of_a_rule(void **state)
{
    static const known rows[] = {
        { "AAA0BBB,M3.5.0/-2:30:15,M10.5.0/+3:15", "2029-03-24T21:29:44Z", 0 },
        { "AAA0BBB,M3.5.0/-2:30:15,M10.5.0/+3:15", "2029-03-24T21:29:45Z", 3600 },
        { "AAA0BBB,M3.5.0/-2:30:15,M10.5.0/+3:15", "2029-10-28T02:14:59Z", 3600 },
        { "AAA0BBB,M3.5.0/-2:30:15,M10.5.0/+3:15", "2029-10-28T02:15:00Z", 0 },
    };

    (void)state;
    assert_known(rows, sizeof(rows) / sizeof(rows[0]));
}

static void test_each_week_and_weekday_of_a_month(void **state)
{
    int32_t week;
    int32_t day;

    (void)state;
    for (week = 1; week <= 5; week++) {
        for (day = 0; day <= 6; day++) { /* 1 September 2030 is a Sunday, so 30 September is a Monday */
            char rules[] = "AAA0BBB,M9.?.?/0,M12.1.0";
            int32_t date = 1 + day + (week - 1) * 7 - (week == 5 && day > 1 ? 7 : 0);
            int64_t at_s = second_of("2030-09-01T00:00:00Z") + (int64_t)(date - 1) * 86400;

            rules[11] = (char)('0' + week);
            rules[13] = (char)('0' + day);
            if (offset_at(rules, at_s - 1) != 0 || offset_at(rules, at_s) != 3600)
                fail_msg("%s is not on the %dth", rules, (int)date);
        }
    }
}

static void test_far_away_it_is_as_400_years_from_here(void **state)
{
    static const int32_t cycles[] = { -20000, -7, -6, -5, -1, 1, 5, 20, 20000 };
    int64_t at_s = second_of("2029-03-25T01:00:00Z");
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cycles) / sizeof(cycles[0]); i++) {
        assert_int_equal(offset_at(BERLIN, at_s + cycles[i] * CYCLE_S - 1), 3600);
        assert_int_equal(offset_at(BERLIN, at_s + cycles[i] * CYCLE_S), 7200);
    }
    assert_int_equal(offset_at(BERLIN, -1), 3600);        /* New Year's Eve of 1969 */
    assert_int_equal(offset_at(BERLIN, -15000000), 7200); /* July 1969 */
    (void)offset_at(SYDNEY, INT64_MIN);
    (void)offset_at(SYDNEY, INT64_MAX);
    assert_int_equal(offset_at("JST-9", INT64_MIN), 32400);
    assert_int_equal(offset_at("JST-9", INT64_MAX), 32400);
}

static const char *const malformed[] = {
    "", "U", "UT0", "UTC", "0", "-3", "UTC-", "UTC+", "UTC+-1", "UTC--1", "UTC 0", " UTC0", "UTC0 ", "UTC0\n", ":UTC0",
    "<>0", "<+3>0", "<+03", "<+03>", "<+03-3", "+03-3", "<+0 3>0", "<<+03>>0", "<+03:>0", "<\xc3\xa4\xc3\xa4>0",
    "U1C0", "UTC25", "UTC-25", "UTC99", "UTC0:60", "UTC0:0:60", "UTC0:", "UTC0:0:", "UTC0::0", "UTC0:-1",
    "UTC0:0:0:0", "UTC0001", "UTC1000", "UTC4294967296",
    "EST5EDT", "EST5EDT4", "EST5ED,M3.2.0,M11.1.0", "EST5EDT,", "EST5EDT,M3.2.0", "EST5EDT,M3.2.0,",
    "EST5EDT,M3.2.0,M11.1.0,", "EST5EDT,M3.2.0,M11.1.0,M12.1.0", "EST5EDT,M3.2.0,M11.1.0 ", "EST5EDT;M3.2.0,M11.1.0",
    "EST5,M3.2.0,M11.1.0", "EST5EDT4,M3.2.0M11.1.0", "EST5EDT25,M3.2.0,M11.1.0", "EST5EDT,M3.2.0,m11.1.0",
    "EST5EDT,M0.2.0,M11.1.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.0.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
    "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,M3.2.-1,M11.1.0", "EST5EDT,M3.2,M11.1.0", "EST5EDT,M3,M11.1.0",
    "EST5EDT,M,M11.1.0", "EST5EDT,M3.2.,M11.1.0", "EST5EDT,M3..0,M11.1.0", "EST5EDT,M3.2.0.0,M11.1.0",
    "EST5EDT,M3:2.0,M11.1.0", "EST5EDT,M3.2:0,M11.1.0",
    "EST5EDT,J0,J365", "EST5EDT,J1,J366", "EST5EDT,J,J365", "EST5EDT,J-1,J365", "EST5EDT,0,366", "EST5EDT,-1,365",
    "EST5EDT,0,999", "EST5EDT,0,0001", "EST5EDT,J1,365x", "EST5EDT,J1,Jx",
    "EST5EDT,M3.2.0/,M11.1.0", "EST5EDT,M3.2.0/168,M11.1.0", "EST5EDT,M3.2.0/-168,M11.1.0",
    "EST5EDT,M3.2.0/2,M11.1.0/2:60", "EST5EDT,M3.2.0/2,M11.1.0/", "EST5EDT,M3.2.0/2/3,M11.1.0",
    "EST5EDT,M3.2.0/2:,M11.1.0",
};

static void test_everything_else_is_refused(void **state)
{
    int32_t offset_s = 77;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(malformed) / sizeof(malformed[0]); i++)
        if (ti_posix_tz_offset(ti_slice_of(malformed[i]), 0, &offset_s))
            fail_msg("accepted \"%s\"", malformed[i]);
    assert_false(ti_posix_tz_offset(TI_SLICE("UTC0\0"), 0, &offset_s));
    assert_false(ti_posix_tz_offset(TI_SLICE("UT\0"), 0, &offset_s));
    assert_false(ti_posix_tz_offset(ti_slice_make(NULL, 0), 0, &offset_s));
    assert_int_equal(offset_s, 77);
}

/* In memory of its own, so that a byte too far is an error for the sanitizer. */
static bool is_read_at_length(const char *rules, size_t len)
{
    char *copy = malloc(len > 0 ? len : 1);
    int32_t offset_s;
    bool read;

    assert_non_null(copy);
    memcpy(copy, rules, len);
    read = ti_posix_tz_offset(ti_slice_make(copy, len), 0, &offset_s);
    free(copy);
    return read;
}

/* Cut off at some places it is a line of rules all the same: "CET-1", "CET-1CEST,M3.5.0,M10.5.0". */
static void test_it_reads_no_further_than_the_slice(void **state)
{
    static const struct {
        const char *rules;
        size_t complete;
    } rows[] = {
        { BERLIN, 3 }, { NUUK, 3 }, { LORD_HOWE, 5 }, { "XYZ-1:02:03", 5 }, { "EST5EDT,0/0,J365/25:01:02", 10 },
    };
    size_t i;
    size_t len;

    (void)state;
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t complete = 0;

        for (len = 0; len <= strlen(rows[i].rules); len++)
            complete += is_read_at_length(rows[i].rules, len) ? 1 : 0;
        if (complete != rows[i].complete)
            fail_msg("%s: %zu", rows[i].rules, complete);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zones_without_daylight_saving),
        cmocka_unit_test(test_the_second_before_a_change_and_the_change),
        cmocka_unit_test(test_berlin_up_to_2099),
        cmocka_unit_test(test_south_has_summer_over_new_year),
        cmocka_unit_test(test_days_of_the_year),
        cmocka_unit_test(test_times_that_lead_into_the_year_before_or_after),
        cmocka_unit_test(test_dst_offset_of_its_own),
        cmocka_unit_test(test_minutes_and_seconds_in_the_time_of_a_rule),
        cmocka_unit_test(test_each_week_and_weekday_of_a_month),
        cmocka_unit_test(test_far_away_it_is_as_400_years_from_here),
        cmocka_unit_test(test_everything_else_is_refused),
        cmocka_unit_test(test_it_reads_no_further_than_the_slice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
