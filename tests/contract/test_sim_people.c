/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_people.c - who people are at the simulator: roles, guests, personal accounts, several directories. */
#include "test_sim_world.h"

#define CLIENT TEAMSINVITE_SIM_CLIENT_ID
#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define FABRIKAM TEAMSINVITE_SIM_FABRIKAM
#define ADMIN TEAMSINVITE_SIM_CONTOSO_ADMIN
#define ALICE TEAMSINVITE_SIM_CONTOSO_ALICE
#define CAROL TEAMSINVITE_SIM_FABRIKAM_CAROL
#define GUEST "c0700000-0000-4000-8000-00000000009e"
#define PERSON "00000000-0000-0000-0000-0000000000be"
#define APPLICATION_ADMINISTRATOR "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
#define TEAMS_ADMINISTRATOR "69091246-20e8-4a56-aa4d-066075b2a7a8"
#define MEMBER "b79fbf4d-3ef9-4689-8143-76b194e85509"
#define CONSENT_URL                                                                       \
    AUTHORITY CONTOSO "/v2.0/adminconsent?client_id=" CLIENT "&redirect_uri=" REDIRECT_ENCODED "&state=" STATE \
                      "&scope=https%3A%2F%2Fgraph.microsoft.com%2F"

static cJSON *sign_in(world *w, const char *tenant, const char *oid)
{
    get_code(w, tenant, "openid%20profile", oid);
    assert_int_equal(200, redeem(w, tenant, "&client_info=1"));
    return id_token_claims(w);
}

static bool names_role(const cJSON *claims, const char *role)
{
    const cJSON *each;

    cJSON_ArrayForEach(each, cJSON_GetObjectItem(claims, "wids"))
    {
        if (strcmp(cJSON_GetStringValue(each), role) == 0)
            return true;
    }
    return false;
}

static void expect_role(world *w, const char *oid, const char *role, bool held)
{
    cJSON *claims = sign_in(w, CONTOSO, oid);

    assert_int_equal(held, names_role(claims, role));
    cJSON_Delete(claims);
}

static const char *claim(const cJSON *claims, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(claims, name));

    return text == NULL ? "" : text;
}

static void test_wids_names_the_roles_that_somebody_holds(void **state)
{
    world *w = *state;

    expect_role(w, ADMIN, TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR, true);
    expect_role(w, ALICE, TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR, false);
    expect_role(w, ALICE, MEMBER, true);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_role(w->sim, ALICE, APPLICATION_ADMINISTRATOR, NULL));
    expect_role(w, ALICE, APPLICATION_ADMINISTRATOR, true);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_remove_role(w->sim, ALICE, APPLICATION_ADMINISTRATOR, NULL));
    expect_role(w, ALICE, APPLICATION_ADMINISTRATOR, false);
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_remove_role(w->sim, ADMIN, TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR, NULL));
    expect_role(w, ADMIN, TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR, false);
}

static void test_registration_without_optional_claims_gets_none(void **state)
{
    world *w = *state;
    cJSON *claims;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_OPTIONAL_CLAIMS, 0));
    claims = sign_in(w, CONTOSO, ADMIN);
    assert_null(cJSON_GetObjectItem(claims, "wids"));
    assert_null(cJSON_GetObjectItem(claims, "acct"));
    cJSON_Delete(claims);
}

static teamsinvite_status consent(world *w, const char *scope, const char *oid)
{
    char url[1024];
    char *redirect = NULL;
    teamsinvite_status status;

    join(url, sizeof(url), CONSENT_URL, scope, NULL);
    status = teamsinvite_sim_consent(w->sim, url, oid, 1, &redirect, NULL);
    teamsinvite_string_free(redirect);
    return status;
}

