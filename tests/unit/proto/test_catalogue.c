/* SPDX-License-Identifier: Apache-2.0 */
/* test_catalogue.c - every documented answer of Microsoft's: listed, and read so from the wire. */
#include <teamsinvite/catalogue.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "proto/entra/aadsts.h"
#include "proto/entra/redirect_query.h"
#include "proto/entra/token_reply.h"
#include "proto/graph/graph_error.h"

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define IS(status_, who_) TEAMSINVITE_E_##status_, TEAMSINVITE_WHO_##who_

/* The codes that Entra documents, and 7000229, 650051 and 700213 as they are reported; written down
 * from the documentation and apart from the table. Up to 24 of one meaning a row. */
static const struct {
    teamsinvite_status status;
    int32_t who;
    int32_t codes[24];
} documented[] = {
    /* The app's registration, its credential, its configuration. */
    { IS(APP_REGISTRATION, HOST),
      { 50011, 500113, 900971, 500011, 50001, 50146, 50003, 50194, 51000, 65005, 650057, 70011, 28002, 28003, 700022,
        700023, 700025, 700054, 90008, 90009 } },
    { IS(CREDENTIAL, HOST),
      { 70002, 700024, 700027, 50012, 700030, 700222, 7000215, 7000218, 7000222, 700213, 7002131, 700229 } },
    { IS(CONFIG, HOST),
      { 50059, 50128, 90019, 65002, 90002, 90038, 900382, 900432, 1000104, 9001023, 90124, 90130, 9002332, 50049 } },
    { IS(INTERNAL, LIBRARY),
      { 50147, 501491, 70003, 70005, 70007, 90005, 90013, 90014, 900144, 90023, 90100, 90102, 9002313, 240002 } },
    /* The person who signs in. */
    { IS(WRONG_ACCOUNT, USER), { 50020, 16000, 51004, 50014, 500208, 50034, 90072 } },
    { IS(SIGN_IN_AGAIN, USER), { 50055, 50144, 50133, 50132, 50135, 50056, 50126, 50064, 50057, 50058, 50072, 50074,
                                 50076, 50078, 50079, 50085, 50089, 50097, 50129, 50131, 50155, 50187, 50158, 50161 } },
    { IS(SIGN_IN_AGAIN, USER),
      { 50173, 70000, 70008, 700020, 70043, 700082, 9002341, 50125, 50140, 50199, 16001, 900561, 90056 } },
    { IS(SIGN_IN_AGAIN, HOST), { 700084 } },
    { IS(STATE, USER), { 54005, 700005, 501481 } },
    { IS(CONSENT_REFUSED, USER), { 65004 } },
    /* The customer's administrator. */
    { IS(CONSENT_REQUIRED, COMPANY_ADMIN), { 65001, 650056, 700016, 700011, 7000229, 90094, 90095, 90099 } },
    { IS(BLOCKED, COMPANY_ADMIN), { 50105, 50107, 20012, 40008, 53000, 53001, 53002, 53003, 530032, 530034, 530035,
                                    53004, 53010, 53011, 650052, 650054, 70001, 7000112, 90093, 500021, 500022, 500212,
                                    500213, 1000031 } },
    /* It passes. */
    { IS(BLOCKED, NOBODY), { 50053 } },
    { IS(CONSENT_PENDING, NOBODY), { 650051 } },
    { IS(THROTTLED, NOBODY), { 50196, 90055 } },
    { IS(SERVICE, NOBODY), { 90006, 90012, 90024, 90033, 90090, 90091, 50033, 50087 } },
};

static const teamsinvite_catalogue_entry *find_entry(int32_t source, const char *code)
{
    size_t i;

    for (i = 0; i < teamsinvite_catalogue_count(); i++) {
        const teamsinvite_catalogue_entry *entry = teamsinvite_catalogue_at(i);

        if (teamsinvite_catalogue_source(entry) == source && strcmp(teamsinvite_catalogue_code(entry), code) == 0)
            return entry;
    }
    fail_msg("\"%s\" is not in the catalogue", code);
    return NULL;
}

static teamsinvite_status read_refusal(const char *text, int32_t http_status, ti_error *err)
{
    ti_json *json = text == NULL ? NULL : ti_json_read(ti_slice_of(text));
    teamsinvite_status status;

    memset(err, 0, sizeof(*err));
    status = ti_token_reply_refusal(json, http_status, err);
    ti_json_free(json);
    return status;
}

