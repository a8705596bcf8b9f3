/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_storage_sqlite_page.c - pages of the file hold what is in use and nothing
 * else, also after SQLite has split, merged and freed them.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp() */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include <teamsinvite/sqlite.h>

#include "contract/storage_contract.h"
#include "support/remains.h"
#include "support/world.h"

enum { RECORDS = 60 };

typedef struct bench {
    char folder[40];
    char path[64];
    storage_bench raw;
} bench;

static void open_file(bench *b)
{
    teamsinvite_sqlite *sqlite = NULL;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_sqlite_open(b->path, &sqlite, &err), err);
    storage_bench_open(&b->raw, teamsinvite_sqlite_handle, sqlite);
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    (void)snprintf(b->folder, sizeof(b->folder), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    (void)snprintf(b->path, sizeof(b->path), "%s/records.db", b->folder);
    open_file(b);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bench *b = *state;

    storage_bench_close(&b->raw);
    teamsinvite_sqlite_close(b->raw.storage);
    assert_int_equal(remove(b->path), 0);
    assert_int_equal(rmdir(b->folder), 0);
    free(b);
    return 0;
}

/* The same values and keys in each run (xorshift64): 300 to 399 bytes, as a link's record has. */
static void make_record(uint32_t seed, uint32_t number, char key[64], unsigned char value[400], size_t *length)
{
    uint64_t x = (uint64_t)seed * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)number * UINT64_C(0xBF58476D1CE4E5B9) + 1;
    size_t i;

    for (i = 0; i < 400; i++) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        value[i] = (unsigned char)(x >> 32);
    }
    *length = 300 + x % 100;
    (void)snprintf(key, 64, "c/acme/m/%016llx", (unsigned long long)x);
}

static void put(bench *b, uint32_t seed, uint32_t number)
{
    unsigned char value[400];
    char key[64];
    size_t length;

    make_record(seed, number, key, value, &length);
    assert_int_equal(storage_save(&b->raw, key, ti_slice_make(value, length), 1 + number, 0), TI_ANSWER_DONE);
}

static void assert_stays(bench *b, uint32_t seed, uint32_t number)
{
    unsigned char value[400];
    char key[64];
    size_t length;

    make_record(seed, number, key, value, &length);
    assert_record(&b->raw, key, ti_slice_make(value, length), 1, 1 + number);
}

static void remove_again(bench *b, uint32_t seed, uint32_t number)
{
    unsigned char value[400];
    char key[64];
    size_t length;

    make_record(seed, number, key, value, &length);
    assert_int_equal(storage_remove(&b->raw, key, 1), TI_ANSWER_DONE);
}

static void remember(remains *removed, uint32_t seed, uint32_t number)
{
    unsigned char value[400];
    char key[64];
    size_t length;

    make_record(seed, number, key, value, &length);
    remains_keep_value(removed, key, value, length);
}

/* Pages split as records come in any order, and are emptied and freed as they
 * go. Some of these 8 files kept a whole record in a page that had been split. */
static void test_no_split_or_freed_page_keeps_what_was_in_it(void **state)
{
    bench *b = *state;
    uint32_t seed;
    uint32_t i;

    for (seed = 0; seed < 8; seed++) {
        remains *removed = remains_new(b->path);

        for (i = 0; i < RECORDS; i++)
            put(b, seed, i);
        for (i = 0; i < RECORDS; i++)
            if (i % 3 != 0)
                remember(removed, seed, i);
        assert_all_there(removed);
        for (i = 0; i < RECORDS; i++)
            if (i % 3 != 0)
                remove_again(b, seed, i);
        assert_int_equal(remains_of_values(removed), 0);
        assert_int_equal(remains_of_keys(removed), 0);
        remains_free(removed);
    }
}

/* The first value of the first row. */
static void assert_answers(const bench *b, const char *sql, const char *wanted)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(s, 0), wanted);
    assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void test_a_file_of_wiped_pages_is_whole(void **state)
{
    bench *b = *state;
    uint32_t i;

    for (i = 0; i < RECORDS; i++)
        put(b, 9, i);
    for (i = 0; i < RECORDS; i += 2)
        remove_again(b, 9, i);
    assert_answers(b, "PRAGMA integrity_check", "ok"); /* says another SQLite, which reads the file anew */
    storage_bench_close(&b->raw);
    teamsinvite_sqlite_close(b->raw.storage);
    open_file(b);
    for (i = 1; i < RECORDS; i += 2)
        assert_stays(b, 9, i);
}

/* Its pages of pointers could be taken for those that hold records. */
static void test_a_file_with_auto_vacuum_is_refused(void **state)
{
    const bench *b = *state;
    teamsinvite_sqlite *other = NULL;
    teamsinvite_error *err = NULL;
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA auto_vacuum=FULL; VACUUM", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_failed(teamsinvite_sqlite_open(b->path, &other, &err), TEAMSINVITE_E_CORRUPT, &err);
    assert_null(other);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_no_split_or_freed_page_keeps_what_was_in_it),
        IN_BENCH(test_a_file_of_wiped_pages_is_whole),
        IN_BENCH(test_a_file_with_auto_vacuum_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
