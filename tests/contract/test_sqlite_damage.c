/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sqlite_damage.c - the file is removed, replaced, cut or emptied while it
 * is open: nothing is "not there" that was, and nothing is written to a stranger.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/sqlite_bench.h"

static int setup(void **state)
{
    int code = sqlite_bench_setup(state);

    sqlite_bench_fill(*state);
    return code;
}

/* Every verb fails with this; no record is said to be missing. */
static void assert_useless(sqlite_bench *b, teamsinvite_status wanted)
{
    assert_int_equal(storage_load(&b->storage, "k/09"), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, wanted);
    assert_int_equal(storage_list(&b->storage, "k/", "", 0, 100), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, wanted);
    assert_int_equal(storage_list(&b->storage, "k/", "", 5000, 100), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, wanted);
    assert_int_equal(storage_save(&b->storage, "k/99", TI_SLICE("new"), 0, 0), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, wanted);
    assert_int_equal(storage_save(&b->storage, "k/06", TI_SLICE("short"), 0, 1), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, wanted);
    assert_int_equal(storage_remove(&b->storage, "k/09", 1), TI_ANSWER_FAILED);
    assert_int_equal(b->storage.call->io.status, wanted);
}

static void test_a_file_that_is_removed_while_open_is_not_made_again(void **state)
{
    sqlite_bench *b = *state;

    assert_int_equal(remove(b->path), 0);
    assert_useless(b, TEAMSINVITE_E_STORAGE);
    assert_int_not_equal(access(b->path, F_OK), 0);
    assert_int_not_equal(access(b->journal, F_OK), 0);
}

/* By another storage, as a restore that forgot to stop the processes would do it. */
static void test_a_file_that_is_replaced_while_open_is_left_alone(void **state)
{
    sqlite_bench *b = *state;
    sqlite_bench other = { .is_open = false };
    snapshot before;

    (void)snprintf(other.path, sizeof(other.path), "%s/other.db", b->folder);
    sqlite_bench_open(&other);
    assert_int_equal(storage_save(&other.storage, "k/09", TI_SLICE("another's"), 0, 0), TI_ANSWER_DONE);
    sqlite_bench_close(&other);
    assert_int_equal(rename(other.path, b->path), 0);
    before = snapshot_take(b->path);
    assert_useless(b, TEAMSINVITE_E_STORAGE);
    assert_true(snapshot_is_equal(&before, b->path));
    snapshot_free(&before);
    sqlite_bench_close(b);
    sqlite_bench_open(b);
    assert_record(&b->storage, "k/09", TI_SLICE("another's"), 1, 0);
}

static void test_a_file_that_is_emptied_while_open_stays_empty(void **state)
{
    sqlite_bench *b = *state;
    snapshot after;

    assert_int_equal(truncate(b->path, 0), 0);
    assert_useless(b, TEAMSINVITE_E_CORRUPT);
    after = snapshot_take(b->path);
    assert_int_equal(after.length, 0);
    snapshot_free(&after);
}

static void test_a_file_that_is_cut_while_open_is_damaged(void **state)
{
    sqlite_bench *b = *state;
    snapshot whole = snapshot_take(b->path);
    snapshot part = whole;

    for (part.length = 4096; part.length < whole.length; part.length += 4096 + 1365) {
        sqlite_bench_close(b);
        snapshot_put(&whole, b->path);
        sqlite_bench_open(b);
        assert_int_equal(storage_load(&b->storage, "k/00"), TI_ANSWER_DONE);
        assert_int_equal(truncate(b->path, (off_t)part.length), 0);
        assert_useless(b, TEAMSINVITE_E_CORRUPT);
        assert_true(snapshot_is_equal(&part, b->path));
    }
    sqlite_bench_close(b);
    snapshot_put(&whole, b->path);
    snapshot_free(&whole);
    sqlite_bench_open(b);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, sqlite_bench_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_file_that_is_removed_while_open_is_not_made_again),
        IN_BENCH(test_a_file_that_is_replaced_while_open_is_left_alone),
        IN_BENCH(test_a_file_that_is_emptied_while_open_stays_empty),
        IN_BENCH(test_a_file_that_is_cut_while_open_is_damaged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
