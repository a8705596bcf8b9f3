/* SPDX-License-Identifier: Apache-2.0 */
/* test_online_meeting.c - reading Graph's meetings; covers: G4, G7, J7, F11, F23, F26. */
#include "proto/graph/online_meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define OID "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
#define OTHER_OID "99999999-bbbb-cccc-dddd-eeeeeeeeeeee"
#define LINK "https://teams.microsoft.com/meet/2123?p=abc"

/* As Graph answers, with what we do not read around it. */
static const char whole[] =
    "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#users('x')/onlineMeetings/$entity\","
    "\"id\":\"MSo1N2Y5==\",\"creationDateTime\":\"2029-12-01T10:00:00.1234567Z\","
    "\"startDateTime\":\"2030-01-15T09:00:00Z\",\"endDateTime\":\"2030-01-15T10:00:00.0000000Z\","
    "\"joinWebUrl\":\"" LINK "\",\"joinUrl\":\"https://teams.microsoft.com/other\",\"subject\":\"Interview\","
    "\"participants\":{\"organizer\":{\"upn\":\"rita@example.com\",\"role\":\"presenter\",\"identity\":{\"user\":{"
    "\"id\":\"" OID "\",\"displayName\":\"Rita\"}}},\"attendees\":[]},"
    "\"lobbyBypassSettings\":{\"scope\":\"organization\",\"isDialInBypassEnabled\":false},"
    "\"allowedPresenters\":\"organization\",\"allowMeetingChat\":\"limited\",\"recordAutomatically\":false,"
    "\"isEntryExitAnnounced\":false,\"audioConferencing\":null,\"meetingType\":\"unknownFutureValue\"}";

static ti_json *json;
static ti_error err;

static int tear_down(void **state)
{
    (void)state;
    ti_json_free(json);
    json = NULL;
    return 0;
}

static teamsinvite_status read_text(ti_online_meeting *meeting, const char *text, const char *oid)
{
    ti_json_free(json);
    json = ti_json_read(ti_slice_of(text));
    assert_non_null(json);
    ti_error_clear(&err);
    return ti_meeting_read(meeting, json, oid, &err);
}

static teamsinvite_status read_found(ti_online_meeting *meeting, const char *text)
{
    ti_json_free(json);
    json = ti_json_read(ti_slice_of(text));
    assert_non_null(json);
    ti_error_clear(&err);
    return ti_meeting_read_found(meeting, json, OID, &err);
}

static void assert_slice(ti_slice s, const char *text)
{
    if (!ti_slice_equal_text(s, text))
        fail_msg("\"%.*s\" is not \"%s\"", (int)s.len, s.ptr == NULL ? "" : s.ptr, text);
}

/* Nothing of a meeting that failed is left, and the error tells nothing of it. */
static void assert_refused(const char *text, const char *oid)
{
    ti_online_meeting meeting;

    if (read_text(&meeting, text, oid) != TEAMSINVITE_E_RESPONSE)
        fail_msg("taken: %s", text);
    assert_int_equal(err.status, TEAMSINVITE_E_RESPONSE);
    assert_true(err.message[0] != '\0');
    assert_null(strstr(err.message, "http"));
    assert_null(meeting.id.ptr);
    assert_null(meeting.join_url.ptr);
    assert_null(meeting.organizer.ptr);
}

static const ti_meeting_settings *interview(void)
{
    static ti_meeting_settings settings;

    assert_true(ti_meeting_settings_read(&settings, TI_SETTINGS_INTERVIEW));
    return &settings;
}

static void test_meeting_is_read_whole(void **state)
{
    ti_online_meeting meeting;

    (void)state;
    assert_int_equal(read_text(&meeting, whole, OID), TEAMSINVITE_OK);
    assert_slice(meeting.id, "MSo1N2Y5==");
    assert_slice(meeting.join_url, LINK);
    assert_slice(meeting.organizer, OID);
    assert_int_equal(meeting.start_ms, INT64_C(1894698000000));
    assert_int_equal(meeting.end_ms, INT64_C(1894701600000));
    assert_slice(meeting.lobby_scope, "organization");
    assert_slice(meeting.allowed_presenters, "organization");
    assert_slice(meeting.meeting_chat, "limited");
    assert_int_equal(meeting.has_dial_in_bypass, TI_JSON_FOUND);
    assert_false(meeting.dial_in_bypass);
    assert_int_equal(meeting.has_record, TI_JSON_FOUND);
    assert_false(meeting.record_automatically);
    assert_int_equal(meeting.has_announced, TI_JSON_FOUND);
    assert_false(meeting.entry_exit_announced);
    assert_true(ti_meeting_has_settings(&meeting, interview()));
    assert_false(ti_meeting_has_settings(&meeting, &ti_meeting_settings_locked));
}

