/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_policy.c - Teams application access policies at the simulator: for whom, from when, and who needs none. */
#include "test_sim_world.h"

#define CLIENT TEAMSINVITE_SIM_CLIENT_ID
#define OTHER_APP "00000000-0000-4000-8000-0000000000a9"
#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define ALICE TEAMSINVITE_SIM_CONTOSO_ALICE
#define BOB TEAMSINVITE_SIM_CONTOSO_BOB
#define CAROL TEAMSINVITE_SIM_FABRIKAM_CAROL
#define MEETINGS_OF(oid) "/v1.0/users/" oid "/onlineMeetings"
#define BODY \
    "{\"subject\":\"x\",\"startDateTime\":\"2030-02-01T09:00:00Z\",\"endDateTime\":\"2030-02-01T10:00:00Z\"}"
#define DELAY_MS INT64_C(1800000)

static void expect_no_policy(const world *w, int got)
{
    if (got != 403 || strcmp(graph_code(w), "Forbidden") != 0 ||
        strcmp(graph_message(w), "No application access policy found for this app") != 0)
        fail_msg("expected the policy to be missing, got %d %s", got, body_of(w));
}

static int create_for(world *w, const char *oid)
{
    char path[256];

    join(path, sizeof(path), "/v1.0/users/", oid, "/onlineMeetings", NULL);
    return ask_graph(w, "POST", path, BODY);
}

static int setup(void **state)
{
    world *w;

    if (world_setup(state) != 0)
        return -1;
    w = *state;
    if (teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 1, NULL) != TEAMSINVITE_OK ||
        teamsinvite_sim_add_app(w->sim, OTHER_APP, "secret", NULL) != TEAMSINVITE_OK)
        return -1;
    get_app_token(w, CONTOSO);
    return 0;
}

static void grant(world *w, const char *client_id, const char *oid)
{
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_grant_policy(w->sim, CONTOSO, client_id, oid, NULL));
}

static void let_it_work(world *w)
{
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, DELAY_MS));
}

static void test_consent_alone_does_not_reach_meetings(void **state)
{
    static const char lookup[] = MEETINGS_OF(BOB) "?$filter=JoinWebUrl%20eq%20'https://none.example/'";
    world *w = *state;

    expect_no_policy(w, create_for(w, BOB));
    expect_no_policy(w, ask_graph(w, "POST", MEETINGS_OF(BOB) "/createOrGet", BODY));
    expect_no_policy(w, ask_graph(w, "GET", lookup, NULL));
    expect_no_policy(w, ask_graph(w, "GET", MEETINGS_OF(BOB) "/some-id", NULL));
    expect_no_policy(w, ask_graph(w, "PATCH", MEETINGS_OF(BOB) "/some-id", "{}"));
    expect_no_policy(w, ask_graph(w, "DELETE", MEETINGS_OF(BOB) "/some-id", NULL));
}

static void test_policy_works_after_its_delay(void **state)
{
    world *w = *state;

    grant(w, CLIENT, BOB);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, DELAY_MS - 1));
    expect_no_policy(w, create_for(w, BOB));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 1));
    assert_int_equal(201, create_for(w, BOB));
}

static void test_global_policy_works_after_its_delay(void **state)
{
    world *w = *state;

    grant(w, CLIENT, NULL);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, DELAY_MS - 1));
    expect_no_policy(w, create_for(w, BOB));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 1));
    assert_int_equal(201, create_for(w, BOB));
}

static void test_policy_that_does_not_work_yet_hides_no_other(void **state)
{
    world *w = *state;

    grant(w, CLIENT, NULL);
    let_it_work(w);
    grant(w, OTHER_APP, BOB);
    assert_int_equal(201, create_for(w, BOB));
    let_it_work(w);
    get_app_token(w, CONTOSO);
    expect_no_policy(w, create_for(w, BOB));
}

static void test_delay_can_be_turned_off(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_POLICY_DELAY_S, 0));
    grant(w, CLIENT, BOB);
    assert_int_equal(201, create_for(w, BOB));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_POLICY_DELAY_S, -1));
}

