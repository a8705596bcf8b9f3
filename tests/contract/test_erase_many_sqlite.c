/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_erase_many_sqlite.c - company.disable of very many records: in memory
 * that does not grow with them, taken up again after kill -9, and nothing of
 * them is left in the file. TEAMSINVITE_ERASE_RECORDS says how many, 100000 say.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp() */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include <teamsinvite/sqlite.h>

#include "port/system.h"
#include "support/faulty_vfs.h"
#include "support/heap_use.h"
#include "support/remains.h"
#include "support/world.h"

enum {
    RECORDS = 2000,
    VALUE_BYTES = 640,
    OWN_BYTES_MAX = 128 * 1024,        /* for a batch of keys, the io, the call */
    SQLITE_BYTES_MAX = 4 * 1024 * 1024 /* its page cache is 2 MiB */
};

typedef struct bench {
    world *w;
    char folder[40];
    char path[64];
    teamsinvite_sqlite *sqlite;
    remains *before;
    int64_t records; /* in the file, of this company */
    size_t heap_before;
    size_t heap_peak;
    int64_t sqlite_peak;
} bench;

static bench *the_bench; /* for configure(), which is told nothing */

static void handle_and_measure(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    bench *b = user_data;

    teamsinvite_sqlite_handle(call, io, b->sqlite);
    if (heap_use() > b->heap_peak)
        b->heap_peak = heap_use();
}

static teamsinvite_status configure(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_storage(config, handle_and_measure, the_bench, NULL, err);
}

static void open_storage(bench *b)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sqlite_open(b->path, &b->sqlite, &err), err);
    world_new_client(b->w);
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));
    void *w = NULL;

    assert_non_null(b);
    the_bench = b;
    faulty_vfs_install();
    faulty_vfs_skip_syncs(); /* three a record: on a disk they are nearly all of its time */
    (void)snprintf(b->folder, sizeof(b->folder), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    (void)snprintf(b->path, sizeof(b->path), "%s/records.db", b->folder);
    assert_int_equal(world_setup(&w), 0);
    b->w = w;
    b->w->configure = configure;
    open_storage(b);
    b->before = remains_new(b->path);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bench *b = *state;
    void *w = b->w;

    assert_int_equal(world_teardown(&w), 0);
    teamsinvite_sqlite_close(b->sqlite);
    remains_free(b->before);
    faulty_vfs_remove();
    assert_int_equal(remove(b->path), 0);
    assert_int_equal(rmdir(b->folder), 0); /* neither journal nor WAL is left */
    free(b);
    return 0;
}

static sqlite3 *connect_plainly(const bench *b)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    return db;
}

static int64_t count_company(const bench *b)
{
    static const char sql[] = "SELECT count(*) FROM records WHERE key >= 'c/acme' AND key < 'c/acme0'";
    sqlite3 *db = connect_plainly(b);
    sqlite3_stmt *s = NULL;
    int64_t number;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    number = sqlite3_column_int64(s, 0);
    assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return number;
}

/* A sealed value looks like noise; this one is as long, and can be found. */
static void make_value(unsigned char value[VALUE_BYTES], int64_t number)
{
    uint64_t noise = (uint64_t)number * UINT64_C(6364136223846793005) + 1442695040888963407U;
    size_t i;

    for (i = 0; i < VALUE_BYTES; i++) {
        noise = noise * UINT64_C(6364136223846793005) + 1442695040888963407U;
        value[i] = (unsigned char)(noise >> 56);
    }
    memcpy(value + VALUE_BYTES / 2, "ERASE-ME", 8);
}

static void make_key(char key[64], int64_t number)
{
    (void)snprintf(key, 64, "c/acme/m/many-%07d", (int)number);
}

