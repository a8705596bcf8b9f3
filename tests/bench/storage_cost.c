/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_cost.c - what a load, a save and a list cost, with few and with many
 * records there. Prints "STORAGE RECORDS VERB MEDIAN_US P99_US", one line each.
 *
 *     storage-cost sqlite FILE RECORDS
 *     storage-cost postgres CONNINFO RECORDS    the table holds them already
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sqlite3.h>

#include <teamsinvite/postgres.h>
#include <teamsinvite/sqlite.h>

#include "contract/storage_contract.h"

enum { LOADS = 4000, SAVES = 1000, LISTS = 500, LIST_LIMIT = 100, VALUE_BYTES = 400 };

static uint64_t random_state = 88172645463325252u;

static uint64_t draw(uint64_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state % below;
}

static void key_of(char key[64], uint64_t number)
{
    (void)snprintf(key, 64, "c/company-%04llu/m/interview-%07llu", (unsigned long long)(number % 1000),
                   (unsigned long long)number);
}

static double now_us(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static void print_row(const char *storage, uint64_t records, const char *verb, double *us, size_t count)
{
    qsort(us, count, sizeof(*us), compare);
    printf("%s %llu %s %.0f %.0f\n", storage, (unsigned long long)records, verb, us[count / 2], us[count * 99 / 100]);
    (void)fflush(stdout);
}

/* As the library would leave them, in one transaction. */
static void fill_sqlite(const char *file, uint64_t records)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    char key[64];
    uint64_t i;

    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA synchronous=OFF; BEGIN", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "INSERT INTO records (key, value, version, due_ms)"
                                        " VALUES (?1, randomblob(?2), 1, ?3)",
                                        -1, &insert, NULL),
                     SQLITE_OK);
    for (i = 0; i < records; i++) {
        key_of(key, i);
        (void)sqlite3_bind_text(insert, 1, key, -1, SQLITE_TRANSIENT);
        (void)sqlite3_bind_int(insert, 2, VALUE_BYTES);
        (void)sqlite3_bind_int64(insert, 3, 1900000000000 + (sqlite3_int64)i * 60000);
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        (void)sqlite3_reset(insert);
    }
    (void)sqlite3_finalize(insert);
    assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(db);
}

static void measure_loads(storage_bench *b, const char *storage, uint64_t records)
{
    static double us[LOADS];
    char key[64];
    size_t i;

    for (i = 0; i < LOADS; i++) {
        double began;

        key_of(key, draw(records));
        began = now_us();
        assert_int_equal(storage_load(b, key), TI_ANSWER_DONE);
        us[i] = now_us() - began;
    }
    print_row(storage, records, "load", us, LOADS);
}

static void measure_saves(storage_bench *b, const char *storage, uint64_t records)
{
    static double us[SAVES];
    static char value[VALUE_BYTES];
    char key[64];
    size_t i;

    for (i = 0; i < SAVES; i++) {
        int64_t version;
        double began;

        key_of(key, draw(records));
        assert_int_equal(storage_load(b, key), TI_ANSWER_DONE);
        version = b->call->io.reply_version;
        memset(value, (int)(i % 251), sizeof(value));
        began = now_us();
        assert_int_equal(storage_save(b, key, ti_slice_make(value, sizeof(value)), 1900000000000, version),
                         TI_ANSWER_DONE);
        us[i] = now_us() - began;
    }
    print_row(storage, records, "save", us, SAVES);
}

/* Half of them a company's records, half what is due. */
static void measure_lists(storage_bench *b, const char *storage, uint64_t records)
{
    static double us[LISTS];
    char prefix[64];
    size_t i;

    for (i = 0; i < LISTS; i++) {
        double began;

        (void)snprintf(prefix, sizeof(prefix), "c/company-%04llu/", (unsigned long long)draw(1000));
        began = now_us();
        assert_int_equal(i % 2 == 0 ? storage_list(b, prefix, "", 0, LIST_LIMIT)
                                    : storage_list(b, "", "", 1900000000000 + 60000 * 50, LIST_LIMIT),
                         TI_ANSWER_DONE);
        us[i] = now_us() - began;
    }
    print_row(storage, records, "list", us, LISTS);
}

int main(int argc, char **argv)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_sqlite *sqlite = NULL;
    storage_bench b = { 0 };
    uint64_t records;

    if (argc != 4) {
        (void)fprintf(stderr, "usage: storage-cost sqlite FILE RECORDS | postgres CONNINFO RECORDS\n");
        return 2;
    }
    records = strtoull(argv[3], NULL, 10);
    if (strcmp(argv[1], "sqlite") == 0) {
        assert_int_equal(teamsinvite_sqlite_open(argv[2], &sqlite, NULL), TEAMSINVITE_OK);
        fill_sqlite(argv[2], records);
        storage_bench_open(&b, teamsinvite_sqlite_handle, sqlite);
    } else {
        assert_int_equal(teamsinvite_postgres_open(argv[2], &postgres, NULL), TEAMSINVITE_OK);
        storage_bench_open(&b, teamsinvite_postgres_handle, postgres);
    }
    measure_loads(&b, argv[1], records);
    measure_saves(&b, argv[1], records);
    measure_lists(&b, argv[1], records);
    storage_bench_close(&b);
    teamsinvite_sqlite_close(sqlite);
    teamsinvite_postgres_close(postgres);
    return 0;
}