static void assert_listed_and_read(int32_t code, teamsinvite_status status, int32_t who)
{
    const teamsinvite_catalogue_entry *entry;
    char name[32];
    char text[128];
    ti_error err;

    snprintf(name, sizeof(name), "AADSTS%ld", (long)code);
    entry = find_entry(TEAMSINVITE_SOURCE_ENTRA_CODE, name);
    if (teamsinvite_catalogue_status(entry) != status || teamsinvite_catalogue_remedy_who(entry) != who)
        fail_msg("%s: %s, %s", name, teamsinvite_status_name(teamsinvite_catalogue_status(entry)),
                 teamsinvite_who_name(teamsinvite_catalogue_remedy_who(entry)));
    snprintf(text, sizeof(text), "{\"error\":\"unheard_of\",\"error_codes\":[%ld]}", (long)code);
    assert_int_equal(read_refusal(text, 400, &err), status);
    assert_string_equal(err.service_code, name);
    assert_int_equal(teamsinvite_error_remedy_who(&err), who);
    assert_string_equal(teamsinvite_error_remedy_text(&err), teamsinvite_catalogue_remedy_text(entry));
}

static void test_every_documented_entra_code_is_listed_and_read(void **state)
{
    size_t count = 0;
    size_t i, j;

    (void)state;
    for (i = 0; i < LENGTH(documented); i++) {
        for (j = 0; j < LENGTH(documented[i].codes) && documented[i].codes[j] != 0; j++) {
            assert_listed_and_read(documented[i].codes[j], documented[i].status, documented[i].who);
            count++;
        }
    }
    assert_int_equal(count, ti_aadsts_table.count);
    print_message("%d Entra codes\n", (int)count);
}

static const struct {
    const char *name;
    teamsinvite_status at_token;
    int32_t who_at_token;
    teamsinvite_status at_redirect;
    int32_t who_at_redirect;
} names[] = {
    { "access_denied", IS(BLOCKED, COMPANY_ADMIN), IS(CONSENT_REFUSED, USER) },
    { "permission_denied", IS(BLOCKED, COMPANY_ADMIN), IS(CONSENT_REFUSED, USER) },
    { "consent_required", IS(CONSENT_REQUIRED, COMPANY_ADMIN), IS(CONSENT_REQUIRED, COMPANY_ADMIN) },
    { "interaction_required", IS(SIGN_IN_AGAIN, USER), IS(SIGN_IN_AGAIN, USER) },
    { "login_required", IS(SIGN_IN_AGAIN, USER), IS(SIGN_IN_AGAIN, USER) },
    { "invalid_grant", IS(SIGN_IN_AGAIN, USER), IS(SIGN_IN_AGAIN, USER) },
    { "invalid_client", IS(CREDENTIAL, HOST), IS(APP_REGISTRATION, HOST) },
    { "unauthorized_client", IS(CONSENT_REQUIRED, COMPANY_ADMIN), IS(CONSENT_REQUIRED, COMPANY_ADMIN) },
    { "invalid_scope", IS(APP_REGISTRATION, HOST), IS(APP_REGISTRATION, HOST) },
    { "invalid_resource", IS(APP_REGISTRATION, HOST), IS(APP_REGISTRATION, HOST) },
    { "invalid_request", IS(APP_REGISTRATION, HOST), IS(APP_REGISTRATION, HOST) },
    { "unsupported_grant_type", IS(APP_REGISTRATION, HOST), IS(APP_REGISTRATION, HOST) },
    { "unsupported_response_type", IS(APP_REGISTRATION, HOST), IS(APP_REGISTRATION, HOST) },
    { "server_error", IS(SERVICE, NOBODY), IS(SERVICE, USER) },
    { "temporarily_unavailable", IS(SERVICE, NOBODY), IS(SERVICE, USER) },
    { "other", IS(SERVICE, NOBODY), IS(SERVICE, USER) },
};

static void assert_name_at_token(size_t i)
{
    const teamsinvite_catalogue_entry *entry = find_entry(TEAMSINVITE_SOURCE_TOKEN_ENDPOINT, names[i].name);
    char text[128];
    ti_error err;

    assert_int_equal(teamsinvite_catalogue_status(entry), names[i].at_token);
    assert_int_equal(teamsinvite_catalogue_remedy_who(entry), names[i].who_at_token);
    snprintf(text, sizeof(text), "{\"error\":\"%s\"}", names[i].name);
    assert_int_equal(read_refusal(text, 400, &err), names[i].at_token);
    assert_int_equal(teamsinvite_error_remedy_who(&err), names[i].who_at_token);
    assert_string_equal(err.service_code, names[i].name);
}

