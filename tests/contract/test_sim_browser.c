/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_browser.c - the simulator's sign-in and consent pages, and who may go where from them. */
#include "test_sim_world.h"

#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define ALICE TEAMSINVITE_SIM_CONTOSO_ALICE
#define ADMIN TEAMSINVITE_SIM_CONTOSO_ADMIN
#define CONSENT_URL                                                                                                    \
    AUTHORITY CONTOSO "/v2.0/adminconsent?client_id=" TEAMSINVITE_SIM_CLIENT_ID "&redirect_uri=" REDIRECT_ENCODED      \
                      "&state=" STATE "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"

/* A copy of url with the text between "name=" and "&" replaced; value NULL takes the parameter out. */
static void change(char *out, size_t size, const char *url, const char *name, const char *value)
{
    char mark[64];
    const char *at;
    const char *end;
    char before[8192];

    join(mark, sizeof(mark), name, "=", NULL);
    at = strstr(url, mark);
    assert_non_null(at);
    end = at + strcspn(at, "&");
    (void)snprintf(before, sizeof(before), "%.*s", (int)(at - url), url);
    if (value == NULL)
        join(out, size, before, *end == '&' ? end + 1 : end, NULL);
    else
        join(out, size, before, mark, value, end, NULL);
}

static void open_changed(world *w, const char *name, const char *value)
{
    static char url[16384];

    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    change(url, sizeof(url), w->text, name, value);
    join(w->text, sizeof(w->text), url, NULL);
    (void)ask(w, "GET", w->text, NULL, NULL);
}

static void expect_on_page(world *w, const char *name, const char *value, const char *code)
{
    open_changed(w, name, value);
    assert_int_equal(400, teamsinvite_sim_response_status(w->response));
    assert_null(teamsinvite_sim_response_header(w->response, "Location"));
    if (strstr(body_of(w), code) == NULL)
        fail_msg("%s: no %s in %s", name, code, body_of(w));
}

static void expect_on_redirect(world *w, const char *name, const char *value, const char *error, const char *code)
{
    const char *location;
    char got[128];

    open_changed(w, name, value);
    assert_int_equal(302, teamsinvite_sim_response_status(w->response));
    location = teamsinvite_sim_response_header(w->response, "Location");
    assert_int_equal(0, strncmp(location, TEAMSINVITE_SIM_REDIRECT_URI "?", strlen(TEAMSINVITE_SIM_REDIRECT_URI) + 1));
    assert_true(query_value(location, "error", got, sizeof(got)));
    assert_string_equal(error, got);
    assert_true(query_value(location, "state", got, sizeof(got)));
    assert_string_equal(STATE, got);
    if (strstr(location, code) == NULL)
        fail_msg("%s: no %s in %s", name, code, location);
}

static void test_page_offers_the_accounts_of_the_tenant(void **state)
{
    world *w = *state;

    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    assert_int_equal(200, ask(w, "GET", w->text, NULL, NULL));
    assert_non_null(strstr(body_of(w), "alice@contoso.example"));
    assert_null(strstr(body_of(w), "fabrikam.example"));
    write_authorize_url(w, "organizations", MEETING_SCOPES);
    assert_int_equal(200, ask(w, "GET", w->text, NULL, NULL));
    assert_non_null(strstr(body_of(w), "alice@contoso.example"));
    assert_non_null(strstr(body_of(w), "carol@fabrikam.example"));
}

static void test_page_shows_the_hinted_account_first(void **state)
{
    world *w = *state;
    size_t length;

    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    length = strlen(w->text);
    (void)ask(w, "GET", w->text, NULL, NULL);
    assert_true(strstr(body_of(w), "alice@") < strstr(body_of(w), "bob@"));
    (void)snprintf(w->text + length, sizeof(w->text) - length, "&login_hint=BOB%%40contoso.example");
    (void)ask(w, "GET", w->text, NULL, NULL);
    assert_true(strstr(body_of(w), "<small>bob@") < strstr(body_of(w), "<small>alice@"));
}

static void test_page_escapes_what_it_shows(void **state)
{
    static const char oid[] = "c0700000-0000-4000-8000-0000000000ee";
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_user(w->sim, CONTOSO, oid, "<b>\"Eve\" & 'Co'</b>",
                                                              "eve@contoso.example", 0, NULL));
    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    (void)ask(w, "GET", w->text, NULL, NULL);
    assert_null(strstr(body_of(w), "<b>"));
    assert_non_null(strstr(body_of(w), "&lt;b&gt;&quot;Eve&quot; &amp; &#39;Co&#39;&lt;/b&gt;"));
    get_code(w, CONTOSO, MEETING_SCOPES, oid);
}

