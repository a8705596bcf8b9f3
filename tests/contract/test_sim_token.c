/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_token.c - the simulator's token endpoint: what it gives, and each of its refusals. */
#include "test_sim_world.h"

#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define FABRIKAM TEAMSINVITE_SIM_FABRIKAM
#define ALICE TEAMSINVITE_SIM_CONTOSO_ALICE
#define DEFAULT_SCOPE "scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
#define TOKEN_URL AUTHORITY CONTOSO "/oauth2/v2.0/token"

static void expect_refusal(const world *w, int status, int got, const char *error, int code)
{
    if (got != status || strcmp(json_text(w, "error"), error) != 0 || aadsts(w) != code)
        fail_msg("expected %d %s %d, got %d %s", status, error, code, got, body_of(w));
}

/* Sign Alice in and put a refresh token into w->token. */
static void get_refresh_token(world *w)
{
    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, ""));
    join(w->token, sizeof(w->token), json_text(w, "refresh_token"), NULL);
}

static int refresh(world *w, const char *tenant, const char *more)
{
    char rest[8192];

    join(rest, sizeof(rest), "grant_type=refresh_token&refresh_token=", w->token, more, NULL);
    return ask_token(w, tenant, rest);
}

static void test_code_gives_tokens_of_real_size(void **state)
{
    world *w = *state;

    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, "&client_info=1&scope=" MEETING_SCOPES));
    assert_string_equal("Bearer", json_text(w, "token_type"));
    assert_int_equal(3599, cJSON_GetObjectItem(w->json, "expires_in")->valueint);
    assert_true(strlen(json_text(w, "access_token")) > 2400);
    assert_true(strlen(json_text(w, "refresh_token")) > 1000);
    assert_string_equal("OnlineMeetings.ReadWrite User.Read openid profile", json_text(w, "scope"));
    assert_true(strlen(json_text(w, "id_token")) > 500);
    assert_true(strlen(json_text(w, "client_info")) > 50);
    assert_string_equal("no-store, no-cache", teamsinvite_sim_response_header(w->response, "cache-control"));
}

static void test_code_without_offline_access_gives_no_refresh_token(void **state)
{
    world *w = *state;

    get_code(w, CONTOSO, "openid%20profile", ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, ""));
    assert_string_equal("", json_text(w, "refresh_token"));
    assert_string_equal("", json_text(w, "client_info"));
    assert_true(strlen(json_text(w, "id_token")) > 500);
}

static void test_code_without_openid_gives_no_id_token(void **state)
{
    world *w = *state;

    get_code(w, CONTOSO, "User.Read", ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, ""));
    assert_string_equal("", json_text(w, "id_token"));
    assert_string_equal("User.Read", json_text(w, "scope"));
}

static void test_code_is_good_once(void **state)
{
    world *w = *state;

    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, ""));
    expect_refusal(w, 400, redeem(w, CONTOSO, ""), "invalid_grant", 54005);
}

static void test_code_lasts_ten_minutes(void **state)
{
    world *w = *state;

    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 600000));
    expect_refusal(w, 400, redeem(w, CONTOSO, ""), "invalid_grant", 70008);
    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 599999));
    assert_int_equal(200, redeem(w, CONTOSO, ""));
}

static void test_code_is_bound_to_its_authority(void **state)
{
    world *w = *state;

    get_code(w, "organizations", MEETING_SCOPES, ALICE);
    expect_refusal(w, 400, redeem(w, CONTOSO, ""), "invalid_grant", 700005);
    assert_int_equal(200, redeem(w, "organizations", ""));
    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    expect_refusal(w, 400, redeem(w, FABRIKAM, ""), "invalid_grant", 700005);
}

static void test_code_of_a_domain_is_redeemed_by_its_tenant_id(void **state)
{
    world *w = *state;

    get_code(w, "contoso.example", MEETING_SCOPES, ALICE);
    assert_int_equal(200, redeem(w, CONTOSO, ""));
}

static void test_code_with_wrong_verifier_is_refused_and_not_used_up(void **state)
{
    world *w = *state;
    char rest[8192];

    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    join(rest, sizeof(rest), "grant_type=authorization_code&code=", w->token, "&redirect_uri=" REDIRECT_ENCODED, NULL);
    expect_refusal(w, 400, ask_token(w, CONTOSO, rest), "invalid_grant", 501481);
    join(rest, sizeof(rest), "grant_type=authorization_code&code=", w->token,
         "&redirect_uri=" REDIRECT_ENCODED "&code_verifier=", "eBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", NULL);
    expect_refusal(w, 400, ask_token(w, CONTOSO, rest), "invalid_grant", 501481);
    assert_int_equal(200, redeem(w, CONTOSO, ""));
}

