/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_application.c - the app without a user at the simulator: its permissions, and the directory it may read. */
#include "test_sim_world.h"

#define CLIENT TEAMSINVITE_SIM_CLIENT_ID
#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define ALICE TEAMSINVITE_SIM_CONTOSO_ALICE
#define BOB TEAMSINVITE_SIM_CONTOSO_BOB
#define CAROL TEAMSINVITE_SIM_FABRIKAM_CAROL
#define MEETINGS_OF(oid) "/v1.0/users/" oid "/onlineMeetings"
#define BODY \
    "{\"subject\":\"x\",\"startDateTime\":\"2030-02-01T09:00:00Z\",\"endDateTime\":\"2030-02-01T10:00:00Z\"}"
#define PROBE "/v1.0/users?$top=1&$select=id"

static void expect_graph(const world *w, int status, int got, const char *code)
{
    if (got != status || strcmp(graph_code(w), code) != 0)
        fail_msg("expected %d %s, got %d %s", status, code, got, body_of(w));
}

/* Consented, and let at everybody's meetings. */
static int setup(void **state)
{
    world *w;

    if (world_setup(state) != 0)
        return -1;
    w = *state;
    return teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_POLICY_DELAY_S, 0) == TEAMSINVITE_OK &&
                   teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 1, NULL) == TEAMSINVITE_OK &&
                   teamsinvite_sim_grant_policy(w->sim, CONTOSO, CLIENT, NULL, NULL) == TEAMSINVITE_OK
               ? 0
               : -1;
}

static void test_app_acts_for_the_users_of_its_tenant(void **state)
{
    world *w = *state;

    get_app_token(w, CONTOSO);
    assert_int_equal(201, ask_graph(w, "POST", MEETINGS_OF(ALICE), BODY));
    assert_int_equal(201, ask_graph(w, "POST", MEETINGS_OF(BOB), BODY));
    expect_graph(w, 404, ask_graph(w, "POST", MEETINGS_OF(CAROL), BODY), "UnknownError");
}

static void test_app_has_no_me(void **state)
{
    world *w = *state;

    get_app_token(w, CONTOSO);
    expect_graph(w, 400, ask_graph(w, "POST", "/v1.0/me/onlineMeetings", BODY), "BadRequest");
    expect_graph(w, 400, ask_graph(w, "GET", "/v1.0/me", NULL), "BadRequest");
    expect_graph(w, 400, ask_graph(w, "GET", "/v1.0/me/licenseDetails", NULL), "BadRequest");
}

static void test_principal_name_does_not_find_an_organizer(void **state)
{
    world *w = *state;

    get_app_token(w, CONTOSO);
    expect_graph(w, 404, ask_graph(w, "POST", MEETINGS_OF("bob%40contoso.example"), BODY), "UnknownError");
    expect_graph(w, 404, ask_graph(w, "POST", MEETINGS_OF("00000000-0000-4000-8000-00000000dead"), BODY),
                 "UnknownError");
}

static void test_token_carries_what_was_consented_when_it_was_issued(void **state)
{
    char before[8192];
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consented_roles(w->sim, CONTOSO, CLIENT, "", NULL));
    get_app_token(w, CONTOSO);
    join(before, sizeof(before), w->token, NULL);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 1, NULL));
    expect_graph(w, 403, ask_graph(w, "POST", MEETINGS_OF(BOB), BODY), "Forbidden");
    expect_graph(w, 403, ask_graph(w, "GET", PROBE, NULL), "Authorization_RequestDenied");
    get_app_token(w, CONTOSO);
    assert_int_equal(200, ask_graph(w, "GET", PROBE, NULL));
    assert_int_equal(201, ask_graph(w, "POST", MEETINGS_OF(BOB), BODY));
    join(w->token, sizeof(w->token), before, NULL);
    expect_graph(w, 403, ask_graph(w, "GET", PROBE, NULL), "Authorization_RequestDenied");
}

