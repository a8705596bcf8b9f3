/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_postgres_faults.c - a PostgreSQL that goes away, holds a lock, falls silent,
 * or was set up for somebody else: what the storage says, and that it says so in time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <teamsinvite/postgres.h>

#include "contract/storage_contract.h"
#include "support/postgres_server.h"

enum { TIMEOUT_MS = 1500, SLACK_MS = 1500 };

static postgres_server server;

static teamsinvite_postgres *open_or_fail(const char *conninfo)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;

    if (teamsinvite_postgres_open(conninfo, &postgres, &err) != TEAMSINVITE_OK)
        fail_msg("%s", teamsinvite_error_message(err));
    return postgres;
}

static int setup_on(void **state, const char *conninfo)
{
    storage_bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    postgres_server_execute_once(&server, "TRUNCATE teamsinvite.records");
    storage_bench_open(b, teamsinvite_postgres_handle, open_or_fail(conninfo));
    b->timeout_ms = TIMEOUT_MS;
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

static int64_t now_ms(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void put(storage_bench *b, const char *key)
{
    assert_int_equal(storage_save(b, key, TI_SLICE("value"), 0, 0), TI_ANSWER_DONE);
}

static void assert_failed_with(const storage_bench *b, ti_answer answer, teamsinvite_status status)
{
    assert_int_equal(answer, TI_ANSWER_FAILED);
    if (b->call->io.status != status)
        fail_msg("%s: %s", teamsinvite_status_name(b->call->io.status), b->call->io.reason);
    assert_null(strstr(b->call->io.reason, "password"));
    assert_null(strstr(b->call->io.reason, server.folder));
}

static void test_a_server_that_was_restarted_is_found_again(void **state)
{
    storage_bench *b = *state;

    put(b, "c/acme");
    postgres_server_say(&server, "stop");
    assert_failed_with(b, storage_load(b, "c/acme"), TEAMSINVITE_E_STORAGE);
    assert_failed_with(b, storage_save(b, "c/other", TI_SLICE("value"), 0, 0), TEAMSINVITE_E_STORAGE);
    postgres_server_say(&server, "start");
    assert_record(b, "c/acme", TI_SLICE("value"), 1, 0);
    assert_no_record(b, "c/other");
}

/* What was acknowledged is there, as nothing is said to be written before it is on the disk. */
static void test_nothing_acknowledged_is_lost_with_the_power(void **state)
{
    storage_bench *b = *state;
    char key[32];
    int i;

    for (i = 0; i < 20; i++) {
        (void)snprintf(key, sizeof(key), "c/acme/m/%d", i);
        put(b, key);
    }
    postgres_server_say(&server, "kill");
    postgres_server_say(&server, "start");
    assert_int_equal(storage_list(b, "c/acme/m/", "", 0, 100), TI_ANSWER_DONE);
    assert_int_equal(b->call->io.item_count, 20);
}

static void test_an_idle_connection_that_was_ended_is_replaced(void **state)
{
    storage_bench *b = *state;
    int i;

    put(b, "c/acme");
    for (i = 0; i < 3; i++) {
        postgres_server_execute_once(&server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ats'");
        assert_record(b, "c/acme", TI_SLICE("value"), 1, 0);
    }
}

static void test_a_record_that_somebody_has_locked_is_busy_within_the_deadline(void **state)
{
    storage_bench *b = *state;
    PGconn *owner = postgres_server_connect(&server);
    int64_t began_ms;

    put(b, "c/acme");
    postgres_server_execute(owner, "BEGIN");
    postgres_server_execute(owner, "SELECT * FROM teamsinvite.records WHERE key = 'c/acme' FOR UPDATE");
    began_ms = now_ms();
    assert_failed_with(b, storage_save(b, "c/acme", TI_SLICE("newer"), 0, 1), TEAMSINVITE_E_STORAGE_BUSY);
    assert_in_range(now_ms() - began_ms, TIMEOUT_MS / 2, TIMEOUT_MS + SLACK_MS);
    assert_record(b, "c/acme", TI_SLICE("value"), 1, 0); /* a read does not wait for it */
    postgres_server_execute(owner, "ROLLBACK");
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("newer"), 0, 1), TI_ANSWER_DONE);
    PQfinish(owner);
}

/* It takes what is sent to it and says nothing, as behind a cable that was cut. */
static void test_a_server_that_falls_silent_is_given_up_in_time(void **state)
{
    storage_bench *b = *state;
    int64_t began_ms;

    put(b, "c/acme");
    postgres_server_say(&server, "pause");
    began_ms = now_ms();
    assert_failed_with(b, storage_load(b, "c/acme"), TEAMSINVITE_E_STORAGE);
    assert_failed_with(b, storage_save(b, "c/acme", TI_SLICE("newer"), 0, 1), TEAMSINVITE_E_STORAGE);
    assert_in_range(now_ms() - began_ms, 2 * TIMEOUT_MS - 100, 2 * TIMEOUT_MS + SLACK_MS);
    postgres_server_say(&server, "resume");
    assert_int_equal(storage_load(b, "c/acme"), TI_ANSWER_DONE);
}

/* The message, which names neither password nor folder. Free it. */
static teamsinvite_error *assert_not_opened(const char *conninfo, teamsinvite_status status)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;

    assert_int_equal(teamsinvite_postgres_open(conninfo, &postgres, &err), status);
    assert_null(postgres);
    assert_null(strstr(teamsinvite_error_message(err), "password"));
    assert_null(strstr(teamsinvite_error_message(err), server.folder));
    return err;
}

