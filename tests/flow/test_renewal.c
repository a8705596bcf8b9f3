/* SPDX-License-Identifier: Apache-2.0 */
/* test_renewal.c - what a refused renewal does to a connection, and how often Entra is asked. */
#include <string.h>

#include "support/world.h"

#define MINUTE_MS INT64_C(60000)

typedef struct answer {
    int32_t http_status;
    const char *body;
} answer;

#define REFUSED(error, more) "{\"error\":\"" error "\",\"error_description\":\"" more "\"}"

static const answer unclear = { 400, REFUSED("invalid_grant", "AADSTS70000: The provided grant is not valid.") };
static const answer revoked = { 400, REFUSED("invalid_grant", "AADSTS50173: The provided grant has been revoked.") };
static const answer dead = { 400, "{\"error\":\"invalid_grant\",\"suberror\":\"bad_token\","
                                  "\"error_description\":\"AADSTS9002313: Invalid request.\"}" };
static const answer loop = { 400, REFUSED("invalid_grant", "AADSTS50196: A client request loop was detected.") };
static const answer wrong_secret = { 401, REFUSED("invalid_client", "AADSTS7000215: Invalid client secret.") };
static const answer blocked = { 400, REFUSED("invalid_grant", "AADSTS53003: Blocked by Conditional Access.") };

/* One user.token, with the token endpoint's answer put in by hand; NULL: the simulator answers. */
static teamsinvite_status renew(world *w, const answer *reply, int *asked, teamsinvite_error **err)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_call *call = NULL;
    const teamsinvite_io *io;
    teamsinvite_status status;

    assert_worked(teamsinvite_user_token_start(w->client, w->alice, 60, &call, err), *err);
    while ((io = teamsinvite_call_next(call)) != NULL) {
        if (teamsinvite_io_kind(io) == TEAMSINVITE_IO_SEND)
            (*asked)++;
        if (teamsinvite_io_kind(io) == TEAMSINVITE_IO_SEND && reply != NULL) {
            (void)teamsinvite_call_add_body(call, reply->body, strlen(reply->body));
            (void)teamsinvite_call_complete_send(call, reply->http_status);
        } else {
            assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
        }
    }
    status = teamsinvite_call_take_tokens(call, &tokens, err);
    teamsinvite_tokens_free(tokens);
    teamsinvite_call_free(call);
    return status;
}

static void expect_refusal(world *w, const answer *reply, teamsinvite_status wanted, int asks)
{
    teamsinvite_error *err = NULL;
    int asked = 0;

    assert_failed(renew(w, reply, &asked, &err), wanted, &err);
    assert_int_equal(asked, asks);
}

static void expect_renewal(world *w)
{
    teamsinvite_error *err = NULL;
    int asked = 0;

    assert_worked(renew(w, NULL, &asked, &err), err);
    assert_int_equal(asked, 1);
}

static int32_t connection_state(world *w)
{
    teamsinvite_connection *connection = NULL;
    teamsinvite_error *err = NULL;
    int32_t state;

    assert_worked(teamsinvite_user_status(w->client, w->alice, &connection, &err), err);
    state = teamsinvite_connection_state(connection);
    teamsinvite_connection_free(connection);
    return state;
}

/* Alice is connected, and her access token has expired. */
static void expire(world *w)
{
    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_advance(w, 2 * WORLD_HOUR_MS);
}

static void test_an_unclear_refusal_gets_a_second_look_after_five_minutes(void **state)
{
    world *w = *state;

    expire(w);
    expect_refusal(w, &unclear, TEAMSINVITE_E_SIGN_IN_AGAIN, 1);
    assert_int_equal(connection_state(w), TEAMSINVITE_CONNECTION_CONNECTED);
    expect_refusal(w, &unclear, TEAMSINVITE_E_SIGN_IN_AGAIN, 0); /* nobody asks again so soon */
    world_advance(w, 6 * MINUTE_MS);
    expect_renewal(w); /* it was nothing */
    assert_int_equal(w->events[TEAMSINVITE_EVENT_CONNECTION_LOST], 0);
}

static void test_an_unclear_refusal_that_is_repeated_ends_the_connection(void **state)
{
    world *w = *state;

    expire(w);
    expect_refusal(w, &unclear, TEAMSINVITE_E_SIGN_IN_AGAIN, 1);
    world_advance(w, 6 * MINUTE_MS);
    expect_refusal(w, &unclear, TEAMSINVITE_E_SIGN_IN_AGAIN, 1);
    assert_int_equal(connection_state(w), TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN);
    assert_int_equal(w->events[TEAMSINVITE_EVENT_CONNECTION_LOST], 1);
    world_advance(w, WORLD_HOUR_MS);
    expect_refusal(w, &unclear, TEAMSINVITE_E_SIGN_IN_AGAIN, 0);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_int_equal(connection_state(w), TEAMSINVITE_CONNECTION_CONNECTED);
}

