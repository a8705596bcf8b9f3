/* SPDX-License-Identifier: Apache-2.0 */
/* Another organizer: a meeting of their own, and the old one is closed; noticed, never guessed. */
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
        world_connect(w, w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    }
    return result;
}

/* For bob, who takes over from `previous`; NULL: nobody is named. */
static teamsinvite_meeting_request *for_bob(const world *w, const char *previous)
{
    teamsinvite_meeting_request *request = world_request(w, "panel", 24);
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_request_set_organizer(request, "bob", &err), err);
    assert_worked(teamsinvite_meeting_request_set_previous_organizer(request, previous, &err), err);
    return request;
}

static bool exists(const world *w, const char *join_url)
{
    teamsinvite_sim_meeting *there = NULL;
    teamsinvite_error *err = NULL;
    bool alive;

    assert_worked(teamsinvite_sim_find_meeting(w->sim, join_url, &there, &err), err);
    alive = teamsinvite_sim_meeting_exists(there) == 1;
    teamsinvite_sim_meeting_free(there);
    return alive;
}

static void assert_is_bobs(const world *w, const teamsinvite_meeting *meeting)
{
    teamsinvite_sim_meeting *there = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_find_meeting(w->sim, teamsinvite_meeting_join_url(meeting), &there, &err), err);
    assert_int_equal(teamsinvite_sim_meeting_exists(there), 1);
    assert_string_equal(teamsinvite_sim_meeting_organizer(there), TEAMSINVITE_SIM_CONTOSO_BOB);
    teamsinvite_sim_meeting_free(there);
}

typedef teamsinvite_status (*operation_fn)(teamsinvite_client *, const teamsinvite_actor *,
                                           const teamsinvite_meeting_request *, teamsinvite_meeting **,
                                           teamsinvite_error **);

static void hand_on(world *w, operation_fn operation)
{
    teamsinvite_meeting *old = world_create(w, w->alice, "panel");
    teamsinvite_meeting_request *request = for_bob(w, "alice");
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_meeting *again = NULL;
    teamsinvite_error *err = NULL;

    teamsinvite_sim_forget_requests(w->sim);
    assert_worked(operation(w->client, w->admin, request, &meeting, &err), err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 6);
    assert_string_not_equal(teamsinvite_meeting_join_url(meeting), teamsinvite_meeting_join_url(old));
    assert_is_bobs(w, meeting);
    assert_false(exists(w, teamsinvite_meeting_join_url(old)));
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
    assert_worked(teamsinvite_meeting_show(w->client, w->bob, "panel", &again, &err), err);
    assert_string_equal(teamsinvite_meeting_join_url(again), teamsinvite_meeting_join_url(meeting));
    teamsinvite_meeting_free(again);
    teamsinvite_sim_forget_requests(w->sim);
    assert_worked(operation(w->client, w->admin, request, &again, &err), err); /* the same once more */
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_string_equal(teamsinvite_meeting_join_url(again), teamsinvite_meeting_join_url(meeting));
    teamsinvite_meeting_free(again);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_free(old);
    teamsinvite_meeting_request_free(request);
}

static void test_an_update_hands_the_interview_on(void **state)
{
    hand_on(*state, teamsinvite_meeting_update);
}

static void test_a_create_hands_the_interview_on(void **state)
{
    hand_on(*state, teamsinvite_meeting_create);
}

/* Neither asks Microsoft anything, nor changes what is stored. */
static void assert_refused(world *w, const teamsinvite_actor *actor, const char *previous, teamsinvite_status wanted)
{
    teamsinvite_meeting_request *request = for_bob(w, previous);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    teamsinvite_sim_forget_requests(w->sim);
    assert_failed(teamsinvite_meeting_create(w->client, actor, request, &meeting, &err), wanted, &err);
    assert_failed(teamsinvite_meeting_update(w->client, actor, request, &meeting, &err), wanted, &err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_worked(teamsinvite_meeting_show(w->client, w->alice, "panel", &meeting, &err), err);
    assert_true(exists(w, teamsinvite_meeting_join_url(meeting)));
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void test_another_organizer_is_noticed_and_not_guessed(void **state)
{
    world *w = *state;

    teamsinvite_meeting_free(world_create(w, w->alice, "panel"));
    assert_refused(w, w->admin, NULL, TEAMSINVITE_E_CONFLICT);
    assert_refused(w, w->bob, NULL, TEAMSINVITE_E_CONFLICT);
    assert_refused(w, w->admin, "carol", TEAMSINVITE_E_CONFLICT); /* it was not carol's */
    assert_refused(w, w->bob, "alice", TEAMSINVITE_E_DENIED);     /* a member closes nobody else's meeting */
}

static void test_without_the_old_ones_token_nothing_is_begun(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    teamsinvite_meeting_free(world_create(w, w->alice, "panel"));
    assert_worked(teamsinvite_user_disconnect(w->client, w->alice, &err), err);
    assert_refused(w, w->admin, "alice", TEAMSINVITE_E_NOT_CONNECTED);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
}

static void test_a_new_organizer_whom_teams_refuses_leaves_all_as_it_was(void **state)
{
    world *w = *state;
    teamsinvite_meeting *old = world_create(w, w->alice, "panel");
    teamsinvite_meeting_request *request = for_bob(w, "alice");
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_recovery *recovery = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, "meetings-blocked", -1, &err), err);
    assert_failed(teamsinvite_meeting_update(w->client, w->admin, request, &meeting, &err), TEAMSINVITE_E_FORBIDDEN,
                  &err);
    assert_worked(teamsinvite_meeting_show(w->client, w->alice, "panel", &meeting, &err), err);
    assert_string_equal(teamsinvite_meeting_join_url(meeting), teamsinvite_meeting_join_url(old));
    assert_int_equal(teamsinvite_meeting_due_ms(meeting), teamsinvite_meeting_due_ms(old));
    assert_true(exists(w, teamsinvite_meeting_join_url(old)));
    assert_worked(teamsinvite_records_recover(w->client, NULL, 10, &recovery, &err), err);
    assert_int_equal(teamsinvite_recovery_finished(recovery) + teamsinvite_recovery_undone(recovery) +
                         teamsinvite_recovery_left(recovery),
                     0);
    teamsinvite_recovery_free(recovery);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_free(old);
    teamsinvite_meeting_request_free(request);
}

