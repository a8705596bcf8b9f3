/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_records.c - purge, recover and rekey refuse bad arguments by name, before a record is looked at. */
#include "support/arguments.h"

enum { KEY_MAX = 255 };

OPERATION(records_purge, teamsinvite_erasure, a->client, a->limit, a->flags)
OPERATION(records_recover, teamsinvite_recovery, a->client, a->after, a->limit)
OPERATION(records_rekey, teamsinvite_rekeying, a->client, a->after, a->limit)

#define BAD_CLIENT BAD("client", client, bad_pointers, 0)

static void assert_limits(const arguments_bench *b, const operation *op, int64_t largest)
{
    const int64_t limits[] = { INT64_MIN, -1, 0, largest + 1, INT64_MAX };
    arguments a = b->good;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(limits); i++) {
        a.limit = limits[i];
        assert_operation_refuses(b, op, &a, "limit", "a limit out of range");
    }
    a.limit = 1;
    assert_int_equal(op->start(&a, true, NULL), TEAMSINVITE_OK);
    a.limit = largest;
    assert_int_equal(op->start(&a, true, NULL), TEAMSINVITE_OK);
}

static void test_purge_names_the_bad_argument(void **state)
{
    static const bad_argument bad[] = { BAD_CLIENT };

    assert_operation_checks(*state, &op_records_purge, bad, ARGUMENTS_COUNT(bad));
    assert_limits(*state, &op_records_purge, 1000000);
}

static void test_flags_that_a_purge_does_not_know_are_refused(void **state)
{
    static const int32_t flags[] = { INT32_MIN, -1, TEAMSINVITE_PURGE_CLOCK_IS_RIGHT << 1,
                                     TEAMSINVITE_PURGE_CLOCK_IS_RIGHT | 4, INT32_MAX };
    const arguments_bench *b = *state;
    arguments a = b->good;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(flags); i++) {
        a.flags = flags[i];
        assert_operation_refuses(b, &op_records_purge, &a, "flags", "unknown flags");
    }
    a.flags = TEAMSINVITE_PURGE_CLOCK_IS_RIGHT;
    assert_int_equal(op_records_purge.start(&a, true, NULL), TEAMSINVITE_OK);
}

static void assert_goes_on_from_keys(const arguments_bench *b, const operation *op, int64_t largest)
{
    static const char *const bad_keys[] = { "a b", "c/acme/m/x\n", "c/acme/m/caf\xc3\xa9", "\xff\xfe" };
    static const bad_argument bad[] = { BAD_CLIENT, BAD("after", after, bad_keys, KEY_MAX) };
    arguments a = b->good;

    assert_operation_checks(b, op, bad, ARGUMENTS_COUNT(bad));
    assert_limits(b, op, largest);
    a.after = ""; /* as NULL: from the start */
    assert_int_equal(op->start(&a, true, NULL), TEAMSINVITE_OK);
}

static void test_recover_and_rekey_name_the_bad_argument(void **state)
{
    assert_goes_on_from_keys(*state, &op_records_recover, 1000);
    assert_goes_on_from_keys(*state, &op_records_rekey, 10000);
}

static void test_a_client_without_storage_is_told_so(void **state)
{
    static const operation *const operations[] = { &op_records_purge, &op_records_recover, &op_records_rekey };
    const arguments_bench *b = *state;
    arguments a = b->good;
    size_t i;

    a.client = b->bare;
    for (i = 0; i < ARGUMENTS_COUNT(operations); i++) {
        teamsinvite_error *err = NULL;

        assert_int_equal(operations[i]->run(&a, true, &err), TEAMSINVITE_E_CONFIG);
        assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_FIX_CONFIG);
        teamsinvite_error_free(err);
        assert_int_equal(operations[i]->start(&a, true, NULL), TEAMSINVITE_E_CONFIG);
    }
    assert_int_equal(b->ios, 0);
}

static void test_results_that_are_null_read_as_empty(void **state)
{
    (void)state;
    assert_int_equal(teamsinvite_erasure_records(NULL), 0);
    assert_int_equal(teamsinvite_erasure_connections(NULL), 0);
    assert_int_equal(teamsinvite_erasure_meetings(NULL), 0);
    assert_int_equal(teamsinvite_erasure_has_more(NULL), 0);
    assert_int_equal(teamsinvite_recovery_finished(NULL), 0);
    assert_int_equal(teamsinvite_recovery_undone(NULL), 0);
    assert_int_equal(teamsinvite_recovery_left(NULL), 0);
    assert_string_equal(teamsinvite_recovery_next(NULL), "");
    assert_int_equal(teamsinvite_rekeying_resealed(NULL), 0);
    assert_int_equal(teamsinvite_rekeying_current(NULL), 0);
    assert_int_equal(teamsinvite_rekeying_left(NULL), 0);
    assert_int_equal(teamsinvite_rekeying_unavailable(NULL), 0);
    assert_int_equal(teamsinvite_rekeying_damaged(NULL), 0);
    assert_string_equal(teamsinvite_rekeying_next(NULL), "");
    teamsinvite_erasure_free(NULL);
    teamsinvite_recovery_free(NULL);
    teamsinvite_rekeying_free(NULL);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_purge_names_the_bad_argument),
        IN_BENCH(test_flags_that_a_purge_does_not_know_are_refused),
        IN_BENCH(test_recover_and_rekey_name_the_bad_argument),
        IN_BENCH(test_a_client_without_storage_is_told_so),
        cmocka_unit_test(test_results_that_are_null_read_as_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
