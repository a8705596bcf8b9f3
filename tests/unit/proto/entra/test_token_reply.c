/* SPDX-License-Identifier: Apache-2.0 */
/* test_token_reply.c - the token endpoint's answers: tokens, or why there are none. */
#include "proto/entra/token_reply.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static teamsinvite_status read_text(const char *text, ti_token_reply *reply, ti_json **json, ti_error *err)
{
    *json = ti_json_read(ti_slice_of(text));
    return ti_token_reply_read(reply, *json, err);
}

static void assert_bad(const char *text, const char *why)
{
    static const ti_token_reply nothing;
    ti_token_reply reply;
    ti_error err = { 0 };
    ti_json *json;

    assert_int_equal(read_text(text, &reply, &json, &err), TEAMSINVITE_E_RESPONSE);
    if (strstr(err.message, why) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.message, why);
    assert_memory_equal(&reply, &nothing, sizeof(nothing));
    ti_json_free(json);
}

static void assert_good(const char *text, int64_t expires_in_s, int64_t refresh_in_s)
{
    ti_token_reply reply;
    ti_error err = { 0 };
    ti_json *json;

    assert_int_equal(read_text(text, &reply, &json, &err), TEAMSINVITE_OK);
    assert_int_equal(reply.expires_in_s, expires_in_s);
    assert_int_equal(reply.refresh_in_s, refresh_in_s);
    ti_json_free(json);
}

static void test_reply_of_the_code_grant_is_read_whole(void **state)
{
    ti_token_reply reply;
    ti_error err = { 0 };
    ti_json *json;

    (void)state;
    assert_int_equal(
        read_text("{\"token_type\":\"Bearer\",\"scope\":\"openid https://graph.microsoft.com/User.Read\","
                  "\"expires_in\":4021,\"ext_expires_in\":4021,\"refresh_in\":2000,\"access_token\":\"eyJ0.-_~+/=9\","
                  "\"refresh_token\":\"1.AYY!|x\",\"id_token\":\"a.b.c\",\"foci\":\"1\"}",
                  &reply, &json, &err),
        TEAMSINVITE_OK);
    assert_true(ti_slice_equal_text(reply.access_token, "eyJ0.-_~+/=9"));
    assert_true(ti_slice_equal_text(reply.refresh_token, "1.AYY!|x"));
    assert_true(ti_slice_equal_text(reply.id_token, "a.b.c"));
    assert_true(ti_slice_equal_text(reply.scope, "openid https://graph.microsoft.com/User.Read"));
    assert_int_equal(reply.expires_in_s, 4021);
    assert_int_equal(reply.refresh_in_s, 2000);
    ti_json_free(json);
}

static void test_app_reply_has_no_more_than_it_needs(void **state)
{
    ti_token_reply reply;
    ti_error err = { 0 };
    ti_json *json;

    (void)state;
    assert_int_equal(read_text("{\"token_type\":\"bearer\",\"expires_in\":\"3599\",\"access_token\":\"x\"}", &reply,
                               &json, &err),
                     TEAMSINVITE_OK);
    assert_int_equal(reply.expires_in_s, 3599);
    assert_int_equal(reply.refresh_in_s, 0);
    assert_int_equal(reply.refresh_token.len, 0);
    assert_int_equal(reply.id_token.len, 0);
    assert_int_equal(reply.scope.len, 0);
    ti_json_free(json);
}

#define START "{\"token_type\":\"Bearer\",\"access_token\":\"x\""

static void test_lifetime_is_positive_and_clamped(void **state)
{
    (void)state;
    assert_good(START ",\"expires_in\":1}", 1, 0);
    assert_good(START ",\"expires_in\":100000}", 100000, 0);
    assert_good(START ",\"expires_in\":100001}", 100000, 0);
    assert_good(START ",\"expires_in\":9007199254740992}", 100000, 0);
    assert_bad(START "}", "expires_in");
    assert_bad(START ",\"expires_in\":0}", "expires_in");
    assert_bad(START ",\"expires_in\":-1}", "expires_in");
    assert_bad(START ",\"expires_in\":1.5}", "expires_in");
    assert_bad(START ",\"expires_in\":1e400}", "");
    assert_bad(START ",\"expires_in\":9223372036854775808}", "expires_in");
    assert_bad(START ",\"expires_in\":\"\"}", "expires_in");
    assert_bad(START ",\"expires_in\":\"-5\"}", "expires_in");
    assert_bad(START ",\"expires_in\":\"3599s\"}", "expires_in");
    assert_bad(START ",\"expires_in\":null}", "expires_in");
    assert_bad(START ",\"expires_in\":true}", "expires_in");
}

