/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sqlite_schema.c - a file of an older version becomes one of today, wholly
 * or not at all. There is one version so far: the next ones are this test's.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "port/storage_sqlite_file.h"
#include "port/storage_sqlite_schema.h"
#include "support/faulty_vfs.h"
#include "support/sqlite_bench.h"

/* Version 3: a column, and each value once more; the first step is today's. */
static const char *later[] = {
    NULL,
    "ALTER TABLE records ADD COLUMN note TEXT; UPDATE records SET note = 'from 1'",
    "CREATE TABLE copies AS SELECT key, value FROM records; UPDATE records SET note = note || ' to 3'",
};

static const char *broken[] = {
    NULL,
    "UPDATE records SET value = x'00'; ALTER TABLE records ADD COLUMN note TEXT",
    "UPDATE records SET nothing = 1",
};

static const ti_sqlite_schema version_3 = { .steps = later, .version = 3 };
static const ti_sqlite_schema broken_3 = { .steps = broken, .version = 3 };

static int setup(void **state)
{
    sqlite_bench *b;

    later[0] = broken[0] = ti_sqlite_schema_now.steps[0];
    faulty_vfs_install();
    faulty_vfs_skip_syncs();
    (void)sqlite_bench_setup(state);
    b = *state;
    sqlite_bench_fill(b);
    sqlite_bench_close(b);
    return 0;
}

static int teardown(void **state)
{
    int code = sqlite_bench_teardown(state);

    faulty_vfs_remove();
    return code;
}

static teamsinvite_status bring_to(const char *path, const ti_sqlite_schema *schema)
{
    ti_error error = { 0 };
    sqlite3 *db = NULL;
    teamsinvite_status status = TEAMSINVITE_E_STORAGE;

    if (sqlite3_open(path, &db) == SQLITE_OK && sqlite3_busy_timeout(db, 5000) == SQLITE_OK)
        status = ti_sqlite_prepare_schema(db, schema, &error);
    (void)sqlite3_close(db);
    return status;
}

static int64_t number_of(const sqlite_bench *b, const char *sql)
{
    sqlite3_stmt *s = NULL;
    sqlite3 *db = NULL;
    int64_t number;

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    number = sqlite3_column_int64(s, 0);
    (void)sqlite3_finalize(s);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return number;
}

static void assert_version_3(const sqlite_bench *b, uint64_t digest)
{
    assert_int_equal(number_of(b, "PRAGMA user_version"), 3);
    assert_int_equal(number_of(b, "PRAGMA application_id"), TI_SQLITE_APPLICATION_ID);
    assert_int_equal(number_of(b, "SELECT count(*) FROM records WHERE note = 'from 1 to 3'"), 20);
    assert_int_equal(number_of(b, "SELECT count(*) FROM copies"), 20);
    assert_true(sqlite_bench_digest(b) == digest);
}

static void test_a_file_of_version_1_takes_all_steps_and_keeps_its_records(void **state)
{
    sqlite_bench *b = *state;
    uint64_t digest = sqlite_bench_digest(b);
    snapshot done;

    assert_int_equal(bring_to(b->path, &version_3), TEAMSINVITE_OK);
    assert_version_3(b, digest);
    done = snapshot_take(b->path);
    assert_int_equal(bring_to(b->path, &version_3), TEAMSINVITE_OK);
    assert_true(snapshot_is_equal(&done, b->path)); /* it is only read */
    snapshot_free(&done);
}

static void test_a_new_file_takes_the_same_steps(void **state)
{
    sqlite_bench *b = *state;

    assert_int_equal(truncate(b->path, 0), 0);
    assert_int_equal(bring_to(b->path, &version_3), TEAMSINVITE_OK);
    assert_int_equal(number_of(b, "PRAGMA user_version"), 3);
    assert_int_equal(number_of(b, "SELECT count(*) FROM copies"), 0);
    assert_int_equal(number_of(b, "SELECT count(note) FROM records"), 0);
}

