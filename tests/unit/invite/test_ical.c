/* SPDX-License-Identifier: Apache-2.0 */
/* test_ical.c - the invitation as a calendar object; covers: V2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "invite/invite.h"
#include "sample_invite.h"

static ti_buf ical;
static ti_buf unfolded;

static int set_up(void **state)
{
    (void)state;
    ti_buf_init(&ical, 65536);
    ti_buf_init(&unfolded, 65536);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ti_buf_clear(&ical);
    ti_buf_clear(&unfolded);
    return 0;
}

/* The object with its folds undone and LF for CR LF; checks the lines on the way. */
static const char *render(const ti_invite *invite, ti_invite_audience audience)
{
    ti_slice rest, line;

    ti_buf_reset(&ical);
    ti_buf_reset(&unfolded);
    assert_true(ti_invite_ical(&ical, invite, audience));
    assert_int_equal(memcmp(ical.ptr + ical.len - 2, "\r\n", 2), 0);
    rest = ti_slice_first(ti_buf_slice(&ical), ical.len - 1);
    while (ti_slice_next(&rest, '\n', &line)) {
        assert_int_equal(ti_slice_find(line, '\r'), line.len - 1); /* none but at the end */
        line = ti_slice_first(line, line.len - 1);
        assert_true(line.len <= 75);
        assert_true(ti_slice_is_utf8(line));
        if (line.len > 0 && line.ptr[0] == ' ')
            line = ti_slice_skip(line, 1);
        else if (unfolded.len > 0)
            ti_buf_add_char(&unfolded, '\n');
        ti_buf_add(&unfolded, line);
    }
    return ti_buf_text(&unfolded);
}

static void test_request_for_the_candidate(void **state)
{
    (void)state;
    assert_string_equal(
        render(&sample_invite, TI_INVITE_CANDIDATE),
        "BEGIN:VCALENDAR\n"
        "PRODID:-//libteamsinvite//libteamsinvite//EN\n"
        "VERSION:2.0\n"
        "CALSCALE:GREGORIAN\n"
        "METHOD:REQUEST\n"
        "BEGIN:VEVENT\n"
        "UID:interview-42@ats.example\n"
        "SEQUENCE:0\n"
        "DTSTAMP:20291122T000000Z\n"
        "DTSTART:20300115T090000Z\n"
        "DTEND:20300115T100000Z\n"
        "SUMMARY:Interview: Platform Engineer\n"
        "DESCRIPTION:Join in Microsoft Teams:\\n" SAMPLE_LINK
        "\\n\\nPlease bring a pen.\\nWe look forward to meeting you.\n"
        "LOCATION:" SAMPLE_LINK "\n"
        "URL:" SAMPLE_LINK "\n"
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=\"Join in Microsoft Teams\":" SAMPLE_LINK "\n"
        "X-MICROSOFT-SKYPETEAMSMEETINGURL:" SAMPLE_LINK "\n"
        "X-MICROSOFT-DISALLOW-COUNTER:TRUE\n"
        "ORGANIZER;CN=\"Rita Recruiter\":mailto:rita@corp.example\n"
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Jane Doe\":mailto:jane@mail.example\n"
        "STATUS:CONFIRMED\n"
        "TRANSP:OPAQUE\n"
        "END:VEVENT\n"
        "END:VCALENDAR");
}

static void test_recruiters_copy_differs_by_one_attendee_only(void **state)
{
    static const char own[] = "ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=FALSE;CN=\"Rita Recruiter\":"
                              "mailto:rita@corp.example\n";
    ti_buf candidates;
    char *at;

    (void)state;
    ti_buf_init(&candidates, 65536);
    ti_buf_add_text(&candidates, render(&sample_invite, TI_INVITE_CANDIDATE));
    render(&sample_invite, TI_INVITE_RECRUITER);
    at = strstr(unfolded.ptr, own);
    assert_non_null(at);
    memmove(at, at + sizeof(own) - 1, strlen(at + sizeof(own) - 1) + 1);
    assert_string_equal(unfolded.ptr, ti_buf_text(&candidates));
    ti_buf_clear(&candidates);
}