static void test_refresh_advice_that_cannot_be_read_is_no_advice(void **state)
{
    (void)state;
    assert_good(START ",\"expires_in\":100,\"refresh_in\":\"50\"}", 100, 50);
    assert_good(START ",\"expires_in\":100,\"refresh_in\":101}", 100, 0);
    assert_good(START ",\"expires_in\":100,\"refresh_in\":-1}", 100, 0);
    assert_good(START ",\"expires_in\":100,\"refresh_in\":0}", 100, 0);
    assert_good(START ",\"expires_in\":100,\"refresh_in\":null}", 100, 0);
}

static void test_access_token_must_be_a_bearer_token(void **state)
{
    static const char *const bad[] = { "\"\"",      "\"a b\"",   "\"a\\r\\nX: y\"", "\"a\\tb\"", "\"\\u00e4\"",
                                       "\"a\\\"b\"", "\"a,b\"",  "\"a%b\"",         "null",      "17",
                                       "[\"a\"]" };
    char text[256];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        snprintf(text, sizeof(text), "{\"token_type\":\"Bearer\",\"expires_in\":60,\"access_token\":%s}", bad[i]);
        assert_bad(text, "access_token");
    }
    assert_bad("{\"token_type\":\"Bearer\",\"expires_in\":60}", "access_token");
    assert_bad("{\"token_type\":\"Bearer\",\"expires_in\":60,\"ACCESS_TOKEN\":\"x\"}", "access_token");
}

static void test_access_token_has_at_most_16_kib(void **state)
{
    static const char end[] = "\",\"token_type\":\"Bearer\",\"expires_in\":60}";
    static char text[17 * 1024];
    size_t start = (size_t)snprintf(text, sizeof(text), "{\"access_token\":\"");

    (void)state;
    memset(text + start, 'x', 16 * 1024 + 1);
    memcpy(text + start + 16 * 1024, end, sizeof(end));
    assert_good(text, 60, 0);
    memset(text + start, 'x', 16 * 1024 + 1);
    memcpy(text + start + 16 * 1024 + 1, end, sizeof(end));
    assert_bad(text, "");
}

static void test_other_tokens_and_scope_must_be_visible_ascii(void **state)
{
    (void)state;
    assert_bad(START ",\"expires_in\":60,\"refresh_token\":\"\"}", "refresh_token");
    assert_bad(START ",\"expires_in\":60,\"refresh_token\":\"a b\"}", "refresh_token");
    assert_bad(START ",\"expires_in\":60,\"refresh_token\":null}", "refresh_token");
    assert_bad(START ",\"expires_in\":60,\"refresh_token\":\"a\\nb\"}", "refresh_token");
    assert_bad(START ",\"expires_in\":60,\"refresh_token\":\"a\\u007f\"}", "refresh_token");
    assert_bad(START ",\"expires_in\":60,\"id_token\":\"\\u00fc\"}", "id_token");
    assert_bad(START ",\"expires_in\":60,\"id_token\":{}}", "id_token");
    assert_bad(START ",\"expires_in\":60,\"scope\":\"a\\nb\"}", "scope");
    assert_bad(START ",\"expires_in\":60,\"scope\":[\"a\"]}", "scope");
}

static void test_token_type_must_be_bearer(void **state)
{
    (void)state;
    assert_good("{\"token_type\":\"BEARER\",\"access_token\":\"x\",\"expires_in\":60}", 60, 0);
    assert_bad("{\"token_type\":\"mac\",\"access_token\":\"x\",\"expires_in\":60}", "token_type");
    assert_bad("{\"access_token\":\"x\",\"expires_in\":60}", "token_type");
    assert_bad("{\"token_type\":null,\"access_token\":\"x\",\"expires_in\":60}", "token_type");
}

static void test_error_beats_tokens_in_one_reply(void **state)
{
    (void)state;
    assert_bad(START ",\"expires_in\":60,\"error\":\"invalid_grant\"}", "error");
    assert_bad(START ",\"expires_in\":60,\"error\":null}", "error");
}

static void test_what_is_no_object_is_no_reply(void **state)
{
    (void)state;
    assert_bad("[]", "object");
    assert_bad("\"Bearer\"", "object");
    assert_bad("<html></html>", "object");
    assert_bad("{\"token_type\":\"Bearer\",\"access_token\":\"x\",\"expires_in\":60", "object");
    assert_bad("", "object");
}

