/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_secret.c - client secrets at the simulator: several at once, wrong ones, expired ones, and their ids. */
#include "test_sim_world.h"

#define CLIENT TEAMSINVITE_SIM_CLIENT_ID
#define CONTOSO TEAMSINVITE_SIM_CONTOSO
#define NEXT "the-next-one"

static int ask_with(world *w, const char *secret)
{
    char body[512];

    join(body, sizeof(body), "client_id=" CLIENT "&grant_type=client_credentials"
         "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_secret=", secret, NULL);
    return ask(w, "POST", AUTHORITY CONTOSO "/oauth2/v2.0/token", FORM, body);
}

static int setup(void **state)
{
    world *w;

    if (world_setup(state) != 0)
        return -1;
    w = *state;
    return teamsinvite_sim_set_consent(w->sim, CONTOSO, CLIENT, 1, NULL) == TEAMSINVITE_OK &&
                   teamsinvite_sim_add_secret(w->sim, CLIENT, NEXT, NULL) == TEAMSINVITE_OK
               ? 0
               : -1;
}

static void test_two_secrets_are_good_at_once_and_go_one_by_one(void **state)
{
    world *w = *state;

    assert_int_equal(200, ask_with(w, SECRET_ENCODED));
    assert_int_equal(200, ask_with(w, NEXT));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_remove_secret(w->sim, CLIENT, TEAMSINVITE_SIM_SECRET, NULL));
    expect_entra(w, 401, ask_with(w, SECRET_ENCODED), "invalid_client", 7000215);
    assert_int_equal(200, ask_with(w, NEXT));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_remove_secret(w->sim, CLIENT, NEXT, NULL));
    expect_entra(w, 401, ask_with(w, NEXT), "invalid_client", 7000215);
}

static void test_secret_expires_at_its_time_and_the_other_lives_on(void **state)
{
    world *w = *state;

    assert_int_equal(TEAMSINVITE_OK,
                     teamsinvite_sim_set_secret_expiry(w->sim, CLIENT, NEXT, NOW_MS + 1000, NULL));
    assert_int_equal(200, ask_with(w, NEXT));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 999));
    assert_int_equal(200, ask_with(w, NEXT));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_advance_ms(w->sim, 1));
    expect_entra(w, 401, ask_with(w, NEXT), "invalid_client", 7000222);
    assert_int_equal(200, ask_with(w, SECRET_ENCODED));
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_set_secret_expiry(w->sim, CLIENT, NEXT, 0, NULL));
    assert_int_equal(200, ask_with(w, NEXT));
}

static void test_id_of_a_secret_is_no_secret_and_the_answer_says_so(void **state)
{
    world *w = *state;
    char *id = NULL;

    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_secret_id(w->sim, CLIENT, NEXT, &id, NULL));
    assert_int_equal(36, strlen(id));
    expect_entra(w, 401, ask_with(w, id), "invalid_client", 7000215);
    assert_non_null(strstr(json_text(w, "error_description"), "is the client secret value, not the client secret ID"));
    teamsinvite_string_free(id);
}

static void test_secrets_of_no_app_or_of_another_are_told_apart(void **state)
{
    world *w = *state;
    char *id = NULL;

    assert_int_equal(TEAMSINVITE_E_CONFLICT, teamsinvite_sim_add_secret(w->sim, CLIENT, NEXT, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_remove_secret(w->sim, CLIENT, "none", NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_set_secret_expiry(w->sim, CLIENT, "none", 0, NULL));
    assert_int_equal(TEAMSINVITE_E_NOT_FOUND, teamsinvite_sim_secret_id(w->sim, CONTOSO, NEXT, &id, NULL));
    assert_null(id);
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_set_secret_expiry(w->sim, CLIENT, NEXT, -1, NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_secret_id(w->sim, CLIENT, NEXT, NULL, NULL));
    assert_int_equal(TEAMSINVITE_E_INVALID, teamsinvite_sim_secret_id(NULL, CLIENT, NEXT, &id, NULL));
    /* still usable: nothing above left the lock behind */
    assert_int_equal(200, ask_with(w, NEXT));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_two_secrets_are_good_at_once_and_go_one_by_one),
        TEST(test_secret_expires_at_its_time_and_the_other_lives_on),
        TEST(test_id_of_a_secret_is_no_secret_and_the_answer_says_so),
        TEST(test_secrets_of_no_app_or_of_another_are_told_apart),
    };

    return cmocka_run_group_tests_name("sim secret", tests, NULL, NULL);
}
