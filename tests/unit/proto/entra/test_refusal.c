/* SPDX-License-Identifier: Apache-2.0 */
/* test_refusal.c - a refusal as it comes from the wire: body forms, codes, claims, and what of it is kept. */
#include "proto/entra/token_reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "proto/graph/graph_error.h"

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static teamsinvite_status read_refusal(const char *text, int32_t http_status, ti_error *err)
{
    ti_json *json = ti_json_read(ti_slice_of(text));
    teamsinvite_status status;

    memset(err, 0, sizeof(*err));
    status = ti_token_reply_refusal(json, http_status, err);
    ti_json_free(json);
    return status;
}

/* What is no JSON arrives here as NULL: "Too Many Requests", a proxy's page, nothing at all. */
static void test_bodies_without_json_are_judged_by_their_http_status(void **state)
{
    static const struct {
        const char *body;
        int32_t http_status;
        teamsinvite_status status;
        int32_t what;
    } rows[] = {
        { "Too Many Requests", 429, TEAMSINVITE_E_THROTTLED, TEAMSINVITE_DO_RETRY },
        { "<html><body>502 Bad Gateway</body></html>", 502, TEAMSINVITE_E_SERVICE, TEAMSINVITE_DO_RETRY },
        { "<html>Please sign in to the proxy</html>", 407, TEAMSINVITE_E_RESPONSE, TEAMSINVITE_DO_RETRY },
        { "", 503, TEAMSINVITE_E_SERVICE, TEAMSINVITE_DO_RETRY },
        { "", 400, TEAMSINVITE_E_RESPONSE, TEAMSINVITE_DO_RETRY },
        { "{\"error\":", 400, TEAMSINVITE_E_RESPONSE, TEAMSINVITE_DO_RETRY },
        { "{\"message\":\"\"}", 400, TEAMSINVITE_E_RESPONSE, TEAMSINVITE_DO_RETRY },
        { "{\"error\":\"\",\"error_description\":\"\"}", 400, TEAMSINVITE_E_RESPONSE, TEAMSINVITE_DO_RETRY },
        { "{\"error\":{\"code\":\"\",\"message\":\"\"}}", 400, TEAMSINVITE_E_RESPONSE, TEAMSINVITE_DO_RETRY },
        { "{\"error\":{\"code\":\"UnknownError\",\"message\":\"\"}}", 500, TEAMSINVITE_E_SERVICE,
          TEAMSINVITE_DO_RETRY },
    };
    ti_error err;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(rows); i++) {
        assert_int_equal(read_refusal(rows[i].body, rows[i].http_status, &err), rows[i].status);
        assert_int_equal(teamsinvite_error_remedy_what(&err), rows[i].what);
        assert_int_equal(teamsinvite_error_is_retryable(&err), 1);
        assert_int_equal(err.http_status, rows[i].http_status);
        assert_string_equal(err.service_code, "");
        assert_false(err.confirmed);
        assert_true(strncmp(err.message, "the token endpoint", 18) == 0);
    }
}

