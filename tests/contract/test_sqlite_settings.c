/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sqlite_settings.c - the settings against a hostile or foreign file, by
 * what they do: what a schema could make of our statements does not happen.
 */
#include <string.h>

#include "port/storage_sqlite.h"
#include "port/storage_sqlite_file.h"
#include "support/sqlite_bench.h"

static int setup(void **state)
{
    int code = sqlite_bench_setup(state);

    sqlite_bench_fill(*state);
    return code;
}

static sqlite3 *db_of(const sqlite_bench *b)
{
    const teamsinvite_sqlite *sqlite = b->storage.storage;

    return sqlite->db;
}

/* With SQLite as it comes, as somebody would who can write to the file. */
static void execute_plainly(sqlite_bench *b, const char *sql)
{
    sqlite3 *db = NULL;

    sqlite_bench_close(b);
    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int64_t number_of(const sqlite_bench *b, const char *sql)
{
    sqlite3_stmt *s = NULL;
    int64_t number;

    assert_int_equal(sqlite3_prepare_v2(db_of(b), sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    number = sqlite3_column_int64(s, 0);
    assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
    return number;
}

static void test_switches_and_limits_read_back(void **state)
{
    static const struct {
        int which;
        int wanted;
    } switches[] = {
        { SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
        { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 }, { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
        { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    };
    const sqlite_bench *b = *state;
    size_t i;

    for (i = 0; i < sizeof(switches) / sizeof(switches[0]); i++) {
        int got = -1;

        assert_int_equal(sqlite3_db_config(db_of(b), switches[i].which, -1, &got), SQLITE_OK);
        assert_int_equal(got, switches[i].wanted);
    }
    assert_int_equal(sqlite3_limit(db_of(b), SQLITE_LIMIT_ATTACHED, -1), 0);
    assert_int_equal(sqlite3_limit(db_of(b), SQLITE_LIMIT_LENGTH, -1), 1 << 18);
    assert_int_equal(number_of(b, "PRAGMA application_id"), TI_SQLITE_APPLICATION_ID);
    assert_int_equal(number_of(b, "PRAGMA user_version"), TI_SQLITE_SCHEMA_VERSION);
}

/* It would keep a copy of each link that is removed. */
static void test_a_trigger_in_the_file_does_nothing(void **state)
{
    sqlite_bench *b = *state;

    execute_plainly(b, "CREATE TABLE kept (key TEXT, value BLOB);"
                       "CREATE TRIGGER keep BEFORE DELETE ON records BEGIN"
                       " INSERT INTO kept VALUES (old.key, old.value); END;");
    sqlite_bench_open(b);
    assert_int_equal(storage_remove(&b->storage, "k/09", 1), TI_ANSWER_DONE);
    assert_int_equal(number_of(b, "SELECT count(*) FROM kept"), 0);
}

/* It could call functions, or show other rows. */
static void test_a_view_in_the_place_of_the_table_is_refused(void **state)
{
    sqlite_bench *b = *state;
    teamsinvite_status status;

    execute_plainly(b, "ALTER TABLE records RENAME TO hidden;"
                       "CREATE VIEW records AS SELECT key, x'00' AS value, due_ms, version FROM hidden;");
    status = sqlite_bench_try_open(b);
    assert_int_equal(status, TEAMSINVITE_E_CORRUPT);
}

static void test_a_file_without_our_table_is_refused(void **state)
{
    sqlite_bench *b = *state;

    execute_plainly(b, "DROP TABLE records");
    assert_int_equal(sqlite_bench_try_open(b), TEAMSINVITE_E_CORRUPT);
}

/* In WAL mode removed text would live on beside the file: it is taken back. */
static void test_a_file_that_was_switched_to_wal_is_switched_back(void **state)
{
    sqlite_bench *b = *state;
    uint64_t digest = sqlite_bench_digest(b);
    sqlite3_stmt *s = NULL;

    execute_plainly(b, "PRAGMA journal_mode=WAL");
    sqlite_bench_open(b);
    assert_int_equal(sqlite3_prepare_v2(db_of(b), "PRAGMA journal_mode", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(s, 0), "delete");
    assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
    assert_true(sqlite_bench_digest(b) == digest);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, sqlite_bench_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_switches_and_limits_read_back),
        IN_BENCH(test_a_trigger_in_the_file_does_nothing),
        IN_BENCH(test_a_view_in_the_place_of_the_table_is_refused),
        IN_BENCH(test_a_file_without_our_table_is_refused),
        IN_BENCH(test_a_file_that_was_switched_to_wal_is_switched_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
