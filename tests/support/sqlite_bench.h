/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sqlite_bench.h - an SQLite storage in a folder of its own, whose files a test
 * may copy, damage and put back, and a few records in it to lose.
 */
#ifndef TI_TESTS_SUPPORT_SQLITE_BENCH_H
#define TI_TESTS_SUPPORT_SQLITE_BENCH_H

#include <sqlite3.h>

#include <teamsinvite/sqlite.h>

#include "contract/storage_contract.h"

typedef struct sqlite_bench {
    storage_bench storage; /* first: *state is a storage_bench to the contract's functions */
    bool is_open;
    char folder[40];
    char path[64];
    char journal[80];
} sqlite_bench;

typedef struct snapshot {
    unsigned char *bytes; /* NULL: there was no such file */
    size_t length;
} snapshot;

/* cmocka's set-up and tear-down: *state is an open, empty sqlite_bench. */
int sqlite_bench_setup(void **state);
int sqlite_bench_teardown(void **state);

void sqlite_bench_close(sqlite_bench *b);

/* What opening answers; the bench is open where it is OK. */
teamsinvite_status sqlite_bench_try_open(sqlite_bench *b);
void sqlite_bench_open(sqlite_bench *b);

/* Records "k/00" to "k/19": each third has a value of several pages, each second a due time. */
void sqlite_bench_fill(sqlite_bench *b);

/* The value of k/<number>, of *length bytes; not to be kept beyond the next call. */
const unsigned char *sqlite_bench_value(int number, size_t *length);

/* A number that stands for all records and what is in them, as another
 * connection sees them; and SQLite finds no fault in the file. */
uint64_t sqlite_bench_digest(const sqlite_bench *b);

snapshot snapshot_take(const char *path);
void snapshot_put(const snapshot *s, const char *path);
bool snapshot_is_equal(const snapshot *s, const char *path);
void snapshot_free(snapshot *s);

#endif