static void test_meeting_needs_an_id_and_a_link_and_nothing_else(void **state)
{
    ti_online_meeting meeting;

    (void)state;
    assert_int_equal(read_text(&meeting, "{\"id\":\"x\",\"joinWebUrl\":\"" LINK "\"}", OID), TEAMSINVITE_OK);
    assert_null(meeting.organizer.ptr);
    assert_int_equal(meeting.start_ms, 0);
    assert_int_equal(meeting.end_ms, 0);
    assert_null(meeting.lobby_scope.ptr);
    assert_int_equal(meeting.has_dial_in_bypass, TI_JSON_ABSENT);
    assert_int_equal(meeting.has_record, TI_JSON_ABSENT);
    assert_int_equal(meeting.has_announced, TI_JSON_ABSENT);
    assert_false(ti_meeting_has_settings(&meeting, interview()));
    assert_refused("{}", NULL);
    assert_refused("[]", NULL);
    assert_refused("\"" LINK "\"", NULL);
    assert_refused("{\"id\":\"x\"}", NULL);
    assert_refused("{\"joinWebUrl\":\"" LINK "\"}", NULL);
    assert_refused("{\"id\":\"\",\"joinWebUrl\":\"" LINK "\"}", NULL);
    assert_refused("{\"id\":null,\"joinWebUrl\":\"" LINK "\"}", NULL);
    assert_refused("{\"id\":7,\"joinWebUrl\":\"" LINK "\"}", NULL);
    assert_refused("{\"ID\":\"x\",\"joinWebUrl\":\"" LINK "\"}", NULL);
    assert_refused("{\"id\":\"x\",\"JoinWebUrl\":\"" LINK "\"}", NULL);
}

static void test_meeting_of_no_json_is_refused(void **state)
{
    ti_online_meeting meeting;

    (void)state;
    assert_int_equal(ti_meeting_read(&meeting, NULL, NULL, &err), TEAMSINVITE_E_RESPONSE);
    assert_int_equal(ti_meeting_read_found(&meeting, NULL, NULL, &err), TEAMSINVITE_E_RESPONSE);
}

static void test_join_url_member_stands_in_only_where_the_documented_one_is_absent(void **state)
{
    ti_online_meeting meeting;

    (void)state;
    assert_int_equal(read_text(&meeting, "{\"id\":\"x\",\"joinUrl\":\"" LINK "\"}", NULL), TEAMSINVITE_OK);
    assert_slice(meeting.join_url, LINK);
    assert_int_equal(read_text(&meeting, "{\"id\":\"x\",\"joinWebUrl\":null,\"joinUrl\":\"" LINK "\"}", NULL),
                     TEAMSINVITE_OK);
    assert_slice(meeting.join_url, LINK);
    assert_refused("{\"id\":\"x\",\"joinWebUrl\":\"javascript:x\",\"joinUrl\":\"" LINK "\"}", NULL);
    assert_refused("{\"id\":\"x\",\"joinUrl\":\"http://teams.microsoft.com/l/x\"}", NULL);
}

static void test_meeting_with_a_link_that_could_do_harm_is_refused(void **state)
{
    char text[4096];
    int i;

    (void)state;
    assert_refused("{\"id\":\"x\",\"joinWebUrl\":\"javascript:alert(1)\"}", NULL);
    assert_refused("{\"id\":\"x\",\"joinWebUrl\":\"https://teams.live.com/meet/1\"}", NULL);
    assert_refused("{\"id\":\"x\",\"joinWebUrl\":\"https://a@teams.microsoft.com/\"}", NULL);
    assert_refused("{\"id\":\"x\",\"joinWebUrl\":\"https://teams.microsoft.com/\\r\\nBcc: x\"}", NULL);
    assert_refused("{\"id\":\"x\",\"joinWebUrl\":\"https://teams.microsoft.com/\\u202ex\"}", NULL);
    assert_refused("{\"id\":\"x\",\"joinWebUrl\":\"https://teams.microsoft.com/\\\"x\"}", NULL);
    i = snprintf(text, sizeof(text), "{\"id\":\"x\",\"joinWebUrl\":\"https://teams.microsoft.com/%02100d\"}", 1);
    assert_true(i > 2100 && i < (int)sizeof(text));
    assert_refused(text, NULL);
}

