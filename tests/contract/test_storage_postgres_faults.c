/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_storage_postgres_faults.c - PostgreSQL that stops, falls silent, is held
 * up by somebody else or refuses: the answer is true, and it comes in time.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <teamsinvite/postgres.h>

#include "contract/storage_contract.h"
#include "port/system.h"
#include "support/postgres_server.h"

enum { SHORT_MS = 600, LONG_MS = 20000, SLACK_MS = 1500 };

typedef struct bench {
    storage_bench storage; /* first: *state is a storage_bench too */
    PGconn *owner;         /* somebody else */
} bench;

static postgres_server server;

static teamsinvite_postgres *open_server(const char *conninfo)
{
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;

    if (teamsinvite_postgres_open(conninfo, &postgres, &err) != TEAMSINVITE_OK)
        print_error("%s\n", teamsinvite_error_message(err));
    teamsinvite_error_free(err);
    return postgres;
}

static int setup_on(void **state, const char *conninfo)
{
    bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    b->owner = postgres_server_connect(&server);
    postgres_server_execute(b->owner, "TRUNCATE teamsinvite.records");
    storage_bench_open(&b->storage, teamsinvite_postgres_handle, open_server(conninfo));
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("one"), 0, 0), TI_ANSWER_DONE);
    *state = b;
    return 0;
}

static int setup_direct(void **state)
{
    return setup_on(state, server.direct);
}

static int setup_pooled(void **state)
{
    return setup_on(state, server.pooled);
}

static int teardown(void **state)
{
    bench *b = *state;

    storage_bench_close(&b->storage);
    teamsinvite_postgres_close(b->storage.storage);
    PQfinish(b->owner);
    free(b);
    return 0;
}

static void assert_failure(const storage_bench *b, teamsinvite_status wanted, const char *says)
{
    const teamsinvite_io *io = &b->call->io;

    assert_int_equal(io->answer, TI_ANSWER_FAILED);
    if (io->status != wanted || strstr(io->reason, says) == NULL)
        print_error("%s: %s\n", teamsinvite_status_name(io->status), io->reason);
    assert_int_equal(io->status, wanted);
    assert_non_null(strstr(io->reason, says));
}

/* --- Somebody else's lock ------------------------------------------------- */

static void lock_record(bench *b)
{
    postgres_server_execute(b->owner, "BEGIN");
    postgres_server_execute(b->owner, "SELECT 1 FROM teamsinvite.records WHERE key = 'a' FOR UPDATE");
}

static void assert_backends(bench *b, const char *count)
{
    char *got = postgres_server_ask(b->owner, "SELECT count(*) FROM pg_stat_activity WHERE usename = 'ats'");

    assert_string_equal(got, count);
    free(got);
}

static void test_locked_record_is_busy_in_time_and_not_written_late(void **state)
{
    bench *b = *state;
    int64_t took_ms = -ti_system_clock(1, NULL);

    lock_record(b);
    b->storage.timeout_ms = SHORT_MS;
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("late"), 0, 1), TI_ANSWER_FAILED);
    assert_failure(&b->storage, TEAMSINVITE_E_STORAGE_BUSY, "locked by somebody else");
    assert_null(strstr(b->storage.call->io.reason, "not known"));
    assert_int_equal(storage_remove(&b->storage, "a", 1), TI_ANSWER_FAILED);
    assert_failure(&b->storage, TEAMSINVITE_E_STORAGE_BUSY, "locked by somebody else");
    took_ms += ti_system_clock(1, NULL);
    assert_in_range(took_ms, SHORT_MS, 2 * SHORT_MS + SLACK_MS);
    assert_backends(b, "1"); /* the connection is as good as before */
    postgres_server_execute(b->owner, "COMMIT");
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_DONE);
}

typedef struct waiter {
    pthread_t thread;
    storage_bench bench;
    ti_answer (*act)(storage_bench *b);
    ti_answer answer;
} waiter;

