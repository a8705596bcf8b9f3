/* SPDX-License-Identifier: Apache-2.0 */
/* test_storage_memory.c - the storage in memory keeps the contract of storages. */
#include <stdlib.h>

#include <teamsinvite/storage.h>

#include "contract/storage_contract.h"

static int setup(void **state)
{
    storage_bench *b = calloc(1, sizeof(*b));
    teamsinvite_memory *memory = NULL;

    assert_non_null(b);
    assert_int_equal(teamsinvite_memory_new(&memory, NULL), TEAMSINVITE_OK);
    storage_bench_open(b, teamsinvite_memory_handle, memory);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    storage_bench *b = *state;

    storage_bench_close(b);
    teamsinvite_memory_free(b->storage);
    free(b);
    return 0;
}

static void test_threads_that_race_lose_nothing(void **state)
{
    const storage_bench *b = *state;
    storage_bench racing[8];
    size_t i;

    for (i = 0; i < 8; i++)
        storage_bench_open(&racing[i], b->handle, b->storage);
    storage_contract_race(racing, 8);
    for (i = 0; i < 8; i++)
        storage_bench_close(&racing[i]);
}

static void test_count_follows_inserts_and_removals(void **state)
{
    storage_bench *b = *state;

    assert_int_equal(teamsinvite_memory_count(b->storage), 0);
    assert_int_equal(storage_save(b, "a", TI_SLICE("1"), 0, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "b", TI_SLICE("1"), 0, 0), TI_ANSWER_DONE);
    assert_int_equal(storage_save(b, "b", TI_SLICE("2"), 0, 1), TI_ANSWER_DONE);
    assert_int_equal(teamsinvite_memory_count(b->storage), 2);
    assert_int_equal(storage_remove(b, "a", 1), TI_ANSWER_DONE);
    assert_int_equal(teamsinvite_memory_count(b->storage), 1);
}

static void test_null_is_refused_or_empty(void **state)
{
    (void)state;
    assert_int_equal(teamsinvite_memory_new(NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_memory_count(NULL), 0);
    teamsinvite_memory_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORAGE_CONTRACT_TESTS(setup, teardown),
        cmocka_unit_test_setup_teardown(test_threads_that_race_lose_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_count_follows_inserts_and_removals, setup, teardown),
        cmocka_unit_test(test_null_is_refused_or_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
