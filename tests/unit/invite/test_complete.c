/* SPDX-License-Identifier: Apache-2.0 */
/* test_complete.c - nothing is rendered in part, and no REQUEST without a link; covers: V1, V3. */
#include "invite/complete.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/time.h"
#include "sample_invite.h"

typedef bool (*render_fn)(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience);

static void assert_refused_by(render_fn render, const ti_invite *invite)
{
    int audience;

    for (audience = TI_INVITE_RECRUITER; audience <= TI_INVITE_CANDIDATE; audience++) {
        ti_buf buf;

        ti_buf_init(&buf, 65536);
        assert_false(render(&buf, invite, (ti_invite_audience)audience));
        assert_true(buf.failed);
        assert_string_equal(ti_buf_text(&buf), "");
        ti_buf_clear(&buf);
    }
}

static void test_incomplete_invitation_is_refused_by_every_rendering(void **state)
{
    ti_invite invite = sample_invite;
    size_t i;

    (void)state;
    for (i = 0; spoil_invite(&invite, i); i++) {
        ti_buf subject;

        assert_false(ti_invite_is_complete(&invite));
        assert_refused_by(ti_invite_text, &invite);
        assert_refused_by(ti_invite_html, &invite);
        assert_refused_by(ti_invite_ical, &invite);
        ti_buf_init(&subject, 1024);
        assert_false(ti_invite_subject(&subject, &invite));
        assert_string_equal(ti_buf_text(&subject), "");
        ti_buf_clear(&subject);
        invite = sample_invite;
    }
    assert_int_equal(i, 23);
    assert_true(ti_invite_is_complete(&sample_invite));
}

static void test_cancel_needs_no_link(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    invite.method = TI_INVITE_CANCEL;
    invite.join_url = NULL;
    assert_true(ti_invite_is_complete(&invite));
    assert_true(ti_invite_is_complete_for_calendar(&invite));
}

static void test_times_may_be_the_first_and_the_last_there_are(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    invite.start_ms = 0;
    invite.end_ms = TI_TIME_MAX_MS;
    invite.stamp_ms = 0;
    assert_true(ti_invite_is_complete_for_calendar(&invite));
    invite.stamp_ms = TI_TIME_MAX_MS;
    assert_true(ti_invite_is_complete_for_calendar(&invite));
    invite.end_ms++;
    assert_false(ti_invite_is_complete_for_calendar(&invite));
}

static void test_calendar_needs_both_addresses_a_uid_and_a_stamp(void **state)
{
    ti_invite invite;
    int i;

    (void)state;
    assert_true(ti_invite_is_complete_for_calendar(&sample_invite));
    for (i = 0; i < 7; i++) {
        invite = sample_invite;
        if (i == 0)
            invite.uid = NULL;
        else if (i == 1)
            invite.uid = "";
        else if (i == 2)
            invite.recruiter_email = NULL;
        else if (i == 3)
            invite.candidate_email = NULL;
        else if (i == 4)
            invite.sequence = -1;
        else if (i == 5)
            invite.stamp_ms = -1;
        else
            invite.stamp_ms = INT64_MAX;
        assert_false(ti_invite_is_complete_for_calendar(&invite));
        assert_refused_by(ti_invite_ical, &invite);
        assert_true(ti_invite_is_complete(&invite));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_incomplete_invitation_is_refused_by_every_rendering),
        cmocka_unit_test(test_cancel_needs_no_link),
        cmocka_unit_test(test_times_may_be_the_first_and_the_last_there_are),
        cmocka_unit_test(test_calendar_needs_both_addresses_a_uid_and_a_stamp),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