static ti_answer save_two(storage_bench *b)
{
    return storage_save(b, "a", TI_SLICE("two"), 0, 1);
}

static ti_answer remove_one(storage_bench *b)
{
    return storage_remove(b, "a", 1);
}

static ti_answer load_it(storage_bench *b)
{
    return storage_load(b, "a");
}

static void *act_in_thread(void *argument)
{
    waiter *w = argument;

    w->answer = w->act(&w->bench);
    return NULL;
}

/* Until the server says that somebody waits for a lock. */
static void await_waiting(bench *b)
{
    int64_t until_ms = ti_system_clock(1, NULL) + LONG_MS;
    bool waits = false;

    while (!waits) {
        char *got = postgres_server_ask(b->owner, "SELECT count(*) FROM pg_locks WHERE NOT granted");

        waits = strcmp(got, "0") != 0;
        free(got);
        assert_true(ti_system_clock(1, NULL) < until_ms);
    }
}

static void begin_waiting(bench *b, waiter *w, ti_answer (*act)(storage_bench *b))
{
    *w = (waiter){ .act = act };
    storage_bench_open(&w->bench, teamsinvite_postgres_handle, b->storage.storage);
    w->bench.timeout_ms = LONG_MS;
    assert_int_equal(pthread_create(&w->thread, NULL, act_in_thread, w), 0);
    await_waiting(b);
}

static ti_answer finish_waiting(waiter *w)
{
    assert_int_equal(pthread_join(w->thread, NULL), 0);
    return w->answer;
}

static void kill_waiting_backend(bench *b)
{
    postgres_server_execute(b->owner, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted");
}

static void test_write_whose_backend_is_killed_is_of_unknown_outcome_and_not_repeated(void **state)
{
    bench *b = *state;
    waiter w;

    lock_record(b);
    begin_waiting(b, &w, save_two);
    kill_waiting_backend(b);
    assert_int_equal(finish_waiting(&w), TI_ANSWER_FAILED);
    assert_failure(&w.bench, TEAMSINVITE_E_STORAGE, "whether it was written is not known");
    storage_bench_close(&w.bench);
    postgres_server_execute(b->owner, "COMMIT");
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_DONE);
}

static void test_read_whose_backend_is_killed_is_asked_again(void **state)
{
    bench *b = *state;
    waiter w;

    postgres_server_execute(b->owner, "BEGIN");
    postgres_server_execute(b->owner, "LOCK TABLE teamsinvite.records IN ACCESS EXCLUSIVE MODE");
    begin_waiting(b, &w, load_it);
    kill_waiting_backend(b);
    postgres_server_execute(b->owner, "COMMIT");
    assert_int_equal(finish_waiting(&w), TI_ANSWER_DONE);
    storage_bench_close(&w.bench);
}

static void test_removal_that_is_overtaken_tells_what_is_true_then(void **state)
{
    bench *b = *state;
    waiter w;

    lock_record(b);
    begin_waiting(b, &w, remove_one);
    postgres_server_execute(b->owner, "UPDATE teamsinvite.records SET version = 2 WHERE key = 'a'");
    postgres_server_execute(b->owner, "COMMIT");
    assert_int_equal(finish_waiting(&w), TI_ANSWER_CONFLICT);
    storage_bench_close(&w.bench);

    postgres_server_execute(b->owner, "UPDATE teamsinvite.records SET version = 1 WHERE key = 'a'");
    lock_record(b);
    begin_waiting(b, &w, remove_one);
    postgres_server_execute(b->owner, "DELETE FROM teamsinvite.records WHERE key = 'a'");
    postgres_server_execute(b->owner, "COMMIT");
    assert_int_equal(finish_waiting(&w), TI_ANSWER_MISSING);
    storage_bench_close(&w.bench);
}

