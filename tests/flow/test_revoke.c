/* SPDX-License-Identifier: Apache-2.0 */
/* meeting.revoke: what it reached is said in words that are true, with Microsoft there or not. */
#include <stdbool.h>
#include <string.h>

#include "support/world.h"

static int setup(void **state)
{
    int result = world_setup(state);
    world *w = *state;

    if (result == 0) {
        world_enable(w);
        world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    }
    return result;
}

static void revoke(world *w, int32_t flags, int32_t reached, teamsinvite_status reason)
{
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_revoke(w->client, w->alice, "interview-1", NULL, flags, &revocation, &err),
                  err);
    assert_string_equal(teamsinvite_revocation_name(teamsinvite_revocation_reached(revocation)),
                        teamsinvite_revocation_name(reached));
    assert_int_equal(teamsinvite_revocation_reason(revocation), reason);
    teamsinvite_revocation_free(revocation);
    assert_failed(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &meeting, &err),
                  TEAMSINVITE_E_NOT_FOUND, &err);
}

static void make(world *w)
{
    teamsinvite_meeting_free(world_create(w, w->alice, "interview-1"));
}

static void scenario(world *w, const char *name, int32_t count)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, name, count, &err), err);
}

static void test_what_was_reached_is_said(void **state)
{
    world *w = *state;

    make(w);
    revoke(w, 0, TEAMSINVITE_REVOKED_LOCKED_AND_DELETED, TEAMSINVITE_OK);
    make(w);
    scenario(w, "graph-403@patch", 1);
    revoke(w, 0, TEAMSINVITE_REVOKED_DELETED, TEAMSINVITE_OK);
    make(w);
    scenario(w, "meeting-gone@lookup", 1);
    revoke(w, 0, TEAMSINVITE_REVOKED_ALREADY_GONE, TEAMSINVITE_OK);
    teamsinvite_sim_clear_scenarios(w->sim);
    make(w);
    scenario(w, "link-alive-after-delete", 1);
    revoke(w, 0, TEAMSINVITE_REVOKED_LOCKED_BUT_ALIVE, TEAMSINVITE_OK);
}

static void test_an_open_meeting_that_lives_on_is_said_to_be_open(void **state)
{
    world *w = *state;

    make(w);
    scenario(w, "link-alive-after-delete", 1);
    scenario(w, "graph-403@patch", 1);
    revoke(w, 0, TEAMSINVITE_REVOKED_STILL_ALIVE, TEAMSINVITE_OK);
}

static void test_each_outcome_says_what_is_left_to_do(void **state)
{
    int32_t reached;

    (void)state;
    for (reached = TEAMSINVITE_REVOKED_LOCKED_AND_DELETED; reached <= TEAMSINVITE_REVOKED_HERE_ONLY; reached++) {
        const char *left = teamsinvite_revocation_left_to_do(reached);

        assert_true(strlen(teamsinvite_revocation_name(reached)) > 4);
        if (reached == TEAMSINVITE_REVOKED_LOCKED_AND_DELETED || reached == TEAMSINVITE_REVOKED_ALREADY_GONE)
            assert_string_equal(left, "");
        else
            assert_int_equal(left[strlen(left) - 1], '.');
    }
    assert_string_equal(teamsinvite_revocation_name(0), "?");
    assert_string_equal(teamsinvite_revocation_name(TEAMSINVITE_REVOKED_HERE_ONLY + 1), "?");
    assert_string_equal(teamsinvite_revocation_left_to_do(-1), "");
    assert_int_equal(teamsinvite_revocation_reason(NULL), TEAMSINVITE_OK);
}