typedef struct refusal {
    const char *text; /* NULL: not JSON */
    int32_t http_status;
    teamsinvite_status status;
    const char *code;
} refusal;

static void assert_refusal(const refusal *expected, ti_error *err)
{
    ti_json *json = expected->text != NULL ? ti_json_read(ti_slice_of(expected->text)) : NULL;
    teamsinvite_status status;

    if (expected->text != NULL)
        assert_non_null(json);
    memset(err, 0xff, sizeof(*err));
    status = ti_token_reply_refusal(json, expected->http_status, err);
    if (status != expected->status)
        fail_msg("%d instead of %d for %s", status, expected->status, expected->text);
    assert_int_equal(err->status, expected->status);
    assert_int_equal(err->http_status, expected->http_status);
    assert_string_equal(err->service_code, expected->code);
    ti_json_free(json);
}

static void assert_refusals(const refusal *rows, size_t count)
{
    ti_error err;
    size_t i;

    for (i = 0; i < count; i++)
        assert_refusal(&rows[i], &err);
}

static void test_invalid_grant_is_sign_in_again_unless_somebody_else_has_to_act(void **state)
{
    static const refusal rows[] = {
        { "{\"error\":\"invalid_grant\"}", 400, TEAMSINVITE_E_SIGN_IN_AGAIN, "invalid_grant" },
        { "{\"error\":\"invalid_grant\",\"suberror\":\"bad_token\",\"error_description\":\"AADSTS700082: x\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS700082" },
        { "{\"error\":\"invalid_grant\",\"suberror\":\"basic_action\",\"error_description\":\"AADSTS50076: x\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS50076" },
        { "{\"error\":\"invalid_grant\",\"suberror\":\"additional_action\"}", 400, TEAMSINVITE_E_SIGN_IN_AGAIN,
          "invalid_grant" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS9002313: Invalid request.\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS9002313" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70002: a. AADSTS50126: b\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS50126" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50126: a. AADSTS70002: b\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS50126" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70002: a. AADSTS500133: b\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS70002" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS7000222: a\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS7000222" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50034: gone\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS50034" },
        { "{\"error\":\"interaction_required\"}", 400, TEAMSINVITE_E_SIGN_IN_AGAIN, "interaction_required" },
        { "{\"error\":\"invalid_grant\",\"suberror\":\"consent_required\",\"error_description\":\"AADSTS65001: x\"}",
          400, TEAMSINVITE_E_CONSENT_REQUIRED, "AADSTS65001" },
        { "{\"error\":\"invalid_grant\",\"suberror\":\"consent_required\"}", 400, TEAMSINVITE_E_CONSENT_REQUIRED,
          "invalid_grant" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS65001: x\"}", 400,
          TEAMSINVITE_E_CONSENT_REQUIRED, "AADSTS65001" },
        { "{\"error\":\"invalid_grant\",\"suberror\":\"message_only\"}", 400, TEAMSINVITE_E_BLOCKED,
          "invalid_grant" },
        { "{\"error\":\"invalid_grant\",\"suberror\":\"device_authentication_failed\"}", 400, TEAMSINVITE_E_BLOCKED,
          "invalid_grant" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS53003: x\"}", 400, TEAMSINVITE_E_BLOCKED,
          "AADSTS53003" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS54005: x\"}", 400, TEAMSINVITE_E_STATE,
          "AADSTS54005" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS501481: x\"}", 400, TEAMSINVITE_E_STATE,
          "AADSTS501481" },
    };

    (void)state;
    assert_refusals(rows, sizeof(rows) / sizeof(rows[0]));
}

/* Transient trouble never touches a connection. */
static void test_throttling_and_faults_are_never_a_dead_grant(void **state)
{
    static const refusal rows[] = {
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50196: loop\"}", 400, TEAMSINVITE_E_THROTTLED,
          "AADSTS50196" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS90033: x\"}", 400, TEAMSINVITE_E_SERVICE,
          "AADSTS90033" },
        { "{\"error\":\"invalid_grant\"}", 429, TEAMSINVITE_E_THROTTLED, "invalid_grant" },
        { "{\"error\":\"invalid_grant\"}", 503, TEAMSINVITE_E_SERVICE, "invalid_grant" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS700082: x\"}", 500, TEAMSINVITE_E_SERVICE,
          "AADSTS700082" },
        { "{\"error\":\"temporarily_unavailable\"}", 400, TEAMSINVITE_E_SERVICE, "temporarily_unavailable" },
        { "{\"error\":\"server_error\",\"error_description\":\"AADSTS700082: x\"}", 400, TEAMSINVITE_E_SERVICE,
          "AADSTS700082" },
        { "{\"error\":\"temporarily_unavailable\",\"error_description\":\"AADSTS90055: x\"}", 400,
          TEAMSINVITE_E_THROTTLED, "AADSTS90055" },
        { NULL, 429, TEAMSINVITE_E_THROTTLED, "" },
        { NULL, 500, TEAMSINVITE_E_SERVICE, "" },
        { NULL, 504, TEAMSINVITE_E_SERVICE, "" },
    };

    (void)state;
    assert_refusals(rows, sizeof(rows) / sizeof(rows[0]));
}