static void test_code_is_bound_to_its_redirect_uri(void **state)
{
    world *w = *state;
    char rest[8192];

    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    join(rest, sizeof(rest), "grant_type=authorization_code&code=", w->token,
         "&redirect_uri=https%3A%2F%2Fevil.example&code_verifier=" VERIFIER, NULL);
    expect_refusal(w, 401, ask_token(w, CONTOSO, rest), "invalid_client", 50011);
    join(rest, sizeof(rest), "grant_type=authorization_code&code=", w->token,
         "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fteams%2Fback&code_verifier=" VERIFIER, NULL);
    expect_refusal(w, 400, ask_token(w, CONTOSO, rest), "invalid_grant", 50011);
    assert_int_equal(2, cJSON_GetArraySize(cJSON_GetObjectItem(w->json, "error_codes")));
}

static void test_code_is_bound_to_its_app(void **state)
{
    static const char other[] = "00000000-0000-4000-8000-000000000001";
    world *w = *state;
    char body[8192];

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_app(w->sim, other, "other", NULL));
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_add_redirect_uri(w->sim, other, TEAMSINVITE_SIM_REDIRECT_URI, NULL));
    get_code(w, CONTOSO, MEETING_SCOPES, ALICE);
    join(body, sizeof(body), "client_id=", other, "&client_secret=other&grant_type=authorization_code&code=", w->token,
         "&redirect_uri=" REDIRECT_ENCODED "&code_verifier=" VERIFIER, NULL);
    expect_refusal(w, 400, ask(w, "POST", TOKEN_URL, FORM, body), "invalid_grant", 70000);
}

static void test_code_that_was_never_issued_is_refused(void **state)
{
    world *w = *state;

    join(w->token, sizeof(w->token), "1.AXinvented", NULL);
    expect_refusal(w, 400, redeem(w, CONTOSO, ""), "invalid_grant", 70000);
}

static void test_code_gives_no_scope_that_was_not_consented(void **state)
{
    world *w = *state;

    get_code(w, CONTOSO, "openid%20User.Read", ALICE);
    expect_refusal(w, 400, redeem(w, CONTOSO, "&scope=openid%20OnlineMeetings.ReadWrite"), "invalid_grant", 65001);
    assert_string_equal("consent_required", json_text(w, "suberror"));
    expect_refusal(w, 400, redeem(w, CONTOSO, "&scope=openid%20Mail.Read"), "invalid_scope", 70011);
    expect_refusal(w, 400, redeem(w, CONTOSO, "&scope=https%3A%2F%2Fgraph.microsoft.us%2FUser.Read"),
                   "invalid_resource", 500011);
    expect_refusal(w, 400, redeem(w, CONTOSO, "&scope="), "invalid_request", 900144);
    assert_int_equal(200, redeem(w, CONTOSO, "&scope=openid"));
    assert_string_equal("openid", json_text(w, "scope"));
}

static void test_fields_that_are_missing_are_named(void **state)
{
    world *w = *state;

    expect_refusal(w, 400, ask(w, "POST", TOKEN_URL, FORM, ""), "invalid_request", 900144);
    assert_non_null(strstr(json_text(w, "error_description"), "'grant_type'"));
    expect_refusal(w, 400, ask(w, "POST", TOKEN_URL, FORM, "grant_type=client_credentials"), "invalid_request", 900144);
    assert_non_null(strstr(json_text(w, "error_description"), "'client_id'"));
    expect_refusal(w, 400, ask_token(w, CONTOSO, "grant_type=authorization_code"), "invalid_request", 900144);
    assert_non_null(strstr(json_text(w, "error_description"), "'code'"));
    expect_refusal(w, 400, ask_token(w, CONTOSO, "grant_type=authorization_code&code=x"), "invalid_request", 900144);
    assert_non_null(strstr(json_text(w, "error_description"), "'redirect_uri'"));
    expect_refusal(w, 400, ask_token(w, CONTOSO, "grant_type=refresh_token"), "invalid_request", 900144);
    assert_non_null(strstr(json_text(w, "error_description"), "'refresh_token'"));
    expect_refusal(w, 400, ask_token(w, CONTOSO, "grant_type=client_credentials"), "invalid_request", 900144);
    assert_non_null(strstr(json_text(w, "error_description"), "'scope'"));
}