static void test_page_names_consent_until_it_is_given(void **state)
{
    world *w = *state;

    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    (void)ask(w, "GET", w->text, NULL, NULL);
    assert_non_null(strstr(body_of(w), "read and create your online meetings"));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 1, NULL));
    (void)ask(w, "GET", w->text, NULL, NULL);
    assert_null(strstr(body_of(w), "read and create your online meetings"));
}

static void test_errors_about_app_and_address_never_go_back(void **state)
{
    world *w = *state;

    expect_on_page(w, "client_id", NULL, "AADSTS900144");
    expect_on_page(w, "client_id", "00000000-0000-4000-8000-0000000000ff", "AADSTS700016");
    expect_on_page(w, "redirect_uri", NULL, "AADSTS900971");
    expect_on_page(w, "redirect_uri", "https%3A%2F%2Fats.example%2Fteams%2Fback%2F", "AADSTS50011");
    expect_on_page(w, "redirect_uri", "https%3A%2F%2Fats.example%2FTeams%2Fback", "AADSTS50011");
    expect_on_page(w, "state", NULL, "AADSTS900144");
    expect_on_page(w, "state", STATE "&state=" STATE, "AADSTS9002313");
    expect_on_page(w, "state", "%zz", "AADSTS9002313");
}

static void test_errors_about_the_rest_go_back(void **state)
{
    world *w = *state;

    expect_on_redirect(w, "response_type", NULL, "invalid_request", "AADSTS900144");
    expect_on_redirect(w, "response_type", "token", "unsupported_response_type", "AADSTS70005");
    expect_on_redirect(w, "response_type", "code%20id_token", "unsupported_response_type", "AADSTS700054");
    expect_on_redirect(w, "response_mode", "fragment", "invalid_request", "AADSTS70007");
    expect_on_redirect(w, "scope", NULL, "invalid_request", "AADSTS900144");
    expect_on_redirect(w, "scope", "openid%20Mail.Read", "invalid_scope", "AADSTS70011");
    expect_on_redirect(w, "scope", "https%3A%2F%2Fgraph.microsoft.com%2Fopenid", "invalid_scope", "AADSTS70011");
    expect_on_redirect(w, "scope", "https%3A%2F%2Fgraph.microsoft.us%2FUser.Read", "invalid_resource", "AADSTS500011");
    expect_on_redirect(w, "code_challenge", NULL, "invalid_request", "AADSTS50147");
    expect_on_redirect(w, "code_challenge", "short", "invalid_request", "AADSTS501491");
    expect_on_redirect(w, "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw%2BcM", "invalid_request",
                       "AADSTS501491");
    expect_on_redirect(w, "code_challenge_method", "plain", "invalid_request", "AADSTS50147");
    expect_on_redirect(w, "nonce", "x&prompt=none", "login_required", "AADSTS50058");
    expect_on_redirect(w, "nonce", "x&prompt=both", "invalid_request", "AADSTS90023");
    expect_on_redirect(w, "nonce", "x&prompt=select_account&login_hint=a", "invalid_request", "AADSTS90005");
}

static void test_unknown_tenants_have_no_page(void **state)
{
    world *w = *state;

    write_authorize_url(w, "00000000-0000-4000-8000-00000000dead", MEETING_SCOPES);
    assert_int_equal(400, ask(w, "GET", w->text, NULL, NULL));
    assert_non_null(strstr(body_of(w), "AADSTS90002"));
    write_authorize_url(w, "consumers", MEETING_SCOPES);
    assert_int_equal(400, ask(w, "GET", w->text, NULL, NULL));
    assert_non_null(strstr(body_of(w), "AADSTS9002332"));
}

static void test_redirect_brings_code_state_and_client_info(void **state)
{
    world *w = *state;
    char *redirect = NULL;
    char value[8192];
    size_t length;

    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    length = strlen(w->text);
    (void)snprintf(w->text + length, sizeof(w->text) - length, "&client_info=1&prompt=select_account");
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_sign_in(w->sim, w->text, ALICE, &redirect, NULL));
    assert_true(query_value(redirect, "code", value, sizeof(value)));
    assert_true(strlen(value) > 500);
    assert_true(query_value(redirect, "state", value, sizeof(value)));
    assert_string_equal(STATE, value);
    assert_true(query_value(redirect, "session_state", value, sizeof(value)));
    assert_true(query_value(redirect, "client_info", value, sizeof(value)));
    teamsinvite_string_free(redirect);
}