static void assert_name_at_redirect(size_t i)
{
    const teamsinvite_catalogue_entry *entry = find_entry(TEAMSINVITE_SOURCE_REDIRECT, names[i].name);
    ti_redirect_query query = { .error = names[i].name };
    ti_error err = { 0 };

    assert_int_equal(teamsinvite_catalogue_status(entry), names[i].at_redirect);
    assert_int_equal(teamsinvite_catalogue_remedy_who(entry), names[i].who_at_redirect);
    assert_int_equal(ti_redirect_query_refusal(&query, &err), names[i].at_redirect);
    assert_int_equal(teamsinvite_error_remedy_who(&err), names[i].who_at_redirect);
    assert_string_equal(err.service_code, names[i].name);
}

static void test_every_oauth_error_is_listed_and_read_at_both_places(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(names); i++) {
        assert_name_at_token(i);
        assert_name_at_redirect(i);
    }
    print_message("%d OAuth errors\n", (int)LENGTH(names));
}

static const struct {
    const char *name;
    teamsinvite_status status;
    int32_t who;
    bool for_good;
} suberrors[] = {
    { "basic_action", IS(SIGN_IN_AGAIN, USER), false },
    { "additional_action", IS(SIGN_IN_AGAIN, USER), false },
    { "message_only", IS(BLOCKED, COMPANY_ADMIN), false },
    { "consent_required", IS(CONSENT_REQUIRED, COMPANY_ADMIN), false },
    { "user_password_expired", IS(SIGN_IN_AGAIN, USER), true },
    { "bad_token", IS(SIGN_IN_AGAIN, USER), true },
    { "token_expired", IS(SIGN_IN_AGAIN, USER), true },
    { "protection_policy_required", IS(BLOCKED, COMPANY_ADMIN), false },
    { "client_mismatch", IS(BLOCKED, COMPANY_ADMIN), false },
    { "device_authentication_failed", IS(BLOCKED, COMPANY_ADMIN), false },
};

static void test_every_suberror_of_a_dead_grant_is_listed_and_read(void **state)
{
    char text[128];
    ti_error err;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(suberrors); i++) {
        const teamsinvite_catalogue_entry *entry = find_entry(TEAMSINVITE_SOURCE_SUBERROR, suberrors[i].name);

        assert_int_equal(teamsinvite_catalogue_status(entry), suberrors[i].status);
        assert_int_equal(teamsinvite_catalogue_remedy_who(entry), suberrors[i].who);
        snprintf(text, sizeof(text), "{\"error\":\"invalid_grant\",\"suberror\":\"%s\"}", suberrors[i].name);
        assert_int_equal(read_refusal(text, 400, &err), suberrors[i].status);
        assert_int_equal(err.confirmed, suberrors[i].for_good);
        assert_non_null(strstr(err.message, teamsinvite_catalogue_meaning(entry)));
    }
    print_message("%d suberrors\n", (int)LENGTH(suberrors));
}

static void test_cancel_counts_at_the_redirect_only(void **state)
{
    ti_redirect_query query = { .error = "access_denied", .error_subcode = "cancel", .aadsts = "AADSTS53003" };
    ti_error err = { 0 };

    (void)state;
    assert_int_equal(teamsinvite_catalogue_status(find_entry(TEAMSINVITE_SOURCE_SUBERROR, "cancel")),
                     TEAMSINVITE_E_CONSENT_REFUSED);
    assert_int_equal(ti_redirect_query_refusal(&query, &err), TEAMSINVITE_E_CONSENT_REFUSED);
    assert_string_equal(err.message, "Entra: the sign-in was cancelled");
    assert_int_equal(read_refusal("{\"error\":\"invalid_grant\",\"suberror\":\"cancel\"}", 400, &err),
                     TEAMSINVITE_E_SIGN_IN_AGAIN);
    query = (ti_redirect_query){ .error = "interaction_required", .error_subcode = "message_only" };
    assert_int_equal(ti_redirect_query_refusal(&query, &err), TEAMSINVITE_E_SIGN_IN_AGAIN);
}

