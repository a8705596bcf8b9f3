/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_scenario.c - what goes wrong on purpose at the simulator: each by its name, as often as it was set. */
#include "test_sim_world.h"

#define CLIENT TEAMSINVITE_SIM_CLIENT_ID
#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define ALICE TEAMSINVITE_SIM_CONTOSO_ALICE
#define ME "/v1.0/me?$select=id"
#define MEETINGS "/v1.0/me/onlineMeetings"
#define BODY \
    "{\"subject\":\"x\",\"startDateTime\":\"2030-02-01T09:00:00Z\",\"endDateTime\":\"2030-02-01T10:00:00Z\"}"
#define APP "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
#define KEYS_URL AUTHORITY CONTOSO "/discovery/v2.0/keys"

static char refresh_body[8192];

static void set(world *w, const char *scenario, int32_t count)
{
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_scenario(w->sim, scenario, count, NULL));
}

static const char *header(const world *w, const char *name)
{
    const char *value = teamsinvite_sim_response_header(w->response, name);

    return value == NULL ? "" : value;
}

/* Consented, Alice signed in: her access token is in w->token, her refresh token in refresh_body. */
static int setup(void **state)
{
    world *w;

    if (world_setup(state) != 0)
        return -1;
    w = *state;
    if (teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 1, NULL) != TEAMSINVITE_OK)
        return -1;
    get_user_token(w, CONTOSO, ALICE);
    join(refresh_body, sizeof(refresh_body), "grant_type=refresh_token&refresh_token=", json_text(w, "refresh_token"),
         NULL);
    return 0;
}

static int refresh(world *w)
{
    return ask_token(w, CONTOSO, refresh_body);
}

static void test_every_scenario_is_told_apart_and_can_be_set_where_it_says(void **state)
{
    world *w = *state;
    size_t count = teamsinvite_sim_scenario_count();
    size_t i;
    size_t j;

    assert_true(count > 70);
    for (i = 0; i < count; i++) {
        const char *name = teamsinvite_sim_scenario_name(i);
        const char *place = teamsinvite_sim_scenario_place(i);

        for (j = 0; j < i; j++)
            assert_string_not_equal(name, teamsinvite_sim_scenario_name(j));
        assert_true(strlen(teamsinvite_sim_scenario_text(i)) > 5);
        assert_null(strchr(teamsinvite_sim_scenario_text(i), '\n'));
        for (; place != NULL; place = strchr(place, ' ') == NULL ? NULL : strchr(place, ' ') + 1) {
            char text[128];

            (void)snprintf(text, sizeof(text), "%s@%.*s", name, (int)strcspn(place, ","), place);
            set(w, text, 1);
        }
    }
    assert_null(teamsinvite_sim_scenario_name(count));
    assert_null(teamsinvite_sim_scenario_text(count));
    assert_null(teamsinvite_sim_scenario_place(count));
}

static void test_scenario_that_cannot_be_is_refused(void **state)
{
    static const char *const wrong[] = { "", "no-such", "graph-429=", "graph-429=-1", "graph-429=x", "graph-500=1",
                                         "graph-429@", "graph-429@no", "graph-429@token", "graph-429=1e3",
                                         "graph-429=1000000001", "challenge-broken@graph" };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_set_scenario(w->sim, wrong[i], 1, NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_set_scenario(w->sim, "graph-500", -2, NULL));
    assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
}

static void test_scenario_happens_as_often_as_it_was_set(void **state)
{
    world *w = *state;
    int i;

    set(w, "graph-503", 3);
    for (i = 0; i < 3; i++)
        assert_int_equal(503, ask_graph(w, "GET", ME, NULL));
    assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
    set(w, "graph-503", -1);
    for (i = 0; i < 20; i++)
        assert_int_equal(503, ask_graph(w, "GET", ME, NULL));
    set(w, "graph-503", 0);
    assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
    set(w, "graph-503", -1);
    set(w, "token-503", -1);
    teamsinvite_sim_clear_scenarios(w->sim);
    assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
    assert_int_equal(200, refresh(w));
}

static void test_place_narrows_a_scenario(void **state)
{
    world *w = *state;

    set(w, "graph-500@create", -1);
    assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
    assert_int_equal(500, ask_graph(w, "POST", MEETINGS, BODY));
    set(w, "token-503@app", -1);
    assert_int_equal(200, refresh(w));
    assert_int_equal(503, ask_token(w, CONTOSO, APP));
}

typedef struct graph_row {
    const char *scenario;
    const char *method;
    const char *path;
    int status;
    const char *code;
    const char *message; /* part of it; NULL: there is none */
} graph_row;

#define BY_URL MEETINGS "?$filter=JoinWebUrl%20eq%20'https://none.example/'"

