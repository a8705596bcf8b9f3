/* SPDX-License-Identifier: Apache-2.0 */
/* teamsinvite_run_all: a panel day's interviews driven together. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "support/world.h"

enum { PANEL = 40 };

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

static teamsinvite_call *start(world *w, const teamsinvite_actor *actor, size_t number)
{
    teamsinvite_meeting_request *request;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    char reference[32];

    (void)snprintf(reference, sizeof(reference), "panel-%02zu", number);
    request = world_request(w, reference, 24);
    assert_worked(teamsinvite_meeting_create_start(w->client, actor, request, &call, &err), err);
    teamsinvite_meeting_request_free(request);
    return call;
}

typedef struct tally {
    size_t told;
    size_t last_count;
    bool seen[PANEL];
    size_t order[PANEL];
    teamsinvite_call **cancel; /* these, when the first is over; or NULL */
} tally;

static void count_progress(size_t finished, size_t count, size_t index, void *user_data)
{
    tally *t = user_data;
    size_t i;

    assert_int_equal(finished, t->told + 1);
    assert_true(index < PANEL && !t->seen[index]);
    t->seen[index] = true;
    t->order[t->told++] = index;
    t->last_count = count;
    for (i = 0; t->cancel != NULL && finished == 1 && i < PANEL; i++)
        teamsinvite_call_cancel(t->cancel[i]);
}

static void test_results_come_in_the_order_given_and_one_refused_holds_nobody(void **state)
{
    world *w = *state;
    teamsinvite_call *calls[PANEL];
    char links[PANEL][2048];
    tally t = { 0 };
    size_t i;
    size_t k;

    for (i = 0; i < PANEL; i++)
        calls[i] = start(w, i == 7 ? w->bob : w->alice, i); /* bob has not connected */
    assert_int_equal(teamsinvite_run_all(calls, PANEL, count_progress, &t), TEAMSINVITE_OK);
    assert_int_equal(t.told, PANEL);
    assert_int_equal(t.last_count, PANEL);
    for (i = 0; i < PANEL; i++) {
        teamsinvite_meeting *meeting = NULL;
        teamsinvite_error *err = NULL;
        char reference[32];

        links[i][0] = '\0';
        if (i == 7) {
            assert_failed(teamsinvite_call_take_meeting(calls[i], &meeting, &err), TEAMSINVITE_E_NOT_CONNECTED, &err);
        } else {
            assert_worked(teamsinvite_call_take_meeting(calls[i], &meeting, &err), err);
            (void)snprintf(reference, sizeof(reference), "panel-%02zu", i);
            assert_string_equal(teamsinvite_meeting_reference(meeting), reference);
            (void)snprintf(links[i], sizeof(links[i]), "%s", teamsinvite_meeting_join_url(meeting));
            for (k = 0; k < i; k++)
                assert_string_not_equal(links[i], links[k]);
        }
        teamsinvite_meeting_free(meeting);
        teamsinvite_call_free(calls[i]);
    }
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), PANEL - 1);
}

/* Of ten, each is throttled once; together they wait about as long as one would. */
static void test_waits_pass_together(void **state)
{
    world *w = *state;
    teamsinvite_call *calls[10];
    teamsinvite_error *err = NULL;
    size_t i;

    teamsinvite_meeting_free(world_create(w, w->alice, "before")); /* the keys are known */
    assert_worked(teamsinvite_sim_set_scenario(w->sim, "graph-503-later=30@create", 10, &err), err);
    for (i = 0; i < 10; i++)
        calls[i] = start(w, w->alice, i);
    w->waited_ms = 0;
    assert_int_equal(teamsinvite_run_all(calls, 10, NULL, NULL), TEAMSINVITE_OK);
    assert_true(w->waited_ms >= 30000 && w->waited_ms < 32000);
    for (i = 0; i < 10; i++) {
        assert_int_equal(teamsinvite_call_outcome(calls[i], NULL), TEAMSINVITE_OK);
        teamsinvite_call_free(calls[i]);
    }
}

