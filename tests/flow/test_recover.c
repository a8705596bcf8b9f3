/* SPDX-License-Identifier: Apache-2.0 */
/* records.recover: whatever io a process dies at, one meeting or none is left, and never one that nobody knows. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "support/world.h"

#define DEAD_MS (3 * INT64_C(60000)) /* more than twice the client's timeout */

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

/* Perform so many ios, then die; false where it had finished before. `told`: the last one's outcome is known. */
static bool die_after(teamsinvite_call *call, size_t ios, bool told)
{
    bool alive = true;
    size_t i;

    for (i = 0; alive && i < ios; i++) {
        alive = teamsinvite_call_next(call) != NULL;
        if (alive)
            assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    }
    if (alive && told)
        alive = teamsinvite_call_next(call) != NULL;
    teamsinvite_call_free(call);
    return alive;
}

static teamsinvite_recovery *recover(world *w)
{
    teamsinvite_recovery *recovery = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_records_recover(w->client, NULL, 100, &recovery, &err), err);
    assert_string_equal(teamsinvite_recovery_next(recovery), "");
    return recovery;
}

static void expect(world *w, int64_t finished, int64_t undone, int64_t left)
{
    teamsinvite_recovery *recovery = recover(w);

    assert_int_equal(teamsinvite_recovery_finished(recovery), finished);
    assert_int_equal(teamsinvite_recovery_undone(recovery), undone);
    assert_int_equal(teamsinvite_recovery_left(recovery), left);
    teamsinvite_recovery_free(recovery);
}

static teamsinvite_meeting_request *request_at(const char *reference, int64_t start_ms)
{
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_request_new(&request, &err), err);
    assert_worked(teamsinvite_meeting_request_set_reference(request, reference, &err), err);
    assert_worked(teamsinvite_meeting_request_set_times(request, start_ms, start_ms + WORLD_HOUR_MS, &err), err);
    return request;
}

#define START_MS (WORLD_START_MS + 48 * WORLD_HOUR_MS)

static teamsinvite_call *start_create(world *w, const char *reference)
{
    teamsinvite_meeting_request *request = request_at(reference, START_MS);
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &call, &err), err);
    teamsinvite_meeting_request_free(request);
    return call;
}

/* The stored link, "" where there is none; the simulator has the meeting behind it. */
static void stored_link(world *w, const char *reference, char link[2048])
{
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_sim_meeting *there = NULL;
    teamsinvite_error *err = NULL;

    link[0] = '\0';
    if (teamsinvite_meeting_show(w->client, w->alice, reference, &meeting, NULL) != TEAMSINVITE_OK)
        return;
    strcpy(link, teamsinvite_meeting_join_url(meeting));
    assert_worked(teamsinvite_sim_find_meeting(w->sim, link, &there, &err), err);
    assert_int_equal(teamsinvite_sim_meeting_exists(there), 1);
    assert_string_equal(teamsinvite_sim_meeting_lobby_scope(there), "organization");
    teamsinvite_sim_meeting_free(there);
    teamsinvite_meeting_free(meeting);
}

static size_t stored_links(world *w, const char *reference)
{
    char link[2048];

    stored_link(w, reference, link);
    return link[0] == '\0' ? 0 : 1;
}

static void test_a_create_that_died_anywhere_leaves_no_orphan(void **state)
{
    world *w = *state;
    char reference[32];
    char link[2048];
    size_t ios = 0;
    bool died = true;
    int told;

    for (ios = 0; died; ios++) {
        for (told = 0; told < 2; told++) {
            (void)snprintf(reference, sizeof(reference), "died-%zu-%d", ios, told);
            teamsinvite_sim_clear_scenarios(w->sim);
            died = die_after(start_create(w, reference), ios, told == 1);
            world_advance(w, DEAD_MS);
            teamsinvite_recovery_free(recover(w));
            stored_link(w, reference, link);
            if (link[0] != '\0')
                assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
            else
                assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);
            expect(w, 0, 0, 0); /* nothing is left to do */
            if (link[0] != '\0') {
                teamsinvite_revocation *revocation = NULL;
                teamsinvite_error *err = NULL;

                assert_worked(
                    teamsinvite_meeting_revoke(w->client, w->alice, reference, NULL, 0, &revocation, &err), err);
                teamsinvite_revocation_free(revocation);
            }
        }
    }
    print_message("  %zu places to die at\n", ios - 1);
    assert_true(ios > 8);
}

static void test_asking_again_after_a_death_gives_the_one_meeting(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *request = request_at("again", START_MS);
    size_t ios;

    for (ios = 4; ios < 9; ios++) { /* from the intent on */
        teamsinvite_meeting *meeting = NULL;
        teamsinvite_error *err = NULL;

        (void)die_after(start_create(w, "again"), ios, true);
        assert_worked(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err), err);
        assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
        teamsinvite_meeting_free(meeting);
    }
    teamsinvite_meeting_request_free(request);
}