static void test_graph_refuses_by_name(void **state)
{
    static const graph_row rows[] = {
        { "graph-401", "GET", ME, 401, "InvalidAuthenticationToken", "expired" },
        { "graph-challenge", "GET", ME, 401, "InvalidAuthenticationToken", "TokenIssuedBeforeRevocationTimestamp" },
        { "graph-403", "GET", ME, 403, "Forbidden", NULL },
        { "permission-missing", "GET", ME, 403, "Authorization_RequestDenied", "Insufficient privileges" },
        { "policy-missing", "POST", MEETINGS, 403, "Forbidden", "No application access policy found for this app" },
        { "policy-missing-general", "POST", MEETINGS, 403, "General", "No application access policy found" },
        { "policy-missing-old", "POST", MEETINGS, 403, "Unauthorized", "not authorized to Create meeting on behalf" },
        { "policy-of-others", "GET", BY_URL, 403, "Forbidden", "3003: User does not have access" },
        { "no-licence", "POST", MEETINGS, 404, "UnknownError", NULL },
        { "organizer-unknown", "GET", ME, 404, "Request_ResourceNotFound", "Resource does not exist" },
        { "meetings-blocked", "POST", MEETINGS, 403, "Forbidden", NULL },
        { "meeting-gone", "DELETE", MEETINGS "/x", 404, "NotFound", "3004: Specified meeting is not found" },
        { "graph-500", "GET", ME, 500, "InternalServerError", "An error has occurred." },
        { "graph-500-after-create", "POST", MEETINGS, 500, "InternalServerError", "An error has occurred." },
        { "graph-503", "GET", ME, 503, "ServiceUnavailable", "temporarily unavailable" },
        { "graph-429-bare", "GET", ME, 429, "UnknownError", NULL },
    };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const graph_row *row = &rows[i];
        int got;

        set(w, row->scenario, 1);
        got = ask_graph(w, row->method, row->path, strcmp(row->method, "POST") == 0 ? BODY : NULL);
        if (got != row->status || strcmp(graph_code(w), row->code) != 0 ||
            (row->message == NULL ? graph_message(w)[0] != '\0' : strstr(graph_message(w), row->message) == NULL))
            fail_msg("%s: %d %s", row->scenario, got, body_of(w));
        assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
    }
    assert_int_equal(1, teamsinvite_sim_meeting_count(w->sim)); /* of graph-500-after-create */
}

typedef struct token_row {
    const char *scenario;
    int status;
    const char *error;
    int code;
    const char *suberror;
} token_row;

static void expect_token_row(world *w, const token_row *row, const char *body)
{
    set(w, row->scenario, 1);
    expect_entra(w, row->status, ask_token(w, CONTOSO, body), row->error, row->code);
    assert_string_equal(row->suberror, json_text(w, "suberror"));
    assert_int_equal(200, ask_token(w, CONTOSO, body));
}

static void test_entra_refuses_by_name(void **state)
{
    static const token_row refreshes[] = {
        { "refresh-revoked", 400, "invalid_grant", 50173, "" },
        { "refresh-inactive", 400, "invalid_grant", 700082, "bad_token" },
        { "refresh-garbled", 400, "invalid_grant", 9002313, "" },
        { "refresh-too-old", 400, "invalid_grant", 70043, "token_expired" },
        { "refresh-loop", 400, "invalid_grant", 50196, "" },
        { "refresh-consent", 400, "invalid_grant", 65001, "consent_required" },
        { "user-disabled", 400, "invalid_grant", 50057, "" },
        { "refresh-mfa", 400, "invalid_grant", 50076, "basic_action" },
        { "refresh-interaction", 400, "interaction_required", 50079, "" },
        { "token-blocked", 400, "invalid_grant", 53003, "message_only" },
        { "secret-wrong", 401, "invalid_client", 7000215, "" },
        { "secret-expired", 401, "invalid_client", 7000222, "" },
        { "certificate-unknown", 401, "invalid_client", 700027, "" },
        { "assertion-time", 401, "invalid_client", 700024, "" },
        { "federation-mismatch", 401, "invalid_client", 700213, "" },
        { "app-disabled", 400, "unauthorized_client", 7000112, "" },
    };
    static const token_row apps[] = {
        { "consent-not-effective", 401, "invalid_client", 7000229, "" },
        { "consent-not-found", 400, "unauthorized_client", 700016, "" },
        { "consent-incomplete", 400, "invalid_request", 650051, "" },
        { "secret-wrong@app", 401, "invalid_client", 7000215, "" },
    };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(refreshes) / sizeof(refreshes[0]); i++)
        expect_token_row(w, &refreshes[i], refresh_body);
    for (i = 0; i < sizeof(apps) / sizeof(apps[0]); i++)
        expect_token_row(w, &apps[i], APP);
}

