/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_invite_libical.c - our calendar objects, read by somebody else's reader:
 * every property and parameter comes back as it was meant, none besides.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "invite/invite.h"

#define LINK "https://teams.microsoft.com/l/meetup-join/19%3ameeting_A%40thread.v2/0?context=%7b%22Tid%22%7d&a=1"
#define LONG_WORD "Donaudampfschifffahrtselektrizit\xc3\xa4tenhauptbetriebswerkbauunterbeamtengesellschaft"
#define RE_MI "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe9\x9d\xa2\xe6\x8e\xa5"

/* One text of the host, and what a reader is to see where it is one line, where
 * it is several, and where it is a name. */
static const struct {
    const char *text, *line, *lines, *name;
} cases[] = {
    { "Platform Engineer", "Platform Engineer", "Platform Engineer", "Platform Engineer" },
    { "a, b; c: d", "a, b; c: d", "a, b; c: d", "a, b; c: d" },
    { "back\\slash", "back\\slash", "back\\slash", "back/slash" },
    { "ends with \\", "ends with \\", "ends with \\", "ends with /" },
    { "no \\n new \\N line \\, \\;", "no \\n new \\N line \\, \\;", "no \\n new \\N line \\, \\;",
      "no /n new /N line /, /;" },
    { "the \"quoted\" one", "the \"quoted\" one", "the \"quoted\" one", "the 'quoted' one" },
    { "\"", "\"", "\"", "'" },
    { "O'Brien", "O'Brien", "O'Brien", "O'Brien" },
    { "a^nb^'c^^d", "a^nb^'c^^d", "a^nb^'c^^d", "a^nb^'c^^d" },
    { "two\nlines", "two lines", "two\nlines", "two lines" },
    { "two\r\nlines", "two lines", "two\nlines", "two lines" },
    { "a\rb\n\nc", "a b  c", "a\nb\n\nc", "a b  c" },
    { "tab\there", "tab here", "tab here", "tab here" },
    { "con\x01trol\x7f s\xc2\x9b", "control s", "control s", "control s" },
    { "a\xe2\x80\xa8" "b\xc2\x85" "c", "a b c", "a\nb\nc", "a b c" },
    { "J\xc3\xbcrgen \xc5\x81ukasz", "J\xc3\xbcrgen \xc5\x81ukasz", "J\xc3\xbcrgen \xc5\x81ukasz",
      "J\xc3\xbcrgen \xc5\x81ukasz" },
    { RE_MI RE_MI RE_MI RE_MI RE_MI RE_MI, RE_MI RE_MI RE_MI RE_MI RE_MI RE_MI, RE_MI RE_MI RE_MI RE_MI RE_MI RE_MI,
      RE_MI RE_MI RE_MI RE_MI RE_MI RE_MI },
    { "\xf0\x9f\x98\x80\xf0\x9f\x8e\x89", "\xf0\x9f\x98\x80\xf0\x9f\x8e\x89", "\xf0\x9f\x98\x80\xf0\x9f\x8e\x89",
      "\xf0\x9f\x98\x80\xf0\x9f\x8e\x89" },
    { LONG_WORD LONG_WORD LONG_WORD, LONG_WORD LONG_WORD LONG_WORD, LONG_WORD LONG_WORD LONG_WORD,
      LONG_WORD LONG_WORD LONG_WORD },
    { "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil", "x END:VEVENT BEGIN:VEVENT UID:evil",
      "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil", "x END:VEVENT BEGIN:VEVENT UID:evil" },
    { "x\nATTENDEE;CN=Eve:mailto:eve@evil.example", "x ATTENDEE;CN=Eve:mailto:eve@evil.example",
      "x\nATTENDEE;CN=Eve:mailto:eve@evil.example", "x ATTENDEE;CN=Eve:mailto:eve@evil.example" },
    { "\";ROLE=NON-PARTICIPANT:mailto:eve@evil.example", "\";ROLE=NON-PARTICIPANT:mailto:eve@evil.example",
      "\";ROLE=NON-PARTICIPANT:mailto:eve@evil.example", "';ROLE=NON-PARTICIPANT:mailto:eve@evil.example" },
    { "x\r\n ATTACH:https://evil.example", "x  ATTACH:https://evil.example", "x\n ATTACH:https://evil.example",
      "x  ATTACH:https://evil.example" },
    { "<b>&amp;</b>", "<b>&amp;</b>", "<b>&amp;</b>", "<b>&amp;</b>" },
    { "%s%n=?utf-8?Q?x?=", "%s%n=?utf-8?Q?x?=", "%s%n=?utf-8?Q?x?=", "%s%n=?utf-8?Q?x?=" },
};