/* In one transaction: one by one takes as long as erasing. */
static void insert_many(const bench *b, int64_t count)
{
    static const char sql[] = "INSERT INTO records (key, value, due_ms, version) VALUES (?1, ?2, ?3, 1)";
    unsigned char value[VALUE_BYTES];
    sqlite3 *db = connect_plainly(b);
    sqlite3_stmt *s = NULL;
    char key[64];
    int64_t i;

    assert_int_equal(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    for (i = 0; i < count; i++) {
        make_key(key, i * 7919 % count);
        make_value(value, i * 7919 % count);
        assert_int_equal(sqlite3_bind_text(s, 1, key, -1, SQLITE_STATIC), SQLITE_OK);
        assert_int_equal(sqlite3_bind_blob(s, 2, value, sizeof(value), SQLITE_STATIC), SQLITE_OK);
        assert_int_equal(sqlite3_bind_int64(s, 3, WORLD_START_MS + i), SQLITE_OK);
        assert_int_equal(sqlite3_step(s), SQLITE_DONE);
        assert_int_equal(sqlite3_reset(s), SQLITE_OK);
    }
    assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Five of them byte by byte, of all the rest the mark and what their ids have in common. */
static void keep_samples(bench *b, int64_t count)
{
    unsigned char value[VALUE_BYTES];
    char key[64];
    int64_t i;

    for (i = 0; i < 5; i++) {
        make_key(key, i * (count - 1) / 4);
        make_value(value, i * (count - 1) / 4);
        remains_keep_value(b->before, key, value, sizeof(value));
    }
    remains_keep_value(b->before, "c/acme/m/many-", "ERASE-ME", 8);
    assert_all_there(b->before);
    assert_true(remains_of_values(b->before) >= (size_t)count);
}

static void fill(bench *b)
{
    const char *wanted = getenv("TEAMSINVITE_ERASE_RECORDS");
    int64_t count = wanted == NULL ? RECORDS : (int64_t)strtol(wanted, NULL, 10);

    assert_in_range(count, 1000, 9999999);
    world_enable(b->w);
    world_connect(b->w, b->w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    teamsinvite_meeting_free(world_create(b->w, b->w->alice, "a-real-one"));
    insert_many(b, count);
    keep_samples(b, count);
    b->records = count_company(b);
    assert_true(b->records > count);
}

static void assert_gone(const bench *b)
{
    assert_int_equal(count_company(b), 0);
    assert_int_equal(remains_of_values(b->before), 0);
    assert_int_equal(remains_of_keys(b->before), 0);
}

static void disable(bench *b, int64_t wanted)
{
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;
    int64_t took_ms = -ti_system_clock(1, NULL);

    (void)sqlite3_memory_highwater(1);
    b->heap_before = b->heap_peak = heap_use();
    assert_worked(teamsinvite_company_disable(b->w->client, b->w->admin, &erasure, &err), err);
    took_ms += ti_system_clock(1, NULL);
    b->sqlite_peak = sqlite3_memory_highwater(0);
    assert_int_equal(teamsinvite_erasure_records(erasure), wanted);
    teamsinvite_erasure_free(erasure);
    print_message("%d records in %d ms, at most %d bytes of ours and %d of SQLite\n", (int)wanted, (int)took_ms,
                  (int)(b->heap_peak - b->heap_before), (int)b->sqlite_peak);
}

static void test_very_many_records_are_erased_in_little_memory(void **state)
{
    bench *b = *state;

    fill(b);
    disable(b, b->records);
    assert_true(b->heap_peak - b->heap_before < OWN_BYTES_MAX);
    assert_true(b->sqlite_peak < SQLITE_BYTES_MAX);
    assert_gone(b);
}

static void disable_and_die(bench *b, int changes)
{
    teamsinvite_erasure *erasure = NULL;

    b->sqlite = NULL; /* what stands there is the parent's */
    if (teamsinvite_sqlite_open(b->path, &b->sqlite, NULL) != TEAMSINVITE_OK)
        _exit(2);
    world_new_client(b->w);
    faulty_vfs_fail(FAULTY_CHANGE, changes, FAULTY_KILL, false);
    (void)teamsinvite_company_disable(b->w->client, b->w->admin, &erasure, NULL);
    _exit(1);
}

/* A process that is killed after so many changes of the disk: between two
 * records, or amid one, with a journal left. How many records are left. */
static int64_t kill_after(bench *b, int changes)
{
    int outcome = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0)
        disable_and_die(b, changes);
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_true(WIFSIGNALED(outcome) && WTERMSIG(outcome) == SIGKILL);
    return count_company(b);
}

static void test_an_erasure_that_was_killed_is_finished_by_the_next(void **state)
{
    bench *b = *state;
    int64_t left;
    int kills = 0;
    int changes;

    fill(b);
    left = b->records;
    for (changes = (int)left / 2; left > b->records / 3; changes += changes / 8 + 1) {
        int64_t now = kill_after(b, changes);

        assert_true(now < left && now > 1);
        left = now;
        kills++;
    }
    print_message("%d kills, %d of %d records left\n", kills, (int)left, (int)b->records);
    assert_true(kills > 2);
    disable(b, left);
    assert_gone(b);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_very_many_records_are_erased_in_little_memory),
        IN_BENCH(test_an_erasure_that_was_killed_is_finished_by_the_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
