/* SPDX-License-Identifier: Apache-2.0 */
/* test_when.c - the time as people read it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "invite/when.h"
#include "invite/wording.h"

enum { HOUR_S = 3600 };

#define JANUARY_15_9_UTC INT64_C(1894698000000) /* Tuesday, 2030-01-15T09:00:00Z */
#define HOUR_MS INT64_C(3600000)

static ti_invite invite_of(int64_t start_ms, int64_t end_ms, const char *zone, int32_t start_offset_s,
                           int32_t end_offset_s)
{
    ti_invite invite = { .start_ms = start_ms,
                         .end_ms = end_ms,
                         .zone = zone,
                         .start_offset_s = start_offset_s,
                         .end_offset_s = end_offset_s };

    return invite;
}

static void assert_reads(const ti_invite *invite, const char *expected)
{
    ti_buf buf;

    ti_buf_init(&buf, 1024);
    assert_true(ti_when_add(&buf, invite));
    assert_string_equal(ti_buf_text(&buf), expected);
    ti_buf_clear(&buf);
}

static void test_without_a_zone_it_is_utc(void **state)
{
    ti_invite invite = invite_of(JANUARY_15_9_UTC, JANUARY_15_9_UTC + HOUR_MS, NULL, 5 * HOUR_S, 5 * HOUR_S);

    (void)state;
    assert_reads(&invite, "Tuesday, 15 January 2030, 09:00–10:00 UTC");
    invite.wording = &ti_wording_de;
    assert_reads(&invite, "Dienstag, 15. Januar 2030, 09:00–10:00 Uhr (UTC)");
}

