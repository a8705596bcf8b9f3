/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench.h - a storage under test, opened, with a client of its own: the four
 * verbs, and what a property expects of them. The first expectation that is
 * not met stands in `detail`, and everything after it is left out: a property
 * reads as a list of what is done and what has to come.
 */
#ifndef TI_CHECK_BENCH_H
#define TI_CHECK_BENCH_H

#include <stdbool.h>

#include <teamsinvite/storage.h>
#include <teamsinvite/storage_check.h>
#include <teamsinvite/storage_io.h>

#include "base/slice.h"

enum { KIT_DETAIL_SIZE = 240, KIT_KEY_SIZE = TEAMSINVITE_KEY_MAX + 1 };

/* What the run was told: how to come to the storage, how much of everything, and whom to tell. */
typedef struct kit_plan {
    teamsinvite_storage_open_fn open;
    teamsinvite_storage_close_fn close;
    void *user_data;
    int32_t reach;
    int32_t workers;
    int32_t rounds;
    int64_t records;
    int32_t kills;
    char only[64];
    teamsinvite_storage_report_fn report;
    teamsinvite_storage_progress_fn progress;
    void *teller; /* what those two are given */
} kit_plan;

/* Who works at the storage in a property. */
typedef enum kit_crew {
    KIT_ALONE,
    KIT_THREADS,  /* several, with one opened storage */
    KIT_HANDLES,  /* several threads, each with a storage that it opened itself */
    KIT_PROCESSES /* several processes */
} kit_crew;

typedef struct kit_bench {
    const kit_plan *plan;
    const char *name; /* of the property */
    kit_crew crew;
    teamsinvite_client *client;
    void *storage;
    bool is_open;
    const char *root;                   /* begins each key of the property: "check/12/" */
    teamsinvite_storage_answer *answer; /* of the last verb; NULL where it failed */
    char detail[KIT_DETAIL_SIZE];       /* "" as long as everything is as expected */
} kit_bench;

/* For storage that says it is busy: false where it has said so too often. */
typedef struct kit_patience {
    int waits;
} kit_patience;

bool kit_wait(kit_patience *patience);

/* False with detail, where it cannot be opened. Close it in any case. */
bool kit_bench_open(kit_bench *b, const kit_plan *plan, const char *root);
void kit_bench_close(kit_bench *b);

/* Closed, and opened again with what is known so far: as after a restart. */
void kit_bench_reopen(kit_bench *b);

/* The same opened storage for one more thread, with an answer and a detail of its own; not to be closed, but released.
 */
void kit_bench_share(kit_bench *b, const kit_bench *opened);
void kit_bench_release(kit_bench *b);

/* Told to whom the run is told of. */
void kit_progress(const kit_bench *b, int64_t done, int64_t of);

bool kit_ok(const kit_bench *b);
void kit_fail(kit_bench *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* One io. Keys are without the root. 0 after an earlier failure, or where the io itself failed: that is a failure. */
int32_t kit_load(kit_bench *b, const char *key);
int32_t kit_save(kit_bench *b, const char *key, ti_slice value, int64_t due_ms, int64_t expected_version);
int32_t kit_remove(kit_bench *b, const char *key, int64_t expected_version);
int32_t kit_list(kit_bench *b, const char *prefix, const char *after_key, int64_t due_before_ms, size_t limit);

/* "done", "missing", "conflict". */
const char *kit_outcome_name(int32_t outcome);

/* What the last LOAD answered. */
ti_slice kit_value(const kit_bench *b);
int64_t kit_version(const kit_bench *b);

/* Key of an item of the last LIST, without the root; whole where it does not begin with it. */
const char *kit_item(const kit_bench *b, size_t index);
size_t kit_item_count(const kit_bench *b);

/* The same with what has to come. */
void kit_expect_save(kit_bench *b, const char *key, ti_slice value, int64_t due_ms, int64_t expected_version);
void kit_expect_save_conflict(kit_bench *b, const char *key, ti_slice value, int64_t expected_version);
void kit_expect_remove(kit_bench *b, const char *key, int64_t expected_version);
void kit_expect_remove_conflict(kit_bench *b, const char *key, int64_t expected_version);
void kit_expect_record(kit_bench *b, const char *key, ti_slice value, int64_t version, int64_t due_ms);
void kit_expect_missing(kit_bench *b, const char *key);

/* The same of the last LOAD; version 0 where it has to be missing. */
void kit_expect_loaded(kit_bench *b, const char *key, ti_slice value, int64_t version, int64_t due_ms);

/* The keys of a LIST of at most `limit`, blanks between: "a b c". */
void kit_expect_list(kit_bench *b, const char *prefix, const char *after_key, int64_t due_before_ms, size_t limit,
                     const char *keys);

/* What the last LIST says of its item at `index`. */
void kit_expect_item(kit_bench *b, size_t index, int64_t version, int64_t due_ms);

/* Insert each of "a b c" with a value that is its key. */
void kit_insert_all(kit_bench *b, const char *keys);

/* The next of "a b c"; false at the end. */
bool kit_next_word(const char **words, char word[KIT_KEY_SIZE]);

/* Remove everything whose key begins with the root. */
void kit_clear(kit_bench *b);

#endif