/* From each io of a hand-over on: the old link serves until the new one does, and recover ends it well. */
static void test_a_hand_over_that_died_anywhere_is_finished(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *request = for_bob(w, "alice");
    bool alive = true;
    size_t ios;

    for (ios = 3; alive; ios++) {
        teamsinvite_meeting *old = world_create(w, w->alice, "panel");
        teamsinvite_meeting *meeting = NULL;
        teamsinvite_revocation *revocation = NULL;
        teamsinvite_recovery *recovery = NULL;
        teamsinvite_call *call = NULL;
        teamsinvite_error *err = NULL;
        bool handed_on;
        size_t i;

        assert_worked(teamsinvite_meeting_update_start(w->client, w->admin, request, &call, &err), err);
        for (i = 0; i < ios && (alive = teamsinvite_call_next(call) != NULL); i++)
            assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
        teamsinvite_call_free(call);
        assert_worked(teamsinvite_meeting_show(w->client, w->alice, "panel", &meeting, &err), err);
        teamsinvite_meeting_free(meeting);
        world_advance(w, 3 * 60000);
        assert_worked(teamsinvite_records_recover(w->client, NULL, 10, &recovery, &err), err);
        assert_int_equal(teamsinvite_recovery_left(recovery) + teamsinvite_recovery_undone(recovery), 0);
        teamsinvite_recovery_free(recovery);
        assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
        assert_worked(teamsinvite_meeting_show(w->client, w->alice, "panel", &meeting, &err), err);
        handed_on = strcmp(teamsinvite_meeting_join_url(meeting), teamsinvite_meeting_join_url(old)) != 0;
        if (handed_on)
            assert_is_bobs(w, meeting);
        assert_worked(teamsinvite_meeting_revoke(w->client, w->admin, "panel", handed_on ? "bob" : "alice", 0,
                                                 &revocation, &err),
                      err);
        teamsinvite_revocation_free(revocation);
        teamsinvite_meeting_free(meeting);
        teamsinvite_meeting_free(old);
        teamsinvite_meeting_request_free(request);
        request = for_bob(w, "alice"); /* the clock has moved */
    }
    print_message("  %zu places to die at\n", ios - 4);
    assert_true(ios > 12);
    teamsinvite_meeting_request_free(request);
}

static void test_a_hand_over_that_died_can_be_revoked_whole(void **state)
{
    world *w = *state;
    teamsinvite_meeting *old = world_create(w, w->alice, "panel");
    teamsinvite_meeting_request *request = for_bob(w, "alice");
    teamsinvite_revocation *revocation = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    assert_worked(teamsinvite_meeting_update_start(w->client, w->admin, request, &call, &err), err);
    for (i = 0; i < 8 && teamsinvite_call_next(call) != NULL; i++)
        assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    teamsinvite_call_free(call);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 2);
    assert_int_equal(teamsinvite_meeting_revoke(w->client, w->admin, "panel", "bob", 0, &revocation, &err),
                     TEAMSINVITE_E_CONFLICT); /* somebody may still be at it */
    assert_true(teamsinvite_error_retry_after_ms(err) > 60000);
    world_advance(w, teamsinvite_error_retry_after_ms(err));
    teamsinvite_error_free(err);
    err = NULL;
    assert_worked(teamsinvite_meeting_revoke(w->client, w->admin, "panel", "bob", 0, &revocation, &err), err);
    teamsinvite_revocation_free(revocation);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);
    teamsinvite_meeting_free(old);
    teamsinvite_meeting_request_free(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_update_hands_the_interview_on, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_create_hands_the_interview_on, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_another_organizer_is_noticed_and_not_guessed, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_without_the_old_ones_token_nothing_is_begun, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_new_organizer_whom_teams_refuses_leaves_all_as_it_was, setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_hand_over_that_died_anywhere_is_finished, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_hand_over_that_died_can_be_revoked_whole, setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
