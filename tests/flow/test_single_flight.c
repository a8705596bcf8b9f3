/* SPDX-License-Identifier: Apache-2.0 */
/* test_single_flight.c - many callers at once, io by io in turn: what all of them need is fetched by one. */
#include <stdio.h>
#include <string.h>

#include "support/world.h"

enum { CALLERS = 10 };

/* One io of each call in turn, until all are finished. */
static void drive_together(world *w, teamsinvite_call **calls, size_t count)
{
    size_t open = count;

    while (open > 0) {
        size_t i;

        open = 0;
        for (i = 0; i < count; i++) {
            const teamsinvite_io *io = teamsinvite_call_next(calls[i]);

            if (io == NULL)
                continue;
            open++;
            if (teamsinvite_io_kind(io) == TEAMSINVITE_IO_WAIT) {
                world_advance(w, 25); /* time goes on for all of them, a little with each */
                assert_int_equal(teamsinvite_call_complete_wait(calls[i]), TEAMSINVITE_OK);
            } else {
                assert_int_equal(teamsinvite_call_perform(calls[i]), TEAMSINVITE_OK);
            }
        }
    }
}

static int64_t requests(const world *w, int32_t kind)
{
    return teamsinvite_sim_request_count(w->sim, kind);
}

static void finish_all(teamsinvite_call **calls)
{
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < CALLERS; i++) {
        assert_worked(teamsinvite_call_outcome(calls[i], &err), err);
        teamsinvite_call_free(calls[i]);
    }
}

static void test_an_expired_token_of_a_user_is_renewed_once(void **state)
{
    world *w = *state;
    teamsinvite_call *calls[CALLERS];
    teamsinvite_error *err = NULL;
    size_t i;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_int_equal(teamsinvite_sim_set_option(w->sim, TEAMSINVITE_SIM_ROTATE_STRICTLY, 1), TEAMSINVITE_OK);
    world_advance(w, 2 * WORLD_HOUR_MS);
    teamsinvite_sim_forget_requests(w->sim);
    for (i = 0; i < CALLERS; i++)
        assert_worked(teamsinvite_user_token_start(w->client, w->alice, 60, &calls[i], &err), err);
    drive_together(w, calls, CALLERS);
    finish_all(calls);
    assert_int_equal(requests(w, TEAMSINVITE_SIM_TOKEN), 1);
}

static void test_the_apps_token_is_fetched_once_for_all_recruiters(void **state)
{
    world *w = *state;
    teamsinvite_call *calls[CALLERS];
    teamsinvite_error *err = NULL;
    size_t i;

    world_enable_in(w, TEAMSINVITE_MODE_APPLICATION);
    assert_worked(teamsinvite_sim_grant_policy(w->sim, TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CLIENT_ID, NULL, &err),
                  err);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_connect(w, w->bob, TEAMSINVITE_SIM_CONTOSO_BOB);
    world_advance(w, WORLD_HOUR_MS);
    teamsinvite_sim_forget_requests(w->sim);
    for (i = 0; i < CALLERS; i++) {
        teamsinvite_meeting_request *request;
        char reference[32];

        (void)snprintf(reference, sizeof(reference), "interview-%zu", i);
        request = world_request(w, reference, 24);
        assert_worked(teamsinvite_meeting_create_start(w->client, i % 2 == 0 ? w->alice : w->bob, request, &calls[i],
                                                       &err), err);
        teamsinvite_meeting_request_free(request);
    }
    drive_together(w, calls, CALLERS);
    finish_all(calls);
    assert_int_equal(requests(w, TEAMSINVITE_SIM_TOKEN), 1);
    assert_int_equal(requests(w, TEAMSINVITE_SIM_GRAPH), 2 * CALLERS);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), CALLERS);
}

static void test_ten_callers_with_one_reference_make_one_meeting(void **state)
{
    world *w = *state;
    teamsinvite_meeting_request *request;
    teamsinvite_call *calls[CALLERS];
    teamsinvite_error *err = NULL;
    size_t i;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    request = world_request(w, "interview-1", 24);
    for (i = 0; i < CALLERS; i++)
        assert_worked(teamsinvite_meeting_create_start(w->client, w->alice, request, &calls[i], &err), err);
    drive_together(w, calls, CALLERS);
    finish_all(calls);
    teamsinvite_meeting_request_free(request);
    assert_int_equal(teamsinvite_sim_meeting_count(w->sim), 1);
}

static void test_entras_keys_are_fetched_once_for_all_who_sign_in(void **state)
{
    world *w = *state;
    teamsinvite_call *calls[CALLERS];
    teamsinvite_error *err = NULL;
    size_t i;

    world_enable(w);
    for (i = 0; i < CALLERS; i++) {
        teamsinvite_redirect *redirect = NULL;
        teamsinvite_actor *actor = NULL;
        char user[32];
        char *back = NULL;

        (void)snprintf(user, sizeof(user), "recruiter-%zu", i);
        assert_worked(teamsinvite_actor_new("acme", user, TEAMSINVITE_ROLE_MEMBER, &actor, &err), err);
        assert_worked(teamsinvite_user_connect(w->client, actor, WORLD_SESSION, NULL, &redirect, &err), err);
        assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect),
                                              TEAMSINVITE_SIM_CONTOSO_ALICE, &back, &err), err);
        assert_worked(teamsinvite_redirect_finish_start(w->client, WORLD_SESSION, back, &calls[i], &err), err);
        teamsinvite_redirect_free(redirect);
        teamsinvite_string_free(back);
        teamsinvite_actor_free(actor);
    }
    teamsinvite_sim_forget_requests(w->sim);
    drive_together(w, calls, CALLERS);
    finish_all(calls);
    assert_int_equal(requests(w, TEAMSINVITE_SIM_KEYS), 2); /* metadata and keys */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_expired_token_of_a_user_is_renewed_once, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_the_apps_token_is_fetched_once_for_all_recruiters, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_ten_callers_with_one_reference_make_one_meeting, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_entras_keys_are_fetched_once_for_all_who_sign_in, world_setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
