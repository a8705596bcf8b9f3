/* SPDX-License-Identifier: Apache-2.0 */
/* test_wording.c - when, to whom, and what the subject says. */
#include "invite/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/time.h"
#include "sample_invite.h"

static void assert_when(const ti_invite *invite, const char *wanted)
{
    ti_buf when;

    ti_buf_init(&when, 256);
    assert_true(ti_wording_add_when(&when, invite));
    assert_string_equal(ti_buf_text(&when), wanted);
    ti_buf_clear(&when);
}

static void assert_subject(const ti_invite *invite, const char *wanted)
{
    ti_buf subject;

    ti_buf_init(&subject, 256);
    assert_true(ti_invite_subject(&subject, invite));
    assert_string_equal(ti_buf_text(&subject), wanted);
    ti_buf_clear(&subject);
}

static void test_when_is_written_in_utc(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    assert_when(&invite, "15 January 2030, 09:00–10:00 UTC");
    invite.start_ms = INT64_C(1725148805000); /* 2024-09-01T00:00:05Z */
    invite.end_ms = INT64_C(1725150659999);
    assert_when(&invite, "1 September 2024, 00:00–00:30 UTC");
}

static void test_when_knows_every_month(void **state)
{
    static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December" };
    ti_invite invite = sample_invite;
    ti_civil civil = { 2031, 1, 9, 8, 5, 0, 0 };
    char wanted[64];

    (void)state;
    for (civil.month = 1; civil.month <= 12; civil.month++) {
        assert_true(ti_time_from_civil(&civil, &invite.start_ms));
        invite.end_ms = invite.start_ms + 60000;
        snprintf(wanted, sizeof(wanted), "9 %s 2031, 08:05–08:06 UTC", months[civil.month - 1]);
        assert_when(&invite, wanted);
    }
}

static void test_when_names_both_days_over_midnight(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    invite.start_ms = INT64_C(1893454200000); /* 2029-12-31T23:30:00Z */
    invite.end_ms = INT64_C(1893457800000);
    assert_when(&invite, "31 December 2029, 23:30 – 1 January 2030, 00:30 UTC");
    invite.start_ms = INT64_C(1894698000000);
    invite.end_ms = INT64_C(1897380000000); /* the same day of the next month */
    assert_when(&invite, "15 January 2030, 09:00 – 15 February 2030, 10:00 UTC");
    invite.start_ms = 0;
    invite.end_ms = TI_TIME_MAX_MS;
    assert_when(&invite, "1 January 1970, 00:00 – 31 December 9999, 23:59 UTC");
}

static void test_when_of_the_host_goes_first(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    invite.time_text = "Dienstag, 15. Januar 2030,\n10:00 Uhr (Wien)";
    assert_when(&invite, "Dienstag, 15. Januar 2030, 10:00 Uhr (Wien)");
    invite.time_text = "";
    assert_when(&invite, "15 January 2030, 09:00–10:00 UTC");
}

static void test_opening_fits_method_sequence_and_audience(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    assert_string_equal(ti_wording_opening(&invite, TI_INVITE_CANDIDATE), "You are invited to a video interview.");
    assert_string_equal(ti_wording_opening(&invite, TI_INVITE_RECRUITER), "Your interview is planned.");
    invite.sequence = 1;
    assert_string_equal(ti_wording_opening(&invite, TI_INVITE_CANDIDATE),
                        "The details of this interview have changed.");
    invite.method = TI_INVITE_CANCEL;
    assert_string_equal(ti_wording_opening(&invite, TI_INVITE_CANDIDATE), "This interview is cancelled.");
    assert_string_equal(ti_wording_opening(&invite, TI_INVITE_RECRUITER), "This interview is cancelled.");
}

static void test_addressee_is_the_audience_or_nobody(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    assert_string_equal(ti_wording_addressee(&invite, TI_INVITE_CANDIDATE), "Jane Doe");
    assert_string_equal(ti_wording_addressee(&invite, TI_INVITE_RECRUITER), "Rita Recruiter");
    invite.candidate_name = "";
    invite.recruiter_name = NULL;
    assert_null(ti_wording_addressee(&invite, TI_INVITE_CANDIDATE));
    assert_null(ti_wording_addressee(&invite, TI_INVITE_RECRUITER));
}

static void test_subject_says_what_has_happened(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    assert_subject(&invite, "Interview: Platform Engineer");
    invite.sequence = 1;
    assert_subject(&invite, "Updated: Interview: Platform Engineer");
    invite.method = TI_INVITE_CANCEL;
    assert_subject(&invite, "Cancelled: Interview: Platform Engineer");
}

static void test_subject_is_one_line_without_control_characters(void **state)
{
    size_t i, j;

    (void)state;
    for (i = 0; i < HOSTILE_COUNT; i++) {
        ti_invite invite = hostile_invite(hostile_texts[i]);
        ti_buf subject;

        ti_buf_init(&subject, 256);
        assert_true(ti_invite_subject(&subject, &invite));
        for (j = 0; j < subject.len; j++)
            assert_true((unsigned char)subject.ptr[j] >= 0x20 && subject.ptr[j] != 0x7f);
        assert_null(strstr(ti_buf_text(&subject), "\xe2\x80\xa8"));
        assert_null(strstr(ti_buf_text(&subject), "\xc2\x85"));
        ti_buf_clear(&subject);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_when_is_written_in_utc),
        cmocka_unit_test(test_when_knows_every_month),
        cmocka_unit_test(test_when_names_both_days_over_midnight),
        cmocka_unit_test(test_when_of_the_host_goes_first),
        cmocka_unit_test(test_opening_fits_method_sequence_and_audience),
        cmocka_unit_test(test_addressee_is_the_audience_or_nobody),
        cmocka_unit_test(test_subject_says_what_has_happened),
        cmocka_unit_test(test_subject_is_one_line_without_control_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