static void test_without_microsoft_the_record_stays_unless_told_otherwise(void **state)
{
    static const struct {
        const char *scenario;
        teamsinvite_status status;
    } troubles[] = {
        { "graph-503", TEAMSINVITE_E_SERVICE },
        { "graph-429=600", TEAMSINVITE_E_THROTTLED },
        { "graph-cut", TEAMSINVITE_E_NETWORK },
        { "graph-403@lookup", TEAMSINVITE_E_FORBIDDEN },
    };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(troubles) / sizeof(troubles[0]); i++) {
        teamsinvite_revocation *revocation = NULL;
        teamsinvite_meeting *meeting = NULL;
        teamsinvite_error *err = NULL;

        make(w);
        scenario(w, troubles[i].scenario, -1);
        assert_failed(teamsinvite_meeting_revoke(w->client, w->alice, "interview-1", NULL, 0, &revocation, &err),
                      troubles[i].status, &err);
        assert_worked(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &meeting, &err), err);
        teamsinvite_meeting_free(meeting);
        w->waited_ms = 0;
        revoke(w, TEAMSINVITE_REVOKE_ERASE_ANYWAY, TEAMSINVITE_REVOKED_HERE_ONLY, troubles[i].status);
        assert_int_equal(w->waited_ms, 0); /* the link is erased now, not after all the waits */
        teamsinvite_sim_clear_scenarios(w->sim);
        world_advance(w, WORLD_HOUR_MS);
    }
}

/* Locked or deleted it may be by then, so nobody is given its link, and who asks again ends it. */
static void test_a_revoke_that_fails_half_way_is_ended_by_the_next(void **state)
{
    static const char *const troubles[] = { "graph-504@patch", "graph-cut@patch", "graph-500@delete", "graph-cut@delete" };
    world *w = *state;
    size_t i;

    for (i = 0; i < 2 * sizeof(troubles) / sizeof(troubles[0]); i++) {
        teamsinvite_revocation *revocation = NULL;
        teamsinvite_meeting *meeting = NULL;
        teamsinvite_recovery *recovery = NULL;
        teamsinvite_error *err = NULL;

        make(w);
        scenario(w, troubles[i / 2], -1);
        assert_int_not_equal(teamsinvite_meeting_revoke(w->client, w->alice, "interview-1", NULL, 0, &revocation, NULL),
                             TEAMSINVITE_OK);
        teamsinvite_sim_clear_scenarios(w->sim);
        assert_failed(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &meeting, &err),
                      TEAMSINVITE_E_NOT_FOUND, &err);
        if (i % 2 == 0) {
            assert_worked(teamsinvite_meeting_revoke(w->client, w->alice, "interview-1", NULL, 0, &revocation, &err),
                          err);
            teamsinvite_revocation_free(revocation);
        } else {
            assert_worked(teamsinvite_records_recover(w->client, NULL, 10, &recovery, &err), err);
            assert_int_equal(teamsinvite_recovery_undone(recovery), 1);
            teamsinvite_recovery_free(recovery);
        }
        assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);
    }
}

static void test_a_user_who_has_disconnected_can_be_erased_too(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    make(w);
    assert_worked(teamsinvite_user_disconnect(w->client, w->alice, &err), err);
    revoke(w, TEAMSINVITE_REVOKE_ERASE_ANYWAY, TEAMSINVITE_REVOKED_HERE_ONLY, TEAMSINVITE_E_NOT_CONNECTED);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
}

static void test_told_so_it_still_closes_what_it_can_reach(void **state)
{
    world *w = *state;

    make(w);
    revoke(w, TEAMSINVITE_REVOKE_ERASE_ANYWAY, TEAMSINVITE_REVOKED_LOCKED_AND_DELETED, TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);
}

/* A transport that answers nothing until its time is over: no exchange may use up the time for the erasing. */
static void test_a_network_that_swallows_everything_leaves_time_to_erase(void **state)
{
    world *w = *state;
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_call *call = NULL;
    const teamsinvite_io *io;
    teamsinvite_error *err = NULL;

    make(w);
    assert_worked(teamsinvite_meeting_revoke_start(w->client, w->alice, "interview-1", NULL,
                                                   TEAMSINVITE_REVOKE_ERASE_ANYWAY, &call, &err),
                  err);
    while ((io = teamsinvite_call_next(call)) != NULL) {
        if (teamsinvite_io_kind(io) != TEAMSINVITE_IO_SEND) {
            assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
            continue;
        }
        world_advance(w, teamsinvite_io_timeout_ms(io));
        assert_int_equal(teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NETWORK, "timed out"), TEAMSINVITE_OK);
    }
    assert_worked(teamsinvite_call_take_revocation(call, &revocation, &err), err);
    assert_int_equal(teamsinvite_revocation_reached(revocation), TEAMSINVITE_REVOKED_HERE_ONLY);
    teamsinvite_revocation_free(revocation);
    teamsinvite_call_free(call);
}