static void test_error_has_the_members_of_entra(void **state)
{
    world *w = *state;

    expect_refusal(w, 400, ask_token(w, CONTOSO, "grant_type=password"), "unsupported_grant_type", 70003);
    assert_string_equal("2030-01-15 09:00:00Z", json_text(w, "timestamp"));
    assert_int_equal(36, strlen(json_text(w, "trace_id")));
    assert_int_equal(36, strlen(json_text(w, "correlation_id")));
    assert_string_equal("https://login.microsoftonline.com/error?code=70003", json_text(w, "error_uri"));
    assert_non_null(strstr(json_text(w, "error_description"), "AADSTS70003: "));
    assert_non_null(strstr(json_text(w, "error_description"), "\r\nTrace ID: "));
}

static void test_form_that_is_malformed_is_refused(void **state)
{
    static const char *const bad[] = { "grant_type=client_credentials&grant_type=client_credentials",
                                       "grant_type=client%5credentials&x=%zz", "grant_type=%00", "grant_type=%ff" };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        expect_refusal(w, 400, ask_token(w, CONTOSO, bad[i]), "invalid_request", 9002313);
}

static void test_body_of_another_content_type_is_not_read(void **state)
{
    world *w = *state;
    const char *body = "client_id=" TEAMSINVITE_SIM_CLIENT_ID "&grant_type=client_credentials";

    expect_refusal(w, 400, ask(w, "POST", TOKEN_URL, "Content-Type: application/json\n", body), "invalid_request",
                   900144);
    expect_refusal(w, 400, ask(w, "POST", TOKEN_URL, NULL, body), "invalid_request", 900144);
    expect_refusal(
        w, 401, ask(w, "POST", TOKEN_URL, "content-type: Application/X-WWW-form-urlencoded; charset=utf-8\r\n", body),
        "invalid_client", 7000218);
}

static void test_method_other_than_post_is_refused(void **state)
{
    world *w = *state;

    expect_refusal(w, 400, ask(w, "GET", TOKEN_URL, NULL, NULL), "invalid_request", 900561);
}

static void test_origin_header_is_refused(void **state)
{
    world *w = *state;

    expect_refusal(w, 400, ask(w, "POST", TOKEN_URL, FORM "Origin: https://ats.example\n", "a=b"), "invalid_request",
                   9002326);
}

static void test_tenant_that_is_unknown_is_refused(void **state)
{
    world *w = *state;

    expect_refusal(w, 400, ask_token(w, "00000000-0000-4000-8000-00000000dead", "grant_type=refresh_token"),
                   "invalid_request", 90002);
    expect_refusal(w, 400, ask_token(w, "consumers", "grant_type=refresh_token"), "invalid_request", 9002332);
}

static void test_client_has_to_be_itself(void **state)
{
    world *w = *state;
    const char *rest = "grant_type=client_credentials&" DEFAULT_SCOPE;
    char body[1024];

    join(body, sizeof(body), "client_id=" TEAMSINVITE_SIM_CLIENT_ID "&", rest, NULL);
    expect_refusal(w, 401, ask(w, "POST", TOKEN_URL, FORM, body), "invalid_client", 7000218);
    join(body, sizeof(body), "client_id=" TEAMSINVITE_SIM_CLIENT_ID "&client_secret=wrong&", rest, NULL);
    expect_refusal(w, 401, ask(w, "POST", TOKEN_URL, FORM, body), "invalid_client", 7000215);
    join(body, sizeof(body),
         "client_id=" TEAMSINVITE_SIM_CLIENT_ID "&client_secret=", "sim~Secret.with+odd%26chars%3D%25%2F8Q", "&", rest,
         NULL); /* + not encoded: a blank */
    expect_refusal(w, 401, ask(w, "POST", TOKEN_URL, FORM, body), "invalid_client", 7000215);
    join(body, sizeof(body), "client_id=00000000-0000-4000-8000-0000000000ff&client_secret=x&", rest, NULL);
    expect_refusal(w, 400, ask(w, "POST", TOKEN_URL, FORM, body), "unauthorized_client", 700016);
    join(body, sizeof(body), "client_id=" TEAMSINVITE_SIM_CLIENT_ID "&client_assertion=a.b.c&", rest, NULL);
    expect_refusal(w, 400, ask(w, "POST", TOKEN_URL, FORM, body), "invalid_request", 900144);
    join(body, sizeof(body), "client_id=" TEAMSINVITE_SIM_CLIENT_ID "&client_assertion=a.b.c&client_secret=x&", rest,
         NULL);
    expect_refusal(w, 400, ask(w, "POST", TOKEN_URL, FORM, body), "invalid_request", 90023);
}

