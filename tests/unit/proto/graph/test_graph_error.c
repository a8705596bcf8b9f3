/* SPDX-License-Identifier: Apache-2.0 */
/* test_graph_error.c - what Graph's refusals mean; covers: G11, G12, J7, F10, F11. */
#include "proto/graph/graph_error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static ti_error err;

static teamsinvite_status read_text(const char *text, int32_t http_status)
{
    ti_json *json = text == NULL ? NULL : ti_json_read(ti_slice_of(text));
    teamsinvite_status status;

    if (text != NULL)
        assert_non_null(json);
    memset(&err, 'x', sizeof(err)); /* what was there before must not shine through */
    status = ti_graph_error_read(json, http_status, &err);
    ti_json_free(json);
    assert_int_equal(err.status, status);
    assert_int_equal(err.http_status, http_status);
    assert_true(status < 0);
    assert_true(strlen(err.message) > 10);
    return status;
}

static teamsinvite_status read_code(int32_t http_status, const char *code, const char *message)
{
    char text[1024];

    snprintf(text, sizeof(text), "{\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"innerError\":{}}}", code, message);
    return read_text(text, http_status);
}

static void test_each_documented_refusal_gets_its_status(void **state)
{
    static const struct {
        int32_t http;
        const char *code, *message;
        teamsinvite_status status;
    } rows[] = {
        { 401, "InvalidAuthenticationToken", "Access token has expired.", TEAMSINVITE_E_SIGN_IN_AGAIN },
        { 401, "", "", TEAMSINVITE_E_SIGN_IN_AGAIN },
        { 400, "InvalidAuthenticationToken", "", TEAMSINVITE_E_SIGN_IN_AGAIN },
        { 403, "Forbidden", "No application access policy found for this app", TEAMSINVITE_E_POLICY },
        { 403, "General", "No Application Access Policy found for this app 1111 on the user 2222",
          TEAMSINVITE_E_POLICY },
        { 403, "Unauthorized", "App x is not authorized to Create meeting on behalf of user y", TEAMSINVITE_E_POLICY },
        { 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.",
          TEAMSINVITE_E_CONSENT_REQUIRED },
        { 403, "Forbidden", "Missing role permissions on the request. API requires one of 'x'.",
          TEAMSINVITE_E_CONSENT_REQUIRED },
        { 403, "Forbidden", "3003: User does not have access to lookup meeting", TEAMSINVITE_E_FORBIDDEN },
        { 403, "Forbidden", "", TEAMSINVITE_E_FORBIDDEN },
        { 403, "UnknownError", "", TEAMSINVITE_E_FORBIDDEN },
        { 404, "NotFound", "3004: Specified meeting is not found", TEAMSINVITE_E_MEETING_GONE },
        { 404, "NotFound", "3004: gone", TEAMSINVITE_E_MEETING_GONE },
        { 404, "NotFound", "Specified meeting is not found", TEAMSINVITE_E_MEETING_GONE },
        { 404, "NotFound", "Meeting not found.", TEAMSINVITE_E_MEETING_GONE },
        { 404, "NotFound", "Organizer Id mismatch User Id: x", TEAMSINVITE_E_FORBIDDEN },
        { 404, "UnknownError", "", TEAMSINVITE_E_ORGANIZER },
        { 404, "NotFound", "", TEAMSINVITE_E_ORGANIZER },
        { 404, "", "", TEAMSINVITE_E_ORGANIZER },
        { 410, "Gone", "", TEAMSINVITE_E_MEETING_GONE },
        { 400, "BadRequest", "1026: An error has occurred.", TEAMSINVITE_E_REJECTED },
        { 400, "BadRequest", "Invalid meeting id x.", TEAMSINVITE_E_REJECTED },
        { 409, "Conflict", "", TEAMSINVITE_E_REJECTED },
        { 415, "", "", TEAMSINVITE_E_REJECTED },
        { 408, "", "", TEAMSINVITE_E_SERVICE },
        { 429, "TooManyRequests", "Please retry again later.", TEAMSINVITE_E_THROTTLED },
        { 429, "UnknownError", "", TEAMSINVITE_E_THROTTLED },
        { 503, "activityLimitReached", "", TEAMSINVITE_E_THROTTLED },
        { 403, "activityLimitReached", "No application access policy", TEAMSINVITE_E_THROTTLED },
        { 500, "InternalServerError", "", TEAMSINVITE_E_SERVICE },
        { 502, "", "", TEAMSINVITE_E_SERVICE },
        { 503, "ServiceUnavailable", "", TEAMSINVITE_E_SERVICE },
        { 504, "UnknownError", "", TEAMSINVITE_E_SERVICE },
        { 599, "", "", TEAMSINVITE_E_SERVICE },
        { 509, "", "", TEAMSINVITE_E_THROTTLED },
        { 302, "", "", TEAMSINVITE_E_RESPONSE },
        { 200, "Forbidden", "", TEAMSINVITE_E_RESPONSE },
        { 200, "TooManyRequests", "", TEAMSINVITE_E_THROTTLED },
        { 0, "", "", TEAMSINVITE_E_RESPONSE },
        { 600, "", "", TEAMSINVITE_E_RESPONSE },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        teamsinvite_status status = read_code(rows[i].http, rows[i].code, rows[i].message);

        if (status != rows[i].status)
            fail_msg("%d %s \"%s\": %d, not %d", (int)rows[i].http, rows[i].code, rows[i].message, (int)status,
                     (int)rows[i].status);
        assert_string_equal(err.service_code, rows[i].code);
        if (strstr(rows[i].message, "mismatch") == NULL) /* all others keep the remedy of their status */
            assert_true(err.who == 0 && err.what == 0);
    }
}