static const struct {
    int32_t http_status;
    const char *code, *message;
    teamsinvite_status status;
    int32_t who;
} graph[] = {
    { 401, "InvalidAuthenticationToken", "Access token has expired.", IS(SIGN_IN_AGAIN, USER) },
    { 403, "Forbidden", "No application access policy found for this app", IS(POLICY, TEAMS_ADMIN) },
    { 403, "General", "No application access policy found for this app: 1 on the user: 2", IS(POLICY, TEAMS_ADMIN) },
    { 403, "Unauthorized", "App 1 is not authorized to Create meeting on behalf of user 2", IS(POLICY, TEAMS_ADMIN) },
    { 403, "Forbidden", "3003: User does not have access to lookup meeting", IS(FORBIDDEN, COMPANY_ADMIN) },
    { 403, "Authorization_RequestDenied", "Insufficient privileges", IS(CONSENT_REQUIRED, COMPANY_ADMIN) },
    { 403, "Forbidden", "Missing role permissions on the request.", IS(CONSENT_REQUIRED, COMPANY_ADMIN) },
    { 403, "Forbidden", "", IS(FORBIDDEN, COMPANY_ADMIN) },
    { 404, "", "", IS(ORGANIZER, COMPANY_ADMIN) },
    { 404, "UnknownError", "", IS(ORGANIZER, COMPANY_ADMIN) },
    { 404, "NotFound", "", IS(ORGANIZER, COMPANY_ADMIN) },
    { 404, "NotFound", "3004: Specified meeting is not found", IS(MEETING_GONE, HOST) },
    { 404, "General", "Organizer Id mismatch User Id: 1", IS(FORBIDDEN, HOST) },
    { 400, "BadRequest", "Invalid meeting id 1", IS(REJECTED, LIBRARY) },
    { 400, "General", "Meeting Id is corrupted.", IS(REJECTED, LIBRARY) },
    { 400, "BadRequest", "An error has occurred.", IS(REJECTED, LIBRARY) },
    { 400, "BadRequest", "1026: An error has occurred.", IS(REJECTED, LIBRARY) },
    { 429, "TooManyRequests", "Please retry again later.", IS(THROTTLED, NOBODY) },
    { 429, "activityLimitReached", "", IS(THROTTLED, NOBODY) },
    { 429, "UnknownError", "", IS(THROTTLED, NOBODY) },
    { 500, "InternalServerError", "", IS(SERVICE, NOBODY) },
};

static const teamsinvite_catalogue_entry *find_meaning(int32_t source, const char *text)
{
    size_t i;

    for (i = 0; i < teamsinvite_catalogue_count(); i++) {
        const teamsinvite_catalogue_entry *entry = teamsinvite_catalogue_at(i);

        if (teamsinvite_catalogue_source(entry) == source && strcmp(teamsinvite_catalogue_meaning(entry), text) == 0)
            return entry;
    }
    fail_msg("nothing in the catalogue means \"%s\"", text);
    return NULL;
}

static void test_every_documented_answer_of_graph_is_listed_and_read(void **state)
{
    char text[256];
    ti_error err;
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(graph); i++) {
        const teamsinvite_catalogue_entry *entry;
        ti_json *json;

        snprintf(text, sizeof(text), "{\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"innererror\":{}}}",
                 graph[i].code, graph[i].message);
        json = ti_json_read(ti_slice_of(text));
        assert_non_null(json);
        if (ti_graph_error_read(json, graph[i].http_status, &err) != graph[i].status)
            fail_msg("%d %s: %s", (int)graph[i].http_status, text, err.message);
        ti_json_free(json);
        entry = find_meaning(TEAMSINVITE_SOURCE_GRAPH, err.message);
        assert_int_equal(teamsinvite_error_remedy_who(&err), graph[i].who);
        assert_int_equal(teamsinvite_catalogue_remedy_who(entry), graph[i].who);
        assert_string_equal(teamsinvite_catalogue_remedy_text(entry), teamsinvite_error_remedy_text(&err));
    }
    print_message("%d answers of Graph\n", (int)LENGTH(graph));
}

