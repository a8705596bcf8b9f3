/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sqlite_disk.c - a disk that is full, or may only be read, or fails while
 * the file is opened or made: said, and nothing lost.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/faulty_vfs.h"
#include "support/sqlite_bench.h"

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

/* Each writing verb is refused, each reading one works. */
static void assert_read_only(sqlite_bench *b)
{
    size_t length;
    const unsigned char *value = sqlite_bench_value(9, &length);

    assert_int_equal(storage_save(&b->storage, "k/99", ti_slice_make(value, length), 7, 0), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_STORAGE);
    assert_int_equal(storage_save(&b->storage, "k/06", TI_SLICE("short"), 0, 1), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_STORAGE);
    assert_int_equal(storage_remove(&b->storage, "k/09", 1), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_STORAGE);
    assert_record(&b->storage, "k/09", ti_slice_make(value, length), 1, 1000);
    assert_int_equal(storage_list(&b->storage, "k/", "", 5000, 100), TI_ANSWER_DONE);
    assert_int_equal(b->storage.call->io.item_count, 10);
}

static void test_a_full_disk_still_gives_out_what_is_on_it(void **state)
{
    sqlite_bench *b = *state;
    snapshot before;

    sqlite_bench_fill(b);
    before = snapshot_take(b->path);
    faulty_vfs_fail(FAULTY_WRITE, 1, SQLITE_FULL, true);
    assert_read_only(b);
    assert_true(faulty_vfs_heal());
    assert_true(snapshot_is_equal(&before, b->path));
    snapshot_free(&before);
    assert_int_equal(storage_remove(&b->storage, "k/09", 1), TI_ANSWER_DONE);
}

/* A folder that may not be written in has no room for a journal. */
static void test_a_read_only_disk_can_be_read(void **state)
{
    sqlite_bench *b = *state;
    snapshot before;

    sqlite_bench_fill(b);
    sqlite_bench_close(b);
    before = snapshot_take(b->path);
    faulty_vfs_read_only(true);
    sqlite_bench_open(b);
    assert_read_only(b);
    faulty_vfs_read_only(false);
    assert_true(snapshot_is_equal(&before, b->path));
    snapshot_free(&before);
}

/* Empty, and it cannot be filled: what stands there is not taken for a storage. */
static void test_a_new_file_on_a_read_only_disk_is_refused(void **state)
{
    sqlite_bench *b = *state;

    sqlite_bench_close(b);
    assert_int_equal(truncate(b->path, 0), 0);
    faulty_vfs_read_only(true);
    assert_int_equal(sqlite_bench_try_open(b), TEAMSINVITE_E_STORAGE);
    faulty_vfs_read_only(false);
    sqlite_bench_open(b);
}

/* Whether the nth access was there to fail while the file was opened. */
static bool try_fault_at_opening(sqlite_bench *b, size_t fault, int nth, uint64_t digest)
{
    teamsinvite_status status;
    bool happened;

    faulty_vfs_fail(faulty_kinds[fault].which, nth, faulty_kinds[fault].code, false);
    status = sqlite_bench_try_open(b);
    assert_true(status == TEAMSINVITE_OK || status == TEAMSINVITE_E_STORAGE);
    happened = faulty_vfs_heal();
    if (!b->is_open)
        sqlite_bench_open(b);
    sqlite_bench_close(b);
    assert_true(sqlite_bench_digest(b) == digest);
    return happened;
}

static int try_faults_at_opening(sqlite_bench *b)
{
    snapshot before = snapshot_take(b->path);
    uint64_t digest;
    int count = 0;
    size_t i;

    sqlite_bench_open(b);
    sqlite_bench_close(b);
    digest = sqlite_bench_digest(b);
    for (i = 0; i < FAULTY_KINDS; i++) {
        int nth = 0;

        do
            snapshot_put(&before, b->path);
        while (try_fault_at_opening(b, i, ++nth, digest));
        count += nth - 1;
    }
    snapshot_free(&before);
    return count;
}

static void test_a_file_that_is_opened_amid_faults_is_the_same(void **state)
{
    sqlite_bench *b = *state;

    sqlite_bench_fill(b);
    sqlite_bench_close(b);
    assert_true(try_faults_at_opening(b) > 5);
}

static void test_a_file_that_is_made_amid_faults_can_be_made_later(void **state)
{
    sqlite_bench *b = *state;

    sqlite_bench_close(b);
    assert_int_equal(remove(b->path), 0);
    assert_true(try_faults_at_opening(b) > 10);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_full_disk_still_gives_out_what_is_on_it),
        IN_BENCH(test_a_read_only_disk_can_be_read),
        IN_BENCH(test_a_new_file_on_a_read_only_disk_is_refused),
        IN_BENCH(test_a_file_that_is_opened_amid_faults_is_the_same),
        IN_BENCH(test_a_file_that_is_made_amid_faults_can_be_made_later),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