static void test_policy_is_for_that_user_only(void **state)
{
    world *w = *state;

    grant(w, CLIENT, BOB);
    let_it_work(w);
    assert_int_equal(201, create_for(w, BOB));
    expect_no_policy(w, create_for(w, ALICE));
}

static void test_global_policy_is_for_all_without_one_of_their_own(void **state)
{
    world *w = *state;

    grant(w, CLIENT, NULL);
    grant(w, OTHER_APP, ALICE);
    let_it_work(w);
    assert_int_equal(201, create_for(w, BOB));
    expect_no_policy(w, create_for(w, ALICE));
    grant(w, CLIENT, ALICE); /* the app is added to the policy that she has */
    let_it_work(w);
    get_app_token(w, CONTOSO);
    assert_int_equal(201, create_for(w, ALICE));
}

static void test_revoked_policy_is_gone_at_once(void **state)
{
    world *w = *state;

    grant(w, CLIENT, BOB);
    let_it_work(w);
    assert_int_equal(201, create_for(w, BOB));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_revoke_policy(w->sim, CONTOSO, CLIENT, BOB, NULL));
    expect_no_policy(w, create_for(w, BOB));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_revoke_policy(w->sim, CONTOSO, CLIENT, BOB, NULL));
}

static void test_users_themselves_need_no_policy(void **state)
{
    world *w = *state;

    get_user_token(w, CONTOSO, BOB);
    assert_int_equal(201, create_for(w, BOB));
}

static void test_policy_is_of_one_tenant_and_one_app(void **state)
{
    world *w = *state;

    grant(w, OTHER_APP, NULL);
    let_it_work(w);
    expect_no_policy(w, create_for(w, BOB));
    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_consent(w->sim, TEAMSINVITE_SIM_FABRIKAM, CLIENT, 1, NULL));
    grant(w, CLIENT, NULL);
    let_it_work(w);
    get_app_token(w, TEAMSINVITE_SIM_FABRIKAM);
    expect_no_policy(w, create_for(w, CAROL));
}

static void test_policy_needs_the_permission_too(void **state)
{
    world *w = *state;

    grant(w, CLIENT, NULL);
    let_it_work(w);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_consented_roles(w->sim, CONTOSO, CLIENT, "", NULL));
    get_app_token(w, CONTOSO);
    assert_int_equal(403, create_for(w, BOB));
    assert_string_equal("", graph_message(w));
}

static void test_policy_for_nobody_is_refused(void **state)
{
    world *w = *state;

    grant(w, CLIENT, BOB);
    assert_int_equal(TEAMSINVITE_E_CONFLICT, teamsinvite_sim_grant_policy(w->sim, CONTOSO, CLIENT, BOB, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_grant_policy(w->sim, CONTOSO, CLIENT, CAROL, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_grant_policy(w->sim, BOB, CLIENT, NULL, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_grant_policy(w->sim, CONTOSO, BOB, NULL, NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_grant_policy(w->sim, CONTOSO, CLIENT, "bob", NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_revoke_policy(NULL, CONTOSO, CLIENT, BOB, NULL));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_consent_alone_does_not_reach_meetings),
        TEST(test_policy_works_after_its_delay),
        TEST(test_global_policy_works_after_its_delay),
        TEST(test_policy_that_does_not_work_yet_hides_no_other),
        TEST(test_delay_can_be_turned_off),
        TEST(test_policy_is_for_that_user_only),
        TEST(test_global_policy_is_for_all_without_one_of_their_own),
        TEST(test_revoked_policy_is_gone_at_once),
        TEST(test_users_themselves_need_no_policy),
        TEST(test_policy_is_of_one_tenant_and_one_app),
        TEST(test_policy_needs_the_permission_too),
        TEST(test_policy_for_nobody_is_refused),
    };

    return cmocka_run_group_tests_name("sim policy", tests, NULL, NULL);
}