static void test_cancel_goes_back_with_its_subcode(void **state)
{
    world *w = *state;
    char *redirect = NULL;
    char value[256];

    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_sign_in(w->sim, w->text, NULL, &redirect, NULL));
    assert_true(query_value(redirect, "error", value, sizeof(value)));
    assert_string_equal("access_denied", value);
    assert_true(query_value(redirect, "error_subcode", value, sizeof(value)));
    assert_string_equal("cancel", value);
    assert_non_null(strstr(redirect, "error_description=AADSTS65004%3a+User+declined"));
    assert_non_null(strstr(redirect, "%0d%0aTrace+ID%3a+"));
    teamsinvite_string_free(redirect);
}

static void test_account_of_another_tenant_is_not_offered_and_not_taken(void **state)
{
    world *w = *state;
    char *redirect = NULL;

    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND,
                     teamsinvite_sim_sign_in(w->sim, w->text, TEAMSINVITE_SIM_FABRIKAM_CAROL, &redirect, NULL));
    assert_null(redirect);
    assert_int_equal(400, ask(w, "POST", w->text, FORM, "account=" TEAMSINVITE_SIM_FABRIKAM_CAROL));
    assert_non_null(strstr(body_of(w), "AADSTS50020"));
}

static void test_form_has_to_be_one(void **state)
{
    world *w = *state;

    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    assert_int_equal(400, ask(w, "POST", w->text, NULL, "account=" ALICE));
    assert_int_equal(400, ask(w, "POST", w->text, FORM, ""));
    assert_int_equal(400, ask(w, "POST", w->text, FORM, "account=" ALICE "&cancel=1"));
    assert_int_equal(400, ask(w, "POST", w->text, FORM, "who=" ALICE));
    assert_int_equal(400, ask(w, "PUT", w->text, FORM, "account=" ALICE));
    assert_int_equal(302, ask(w, "POST", w->text, FORM, "account=" ALICE));
}

static void test_disabled_account_cannot_sign_in(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;
    char *redirect = NULL;

    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_user_flags(w->sim, ALICE, TEAMSINVITE_SIM_USER_DISABLED, NULL));
    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    assert_int_equal(TEAMSINVITE_E_APP_REGISTRATION, teamsinvite_sim_sign_in(w->sim, w->text, ALICE, &redirect, &err));
    assert_string_equal("AADSTS50057", teamsinvite_error_service_code(err));
    teamsinvite_error_free(err);
}

static void test_users_may_be_kept_from_consenting(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;
    char *redirect = NULL;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_USER_CONSENT, 0));
    write_authorize_url(w, CONTOSO, MEETING_SCOPES);
    assert_int_equal(TEAMSINVITE_E_APP_REGISTRATION, teamsinvite_sim_sign_in(w->sim, w->text, ALICE, &redirect, &err));
    assert_string_equal("AADSTS90094", teamsinvite_error_service_code(err));
    teamsinvite_error_free(err);
    get_code(w, CONTOSO, MEETING_SCOPES, ADMIN);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 1, NULL));
    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
}

static void test_consent_of_the_administrator_holds_for_the_tenant(void **state)
{
    world *w = *state;
    char *redirect = NULL;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_consent(w->sim, CONSENT_URL, ADMIN, 1, &redirect, NULL));
    assert_string_equal(TEAMSINVITE_SIM_REDIRECT_URI
                        "?admin_consent=True&tenant=" CONTOSO "&state=" STATE
                        "&scope=https%3a%2f%2fgraph.microsoft.com%2fOnlineMeetings.ReadWrite+"
                        "https%3a%2f%2fgraph.microsoft.com%2fUser.Read",
                        redirect);
    teamsinvite_string_free(redirect);
    get_app_token(w, CONTOSO);
}

static void test_consent_that_is_cancelled_says_true_and_error(void **state)
{
    world *w = *state;
    char *redirect = NULL;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_consent(w->sim, CONSENT_URL, ADMIN, 0, &redirect, NULL));
    assert_non_null(strstr(redirect, "?admin_consent=True&error=consent_required&error_description=AADSTS65004"));
    teamsinvite_string_free(redirect);
    assert_int_equal(401, ask_token(w, CONTOSO,
                                    "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com"
                                    "%2F.default"));
}