/* 40001, which a stricter isolation than ours answers, is tried again. */
static void test_transaction_that_is_rolled_back_for_another_is_repeated(void **state)
{
    bench *b = *state;
    teamsinvite_postgres *strict;
    waiter w;

    postgres_server_execute(b->owner, "ALTER ROLE ats SET default_transaction_isolation = 'serializable'");
    strict = open_server(server.direct);
    postgres_server_execute(b->owner, "ALTER ROLE ats RESET default_transaction_isolation");
    teamsinvite_postgres_close(b->storage.storage);
    b->storage.storage = strict;
    lock_record(b);
    begin_waiting(b, &w, save_two);
    postgres_server_execute(b->owner, "UPDATE teamsinvite.records SET version = 7 WHERE key = 'a'");
    postgres_server_execute(b->owner, "COMMIT");
    assert_int_equal(finish_waiting(&w), TI_ANSWER_CONFLICT);
    storage_bench_close(&w.bench);
}

static void test_thread_that_finds_all_connections_in_use_is_busy_in_time(void **state)
{
    bench *b = *state;
    int64_t took_ms;
    waiter w;

    assert_int_equal(teamsinvite_postgres_set_connections(b->storage.storage, 1, NULL), TEAMSINVITE_OK);
    lock_record(b);
    begin_waiting(b, &w, save_two);
    b->storage.timeout_ms = SHORT_MS;
    took_ms = -ti_system_clock(1, NULL);
    assert_int_equal(storage_load(&b->storage, "a"), TI_ANSWER_FAILED);
    took_ms += ti_system_clock(1, NULL);
    assert_failure(&b->storage, TEAMSINVITE_E_STORAGE_BUSY, "connections are in use");
    assert_in_range(took_ms, SHORT_MS - 1, SHORT_MS + SLACK_MS);
    postgres_server_execute(b->owner, "COMMIT");
    assert_int_equal(finish_waiting(&w), TI_ANSWER_DONE);
    storage_bench_close(&w.bench);
    assert_record(&b->storage, "a", TI_SLICE("two"), 2, 0);
    assert_backends(b, "1");
}

static void test_cancelled_call_does_not_wait_for_a_lock(void **state)
{
    bench *b = *state;
    int64_t took_ms;
    waiter w;

    lock_record(b);
    begin_waiting(b, &w, save_two);
    took_ms = -ti_system_clock(1, NULL);
    teamsinvite_call_cancel(w.bench.call);
    assert_int_equal(finish_waiting(&w), TI_ANSWER_FAILED);
    took_ms += ti_system_clock(1, NULL);
    assert_failure(&w.bench, TEAMSINVITE_E_STORAGE, "cancelled; whether it was written is not known");
    assert_true(took_ms < 1000);
    storage_bench_close(&w.bench);
    postgres_server_execute(b->owner, "ROLLBACK");
}

/* --- Servers that stop or fall silent -------------------------------------- */

static void test_server_that_restarts_between_verbs_is_found_again(void **state)
{
    bench *b = *state;

    postgres_server_say(&server, "stop");
    postgres_server_say(&server, "start");
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_DONE);
    postgres_server_say(&server, "kill");
    postgres_server_say(&server, "start");
    assert_record(&b->storage, "a", TI_SLICE("two"), 2, 0); /* done is durable */
    assert_int_equal(storage_remove(&b->storage, "a", 2), TI_ANSWER_DONE);
    postgres_server_say(&server, "kill");
    postgres_server_say(&server, "start");
    assert_no_record(&b->storage, "a");
}

/* The pooler loses its servers, and may pass that on to the first who asks. */
static void test_server_that_restarts_behind_a_pooler_is_found_again(void **state)
{
    bench *b = *state;

    postgres_server_say(&server, "stop");
    postgres_server_say(&server, "start");
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_DONE);
}

