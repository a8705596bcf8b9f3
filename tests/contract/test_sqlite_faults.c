/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sqlite_faults.c - each access to the disk of each verb fails once, and
 * once for good: it is said, the file is as before or complete, and the next
 * one who opens it goes on.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/faulty_vfs.h"
#include "support/sqlite_bench.h"

typedef struct operation {
    const char *name;
    ti_answer (*run)(storage_bench *b);
} operation;

static ti_answer insert_one(storage_bench *b)
{
    size_t length;
    const unsigned char *value = sqlite_bench_value(99, &length);

    return storage_save(b, "k/99", ti_slice_make(value, length), 7, 0);
}

static ti_answer lengthen_one(storage_bench *b)
{
    size_t length;
    const unsigned char *value = sqlite_bench_value(99, &length);

    return storage_save(b, "k/04", ti_slice_make(value, length), 7, 1);
}

static ti_answer shorten_one(storage_bench *b)
{
    return storage_save(b, "k/06", TI_SLICE("short"), 0, 1);
}

static ti_answer remove_one(storage_bench *b)
{
    return storage_remove(b, "k/09", 1);
}

static ti_answer load_one(storage_bench *b)
{
    size_t length;
    const unsigned char *value = sqlite_bench_value(9, &length);
    ti_answer answer = storage_load(b, "k/09");

    if (answer == TI_ANSWER_DONE)
        assert_true(ti_slice_equal(ti_buf_slice(&b->call->io.reply), ti_slice_make(value, length)));
    return answer;
}

static ti_answer list_all(storage_bench *b)
{
    ti_answer answer = storage_list(b, "k/", "", 0, 100);

    if (answer == TI_ANSWER_DONE)
        assert_int_equal(b->call->io.item_count, 20);
    return answer;
}

static ti_answer list_due(storage_bench *b)
{
    ti_answer answer = storage_list(b, "k/", "", 5000, 100);

    if (answer == TI_ANSWER_DONE)
        assert_int_equal(b->call->io.item_count, 10);
    return answer;
}

static const operation operations[] = {
    { "insert", insert_one }, { "lengthen", lengthen_one }, { "shorten", shorten_one }, { "remove", remove_one },
    { "load", load_one },     { "list", list_all },         { "list due", list_due },
};

enum { OPERATIONS = sizeof(operations) / sizeof(operations[0]) };

static int setup(void **state)
{
    faulty_vfs_install();
    faulty_vfs_skip_syncs();
    return sqlite_bench_setup(state);
}

static int teardown(void **state)
{
    int code = sqlite_bench_teardown(state);

    faulty_vfs_remove();
    return code;
}

static uint64_t digest_after(sqlite_bench *b, const operation *o, const snapshot *before)
{
    snapshot_put(before, b->path);
    sqlite_bench_open(b);
    assert_int_equal(o->run(&b->storage), TI_ANSWER_DONE);
    sqlite_bench_close(b);
    return sqlite_bench_digest(b);
}

/* The connection goes on with what nobody has touched. */
static void assert_bystander(sqlite_bench *b)
{
    size_t length;
    const unsigned char *value = sqlite_bench_value(0, &length);

    assert_record(&b->storage, "k/00", ti_slice_make(value, length), 1, 0);
}

/* Asked again, as a caller does who was told that it failed. */
static void assert_repeated(sqlite_bench *b, const operation *o, uint64_t after)
{
    ti_answer answer = o->run(&b->storage);

    assert_true(answer == TI_ANSWER_DONE || answer == TI_ANSWER_CONFLICT || answer == TI_ANSWER_MISSING);
    sqlite_bench_close(b);
    assert_true(sqlite_bench_digest(b) == after);
    assert_int_not_equal(access(b->journal, F_OK), 0);
}

/* Whether the nth access was there to fail. */
static bool try_fault(sqlite_bench *b, const operation *o, size_t fault, int nth, bool lasts, uint64_t before,
                      uint64_t after)
{
    ti_answer answer;
    uint64_t digest;
    bool happened;

    sqlite_bench_open(b);
    faulty_vfs_fail(faulty_kinds[fault].which, nth, faulty_kinds[fault].code, lasts);
    answer = o->run(&b->storage);
    assert_true(answer == TI_ANSWER_DONE || answer == TI_ANSWER_FAILED);
    if (answer == TI_ANSWER_FAILED)
        assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_STORAGE);
    if (lasts)
        sqlite_bench_close(b); /* what could not be undone is left to the next one */
    happened = faulty_vfs_heal();
    if (lasts)
        sqlite_bench_open(b);
    assert_bystander(b);
    digest = sqlite_bench_digest(b);
    assert_true(digest == after || (digest == before && answer == TI_ANSWER_FAILED));
    assert_repeated(b, o, after);
    return happened;
}

/* How many faults there were. */
static int try_faults(sqlite_bench *b, const operation *o, bool lasts)
{
    snapshot before = snapshot_take(b->path);
    uint64_t digest = sqlite_bench_digest(b);
    uint64_t after = digest_after(b, o, &before);
    int count = 0;
    size_t i;

    for (i = 0; i < FAULTY_KINDS; i++) {
        int nth = 0;
        bool happened;

        do {
            snapshot_put(&before, b->path);
            happened = try_fault(b, o, i, ++nth, lasts, digest, after);
            count += happened;
        } while (happened);
    }
    snapshot_put(&before, b->path);
    snapshot_free(&before);
    return count;
}

static int try_all(sqlite_bench *b, bool lasts)
{
    int all = 0;
    size_t i;

    sqlite_bench_fill(b);
    sqlite_bench_close(b);
    for (i = 0; i < OPERATIONS; i++) {
        int count = try_faults(b, &operations[i], lasts);

        print_message("%s: %d faults\n", operations[i].name, count);
        assert_true(count > 3); /* a lock, the size, pages */
        all += count;
    }
    return all;
}

static void test_an_access_that_fails_once_loses_nothing(void **state)
{
    assert_true(try_all(*state, false) > 100);
}

static void test_a_disk_that_fails_for_good_loses_nothing(void **state)
{
    assert_true(try_all(*state, true) > 100);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_an_access_that_fails_once_loses_nothing),
        IN_BENCH(test_a_disk_that_fails_for_good_loses_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
