/* SPDX-License-Identifier: Apache-2.0 */
/* test_throttle.c - how long is waited, who waits, and what is not repeated. */
#include <string.h>

#include "support/world.h"

static void set_scenario(world *w, const char *scenario, int32_t count)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, scenario, count, &err), err);
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

static int64_t graph_requests(const world *w)
{
    return teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_GRAPH);
}

static void connect_both(world *w)
{
    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_connect(w, w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    teamsinvite_sim_forget_requests(w->sim);
}

static void test_of_ten_callers_one_finds_out_and_nine_come_back_later(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;
    char reference[] = "interview-0";
    int i;

    connect_both(w);
    set_scenario(w, "graph-429=600", -1);
    for (i = 0; i < 10; i++) {
        reference[sizeof(reference) - 2] = (char)('0' + i);
        assert_int_equal(create(w, i % 2 == 0 ? w->alice : w->bob, reference, &err), TEAMSINVITE_E_THROTTLED);
        assert_in_range(teamsinvite_error_retry_after_ms(err), 600000, 601000);
        teamsinvite_error_free(err);
        err = NULL;
    }
    assert_int_equal(graph_requests(w), 1);
    assert_int_equal(w->events[TEAMSINVITE_EVENT_THROTTLED], 1);
    teamsinvite_sim_clear_scenarios(w->sim);
    world_advance(w, 602000);
    assert_worked(create(w, w->alice, "interview-0", &err), err);
}

static void test_who_comes_while_the_gate_is_closed_waits_for_it_to_open(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    connect_both(w);
    set_scenario(w, "graph-429=120", 1);
    assert_int_equal(create(w, w->alice, "interview-1", &err), TEAMSINVITE_E_THROTTLED); /* 60 s is all it has */
    teamsinvite_error_free(err);
    err = NULL;
    world_advance(w, 90000);
    w->waited_ms = 0;
    assert_worked(create(w, w->bob, "interview-2", &err), err);
    assert_in_range(w->waited_ms, 30000, 31000);
    assert_int_equal(graph_requests(w), 3); /* the one that was throttled; createOrGet and settings */
}

static void test_a_short_wait_is_waited_and_not_longer_than_asked(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    connect_both(w);
    w->waited_ms = 0;
    set_scenario(w, "graph-429=20", 1);
    assert_worked(create(w, w->alice, "interview-1", &err), err);
    assert_in_range(w->waited_ms, 20000, 21000);
    assert_int_equal(graph_requests(w), 3);
}

static void test_a_throttled_token_endpoint_does_not_hold_up_graph(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;
    teamsinvite_tokens *tokens = NULL;

    connect_both(w);
    world_advance(w, WORLD_HOUR_MS - 120000); /* bob's and alice's tokens are due for a refresh, but valid */
    set_scenario(w, "token-429-text=900", -1);
    assert_worked(teamsinvite_user_token(w->client, w->alice, 0, &tokens, &err), err);
    teamsinvite_tokens_free(tokens);
    assert_worked(create(w, w->bob, "interview-1", &err), err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_TOKEN), 1);
    assert_int_equal(w->waited_ms, 0);
}

static void test_all_exchanges_of_a_call_share_one_budget_of_retries(void **state)
{
    world *w = *state;
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_error *err = NULL;

    connect_both(w);
    assert_worked(create(w, w->alice, "interview-1", &err), err);
    teamsinvite_sim_forget_requests(w->sim);
    set_scenario(w, "graph-429=1@lookup", 3);
    set_scenario(w, "graph-429=1@patch", 3);
    set_scenario(w, "graph-429=1@delete", -1);
    assert_int_equal(teamsinvite_meeting_revoke(w->client, w->alice, "interview-1", NULL, 0, &revocation, &err),
                     TEAMSINVITE_E_THROTTLED);
    assert_int_equal(graph_requests(w), 4 + 4 + 1); /* six retries, and none is left for the third */
    teamsinvite_error_free(err);
}

/* Whatever the header says: never at once, and never for longer than the call has. */
static void test_every_form_of_retry_after_is_waited_for_once(void **state)
{
    static const char *const scenarios[] = { "graph-429=5",          "graph-429-date=5",     "graph-429-rfc850=5",
                                             "graph-429-asctime=5",  "graph-429-past",       "graph-429-fraction",
                                             "graph-429-negative",   "graph-429-garbage",    "graph-429-bare",
                                             "graph-503-later=5",    "graph-503",            "graph-504" };
    world *w = *state;
    teamsinvite_error *err = NULL;
    char reference[] = "interview-a";
    size_t i;

    connect_both(w);
    for (i = 0; i < sizeof(scenarios) / sizeof(scenarios[0]); i++) {
        reference[sizeof(reference) - 2] = (char)('a' + i);
        w->waited_ms = 0;
        set_scenario(w, scenarios[i], 1);
        assert_worked(create(w, w->alice, reference, &err), err);
        print_message("  %-20s waited %lld ms\n", scenarios[i], (long long)w->waited_ms);
        assert_in_range(w->waited_ms, 1000, 7000);
    }
    set_scenario(w, "graph-429-huge", 1);
    assert_int_equal(create(w, w->bob, "interview-z", &err), TEAMSINVITE_E_THROTTLED);
    assert_in_range(teamsinvite_error_retry_after_ms(err), 1, 24 * WORLD_HOUR_MS + 1000);
    teamsinvite_error_free(err);
}

static void test_a_code_is_redeemed_once_whatever_comes_back(void **state)
{
    static const char *const scenarios[] = { "token-503@code", "token-429-text=1@code", "token-cut@code" };
    world *w = *state;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    char *back = NULL;
    size_t i;

    world_enable(w);
    for (i = 0; i < sizeof(scenarios) / sizeof(scenarios[0]); i++) {
        assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, &err), err);
        assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect),
                                              TEAMSINVITE_SIM_CONTOSO_ALICE, &back, &err), err);
        teamsinvite_redirect_free(redirect);
        teamsinvite_sim_forget_requests(w->sim);
        set_scenario(w, scenarios[i], 1);
        assert_int_not_equal(teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, &err),
                             TEAMSINVITE_OK);
        assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 1);
        teamsinvite_error_free(err);
        err = NULL;
        teamsinvite_string_free(back);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_of_ten_callers_one_finds_out_and_nine_come_back_later, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_who_comes_while_the_gate_is_closed_waits_for_it_to_open, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_short_wait_is_waited_and_not_longer_than_asked, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_throttled_token_endpoint_does_not_hold_up_graph, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_all_exchanges_of_a_call_share_one_budget_of_retries, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_every_form_of_retry_after_is_waited_for_once, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_code_is_redeemed_once_whatever_comes_back, world_setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