static void test_a_clear_refusal_ends_the_connection_at_once(void **state)
{
    static const answer *const answers[] = { &revoked, &dead };
    world *w = *state;
    size_t i;

    for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        if (i == 0)
            expire(w);
        expect_refusal(w, answers[i], TEAMSINVITE_E_SIGN_IN_AGAIN, 1);
        assert_int_equal(connection_state(w), TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN);
        world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
        world_advance(w, 2 * WORLD_HOUR_MS);
    }
    assert_int_equal(w->events[TEAMSINVITE_EVENT_CONNECTION_LOST], (int)i);
}

static void test_a_throttle_in_the_guise_of_a_dead_grant_is_a_throttle(void **state)
{
    world *w = *state;

    expire(w);
    expect_refusal(w, &loop, TEAMSINVITE_E_THROTTLED, 1);
    expect_refusal(w, &loop, TEAMSINVITE_E_THROTTLED, 1);
    assert_int_equal(connection_state(w), TEAMSINVITE_CONNECTION_CONNECTED);
    expect_renewal(w);
}

static void test_what_asking_again_does_not_change_is_not_asked_for_a_minute(void **state)
{
    world *w = *state;

    expire(w);
    expect_refusal(w, &wrong_secret, TEAMSINVITE_E_CREDENTIAL, 1);
    expect_refusal(w, &wrong_secret, TEAMSINVITE_E_CREDENTIAL, 0);
    world_advance(w, MINUTE_MS + 1);
    expect_refusal(w, &blocked, TEAMSINVITE_E_BLOCKED, 1);
    expect_refusal(w, &blocked, TEAMSINVITE_E_BLOCKED, 0);
    assert_int_equal(connection_state(w), TEAMSINVITE_CONNECTION_CONNECTED);
    world_advance(w, MINUTE_MS + 1);
    expect_renewal(w);
}

static void test_a_token_that_still_does_is_used_through_any_trouble(void **state)
{
    static const answer down = { 503, "<html></html>" };
    static const answer *const answers[] = { &down, &wrong_secret, &unclear };
    world *w = *state;
    teamsinvite_error *err = NULL;
    size_t i;

    world_enable(w);
    for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        int asked = 0;

        world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
        world_advance(w, 57 * MINUTE_MS); /* due for renewal, valid for some minutes */
        assert_worked(renew(w, answers[i], &asked, &err), err);
        assert_int_equal(asked, 1);
        assert_worked(renew(w, answers[i], &asked, &err), err);
        assert_int_equal(asked, 1); /* not with every call */
        assert_int_equal(w->waited_ms, 0);
    }
}

/* Killed between taking the lease and the answer: whoever asks next still gets a token. */
static void test_a_holder_that_died_holds_nobody_up_for_a_whole_call(void **state)
{
    world *w = *state;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_call *call = NULL;
    const teamsinvite_io *io;
    teamsinvite_error *err = NULL;

    world_enable(w);
    world_connect(w, w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    world_advance(w, 2 * WORLD_HOUR_MS);
    assert_worked(teamsinvite_user_token_start(w->client, w->alice, 60, &call, &err), err);
    while ((io = teamsinvite_call_next(call)) != NULL && teamsinvite_io_kind(io) != TEAMSINVITE_IO_SEND)
        assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_OK);
    assert_non_null(io);
    teamsinvite_call_free(call);
    w->waited_ms = 0;
    assert_worked(teamsinvite_user_token(w->client, w->alice, 60, &tokens, &err), err);
    assert_true(w->waited_ms > 29000 && w->waited_ms < 31000);
    teamsinvite_tokens_free(tokens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_unclear_refusal_gets_a_second_look_after_five_minutes, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_an_unclear_refusal_that_is_repeated_ends_the_connection, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_clear_refusal_ends_the_connection_at_once, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_throttle_in_the_guise_of_a_dead_grant_is_a_throttle, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_what_asking_again_does_not_change_is_not_asked_for_a_minute, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_token_that_still_does_is_used_through_any_trouble, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(test_a_holder_that_died_holds_nobody_up_for_a_whole_call, world_setup,
                                        world_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