static void test_server_that_is_down_is_a_failure_at_once(void **state)
{
    bench *b = *state;
    int64_t took_ms;
    int i;

    postgres_server_say(&server, "stop");
    took_ms = -ti_system_clock(1, NULL);
    for (i = 0; i <= TEAMSINVITE_POSTGRES_CONNECTIONS; i++) { /* one that is not made does not count as one */
        assert_int_equal(storage_load(&b->storage, "a"), TI_ANSWER_FAILED);
        assert_failure(&b->storage, TEAMSINVITE_E_STORAGE, "no connection to the server");
    }
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_FAILED);
    assert_failure(&b->storage, TEAMSINVITE_E_STORAGE, "no connection to the server");
    assert_null(strstr(b->storage.call->io.reason, "not known"));
    took_ms += ti_system_clock(1, NULL);
    assert_true(took_ms < SLACK_MS);
    postgres_server_say(&server, "start");
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
}

/* The first io finds a connection, the second one has to make one with a server that takes it and says nothing. */
static void test_server_that_falls_silent_is_not_waited_for_too_long(void **state)
{
    bench *b = *state;
    int i;

    postgres_server_say(&server, "pause");
    b->storage.timeout_ms = SHORT_MS;
    for (i = 0; i < 2; i++) {
        int64_t took_ms = -ti_system_clock(1, NULL);

        assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 2), TI_ANSWER_FAILED);
        took_ms += ti_system_clock(1, NULL);
        assert_failure(&b->storage, TEAMSINVITE_E_STORAGE, "did not answer in time");
        assert_int_equal(strstr(b->storage.call->io.reason, "not known") != NULL, i == 0);
        assert_in_range(took_ms, SHORT_MS - 1, SHORT_MS + SLACK_MS);
    }
    postgres_server_say(&server, "resume");
    b->storage.timeout_ms = LONG_MS;
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
}

static void test_opening_a_silent_server_takes_no_longer_than_its_timeout(void **state)
{
    char conninfo[200];
    teamsinvite_postgres *postgres = NULL;
    teamsinvite_error *err = NULL;
    int64_t took_ms;

    (void)state;
    (void)snprintf(conninfo, sizeof(conninfo), "%s connect_timeout=1", server.direct);
    postgres_server_say(&server, "pause");
    took_ms = -ti_system_clock(1, NULL);
    assert_int_equal(teamsinvite_postgres_open(conninfo, &postgres, &err), TEAMSINVITE_E_STORAGE);
    took_ms += ti_system_clock(1, NULL);
    postgres_server_say(&server, "resume");
    assert_null(postgres);
    assert_non_null(strstr(teamsinvite_error_message(err), "did not answer in time"));
    teamsinvite_error_free(err);
    assert_in_range(took_ms, 999, 1000 + SLACK_MS);
}

/* --- What must not be taken for done ---------------------------------------- */

/* The commit itself fails: the statement before it did not, and was not final. */
static void test_write_that_fails_at_commit_is_not_done(void **state)
{
    bench *b = *state;

    postgres_server_execute(b->owner,
                            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                            " $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END $$;"
                            "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT OR UPDATE ON teamsinvite.records"
                            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()");
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_FAILED);
    assert_failure(&b->storage, TEAMSINVITE_E_STORAGE, "23514");
    assert_int_equal(storage_save(&b->storage, "b", TI_SLICE("new"), 0, 0), TI_ANSWER_FAILED);
    postgres_server_execute(b->owner, "DROP FUNCTION refuse CASCADE");
    assert_record(&b->storage, "a", TI_SLICE("one"), 1, 0);
    assert_no_record(&b->storage, "b");
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_DONE);
}