static void assert_not_opened_with(const char *more, teamsinvite_status status, const char *words)
{
    char conninfo[320];
    teamsinvite_error *err;

    (void)snprintf(conninfo, sizeof(conninfo), "%s %s", server.direct, more);
    err = assert_not_opened(conninfo, status);
    if (strstr(teamsinvite_error_message(err), words) == NULL)
        fail_msg("%s", teamsinvite_error_message(err));
    teamsinvite_error_free(err);
}

static void test_what_cannot_be_opened_says_why_and_no_more(void **state)
{
    teamsinvite_error *err;

    (void)state;
    assert_not_opened_with("password=wrong", TEAMSINVITE_E_CONFIG, "does not let this user in (PostgreSQL 28P01)");
    assert_not_opened_with("dbname=nowhere", TEAMSINVITE_E_CONFIG, "no such database (PostgreSQL 3D000)");
    assert_not_opened_with("dbname=postgres", TEAMSINVITE_E_CONFIG, "run postgres.sql");
    assert_not_opened_with("host=/nowhere", TEAMSINVITE_E_STORAGE, "there is no connection to the server");
    assert_not_opened_with("host=db.example", TEAMSINVITE_E_STORAGE, "no connection");
    assert_not_opened_with("host=db.example sslmode=require", TEAMSINVITE_E_CONFIG, "sslmode");
    assert_not_opened_with("connect_timeout=soon", TEAMSINVITE_E_INVALID, "connect_timeout");
    assert_not_opened_with("nothing=known", TEAMSINVITE_E_INVALID, "not one that libpq understands");
    err = assert_not_opened(server.bare, TEAMSINVITE_E_CONFIG);
    assert_non_null(strstr(teamsinvite_error_message(err), "no right to the table"));
    teamsinvite_error_free(err);
}

static void assert_version(int version, const char *words)
{
    char sql[96];

    (void)snprintf(sql, sizeof(sql), "UPDATE teamsinvite.schema_version SET version = %d", version);
    postgres_server_execute_once(&server, sql);
    assert_not_opened_with("", TEAMSINVITE_E_CONFIG, words);
}

static void test_a_table_of_another_version_is_refused(void **state)
{
    (void)state;
    assert_version(2, "newer version");
    assert_version(0, "older than this library");
    postgres_server_execute_once(&server, "UPDATE teamsinvite.schema_version SET version = 1");
    teamsinvite_postgres_close(open_or_fail(server.direct));
}

/* The role of the tests can use the table, and neither make, change nor empty one. */
static void test_the_role_needs_no_right_to_make_anything(void **state)
{
    static const char *const statements[] = { "CREATE TABLE teamsinvite.other (x int)", "CREATE SCHEMA other",
                                              "ALTER TABLE teamsinvite.records ADD x int",
                                              "DROP TABLE teamsinvite.records", "TRUNCATE teamsinvite.records",
                                              "UPDATE teamsinvite.schema_version SET version = 2" };
    PGconn *role = PQconnectdb(server.direct);
    size_t i;

    (void)state;
    assert_int_equal(PQstatus(role), CONNECTION_OK);
    for (i = 0; i < sizeof(statements) / sizeof(statements[0]); i++) {
        PGresult *result = PQexec(role, statements[i]);

        assert_string_equal(PQresultErrorField(result, PG_DIAG_SQLSTATE), "42501");
        PQclear(result);
    }
    PQfinish(role);
}

static void test_more_threads_than_connections_take_turns(void **state)
{
    storage_bench *b = *state;
    storage_bench racing[8];
    size_t i;

    assert_int_equal(teamsinvite_postgres_set_connections(b->storage, 2, NULL), TEAMSINVITE_OK);
    for (i = 0; i < 8; i++)
        storage_bench_open(&racing[i], teamsinvite_postgres_handle, b->storage);
    storage_contract_race(racing, 8);
    for (i = 0; i < 8; i++)
        storage_bench_close(&racing[i]);
}

static void test_bad_arguments_are_named(void **state)
{
    storage_bench *b = *state;
    static const int32_t limits[] = { INT32_MIN, -1, 0, TEAMSINVITE_POSTGRES_CONNECTIONS_MAX + 1, INT32_MAX };
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    assert_int_equal(teamsinvite_postgres_open(server.direct, NULL, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(teamsinvite_error_parameter(err), "out");
    teamsinvite_error_free(err);
    assert_int_equal(teamsinvite_postgres_open(NULL, &postgres, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(teamsinvite_error_parameter(err), "conninfo");
    teamsinvite_error_free(err);
    for (i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
        assert_int_equal(teamsinvite_postgres_set_connections(b->storage, limits[i], NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_postgres_set_connections(NULL, 1, NULL), TEAMSINVITE_E_INVALID);
    teamsinvite_postgres_close(NULL);
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

#define DIRECT(test_) cmocka_unit_test_setup_teardown(test_, setup_direct, teardown)
#define POOLED(test_) cmocka_unit_test_setup_teardown(test_, setup_pooled, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIRECT(test_a_server_that_was_restarted_is_found_again),
        DIRECT(test_nothing_acknowledged_is_lost_with_the_power),
        DIRECT(test_an_idle_connection_that_was_ended_is_replaced),
        DIRECT(test_a_record_that_somebody_has_locked_is_busy_within_the_deadline),
        POOLED(test_a_record_that_somebody_has_locked_is_busy_within_the_deadline),
        DIRECT(test_a_server_that_falls_silent_is_given_up_in_time),
        DIRECT(test_what_cannot_be_opened_says_why_and_no_more),
        DIRECT(test_a_table_of_another_version_is_refused),
        DIRECT(test_the_role_needs_no_right_to_make_anything),
        DIRECT(test_more_threads_than_connections_take_turns),
        POOLED(test_more_threads_than_connections_take_turns),
        DIRECT(test_bad_arguments_are_named),
    };

    return cmocka_run_group_tests(tests, start_server, stop_server);
}
