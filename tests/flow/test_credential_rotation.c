/* SPDX-License-Identifier: Apache-2.0 */
/* test_credential_rotation.c - a secret is replaced while everybody works on: nobody has to sign in again. */
#include <string.h>

#include <teamsinvite/sim.h>

#include "support/world.h"

#define NEXT_SECRET "the-next-one"

typedef struct rotation {
    world *w;
    int refused;
    int expiring;
    char message[256];
} rotation;

static void hear(const teamsinvite_event *event, void *user_data)
{
    rotation *r = user_data;
    const char *message = teamsinvite_event_message(event);

    r->refused += teamsinvite_event_kind(event) == TEAMSINVITE_EVENT_CREDENTIAL_REFUSED;
    r->expiring += teamsinvite_event_kind(event) == TEAMSINVITE_EVENT_CREDENTIAL_EXPIRES;
    assert_true(strlen(message) < sizeof(r->message));
    memcpy(r->message, message, strlen(message) + 1);
}

static teamsinvite_credential *secret_of(const char *text)
{
    teamsinvite_credential *credential = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_credential_secret(text, 0, &credential, &err), err);
    return credential;
}

/* In place of the world's own client: this one has a listener and these secrets. */
static void use_client(rotation *r, const char *first, const char *second)
{
    static const unsigned char key[32] = "0123456789abcdef0123456789abcde";
    teamsinvite_config *config = NULL;
    teamsinvite_error *err = NULL;
    world *w = r->w;

    teamsinvite_client_free(w->client);
    w->client = NULL;
    assert_worked(teamsinvite_config_new(&config, &err), err);
    assert_worked(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, NULL, &err), err);
    assert_worked(teamsinvite_config_add_credential(config, secret_of(first), &err), err);
    if (second != NULL)
        assert_worked(teamsinvite_config_add_credential(config, secret_of(second), &err), err);
    assert_worked(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err), err);
    assert_worked(teamsinvite_config_add_key(config, "2030", key, sizeof(key), &err), err);
    assert_worked(teamsinvite_config_set_storage(config, teamsinvite_memory_handle, w->memory, NULL, &err), err);
    assert_worked(teamsinvite_config_set_transport(config, teamsinvite_sim_handle, w->sim, NULL, &err), err);
    assert_worked(teamsinvite_config_set_clock(config, teamsinvite_sim_clock, w->sim, &err), err);
    assert_worked(teamsinvite_config_set_event(config, hear, r, NULL, &err), err);
    assert_worked(teamsinvite_client_new(config, &w->client, &err), err);
}

static int setup(void **state)
{
    static rotation r;
    void *w = NULL;

    if (world_setup(&w) != 0)
        return -1;
    r = (rotation){ .w = w };
    *state = &r;
    return 0;
}

static int teardown(void **state)
{
    void *w = ((rotation *)*state)->w;

    return world_teardown(&w);
}

static void replace_secret_at_entra(const rotation *r)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sim_add_secret(r->w->sim, TEAMSINVITE_SIM_CLIENT_ID, NEXT_SECRET, &err), err);
    assert_worked(teamsinvite_sim_remove_secret(r->w->sim, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err),
                  err);
}

static int64_t token_requests(const rotation *r)
{
    return teamsinvite_sim_request_count(r->w->sim, TEAMSINVITE_SIM_TOKEN);
}

/* A meeting whose token has to be renewed first; how many requests that took. */
static int64_t create_with_renewal(rotation *r, const char *reference)
{
    int64_t before;

    world_advance(r->w, 3 * WORLD_HOUR_MS);
    before = token_requests(r);
    teamsinvite_meeting_free(world_create(r->w, r->w->alice, reference));
    return token_requests(r) - before;
}

