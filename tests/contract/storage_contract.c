/* SPDX-License-Identifier: Apache-2.0 */
/* storage_contract.c - what storage.h promises, as tests that each storage has to pass. */
#include "contract/storage_contract.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include <teamsinvite/storage.h>

enum { TIMEOUT_MS = 30000, RACE_MAX = 16, RACE_KEYS = 8, RACE_INCREMENTS = 20 };

void storage_bench_open(storage_bench *b, teamsinvite_handler_fn handle, void *storage)
{
    *b = (storage_bench){ .handle = handle, .storage = storage, .timeout_ms = TIMEOUT_MS };
    b->client = single_io_client();
    assert_non_null(b->client);
    assert_non_null(storage);
}

void storage_bench_close(storage_bench *b)
{
    teamsinvite_call_free(b->call);
    teamsinvite_client_free(b->client);
    b->call = NULL;
    b->client = NULL;
}

/* The racing threads come here too: nothing is asserted. */
static teamsinvite_io *begin(storage_bench *b, int32_t kind)
{
    teamsinvite_call_free(b->call);
    b->call = single_io_begin(b->client, kind, b->timeout_ms);
    return b->call == NULL ? NULL : &b->call->io;
}

static ti_answer answered(storage_bench *b, const teamsinvite_io *io)
{
    if (io == NULL)
        return TI_ANSWER_NONE;
    b->handle(b->call, io, b->storage);
    return io->answered_twice ? TI_ANSWER_NONE : io->answer;
}

ti_answer storage_load(storage_bench *b, const char *key)
{
    teamsinvite_io *io = begin(b, TEAMSINVITE_IO_LOAD);

    if (io != NULL)
        ti_buf_add_text(&io->key, key);
    return answered(b, io);
}

ti_answer storage_save(storage_bench *b, const char *key, ti_slice value, int64_t due_ms, int64_t expected_version)
{
    teamsinvite_io *io = begin(b, TEAMSINVITE_IO_SAVE);

    if (io != NULL) {
        ti_buf_add_text(&io->key, key);
        ti_buf_add(&io->value, value);
        io->due_ms = due_ms;
        io->expected_version = expected_version;
    }
    return answered(b, io);
}

ti_answer storage_remove(storage_bench *b, const char *key, int64_t expected_version)
{
    teamsinvite_io *io = begin(b, TEAMSINVITE_IO_REMOVE);

    if (io != NULL) {
        ti_buf_add_text(&io->key, key);
        io->expected_version = expected_version;
    }
    return answered(b, io);
}

ti_answer storage_list(storage_bench *b, const char *prefix, const char *after_key, int64_t due_before_ms,
                       size_t limit)
{
    teamsinvite_io *io = begin(b, TEAMSINVITE_IO_LIST);

    if (io != NULL) {
        ti_buf_add_text(&io->key, prefix);
        ti_buf_add_text(&io->after_key, after_key);
        io->due_before_ms = due_before_ms;
        io->limit = limit;
    }
    return answered(b, io);
}

void assert_record(storage_bench *b, const char *key, ti_slice value, int64_t version, int64_t due_ms)
{
    assert_int_equal(storage_load(b, key), TI_ANSWER_DONE);
    assert_int_equal(b->call->io.reply_version, version);
    assert_int_equal(b->call->io.reply_due_ms, due_ms);
    assert_int_equal(b->call->io.reply.len, value.len);
    assert_true(ti_slice_equal(ti_buf_slice(&b->call->io.reply), value));
}

void assert_no_record(storage_bench *b, const char *key)
{
    assert_int_equal(storage_load(b, key), TI_ANSWER_MISSING);
}

void assert_listed(const storage_bench *b, const char *keys)
{
    char listed[1024] = "";
    size_t i;

    assert_int_equal(b->call->io.answer, TI_ANSWER_DONE);
    for (i = 0; i < b->call->io.item_count; i++) {
        size_t length = strlen(listed);

        (void)snprintf(listed + length, sizeof(listed) - length, "%s ", ti_io_item_key(&b->call->io, i));
    }
    assert_string_equal(listed, keys);
}