static void test_cancellation_keeps_uid_and_people_and_drops_the_link(void **state)
{
    ti_invite invite = sample_invite;

    (void)state;
    invite.method = TI_INVITE_CANCEL;
    invite.sequence = 7;
    invite.message = NULL;
    assert_string_equal(
        render(&invite, TI_INVITE_CANDIDATE),
        "BEGIN:VCALENDAR\n"
        "PRODID:-//libteamsinvite//libteamsinvite//EN\n"
        "VERSION:2.0\n"
        "CALSCALE:GREGORIAN\n"
        "METHOD:CANCEL\n"
        "BEGIN:VEVENT\n"
        "UID:interview-42@ats.example\n"
        "SEQUENCE:7\n"
        "DTSTAMP:20291122T000000Z\n"
        "DTSTART:20300115T090000Z\n"
        "DTEND:20300115T100000Z\n"
        "SUMMARY:Interview: Platform Engineer\n"
        "DESCRIPTION:This interview is cancelled.\n"
        "ORGANIZER;CN=\"Rita Recruiter\":mailto:rita@corp.example\n"
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN=\"Jane Doe\":mailto:jane@mail.example\n"
        "STATUS:CANCELLED\n"
        "TRANSP:OPAQUE\n"
        "END:VEVENT\n"
        "END:VCALENDAR");
}

static void test_neither_copy_depends_on_the_note(void **state)
{
    ti_invite invite = sample_invite;
    ti_buf without;
    size_t i;
    int audience;

    (void)state;
    ti_buf_init(&without, 65536);
    for (audience = TI_INVITE_RECRUITER; audience <= TI_INVITE_CANDIDATE; audience++) {
        invite.internal_note = NULL;
        ti_buf_reset(&without);
        ti_buf_add_text(&without, render(&invite, (ti_invite_audience)audience));
        for (i = 0; i < HOSTILE_COUNT; i++) {
            invite.internal_note = hostile_texts[i];
            assert_string_equal(render(&invite, (ti_invite_audience)audience), ti_buf_text(&without));
        }
        invite.internal_note = sample_invite.internal_note;
        assert_string_equal(render(&invite, (ti_invite_audience)audience), ti_buf_text(&without));
    }
    ti_buf_clear(&without);
}

static void test_person_without_a_name_is_called_by_address(void **state)
{
    ti_invite invite = sample_invite;
    const char *seen;

    (void)state;
    invite.candidate_name = NULL;
    invite.recruiter_name = "";
    seen = render(&invite, TI_INVITE_CANDIDATE);
    assert_non_null(strstr(seen, ";CN=\"jane@mail.example\":mailto:jane@mail.example\n"));
    assert_non_null(strstr(seen, "ORGANIZER;CN=\"rita@corp.example\":mailto:rita@corp.example\n"));
}

/* "BEGIN UID …": the names of all lines, in order. */
static void add_names(ti_buf *names, const char *object)
{
    for (;;) {
        size_t length = strcspn(object, ":;\n");

        assert_true(length > 0 && object[length] != '\0' && object[length] != '\n');
        ti_buf_add(names, ti_slice_make(object, length));
        ti_buf_add_char(names, ' ');
        object = strchr(object, '\n');
        if (object == NULL)
            return;
        object++;
    }
}

static void test_hostile_texts_add_no_line(void **state)
{
    ti_buf harmless, hostile;
    size_t i;
    int variant;

    (void)state;
    ti_buf_init(&harmless, 65536);
    ti_buf_init(&hostile, 65536);
    for (variant = 0; variant < 4; variant++) {
        ti_invite_audience audience = variant % 2 == 0 ? TI_INVITE_RECRUITER : TI_INVITE_CANDIDATE;
        ti_invite invite = sample_invite;

        invite.method = variant < 2 ? TI_INVITE_REQUEST : TI_INVITE_CANCEL;
        ti_buf_reset(&harmless);
        add_names(&harmless, render(&invite, audience));
        for (i = 0; i < HOSTILE_COUNT; i++) {
            invite = hostile_invite(hostile_texts[i]);
            invite.method = variant < 2 ? TI_INVITE_REQUEST : TI_INVITE_CANCEL;
            ti_buf_reset(&hostile);
            add_names(&hostile, render(&invite, audience));
            assert_string_equal(ti_buf_text(&hostile), ti_buf_text(&harmless));
        }
    }
    ti_buf_clear(&harmless);
    ti_buf_clear(&hostile);
}

static void test_object_that_does_not_fit_fails(void **state)
{
    size_t whole, max;

    (void)state;
    render(&sample_invite, TI_INVITE_RECRUITER);
    whole = ical.len;
    for (max = whole - 40; max <= whole; max++) {
        ti_buf small;

        ti_buf_init(&small, max);
        assert_int_equal(ti_invite_ical(&small, &sample_invite, TI_INVITE_RECRUITER), max == whole);
        ti_buf_clear(&small);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_request_for_the_candidate),
        TEST(test_recruiters_copy_differs_by_one_attendee_only),
        TEST(test_cancellation_keeps_uid_and_people_and_drops_the_link),
        TEST(test_neither_copy_depends_on_the_note),
        TEST(test_person_without_a_name_is_called_by_address),
        TEST(test_hostile_texts_add_no_line),
        TEST(test_object_that_does_not_fit_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