static void test_a_creation_under_way_is_left_alone(void **state)
{
    world *w = *state;
    teamsinvite_call *call = start_create(w, "busy");
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < 5; i++) {
        assert_non_null(teamsinvite_call_next(call));
        assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    }
    teamsinvite_sim_forget_requests(w->sim);
    expect(w, 0, 0, 0);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_OK);
    assert_worked(teamsinvite_call_take_meeting(call, &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
}

static void test_two_recoveries_at_once_make_one_meeting(void **state)
{
    world *w = *state;
    teamsinvite_call *calls[2] = { NULL, NULL };
    teamsinvite_recovery *recovery = NULL;
    teamsinvite_error *err = NULL;
    int64_t finished = 0;
    size_t i;

    assert_true(die_after(start_create(w, "both"), 4, true));
    world_advance(w, DEAD_MS);
    for (i = 0; i < 2; i++)
        assert_worked(teamsinvite_records_recover_start(w->client, "", 100, &calls[i], &err), err);
    while (teamsinvite_call_next(calls[0]) != NULL || teamsinvite_call_next(calls[1]) != NULL) {
        (void)teamsinvite_call_perform(calls[0]);
        (void)teamsinvite_call_next(calls[0]);
        (void)teamsinvite_call_perform(calls[1]);
    }
    for (i = 0; i < 2; i++) {
        assert_worked(teamsinvite_call_take_recovery(calls[i], &recovery, &err), err);
        finished += teamsinvite_recovery_finished(recovery);
        teamsinvite_recovery_free(recovery);
        teamsinvite_call_free(calls[i]);
    }
    assert_int_equal(finished, 1);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
    assert_int_equal(stored_links(w, "both"), 1);
}

static void test_a_meeting_whose_settings_are_refused_is_undone(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *request = request_at("open", START_MS);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, "graph-403@patch", -1, &err), err);
    assert_int_equal(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err),
                     TEAMSINVITE_E_FORBIDDEN);
    assert_non_null(strstr(teamsinvite_error_message(err), "withheld"));
    teamsinvite_error_free(err);
    assert_null(meeting);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
    expect(w, 0, 1, 0); /* at once: the call that failed has let go of it */
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);
    teamsinvite_sim_clear_scenarios(w->sim);
    assert_worked(teamsinvite_meeting_create(w->client, w->alice, request, &meeting, &err), err);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void test_what_cannot_be_reached_is_left_for_later(void **state)
{
    world *w = *state;
    teamsinvite_error *err = NULL;

    assert_true(die_after(start_create(w, "later"), 6, false)); /* the meeting is made, nobody heard of it */
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
    world_advance(w, DEAD_MS);
    assert_worked(teamsinvite_sim_set_scenario(w->sim, "graph-503", -1, &err), err);
    w->waited_ms = 0;
    expect(w, 0, 0, 1);
    assert_int_equal(w->waited_ms, 0); /* the next recovery waits for it */
    teamsinvite_sim_clear_scenarios(w->sim);
    assert_worked(teamsinvite_user_disconnect(w->client, w->alice, &err), err);
    expect(w, 0, 0, 1);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    expect(w, 1, 0, 0);
    assert_int_equal(stored_links(w, "later"), 1);
}

static void test_a_creation_whose_time_is_over_is_undone(void **state)
{
    world *w = *state;

    assert_true(die_after(start_create(w, "over"), 6, false));
    world_advance(w, 60 * WORLD_HOUR_MS);
    expect(w, 0, 1, 0);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 0);
    expect(w, 0, 0, 0);
}

static void test_the_limit_is_kept_and_the_rest_comes_next(void **state)
{
    world *w = *state;
    teamsinvite_recovery *recovery = NULL;
    teamsinvite_error *err = NULL;
    char after[256];
    char reference[16];
    size_t i;

    for (i = 0; i < 5; i++) {
        (void)snprintf(reference, sizeof(reference), "many-%zu", i);
        assert_true(die_after(start_create(w, reference), 4, true));
    }
    world_advance(w, DEAD_MS);
    assert_worked(teamsinvite_records_recover(w->client, NULL, 2, &recovery, &err), err);
    assert_int_equal(teamsinvite_recovery_finished(recovery), 2);
    strcpy(after, teamsinvite_recovery_next(recovery));
    assert_string_not_equal(after, "");
    teamsinvite_recovery_free(recovery);
    assert_worked(teamsinvite_records_recover(w->client, after, 100, &recovery, &err), err);
    assert_int_equal(teamsinvite_recovery_finished(recovery), 3);
    assert_string_equal(teamsinvite_recovery_next(recovery), "");
    teamsinvite_recovery_free(recovery);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 5);
}