static void test_role_decides_what_may_be_consented_to(void **state)
{
    static const char privileged[] = "e8611ab8-c189-46e8-94e1-60213ab1f814";
    world *w = *state;

    assert_int_equal(TEAMSINVITE_E_APP_REGISTRATION, consent(w, "User.Read", ALICE));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_role(w->sim, ALICE, TEAMS_ADMINISTRATOR, NULL));
    assert_int_equal(TEAMSINVITE_E_APP_REGISTRATION, consent(w, "User.Read", ALICE));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_role(w->sim, ALICE, APPLICATION_ADMINISTRATOR, NULL));
    assert_int_equal(TEAMSINVITE_OK, consent(w, "User.Read", ALICE));
    assert_int_equal(TEAMSINVITE_E_APP_REGISTRATION, consent(w, ".default", ALICE));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_role(w->sim, ALICE, privileged, NULL));
    assert_int_equal(TEAMSINVITE_OK, consent(w, ".default", ALICE));
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_user_flags(w->sim, ALICE, TEAMSINVITE_SIM_USER_DISABLED, NULL));
    assert_int_equal(TEAMSINVITE_E_APP_REGISTRATION, consent(w, ".default", ALICE));
}

static void test_guest_has_an_id_here_and_an_account_elsewhere(void **state)
{
    world *w = *state;
    cJSON *claims;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, CAROL, NULL));
    claims = sign_in(w, CONTOSO, GUEST);
    assert_string_equal(CONTOSO, claim(claims, "tid"));
    assert_string_equal(GUEST, claim(claims, "oid"));
    assert_string_equal("https://sts.windows.net/" FABRIKAM "/", claim(claims, "idp"));
    assert_int_equal(1, cJSON_GetObjectItem(claims, "acct")->valueint);
    assert_string_equal("carol@fabrikam.example", claim(claims, "preferred_username"));
    assert_false(names_role(claims, MEMBER));
    cJSON_Delete(claims);
    claims = sign_in(w, CONTOSO, ALICE);
    assert_string_equal("", claim(claims, "idp"));
    assert_int_equal(0, cJSON_GetObjectItem(claims, "acct")->valueint);
    cJSON_Delete(claims);
}

static void test_client_info_of_a_guest_is_of_the_home_account(void **state)
{
    world *w = *state;
    char own[512];

    cJSON_Delete(sign_in(w, FABRIKAM, CAROL));
    join(own, sizeof(own), json_text(w, "client_info"), NULL);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, CAROL, NULL));
    cJSON_Delete(sign_in(w, CONTOSO, GUEST));
    assert_string_equal(own, json_text(w, "client_info"));
}

static void test_guest_without_a_tenant_in_the_url_lands_at_home(void **state)
{
    world *w = *state;
    char *redirect = NULL;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, CAROL, NULL));
    write_authorize_url(w, "organizations", MEETING_SCOPES);
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_sign_in(w->sim, w->text, GUEST, &redirect, NULL));
    write_authorize_url(w, "organizations", MEETING_SCOPES);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_sign_in(w->sim, w->text, CAROL, &redirect, NULL));
    teamsinvite_string_free(redirect);
}

static void test_form_that_names_a_guest_of_nowhere_is_refused(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, CAROL, NULL));
    write_authorize_url(w, "organizations", MEETING_SCOPES);
    assert_int_equal(400, ask(w, "POST", w->text, FORM, "account=" GUEST));
    assert_non_null(strstr(body_of(w), "AADSTS50020"));
}

static void test_guest_is_revoked_at_home_only(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, CAROL, NULL));
    get_code(w, CONTOSO, MEETING_SCOPES, GUEST);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_revoke_sessions(w->sim, GUEST, NULL));
    assert_int_equal(200, redeem(w, CONTOSO, ""));
    get_code(w, CONTOSO, MEETING_SCOPES, GUEST);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_revoke_sessions(w->sim, CAROL, NULL));
    expect_entra(w, 400, redeem(w, CONTOSO, ""), "invalid_grant", 50173);
}