static void test_consent_takes_an_administrator(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;
    char *redirect = NULL;

    assert_int_equal(TEAMSINVITE_E_APP_REGISTRATION,
                     teamsinvite_sim_consent(w->sim, CONSENT_URL, ALICE, 1, &redirect, &err));
    assert_string_equal("AADSTS90094", teamsinvite_error_service_code(err));
    teamsinvite_error_free(err);
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND,
                     teamsinvite_sim_consent(w->sim, CONSENT_URL, TEAMSINVITE_SIM_FABRIKAM_ADMIN, 1, &redirect, NULL));
    assert_int_equal(400, ask(w, "POST", CONSENT_URL, FORM, "decision=accept"));
    assert_int_equal(400, ask(w, "POST", CONSENT_URL, FORM, "account=" ADMIN));
}

static void test_consent_page_checks_what_it_is_given(void **state)
{
    world *w = *state;
    char url[8192];

    change(url, sizeof(url), CONSENT_URL, "client_id", "00000000-0000-4000-8000-0000000000ff");
    assert_int_equal(400, ask(w, "GET", url, NULL, NULL));
    change(url, sizeof(url), CONSENT_URL, "redirect_uri", "https%3A%2F%2Fevil.example");
    assert_int_equal(400, ask(w, "GET", url, NULL, NULL));
    change(url, sizeof(url), CONSENT_URL, "scope", NULL);
    assert_int_equal(302, ask(w, "GET", url, NULL, NULL));
    assert_non_null(strstr(teamsinvite_sim_response_header(w->response, "Location"), "?admin_consent=True&error="));
    change(url, sizeof(url), CONSENT_URL, "scope", "https%3A%2F%2Fgraph.microsoft.com%2F.default%20openid");
    assert_int_equal(302, ask(w, "GET", url, NULL, NULL));
    assert_non_null(strstr(teamsinvite_sim_response_header(w->response, "Location"), "error=invalid_scope"));
    assert_int_equal(400, ask(w, "GET",
                              AUTHORITY "common/v2.0/adminconsent?client_id=" TEAMSINVITE_SIM_CLIENT_ID
                                        "&redirect_uri=" REDIRECT_ENCODED "&state=x&scope=User.Read",
                              NULL, NULL));
    assert_non_null(strstr(body_of(w), "AADSTS9001023"));
}

static void test_consent_of_a_user_gives_the_app_no_permission(void **state)
{
    world *w = *state;

    get_user_token(w, CONTOSO, ALICE);
    get_app_token(w, CONTOSO); /* the app is in the directory now */
    assert_int_equal(403, ask_graph(w, "GET", "/v1.0/users?$top=1&$select=id", NULL));
    assert_string_equal("Authorization_RequestDenied", graph_code(w));
}

static void test_nothing_is_found_elsewhere(void **state)
{
    world *w = *state;
    teamsinvite_sim_response *response = NULL;

    assert_int_equal(404, ask(w, "GET", AUTHORITY CONTOSO "/oauth2/authorize", NULL, NULL));
    assert_int_equal(404, ask(w, "GET", AUTHORITY "../" CONTOSO "/oauth2/v2.0/authorize", NULL, NULL));
    assert_int_equal(404, ask(w, "GET", AUTHORITY, NULL, NULL));
    assert_int_equal(TEAMSINVITE_E_NETWORK, teamsinvite_sim_request(w->sim, "GET", "https://login.microsoftonline.us/x",
                                                                    NULL, NULL, 0, &response, NULL));
    assert_int_equal(TEAMSINVITE_E_NETWORK,
                     teamsinvite_sim_request(w->sim, "GET", "https://login.microsoftonline.com.evil.example/x", NULL,
                                             NULL, 0, &response, NULL));
    assert_null(response);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_page_offers_the_accounts_of_the_tenant),
        TEST(test_page_shows_the_hinted_account_first),
        TEST(test_page_escapes_what_it_shows),
        TEST(test_page_names_consent_until_it_is_given),
        TEST(test_errors_about_app_and_address_never_go_back),
        TEST(test_errors_about_the_rest_go_back),
        TEST(test_unknown_tenants_have_no_page),
        TEST(test_redirect_brings_code_state_and_client_info),
        TEST(test_cancel_goes_back_with_its_subcode),
        TEST(test_account_of_another_tenant_is_not_offered_and_not_taken),
        TEST(test_form_has_to_be_one),
        TEST(test_disabled_account_cannot_sign_in),
        TEST(test_users_may_be_kept_from_consenting),
        TEST(test_consent_of_the_administrator_holds_for_the_tenant),
        TEST(test_consent_that_is_cancelled_says_true_and_error),
        TEST(test_consent_takes_an_administrator),
        TEST(test_consent_page_checks_what_it_is_given),
        TEST(test_consent_of_a_user_gives_the_app_no_permission),
        TEST(test_nothing_is_found_elsewhere),
    };

    return cmocka_run_group_tests_name("sim browser", tests, NULL, NULL);
}