static void test_phrases_count_only_with_their_http_status(void **state)
{
    (void)state;
    assert_int_equal(read_code(400, "BadRequest", "No application access policy found"), TEAMSINVITE_E_REJECTED);
    assert_int_equal(read_code(404, "NotFound", "No application access policy found"), TEAMSINVITE_E_ORGANIZER);
    assert_int_equal(read_code(403, "Forbidden", "3004: Specified meeting is not found"), TEAMSINVITE_E_FORBIDDEN);
    assert_int_equal(read_code(500, "InternalServerError", "3004: meeting is not found"), TEAMSINVITE_E_SERVICE);
}

static void test_lookup_refused_to_a_stranger_is_told_apart(void **state)
{
    char unspecific[sizeof(err.message)];

    (void)state;
    read_code(403, "Forbidden", "");
    memcpy(unspecific, err.message, sizeof(unspecific));
    read_code(403, "Forbidden", "3003: User does not have access to lookup meeting");
    assert_string_not_equal(err.message, unspecific);
    assert_non_null(strstr(err.message, "not this organizer's"));
}

static void test_answer_without_json_is_judged_by_its_http_status(void **state)
{
    (void)state;
    assert_int_equal(read_text(NULL, 401), TEAMSINVITE_E_SIGN_IN_AGAIN);
    assert_int_equal(read_text(NULL, 403), TEAMSINVITE_E_FORBIDDEN);
    assert_int_equal(read_text(NULL, 404), TEAMSINVITE_E_ORGANIZER);
    assert_int_equal(read_text(NULL, 429), TEAMSINVITE_E_THROTTLED);
    assert_int_equal(read_text(NULL, 503), TEAMSINVITE_E_SERVICE);
    assert_int_equal(read_text(NULL, 400), TEAMSINVITE_E_REJECTED);
    assert_int_equal(read_text(NULL, 307), TEAMSINVITE_E_RESPONSE);
    assert_int_equal(read_text(NULL, 200), TEAMSINVITE_E_RESPONSE);
    assert_string_equal(err.service_code, "");
    assert_string_equal(err.request_id, "");
}

static void test_json_of_another_shape_is_decoration(void **state)
{
    static const char *const shapes[] = {
        "[]", "\"Forbidden\"", "7", "{}", "{\"error\":null}", "{\"error\":\"Forbidden\"}", "{\"error\":[]}",
        "{\"error\":{}}", "{\"error\":{\"code\":7,\"message\":null,\"innerError\":\"x\"}}",
        "{\"Error\":{\"code\":\"TooManyRequests\"}}", "{\"code\":\"TooManyRequests\"}",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        assert_int_equal(read_text(shapes[i], 403), TEAMSINVITE_E_FORBIDDEN);
        assert_string_equal(err.service_code, "");
        assert_string_equal(err.request_id, "");
    }
}

static void test_request_id_is_found_in_either_spelling_and_depth(void **state)
{
    (void)state;
    read_text("{\"error\":{\"code\":\"x\",\"innerError\":{\"request-id\":\"r-1\",\"client-request-id\":\"c\"}}}", 500);
    assert_string_equal(err.request_id, "r-1");
    read_text("{\"error\":{\"code\":\"x\",\"innererror\":{\"request-id\":\"r-2\"}}}", 500);
    assert_string_equal(err.request_id, "r-2");
    read_text("{\"error\":{\"innerError\":{\"code\":\"inner\",\"innererror\":{\"request-id\":\"r-3\"}}}}", 500);
    assert_string_equal(err.request_id, "r-3");
    assert_string_equal(err.service_code, "inner");
}