static void test_personal_accounts_come_by_common_and_consumers_only(void **state)
{
    world *w = *state;
    char *redirect = NULL;
    cJSON *claims;

    write_authorize_url(w, "consumers", "openid");
    assert_int_equal(400, ask(w, "GET", w->text, NULL, NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_tenant(w->sim, TEAMSINVITE_SIM_CONSUMERS, "live.com", NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_user(w->sim, TEAMSINVITE_SIM_CONSUMERS, PERSON, "Berta",
                                                              "berta@live.com", 0, NULL));
    claims = sign_in(w, "common", PERSON);
    assert_string_equal(TEAMSINVITE_SIM_CONSUMERS, claim(claims, "tid"));
    assert_string_equal(AUTHORITY TEAMSINVITE_SIM_CONSUMERS "/v2.0", claim(claims, "iss"));
    cJSON_Delete(claims);
    cJSON_Delete(sign_in(w, "consumers", PERSON));
    write_authorize_url(w, "organizations", MEETING_SCOPES);
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_sign_in(w->sim, w->text, PERSON, &redirect, NULL));
}

static void test_same_person_is_another_in_each_directory(void **state)
{
    world *w = *state;
    cJSON *home;
    cJSON *here;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, CAROL, NULL));
    home = sign_in(w, FABRIKAM, CAROL);
    here = sign_in(w, CONTOSO, GUEST);
    assert_string_not_equal(claim(home, "oid"), claim(here, "oid"));
    assert_string_not_equal(claim(home, "sub"), claim(here, "sub"));
    assert_string_not_equal(claim(home, "iss"), claim(here, "iss"));
    cJSON_Delete(home);
    cJSON_Delete(here);
}

static void test_licence_is_each_persons_own(void **state)
{
    static const char body[] = "{\"subject\":\"x\",\"startDateTime\":\"2030-02-01T09:00:00Z\","
                               "\"endDateTime\":\"2030-02-01T10:00:00Z\"}";
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, CAROL, NULL));
    get_user_token(w, CONTOSO, ALICE);
    assert_int_equal(201, ask_graph(w, "POST", "/v1.0/me/onlineMeetings", body));
    get_user_token(w, CONTOSO, GUEST);
    assert_int_equal(403, ask_graph(w, "POST", "/v1.0/me/onlineMeetings", body));
    get_user_token(w, FABRIKAM, TEAMSINVITE_SIM_FABRIKAM_DAVE);
    assert_int_equal(404, ask_graph(w, "POST", "/v1.0/me/onlineMeetings", body));
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_user_flags(w->sim, TEAMSINVITE_SIM_FABRIKAM_DAVE,
                                                    TEAMSINVITE_SIM_USER_LICENSED, NULL));
    assert_int_equal(201, ask_graph(w, "POST", "/v1.0/me/onlineMeetings", body));
}

static void test_people_that_cannot_be_are_refused(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_E_CONFLICT,
                     teamsinvite_sim_add_role(w->sim, ADMIN, "62E90394-69F5-4237-9190-012177145E10", NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_add_role(w->sim, ADMIN, "Global Administrator", NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_add_role(w->sim, GUEST, TEAMS_ADMINISTRATOR, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_remove_role(w->sim, ALICE, TEAMS_ADMINISTRATOR, NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, ALICE, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, PERSON, NULL));
    assert_int_equal(TEAMSINVITE_E_CONFLICT, teamsinvite_sim_add_guest(w->sim, CONTOSO, ALICE, CAROL, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_add_guest(w->sim, PERSON, GUEST, CAROL, NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_add_guest(w->sim, CONTOSO, GUEST, CAROL, NULL));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_wids_names_the_roles_that_somebody_holds),
        TEST(test_registration_without_optional_claims_gets_none),
        TEST(test_role_decides_what_may_be_consented_to),
        TEST(test_guest_has_an_id_here_and_an_account_elsewhere),
        TEST(test_client_info_of_a_guest_is_of_the_home_account),
        TEST(test_guest_without_a_tenant_in_the_url_lands_at_home),
        TEST(test_form_that_names_a_guest_of_nowhere_is_refused),
        TEST(test_guest_is_revoked_at_home_only),
        TEST(test_personal_accounts_come_by_common_and_consumers_only),
        TEST(test_same_person_is_another_in_each_directory),
        TEST(test_licence_is_each_persons_own),
        TEST(test_people_that_cannot_be_are_refused),
    };

    return cmocka_run_group_tests_name("sim people", tests, NULL, NULL);
}
