/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sqlite_crash.c - a process is killed at each write, sync, truncation and
 * deletion of a verb, and leaves a hot journal: who comes next rolls it back.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/faulty_vfs.h"
#include "support/sqlite_bench.h"

typedef ti_answer (*operation)(storage_bench *b);

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

/* Nothing here may run the parent's destructors, or give back what is the parent's. */
static void run_and_die(const sqlite_bench *b, operation run, int nth)
{
    teamsinvite_sqlite *sqlite = NULL;
    storage_bench own;

    if (teamsinvite_sqlite_open(b->path, &sqlite, NULL) != TEAMSINVITE_OK)
        _exit(2);
    storage_bench_open(&own, teamsinvite_sqlite_handle, sqlite);
    faulty_vfs_fail(FAULTY_CHANGE, nth, FAULTY_KILL, false);
    _exit(run(&own) == TI_ANSWER_DONE ? 0 : 1);
}

/* Whether another process was killed at its nth change; else it came to its end. */
static bool kill_at(const sqlite_bench *b, operation run, int nth)
{
    int outcome = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0)
        run_and_die(b, run, nth);
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_true(WIFSIGNALED(outcome) ? WTERMSIG(outcome) == SIGKILL : WEXITSTATUS(outcome) == 0);
    return WIFSIGNALED(outcome);
}

static bool is_hot(const sqlite_bench *b)
{
    snapshot journal = snapshot_take(b->journal);
    bool hot = journal.length > 0 && journal.bytes[0] != 0;

    snapshot_free(&journal);
    return hot;
}

static void assert_bystander(sqlite_bench *b)
{
    size_t length;
    const unsigned char *value = sqlite_bench_value(0, &length);

    assert_record(&b->storage, "k/00", ti_slice_make(value, length), 1, 0);
}

typedef struct tally {
    int kills;
    int hot;    /* that left a journal with something to roll back */
    int before; /* after which the file was as it had been */
    int after;  /* … and complete: nothing was left to do */
} tally;

/* `is_open`: our connection was there all the time, else it is opened afterwards. */
static bool kill_and_look(sqlite_bench *b, operation run, int nth, bool is_open, uint64_t before, tally *t)
{
    uint64_t digest;

    if (is_open) {
        sqlite_bench_open(b);
        assert_bystander(b);
    }
    if (!kill_at(b, run, nth)) {
        sqlite_bench_close(b);
        return false;
    }
    t->kills++;
    t->hot += is_hot(b);
    if (!is_open)
        sqlite_bench_open(b);
    assert_bystander(b);
    assert_false(is_hot(b)); /* one that nothing hangs on yet may stand there until the next write */
    digest = sqlite_bench_digest(b);
    t->before += digest == before;
    assert_true(run(&b->storage) != TI_ANSWER_FAILED);
    sqlite_bench_close(b);
    assert_int_not_equal(access(b->journal, F_OK), 0);
    t->after += sqlite_bench_digest(b) == digest;
    return true;
}

/* Killed everywhere: whoever asks again finds it done, or does it. */
static void kill_everywhere(sqlite_bench *b, operation run, bool is_open)
{
    snapshot file = snapshot_take(b->path);
    uint64_t before = sqlite_bench_digest(b);
    tally t = { 0 };
    int nth = 0;

    do
        snapshot_put(&file, b->path);
    while (kill_and_look(b, run, ++nth, is_open, before, &t));
    print_message("%d kills, %d hot journals, %d rolled back\n", t.kills, t.hot, t.before);
    assert_true(t.kills > 10 && t.hot > 3 && t.before > 10);
    assert_int_equal(t.before + t.after, t.kills);
    snapshot_put(&file, b->path);
    snapshot_free(&file);
}

static void kill_each(sqlite_bench *b, bool is_open)
{
    sqlite_bench_fill(b);
    sqlite_bench_close(b);
    kill_everywhere(b, lengthen_one, is_open);
    kill_everywhere(b, shorten_one, is_open);
    kill_everywhere(b, remove_one, is_open);
}

static void test_a_killed_process_leaves_a_file_that_opens_as_before_or_complete(void **state)
{
    kill_each(*state, false);
}

static void test_a_connection_that_was_open_sees_no_half_of_what_a_killed_process_did(void **state)
{
    kill_each(*state, true);
}

/* The file as it was in the middle of its change, with its journal. */
static void leave_half(sqlite_bench *b, snapshot *file, snapshot *journal)
{
    snapshot whole = snapshot_take(b->path);
    int nth = 0;

    do {
        snapshot_put(&whole, b->path);
        snapshot_put(&(snapshot){ NULL, 0 }, b->journal);
        assert_true(kill_at(b, remove_one, ++nth));
    } while (snapshot_is_equal(&whole, b->path));
    *file = snapshot_take(b->path);
    *journal = snapshot_take(b->journal);
    assert_true(journal->length > 0);
    snapshot_free(&whole);
}

static bool try_fault_in_rollback(sqlite_bench *b, const faulty_kind *kind, int nth, uint64_t before)
{
    teamsinvite_status status;
    bool happened;

    faulty_vfs_fail(kind->which, nth, kind->code, false);
    status = sqlite_bench_try_open(b);
    assert_true(status == TEAMSINVITE_OK || status == TEAMSINVITE_E_STORAGE);
    happened = faulty_vfs_heal();
    if (!b->is_open)
        sqlite_bench_open(b);
    assert_bystander(b);
    sqlite_bench_close(b);
    assert_true(sqlite_bench_digest(b) == before);
    return happened;
}

/* The disk fails, and then again while the journal is rolled back. */
static void test_a_rollback_that_fails_is_done_later(void **state)
{
    sqlite_bench *b = *state;
    snapshot journal;
    snapshot file;
    uint64_t before;
    int count = 0;
    size_t i;

    sqlite_bench_fill(b);
    sqlite_bench_close(b);
    before = sqlite_bench_digest(b);
    leave_half(b, &file, &journal);
    for (i = 0; i < FAULTY_KINDS; i++) {
        int nth = 0;

        do {
            snapshot_put(&file, b->path);
            snapshot_put(&journal, b->journal);
        } while (try_fault_in_rollback(b, &faulty_kinds[i], ++nth, before));
        count += nth - 1;
    }
    print_message("%d faults\n", count);
    assert_true(count > 10);
    snapshot_free(&file);
    snapshot_free(&journal);
}

#define IN_BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_a_killed_process_leaves_a_file_that_opens_as_before_or_complete),
        IN_BENCH(test_a_connection_that_was_open_sees_no_half_of_what_a_killed_process_did),
        IN_BENCH(test_a_rollback_that_fails_is_done_later),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
