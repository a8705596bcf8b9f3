/* SPDX-License-Identifier: Apache-2.0 */
/* test_arena.c - memory for one call: zeroed, aligned, apart, and freed at once. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool is_all(const unsigned char *memory, unsigned char byte, size_t size)
{
    size_t i;

    for (i = 0; i < size; i++)
        if (memory[i] != byte)
            return false;
    return true;
}

static void test_any_size_comes_zeroed_and_aligned(void **state)
{
    ti_arena arena;
    size_t size;

    (void)state;
    ti_arena_init(&arena);
    for (size = 0; size < 600; size++) {
        unsigned char *memory = ti_arena_alloc(&arena, size);

        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
        assert_true(is_all(memory, 0, size));
        memset(memory, 0xff, size); /* the next one must not get these */
    }
    ti_arena_clear(&arena);
}

static void test_pieces_do_not_overlap(void **state)
{
    enum { COUNT = 300, SIZE = 47 };
    unsigned char *pieces[COUNT];
    ti_arena arena;
    size_t i;

    (void)state;
    ti_arena_init(&arena);
    for (i = 0; i < COUNT; i++) {
        pieces[i] = ti_arena_alloc(&arena, SIZE);
        assert_non_null(pieces[i]);
        memset(pieces[i], (int)(i % 251), SIZE);
    }
    for (i = 0; i < COUNT; i++)
        assert_true(is_all(pieces[i], (unsigned char)(i % 251), SIZE));
    ti_arena_clear(&arena);
}

static void test_a_piece_larger_than_a_block_is_whole(void **state)
{
    enum { SIZE = 100000 };
    unsigned char *small;
    unsigned char *large;
    ti_arena arena;

    (void)state;
    ti_arena_init(&arena);
    small = ti_arena_alloc(&arena, 10);
    large = ti_arena_alloc(&arena, SIZE);
    assert_non_null(small);
    assert_non_null(large);
    memset(small, 1, 10);
    memset(large, 2, SIZE);
    assert_true(is_all(small, 1, 10));
    assert_true(is_all(large, 2, SIZE));
    ti_arena_clear(&arena);
}

static void test_impossible_sizes_give_null_and_leave_the_arena_usable(void **state)
{
    ti_arena arena;

    (void)state;
    ti_arena_init(&arena);
    assert_null(ti_arena_alloc(&arena, SIZE_MAX));
    assert_null(ti_arena_alloc(&arena, SIZE_MAX - alignof(max_align_t) + 1));
    assert_null(ti_arena_copy(&arena, ti_slice_make("", SIZE_MAX)));
    assert_int_equal(arena.used, 0);
    assert_non_null(ti_arena_alloc(&arena, 1));
    ti_arena_clear(&arena);
}

static void test_used_counts_what_was_handed_out(void **state)
{
    ti_arena arena;

    (void)state;
    ti_arena_init(&arena);
    assert_int_equal(arena.used, 0);
    (void)ti_arena_alloc(&arena, 64);
    (void)ti_arena_alloc(&arena, 32);
    assert_int_equal(arena.used, 96);
    ti_arena_clear(&arena);
    assert_int_equal(arena.used, 0);
}

static void test_copies_are_their_own_and_end_in_nul(void **state)
{
    char text[] = "candidate";
    ti_arena arena;
    char *whole;
    char *part;
    char *empty;

    (void)state;
    ti_arena_init(&arena);
    whole = ti_arena_copy_text(&arena, text);
    part = ti_arena_copy(&arena, ti_slice_make(text, 5));
    empty = ti_arena_copy(&arena, ti_slice_make(NULL, 0));
    memset(text, 'x', sizeof(text) - 1);
    assert_string_equal(whole, "candidate");
    assert_string_equal(part, "candi");
    assert_string_equal(empty, "");
    ti_arena_clear(&arena);
}

static void test_a_copy_of_any_length_ends_in_nul_whatever_comes_behind_it(void **state)
{
    static const char text[] = "0123456789012345678901234567890123456789";
    ti_arena arena;
    size_t len;

    (void)state;
    ti_arena_init(&arena);
    for (len = 0; len < sizeof(text); len++) {
        char *copy = ti_arena_copy(&arena, ti_slice_make(text, len));
        char *behind = ti_arena_alloc(&arena, 16);

        assert_non_null(copy);
        assert_non_null(behind);
        memset(behind, 'x', 16);
        assert_int_equal(strlen(copy), len);
        assert_memory_equal(copy, text, len);
    }
    ti_arena_clear(&arena);
}

static void test_clear_leaves_it_as_after_init(void **state)
{
    ti_arena arena;

    (void)state;
    ti_arena_init(&arena);
    assert_non_null(ti_arena_alloc(&arena, 5000));
    ti_arena_clear(&arena);
    assert_null(arena.blocks);
    ti_arena_clear(&arena);
    assert_non_null(ti_arena_alloc(&arena, 5000));
    ti_arena_clear(&arena);
}

static void test_joined_texts_are_one_up_to_the_longest_allowed(void **state)
{
    const char *const texts[] = { "c/", "", "acme", "/u/17" };
    ti_arena arena;

    (void)state;
    ti_arena_init(&arena);
    assert_string_equal(ti_arena_join(&arena, texts, 4, 11), "c/acme/u/17");
    assert_null(ti_arena_join(&arena, texts, 4, 10));
    assert_string_equal(ti_arena_join(&arena, texts, 0, 10), "");
    ti_arena_clear(&arena);
}

static void test_memory_is_zeroed_also_where_a_block_was_used_before(void **state)
{
    ti_arena arena;
    size_t i;
    size_t k;

    (void)state;
    ti_arena_init(&arena);
    for (i = 1; i < 200; i++) {
        unsigned char *bytes = ti_arena_alloc(&arena, i);

        assert_non_null(bytes);
        for (k = 0; k < i; k++)
            assert_int_equal(bytes[k], 0);
        memset(bytes, 0xff, i);
    }
    ti_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_size_comes_zeroed_and_aligned),
        cmocka_unit_test(test_pieces_do_not_overlap),
        cmocka_unit_test(test_a_piece_larger_than_a_block_is_whole),
        cmocka_unit_test(test_impossible_sizes_give_null_and_leave_the_arena_usable),
        cmocka_unit_test(test_used_counts_what_was_handed_out),
        cmocka_unit_test(test_copies_are_their_own_and_end_in_nul),
        cmocka_unit_test(test_a_copy_of_any_length_ends_in_nul_whatever_comes_behind_it),
        cmocka_unit_test(test_clear_leaves_it_as_after_init),
        cmocka_unit_test(test_joined_texts_are_one_up_to_the_longest_allowed),
        cmocka_unit_test(test_memory_is_zeroed_also_where_a_block_was_used_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
