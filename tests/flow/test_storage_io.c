/* SPDX-License-Identifier: Apache-2.0 */
/* test_storage_io.c - one storage io as a call of its own: what it asks, and how it was answered. */
#include <stdlib.h>
#include <string.h>

#include <teamsinvite/storage.h>
#include <teamsinvite/storage_io.h>

#include "support/arguments.h"

typedef struct bench {
    teamsinvite_memory *memory;
    teamsinvite_client *client;
    teamsinvite_status fails; /* not OK: the storage answers this */
    int answers;              /* how often it answers; 1 as it should */
    teamsinvite_call *call;
    teamsinvite_storage_answer *answer;
} bench;

static void refuse_to_send(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)io;
    (void)user_data;
    (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NETWORK, NULL);
}

static void handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    const bench *b = user_data;

    if (b->fails != TEAMSINVITE_OK)
        (void)teamsinvite_call_complete_failed(call, b->fails, "said so");
    else if (b->answers > 0)
        teamsinvite_memory_handle(call, io, b->memory);
    if (b->answers > 1)
        (void)teamsinvite_call_complete_missing(call);
}

static teamsinvite_client *make_client(bench *b, bool with_storage)
{
    static const unsigned char key[32] = { 7 };
    teamsinvite_config *config = NULL;
    teamsinvite_client *client = NULL;

    assert_int_equal(teamsinvite_config_new(&config, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_app(config, ARGUMENTS_TENANT, "secret", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_redirect_uri(config, "https://ats.example/back", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_transport(config, refuse_to_send, NULL, NULL, NULL), TEAMSINVITE_OK);
    if (with_storage) {
        assert_int_equal(teamsinvite_config_add_key(config, "2030", key, sizeof(key), NULL), TEAMSINVITE_OK);
        assert_int_equal(teamsinvite_config_set_storage(config, handle, b, NULL, NULL), TEAMSINVITE_OK);
    }
    assert_int_equal(teamsinvite_client_new(config, &client, NULL), TEAMSINVITE_OK);
    return client;
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    b->answers = 1;
    assert_int_equal(teamsinvite_memory_new(&b->memory, NULL), TEAMSINVITE_OK);
    b->client = make_client(b, true);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    bench *b = *state;

    teamsinvite_storage_answer_free(b->answer);
    teamsinvite_call_free(b->call);
    teamsinvite_client_free(b->client);
    teamsinvite_memory_free(b->memory);
    free(b);
    return 0;
}

/* Run what was started; its answer is in the bench. */
static teamsinvite_status finish(bench *b, teamsinvite_status started, teamsinvite_call **made)
{
    teamsinvite_status status;

    assert_int_equal(started, TEAMSINVITE_OK);
    teamsinvite_storage_answer_free(b->answer);
    teamsinvite_call_free(b->call);
    b->call = *made;
    (void)teamsinvite_call_run(b->call);
    status = teamsinvite_call_take_storage_answer(b->call, &b->answer, NULL);
    assert_int_equal(b->answer == NULL, status != TEAMSINVITE_OK);
    return status;
}

static teamsinvite_status load(bench *b, const char *key)
{
    teamsinvite_call *call = NULL;

    return finish(b, teamsinvite_storage_load_start(b->client, key, &call, NULL), &call);
}

static teamsinvite_status save(bench *b, const char *key, const void *value, size_t length, int64_t due_ms,
                               int64_t version)
{
    teamsinvite_call *call = NULL;

    return finish(b, teamsinvite_storage_save_start(b->client, key, value, length, due_ms, version, &call, NULL),
                  &call);
}

static teamsinvite_status take_away(bench *b, const char *key, int64_t version)
{
    teamsinvite_call *call = NULL;

    return finish(b, teamsinvite_storage_remove_start(b->client, key, version, &call, NULL), &call);
}

static teamsinvite_status list(bench *b, const char *prefix, const char *after, int64_t due, size_t limit)
{
    teamsinvite_call *call = NULL;

    return finish(b, teamsinvite_storage_list_start(b->client, prefix, after, due, limit, &call, NULL), &call);
}

static void assert_outcome(const bench *b, teamsinvite_status status, int32_t outcome)
{
    assert_int_equal(status, TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_storage_answer_outcome(b->answer), outcome);
}

static void test_what_is_saved_is_loaded_as_it_is_unsealed(void **state)
{
    bench *b = *state;
    size_t length = 0;

    assert_outcome(b, save(b, "a/b", "x\0y", 3, 5000, 0), TEAMSINVITE_STORAGE_DONE);
    assert_outcome(b, load(b, "a/b"), TEAMSINVITE_STORAGE_DONE);
    assert_memory_equal(teamsinvite_storage_answer_value(b->answer, &length), "x\0y", 3);
    assert_int_equal(length, 3);
    assert_int_equal(teamsinvite_storage_answer_version(b->answer), 1);
    assert_int_equal(teamsinvite_storage_answer_due_ms(b->answer), 5000);
}

static void test_an_empty_value_has_no_bytes_and_is_there(void **state)
{
    bench *b = *state;
    size_t length = 9;

    assert_outcome(b, save(b, "a", NULL, 0, 0, 0), TEAMSINVITE_STORAGE_DONE);
    assert_outcome(b, load(b, "a"), TEAMSINVITE_STORAGE_DONE);
    assert_null(teamsinvite_storage_answer_value(b->answer, &length));
    assert_int_equal(length, 0);
    assert_int_equal(teamsinvite_storage_answer_version(b->answer), 1);
}

static void test_missing_and_conflict_are_outcomes_not_failures(void **state)
{
    bench *b = *state;

    assert_outcome(b, load(b, "a"), TEAMSINVITE_STORAGE_MISSING);
    assert_int_equal(teamsinvite_storage_answer_version(b->answer), 0);
    assert_outcome(b, take_away(b, "a", 1), TEAMSINVITE_STORAGE_MISSING);
    assert_outcome(b, save(b, "a", "x", 1, 0, 3), TEAMSINVITE_STORAGE_CONFLICT);
    assert_outcome(b, save(b, "a", "x", 1, 0, 0), TEAMSINVITE_STORAGE_DONE);
    assert_outcome(b, save(b, "a", "x", 1, 0, 0), TEAMSINVITE_STORAGE_CONFLICT);
    assert_outcome(b, take_away(b, "a", 2), TEAMSINVITE_STORAGE_CONFLICT);
    assert_outcome(b, take_away(b, "a", 1), TEAMSINVITE_STORAGE_DONE);
    assert_int_equal(teamsinvite_memory_count(b->memory), 0);
}

static void test_a_list_has_keys_versions_and_due_times(void **state)
{
    bench *b = *state;

    (void)save(b, "p/1", "x", 1, 70, 0);
    (void)save(b, "p/2", "x", 1, 0, 0);
    (void)save(b, "p/2", "x", 1, 90, 1);
    (void)save(b, "q", "x", 1, 0, 0);
    assert_outcome(b, list(b, "p/", "", 0, 1000), TEAMSINVITE_STORAGE_DONE);
    assert_int_equal(teamsinvite_storage_answer_item_count(b->answer), 2);
    assert_string_equal(teamsinvite_storage_answer_item_key(b->answer, 1), "p/2");
    assert_int_equal(teamsinvite_storage_answer_item_version(b->answer, 1), 2);
    assert_int_equal(teamsinvite_storage_answer_item_due_ms(b->answer, 1), 90);
    assert_string_equal(teamsinvite_storage_answer_item_key(b->answer, 2), "");
    assert_int_equal(teamsinvite_storage_answer_item_version(b->answer, 2), 0);
    assert_null(teamsinvite_storage_answer_value(b->answer, NULL));
    assert_outcome(b, list(b, "", "p/1", 0, 1), TEAMSINVITE_STORAGE_DONE);
    assert_string_equal(teamsinvite_storage_answer_item_key(b->answer, 0), "p/2");
    assert_outcome(b, list(b, "", "", 80, 10), TEAMSINVITE_STORAGE_DONE);
    assert_int_equal(teamsinvite_storage_answer_item_count(b->answer), 1);
}

static void test_a_failure_of_the_storage_is_that_of_the_call(void **state)
{
    bench *b = *state;

    b->fails = TEAMSINVITE_E_STORAGE_BUSY;
    assert_int_equal(load(b, "a"), TEAMSINVITE_E_STORAGE_BUSY);
    b->fails = TEAMSINVITE_E_CORRUPT;
    assert_int_equal(list(b, "", "", 0, 1), TEAMSINVITE_E_CORRUPT);
}

static void test_no_answer_and_two_answers_are_the_handlers_failure(void **state)
{
    bench *b = *state;

    b->answers = 0;
    assert_int_equal(load(b, "a"), TEAMSINVITE_E_HANDLER);
    b->answers = 2;
    assert_int_equal(load(b, "a"), TEAMSINVITE_E_HANDLER);
    assert_int_equal(take_away(b, "a", 1), TEAMSINVITE_E_HANDLER);
}

static void test_the_io_holds_what_was_given(void **state)
{
    bench *b = *state;
    char value[] = "value";
    const teamsinvite_io *io;
    size_t length = 0;

    assert_int_equal(teamsinvite_storage_save_start(b->client, "k", value, 5, 44, 7, &b->call, NULL), TEAMSINVITE_OK);
    memset(value, 0, sizeof(value));
    io = teamsinvite_call_next(b->call);
    assert_int_equal(teamsinvite_io_kind(io), TEAMSINVITE_IO_SAVE);
    assert_string_equal(teamsinvite_io_key(io), "k");
    assert_memory_equal(teamsinvite_io_value(io, &length), "value", 5);
    assert_int_equal(length, 5);
    assert_int_equal(teamsinvite_io_due_ms(io), 44);
    assert_int_equal(teamsinvite_io_expected_version(io), 7);
    assert_int_equal(teamsinvite_io_version(io), 8);
    assert_string_equal(teamsinvite_call_operation(b->call), "storage.save");
}

/* Begins with good arguments, so that what is refused is what was changed. */
static void test_bad_arguments_are_refused_by_name(void **state)
{
    const bench *b = *state;
    static const char *const bad_keys[] = { "", "a b", "a%", "\xc3\xa4", "a\n", NULL };
    char long_key[TEAMSINVITE_KEY_MAX + 2];
    char *value = calloc(1, TEAMSINVITE_VALUE_MAX + 1);
    teamsinvite_call *call = NULL;
    size_t i;

    assert_non_null(value);
    memset(long_key, 'k', sizeof(long_key));
    long_key[TEAMSINVITE_KEY_MAX + 1] = '\0';
    for (i = 0; i < ARGUMENTS_COUNT(bad_keys); i++) {
        assert_int_equal(teamsinvite_storage_load_start(b->client, bad_keys[i], &call, NULL), TEAMSINVITE_E_INVALID);
        assert_int_equal(teamsinvite_storage_save_start(b->client, bad_keys[i], "x", 1, 0, 0, &call, NULL),
                         TEAMSINVITE_E_INVALID);
        assert_int_equal(teamsinvite_storage_remove_start(b->client, bad_keys[i], 1, &call, NULL),
                         TEAMSINVITE_E_INVALID);
    }
    assert_int_equal(teamsinvite_storage_load_start(b->client, long_key, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_save_start(b->client, "k", NULL, 1, 0, 0, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(
        teamsinvite_storage_save_start(b->client, "k", value, TEAMSINVITE_VALUE_MAX + 1, 0, 0, &call, NULL),
        TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_save_start(b->client, "k", "x", 1, -1, 0, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_save_start(b->client, "k", "x", 1, 0, -1, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_save_start(b->client, "k", "x", 1, 0, INT64_MAX, &call, NULL),
                     TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_remove_start(b->client, "k", 0, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_list_start(b->client, NULL, "", 0, 1, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_list_start(b->client, "", NULL, 0, 1, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_list_start(b->client, "a%", "", 0, 1, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_list_start(b->client, "", "", -1, 1, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_list_start(b->client, "", "", 0, 0, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_list_start(b->client, "", "", 0, 1001, &call, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_load_start(b->client, "k", NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_storage_load_start(NULL, "k", &call, NULL), TEAMSINVITE_E_INVALID);
    assert_null(call);
    free(value);
}

static void test_the_limits_themselves_are_taken(void **state)
{
    bench *b = *state;
    char key[TEAMSINVITE_KEY_MAX + 1];
    char *value = calloc(1, TEAMSINVITE_VALUE_MAX);

    assert_non_null(value);
    memset(key, 'k', sizeof(key));
    key[TEAMSINVITE_KEY_MAX] = '\0';
    assert_outcome(b, save(b, key, value, TEAMSINVITE_VALUE_MAX, INT64_MAX, 0), TEAMSINVITE_STORAGE_DONE);
    assert_outcome(b, list(b, key, "", INT64_MAX, TEAMSINVITE_LIST_MAX), TEAMSINVITE_STORAGE_DONE);
    assert_int_equal(teamsinvite_storage_answer_item_count(b->answer), 1);
    assert_outcome(b, save(b, key, value, 1, 0, INT64_MAX - 1), TEAMSINVITE_STORAGE_CONFLICT);
    free(value);
}

static void test_a_client_without_storage_has_no_io_to_drive(void **state)
{
    bench *b = *state;
    teamsinvite_client *bare = make_client(b, false);
    teamsinvite_call *call = NULL;

    assert_int_equal(teamsinvite_storage_load_start(bare, "k", &call, NULL), TEAMSINVITE_E_CONFIG);
    assert_null(call);
    teamsinvite_client_free(bare);
}

static void test_no_answer_has_nothing_in_it(void **state)
{
    size_t length = 9;

    (void)state;
    assert_int_equal(teamsinvite_storage_answer_outcome(NULL), 0);
    assert_null(teamsinvite_storage_answer_value(NULL, &length));
    assert_int_equal(length, 0);
    assert_int_equal(teamsinvite_storage_answer_version(NULL), 0);
    assert_int_equal(teamsinvite_storage_answer_due_ms(NULL), 0);
    assert_int_equal(teamsinvite_storage_answer_item_count(NULL), 0);
    assert_string_equal(teamsinvite_storage_answer_item_key(NULL, 0), "");
    assert_int_equal(teamsinvite_storage_answer_item_due_ms(NULL, 0), 0);
    teamsinvite_storage_answer_free(NULL);
}

#define CASE(test_) cmocka_unit_test_setup_teardown(test_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_what_is_saved_is_loaded_as_it_is_unsealed),
        CASE(test_an_empty_value_has_no_bytes_and_is_there),
        CASE(test_missing_and_conflict_are_outcomes_not_failures),
        CASE(test_a_list_has_keys_versions_and_due_times),
        CASE(test_a_failure_of_the_storage_is_that_of_the_call),
        CASE(test_no_answer_and_two_answers_are_the_handlers_failure),
        CASE(test_the_io_holds_what_was_given),
        CASE(test_bad_arguments_are_refused_by_name),
        CASE(test_the_limits_themselves_are_taken),
        CASE(test_a_client_without_storage_has_no_io_to_drive),
        cmocka_unit_test(test_no_answer_has_nothing_in_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
