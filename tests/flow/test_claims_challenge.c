/* SPDX-License-Identifier: Apache-2.0 */
/* test_claims_challenge.c - continuous access evaluation: challenged, renewed with the claims, or signed in again. */
#include <stdbool.h>
#include <string.h>

#include "support/world.h"

static teamsinvite_status announce(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_claims_challenges(config, 1, err);
}

static void connect(world *w, bool capable)
{
    w->configure = capable ? announce : NULL;
    world_new_client(w);
    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    teamsinvite_sim_forget_requests(w->sim);
}

static teamsinvite_status create(world *w, const char *reference, teamsinvite_error **err)
{
    teamsinvite_meeting_request *request = world_request(w, reference, 48);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_status status = teamsinvite_meeting_create(w->client, w->alice, request, &meeting, err);

    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
    return status;
}

static int64_t requests(const world *w, int32_t kind)
{
    return teamsinvite_sim_request_count(w->sim, kind);
}

static void test_a_token_with_the_capability_lives_long(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    connect(w, true);
    world_advance(w, 20 * WORLD_HOUR_MS);
    assert_worked(create(w, "interview-1", &err), err);
    assert_int_equal(requests(w, TEAMSINVITE_SIM_TOKEN), 0);
}

static void test_without_the_capability_nothing_is_challenged(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    connect(w, false);
    assert_worked(teamsinvite_sim_challenge(w->sim, TEAMSINVITE_SIM_CONTOSO_ALICE, &err), err);
    assert_worked(create(w, "interview-1", &err), err);
    assert_int_equal(requests(w, TEAMSINVITE_SIM_TOKEN), 0);
}

static void challenge_with(world *w, const char *scenario)
{
    teamsinvite_error *err = NULL;

    if (scenario != NULL)
        assert_worked(teamsinvite_sim_set_scenario(w->sim, scenario, -1, &err), err);
    world_advance(w, 60000); /* a new token is younger than what it is asked for */
    assert_worked(teamsinvite_sim_challenge(w->sim, TEAMSINVITE_SIM_CONTOSO_ALICE, &err), err);
    teamsinvite_sim_forget_requests(w->sim);
}

static void test_a_challenge_is_met_by_one_refresh_with_its_claims(void **state)
{
    static const char *const scenarios[] = { NULL, "challenge-two-schemes", "challenge-two-headers" };
    world *w = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    connect(w, true);
    for (i = 0; i < sizeof(scenarios) / sizeof(scenarios[0]); i++) {
        char reference[] = "interview-0";

        reference[sizeof(reference) - 2] = (char)('0' + i);
        challenge_with(w, scenarios[i]);
        assert_worked(create(w, reference, &err), err);
        assert_int_equal(requests(w, TEAMSINVITE_SIM_TOKEN), 1);
        assert_int_equal(requests(w, TEAMSINVITE_SIM_GRAPH), 1 + 2); /* challenged; createOrGet, settings */
        teamsinvite_sim_clear_scenarios(w->sim);
    }
}

static void test_a_challenge_that_goes_on_is_answered_once(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    connect(w, true);
    assert_worked(teamsinvite_sim_set_scenario(w->sim, "graph-challenge", -1, &err), err);
    assert_failed(create(w, "interview-1", &err), TEAMSINVITE_E_SIGN_IN_AGAIN, &err);
    assert_int_equal(requests(w, TEAMSINVITE_SIM_TOKEN), 1);
    assert_int_equal(requests(w, TEAMSINVITE_SIM_GRAPH), 2);
}

static void test_what_no_refresh_gives_goes_into_the_next_sign_in(void **state)
{
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_connection *connection = NULL;
    teamsinvite_error *err = NULL;

    connect(w, true);
    world_advance(w, 60000);
    assert_worked(teamsinvite_sim_require_claims(w->sim, TEAMSINVITE_SIM_CONTOSO_ALICE, &err), err);
    assert_failed(create(w, "interview-1", &err), TEAMSINVITE_E_SIGN_IN_AGAIN, &err);
    assert_worked(teamsinvite_user_status(w->client, w->alice, &connection, &err), err);
    assert_int_equal(teamsinvite_connection_state(connection), TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN);
    teamsinvite_connection_free(connection);

    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
    assert_non_null(strstr(teamsinvite_redirect_url(redirect), "&claims=%7B%22access_token%22"));
    assert_non_null(strstr(teamsinvite_redirect_url(redirect), "xms_cc"));
    teamsinvite_redirect_free(redirect);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_worked(create(w, "interview-1", &err), err);
    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
    assert_null(strstr(teamsinvite_redirect_url(redirect), "essential")); /* met and forgotten */
    teamsinvite_redirect_free(redirect);
}

static void test_the_app_announces_nothing(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;
    char *received = NULL;
    size_t length;

    w->configure = announce;
    world_new_client(w);
    world_enable_in(w, TEAMSINVITE_MODE_APPLICATION);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_failed(create(w, "interview-1", &err), TEAMSINVITE_E_POLICY, &err);
    assert_int_equal(teamsinvite_sim_received(w->sim, &received, &length), TEAMSINVITE_OK);
    assert_null(strstr(received, "xms_cc"));
    teamsinvite_string_free(received);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_token_with_the_capability_lives_long, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_without_the_capability_nothing_is_challenged, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_challenge_is_met_by_one_refresh_with_its_claims, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_challenge_that_goes_on_is_answered_once, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_what_no_refresh_gives_goes_into_the_next_sign_in, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_the_app_announces_nothing, world_setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