#define CASE_COUNT (sizeof(cases) / sizeof(cases[0]))

static ti_invite invite_of(const char *text, ti_invite_method method)
{
    const ti_invite invite = {
        .method = method,
        .uid = text,
        .sequence = 3,
        .title = text,
        .company_name = text,
        .recruiter_name = text,
        .recruiter_email = "rita.o'neil+ats@corp.example",
        .candidate_name = text,
        .candidate_email = "jane@mail.example",
        .message = text,
        .internal_note = "NOTE-CANARY",
        .join_url = LINK,
        .start_ms = INT64_C(1894698000000), /* 2030-01-15T09:00:00Z */
        .end_ms = INT64_C(1894701600000),
        .stamp_ms = INT64_C(1890000000000), /* 2029-11-22T00:00:00Z */
        .time_text = text,
    };

    return invite;
}

static icalcomponent *parse(const ti_invite *invite, ti_invite_audience audience)
{
    icalcomponent *calendar;
    ti_buf ical;

    ti_buf_init(&ical, 65536);
    assert_true(ti_invite_ical(&ical, invite, audience));
    assert_null(strstr(ti_buf_text(&ical), "NOTE-CANARY"));
    calendar = icalparser_parse_string(ti_buf_text(&ical));
    ti_buf_clear(&ical);
    assert_non_null(calendar);
    assert_int_equal(icalcomponent_isa(calendar), ICAL_VCALENDAR_COMPONENT);
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    assert_true(icalrestriction_check(calendar)); /* RFC 5546: what each method must and must not have */
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    return calendar;
}

static icalproperty *only(icalcomponent *component, icalproperty_kind property)
{
    assert_int_equal(icalcomponent_count_properties(component, property), 1);
    return icalcomponent_get_first_property(component, property);
}

static const char *parameter_of(icalproperty *property, const char *name)
{
    const char *value = icalproperty_get_parameter_as_string(property, name);

    return value == NULL ? "" : value;
}

static void assert_time(struct icaltimetype time, const char *wanted)
{
    assert_string_equal(icaltime_as_ical_string(time), wanted);
    assert_true(icaltime_is_utc(time));
}

static void check_calendar(icalcomponent *calendar, const ti_invite *invite)
{
    assert_string_equal(icalproperty_get_version(only(calendar, ICAL_VERSION_PROPERTY)), "2.0");
    assert_string_equal(icalproperty_get_calscale(only(calendar, ICAL_CALSCALE_PROPERTY)), "GREGORIAN");
    assert_string_equal(icalproperty_get_prodid(only(calendar, ICAL_PRODID_PROPERTY)),
                        "-//libteamsinvite//libteamsinvite//EN");
    assert_int_equal(icalproperty_get_method(only(calendar, ICAL_METHOD_PROPERTY)),
                     invite->method == TI_INVITE_CANCEL ? ICAL_METHOD_CANCEL : ICAL_METHOD_REQUEST);
    assert_int_equal(icalcomponent_count_properties(calendar, ICAL_ANY_PROPERTY), 4);
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT), 1);
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), 1);
}

