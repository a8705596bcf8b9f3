/* SPDX-License-Identifier: Apache-2.0 */
/* test_application.c - the main job in application mode: the app's token, on behalf of the recruiter. */
#include <string.h>

#include "support/world.h"

#define MINUTE_MS INT64_C(60000)

static void set_scenario(world *w, const char *scenario, int32_t count)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, scenario, count, &err), err);
}

/* Enabled, and the policy granted to all and effective. */
static void enable(world *w)
{
    teamsinvite_error *err = NULL;

    world_enable_in(w, TEAMSINVITE_MODE_APPLICATION);
    assert_worked(teamsinvite_sim_grant_policy(w->sim, TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, NULL, &err),
                  err);
    world_advance(w, 31 * MINUTE_MS);
    teamsinvite_sim_forget_requests(w->sim);
}

static teamsinvite_status create(world *w, const teamsinvite_actor *actor, const char *reference,
                                 teamsinvite_error **err)
{
    teamsinvite_meeting_request *request = world_request(w, reference, 24);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_status status = teamsinvite_meeting_create(w->client, actor, request, &meeting, err);

    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
    return status;
}

static void expect_path(world *w, const char *text)
{
    char *requests = NULL;

    assert_int_equal(teamsinvite_sim_requests(w->sim, &requests), TEAMSINVITE_OK);
    assert_non_null(strstr(requests, text));
    assert_null(strstr(requests, "/v1.0/me"));
    teamsinvite_string_free(requests);
}