static void test_in_a_zone_its_clock_is_shown(void **state)
{
    static const struct {
        const char *zone;
        int32_t offset_s;
        const char *expected;
    } zones[] = {
        { "Europe/Berlin", HOUR_S, "Tuesday, 15 January 2030, 10:00–11:00 (Europe/Berlin, UTC+1)" },
        { "Europe/London", 0, "Tuesday, 15 January 2030, 09:00–10:00 (Europe/London, UTC+0)" },
        { "Asia/Kolkata", 19800, "Tuesday, 15 January 2030, 14:30–15:30 (Asia/Kolkata, UTC+5:30)" },
        { "Asia/Kathmandu", 20700, "Tuesday, 15 January 2030, 14:45–15:45 (Asia/Kathmandu, UTC+5:45)" },
        { "America/St_Johns", -12600, "Tuesday, 15 January 2030, 05:30–06:30 (America/St_Johns, UTC-3:30)" },
        { "Pacific/Kiritimati", 14 * HOUR_S,
          "Tuesday, 15 January 2030, 23:00 – Wednesday, 16 January 2030, 00:00 (Pacific/Kiritimati, UTC+14)" },
        { "Pacific/Honolulu", -10 * HOUR_S,
          "Monday, 14 January 2030, 23:00 – Tuesday, 15 January 2030, 00:00 (Pacific/Honolulu, UTC-10)" },
        { "Odd/Zone", 3661, "Tuesday, 15 January 2030, 10:01–11:01 (Odd/Zone, UTC+1:01:01)" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
        ti_invite invite = invite_of(JANUARY_15_9_UTC, JANUARY_15_9_UTC + HOUR_MS, zones[i].zone, zones[i].offset_s,
                                     zones[i].offset_s);

        assert_reads(&invite, zones[i].expected);
    }
}

static void test_in_german_the_clock_has_its_word(void **state)
{
    ti_invite invite = invite_of(JANUARY_15_9_UTC, JANUARY_15_9_UTC + HOUR_MS, "Europe/Berlin", HOUR_S, HOUR_S);

    (void)state;
    invite.wording = &ti_wording_de;
    assert_reads(&invite, "Dienstag, 15. Januar 2030, 10:00–11:00 Uhr (Europe/Berlin, UTC+1)");
    invite.end_ms += 14 * HOUR_MS;
    assert_reads(&invite,
                 "Dienstag, 15. Januar 2030, 10:00 Uhr – Mittwoch, 16. Januar 2030, 01:00 Uhr (Europe/Berlin, UTC+1)");
}

/* Berlin, 31 March 2030: at 02:00 the clocks go to 03:00. */
static void test_both_offsets_stand_where_the_clocks_change_in_between(void **state)
{
    ti_invite invite = invite_of(INT64_C(1901148000000), INT64_C(1901151000000), "Europe/Berlin", HOUR_S, 2 * HOUR_S);

    (void)state;
    invite.start_ms = INT64_C(1901147400000); /* 00:30 UTC */
    invite.end_ms = invite.start_ms + HOUR_MS;
    assert_reads(&invite, "Sunday, 31 March 2030, 01:30 UTC+1 – 03:30 UTC+2 (Europe/Berlin)");
}

static void test_every_weekday_and_month_has_its_name(void **state)
{
    static const char *const english[] = { "Tuesday, 1 January",  "Friday, 1 February", "Friday, 1 March",
                                           "Monday, 1 April",     "Wednesday, 1 May",   "Saturday, 1 June",
                                           "Monday, 1 July",      "Thursday, 1 August", "Sunday, 1 September",
                                           "Tuesday, 1 October",  "Friday, 1 November", "Sunday, 1 December" };
    static const char *const german[] = { "Dienstag, 1. Januar", "Freitag, 1. Februar",   "Freitag, 1. März",
                                          "Montag, 1. April",    "Mittwoch, 1. Mai",      "Samstag, 1. Juni",
                                          "Montag, 1. Juli",     "Donnerstag, 1. August", "Sonntag, 1. September",
                                          "Dienstag, 1. Oktober", "Freitag, 1. November", "Sonntag, 1. Dezember" };
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    ti_invite invite = invite_of(INT64_C(1893456000000), 0, NULL, 0, 0); /* 2030-01-01 */
    ti_buf buf;
    size_t i;

    (void)state;
    ti_buf_init(&buf, 1024);
    for (i = 0; i < 12; i++) {
        invite.end_ms = invite.start_ms + HOUR_MS;
        invite.wording = NULL;
        assert_true(ti_when_add(&buf, &invite));
        assert_int_equal(strncmp(ti_buf_text(&buf), english[i], strlen(english[i])), 0);
        ti_buf_reset(&buf);
        invite.wording = &ti_wording_de;
        assert_true(ti_when_add(&buf, &invite));
        assert_int_equal(strncmp(ti_buf_text(&buf), german[i], strlen(german[i])), 0);
        ti_buf_reset(&buf);
        invite.start_ms += days[i] * 24 * HOUR_MS;
    }
    ti_buf_clear(&buf);
}

static void test_the_hosts_own_text_stands_in_place_of_all(void **state)
{
    ti_invite invite = invite_of(JANUARY_15_9_UTC, JANUARY_15_9_UTC + HOUR_MS, "Europe/Berlin", HOUR_S, HOUR_S);

    (void)state;
    invite.time_text = "mardi\n15 janvier";
    assert_reads(&invite, "mardi 15 janvier");
}

static void test_times_that_no_calendar_has_are_not_possible(void **state)
{
    ti_invite invite = invite_of(0, HOUR_MS, "Zone", 0, 0);

    (void)state;
    assert_true(ti_when_is_possible(&invite));
    invite.start_offset_s = -1;
    assert_false(ti_when_is_possible(&invite));
    invite = invite_of(INT64_C(253402300799000), INT64_C(253402300799999), "Zone", 0, 0);
    assert_true(ti_when_is_possible(&invite));
    invite.end_offset_s = 1;
    assert_false(ti_when_is_possible(&invite));
    invite = invite_of(JANUARY_15_9_UTC, JANUARY_15_9_UTC + HOUR_MS, "Zone", TI_OFFSET_MAX_S, TI_OFFSET_MAX_S);
    assert_true(ti_when_is_possible(&invite));
    invite.start_offset_s++;
    assert_false(ti_when_is_possible(&invite));
    invite.start_offset_s = 0;
    invite.end_offset_s = -TI_OFFSET_MAX_S - 1;
    assert_false(ti_when_is_possible(&invite));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_a_zone_it_is_utc),
        cmocka_unit_test(test_in_a_zone_its_clock_is_shown),
        cmocka_unit_test(test_in_german_the_clock_has_its_word),
        cmocka_unit_test(test_both_offsets_stand_where_the_clocks_change_in_between),
        cmocka_unit_test(test_every_weekday_and_month_has_its_name),
        cmocka_unit_test(test_the_hosts_own_text_stands_in_place_of_all),
        cmocka_unit_test(test_times_that_no_calendar_has_are_not_possible),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