/* Dies with this step done. */
static void die_behind(teamsinvite_call *call, const char *step)
{
    const teamsinvite_io *io;
    bool found = false;

    while (!found && (io = teamsinvite_call_next(call)) != NULL) {
        found = strcmp(teamsinvite_io_step(io), step) == 0;
        assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    }
    assert_true(found);
    teamsinvite_call_free(call);
}

/* A creation that died, then a revoke of it that died: there is a meeting, an intent, and a note to close it. */
static void leave_half_revoked(world *w, const char *reference)
{
    teamsinvite_call *call = start_create(w, reference);
    teamsinvite_error *err = NULL;

    die_behind(call, "meeting.put/create or get");
    world_advance(w, DEAD_MS);
    assert_worked(teamsinvite_meeting_revoke_start(w->client, w->alice, reference, NULL, 0, &call, &err), err);
    die_behind(call, "meeting.revoke/note that it is to be closed");
    world_advance(w, DEAD_MS);
}

/* A slow recovery, another that overtakes it at each of its ios, and somebody who creates the meeting anew: what is
 * asked for under the same external id again must not be closed by the slow one. */
static void test_a_recovery_that_was_overtaken_closes_nothing_new(void **state)
{
    world *w = *state;
    size_t ios;

    for (ios = 0; ios < 16; ios++) {
        teamsinvite_call *slow = NULL;
        teamsinvite_error *err = NULL;
        char reference[32];
        size_t i;

        (void)snprintf(reference, sizeof(reference), "race-%02zu", ios);
        leave_half_revoked(w, reference);
        assert_worked(teamsinvite_records_recover_start(w->client, NULL, 1, &slow, &err), err);
        for (i = 0; i < ios && teamsinvite_call_next(slow) != NULL; i++)
            assert_int_equal(teamsinvite_call_perform(slow), TEAMSINVITE_OK);
        teamsinvite_recovery_free(recover(w));
        while (teamsinvite_call_next(slow) != NULL) {
            teamsinvite_call *create = start_create(w, reference);

            (void)teamsinvite_call_run(create); /* as soon as the record is gone it is made anew */
            teamsinvite_call_free(create);
            assert_int_equal(teamsinvite_call_perform(slow), TEAMSINVITE_OK);
        }
        teamsinvite_call_free(slow);
        world_advance(w, DEAD_MS);
        teamsinvite_recovery_free(recover(w));
        assert_int_equal(teamsinvite_sim_meeting_count(w->sim), stored_links(w, reference));
        if (stored_links(w, reference) > 0) {
            teamsinvite_revocation *revocation = NULL;

            assert_worked(teamsinvite_meeting_revoke(w->client, w->alice, reference, NULL, 0, &revocation, &err), err);
            teamsinvite_revocation_free(revocation);
        }
    }
}

/* The new time is over and the old one is not: the old link is still to be closed, or given again. */
static void test_a_hand_over_to_an_earlier_time_that_died_is_not_purged_before_the_old_link_is_due(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *earlier = request_at("interview-1", WORLD_START_MS + 4 * WORLD_HOUR_MS);
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_call *call = start_create(w, "interview-1");
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_call_run(call), err);
    teamsinvite_call_free(call);
    assert_worked(teamsinvite_meeting_request_set_organizer(earlier, "bob", &err), err);
    assert_worked(teamsinvite_meeting_request_set_previous_organizer(earlier, "alice", &err), err);
    assert_worked(teamsinvite_meeting_update_start(w->client, w->admin, earlier, &call, &err), err);
    die_behind(call, "meeting.make/note the intent");
    world_advance(w, 10 * WORLD_HOUR_MS);
    assert_worked(teamsinvite_records_purge(w->client, 100, 0, &erasure, &err), err);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), 0);
    teamsinvite_erasure_free(erasure);
    world_advance(w, 60 * WORLD_HOUR_MS);
    assert_worked(teamsinvite_records_purge(w->client, 100, 0, &erasure, &err), err);
    assert_int_equal(teamsinvite_erasure_meetings(erasure), 1);
    teamsinvite_erasure_free(erasure);
    teamsinvite_meeting_request_free(earlier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_create_that_died_anywhere_leaves_no_orphan, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_asking_again_after_a_death_gives_the_one_meeting, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_creation_under_way_is_left_alone, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_recovery_that_was_overtaken_closes_nothing_new, setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            test_a_hand_over_to_an_earlier_time_that_died_is_not_purged_before_the_old_link_is_due, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_two_recoveries_at_once_make_one_meeting, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_meeting_whose_settings_are_refused_is_undone, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_reached_is_left_for_later, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_creation_whose_time_is_over_is_undone, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_the_limit_is_kept_and_the_rest_comes_next, setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