static void test_the_whole_job(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *request;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_error *err = NULL;

    enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    teamsinvite_sim_forget_requests(w->sim);
    assert_worked(create(w, w->alice, "interview-1", &err), err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 3); /* token, createOrGet, settings */
    expect_path(w, "POST /v1.0/users/" TEAMSINVITE_SIM_CONTOSO_ALICE "/onlineMeetings/createOrGet 201");
    assert_worked(create(w, w->alice, "interview-2", &err), err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_TOKEN), 1); /* one for all */

    request = world_request(w, "interview-1", 30);
    assert_worked(teamsinvite_meeting_update(w->client, w->alice, request, &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
    assert_worked(teamsinvite_meeting_revoke(w->client, w->alice, "interview-1", NULL, 0, &revocation, &err), err);
    assert_int_equal(teamsinvite_revocation_reached(revocation), TEAMSINVITE_REVOKED_LOCKED_AND_DELETED);
    teamsinvite_revocation_free(revocation);
    expect_path(w, "DELETE /v1.0/users/" TEAMSINVITE_SIM_CONTOSO_ALICE "/onlineMeetings/");
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
}

static void test_a_connection_keeps_no_token_and_needs_no_refresh(void **state)
{
    world *w = *state;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_company *company = NULL;
    teamsinvite_error *err = NULL;
    char *received = NULL;
    size_t length;

    enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_int_equal(teamsinvite_sim_received(w->sim, &received, &length), TEAMSINVITE_OK);
    assert_null(strstr(received, "offline_access"));
    teamsinvite_string_free(received);
    assert_failed(teamsinvite_user_token(w->client, w->alice, 0, &tokens, &err), TEAMSINVITE_E_CONFLICT, &err);
    assert_worked(teamsinvite_sim_revoke_sessions(w->sim, TEAMSINVITE_SIM_CONTOSO_ALICE, &err), err);
    world_advance(w, 200 * 24 * WORLD_HOUR_MS); /* no token of hers can have gone stale */
    assert_worked(create(w, w->alice, "interview-1", &err), err);
    assert_worked(teamsinvite_company_status(w->client, w->admin, &company, &err), err);
    assert_int_equal(teamsinvite_company_mode(company), TEAMSINVITE_MODE_APPLICATION);
    teamsinvite_company_free(company);
}

static void test_an_organizer_is_resolved_once_from_an_address(void **state)
{
    world *w = *state;
    teamsinvite_connection *connection = NULL;
    teamsinvite_error *err = NULL;

    enable(w);
    assert_failed(create(w, w->bob, "interview-1", &err), TEAMSINVITE_E_NOT_CONNECTED, &err);
    assert_worked(teamsinvite_user_resolve(w->client, w->admin, "bob", "bob@contoso.example", &connection, &err), err);
    assert_string_equal(teamsinvite_connection_account(connection), TEAMSINVITE_SIM_CONTOSO_BOB);
    teamsinvite_connection_free(connection);
    teamsinvite_sim_forget_requests(w->sim);
    assert_worked(create(w, w->bob, "interview-1", &err), err);
    expect_path(w, "POST /v1.0/users/" TEAMSINVITE_SIM_CONTOSO_BOB "/onlineMeetings/createOrGet 201");

    assert_failed(teamsinvite_user_resolve(w->client, w->admin, "bob", "alice@contoso.example", &connection, &err),
                  TEAMSINVITE_E_WRONG_ACCOUNT, &err);
    assert_failed(teamsinvite_user_resolve(w->client, w->admin, "eve", "nobody@contoso.example", &connection, &err),
                  TEAMSINVITE_E_ORGANIZER, &err);
    assert_worked(teamsinvite_sim_set_mail(w->sim, TEAMSINVITE_SIM_CONTOSO_BOB, "team@contoso.example", &err), err);
    assert_worked(teamsinvite_sim_set_mail(w->sim, TEAMSINVITE_SIM_CONTOSO_ALICE, "team@contoso.example", &err), err);
    assert_failed(teamsinvite_user_resolve(w->client, w->admin, "eve", "team@contoso.example", &connection, &err),
                  TEAMSINVITE_E_ORGANIZER, &err);
    assert_null(connection);
}

static void test_an_address_is_not_resolved_in_delegated_mode(void **state)
{
    world *w = *state;
    teamsinvite_connection *connection = NULL;
    teamsinvite_error *err = NULL;

    world_enable(w);
    assert_failed(teamsinvite_user_resolve(w->client, w->admin, "bob", "bob@contoso.example", &connection, &err),
                  TEAMSINVITE_E_CONFLICT, &err);
}

static void test_a_missing_policy_comes_with_the_commands_that_grant_it(void **state)
{
    static const char *const scenarios[] = { "policy-missing", "policy-missing-general", "policy-missing-old" };
    world *w = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    world_enable_in(w, TEAMSINVITE_MODE_APPLICATION);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    for (i = 0; i <= sizeof(scenarios) / sizeof(scenarios[0]); i++) {
        if (i > 0) /* first the simulator's own refusal */
            set_scenario(w, scenarios[i - 1], 1);
        assert_int_equal(create(w, w->alice, "interview-1", &err), TEAMSINVITE_E_POLICY);
        assert_int_equal(teamsinvite_error_remedy_who(err), TEAMSINVITE_WHO_TEAMS_ADMIN);
        assert_non_null(strstr(teamsinvite_error_commands(err), "New-CsApplicationAccessPolicy"));
        assert_non_null(strstr(teamsinvite_error_commands(err), TEAMSINVITE_SIM_CLIENT_ID));
        assert_non_null(strstr(teamsinvite_error_commands(err), TEAMSINVITE_SIM_CONTOSO_ALICE));
        assert_non_null(strstr(teamsinvite_error_remedy_text(err), "30 minutes"));
        teamsinvite_error_free(err);
        err = NULL;
    }
    assert_worked(teamsinvite_sim_grant_policy(w->sim, TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CLIENT_ID,
                                               TEAMSINVITE_SIM_CONTOSO_ALICE, &err), err);
    assert_failed(create(w, w->alice, "interview-1", &err), TEAMSINVITE_E_POLICY, &err); /* it takes a while */
    world_advance(w, 31 * MINUTE_MS);
    assert_worked(create(w, w->alice, "interview-1", &err), err);
}

/* The consent page is back, and Entra is asked; how the company then stands. */
static int32_t state_after_consent(world *w)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;
    int32_t state;

    assert_worked(teamsinvite_company_enable(w->client, w->admin, WORLD_SESSION, TEAMSINVITE_MODE_APPLICATION,
                                             &redirect, &err), err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN,
                                          &back, &err), err);
    teamsinvite_redirect_free(redirect);
    assert_worked(teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, &err), err);
    teamsinvite_string_free(back);
    assert_worked(teamsinvite_sim_consent(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ADMIN, 1,
                                          &back, &err), err);
    teamsinvite_redirect_free(redirect);
    assert_worked(teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, &err), err);
    teamsinvite_string_free(back);
    state = teamsinvite_redirect_company_state(redirect);
    teamsinvite_redirect_free(redirect);
    return state;
}