static void test_every_entry_is_complete(void **state)
{
    size_t count = teamsinvite_catalogue_count();
    int32_t last = TEAMSINVITE_SOURCE_ENTRA_CODE;
    size_t i;

    (void)state;
    for (i = 0; i < count; i++) {
        const teamsinvite_catalogue_entry *entry = teamsinvite_catalogue_at(i);
        teamsinvite_status status = teamsinvite_catalogue_status(entry);
        const char *advice = teamsinvite_catalogue_remedy_text(entry);

        assert_in_range(teamsinvite_catalogue_source(entry), last, TEAMSINVITE_SOURCE_GRAPH);
        last = teamsinvite_catalogue_source(entry);
        assert_true(status < 0);
        assert_int_equal(ti_status_find(status)->status, status);
        assert_in_range(strlen(teamsinvite_catalogue_meaning(entry)), 10, 120);
        assert_in_range(strlen(advice), 10, 200);
        assert_true(advice[0] >= 'A' && advice[0] <= 'Z' && advice[strlen(advice) - 1] == '.');
        assert_string_not_equal(teamsinvite_who_name(teamsinvite_catalogue_remedy_who(entry)), "?");
        assert_string_not_equal(teamsinvite_do_name(teamsinvite_catalogue_remedy_what(entry)), "?");
    }
    assert_int_equal(last, TEAMSINVITE_SOURCE_GRAPH);
    assert_null(teamsinvite_catalogue_at(count));
    assert_null(teamsinvite_catalogue_at(SIZE_MAX));
}

static void test_no_two_entries_answer_the_same(void **state)
{
    size_t count = teamsinvite_catalogue_count();
    size_t i, k;

    (void)state;
    for (i = 0; i < count; i++) {
        const teamsinvite_catalogue_entry *one = teamsinvite_catalogue_at(i);

        for (k = 0; k < i; k++) {
            const teamsinvite_catalogue_entry *other = teamsinvite_catalogue_at(k);

            if (teamsinvite_catalogue_source(one) == teamsinvite_catalogue_source(other) &&
                teamsinvite_catalogue_http_status(one) == teamsinvite_catalogue_http_status(other) &&
                strcmp(teamsinvite_catalogue_code(one), teamsinvite_catalogue_code(other)) == 0 &&
                strcmp(teamsinvite_catalogue_phrase(one), teamsinvite_catalogue_phrase(other)) == 0)
                fail_msg("%s is there twice", teamsinvite_catalogue_code(one));
        }
    }
}

static void test_nothing_is_known_of_no_entry(void **state)
{
    (void)state;
    assert_int_equal(teamsinvite_catalogue_source(NULL), 0);
    assert_string_equal(teamsinvite_catalogue_code(NULL), "");
    assert_string_equal(teamsinvite_catalogue_phrase(NULL), "");
    assert_string_equal(teamsinvite_catalogue_meaning(NULL), "");
    assert_int_equal(teamsinvite_catalogue_http_status(NULL), 0);
    assert_int_equal(teamsinvite_catalogue_status(NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_catalogue_remedy_who(NULL), TEAMSINVITE_WHO_NOBODY);
    assert_int_equal(teamsinvite_catalogue_remedy_what(NULL), TEAMSINVITE_DO_NOTHING);
    assert_string_equal(teamsinvite_catalogue_remedy_text(NULL), "");
}

static void test_the_hard_codes_say_exactly_what_to_do(void **state)
{
    static const struct {
        const char *code, *word;
    } rows[] = {
        { "AADSTS700027", "x5t#S256" },
        { "AADSTS700027", "RS256 by x5t." },
        { "AADSTS700024", "clock" },
        { "AADSTS50105", "assign" },
        { "AADSTS7000215", "value, not its id" },
        { "AADSTS7000222", "new client secret" },
        { "AADSTS700084", "type Web" },
        { "AADSTS50011", "letter for letter" },
        { "AADSTS90002", "cloud" },
        { "AADSTS700030", "certificate" },
        { "AADSTS50057", "disabled" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < LENGTH(rows); i++) {
        const char *text =
            teamsinvite_catalogue_remedy_text(find_entry(TEAMSINVITE_SOURCE_ENTRA_CODE, rows[i].code));

        if (strstr(text, rows[i].word) == NULL)
            fail_msg("%s: \"%s\" does not say \"%s\"", rows[i].code, text, rows[i].word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_documented_entra_code_is_listed_and_read),
        cmocka_unit_test(test_every_oauth_error_is_listed_and_read_at_both_places),
        cmocka_unit_test(test_every_suberror_of_a_dead_grant_is_listed_and_read),
        cmocka_unit_test(test_cancel_counts_at_the_redirect_only),
        cmocka_unit_test(test_every_documented_answer_of_graph_is_listed_and_read),
        cmocka_unit_test(test_every_entry_is_complete),
        cmocka_unit_test(test_no_two_entries_answer_the_same),
        cmocka_unit_test(test_nothing_is_known_of_no_entry),
        cmocka_unit_test(test_the_hard_codes_say_exactly_what_to_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
