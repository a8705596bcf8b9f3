/* SPDX-License-Identifier: Apache-2.0 */
/* test_storage_postgres.c - the storage in PostgreSQL keeps the contract, with and without a pooler in between. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/postgres.h>

#include "contract/storage_contract.h"
#include "support/postgres_server.h"

static postgres_server server;

static teamsinvite_postgres *open_server(const char *conninfo)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;

    if (teamsinvite_postgres_open(conninfo, &postgres, &err) != TEAMSINVITE_OK)
        print_error("%s\n", teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    return postgres;
}

static int setup_on(void **state, const char *conninfo)
{
    storage_bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    postgres_server_execute_once(&server, "TRUNCATE teamsinvite.records");
    storage_bench_open(b, teamsinvite_postgres_handle, open_server(conninfo));
    *state = b;
    return 0;
}

static int setup_direct(void **state)
{
    return setup_on(state, server.direct);
}

static int setup_pooled(void **state)
{
    return setup_on(state, server.pooled);
}

static int teardown(void **state)
{
    storage_bench *b = *state;

    storage_bench_close(b);
    teamsinvite_postgres_close(b->storage);
    free(b);
    return 0;
}

/* Eight threads: five share one storage with its four connections, the others have one of their own. */
static void race(const char *conninfo, teamsinvite_postgres *shared)
{
    storage_bench racing[8];
    size_t i;

    for (i = 0; i < 8; i++)
        storage_bench_open(&racing[i], teamsinvite_postgres_handle, i < 3 ? open_server(conninfo) : shared);
    storage_contract_race(racing, 8);
    for (i = 0; i < 8; i++)
        storage_bench_close(&racing[i]);
    for (i = 0; i < 3; i++)
        teamsinvite_postgres_close(racing[i].storage);
}

static void test_threads_that_race_lose_nothing(void **state)
{
    const storage_bench *b = *state;

    race(server.direct, b->storage);
}

static void test_threads_that_race_through_a_pooler_lose_nothing(void **state)
{
    const storage_bench *b = *state;

    race(server.pooled, b->storage);
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
        STORAGE_CONTRACT_TESTS(setup_direct, teardown),
        STORAGE_CONTRACT_TESTS(setup_pooled, teardown),
        cmocka_unit_test_setup_teardown(test_threads_that_race_lose_nothing, setup_direct, teardown),
        cmocka_unit_test_setup_teardown(test_threads_that_race_through_a_pooler_lose_nothing, setup_pooled, teardown),
    };

    return cmocka_run_group_tests(tests, start_server, stop_server);
}