static void test_meeting_with_an_endless_id_is_refused(void **state)
{
    ti_online_meeting meeting;
    char text[2048];

    (void)state;
    snprintf(text, sizeof(text), "{\"id\":\"%01024d\",\"joinWebUrl\":\"" LINK "\"}", 7);
    assert_int_equal(read_text(&meeting, text, NULL), TEAMSINVITE_OK);
    snprintf(text, sizeof(text), "{\"id\":\"%01025d\",\"joinWebUrl\":\"" LINK "\"}", 7);
    assert_refused(text, NULL);
}

static void test_meeting_of_another_organizer_is_refused(void **state)
{
    ti_online_meeting meeting;

    (void)state;
    assert_refused(whole, OTHER_OID);
    assert_refused(whole, "");
    assert_int_equal(read_text(&meeting, whole, "AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE"), TEAMSINVITE_OK);
    assert_int_equal(read_text(&meeting, whole, NULL), TEAMSINVITE_OK);
    assert_slice(meeting.organizer, OID);
}

static void test_organizer_is_absent_where_any_level_is(void **state)
{
    static const char *const participants[] = {
        "null", "{}", "[]", "{\"organizer\":null}", "{\"organizer\":{}}", "{\"organizer\":{\"identity\":null}}",
        "{\"organizer\":{\"identity\":{\"user\":null}}}", "{\"organizer\":{\"identity\":{\"user\":{\"id\":null}}}}",
        "{\"organizer\":{\"identity\":{\"user\":{\"id\":\"\"}}}}",
    };
    ti_online_meeting meeting;
    char text[512];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(participants) / sizeof(participants[0]); i++) {
        snprintf(text, sizeof(text), "{\"id\":\"x\",\"joinWebUrl\":\"" LINK "\",\"participants\":%s}",
                 participants[i]);
        assert_int_equal(read_text(&meeting, text, OID), TEAMSINVITE_OK);
        assert_true(ti_slice_is_empty(meeting.organizer));
    }
}

static void test_time_that_is_not_set_or_not_readable_counts_as_unknown(void **state)
{
    static const char *const times[] = { "\"0001-01-01T00:00:00Z\"", "\"\"", "null", "1894698000",
                                         "\"tomorrow\"",             "\"2030-01-15T09:00:00\"" };
    ti_online_meeting meeting;
    char text[512];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
        snprintf(text, sizeof(text), "{\"id\":\"x\",\"joinWebUrl\":\"" LINK "\",\"startDateTime\":%s}", times[i]);
        assert_int_equal(read_text(&meeting, text, NULL), TEAMSINVITE_OK);
        assert_int_equal(meeting.start_ms, 0);
    }
}

static void test_success_with_an_error_inside_is_no_meeting(void **state)
{
    ti_online_meeting meeting;

    (void)state;
    assert_refused("{\"error\":{\"code\":\"x\"},\"id\":\"x\",\"joinWebUrl\":\"" LINK "\"}", NULL);
    assert_refused("{\"error\":null,\"id\":\"x\",\"joinWebUrl\":\"" LINK "\"}", NULL);
    assert_int_equal(read_found(&meeting, "{\"error\":{},\"value\":[]}"), TEAMSINVITE_E_RESPONSE);
}

static void replace(char *text, size_t size, const char *from, const char *to)
{
    char copy[4096];
    const char *at = strstr(whole, from);

    assert_non_null(at);
    assert_true(sizeof(whole) < sizeof(copy));
    snprintf(copy, sizeof(copy), "%.*s%s%s", (int)(at - whole), whole, to, at + strlen(from));
    snprintf(text, size, "%s", copy);
}

static void test_settings_hold_only_when_every_one_of_them_does(void **state)
{
    static const char *const changes[][2] = {
        { "\"scope\":\"organization\"", "\"scope\":\"everyone\"" },
        { "\"scope\":\"organization\"", "\"scope\":\"Organization\"" },
        { "\"scope\":\"organization\",", "" },
        { "\"scope\":\"organization\"", "\"scope\":\"organizationAndFederated\"" },
        { "\"isDialInBypassEnabled\":false", "\"isDialInBypassEnabled\":true" },
        { "\"isDialInBypassEnabled\":false", "\"isDialInBypassEnabled\":null" },
        { ",\"isDialInBypassEnabled\":false", "" },
        { "\"lobbyBypassSettings\"", "\"lobby\"" },
        { "\"allowedPresenters\":\"organization\"", "\"allowedPresenters\":\"everyone\"" },
        { "\"allowedPresenters\":\"organization\",", "" },
        { "\"allowMeetingChat\":\"limited\"", "\"allowMeetingChat\":\"enabled\"" },
        { "\"allowMeetingChat\":\"limited\",", "" },
        { "\"recordAutomatically\":false", "\"recordAutomatically\":true" },
        { "\"recordAutomatically\":false,", "" },
        { "\"isEntryExitAnnounced\":false", "\"isEntryExitAnnounced\":true" },
        { "\"isEntryExitAnnounced\":false", "\"isEntryExitAnnounced\":\"false\"" },
    };
    ti_online_meeting meeting;
    char text[4096];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        replace(text, sizeof(text), changes[i][0], changes[i][1]);
        assert_int_equal(read_text(&meeting, text, OID), TEAMSINVITE_OK);
        if (ti_meeting_has_settings(&meeting, interview()))
            fail_msg("settings are said to hold with %s", changes[i][1]);
    }
}