static void test_code_of_the_outer_level_wins(void **state)
{
    static const char both[] = "{\"error\":{\"code\":\"Forbidden\",\"innerError\":{\"code\":\"TooManyRequests\"}}}";

    (void)state;
    assert_int_equal(read_text(both, 403), TEAMSINVITE_E_FORBIDDEN);
    assert_string_equal(err.service_code, "Forbidden");
    assert_int_equal(read_text("{\"error\":{\"code\":\"\",\"innerError\":{\"code\":\"TooManyRequests\"}}}", 403),
                     TEAMSINVITE_E_THROTTLED);
}

static void test_nothing_the_peer_wrote_but_ids_is_kept(void **state)
{
    char raw[sizeof(err)];
    size_t i;

    (void)state;
    read_text("{\"error\":{\"code\":\"jane@example.com <b>\",\"message\":\"CANARY https://teams.microsoft.com/l/x\","
              "\"innerError\":{\"request-id\":\"CANARY 1\",\"message\":\"CANARY\"}}}",
              403);
    assert_string_equal(err.service_code, "");
    assert_string_equal(err.request_id, "");
    memcpy(raw, &err, sizeof(raw));
    for (i = 0; i + 6 <= sizeof(raw); i++)
        assert_int_not_equal(memcmp(raw + i, "CANARY", 6), 0);
}

static void test_remedies_name_who_can_help(void **state)
{
    const teamsinvite_error *shown = &err;

    (void)state;
    read_code(403, "Forbidden", "No application access policy found for this app");
    assert_int_equal(teamsinvite_error_remedy_who(shown), TEAMSINVITE_WHO_TEAMS_ADMIN);
    assert_int_equal(teamsinvite_error_remedy_what(shown), TEAMSINVITE_DO_GRANT_POLICY);
    assert_non_null(strstr(err.message, "30 minutes"));
    read_code(403, "Authorization_RequestDenied", "");
    assert_int_equal(teamsinvite_error_remedy_who(shown), TEAMSINVITE_WHO_COMPANY_ADMIN);
    assert_int_equal(teamsinvite_error_remedy_what(shown), TEAMSINVITE_DO_CONSENT);
    read_code(404, "NotFound", "Organizer Id mismatch User Id: x");
    assert_int_equal(teamsinvite_error_remedy_who(shown), TEAMSINVITE_WHO_HOST);
    assert_int_equal(teamsinvite_error_remedy_what(shown), TEAMSINVITE_DO_FIX_CALL);
    read_text(NULL, 503);
    assert_true(teamsinvite_error_is_retryable(shown));
    read_text(NULL, 429);
    assert_true(teamsinvite_error_is_retryable(shown));
    read_code(403, "Forbidden", "No application access policy found for this app");
    assert_false(teamsinvite_error_is_retryable(shown));
}

static void test_inner_errors_nested_deep_end_the_search(void **state)
{
    char text[1024] = "{\"error\":";
    int i;

    (void)state;
    for (i = 0; i < 12; i++)
        strncat(text, "{\"innerError\":", sizeof(text) - strlen(text) - 1);
    strncat(text, "{\"request-id\":\"deep\"}", sizeof(text) - strlen(text) - 1);
    for (i = 0; i < 13; i++)
        strncat(text, "}", sizeof(text) - strlen(text) - 1);
    assert_int_equal(read_text(text, 500), TEAMSINVITE_E_SERVICE);
    assert_string_equal(err.request_id, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_documented_refusal_gets_its_status),
        cmocka_unit_test(test_phrases_count_only_with_their_http_status),
        cmocka_unit_test(test_lookup_refused_to_a_stranger_is_told_apart),
        cmocka_unit_test(test_answer_without_json_is_judged_by_its_http_status),
        cmocka_unit_test(test_json_of_another_shape_is_decoration),
        cmocka_unit_test(test_request_id_is_found_in_either_spelling_and_depth),
        cmocka_unit_test(test_code_of_the_outer_level_wins),
        cmocka_unit_test(test_nothing_the_peer_wrote_but_ids_is_kept),
        cmocka_unit_test(test_remedies_name_who_can_help),
        cmocka_unit_test(test_inner_errors_nested_deep_end_the_search),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