static void test_invalid_client_is_the_credential_unless_nobody_consented(void **state)
{
    static const refusal rows[] = {
        { "{\"error\":\"invalid_client\"}", 401, TEAMSINVITE_E_CREDENTIAL, "invalid_client" },
        { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: x\"}", 401, TEAMSINVITE_E_CREDENTIAL,
          "AADSTS7000215" },
        { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: x\"}", 401, TEAMSINVITE_E_CREDENTIAL,
          "AADSTS7000222" },
        { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS70002: a. AADSTS50012: b\"}", 401,
          TEAMSINVITE_E_CREDENTIAL, "AADSTS50012" },
        { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000229: x\"}", 401,
          TEAMSINVITE_E_CONSENT_REQUIRED, "AADSTS7000229" },
        { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700016: x\"}", 400,
          TEAMSINVITE_E_CONSENT_REQUIRED, "AADSTS700016" },
        { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS650051: x\"}", 400,
          TEAMSINVITE_E_CONSENT_PENDING, "AADSTS650051" },
        { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700025: x\"}", 401,
          TEAMSINVITE_E_APP_REGISTRATION, "AADSTS700025" },
        { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700082: x\"}", 401, TEAMSINVITE_E_CREDENTIAL,
          "AADSTS700082" },
        { "{\"error\":\"unauthorized_client\",\"error_description\":\"AADSTS700016: x\"}", 400,
          TEAMSINVITE_E_CONSENT_REQUIRED, "AADSTS700016" },
        { "{\"error\":\"unauthorized_client\",\"error_description\":\"AADSTS7000112: x\"}", 400,
          TEAMSINVITE_E_BLOCKED, "AADSTS7000112" },
        { "{\"error\":\"unauthorized_client\"}", 400, TEAMSINVITE_E_CONSENT_REQUIRED, "unauthorized_client" },
    };

    (void)state;
    assert_refusals(rows, sizeof(rows) / sizeof(rows[0]));
}

static void test_requests_that_cannot_work_name_registration_or_configuration(void **state)
{
    static const refusal rows[] = {
        { "{\"error\":\"invalid_scope\",\"error_description\":\"AADSTS70011: x\"}", 400,
          TEAMSINVITE_E_APP_REGISTRATION, "AADSTS70011" },
        { "{\"error\":\"invalid_resource\"}", 400, TEAMSINVITE_E_APP_REGISTRATION, "invalid_resource" },
        { "{\"error\":\"unsupported_grant_type\"}", 400, TEAMSINVITE_E_APP_REGISTRATION, "unsupported_grant_type" },
        { "{\"error\":\"invalid_request\"}", 400, TEAMSINVITE_E_APP_REGISTRATION, "invalid_request" },
        { "{\"error\":\"invalid_request\",\"error_description\":\"AADSTS90002: x\"}", 400, TEAMSINVITE_E_CONFIG,
          "AADSTS90002" },
        { "{\"error\":\"invalid_request\",\"error_description\":\"AADSTS9002313: x\"}", 400, TEAMSINVITE_E_INTERNAL,
          "AADSTS9002313" },
        { "{\"error\":\"access_denied\",\"error_description\":\"AADSTS53003: x\"}", 400, TEAMSINVITE_E_BLOCKED,
          "AADSTS53003" },
        { "{\"error\":\"access_denied\"}", 403, TEAMSINVITE_E_BLOCKED, "access_denied" },
    };

    (void)state;
    assert_refusals(rows, sizeof(rows) / sizeof(rows[0]));
}