static void test_settings_left_to_the_tenant_hold_with_any_value(void **state)
{
    const ti_meeting_settings some = { .meeting_chat = "limited" };
    ti_online_meeting meeting;
    char text[4096];

    (void)state;
    replace(text, sizeof(text), "\"lobbyBypassSettings\":{\"scope\":\"organization\",\"isDialInBypassEnabled\":false},",
            "");
    assert_int_equal(read_text(&meeting, text, OID), TEAMSINVITE_OK);
    assert_true(ti_meeting_has_settings(&meeting, &some));
}

static void test_found_meeting_must_be_the_only_one(void **state)
{
    static const char one[] = "{\"@odata.context\":\"x\",\"value\":[{\"id\":\"x\",\"joinWebUrl\":\"" LINK "\"}]}";
    static const char two[] = "{\"value\":[{\"id\":\"x\",\"joinWebUrl\":\"" LINK "\"},"
                              "{\"id\":\"y\",\"joinWebUrl\":\"" LINK "\"}]}";
    ti_online_meeting meeting;

    (void)state;
    assert_int_equal(read_found(&meeting, one), TEAMSINVITE_OK);
    assert_slice(meeting.id, "x");
    assert_int_equal(read_found(&meeting, "{\"value\":[]}"), TEAMSINVITE_E_MEETING_GONE);
    assert_null(meeting.id.ptr);
    assert_int_equal(read_found(&meeting, two), TEAMSINVITE_E_RESPONSE);
    assert_null(meeting.id.ptr);
    assert_int_equal(read_found(&meeting, "{\"value\":null}"), TEAMSINVITE_E_RESPONSE);
    assert_int_equal(read_found(&meeting, "{\"value\":{}}"), TEAMSINVITE_E_RESPONSE);
    assert_int_equal(read_found(&meeting, "{}"), TEAMSINVITE_E_RESPONSE);
    assert_int_equal(read_found(&meeting, "[]"), TEAMSINVITE_E_RESPONSE);
    assert_int_equal(read_found(&meeting, "{\"value\":[null]}"), TEAMSINVITE_E_RESPONSE);
    assert_int_equal(read_found(&meeting, "{\"value\":[\"x\"]}"), TEAMSINVITE_E_RESPONSE);
}

static void test_found_meeting_of_another_organizer_is_refused(void **state)
{
    ti_online_meeting meeting;

    (void)state;
    assert_int_equal(read_found(&meeting, "{\"value\":[{\"id\":\"x\",\"joinWebUrl\":\"" LINK "\",\"participants\":{"
                                          "\"organizer\":{\"identity\":{\"user\":{\"id\":\"" OTHER_OID "\"}}}}}]}"),
                     TEAMSINVITE_E_RESPONSE);
    assert_null(meeting.join_url.ptr);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_meeting_is_read_whole),
        TEST(test_meeting_needs_an_id_and_a_link_and_nothing_else),
        TEST(test_meeting_of_no_json_is_refused),
        TEST(test_join_url_member_stands_in_only_where_the_documented_one_is_absent),
        TEST(test_meeting_with_a_link_that_could_do_harm_is_refused),
        TEST(test_meeting_with_an_endless_id_is_refused),
        TEST(test_meeting_of_another_organizer_is_refused),
        TEST(test_organizer_is_absent_where_any_level_is),
        TEST(test_time_that_is_not_set_or_not_readable_counts_as_unknown),
        TEST(test_success_with_an_error_inside_is_no_meeting),
        TEST(test_settings_hold_only_when_every_one_of_them_does),
        TEST(test_settings_left_to_the_tenant_hold_with_any_value),
        TEST(test_found_meeting_must_be_the_only_one),
        TEST(test_found_meeting_of_another_organizer_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