static int32_t check(world *w, int64_t max_wait_ms)
{
    teamsinvite_company *company = NULL;
    teamsinvite_error *err = NULL;
    int32_t state;

    assert_worked(teamsinvite_company_check(w->client, w->admin, max_wait_ms, &company, &err), err);
    state = teamsinvite_company_state(company);
    teamsinvite_company_free(company);
    return state;
}

static void test_consent_is_pending_until_token_and_permission_are_there(void **state)
{
    static const char *const scenarios[] = { "consent-not-effective", "consent-not-found", "consent-incomplete",
                                             "app-without-roles" };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(scenarios) / sizeof(scenarios[0]); i++) {
        set_scenario(w, scenarios[i], -1);
        assert_int_equal(state_after_consent(w), TEAMSINVITE_COMPANY_PENDING);
        assert_int_equal(check(w, 0), TEAMSINVITE_COMPANY_PENDING);
        teamsinvite_sim_clear_scenarios(w->sim);
        set_scenario(w, scenarios[i], 3);
        w->waited_ms = 0;
        assert_int_equal(check(w, 3 * MINUTE_MS), TEAMSINVITE_COMPANY_ENABLED);
        assert_int_equal(w->waited_ms, 2000 + 4000 + 8000);
        teamsinvite_sim_clear_scenarios(w->sim);
        world_teardown(state);
        world_setup(state);
        w = *state;
    }
}

/* Graph does not say which permission it misses, so nothing is concluded; of a consent it does. */
static void test_what_is_taken_back_is_told_as_far_as_microsoft_tells_it(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_worked(teamsinvite_sim_set_consented_roles(w->sim, TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CLIENT_ID,
                                                      "User.Read.All", &err), err);
    world_advance(w, 2 * WORLD_HOUR_MS);
    assert_failed(create(w, w->alice, "interview-1", &err), TEAMSINVITE_E_FORBIDDEN, &err);
    assert_worked(teamsinvite_sim_set_consent(w->sim, TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, 0, &err),
                  err);
    world_advance(w, 2 * WORLD_HOUR_MS);
    assert_failed(create(w, w->alice, "interview-1", &err), TEAMSINVITE_E_CONSENT_REQUIRED, &err);
}

/* Entra puts the permissions into a token when it makes it: one from before the consent stays without. */
static void test_a_new_consent_works_at_once(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_worked(teamsinvite_sim_set_consented_roles(w->sim, TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CLIENT_ID,
                                                      "User.Read.All", &err), err);
    assert_failed(create(w, w->alice, "interview-1", &err), TEAMSINVITE_E_FORBIDDEN, &err);
    assert_int_equal(state_after_consent(w), TEAMSINVITE_COMPANY_ENABLED);
    assert_worked(create(w, w->alice, "interview-1", &err), err);
}

static void test_a_change_of_mode_asks_everybody_to_sign_in_who_has_no_token(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_enable_in(w, TEAMSINVITE_MODE_DELEGATED);
    assert_failed(create(w, w->alice, "interview-1", &err), TEAMSINVITE_E_NOT_CONNECTED, &err);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_worked(create(w, w->alice, "interview-1", &err), err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_whole_job, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_connection_keeps_no_token_and_needs_no_refresh, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_an_organizer_is_resolved_once_from_an_address, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_an_address_is_not_resolved_in_delegated_mode, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_missing_policy_comes_with_the_commands_that_grant_it, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_consent_is_pending_until_token_and_permission_are_there, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_taken_back_is_told_as_far_as_microsoft_tells_it, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_new_consent_works_at_once, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_change_of_mode_asks_everybody_to_sign_in_who_has_no_token, world_setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