static void test_each_permission_opens_its_own_door(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_consented_roles(w->sim, CONTOSO, CLIENT, "User.Read.All", NULL));
    get_app_token(w, CONTOSO);
    assert_int_equal(200, ask_graph(w, "GET", PROBE, NULL));
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/users/" BOB "/licenseDetails", NULL));
    expect_graph(w, 403, ask_graph(w, "POST", MEETINGS_OF(BOB), BODY), "Forbidden");
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consented_roles(w->sim, CONTOSO, CLIENT,
                                                                         "OnlineMeetings.Read.All", NULL));
    get_app_token(w, CONTOSO);
    expect_graph(w, 403, ask_graph(w, "GET", PROBE, NULL), "Authorization_RequestDenied");
    expect_graph(w, 403, ask_graph(w, "GET", "/v1.0/users/" BOB "/licenseDetails", NULL),
                 "Authorization_RequestDenied");
    expect_graph(w, 403, ask_graph(w, "POST", MEETINGS_OF(BOB), BODY), "Forbidden");
    expect_graph(w, 404, ask_graph(w, "GET", MEETINGS_OF(BOB) "?$filter=JoinWebUrl%20eq%20'https://none.example/'",
                                   NULL), "NotFound");
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consented_roles(w->sim, CONTOSO, CLIENT,
                                                                         "OnlineMeetings.ReadWrite.All", NULL));
    get_app_token(w, CONTOSO);
    assert_int_equal(201, ask_graph(w, "POST", MEETINGS_OF(BOB), BODY));
}

static void test_consent_gives_what_the_registration_lists(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 0, NULL));
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_app_roles(w->sim, CLIENT, "OnlineMeetings.ReadWrite.All", NULL));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 1, NULL));
    get_app_token(w, CONTOSO);
    assert_int_equal(201, ask_graph(w, "POST", MEETINGS_OF(BOB), BODY));
    expect_graph(w, 403, ask_graph(w, "GET", PROBE, NULL), "Authorization_RequestDenied");
}

static void test_user_token_does_not_read_the_directory(void **state)
{
    world *w = *state;

    get_user_token(w, CONTOSO, ALICE);
    expect_graph(w, 403, ask_graph(w, "GET", PROBE, NULL), "Authorization_RequestDenied");
    expect_graph(w, 403, ask_graph(w, "GET", "/v1.0/users/" BOB "/licenseDetails", NULL),
                 "Authorization_RequestDenied");
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/users/" ALICE "/licenseDetails", NULL));
}

#define FIND(property, value) "/v1.0/users?$filter=" property "%20eq%20'" value "'&$select=id&$top=2"
#define BY_ADDRESS(address) \
    "/v1.0/users?$filter=userPrincipalName%20eq%20'" address "'%20or%20mail%20eq%20'" address "'&$select=id&$top=2"

static void expect_found(world *w, const char *path, const char *list)
{
    assert_int_equal(200, ask_graph(w, "GET", path, NULL));
    assert_string_equal(list, body_of(w));
}

static void test_people_are_found_by_address(void **state)
{
    world *w = *state;

    get_app_token(w, CONTOSO);
    expect_found(w, BY_ADDRESS("bob%40contoso.example"), "{\"value\":[{\"id\":\"" BOB "\"}]}");
    expect_found(w, BY_ADDRESS("BOB%40contoso.EXAMPLE"), "{\"value\":[{\"id\":\"" BOB "\"}]}");
    expect_found(w, BY_ADDRESS("nobody%40contoso.example"), "{\"value\":[]}");
    expect_found(w, BY_ADDRESS("carol%40fabrikam.example"), "{\"value\":[]}");
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_mail(w->sim, BOB, "o'hara@contoso.example", NULL));
    expect_found(w, BY_ADDRESS("o''hara%40contoso.example"), "{\"value\":[{\"id\":\"" BOB "\"}]}");
    expect_found(w, FIND("userPrincipalName", "o''hara%40contoso.example"), "{\"value\":[]}");
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_mail(w->sim, ALICE, "o'hara@contoso.example", NULL));
    expect_found(w, BY_ADDRESS("o''hara%40contoso.example"),
                 "{\"value\":[{\"id\":\"" ALICE "\"},{\"id\":\"" BOB "\"}]}");
}