static void insert(storage_bench *b, const char *key, int64_t due_ms)
{
    assert_int_equal(storage_save(b, key, TI_SLICE("v"), due_ms, 0), TI_ANSWER_DONE);
}

void test_missing_record_is_missing(void **state)
{
    storage_bench *b = *state;

    assert_no_record(b, "c/acme");
    assert_int_equal(storage_remove(b, "c/acme", 1), TI_ANSWER_MISSING);
    assert_int_equal(storage_list(b, "", "", 0, 10), TI_ANSWER_DONE);
    assert_listed(b, "");
}

void test_inserted_record_is_loaded_as_it_was_saved(void **state)
{
    storage_bench *b = *state;

    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("one"), INT64_C(4102444800123), 0), TI_ANSWER_DONE);
    assert_record(b, "c/acme", TI_SLICE("one"), 1, INT64_C(4102444800123));
    assert_no_record(b, "c/acm");
    assert_no_record(b, "c/acme2");
}

void test_insert_over_a_record_is_a_conflict(void **state)
{
    storage_bench *b = *state;

    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("one"), 7, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("two"), 8, 0), TI_ANSWER_CONFLICT);
    assert_record(b, "c/acme", TI_SLICE("one"), 1, 7);
}

void test_save_at_the_version_replaces_value_and_due_time(void **state)
{
    storage_bench *b = *state;

    insert(b, "c/other", 5);
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("one"), 7, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("a longer two"), 0, 1), TI_ANSWER_DONE);
    assert_record(b, "c/acme", TI_SLICE("a longer two"), 2, 0);
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE(""), 9, 2), TI_ANSWER_DONE);
    assert_record(b, "c/acme", TI_SLICE(""), 3, 9);
    assert_record(b, "c/other", TI_SLICE("v"), 1, 5);
}

void test_save_at_another_version_is_a_conflict(void **state)
{
    storage_bench *b = *state;

    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("none"), 7, 1), TI_ANSWER_CONFLICT);
    assert_no_record(b, "c/acme");
    insert(b, "c/acme", 7);
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("two"), 8, 1), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("late"), 9, 1), TI_ANSWER_CONFLICT);
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("early"), 9, 3), TI_ANSWER_CONFLICT);
    assert_record(b, "c/acme", TI_SLICE("two"), 2, 8);
}

void test_remove_at_the_version_leaves_nothing(void **state)
{
    storage_bench *b = *state;

    insert(b, "a", 0);
    insert(b, "b", 7);
    insert(b, "c", 0);
    assert_int_equal(storage_remove(b, "b", 1), TI_ANSWER_DONE);
    assert_no_record(b, "b");
    assert_int_equal(storage_remove(b, "b", 1), TI_ANSWER_MISSING);
    assert_int_equal(storage_list(b, "", "", 0, 10), TI_ANSWER_DONE);
    assert_listed(b, "a c ");
    assert_int_equal(storage_save(b, "b", TI_SLICE("new"), 0, 0), TI_ANSWER_DONE);
    assert_record(b, "b", TI_SLICE("new"), 1, 0);
}

void test_remove_at_another_version_is_a_conflict(void **state)
{
    storage_bench *b = *state;

    insert(b, "c/acme", 7);
    assert_int_equal(storage_remove(b, "c/acme", 2), TI_ANSWER_CONFLICT);
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("two"), 8, 1), TI_ANSWER_DONE);
    assert_int_equal(storage_remove(b, "c/acme", 1), TI_ANSWER_CONFLICT);
    assert_record(b, "c/acme", TI_SLICE("two"), 2, 8);
}

void test_values_of_all_bytes_up_to_64_kib_are_kept(void **state)
{
    static const size_t lengths[] = { 0, 1, 256, 4095, 4096, 4097, TEAMSINVITE_VALUE_MAX };
    static char bytes[TEAMSINVITE_VALUE_MAX];
    storage_bench *b = *state;
    char key[16];
    size_t i;

    for (i = 0; i < sizeof(bytes); i++)
        bytes[i] = (char)(i + i / 256);
    for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        (void)snprintf(key, sizeof(key), "k%zu", i);
        assert_int_equal(storage_save(b, key, ti_slice_make(bytes, lengths[i]), 0, 0), TI_ANSWER_DONE);
    }
    for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        (void)snprintf(key, sizeof(key), "k%zu", i);
        assert_record(b, key, ti_slice_make(bytes, lengths[i]), 1, 0);
    }
}