static void test_refusals_that_a_sign_in_cures_name_its_claims(void **state)
{
    world *w = *state;
    cJSON *claims;

    set(w, "refresh-mfa", 1);
    assert_int_equal(400, refresh(w));
    claims = cJSON_Parse(json_text(w, "claims"));
    assert_non_null(cJSON_GetObjectItem(claims, "access_token"));
    cJSON_Delete(claims);
    set(w, "refresh-revoked", 1);
    assert_int_equal(400, refresh(w));
    assert_string_equal("", json_text(w, "claims"));
}

static void test_retry_after_comes_in_every_form(void **state)
{
    static const char *const forms[][2] = {
        { "graph-429", "2" },
        { "graph-429=30", "30" },
        { "graph-429=0", "0" },
        { "graph-429-date=90", "Tue, 15 Jan 2030 09:01:30 GMT" },
        { "graph-429-rfc850=90", "Tuesday, 15-Jan-30 09:01:30 GMT" },
        { "graph-429-asctime=90", "Tue Jan 15 09:01:30 2030" },
        { "graph-429-past", "Tue, 15 Jan 2030 08:59:00 GMT" },
        { "graph-429-fraction", "1.5" },
        { "graph-429-negative", "-5" },
        { "graph-429-huge", "99999999999999999999" },
        { "graph-429-garbage", "soon" },
        { "graph-429-bare", "" },
    };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        set(w, forms[i][0], 1);
        assert_int_equal(429, ask_graph(w, "GET", ME, NULL));
        assert_string_equal(forms[i][1], header(w, "Retry-After"));
    }
    set(w, "graph-503-later=7", 1);
    assert_int_equal(503, ask_graph(w, "GET", ME, NULL));
    assert_string_equal("7", header(w, "Retry-After"));
    set(w, "graph-503", 1);
    assert_int_equal(503, ask_graph(w, "GET", ME, NULL));
    assert_string_equal("", header(w, "Retry-After"));
}

static void test_token_endpoint_throttles_in_plain_text(void **state)
{
    world *w = *state;

    set(w, "token-429-text=90", 1);
    assert_int_equal(429, refresh(w));
    assert_string_equal("text/plain", header(w, "Content-Type"));
    assert_string_equal("Too Many Requests", body_of(w));
    assert_string_equal("90", header(w, "Retry-After"));
    set(w, "token-429-bare", 1);
    assert_int_equal(429, refresh(w));
    assert_string_equal("", header(w, "Retry-After"));
}

static void test_somebody_in_between_answers_in_html(void **state)
{
    world *w = *state;

    set(w, "graph-proxy", 1);
    assert_int_equal(200, ask_graph(w, "POST", MEETINGS, BODY));
    assert_non_null(strstr(body_of(w), "<html>"));
    assert_int_equal(0, teamsinvite_sim_meeting_count(w->sim));
    set(w, "graph-not-json", 1);
    assert_int_equal(201, ask_graph(w, "POST", MEETINGS, BODY));
    assert_non_null(strstr(body_of(w), "<html>"));
    assert_int_equal(1, teamsinvite_sim_meeting_count(w->sim));
    set(w, "graph-504", 1);
    assert_int_equal(504, ask_graph(w, "GET", ME, NULL));
    assert_non_null(strstr(body_of(w), "<html>"));
    set(w, "token-proxy", 1);
    assert_int_equal(200, refresh(w));
    assert_non_null(strstr(body_of(w), "<html>"));
    set(w, "keys-503", 1);
    assert_int_equal(503, ask(w, "GET", KEYS_URL, NULL, NULL));
    set(w, "keys-empty", 1);
    assert_int_equal(200, ask(w, "GET", KEYS_URL, NULL, NULL));
    assert_string_equal("{\"keys\":[]}", body_of(w));
}

static void test_answer_is_cut(void **state)
{
    world *w = *state;
    size_t whole;
    size_t part;

    assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
    (void)teamsinvite_sim_response_body(w->response, &whole);
    set(w, "graph-cut", 1);
    assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
    (void)teamsinvite_sim_response_body(w->response, &part);
    assert_int_equal(whole / 2, part);
    assert_int_equal(TEAMSINVITE_SIM_FAULT_CUT, teamsinvite_sim_response_fault(w->response));
}