static void test_secret_can_come_by_basic_authentication(void **state)
{
    /* base64 of the client id, ":" and the form-encoded secret */
    static const char basic[] =
        FORM "Authorization: Basic NWYxYzdjMWUtOGY0My00ZjZiLTlkNDMtMmM4YzFlMGY3YTAxOnNpbX5TZWNyZXQud2l0aCUyQm9kZCUyNmNo"
             "YXJzJTNEJTI1JTJGOFE=\n";
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 1, NULL));
    assert_int_equal(200, ask(w, "POST", TOKEN_URL, basic, "grant_type=client_credentials&" DEFAULT_SCOPE));
    expect_refusal(w, 401, ask(w, "POST", TOKEN_URL, FORM "Authorization: Basic ???\n", "grant_type=refresh_token"),
                   "invalid_client", 9002313);
}

static void test_secrets_are_rotated_one_by_one(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 1, NULL));
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_add_secret(w->sim, TEAMSINVITE_SIM_CLIENT_ID, "the-next-one", NULL));
    get_app_token(w, CONTOSO);
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_remove_secret(w->sim, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, NULL));
    expect_refusal(w, 401, ask_token(w, CONTOSO, "grant_type=client_credentials&" DEFAULT_SCOPE), "invalid_client",
                   7000215);
    assert_int_equal(200, ask(w, "POST", TOKEN_URL, FORM,
                              "client_id=" TEAMSINVITE_SIM_CLIENT_ID
                              "&client_secret=the-next-one&grant_type=client_credentials&" DEFAULT_SCOPE));
}

static void test_app_token_takes_consent(void **state)
{
    world *w = *state;
    const char *rest = "grant_type=client_credentials&" DEFAULT_SCOPE;

    expect_refusal(w, 401, ask_token(w, CONTOSO, rest), "invalid_client", 7000229);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 1, NULL));
    assert_int_equal(200, ask_token(w, CONTOSO, rest));
    assert_string_equal("", json_text(w, "refresh_token"));
    assert_string_equal("", json_text(w, "id_token"));
    expect_refusal(w, 401, ask_token(w, FABRIKAM, rest), "invalid_client", 7000229);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 0, NULL));
    expect_refusal(w, 401, ask_token(w, CONTOSO, rest), "invalid_client", 7000229);
}

static void test_app_token_takes_a_tenant_and_the_default_scope(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 1, NULL));
    expect_refusal(w, 400, ask_token(w, "common", "grant_type=client_credentials&" DEFAULT_SCOPE), "invalid_request",
                   50059);
    expect_refusal(w, 400, ask_token(w, CONTOSO, "grant_type=client_credentials&scope=User.Read"), "invalid_scope",
                   70011);
    expect_refusal(w, 400, ask_token(w, CONTOSO, "grant_type=client_credentials&" DEFAULT_SCOPE "%20openid"),
                   "invalid_scope", 70011);
    expect_refusal(
        w, 400,
        ask_token(w, CONTOSO, "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.us%2F.default"),
        "invalid_resource", 500011);
}

static void test_refresh_gives_a_new_refresh_token_and_keeps_the_old_alive(void **state)
{
    world *w = *state;

    get_refresh_token(w);
    assert_int_equal(200, refresh(w, CONTOSO, "&scope=" MEETING_SCOPES));
    assert_string_not_equal(w->token, json_text(w, "refresh_token"));
    assert_true(strlen(json_text(w, "id_token")) > 0);
    assert_int_equal(200, refresh(w, CONTOSO, ""));
}

static void test_refresh_with_strict_rotation_kills_the_old_one(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_ROTATE_STRICTLY, 1));
    get_refresh_token(w);
    assert_int_equal(200, refresh(w, CONTOSO, ""));
    expect_refusal(w, 400, refresh(w, CONTOSO, ""), "invalid_grant", 70000);
    assert_string_equal("bad_token", json_text(w, "suberror"));
}