void test_keys_are_compared_bytewise(void **state)
{
    storage_bench *b = *state;
    char longest[TEAMSINVITE_KEY_MAX + 1];

    memset(longest, 'k', sizeof(longest));
    longest[TEAMSINVITE_KEY_MAX] = '\0';
    assert_int_equal(storage_save(b, "c/acme", TI_SLICE("small"), 0, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "c/Acme", TI_SLICE("capital"), 0, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "c/acme.", TI_SLICE("dot"), 0, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "1", TI_SLICE("number"), 0, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "1.0", TI_SLICE("fraction"), 0, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, longest, TI_SLICE("long"), 0, 0), TI_ANSWER_DONE);
    assert_record(b, "c/acme", TI_SLICE("small"), 1, 0);
    assert_record(b, "c/Acme", TI_SLICE("capital"), 1, 0);
    assert_record(b, "c/acme.", TI_SLICE("dot"), 1, 0);
    assert_record(b, "1", TI_SLICE("number"), 1, 0);
    assert_record(b, "1.0", TI_SLICE("fraction"), 1, 0);
    assert_record(b, longest, TI_SLICE("long"), 1, 0);
    assert_int_equal(storage_remove(b, "c/ACME", 1), TI_ANSWER_MISSING);
}

void test_list_is_in_order_of_bytes(void **state)
{
    static const char *const keys[] = { "aa", "a/b", "B", "a_", "a", "aA", "a0", "a-", "A", "a.", "b" };
    storage_bench *b = *state;
    size_t i;

    for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        insert(b, keys[i], (int64_t)i);
    assert_int_equal(storage_save(b, "a", TI_SLICE("w"), 77, 1), TI_ANSWER_DONE);
    assert_int_equal(storage_list(b, "", "", 0, TEAMSINVITE_LIST_MAX), TI_ANSWER_DONE);
    assert_listed(b, "A B a a- a. a/b a0 aA a_ aa b ");
    assert_int_equal(b->call->io.items[2].version, 2);
    assert_int_equal(b->call->io.items[2].due_ms, 77);
    assert_int_equal(b->call->io.items[3].version, 1);
    assert_int_equal(b->call->io.items[3].due_ms, 7);
}

void test_list_takes_the_prefix_literally(void **state)
{
    storage_bench *b = *state;

    insert(b, "c/a_b/m/1", 0);
    insert(b, "c/axb/m/1", 0);
    insert(b, "c/A_b/m/1", 0);
    insert(b, "c/a_b", 0);
    insert(b, "c/a_bc/m/1", 0);
    insert(b, "c/a_b/m/2", 0);
    assert_int_equal(storage_list(b, "c/a_b/", "", 0, 10), TI_ANSWER_DONE);
    assert_listed(b, "c/a_b/m/1 c/a_b/m/2 ");
    assert_int_equal(storage_list(b, "c/a_b", "", 0, 10), TI_ANSWER_DONE);
    assert_listed(b, "c/a_b c/a_b/m/1 c/a_b/m/2 c/a_bc/m/1 ");
    assert_int_equal(storage_list(b, "d", "", 0, 10), TI_ANSWER_DONE);
    assert_listed(b, "");
}

void test_list_goes_on_after_a_key(void **state)
{
    storage_bench *b = *state;

    insert(b, "m/3", 0);
    insert(b, "m/1", 0);
    insert(b, "n/1", 0);
    insert(b, "m/2", 0);
    insert(b, "l/1", 0);
    assert_int_equal(storage_list(b, "m/", "", 0, 2), TI_ANSWER_DONE);
    assert_listed(b, "m/1 m/2 ");
    assert_int_equal(storage_list(b, "m/", "m/2", 0, 2), TI_ANSWER_DONE);
    assert_listed(b, "m/3 ");
    assert_int_equal(storage_list(b, "m/", "m/15", 0, 1), TI_ANSWER_DONE);
    assert_listed(b, "m/2 ");
    assert_int_equal(storage_list(b, "m/", "m/3", 0, 2), TI_ANSWER_DONE);
    assert_listed(b, "");
    assert_int_equal(storage_list(b, "", "m/3", 0, 5), TI_ANSWER_DONE);
    assert_listed(b, "n/1 ");
}

