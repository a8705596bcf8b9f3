/* SPDX-License-Identifier: Apache-2.0 */
/* test_storage_check_postgres.c - PostgreSQL has every property of a storage, with and without a pooler in between. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/postgres.h>
#include <teamsinvite/storage_check.h>

#include "contract/storage_contract.h"
#include "support/postgres_server.h"

static postgres_server server;

static teamsinvite_status open_postgres(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_postgres_open(user_data, &postgres, &err);

    if (status != TEAMSINVITE_OK)
        print_error("%s\n", teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    *handler = teamsinvite_postgres_handle;
    *storage = postgres;
    return status;
}

static void close_postgres(void *user_data, void *storage)
{
    (void)user_data;
    teamsinvite_postgres_close(storage);
}

static void assert_all_kept(char *conninfo)
{
    teamsinvite_storage_check *check = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    assert_int_equal(teamsinvite_storage_check_new(open_postgres, close_postgres, conninfo, &check, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_set_workers(check, 3), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_set_rounds(check, 30), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_set_records(check, 500), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_check_set_kills(check, 8), TEAMSINVITE_OK);
    (void)teamsinvite_storage_check_run(check, &err);
    for (i = 0; i < teamsinvite_storage_check_failed_count(check); i++)
        print_error("  %s: %s\n", teamsinvite_storage_check_failed_name(check, i),
                    teamsinvite_storage_check_failed_detail(check, i));
    assert_int_equal(teamsinvite_storage_check_count(check, TEAMSINVITE_PROPERTY_KEPT),
                     teamsinvite_storage_check_property_count());
    teamsinvite_error_free(err);
    teamsinvite_storage_check_free(check);
}

static void test_postgres_keeps_all_properties(void **state)
{
    (void)state;
    assert_all_kept(server.direct);
}

static void test_postgres_behind_a_pooler_keeps_all_properties(void **state)
{
    (void)state;
    assert_all_kept(server.pooled);
}

static int start_server(void **state)
{
    (void)state;
    postgres_server_start(&server);
    return 0;
}

static int stop_server(void **state)
{
    (void)state;
    postgres_server_stop(&server);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_postgres_keeps_all_properties),
        cmocka_unit_test(test_postgres_behind_a_pooler_keeps_all_properties),
    };

    return cmocka_run_group_tests(tests, start_server, stop_server);
}