static void test_refresh_without_offline_access_gives_no_refresh_token(void **state)
{
    world *w = *state;

    get_refresh_token(w);
    assert_int_equal(200, refresh(w, CONTOSO, "&scope=openid%20OnlineMeetings.ReadWrite"));
    assert_string_equal("", json_text(w, "refresh_token"));
}

static void test_refresh_for_other_scopes_is_refused(void **state)
{
    world *w = *state;

    get_refresh_token(w);
    expect_refusal(w, 400, refresh(w, CONTOSO, "&scope=openid%20email"), "invalid_grant", 65001);
}

static void test_refresh_token_dies(void **state)
{
    world *w = *state;

    get_refresh_token(w);
    expect_refusal(w, 400, refresh(w, FABRIKAM, ""), "invalid_grant", 50020);
    assert_int_equal(200, refresh(w, "organizations", ""));
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_user_flags(w->sim, ALICE, TEAMSINVITE_SIM_USER_DISABLED, NULL));
    expect_refusal(w, 400, refresh(w, CONTOSO, ""), "invalid_grant", 50057);
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_user_flags(w->sim, ALICE, TEAMSINVITE_SIM_USER_LICENSED, NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 0, NULL));
    expect_refusal(w, 400, refresh(w, CONTOSO, ""), "invalid_grant", 65001);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_revoke_sessions(w->sim, ALICE, NULL));
    expect_refusal(w, 400, refresh(w, CONTOSO, ""), "invalid_grant", 50173);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, INT64_C(90) * 86400000));
    expect_refusal(w, 400, refresh(w, CONTOSO, ""), "invalid_grant", 700082);
    join(w->token, sizeof(w->token), "1.ARinvented", NULL);
    expect_refusal(w, 400, refresh(w, CONTOSO, ""), "invalid_grant", 9002313);
}

static void test_access_token_is_no_refresh_token(void **state)
{
    world *w = *state;

    get_user_token(w, CONTOSO, ALICE);
    expect_refusal(w, 400, refresh(w, CONTOSO, ""), "invalid_grant", 9002313);
}

static void test_request_id_is_echoed_on_demand(void **state)
{
    world *w = *state;

    (void)ask(w, "POST", TOKEN_URL, FORM "client-request-id: 17\nreturn-client-request-id: true\n", "");
    assert_string_equal("17", teamsinvite_sim_response_header(w->response, "client-request-id"));
    (void)ask(w, "POST", TOKEN_URL, FORM "client-request-id: 17\n", "");
    assert_null(teamsinvite_sim_response_header(w->response, "client-request-id"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_code_gives_tokens_of_real_size),
        TEST(test_code_without_offline_access_gives_no_refresh_token),
        TEST(test_code_without_openid_gives_no_id_token),
        TEST(test_code_is_good_once),
        TEST(test_code_lasts_ten_minutes),
        TEST(test_code_is_bound_to_its_authority),
        TEST(test_code_of_a_domain_is_redeemed_by_its_tenant_id),
        TEST(test_code_with_wrong_verifier_is_refused_and_not_used_up),
        TEST(test_code_is_bound_to_its_redirect_uri),
        TEST(test_code_is_bound_to_its_app),
        TEST(test_code_that_was_never_issued_is_refused),
        TEST(test_code_gives_no_scope_that_was_not_consented),
        TEST(test_fields_that_are_missing_are_named),
        TEST(test_error_has_the_members_of_entra),
        TEST(test_form_that_is_malformed_is_refused),
        TEST(test_body_of_another_content_type_is_not_read),
        TEST(test_method_other_than_post_is_refused),
        TEST(test_origin_header_is_refused),
        TEST(test_tenant_that_is_unknown_is_refused),
        TEST(test_client_has_to_be_itself),
        TEST(test_secret_can_come_by_basic_authentication),
        TEST(test_secrets_are_rotated_one_by_one),
        TEST(test_app_token_takes_consent),
        TEST(test_app_token_takes_a_tenant_and_the_default_scope),
        TEST(test_refresh_gives_a_new_refresh_token_and_keeps_the_old_alive),
        TEST(test_refresh_with_strict_rotation_kills_the_old_one),
        TEST(test_refresh_without_offline_access_gives_no_refresh_token),
        TEST(test_refresh_for_other_scopes_is_refused),
        TEST(test_refresh_token_dies),
        TEST(test_access_token_is_no_refresh_token),
        TEST(test_request_id_is_echoed_on_demand),
    };

    return cmocka_run_group_tests_name("sim token", tests, NULL, NULL);
}