void test_list_of_due_records_leaves_out_the_others(void **state)
{
    storage_bench *b = *state;

    insert(b, "m/never", 0);
    insert(b, "m/past", 999);
    insert(b, "m/now", 1000);
    insert(b, "m/later", 1001);
    insert(b, "n/past", 1);
    assert_int_equal(storage_list(b, "", "", 1000, 10), TI_ANSWER_DONE);
    assert_listed(b, "m/now m/past n/past ");
    assert_int_equal(b->call->io.items[0].due_ms, 1000);
    assert_int_equal(b->call->io.items[0].version, 1);
    assert_int_equal(storage_list(b, "m/", "", 1000, 10), TI_ANSWER_DONE);
    assert_listed(b, "m/now m/past ");
    assert_int_equal(storage_list(b, "", "m/now", 1000, 1), TI_ANSWER_DONE);
    assert_listed(b, "m/past ");

    assert_int_equal(storage_save(b, "m/past", TI_SLICE("v"), 2000, 1), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "m/never", TI_SLICE("v"), 500, 1), TI_ANSWER_DONE);
    assert_int_equal(storage_list(b, "m/", "", 1000, 10), TI_ANSWER_DONE);
    assert_listed(b, "m/never m/now ");
}

void test_what_is_no_storage_access_is_refused(void **state)
{
    storage_bench *b = *state;
    teamsinvite_io *io = begin(b, TEAMSINVITE_IO_SEND);

    assert_non_null(io);
    assert_int_equal(answered(b, io), TI_ANSWER_FAILED);
    assert_int_equal(io->status, TEAMSINVITE_E_HANDLER);
}

typedef struct racer {
    storage_bench *bench;
    int32_t inserts_won;
    bool failed;
} racer;

/* Everybody tries to insert the same keys. */
static void race_inserts(racer *r)
{
    char key[16];
    int i;

    for (i = 0; i < RACE_KEYS; i++) {
        ti_answer got;

        (void)snprintf(key, sizeof(key), "race/%d", i);
        got = storage_save(r->bench, key, TI_SLICE("mine"), 0, 0);
        r->inserts_won += got == TI_ANSWER_DONE;
        r->failed = r->failed || (got != TI_ANSWER_DONE && got != TI_ANSWER_CONFLICT);
    }
}

/* One more on the counter, as often as it takes. */
static bool increment(storage_bench *b)
{
    ti_answer got = TI_ANSWER_CONFLICT;

    while (got == TI_ANSWER_CONFLICT) {
        if (storage_load(b, "counter") != TI_ANSWER_DONE)
            return false;
        got = storage_save(b, "counter", TI_SLICE("n"), 0, b->call->io.reply_version);
    }
    return got == TI_ANSWER_DONE;
}

static void *race(void *argument)
{
    racer *r = argument;
    int i;

    race_inserts(r);
    for (i = 0; i < RACE_INCREMENTS && !r->failed; i++)
        r->failed = !increment(r->bench);
    return NULL;
}

void storage_contract_race(storage_bench *benches, size_t count)
{
    pthread_t threads[RACE_MAX];
    racer racers[RACE_MAX] = { { 0 } };
    int32_t won = 0;
    size_t i;

    assert_true(count <= RACE_MAX);
    insert(&benches[0], "counter", 0);
    for (i = 0; i < count; i++) {
        racers[i].bench = &benches[i];
        assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
    }
    for (i = 0; i < count; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_false(racers[i].failed);
        won += racers[i].inserts_won;
    }
    assert_int_equal(won, RACE_KEYS);
    assert_record(&benches[0], "counter", TI_SLICE("n"), 1 + RACE_INCREMENTS * (int64_t)count, 0);
}