static void check_facts(icalcomponent *event, const ti_invite *invite, size_t i)
{
    bool cancelled = invite->method == TI_INVITE_CANCEL;

    assert_string_equal(icalproperty_get_uid(only(event, ICAL_UID_PROPERTY)), cases[i].line);
    assert_int_equal(icalproperty_get_sequence(only(event, ICAL_SEQUENCE_PROPERTY)), 3);
    assert_time(icalproperty_get_dtstamp(only(event, ICAL_DTSTAMP_PROPERTY)), "20291122T000000Z");
    assert_time(icalproperty_get_dtstart(only(event, ICAL_DTSTART_PROPERTY)), "20300115T090000Z");
    assert_time(icalproperty_get_dtend(only(event, ICAL_DTEND_PROPERTY)), "20300115T100000Z");
    assert_string_equal(icalproperty_get_summary(only(event, ICAL_SUMMARY_PROPERTY)), cases[i].line);
    assert_int_equal(icalproperty_get_status(only(event, ICAL_STATUS_PROPERTY)),
                     cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED);
    assert_int_equal(icalproperty_get_transp(only(event, ICAL_TRANSP_PROPERTY)), ICAL_TRANSP_OPAQUE);
}

static void check_description(icalcomponent *event, const ti_invite *invite, size_t i)
{
    const char *before = invite->method == TI_INVITE_CANCEL ? "This interview is cancelled.\n\n"
                                                            : "Join in Microsoft Teams:\n" LINK "\n\n";
    const char *seen = icalproperty_get_description(only(event, ICAL_DESCRIPTION_PROPERTY));

    assert_int_equal(strncmp(seen, before, strlen(before)), 0);
    assert_string_equal(seen + strlen(before), cases[i].lines);
}

static void check_link(icalcomponent *event, const ti_invite *invite)
{
    icalproperty *property;

    if (invite->method == TI_INVITE_CANCEL) {
        assert_int_equal(icalcomponent_count_properties(event, ICAL_LOCATION_PROPERTY), 0);
        assert_int_equal(icalcomponent_count_properties(event, ICAL_URL_PROPERTY), 0);
        assert_int_equal(icalcomponent_count_properties(event, ICAL_CONFERENCE_PROPERTY), 0);
        assert_int_equal(icalcomponent_count_properties(event, ICAL_X_PROPERTY), 0);
        return;
    }
    assert_string_equal(icalproperty_get_location(only(event, ICAL_LOCATION_PROPERTY)), LINK);
    assert_string_equal(icalproperty_get_url(only(event, ICAL_URL_PROPERTY)), LINK);
    property = only(event, ICAL_CONFERENCE_PROPERTY);
    assert_string_equal(icalproperty_get_conference(property), LINK);
    assert_string_equal(parameter_of(property, "VALUE"), "URI");
    assert_string_equal(parameter_of(property, "FEATURE"), "VIDEO");
    assert_string_equal(parameter_of(property, "LABEL"), "Join in Microsoft Teams");
    property = only(event, ICAL_X_PROPERTY);
    assert_string_equal(icalproperty_get_x_name(property), "X-MICROSOFT-SKYPETEAMSMEETINGURL");
    assert_string_equal(icalproperty_get_value_as_string(property), LINK);
}

static void check_attendee(icalproperty *property, const char *address, const char *role, const char *partstat,
                           const char *rsvp, const char *name)
{
    assert_non_null(property);
    assert_string_equal(icalproperty_get_attendee(property), address);
    assert_string_equal(parameter_of(property, "ROLE"), role);
    assert_string_equal(parameter_of(property, "PARTSTAT"), partstat);
    assert_string_equal(parameter_of(property, "RSVP"), rsvp);
    assert_string_equal(parameter_of(property, "CN"), name);
    assert_int_equal(icalproperty_count_parameters(property), 4);
}