static void test_a_newer_file_is_refused_and_unchanged(void **state)
{
    sqlite_bench *b = *state;
    snapshot newer;

    assert_int_equal(bring_to(b->path, &version_3), TEAMSINVITE_OK);
    newer = snapshot_take(b->path);
    assert_int_equal(bring_to(b->path, &ti_sqlite_schema_now), TEAMSINVITE_E_CORRUPT);
    assert_int_equal(sqlite_bench_try_open(b), TEAMSINVITE_E_CORRUPT);
    assert_true(snapshot_is_equal(&newer, b->path));
    snapshot_free(&newer);
}

static void test_a_file_of_ours_without_a_version_is_refused(void **state)
{
    sqlite_bench *b = *state;
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version=0", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_int_equal(sqlite_bench_try_open(b), TEAMSINVITE_E_CORRUPT);
    assert_int_equal(bring_to(b->path, &version_3), TEAMSINVITE_E_CORRUPT);
}

static void test_a_step_that_fails_leaves_the_file_as_it_was(void **state)
{
    sqlite_bench *b = *state;
    snapshot before = snapshot_take(b->path);

    assert_int_equal(bring_to(b->path, &broken_3), TEAMSINVITE_E_CORRUPT);
    assert_true(snapshot_is_equal(&before, b->path));
    snapshot_free(&before);
    sqlite_bench_open(b);
}

static bool kill_at(const sqlite_bench *b, int nth)
{
    int outcome = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        faulty_vfs_fail(FAULTY_CHANGE, nth, FAULTY_KILL, false);
        _exit(bring_to(b->path, &version_3) == TEAMSINVITE_OK ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_true(WIFSIGNALED(outcome) || WEXITSTATUS(outcome) == 0);
    return WIFSIGNALED(outcome);
}

static void test_a_process_killed_amid_the_steps_has_taken_none_or_all(void **state)
{
    sqlite_bench *b = *state;
    uint64_t digest = sqlite_bench_digest(b);
    snapshot before = snapshot_take(b->path);
    int kills = 0;

    while (kill_at(b, kills + 1)) {
        kills++;
        assert_true(sqlite_bench_digest(b) == digest);
        assert_int_equal(number_of(b, "PRAGMA user_version"), 1);
        assert_int_equal(bring_to(b->path, &version_3), TEAMSINVITE_OK);
        assert_version_3(b, digest);
        snapshot_put(&before, b->path);
    }
    snapshot_free(&before);
    print_message("%d kills\n", kills);
    assert_true(kills > 20);
    assert_version_3(b, digest);
}

static void *bring_in_thread(void *path)
{
    return bring_to(path, &version_3) == TEAMSINVITE_OK ? path : NULL;
}

/* Taken twice, the step that adds a column would fail. */
static void test_of_several_at_once_one_takes_the_steps(void **state)
{
    sqlite_bench *b = *state;
    uint64_t digest = sqlite_bench_digest(b);
    pthread_t threads[4];
    size_t i;

    for (i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, bring_in_thread, b->path), 0);
    for (i = 0; i < 4; i++) {
        void *done = NULL;

        assert_int_equal(pthread_join(threads[i], &done), 0);
        assert_non_null(done);
    }
    assert_version_3(b, digest);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_file_of_version_1_takes_all_steps_and_keeps_its_records),
        IN_BENCH(test_a_new_file_takes_the_same_steps),
        IN_BENCH(test_a_newer_file_is_refused_and_unchanged),
        IN_BENCH(test_a_file_of_ours_without_a_version_is_refused),
        IN_BENCH(test_a_step_that_fails_leaves_the_file_as_it_was),
        IN_BENCH(test_a_process_killed_amid_the_steps_has_taken_none_or_all),
        IN_BENCH(test_of_several_at_once_one_takes_the_steps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