static void test_who_waits_lets_the_others_go_first(void **state)
{
    world *w = *state;
    teamsinvite_call *calls[3];
    teamsinvite_error *err = NULL;
    tally t = { 0 };
    size_t i;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, "graph-503-later=20@create", 1, &err), err);
    for (i = 0; i < 3; i++)
        calls[i] = start(w, w->alice, i);
    assert_int_equal(teamsinvite_run_all(calls, 3, count_progress, &t), TEAMSINVITE_OK);
    assert_int_equal(t.order[0], 1);
    assert_int_equal(t.order[1], 2);
    assert_int_equal(t.order[2], 0);
    for (i = 0; i < 3; i++) {
        assert_int_equal(teamsinvite_call_outcome(calls[i], NULL), TEAMSINVITE_OK);
        teamsinvite_call_free(calls[i]);
    }
}

static void test_a_cancelled_one_does_not_wait_on(void **state)
{
    world *w = *state;
    teamsinvite_call *calls[PANEL];
    teamsinvite_error *err = NULL;
    tally t = { .cancel = calls };
    size_t i;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, "graph-503-later=40@create", PANEL - 1, &err), err);
    for (i = 0; i < PANEL; i++)
        calls[i] = start(w, w->alice, i);
    w->waited_ms = 0;
    assert_int_equal(teamsinvite_run_all(calls, PANEL, count_progress, &t), TEAMSINVITE_OK);
    assert_int_equal(w->waited_ms, 0);
    assert_int_equal(t.told, PANEL);
    for (i = 0; i < PANEL; i++) {
        assert_int_equal(teamsinvite_call_outcome(calls[i], NULL),
                         i == t.order[0] ? TEAMSINVITE_OK : TEAMSINVITE_E_CANCELLED);
        teamsinvite_call_free(calls[i]);
    }
}

static void test_gaps_and_finished_ones_are_left_alone(void **state)
{
    world *w = *state;
    teamsinvite_call *done = start(w, w->alice, 1);
    teamsinvite_call *open = start(w, w->alice, 2);
    teamsinvite_call *calls[] = { NULL, done, open, NULL };
    tally t = { 0 };

    assert_int_equal(teamsinvite_call_run(done), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_run_all(calls, 4, count_progress, &t), TEAMSINVITE_OK);
    assert_int_equal(t.told, 1);
    assert_int_equal(t.last_count, 1);
    assert_int_equal(t.order[0], 2);
    assert_int_equal(teamsinvite_run_all(calls, 4, count_progress, &t), TEAMSINVITE_OK); /* nothing left to do */
    assert_int_equal(t.told, 1);
    teamsinvite_call_free(done);
    teamsinvite_call_free(open);
}

static void test_the_same_call_twice_is_refused_and_untouched(void **state)
{
    world *w = *state;
    teamsinvite_call *call = start(w, w->alice, 1);
    teamsinvite_call *other = start(w, w->alice, 2);
    teamsinvite_call *calls[] = { other, call, call };

    teamsinvite_sim_forget_requests(w->sim);
    assert_int_equal(teamsinvite_run_all(calls, 3, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_ALL), 0);
    assert_int_equal(teamsinvite_run_all(NULL, 1, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_run_all(NULL, 0, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_run_all(calls, 2, NULL, NULL), TEAMSINVITE_OK); /* and now it works */
    assert_int_equal(teamsinvite_call_outcome(call, NULL), TEAMSINVITE_OK);
    teamsinvite_call_free(call);
    teamsinvite_call_free(other);
}

/* One that already waits when it is handed over has its wait still before it. */
static void test_a_wait_that_is_open_is_kept(void **state)
{
    world *w = *state;
    teamsinvite_call *call;
    const teamsinvite_io *io;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, "graph-503-later=25@create", 1, &err), err);
    call = start(w, w->alice, 1);
    while ((io = teamsinvite_call_next(call)) != NULL && teamsinvite_io_kind(io) != TEAMSINVITE_IO_WAIT)
        assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    assert_non_null(io);
    w->waited_ms = 0;
    assert_int_equal(teamsinvite_run_all(&call, 1, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(w->waited_ms, 25000);
    teamsinvite_call_free(call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_results_come_in_the_order_given_and_one_refused_holds_nobody, setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_waits_pass_together, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_who_waits_lets_the_others_go_first, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_cancelled_one_does_not_wait_on, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_gaps_and_finished_ones_are_left_alone, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_the_same_call_twice_is_refused_and_untouched, setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_wait_that_is_open_is_kept, setup, world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
