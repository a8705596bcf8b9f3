/* SPDX-License-Identifier: Apache-2.0 */
/* test_storage_sqlite.c - the storage in an SQLite file keeps the contract, and the file keeps no secrets. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <teamsinvite/sqlite.h>

#include "contract/storage_contract.h"
#include "port/storage_sqlite.h"
#include "port/system.h"

typedef struct bench {
    storage_bench storage; /* first: *state is a storage_bench to the contract's tests */
    char folder[40];
    char path[64];
} bench;

static teamsinvite_sqlite *open_file(const char *path)
{
    teamsinvite_sqlite *sqlite = NULL;
    teamsinvite_error *err = NULL;

    if (teamsinvite_sqlite_open(path, &sqlite, &err) != TEAMSINVITE_OK)
        print_error("%s\n", teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    return sqlite;
}

static void reopen(bench *b)
{
    storage_bench_close(&b->storage);
    teamsinvite_sqlite_close(b->storage.storage);
    storage_bench_open(&b->storage, teamsinvite_sqlite_handle, open_file(b->path));
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    (void)snprintf(b->folder, sizeof(b->folder), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    (void)snprintf(b->path, sizeof(b->path), "%s/records.db", b->folder);
    storage_bench_open(&b->storage, teamsinvite_sqlite_handle, open_file(b->path));
    *state = b;
    return 0;
}

static void close_file(bench *b)
{
    storage_bench_close(&b->storage);
    teamsinvite_sqlite_close(b->storage.storage);
    b->storage.storage = NULL;
}

/* Nothing but the files that a test has made may be left in the folder. */
static int teardown(void **state)
{
    static const char *const names[] = { "", "-wal", "-shm", ".link", ".target" };
    bench *b = *state;
    char path[80];
    size_t i;

    close_file(b);
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        (void)snprintf(path, sizeof(path), "%s%s", b->path, names[i]);
        (void)remove(path);
    }
    assert_int_equal(rmdir(b->folder), 0);
    free(b);
    return 0;
}

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    struct stat about;
    char *bytes;

    assert_non_null(file);
    assert_int_equal(stat(path, &about), 0);
    *length = (size_t)about.st_size;
    bytes = calloc(1, *length + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *length, file), *length);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static void write_file(const char *path, const char *mode, long at, const char *bytes, size_t length)
{
    FILE *file = fopen(path, mode);

    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static bool holds(const char *bytes, size_t length, const char *text)
{
    size_t i;

    for (i = 0; i + strlen(text) <= length; i++)
        if (memcmp(bytes + i, text, strlen(text)) == 0)
            return true;
    return false;
}

static bool file_holds(const char *path, const char *text)
{
    size_t length = 0;
    char *bytes = read_file(path, &length);
    bool found = holds(bytes, length, text);

    free(bytes);
    return found;
}

/* SQLite with its own defaults, as anybody else would use it. */
static sqlite3 *connect_plainly(const char *path)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static void execute(sqlite3 *db, const char *sql)
{
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void execute_in(const char *path, const char *sql)
{
    sqlite3 *db = connect_plainly(path);

    execute(db, sql);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Opening fails with this, and no byte of the file is another one after. */
static void assert_refused_and_unchanged(const char *path, teamsinvite_status wanted)
{
    teamsinvite_sqlite *sqlite = NULL;
    teamsinvite_error *err = NULL;
    size_t length = 0;
    size_t length_after = 0;
    char *bytes = read_file(path, &length);
    char *bytes_after;

    assert_int_equal(teamsinvite_sqlite_open(path, &sqlite, &err), wanted);
    assert_null(sqlite);
    assert_int_equal(teamsinvite_error_status(err), wanted);
    teamsinvite_error_free(err);
    bytes_after = read_file(path, &length_after);
    assert_int_equal(length_after, length);
    assert_memory_equal(bytes_after, bytes, length);
    free(bytes);
    free(bytes_after);
}

static void test_connections_that_race_lose_nothing(void **state)
{
    const bench *b = *state;
    storage_bench racing[5];
    size_t i;

    for (i = 0; i < 4; i++)
        storage_bench_open(&racing[i], teamsinvite_sqlite_handle, open_file(b->path));
    storage_bench_open(&racing[4], teamsinvite_sqlite_handle, racing[0].storage); /* two threads on one connection */
    storage_contract_race(racing, 5);
    for (i = 0; i < 5; i++)
        storage_bench_close(&racing[i]);
    for (i = 0; i < 4; i++)
        teamsinvite_sqlite_close(racing[i].storage);
}

static void *open_in_thread(void *path)
{
    return open_file(path);
}

static void test_threads_that_create_the_file_at_once_all_get_it(void **state)
{
    pthread_t threads[4];
    bench *b = *state;
    void *opened[4];
    size_t i;

    close_file(b);
    assert_int_equal(remove(b->path), 0);
    for (i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, open_in_thread, b->path), 0);
    for (i = 0; i < 4; i++)
        assert_int_equal(pthread_join(threads[i], &opened[i]), 0);
    for (i = 0; i < 4; i++) {
        assert_non_null(opened[i]);
        teamsinvite_sqlite_close(opened[i]);
    }
    reopen(b);
    assert_no_record(&b->storage, "a");
}

static void test_records_outlive_closing(void **state)
{
    bench *b = *state;

    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("one"), 7, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(&b->storage, "b", TI_SLICE("two"), 0, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_remove(&b->storage, "b", 1), TI_ANSWER_DONE);
    reopen(b);
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 7);
    assert_no_record(&b->storage, "b");
}

static void test_saved_record_outlives_a_killed_process(void **state)
{
    bench *b = *state;
    int outcome = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        storage_bench own;

        storage_bench_open(&own, teamsinvite_sqlite_handle, open_file(b->path));
        if (storage_save(&own, "a", TI_SLICE("one"), 0, 0) == TI_ANSWER_DONE)
            (void)raise(SIGKILL);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_true(WIFSIGNALED(outcome));
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
}

static void test_new_file_is_for_its_owner_only(void **state)
{
    bench *b = *state;
    struct stat about;
    mode_t before;

    close_file(b);
    assert_int_equal(remove(b->path), 0);
    before = umask(0);
    reopen(b);
    (void)umask(before);
    assert_int_equal(stat(b->path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
}

static int64_t pragma_of(const bench *b, const char *sql)
{
    teamsinvite_sqlite *sqlite = b->storage.storage;
    sqlite3_stmt *statement = NULL;
    int64_t number;

    assert_int_equal(sqlite3_prepare_v2(sqlite->db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    number = sqlite3_column_type(statement, 0) == SQLITE_TEXT ? sqlite3_column_text(statement, 0)[0]
                                                              : sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    return number;
}

static void test_connection_has_the_settings_that_safety_needs(void **state)
{
    const bench *b = *state;
    teamsinvite_sqlite *sqlite = b->storage.storage;

    assert_int_equal(pragma_of(b, "PRAGMA journal_mode"), 'd');
    assert_int_equal(pragma_of(b, "PRAGMA synchronous"), 3);
    assert_int_equal(pragma_of(b, "PRAGMA secure_delete"), 1);
    assert_int_equal(pragma_of(b, "PRAGMA auto_vacuum"), 0);
    assert_int_equal(pragma_of(b, "PRAGMA max_page_count"), 33554431);
    assert_int_equal(pragma_of(b, "PRAGMA trusted_schema"), 0);
    assert_int_equal(pragma_of(b, "PRAGMA cell_size_check"), 1);
    assert_int_equal(pragma_of(b, "PRAGMA mmap_size"), 0);
    assert_int_equal(pragma_of(b, "PRAGMA temp_store"), 2);
    assert_int_not_equal(sqlite3_exec(sqlite->db, "ATTACH ':memory:' AS other", NULL, NULL, NULL), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(sqlite->db, "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = sql", NULL,
                                      NULL, NULL), SQLITE_OK);
}

static void test_symbolic_link_is_refused(void **state)
{
    bench *b = *state;
    char link[80];
    char target[80];

    close_file(b);
    (void)snprintf(link, sizeof(link), "%s.link", b->path);
    (void)snprintf(target, sizeof(target), "%s.target", b->path);
    assert_int_equal(symlink(b->path, link), 0);
    assert_refused_and_unchanged(link, TEAMSINVITE_E_STORAGE);
    assert_int_equal(remove(link), 0);
    assert_int_equal(symlink(target, link), 0); /* one that leads nowhere must not make its target */
    assert_int_equal(teamsinvite_sqlite_open(link, (teamsinvite_sqlite *[]){ NULL }, NULL), TEAMSINVITE_E_STORAGE);
    assert_int_not_equal(access(target, F_OK), 0);
}

static void test_folder_behind_a_symbolic_link_is_fine(void **state)
{
    bench *b = *state;
    char link[] = "/tmp/teamsinvite-link-XXXXXX";
    char path[64];
    teamsinvite_sqlite *sqlite;

    close_file(b);
    assert_non_null(mkdtemp(link));
    assert_int_equal(rmdir(link), 0);
    assert_int_equal(symlink(b->folder, link), 0);
    (void)snprintf(path, sizeof(path), "%s/records.db", link);
    sqlite = open_file(path);
    assert_int_equal(remove(link), 0);
    assert_non_null(sqlite);
    teamsinvite_sqlite_close(sqlite);
}

static void test_paths_that_name_no_file_are_refused(void **state)
{
    teamsinvite_sqlite *sqlite = NULL;
    const bench *b = *state;
    char path[80];

    assert_int_equal(teamsinvite_sqlite_open(b->path, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_sqlite_open(NULL, &sqlite, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_sqlite_open("", &sqlite, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_sqlite_open("/tmp/\xff.db", &sqlite, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_sqlite_open("/tmp/", &sqlite, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_sqlite_open(b->folder, &sqlite, NULL), TEAMSINVITE_E_STORAGE);
    (void)snprintf(path, sizeof(path), "%s/nowhere/records.db", b->folder);
    assert_int_equal(teamsinvite_sqlite_open(path, &sqlite, NULL), TEAMSINVITE_E_STORAGE);
    assert_null(sqlite);
    teamsinvite_sqlite_close(NULL);
}

static void test_database_of_another_application_is_refused_and_unchanged(void **state)
{
    bench *b = *state;

    close_file(b);
    assert_int_equal(remove(b->path), 0);
    execute_in(b->path, "CREATE TABLE invoices (id INTEGER); INSERT INTO invoices VALUES (1)");
    assert_refused_and_unchanged(b->path, TEAMSINVITE_E_CORRUPT);
    execute_in(b->path, "PRAGMA application_id=77; PRAGMA user_version=1");
    assert_refused_and_unchanged(b->path, TEAMSINVITE_E_CORRUPT);
}

/* Even opening it would write the WAL back into the database. */
static void test_crashed_wal_database_of_another_application_is_unchanged(void **state)
{
    bench *b = *state;
    int outcome = 0;
    char wal[80];
    pid_t child;

    close_file(b);
    assert_int_equal(remove(b->path), 0);
    (void)snprintf(wal, sizeof(wal), "%s-wal", b->path);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        execute(connect_plainly(b->path), "PRAGMA journal_mode=WAL; CREATE TABLE invoices (id INTEGER)");
        (void)raise(SIGKILL);
    }
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_true(WIFSIGNALED(outcome));
    assert_int_equal(access(wal, F_OK), 0);
    assert_refused_and_unchanged(b->path, TEAMSINVITE_E_CORRUPT);
    assert_int_equal(access(wal, F_OK), 0);
}

static void test_newer_schema_is_refused_and_unchanged(void **state)
{
    bench *b = *state;

    close_file(b);
    execute_in(b->path, "PRAGMA user_version=2");
    assert_refused_and_unchanged(b->path, TEAMSINVITE_E_CORRUPT);
}

static void test_file_that_is_no_database_is_refused_and_unchanged(void **state)
{
    static const char text[] = "This is somebody's diary, and nothing to write records into. SQLite format 3 it is not,"
                               " although it is long enough.";
    bench *b = *state;

    close_file(b);
    write_file(b->path, "wb", 0, text, sizeof(text) - 1);
    assert_refused_and_unchanged(b->path, TEAMSINVITE_E_CORRUPT);
    write_file(b->path, "wb", 0, "SQLite format 3", 16);
    assert_refused_and_unchanged(b->path, TEAMSINVITE_E_CORRUPT);
}

static void fill(bench *b, int count)
{
    char value[1000];
    char key[32];
    int i;

    memset(value, 'v', sizeof(value));
    for (i = 0; i < count; i++) {
        (void)snprintf(key, sizeof(key), "fill/%03d", i);
        assert_int_equal(storage_save(&b->storage, key, ti_slice_make(value, sizeof(value)), i, 0), TI_ANSWER_DONE);
    }
}

static void test_truncated_file_is_refused_and_unchanged(void **state)
{
    bench *b = *state;

    fill(b, 40);
    close_file(b);
    assert_int_equal(truncate(b->path, 4096 * 2), 0);
    assert_refused_and_unchanged(b->path, TEAMSINVITE_E_CORRUPT);
    assert_int_equal(truncate(b->path, 50), 0);
    assert_refused_and_unchanged(b->path, TEAMSINVITE_E_CORRUPT);
}

static void test_damage_inside_ends_writing(void **state)
{
    static char noise[4096];
    bench *b = *state;
    char key[32];
    bool found = false;
    int page;
    int i;

    fill(b, 40);
    close_file(b);
    memset(noise, 0xff, sizeof(noise));
    for (page = 4; page < 8; page++)
        write_file(b->path, "rb+", page * 4096L, noise, sizeof(noise));
    reopen(b);
    for (i = 0; i < 40 && !found; i++) {
        (void)snprintf(key, sizeof(key), "fill/%03d", i);
        found = storage_load(&b->storage, key) == TI_ANSWER_FAILED;
    }
    assert_true(found);
    assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_CORRUPT);
    assert_int_equal(storage_save(&b->storage, "z", TI_SLICE("new"), 0, 0), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_CORRUPT);
    reopen(b);
    assert_no_record(&b->storage, "z");
}

static void test_what_is_removed_or_replaced_is_gone_from_the_file(void **state)
{
    bench *b = *state;
    char journal[80];

    (void)snprintf(journal, sizeof(journal), "%s-journal", b->path);
    fill(b, 20);
    assert_int_equal(storage_save(&b->storage, "c/SECRETKEY", TI_SLICE("SECRETVALUE"), 7, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(&b->storage, "c/stays", TI_SLICE("OLDSECRET"), 7, 0), TI_ANSWER_DONE);
    assert_true(file_holds(b->path, "SECRETVALUE"));
    assert_true(file_holds(b->path, "c/SECRETKEY"));
    assert_true(file_holds(b->path, "OLDSECRET"));

    assert_int_equal(storage_save(&b->storage, "c/stays", TI_SLICE("another"), 7, 1), TI_ANSWER_DONE);
    assert_int_equal(storage_remove(&b->storage, "c/SECRETKEY", 1), TI_ANSWER_DONE);
    assert_false(file_holds(b->path, "SECRETVALUE"));
    assert_false(file_holds(b->path, "SECRETKEY"));
    assert_false(file_holds(b->path, "OLDSECRET"));
    assert_int_not_equal(access(journal, F_OK), 0);
}

/* How an io of 200 ms ends while somebody else holds the file. */
static void assert_busy_in_time(storage_bench *b)
{
    int64_t took_ms = -ti_system_clock(1, NULL);

    b->timeout_ms = 200;
    assert_int_equal(storage_save(b, "a", TI_SLICE("one"), 0, 0), TI_ANSWER_FAILED);
    took_ms += ti_system_clock(1, NULL);
    assert_int_equal(b->call->io.status, TEAMSINVITE_E_STORAGE_BUSY);
    assert_in_range(took_ms, 150, 2000);
}

static void test_file_that_is_locked_for_too_long_is_busy(void **state)
{
    bench *b = *state;
    sqlite3 *other = connect_plainly(b->path);

    execute(other, "BEGIN IMMEDIATE");
    assert_busy_in_time(&b->storage);
    execute(other, "ROLLBACK; BEGIN EXCLUSIVE");
    assert_int_equal(storage_load(&b->storage, "a"), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_STORAGE_BUSY);
    assert_int_equal(storage_remove(&b->storage, "a", 1), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_STORAGE_BUSY);
    execute(other, "ROLLBACK");
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_no_record(&b->storage, "a");
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("one"), 0, 0), TI_ANSWER_DONE);
}

/* A reader keeps the removal from being committed: it has to be undone wholly. */
static void test_removal_that_cannot_be_committed_is_undone(void **state)
{
    bench *b = *state;
    sqlite3 *other = connect_plainly(b->path);

    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("one"), 0, 0), TI_ANSWER_DONE);
    execute(other, "BEGIN; SELECT count(*) FROM records");
    b->storage.timeout_ms = 100;
    assert_int_equal(storage_remove(&b->storage, "a", 1), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_STORAGE_BUSY);
    execute(other, "COMMIT");
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
    assert_int_equal(storage_save(&b->storage, "b", TI_SLICE("two"), 0, 0), TI_ANSWER_DONE);
    reopen(b);
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
    assert_record(&b->storage, "b", TI_SLICE("two"), 1, 0);
}

static void *wait_two_seconds(void *argument)
{
    storage_bench *b = argument;

    b->timeout_ms = 2000;
    (void)storage_save(b, "b", TI_SLICE("two"), 0, 0);
    return NULL;
}

static void test_thread_that_waits_for_another_thread_is_busy_in_time(void **state)
{
    bench *b = *state;
    sqlite3 *other = connect_plainly(b->path);
    storage_bench patient;
    pthread_t thread;

    storage_bench_open(&patient, teamsinvite_sqlite_handle, b->storage.storage);
    execute(other, "BEGIN EXCLUSIVE");
    assert_int_equal(pthread_create(&thread, NULL, wait_two_seconds, &patient), 0);
    assert_busy_in_time(&b->storage);
    assert_busy_in_time(&b->storage);
    execute(other, "ROLLBACK");
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_int_equal(pthread_join(thread, NULL), 0);
    storage_bench_close(&patient);
}

static void test_cancelled_call_does_not_wait_for_a_lock(void **state)
{
    bench *b = *state;
    sqlite3 *other = connect_plainly(b->path);
    int64_t began_ms = ti_system_clock(1, NULL);
    teamsinvite_call *call = single_io_begin(b->storage.client, TEAMSINVITE_IO_LOAD, 20000);

    assert_non_null(call);
    ti_buf_add_text(&call->io.key, "a");
    execute(other, "BEGIN EXCLUSIVE");
    teamsinvite_call_cancel(call);
    teamsinvite_sqlite_handle(call, &call->io, b->storage.storage);
    assert_int_equal(call->io.status, TEAMSINVITE_E_STORAGE_BUSY);
    assert_true(ti_system_clock(1, NULL) - began_ms < 5000);
    execute(other, "ROLLBACK");
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    teamsinvite_call_free(call);
}

static void test_file_that_was_moved_away_is_not_used_on(void **state)
{
    bench *b = *state;
    char target[80];

    (void)snprintf(target, sizeof(target), "%s.target", b->path);
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("one"), 0, 0), TI_ANSWER_DONE);
    assert_int_equal(rename(b->path, target), 0);
    assert_int_equal(storage_save(&b->storage, "b", TI_SLICE("two"), 0, 0), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_STORAGE);
    assert_int_equal(storage_load(&b->storage, "a"), TI_ANSWER_FAILED);
    assert_int_equal(rename(target, b->path), 0);
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
}

static void test_forked_child_cannot_use_the_connection(void **state)
{
    bench *b = *state;
    int outcome = -1;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        ti_answer answer = storage_save(&b->storage, "a", TI_SLICE("one"), 0, 0);

        teamsinvite_sqlite_close(b->storage.storage);
        _exit(answer == TI_ANSWER_FAILED ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_int_equal(outcome, 0);
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("one"), 0, 0), TI_ANSWER_DONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORAGE_CONTRACT_TESTS(setup, teardown),
        cmocka_unit_test_setup_teardown(test_connections_that_race_lose_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_threads_that_create_the_file_at_once_all_get_it, setup, teardown),
        cmocka_unit_test_setup_teardown(test_records_outlive_closing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_saved_record_outlives_a_killed_process, setup, teardown),
        cmocka_unit_test_setup_teardown(test_new_file_is_for_its_owner_only, setup, teardown),
        cmocka_unit_test_setup_teardown(test_connection_has_the_settings_that_safety_needs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_symbolic_link_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_folder_behind_a_symbolic_link_is_fine, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paths_that_name_no_file_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_database_of_another_application_is_refused_and_unchanged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_crashed_wal_database_of_another_application_is_unchanged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_newer_schema_is_refused_and_unchanged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_file_that_is_no_database_is_refused_and_unchanged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_truncated_file_is_refused_and_unchanged, setup, teardown),
        cmocka_unit_test_setup_teardown(test_damage_inside_ends_writing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_removed_or_replaced_is_gone_from_the_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_file_that_is_locked_for_too_long_is_busy, setup, teardown),
        cmocka_unit_test_setup_teardown(test_removal_that_cannot_be_committed_is_undone, setup, teardown),
        cmocka_unit_test_setup_teardown(test_thread_that_waits_for_another_thread_is_busy_in_time, setup, teardown),
        cmocka_unit_test_setup_teardown(test_cancelled_call_does_not_wait_for_a_lock, setup, teardown),
        cmocka_unit_test_setup_teardown(test_file_that_was_moved_away_is_not_used_on, setup, teardown),
        cmocka_unit_test_setup_teardown(test_forked_child_cannot_use_the_connection, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