static void test_array_of_codes_goes_before_the_text(void **state)
{
    static const struct {
        const char *rest, *code;
    } rows[] = {
        { "\"error_codes\":[700082]", "AADSTS700082" },
        { "\"error_codes\":[70002,50126]", "AADSTS50126" },
        { "\"error_codes\":[50126,70002]", "AADSTS50126" },
        { "\"error_codes\":[70000]", "AADSTS70000" },
        { "\"error_codes\":[123456]", "AADSTS123456" },
        { "\"error_codes\":[70000,123456]", "AADSTS70000" },
        { "\"error_codes\":[50173],\"error_description\":\"AADSTS50126: x\"", "AADSTS50173" },
        { "\"error_codes\":[70000],\"error_description\":\"AADSTS50126: x\"", "AADSTS50126" },
        { "\"error_codes\":[],\"error_description\":\"AADSTS50126: x\"", "AADSTS50126" },
        { "\"error_codes\":50173", "invalid_grant" },
        { "\"error_codes\":[\"50173\",null,-50173,50173.5,0,1e300,{}]", "invalid_grant" },
        { "\"error_codes\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,50173]", "AADSTS50173" },
        { "\"error_codes\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,50173]", "AADSTS16" },
    };
    char text[256];
    ti_error err;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(rows); i++) {
        snprintf(text, sizeof(text), "{\"error\":\"invalid_grant\",%s}", rows[i].rest);
        assert_int_equal(read_refusal(text, 400, &err), TEAMSINVITE_E_SIGN_IN_AGAIN);
        assert_string_equal(err.service_code, rows[i].code);
    }
    assert_int_equal(read_refusal("{\"error\":\"invalid_grant\",\"error_codes\":[50196]}", 400, &err),
                     TEAMSINVITE_E_THROTTLED);
    assert_int_equal(read_refusal("{\"error\":\"invalid_client\",\"error_codes\":[7000229]}", 401, &err),
                     TEAMSINVITE_E_CONSENT_REQUIRED);
}

/* A connection ends at once for these; what is not listed may be Entra's loop detection, and gets a second look. */
static void test_refusals_that_are_certain_are_told_from_those_that_may_pass(void **state)
{
    static const struct {
        const char *rest;
        bool confirmed;
    } rows[] = {
        { "\"invalid_grant\",\"error_codes\":[50173]", true },
        { "\"invalid_grant\",\"error_codes\":[700082]", true },
        { "\"invalid_grant\",\"error_codes\":[70043]", true },
        { "\"invalid_grant\",\"error_codes\":[700084]", true },
        { "\"invalid_grant\",\"error_codes\":[50057]", true },
        { "\"invalid_grant\",\"error_codes\":[50133]", true },
        { "\"invalid_grant\",\"error_description\":\"AADSTS50173: x\"", true },
        { "\"invalid_grant\",\"suberror\":\"bad_token\"", true },
        { "\"invalid_grant\",\"suberror\":\"bad_token\",\"error_codes\":[70000]", true },
        { "\"invalid_grant\",\"suberror\":\"token_expired\",\"error_codes\":[70008]", true },
        { "\"interaction_required\",\"suberror\":\"basic_action\"", true },
        { "\"invalid_grant\"", false },
        { "\"invalid_grant\",\"error_codes\":[70000]", false },
        { "\"invalid_grant\",\"error_codes\":[70008]", false },
        { "\"invalid_grant\",\"error_codes\":[9002313]", false },
        { "\"invalid_grant\",\"error_codes\":[50196]", false },
        { "\"invalid_grant\",\"error_codes\":[50196],\"suberror\":\"bad_token\"", false },
        { "\"invalid_grant\",\"error_codes\":[65001]", false },
        { "\"invalid_grant\",\"suberror\":\"basic_action\",\"error_codes\":[50076]", false },
        { "\"invalid_grant\",\"suberror\":\"consent_required\"", false },
        { "\"interaction_required\",\"suberror\":\"consent_required\"", false },
        { "\"invalid_client\",\"error_codes\":[50173]", false },
        { "\"server_error\",\"error_codes\":[50173]", false },
    };
    char text[256];
    ti_error err;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(rows); i++) {
        snprintf(text, sizeof(text), "{\"error\":%s}", rows[i].rest);
        (void)read_refusal(text, 400, &err);
        if (err.confirmed != rows[i].confirmed)
            fail_msg("%s: confirmed is %d", text, err.confirmed);
    }
    assert_int_equal(read_refusal("{\"error\":\"invalid_grant\",\"suberror\":\"bad_token\"}", 503, &err),
                     TEAMSINVITE_E_SERVICE);
    assert_false(err.confirmed);
}

static void assert_claims(const char *text, const char *expected)
{
    ti_json *json = ti_json_read(ti_slice_of(text));
    ti_slice claims = ti_token_reply_claims(json);

    if (!ti_slice_equal_text(claims, expected))
        fail_msg("%.*s instead of %s", (int)claims.len, claims.ptr == NULL ? "" : claims.ptr, expected);
    ti_json_free(json);
}

