/* SPDX-License-Identifier: Apache-2.0 */
/* test_storage_postgres_tls.c - storage in PostgreSQL over TLS: the contract, and who is taken for the server. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/postgres.h>

#include "contract/storage_contract.h"
#include "support/postgres_server.h"

enum { CONNINFO_SIZE = 400 };

static postgres_server server;

/* To the server by its address, believed to be `host` by who trusts `authority`. */
static void write_conninfo(char conninfo[CONNINFO_SIZE], const char *host, const char *authority, const char *sslmode)
{
    (void)snprintf(conninfo, CONNINFO_SIZE,
                   "host=%s hostaddr=%s dbname=ats user=ats password=ats-password sslrootcert=%s/%s sslmode=%s", host,
                   server.address, server.folder, authority, sslmode);
}

static int setup(void **state)
{
    storage_bench *b = calloc(1, sizeof(*b));
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;
    char conninfo[CONNINFO_SIZE];

    assert_non_null(b);
    postgres_server_execute_once(&server, "TRUNCATE teamsinvite.records");
    write_conninfo(conninfo, "localhost", "ca.pem", "verify-full");
    if (teamsinvite_postgres_open(conninfo, &postgres, &err) != TEAMSINVITE_OK)
        print_error("%s\n", teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    storage_bench_open(b, teamsinvite_postgres_handle, postgres);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    storage_bench *b = *state;

    storage_bench_close(b);
    teamsinvite_postgres_close(b->storage);
    free(b);
    return 0;
}

static void test_connection_is_encrypted_and_kept(void **state)
{
    storage_bench *b = *state;
    PGconn *owner = postgres_server_connect(&server);
    char *got;
    int i;

    for (i = 0; i < 3; i++)
        assert_no_record(b, "a");
    got = postgres_server_ask(owner, "SELECT string_agg(version, ' ') FROM pg_stat_ssl"
                                     " JOIN pg_stat_activity USING (pid) WHERE usename = 'ats'");
    assert_string_equal(got, "TLSv1.3"); /* one, and no more were needed */
    free(got);
    PQfinish(owner);
}

static void test_threads_that_race_lose_nothing(void **state)
{
    const storage_bench *b = *state;
    storage_bench racing[6];
    size_t i;

    for (i = 0; i < 6; i++)
        storage_bench_open(&racing[i], teamsinvite_postgres_handle, b->storage);
    storage_contract_race(racing, 6);
    for (i = 0; i < 6; i++)
        storage_bench_close(&racing[i]);
}

static void assert_refused(const char *host, const char *authority)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;
    char conninfo[CONNINFO_SIZE];

    write_conninfo(conninfo, host, authority, "verify-full");
    assert_int_equal(teamsinvite_postgres_open(conninfo, &postgres, &err), TEAMSINVITE_E_STORAGE);
    if (strstr(teamsinvite_error_message(err), "TLS was not agreed on") == NULL)
        print_error("%s\n", teamsinvite_error_message(err));
    assert_non_null(strstr(teamsinvite_error_message(err), "TLS was not agreed on"));
    assert_null(strstr(teamsinvite_error_message(err), host));
    assert_null(strstr(teamsinvite_error_message(err), server.folder));
    teamsinvite_error_free(err);
}

static void test_server_that_another_authority_vouches_for_is_refused(void **state)
{
    (void)state;
    assert_refused("localhost", "other.pem");
}

static void test_server_with_another_name_is_refused(void **state)
{
    (void)state;
    assert_refused("db.example", "ca.pem");
}

static void test_authority_that_is_not_there_is_refused(void **state)
{
    (void)state;
    assert_refused("localhost", "nothing.pem");
}

/* Who has asked for less on loopback gets it, and only there. */
static void test_loopback_may_do_without(void **state)
{
    teamsinvite_postgres *postgres = NULL;
    char conninfo[CONNINFO_SIZE];

    (void)state;
    write_conninfo(conninfo, "db.example", "nothing.pem", "disable");
    assert_int_equal(teamsinvite_postgres_open(conninfo, &postgres, NULL), TEAMSINVITE_OK);
    teamsinvite_postgres_close(postgres);
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
        STORAGE_CONTRACT_TESTS(setup, teardown),
        cmocka_unit_test_setup_teardown(test_connection_is_encrypted_and_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(test_threads_that_race_lose_nothing, setup, teardown),
        cmocka_unit_test(test_server_that_another_authority_vouches_for_is_refused),
        cmocka_unit_test(test_server_with_another_name_is_refused),
        cmocka_unit_test(test_authority_that_is_not_there_is_refused),
        cmocka_unit_test(test_loopback_may_do_without),
    };

    return cmocka_run_group_tests(tests, start_server, stop_server);
}
