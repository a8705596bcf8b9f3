/* SPDX-License-Identifier: Apache-2.0 */
/* test_keys.c - when Entra's signing keys are fetched, and when what is kept has to do. */
#include "support/world.h"

#define MINUTE_MS INT64_C(60000)

/* Alice signs in; how it ended. */
static teamsinvite_status sign_in(world *w, teamsinvite_error **err)
{
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_status status;
    char *back = NULL;

    assert_worked(teamsinvite_user_connect(w->client, w->alice, WORLD_SESSION, NULL, &redirect, err), *err);
    assert_worked(teamsinvite_sim_sign_in(w->sim, teamsinvite_redirect_url(redirect), TEAMSINVITE_SIM_CONTOSO_ALICE,
                                          &back, err), *err);
    teamsinvite_redirect_free(redirect);
    status = teamsinvite_redirect_finish(w->client, WORLD_SESSION, back, &redirect, err);
    teamsinvite_redirect_free(redirect);
    teamsinvite_string_free(back);
    return status;
}

static void expect_sign_in(world *w, teamsinvite_status wanted, int64_t fetches)
{
    teamsinvite_error *err = NULL;

    teamsinvite_sim_forget_requests(w->sim);
    if (wanted == TEAMSINVITE_OK)
        assert_worked(sign_in(w, &err), err);
    else
        assert_failed(sign_in(w, &err), wanted, &err);
    assert_int_equal(teamsinvite_sim_request_count(w->sim, TEAMSINVITE_SIM_KEYS), fetches);
}

static void set_scenario(world *w, const char *scenario, int32_t count)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_set_scenario(w->sim, scenario, count, &err), err);
}

static void test_keys_are_fetched_once_and_serve_for_an_hour(void **state)
{
    world *w = *state;

    world_enable(w);
    expect_sign_in(w, TEAMSINVITE_OK, 2); /* metadata and keys */
    expect_sign_in(w, TEAMSINVITE_OK, 0);
    world_advance(w, 59 * MINUTE_MS);
    expect_sign_in(w, TEAMSINVITE_OK, 0);
    world_advance(w, 2 * MINUTE_MS);
    expect_sign_in(w, TEAMSINVITE_OK, 2);
    expect_sign_in(w, TEAMSINVITE_OK, 0);
}

static void test_the_last_good_keys_serve_for_a_day_when_new_ones_cannot_be_had(void **state)
{
    world *w = *state;

    world_enable(w);
    expect_sign_in(w, TEAMSINVITE_OK, 2);
    set_scenario(w, "keys-503", -1);
    world_advance(w, 2 * WORLD_HOUR_MS);
    expect_sign_in(w, TEAMSINVITE_OK, 1); /* one look, and not again for five minutes */
    assert_int_equal(w->events[TEAMSINVITE_EVENT_KEYS_KEPT], 1);
    expect_sign_in(w, TEAMSINVITE_OK, 0);
    world_advance(w, 6 * MINUTE_MS);
    expect_sign_in(w, TEAMSINVITE_OK, 1);
    world_advance(w, 22 * WORLD_HOUR_MS);
    expect_sign_in(w, TEAMSINVITE_E_SERVICE, 4); /* a day is over: now it is tried in earnest, and fails */
    teamsinvite_sim_clear_scenarios(w->sim);
    expect_sign_in(w, TEAMSINVITE_OK, 2);
}

static void test_a_document_that_is_no_keys_document_replaces_nothing(void **state)
{
    static const char *const scenarios[] = { "keys-cut", "keys-not-json" };
    world *w = *state;
    size_t i;

    world_enable(w);
    expect_sign_in(w, TEAMSINVITE_OK, 2);
    for (i = 0; i < sizeof(scenarios) / sizeof(scenarios[0]); i++) {
        set_scenario(w, scenarios[i], -1);
        world_advance(w, 2 * WORLD_HOUR_MS);
        expect_sign_in(w, TEAMSINVITE_OK, 1);
        teamsinvite_sim_clear_scenarios(w->sim);
    }
    assert_int_equal(w->events[TEAMSINVITE_EVENT_KEYS_KEPT], (int)i);
}

static void test_an_unknown_key_is_looked_for_once_in_five_minutes(void **state)
{
    world *w = *state;

    world_enable(w);
    expect_sign_in(w, TEAMSINVITE_OK, 2);
    set_scenario(w, "id-token-unknown-kid", -1);
    expect_sign_in(w, TEAMSINVITE_E_ID_TOKEN, 0); /* the keys are seconds old */
    world_advance(w, 6 * MINUTE_MS);
    expect_sign_in(w, TEAMSINVITE_E_ID_TOKEN, 2);
    expect_sign_in(w, TEAMSINVITE_E_ID_TOKEN, 0);
    world_advance(w, 4 * MINUTE_MS);
    expect_sign_in(w, TEAMSINVITE_E_ID_TOKEN, 0);
    world_advance(w, 2 * MINUTE_MS);
    expect_sign_in(w, TEAMSINVITE_E_ID_TOKEN, 2);
    teamsinvite_sim_clear_scenarios(w->sim);
    expect_sign_in(w, TEAMSINVITE_OK, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_keys_are_fetched_once_and_serve_for_an_hour, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_the_last_good_keys_serve_for_a_day_when_new_ones_cannot_be_had,
                                        world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(test_a_document_that_is_no_keys_document_replaces_nothing, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_an_unknown_key_is_looked_for_once_in_five_minutes, world_setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
