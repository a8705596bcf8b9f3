/* SPDX-License-Identifier: Apache-2.0 */
/* test_sqlite_busy.c - locks of others, met at each place of each verb: waited for as long as the io has time. */
#include <unistd.h>

#include "port/system.h"
#include "support/faulty_vfs.h"
#include "support/sqlite_bench.h"

enum { TIMEOUT_MS = 60, LATEST_MS = 2000 };

static ti_answer save_one(storage_bench *b)
{
    return storage_save(b, "k/06", TI_SLICE("short"), 0, 1);
}

static ti_answer insert_one(storage_bench *b)
{
    return storage_save(b, "k/99", TI_SLICE("new"), 0, 0);
}

static ti_answer remove_one(storage_bench *b)
{
    return storage_remove(b, "k/09", 1);
}

static ti_answer load_one(storage_bench *b)
{
    return storage_load(b, "k/09");
}

static ti_answer list_all(storage_bench *b)
{
    return storage_list(b, "k/", "", 0, 100);
}

static ti_answer (*const operations[])(storage_bench *b) = { save_one, insert_one, remove_one, load_one, list_all };

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

/* From its nth lock on the verb finds somebody else there; whether it wanted so many. */
static bool is_busy_from(sqlite_bench *b, size_t operation, int nth, bool for_good)
{
    int64_t took_ms = -ti_system_clock(1, NULL);
    ti_answer answer;
    bool met;

    faulty_vfs_fail(FAULTY_LOCK, nth, SQLITE_BUSY, for_good);
    answer = operations[operation](&b->storage);
    took_ms += ti_system_clock(1, NULL);
    met = faulty_vfs_heal();
    if (met && for_good) {
        assert_int_equal(answer, TI_ANSWER_FAILED);
        assert_int_equal(b->storage.call->io.status, TEAMSINVITE_E_STORAGE_BUSY);
        assert_in_range(took_ms, TIMEOUT_MS / 2, LATEST_MS);
    } else {
        assert_int_equal(answer, TI_ANSWER_DONE);
    }
    return met;
}

/* How many places there are at which a lock is met; the records are as before where it stays. */
static int meet_locks(sqlite_bench *b, size_t operation, bool for_good)
{
    snapshot before = snapshot_take(b->path);
    int nth = 0;
    bool met;

    do {
        snapshot_put(&before, b->path);
        sqlite_bench_open(b);
        b->storage.timeout_ms = TIMEOUT_MS;
        met = is_busy_from(b, operation, ++nth, for_good);
        if (met && for_good)
            assert_true(snapshot_is_equal(&before, b->path));
        if (met && for_good)
            assert_int_equal(operations[operation](&b->storage), TI_ANSWER_DONE); /* once it is free */
        sqlite_bench_close(b);
        assert_int_not_equal(access(b->journal, F_OK), 0);
    } while (met);
    snapshot_put(&before, b->path);
    snapshot_free(&before);
    return nth - 1;
}

/* Of a verb that writes: to look, to intend to write, to write. */
static void meet_all_locks(sqlite_bench *b, bool for_good)
{
    size_t i;

    sqlite_bench_fill(b);
    sqlite_bench_close(b);
    for (i = 0; i < OPERATIONS; i++)
        assert_true(meet_locks(b, i, for_good) >= (i < 3 ? 3 : 1));
}

static void test_a_lock_that_stays_is_busy_in_time_and_nothing_is_changed(void **state)
{
    meet_all_locks(*state, true);
}

static void test_a_lock_that_goes_in_time_is_not_noticed(void **state)
{
    meet_all_locks(*state, false);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_lock_that_stays_is_busy_in_time_and_nothing_is_changed),
        IN_BENCH(test_a_lock_that_goes_in_time_is_not_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
