/* SPDX-License-Identifier: Apache-2.0 */
/* test_wording.c - in which language, to whom, and what the subject says. */
#include "invite/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "sample_invite.h"

static void assert_subject(const ti_invite *invite, const char *wanted)
{
    ti_buf subject;

    ti_buf_init(&subject, 256);
    assert_true(ti_invite_subject(&subject, invite));
    assert_string_equal(ti_buf_text(&subject), wanted);
    ti_buf_clear(&subject);
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
        cmocka_unit_test(test_opening_fits_method_sequence_and_audience),
        cmocka_unit_test(test_addressee_is_the_audience_or_nobody),
        cmocka_unit_test(test_subject_says_what_has_happened),
        cmocka_unit_test(test_subject_is_one_line_without_control_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