static void check_people(icalcomponent *event, const ti_invite *invite, ti_invite_audience audience, size_t i)
{
    icalproperty *organizer = only(event, ICAL_ORGANIZER_PROPERTY);
    icalproperty *attendee = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);

    assert_string_equal(icalproperty_get_organizer(organizer), "mailto:rita.o'neil+ats@corp.example");
    assert_string_equal(parameter_of(organizer, "CN"), cases[i].name);
    assert_int_equal(icalproperty_count_parameters(organizer), 1);
    if (audience == TI_INVITE_RECRUITER) {
        check_attendee(attendee, "mailto:rita.o'neil+ats@corp.example", "CHAIR", "ACCEPTED", "FALSE", cases[i].name);
        attendee = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY);
    }
    check_attendee(attendee, "mailto:jane@mail.example", "REQ-PARTICIPANT", "NEEDS-ACTION",
                   invite->method == TI_INVITE_CANCEL ? "FALSE" : "TRUE", cases[i].name);
    assert_null(icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY));
}

static void check_round_trip(ti_invite_method method, ti_invite_audience audience)
{
    size_t i;

    for (i = 0; i < CASE_COUNT; i++) {
        ti_invite invite = invite_of(cases[i].text, method);
        icalcomponent *calendar = parse(&invite, audience);
        icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        int properties = 8 + 1 + 1 + (audience == TI_INVITE_RECRUITER ? 2 : 1) + (method == TI_INVITE_REQUEST ? 4 : 0);

        check_calendar(calendar, &invite);
        check_facts(event, &invite, i);
        check_description(event, &invite, i);
        check_link(event, &invite);
        check_people(event, &invite, audience, i);
        assert_int_equal(icalcomponent_count_properties(event, ICAL_ANY_PROPERTY), properties);
        assert_int_equal(icalcomponent_count_components(event, ICAL_ANY_COMPONENT), 0);
        icalcomponent_free(calendar);
        icalmemory_free_ring();
    }
}

static void test_request_for_the_candidate_reads_back(void **state)
{
    (void)state;
    check_round_trip(TI_INVITE_REQUEST, TI_INVITE_CANDIDATE);
}

static void test_request_for_the_recruiter_reads_back(void **state)
{
    (void)state;
    check_round_trip(TI_INVITE_REQUEST, TI_INVITE_RECRUITER);
}

static void test_cancellation_for_the_candidate_reads_back(void **state)
{
    (void)state;
    check_round_trip(TI_INVITE_CANCEL, TI_INVITE_CANDIDATE);
}

static void test_cancellation_for_the_recruiter_reads_back(void **state)
{
    (void)state;
    check_round_trip(TI_INVITE_CANCEL, TI_INVITE_RECRUITER);
}

/* Each length from 1 to 200, so that each property folds at each place. */
static void test_texts_of_every_length_read_back(void **state)
{
    char text[2 * 200 + 1];
    size_t length;

    (void)state;
    for (length = 1; length <= 200; length++) {
        ti_invite invite;
        icalcomponent *calendar, *event;

        memset(text, 'x', length);
        memcpy(text + length - 1, length % 2 == 0 ? "\xc3\xa9" : "yz", 2);
        text[length + 1] = '\0';
        invite = invite_of(text, TI_INVITE_REQUEST);
        calendar = parse(&invite, TI_INVITE_RECRUITER);
        event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        assert_string_equal(icalproperty_get_summary(only(event, ICAL_SUMMARY_PROPERTY)), text);
        assert_string_equal(parameter_of(only(event, ICAL_ORGANIZER_PROPERTY), "CN"), text);
        assert_string_equal(strrchr(icalproperty_get_description(only(event, ICAL_DESCRIPTION_PROPERTY)), '\n') + 1,
                            text);
        icalcomponent_free(calendar);
        icalmemory_free_ring();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_request_for_the_candidate_reads_back),
        cmocka_unit_test(test_request_for_the_recruiter_reads_back),
        cmocka_unit_test(test_cancellation_for_the_candidate_reads_back),
        cmocka_unit_test(test_cancellation_for_the_recruiter_reads_back),
        cmocka_unit_test(test_texts_of_every_length_read_back),
    };

    icalerror_set_errors_are_fatal(0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
