/* SPDX-License-Identifier: Apache-2.0 */
/* test_app.c - whose the credentials are: the caller's, the config's, the client's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/token_desk.h"

static void test_secret_of_the_app_comes_after_what_was_added(void **state)
{
    teamsinvite_config *config;
    desk d;

    (void)state;
    config = desk_begin_config(&d);
    assert_int_equal(teamsinvite_config_set_app(config, DESK_CLIENT, "short-way", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_add_credential(config, desk_secret("added", 0), NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_client_new(config, &d.client, NULL), TEAMSINVITE_OK);
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000215") }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_secret_sent(&d, 0, "added");
    assert_secret_sent(&d, 1, "short-way");
    desk_close(&d);
}

static void test_config_takes_two_credentials(void **state)
{
    teamsinvite_credential *third = desk_secret("three", 0);
    teamsinvite_credential *first = desk_secret("one", 0);
    teamsinvite_error *err = NULL;
    teamsinvite_config *config;
    desk d;

    (void)state;
    config = desk_begin_config(&d);
    assert_int_equal(teamsinvite_config_add_credential(config, first, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_add_credential(config, first, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_config_add_credential(config, desk_secret("two", 0), NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_add_credential(config, third, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(teamsinvite_error_parameter(err), "credential");
    teamsinvite_error_free(err);
    assert_int_equal(teamsinvite_config_set_app(config, DESK_CLIENT, "secret", &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(teamsinvite_error_parameter(err), "secret");
    teamsinvite_error_free(err);
    assert_int_equal(teamsinvite_config_add_credential(config, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_config_add_credential(NULL, third, NULL), TEAMSINVITE_E_INVALID);
    teamsinvite_config_free(config);
    teamsinvite_credential_free(third); /* still ours */
}

static void test_secret_of_the_app_may_be_withdrawn(void **state)
{
    teamsinvite_error *err = NULL;
    teamsinvite_config *config;
    desk d;

    (void)state;
    config = desk_begin_config(&d);
    assert_int_equal(teamsinvite_client_new(config, &d.client, &err), TEAMSINVITE_E_CONFIG);
    assert_non_null(strstr(teamsinvite_error_message(err), "credential"));
    teamsinvite_error_free(err);
    assert_int_equal(teamsinvite_config_set_app(config, DESK_CLIENT, "secret", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_app(config, DESK_CLIENT, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_client_new(config, &d.client, NULL), TEAMSINVITE_E_CONFIG);
    assert_null(d.client);
    teamsinvite_config_free(config);
}

static void test_credentials_are_the_configs_until_there_is_a_client(void **state)
{
    desk_issuer i = { .text = DESK_JWT };
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;

    (void)state;
    desk_destroyed = 0;
    assert_int_equal(teamsinvite_config_new(&config, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_add_credential(config, desk_federated(&i), NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_client_new(config, &client, NULL), TEAMSINVITE_E_CONFIG);
    assert_int_equal(desk_destroyed, 0);
    teamsinvite_config_free(config);
    assert_int_equal(desk_destroyed, 1);
}

static void test_credentials_are_still_the_callers_where_a_client_does_not_take_them(void **state)
{
    desk_issuer i = { .text = DESK_JWT };
    teamsinvite_credential *credential = desk_federated(&i);
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), NULL);
    assert_int_equal(teamsinvite_client_set_credentials(NULL, credential, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_client_set_credentials(d.client, NULL, credential, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_client_set_credentials(d.client, credential, credential, NULL),
                     TEAMSINVITE_E_INVALID);
    assert_int_equal(desk_destroyed, 0);
    assert_int_equal(teamsinvite_client_set_credentials(d.client, desk_secret("two", 0), credential, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_secret_sent(&d, 0, "two");
    desk_close(&d);
    assert_int_equal(desk_destroyed, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_secret_of_the_app_comes_after_what_was_added),
        cmocka_unit_test(test_config_takes_two_credentials),
        cmocka_unit_test(test_secret_of_the_app_may_be_withdrawn),
        cmocka_unit_test(test_credentials_are_the_configs_until_there_is_a_client),
        cmocka_unit_test(test_credentials_are_still_the_callers_where_a_client_does_not_take_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