static void test_an_interrupted_creation_is_revoked_with_its_meeting(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *request = world_request(w, "interview-1", 24);
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &call, &err), err);
    for (i = 0; i < 6 && teamsinvite_call_next(call) != NULL; i++)
        assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    teamsinvite_call_free(call);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
    world_advance(w, 2 * 60000);
    revoke(w, 0, TEAMSINVITE_REVOKED_LOCKED_AND_DELETED, TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);
    teamsinvite_meeting_request_free(request);
}

/* What was begun is ended by recover, and nobody is given the link of a meeting that may be gone. */
static void test_a_revoke_that_died_anywhere_is_ended(void **state)
{
    world *w = *state;
    bool alive = true;
    size_t ios;

    for (ios = 3; alive; ios++) {
        teamsinvite_recovery *recovery = NULL;
        teamsinvite_meeting *meeting = NULL;
        teamsinvite_call *call = NULL;
        teamsinvite_error *err = NULL;
        size_t i;

        make(w);
        assert_worked(
            teamsinvite_meeting_revoke_start(w->client, w->alice, "interview-1", NULL, 0, &call, &err), err);
        for (i = 0; i < ios && (alive = teamsinvite_call_next(call) != NULL); i++)
            assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
        teamsinvite_call_free(call);
        assert_failed(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &meeting, &err),
                      TEAMSINVITE_E_NOT_FOUND, &err);
        world_advance(w, 2 * 60000);
        assert_worked(teamsinvite_records_recover(w->client, NULL, 10, &recovery, &err), err);
        assert_int_equal(teamsinvite_recovery_finished(recovery) + teamsinvite_recovery_left(recovery), 0);
        teamsinvite_recovery_free(recovery);
        assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);
        assert_failed(teamsinvite_meeting_show(w->client, w->alice, "interview-1", &meeting, &err),
                      TEAMSINVITE_E_NOT_FOUND, &err);
    }
    print_message("  %zu places to die at\n", ios - 4);
    assert_true(ios > 8);
}

static void test_another_organizers_meeting_is_not_touched(void **state)
{
    world *w = *state;
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_error *err = NULL;

    make(w);
    world_connect(w, w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    teamsinvite_sim_forget_requests(w->sim);
    assert_failed(teamsinvite_meeting_revoke(w->client, w->bob, "interview-1", NULL, TEAMSINVITE_REVOKE_ERASE_ANYWAY,
                                             &revocation, &err),
                  TEAMSINVITE_E_CONFLICT, &err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    revoke(w, 0, TEAMSINVITE_REVOKED_LOCKED_AND_DELETED, TEAMSINVITE_OK);
}

static void test_a_meeting_that_is_gone_is_told_and_made_anew_only_when_asked(void **state)
{
    world *w = *state;
    teamsinvite_meeting *old = world_create(w, w->alice, "interview-1");
    teamsinvite_meeting_request *request = world_request(w, "interview-1", 48);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    scenario(w, "meeting-gone@lookup", 2);
    assert_int_equal(teamsinvite_meeting_update(w->client, w->alice, request, &meeting, &err),
                     TEAMSINVITE_E_MEETING_GONE);
    assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_NEW_MEETING);
    teamsinvite_error_free(err);
    err = NULL;
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
    revoke(w, 0, TEAMSINVITE_REVOKED_ALREADY_GONE, TEAMSINVITE_OK);
    teamsinvite_sim_clear_scenarios(w->sim);
    assert_worked(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_free(old);
    teamsinvite_meeting_request_free(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_was_reached_is_said, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_an_open_meeting_that_lives_on_is_said_to_be_open, setup, world_teardown),
        cmocka_unit_test(test_each_outcome_says_what_is_left_to_do),
        cmocka_unit_test_setup_teardown(test_without_microsoft_the_record_stays_unless_told_otherwise, setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_revoke_that_fails_half_way_is_ended_by_the_next, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_user_who_has_disconnected_can_be_erased_too, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_told_so_it_still_closes_what_it_can_reach, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_network_that_swallows_everything_leaves_time_to_erase, setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_an_interrupted_creation_is_revoked_with_its_meeting, setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_revoke_that_died_anywhere_is_ended, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_another_organizers_meeting_is_not_touched, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_meeting_that_is_gone_is_told_and_made_anew_only_when_asked, setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