static void test_what_nobody_knows_concludes_nothing(void **state)
{
    static const refusal rows[] = {
        { "{\"error\":\"brand_new\"}", 400, TEAMSINVITE_E_SERVICE, "other" },
        { "{\"error\":\"anna@contoso.example\"}", 400, TEAMSINVITE_E_SERVICE, "other" },
        { "{\"error\":\"brand_new\",\"error_description\":\"AADSTS123456: x\"}", 400, TEAMSINVITE_E_SERVICE,
          "AADSTS123456" },
        { "{\"error\":\"brand_new\",\"error_description\":\"AADSTS7000222: x\"}", 400, TEAMSINVITE_E_CREDENTIAL,
          "AADSTS7000222" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS1234: a AADSTS123456: b\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS123456" },
        { "{\"error\":\"invalid_grant\",\"error_description\":\"AAADSTS AADSTS: AADSTS99999999999999 AADST\"}", 400,
          TEAMSINVITE_E_SIGN_IN_AGAIN, "invalid_grant" },
        { "{}", 400, TEAMSINVITE_E_RESPONSE, "" },
        { "{\"error\":{\"code\":\"x\"}}", 400, TEAMSINVITE_E_RESPONSE, "" },
        { "{\"error\":\"\"}", 400, TEAMSINVITE_E_RESPONSE, "" },
        { "[]", 400, TEAMSINVITE_E_RESPONSE, "" },
        { NULL, 400, TEAMSINVITE_E_RESPONSE, "" },
        { NULL, 302, TEAMSINVITE_E_RESPONSE, "" },
    };

    (void)state;
    assert_refusals(rows, sizeof(rows) / sizeof(rows[0]));
}

static void test_code_gives_text_and_remedy(void **state)
{
    static const refusal expired = { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: x\"}", 401,
                                     TEAMSINVITE_E_CREDENTIAL, "AADSTS7000222" };
    static const refusal deleted = { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50034: x\"}", 400,
                                     TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS50034" };
    static const refusal spa = { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS700084: x\"}", 400,
                                 TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS700084" };
    static const refusal dead = { "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS9002313: x\"}", 400,
                                  TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS9002313" };
    ti_error err;

    (void)state;
    assert_refusal(&dead, &err);
    assert_string_equal(err.message, "Entra: the grant is not valid any more");
    assert_int_equal(err.what, 0);
    assert_refusal(&expired, &err);
    assert_string_equal(err.message, "Entra: the client secret has expired");
    assert_int_equal(err.who, TEAMSINVITE_WHO_HOST);
    assert_int_equal(err.what, TEAMSINVITE_DO_FIX_CREDENTIAL);
    assert_refusal(&deleted, &err);
    assert_string_equal(err.message, "Entra: the account is not in the directory");
    assert_int_equal(err.what, TEAMSINVITE_DO_OTHER_ACCOUNT);
    assert_refusal(&spa, &err);
    assert_int_equal(err.who, TEAMSINVITE_WHO_HOST);
    assert_int_equal(err.what, TEAMSINVITE_DO_FIX_REGISTRATION);
}

static void test_text_of_the_peer_is_not_kept(void **state)
{
    static const char text[] = "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50173: user "
                               "anna@contoso.example\\r\\nTrace ID: 1\",\"trace_id\":\"0fe7-A\",\"suberror\":\"Q!\"}";
    static const refusal expected = { text, 400, TEAMSINVITE_E_SIGN_IN_AGAIN, "AADSTS50173" };
    ti_error err;

    (void)state;
    assert_refusal(&expected, &err);
    assert_string_equal(err.message, "Entra: the grant was revoked");
    assert_string_equal(err.request_id, "0fe7-A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reply_of_the_code_grant_is_read_whole),
        cmocka_unit_test(test_app_reply_has_no_more_than_it_needs),
        cmocka_unit_test(test_lifetime_is_positive_and_clamped),
        cmocka_unit_test(test_refresh_advice_that_cannot_be_read_is_no_advice),
        cmocka_unit_test(test_access_token_must_be_a_bearer_token),
        cmocka_unit_test(test_access_token_has_at_most_16_kib),
        cmocka_unit_test(test_other_tokens_and_scope_must_be_visible_ascii),
        cmocka_unit_test(test_token_type_must_be_bearer),
        cmocka_unit_test(test_error_beats_tokens_in_one_reply),
        cmocka_unit_test(test_what_is_no_object_is_no_reply),
        cmocka_unit_test(test_invalid_grant_is_sign_in_again_unless_somebody_else_has_to_act),
        cmocka_unit_test(test_throttling_and_faults_are_never_a_dead_grant),
        cmocka_unit_test(test_invalid_client_is_the_credential_unless_nobody_consented),
        cmocka_unit_test(test_requests_that_cannot_work_name_registration_or_configuration),
        cmocka_unit_test(test_what_nobody_knows_concludes_nothing),
        cmocka_unit_test(test_code_gives_text_and_remedy),
        cmocka_unit_test(test_text_of_the_peer_is_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