static void test_date_is_of_the_simulators_clock_unless_it_is_off(void **state)
{
    world *w = *state;

    assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
    assert_string_equal("Tue, 15 Jan 2030 09:00:00 GMT", header(w, "Date"));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 61000));
    assert_int_equal(200, refresh(w));
    assert_string_equal("Tue, 15 Jan 2030 09:01:01 GMT", header(w, "Date"));
    assert_int_equal(200, ask(w, "GET", KEYS_URL, NULL, NULL));
    assert_string_equal("Tue, 15 Jan 2030 09:01:01 GMT", header(w, "Date"));
    set(w, "clock-ahead=3600", 1);
    assert_int_equal(200, refresh(w));
    assert_string_equal("Tue, 15 Jan 2030 10:01:01 GMT", header(w, "Date"));
    set(w, "clock-behind", 1);
    assert_int_equal(200, ask_graph(w, "GET", ME, NULL));
    assert_string_equal("Tue, 15 Jan 2030 08:56:01 GMT", header(w, "Date"));
    assert_int_equal(401, ask(w, "GET", GRAPH ME, NULL, NULL));
    assert_string_equal("Tue, 15 Jan 2030 09:01:01 GMT", header(w, "Date"));
}

static void test_app_token_lacks_its_roles_for_so_many_looks(void **state)
{
    world *w = *state;
    int i;

    set(w, "app-without-roles", 2);
    for (i = 0; i < 2; i++) {
        get_app_token(w, CONTOSO);
        assert_int_equal(403, ask_graph(w, "GET", "/v1.0/users?$top=1&$select=id", NULL));
    }
    get_app_token(w, CONTOSO);
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/users?$top=1&$select=id", NULL));
}

static void test_blocked_sign_in_never_comes_back(void **state)
{
    world *w = *state;
    char *redirect = NULL;

    set(w, "sign-in-blocked", 1);
    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    assert_int_equal(TEAMSINVITE_E_APP_REGISTRATION,
                     teamsinvite_sim_sign_in(w->sim, w->text, ALICE, &redirect, NULL));
    assert_null(redirect);
}

static void test_administrator_declines_whatever_is_pressed(void **state)
{
    world *w = *state;
    char *redirect = NULL;

    set(w, "consent-declined", 1);
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_consent(w->sim,
                                             AUTHORITY CONTOSO "/v2.0/adminconsent?client_id=" CLIENT
                                                               "&redirect_uri=" REDIRECT_ENCODED "&state=" STATE
                                                               "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default",
                                             TEAMSINVITE_SIM_CONTOSO_ADMIN, 1, &redirect, NULL));
    assert_non_null(strstr(redirect, "AADSTS65004"));
    teamsinvite_string_free(redirect);
}

static void expect_claim(world *w, const char *scenario, const char *name, const char *value)
{
    const cJSON *claim;
    cJSON *claims;

    set(w, scenario, 1);
    get_code(w, CONTOSO, "openid%20profile", ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, ""));
    claims = id_token_claims(w);
    claim = cJSON_GetObjectItem(claims, name);
    if (value == NULL)
        assert_null(claim);
    else
        assert_string_equal(value, cJSON_GetStringValue(claim));
    cJSON_Delete(claims);
}

static void test_id_token_is_changed_by_name(void **state)
{
    world *w = *state;

    expect_claim(w, "id-token-consumer", "tid", TEAMSINVITE_SIM_CONSUMERS);
    expect_claim(w, "id-token-consumer", "iss", AUTHORITY TEAMSINVITE_SIM_CONSUMERS "/v2.0");
    expect_claim(w, "id-token-other-tenant", "iss", AUTHORITY "00000000-0000-4000-8000-0000000000aa/v2.0");
    expect_claim(w, "id-token-guest", "idp", "https://sts.windows.net/00000000-0000-4000-8000-0000000000aa/");
    expect_claim(w, "id-token-no-roles", "wids", NULL);
    expect_claim(w, "id-token-no-oid", "oid", NULL);
    expect_claim(w, "id-token-old-version", "ver", "1.0");
    expect_claim(w, "id-token-no-nonce", "nonce", NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_scenario_is_told_apart_and_can_be_set_where_it_says),
        TEST(test_scenario_that_cannot_be_is_refused),
        TEST(test_scenario_happens_as_often_as_it_was_set),
        TEST(test_place_narrows_a_scenario),
        TEST(test_graph_refuses_by_name),
        TEST(test_entra_refuses_by_name),
        TEST(test_refusals_that_a_sign_in_cures_name_its_claims),
        TEST(test_retry_after_comes_in_every_form),
        TEST(test_token_endpoint_throttles_in_plain_text),
        TEST(test_somebody_in_between_answers_in_html),
        TEST(test_answer_is_cut),
        TEST(test_date_is_of_the_simulators_clock_unless_it_is_off),
        TEST(test_app_token_lacks_its_roles_for_so_many_looks),
        TEST(test_blocked_sign_in_never_comes_back),
        TEST(test_administrator_declines_whatever_is_pressed),
        TEST(test_id_token_is_changed_by_name),
    };

    return cmocka_run_group_tests_name("sim scenario", tests, NULL, NULL);
}
