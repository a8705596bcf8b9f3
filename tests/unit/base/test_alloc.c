/* SPDX-License-Identifier: Apache-2.0 */
/* test_alloc.c - zeroed memory, copies and wiping. */
#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_memory_comes_zeroed(void **state)
{
    enum { SIZE = 4000 };
    unsigned char *memory;
    size_t i;

    (void)state;
    memory = ti_alloc(SIZE);
    assert_non_null(memory);
    memset(memory, 0xa5, SIZE);
    ti_free(memory);
    memory = ti_alloc(SIZE); /* most likely the same again */
    assert_non_null(memory);
    for (i = 0; i < SIZE; i++)
        assert_int_equal(memory[i], 0);
    ti_free(memory);
}

static void test_size_zero_gives_null(void **state)
{
    (void)state;
    assert_null(ti_alloc(0));
}

static void test_strdup_copies_and_keeps_null(void **state)
{
    char text[] = "interview";
    char *copy = ti_strdup(text);
    char *empty = ti_strdup("");

    (void)state;
    assert_non_null(copy);
    text[0] = 'X';
    assert_string_equal(copy, "interview");
    assert_non_null(empty);
    assert_string_equal(empty, "");
    assert_null(ti_strdup(NULL));
    ti_free(copy);
    ti_free(empty);
}

static void test_wipe_overwrites_exactly_what_it_is_given(void **state)
{
    char text[] = "secret-and-more";

    (void)state;
    ti_wipe(text, 6);
    assert_memory_equal(text, "\0\0\0\0\0\0", 6);
    assert_string_equal(text + 6, "-and-more");
}

static void test_null_is_harmless(void **state)
{
    (void)state;
    ti_wipe(NULL, 0);
    ti_wipe(NULL, 10);
    ti_free(NULL);
    ti_free_secret(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_comes_zeroed),
        cmocka_unit_test(test_size_zero_gives_null),
        cmocka_unit_test(test_strdup_copies_and_keeps_null),
        cmocka_unit_test(test_wipe_overwrites_exactly_what_it_is_given),
        cmocka_unit_test(test_null_is_harmless),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
