/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_contract.h - what storage.h promises, as tests that each storage has
 * to pass: the bench, the verbs, and the list of tests for its runner.
 */
#ifndef TI_TESTS_CONTRACT_STORAGE_CONTRACT_H
#define TI_TESTS_CONTRACT_STORAGE_CONTRACT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/single_io.h"

/* What *state of each test points to. The call holds the last answer. */
typedef struct storage_bench {
    teamsinvite_client *client;
    teamsinvite_handler_fn handle;
    void *storage;
    teamsinvite_call *call;
    int64_t timeout_ms;
} storage_bench;

void storage_bench_open(storage_bench *b, teamsinvite_handler_fn handle, void *storage);

/* Frees client and call, not the storage. */
void storage_bench_close(storage_bench *b);

/* One io each. The answers stand in b->call->io. */
ti_answer storage_load(storage_bench *b, const char *key);
ti_answer storage_save(storage_bench *b, const char *key, ti_slice value, int64_t due_ms, int64_t expected_version);
ti_answer storage_remove(storage_bench *b, const char *key, int64_t expected_version);
ti_answer storage_list(storage_bench *b, const char *prefix, const char *after_key, int64_t due_before_ms,
                       size_t limit);

/* Whether a LOAD answers exactly this. */
void assert_record(storage_bench *b, const char *key, ti_slice value, int64_t version, int64_t due_ms);
void assert_no_record(storage_bench *b, const char *key);

/* The keys of the last LIST, each followed by a blank. */
void assert_listed(const storage_bench *b, const char *keys);

/* Several threads, one bench each, on the same records: each insert and each
 * version has one winner, and no increment is lost. */
void storage_contract_race(storage_bench *benches, size_t count);

void test_missing_record_is_missing(void **state);
void test_inserted_record_is_loaded_as_it_was_saved(void **state);
void test_insert_over_a_record_is_a_conflict(void **state);
void test_save_at_the_version_replaces_value_and_due_time(void **state);
void test_save_at_another_version_is_a_conflict(void **state);
void test_remove_at_the_version_leaves_nothing(void **state);
void test_remove_at_another_version_is_a_conflict(void **state);
void test_values_of_all_bytes_up_to_64_kib_are_kept(void **state);
void test_keys_are_compared_bytewise(void **state);
void test_list_is_in_order_of_bytes(void **state);
void test_list_takes_the_prefix_literally(void **state);
void test_list_goes_on_after_a_key(void **state);
void test_list_of_due_records_leaves_out_the_others(void **state);
void test_what_is_no_storage_access_is_refused(void **state);

#define STORAGE_CONTRACT_TESTS(setup, teardown) \
    cmocka_unit_test_setup_teardown(test_missing_record_is_missing, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_inserted_record_is_loaded_as_it_was_saved, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_insert_over_a_record_is_a_conflict, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_save_at_the_version_replaces_value_and_due_time, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_save_at_another_version_is_a_conflict, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_remove_at_the_version_leaves_nothing, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_remove_at_another_version_is_a_conflict, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_values_of_all_bytes_up_to_64_kib_are_kept, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_keys_are_compared_bytewise, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_list_is_in_order_of_bytes, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_list_takes_the_prefix_literally, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_list_goes_on_after_a_key, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_list_of_due_records_leaves_out_the_others, setup, teardown), \
    cmocka_unit_test_setup_teardown(test_what_is_no_storage_access_is_refused, setup, teardown)

#endif