static void test_filter_that_is_none_is_refused(void **state)
{
    static const char *const wrong[] = { "", "mail", "mail%20eq", "mail%20eq%20bob", "mail%20eq%20'bob",
                                         "mail%20eq%20'b'ob'", "mail%20ne%20'bob'", "phone%20eq%20'1'",
                                         "mail%20eq%20'a'%20or", "mail%20eq%20'a'%20or%20",
                                         "mail%20eq%20'a'%20and%20mail%20eq%20'b'", "mail%20eq%20'o'hara'",
                                         "mail%20eq%20'a'or%20mail%20eq%20'b'" };
    world *w = *state;
    char path[256];
    size_t i;

    get_app_token(w, CONTOSO);
    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        join(path, sizeof(path), "/v1.0/users?$filter=", wrong[i], NULL);
        expect_graph(w, 400, ask_graph(w, "GET", path, NULL), "Request_UnsupportedQuery");
    }
    expect_graph(w, 400, ask_graph(w, "GET", "/v1.0/users?$orderby=mail", NULL), "BadRequest");
    expect_graph(w, 400, ask_graph(w, "GET", "/v1.0/users/" BOB "?$top=1", NULL), "BadRequest");
}

static void test_person_is_found_by_id_and_by_principal_name(void **state)
{
    world *w = *state;

    get_app_token(w, CONTOSO);
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/users/" BOB "?$select=id", NULL));
    assert_string_equal("{\"id\":\"" BOB "\"}", body_of(w));
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/users/bob%40contoso.example?$select=id", NULL));
    assert_string_equal("{\"id\":\"" BOB "\"}", body_of(w));
    expect_graph(w, 404, ask_graph(w, "GET", "/v1.0/users/" CAROL "?$select=id", NULL), "Request_ResourceNotFound");
}

static void test_licence_details_name_the_plan_of_teams(void **state)
{
    static const char path[] = "/v1.0/users/" BOB "/licenseDetails?$select=servicePlans";
    world *w = *state;

    get_app_token(w, CONTOSO);
    assert_int_equal(200, ask_graph(w, "GET", path, NULL));
    assert_non_null(strstr(body_of(w), "57ff2da0-773e-42df-b2af-ffb7a2317929"));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_user_flags(w->sim, BOB, 0, NULL));
    assert_int_equal(200, ask_graph(w, "GET", path, NULL));
    assert_null(strstr(body_of(w), "57ff2da0-773e-42df-b2af-ffb7a2317929"));
    assert_int_equal(200, ask_graph(w, "GET", "/v1.0/users/bob%40contoso.example/licenseDetails", NULL));
    expect_graph(w, 404, ask_graph(w, "GET", "/v1.0/users/" CAROL "/licenseDetails", NULL),
                 "Request_ResourceNotFound");
    expect_graph(w, 400, ask_graph(w, "GET", "/v1.0/users/" BOB "/licenseDetails?$select=skuId", NULL), "BadRequest");
    expect_graph(w, 400, ask_graph(w, "GET", "/v1.0/users/" BOB "/licenseDetails/x", NULL), "BadRequest");
}

static void test_permissions_that_do_not_exist_are_refused(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_E_INVALID,
                     teamsinvite_sim_set_consented_roles(w->sim, CONTOSO, CLIENT, "User.Read", NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_set_app_roles(w->sim, CLIENT, NULL, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND,
                     teamsinvite_sim_set_consented_roles(w->sim, TEAMSINVITE_SIM_FABRIKAM, CLIENT, "", NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_set_app_roles(w->sim, CONTOSO, "", NULL));
    get_app_token(w, CONTOSO);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_app_acts_for_the_users_of_its_tenant),
        TEST(test_app_has_no_me),
        TEST(test_principal_name_does_not_find_an_organizer),
        TEST(test_token_carries_what_was_consented_when_it_was_issued),
        TEST(test_each_permission_opens_its_own_door),
        TEST(test_consent_gives_what_the_registration_lists),
        TEST(test_user_token_does_not_read_the_directory),
        TEST(test_people_are_found_by_address),
        TEST(test_filter_that_is_none_is_refused),
        TEST(test_person_is_found_by_id_and_by_principal_name),
        TEST(test_licence_details_name_the_plan_of_teams),
        TEST(test_permissions_that_do_not_exist_are_refused),
    };

    return cmocka_run_group_tests_name("sim application", tests, NULL, NULL);
}