static void test_claims_of_a_refusal_are_handed_out_when_they_are_an_object(void **state)
{
    char long_text[8192] = "{\"claims\":\"{\\\"a\\\":\\\"";

    (void)state;
    assert_claims("{\"error\":\"x\",\"claims\":\"{\\\"access_token\\\":{\\\"x\\\":{\\\"essential\\\":true}}}\"}",
                  "{\"access_token\":{\"x\":{\"essential\":true}}}");
    assert_claims("{\"error\":\"invalid_grant\"}", "");
    assert_claims("{\"claims\":\"\"}", "");
    assert_claims("{\"claims\":\"not json\"}", "");
    assert_claims("{\"claims\":\"[1]\"}", "");
    assert_claims("{\"claims\":\"{} x\"}", "");
    assert_claims("{\"claims\":{\"access_token\":{}}}", "");
    assert_claims("Too Many Requests", "");
    memset(long_text + strlen(long_text), 'x', 4096);
    memcpy(long_text + strlen(long_text), "\\\"}\"}", sizeof("\\\"}\"}"));
    assert_claims(long_text, "");
}

static void assert_absent(const ti_error *err, const char *word)
{
    const char *raw = (const char *)err;
    size_t len = strlen(word);
    size_t i;

    for (i = 0; i + len <= sizeof(*err); i++)
        if (memcmp(raw + i, word, len) == 0)
            fail_msg("\"%s\" is in the error", word);
}

static void test_no_text_of_the_peer_gets_into_an_error(void **state)
{
    static const char *const secrets[] = { "anna", "contoso", "CANARY", "eyJ0", "0.AXoA", "meetup-join" };
    static const char *const bodies[] = {
        ("{\"error\":\"invalid_grant\",\"suberror\":\"CANARY\",\"error_codes\":[50173],\"trace_id\":\"CANARY anna\","
        "\"error_description\":\"AADSTS50173: anna@contoso.example CANARY eyJ0eXAi.0.AXoA\","
        "\"claims\":\"{\\\"CANARY\\\":1}\","
        "\"error_uri\":\"https://login.example/CANARY\",\"correlation_id\":\"CANARY\"}"),
        "{\"error\":\"CANARY anna@contoso.example\",\"error_description\":\"eyJ0eXAi\"}",
        "{\"error\":\"CANARY\"}",
        ("{\"error\":{\"code\":\"CANARY anna\",\"message\":\"anna@contoso.example eyJ0 https://x/l/meetup-join/1\","
        "\"innerError\":{\"message\":\"CANARY\",\"request-id\":\"anna@contoso.example\"}}}"),
    };
    static const int32_t http_statuses[] = { 400, 401, 403, 404, 429, 503 };
    ti_error err;
    size_t i, j, k;

    (void)state;
    for (i = 0; i < LENGTH(bodies); i++) {
        ti_json *json = ti_json_read(ti_slice_of(bodies[i]));

        assert_non_null(json);
        for (j = 0; j < LENGTH(http_statuses); j++) {
            (void)read_refusal(bodies[i], http_statuses[j], &err);
            for (k = 0; k < LENGTH(secrets); k++)
                assert_absent(&err, secrets[k]);
            memset(&err, 0, sizeof(err));
            (void)ti_graph_error_read(json, http_statuses[j], &err);
            for (k = 0; k < LENGTH(secrets); k++)
                assert_absent(&err, secrets[k]);
        }
        ti_json_free(json);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bodies_without_json_are_judged_by_their_http_status),
        cmocka_unit_test(test_array_of_codes_goes_before_the_text),
        cmocka_unit_test(test_refusals_that_are_certain_are_told_from_those_that_may_pass),
        cmocka_unit_test(test_claims_of_a_refusal_are_handed_out_when_they_are_an_object),
        cmocka_unit_test(test_no_text_of_the_peer_gets_into_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