static void test_nobody_reconnects_when_the_first_secret_is_withdrawn(void **state)
{
    rotation *r = *state;

    use_client(r, TEAMSINVITE_SIM_SECRET, NEXT_SECRET);
    world_enable(r->w);
    world_connect(r->w, r->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_int_equal(create_with_renewal(r, "before"), 1);
    assert_int_equal(r->refused, 0);

    replace_secret_at_entra(r);
    assert_int_equal(create_with_renewal(r, "first-after"), 2);
    assert_int_equal(r->refused, 1);
    assert_string_equal(r->message, "the client secret of the app was refused (AADSTS7000215), the client secret "
                                    "stood in for it");
    assert_int_equal(create_with_renewal(r, "second-after"), 1); /* what worked is remembered */
    assert_int_equal(r->refused, 1);
}

/* A refused app has not used up the code: the same sign-in goes on. */
static void test_sign_in_under_way_is_finished_with_the_other_secret(void **state)
{
    rotation *r = *state;

    use_client(r, TEAMSINVITE_SIM_SECRET, NEXT_SECRET);
    replace_secret_at_entra(r);
    world_enable(r->w);
    world_connect(r->w, r->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    assert_int_equal(r->refused, 1);
}

static void test_two_wrong_secrets_are_asked_once_each(void **state)
{
    rotation *r = *state;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    int64_t before;

    use_client(r, "wrong-CANARY-1", "wrong-CANARY-2");
    before = token_requests(r);
    assert_int_equal(teamsinvite_token_app(r->w->client, TEAMSINVITE_SIM_CONTOSO, &tokens, &err),
                     TEAMSINVITE_E_CREDENTIAL);
    assert_int_equal(token_requests(r) - before, 2);
    assert_string_equal(teamsinvite_error_service_code(err), "AADSTS7000215");
    assert_null(strstr(teamsinvite_error_message(err), "CANARY"));
    assert_int_equal(r->refused, 0);
    teamsinvite_error_free(err);
}

static void test_one_wrong_secret_is_asked_once(void **state)
{
    rotation *r = *state;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    int64_t before;

    use_client(r, "wrong", NULL);
    before = token_requests(r);
    assert_failed(teamsinvite_token_app(r->w->client, TEAMSINVITE_SIM_CONTOSO, &tokens, &err),
                  TEAMSINVITE_E_CREDENTIAL, &err);
    assert_int_equal(token_requests(r) - before, 1);
}

static void test_running_client_takes_a_new_secret(void **state)
{
    rotation *r = *state;
    teamsinvite_error *err = NULL;

    use_client(r, TEAMSINVITE_SIM_SECRET, NULL);
    world_enable(r->w);
    world_connect(r->w, r->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    replace_secret_at_entra(r);
    assert_worked(teamsinvite_client_set_credentials(r->w->client, secret_of(NEXT_SECRET), NULL, &err), err);
    assert_int_equal(create_with_renewal(r, "after"), 1);
    assert_int_equal(r->refused, 0);
}

/* The request was made with the old one and is refused; the call goes on with the new one. */
static void test_call_under_way_goes_on_with_the_new_secret(void **state)
{
    rotation *r = *state;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    use_client(r, TEAMSINVITE_SIM_SECRET, NULL);
    world_enable(r->w);
    replace_secret_at_entra(r);
    assert_worked(teamsinvite_token_app_start(r->w->client, TEAMSINVITE_SIM_CONTOSO, &call, &err), err);
    assert_int_equal(teamsinvite_io_kind(teamsinvite_call_next(call)), TEAMSINVITE_IO_SEND);
    assert_worked(teamsinvite_client_set_credentials(r->w->client, secret_of(NEXT_SECRET), NULL, &err), err);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_OK);
    assert_worked(teamsinvite_call_take_tokens(call, &tokens, &err), err);
    assert_int_equal(r->refused, 0); /* the one that was refused is gone anyway */
    teamsinvite_tokens_free(tokens);
    teamsinvite_call_free(call);
}

/* A wrong code is not the credential's fault: the second one is left alone. */
static void test_other_refusals_do_not_touch_the_second_secret(void **state)
{
    rotation *r = *state;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    int64_t before;

    use_client(r, TEAMSINVITE_SIM_SECRET, NEXT_SECRET);
    before = token_requests(r);
    assert_failed(teamsinvite_token_refresh(r->w->client, TEAMSINVITE_SIM_CONTOSO, "no-refresh-token", &tokens, &err),
                  TEAMSINVITE_E_SIGN_IN_AGAIN, &err);
    assert_int_equal(token_requests(r) - before, 1);
}

#define ROTATION_TEST(test_) cmocka_unit_test_setup_teardown(test_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ROTATION_TEST(test_nobody_reconnects_when_the_first_secret_is_withdrawn),
        ROTATION_TEST(test_sign_in_under_way_is_finished_with_the_other_secret),
        ROTATION_TEST(test_two_wrong_secrets_are_asked_once_each),
        ROTATION_TEST(test_one_wrong_secret_is_asked_once),
        ROTATION_TEST(test_running_client_takes_a_new_secret),
        ROTATION_TEST(test_call_under_way_goes_on_with_the_new_secret),
        ROTATION_TEST(test_other_refusals_do_not_touch_the_second_secret),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