static void test_role_that_is_set_to_be_quick_still_waits_for_the_disk(void **state)
{
    bench *b = *state;
    teamsinvite_postgres *quick;

    postgres_server_execute(b->owner,
                            "ALTER ROLE ats SET synchronous_commit = off;"
                            "CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                            " IF current_setting('synchronous_commit') <> 'on' THEN RAISE EXCEPTION 'quick'; END IF;"
                            " RETURN NEW; END $$;"
                            "CREATE TRIGGER look BEFORE UPDATE ON teamsinvite.records"
                            " FOR EACH ROW EXECUTE FUNCTION look()");
    quick = open_server(server.direct);
    teamsinvite_postgres_close(b->storage.storage);
    b->storage.storage = quick;
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_DONE);
    postgres_server_execute(b->owner, "DROP FUNCTION look CASCADE; ALTER ROLE ats RESET synchronous_commit");
}

static void test_server_that_takes_no_writes_is_given_up(void **state)
{
    bench *b = *state;
    teamsinvite_postgres *reader;

    postgres_server_execute(b->owner, "ALTER ROLE ats SET default_transaction_read_only = on");
    reader = open_server(server.direct);
    postgres_server_execute(b->owner, "ALTER ROLE ats RESET default_transaction_read_only");
    teamsinvite_postgres_close(b->storage.storage);
    b->storage.storage = reader;
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_FAILED);
    assert_failure(&b->storage, TEAMSINVITE_E_STORAGE, "takes no writes");
    assert_int_equal(storage_save(&b->storage, "a", TI_SLICE("two"), 0, 1), TI_ANSWER_DONE); /* a new connection */
}

/* Nor does it end the parent's session when it closes its copy. */
static void test_forked_child_cannot_use_the_connections(void **state)
{
    static const char session[] = "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity WHERE usename = 'ats'";
    bench *b = *state;
    char *before = postgres_server_ask(b->owner, session);
    char *after;
    int outcome = -1;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        ti_answer answer = storage_save(&b->storage, "b", TI_SLICE("one"), 0, 0);

        teamsinvite_postgres_close(b->storage.storage);
        _exit(answer == TI_ANSWER_FAILED ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &outcome, 0), child);
    assert_int_equal(outcome, 0);
    assert_int_equal(storage_save(&b->storage, "b", TI_SLICE("one"), 0, 0), TI_ANSWER_DONE);
    after = postgres_server_ask(b->owner, session);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static int start_server(void **state)
{
    (void)state;
    postgres_server_start(&server);
    return 0;
}

static int stop_server(void **state)
{
    (void)state;
    postgres_server_stop(&server);
    return 0;
}

#define FAULT_TEST(name) cmocka_unit_test_setup_teardown(name, setup_direct, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FAULT_TEST(test_locked_record_is_busy_in_time_and_not_written_late),
        FAULT_TEST(test_write_whose_backend_is_killed_is_of_unknown_outcome_and_not_repeated),
        FAULT_TEST(test_read_whose_backend_is_killed_is_asked_again),
        FAULT_TEST(test_removal_that_is_overtaken_tells_what_is_true_then),
        FAULT_TEST(test_transaction_that_is_rolled_back_for_another_is_repeated),
        FAULT_TEST(test_thread_that_finds_all_connections_in_use_is_busy_in_time),
        FAULT_TEST(test_cancelled_call_does_not_wait_for_a_lock),
        FAULT_TEST(test_server_that_restarts_between_verbs_is_found_again),
        cmocka_unit_test_setup_teardown(test_server_that_restarts_behind_a_pooler_is_found_again, setup_pooled,
                                        teardown),
        FAULT_TEST(test_server_that_is_down_is_a_failure_at_once),
        FAULT_TEST(test_server_that_falls_silent_is_not_waited_for_too_long),
        cmocka_unit_test(test_opening_a_silent_server_takes_no_longer_than_its_timeout),
        FAULT_TEST(test_write_that_fails_at_commit_is_not_done),
        FAULT_TEST(test_role_that_is_set_to_be_quick_still_waits_for_the_disk),
        FAULT_TEST(test_server_that_takes_no_writes_is_given_up),
        FAULT_TEST(test_forked_child_cannot_use_the_connections),
    };

    return cmocka_run_group_tests(tests, start_server, stop_server);
}
