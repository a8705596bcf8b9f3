/* SPDX-License-Identifier: Apache-2.0 */
/* test_buf.c - building bytes: the maximum, the sticky failure, the NUL behind. */
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

static void test_appends_stand_one_after_the_other(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    assert_true(ti_buf_add_text(&buf, "GET"));
    assert_true(ti_buf_add_char(&buf, ' '));
    assert_true(ti_buf_add(&buf, TI_SLICE("/me")));
    assert_true(ti_buf_add_int64(&buf, -42));
    assert_string_equal(ti_buf_text(&buf), "GET /me-42");
    assert_int_equal(buf.len, 10);
    ti_buf_clear(&buf);
}

static void test_numbers_at_both_ends_of_their_range(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    assert_true(ti_buf_add_int64(&buf, INT64_MIN));
    assert_true(ti_buf_add_char(&buf, ' '));
    assert_true(ti_buf_add_int64(&buf, INT64_MAX));
    assert_string_equal(ti_buf_text(&buf), "-9223372036854775808 9223372036854775807");
    ti_buf_clear(&buf);
}

static void test_content_up_to_the_maximum_fits(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 8);
    assert_true(ti_buf_add_text(&buf, "12345678"));
    assert_false(buf.failed);
    assert_string_equal(ti_buf_text(&buf), "12345678");
    ti_buf_clear(&buf);
}

static void test_one_byte_over_the_maximum_fails_and_says_too_long(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 8);
    assert_true(ti_buf_add_text(&buf, "1234567"));
    assert_false(ti_buf_add_text(&buf, "89"));
    assert_true(buf.failed);
    assert_true(buf.too_long);
    ti_buf_clear(&buf);
}

static void test_failure_sticks_and_hides_the_content(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 4);
    ti_buf_add_text(&buf, "12");
    assert_false(ti_buf_add_text(&buf, "345"));
    assert_false(ti_buf_add_char(&buf, '3')); /* would fit */
    assert_false(ti_buf_add_text(&buf, ""));
    assert_null(ti_buf_extend(&buf, 0));
    assert_string_equal(ti_buf_text(&buf), "");
    assert_int_equal(ti_buf_slice(&buf).len, 0);
    assert_null(ti_buf_take(&buf));
    ti_buf_clear(&buf);
}

static void test_a_length_that_would_overflow_is_too_long(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 100);
    assert_true(ti_buf_add_char(&buf, 'a'));
    assert_null(ti_buf_extend(&buf, SIZE_MAX));
    assert_true(buf.too_long);
    ti_buf_clear(&buf);
}

static void test_a_length_that_no_memory_holds_fails_without_looping(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, SIZE_MAX);
    assert_null(ti_buf_extend(&buf, SIZE_MAX / 2 + 1));
    assert_true(buf.failed);
    assert_false(buf.too_long);
    ti_buf_clear(&buf);
}

static void test_empty_buffer_reads_as_empty_text(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 10);
    assert_string_equal(ti_buf_text(&buf), "");
    assert_int_equal(ti_buf_slice(&buf).len, 0);
    assert_non_null(ti_buf_slice(&buf).ptr);
    ti_buf_clear(&buf);
}

static void test_growing_keeps_content_and_the_nul_behind_it(void **state)
{
    ti_buf buf;
    size_t i;

    (void)state;
    ti_buf_init(&buf, 5000);
    for (i = 0; i < 5000; i++) {
        assert_true(ti_buf_add_char(&buf, (char)('a' + i % 26)));
        assert_true(buf.cap > buf.len);
        assert_int_equal(buf.ptr[buf.len], '\0');
    }
    for (i = 0; i < 5000; i++)
        assert_int_equal(buf.ptr[i], 'a' + i % 26);
    ti_buf_clear(&buf);
}

static void test_growing_keeps_a_single_byte(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 5000);
    ti_buf_add_char(&buf, 'a');
    assert_non_null(ti_buf_extend(&buf, 4000));
    assert_int_equal(buf.ptr[0], 'a');
    ti_buf_clear(&buf);
}

static void test_extend_counts_its_room_as_content(void **state)
{
    char *room;
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 10);
    ti_buf_add_text(&buf, "ab");
    room = ti_buf_extend(&buf, 3);
    assert_non_null(room);
    memcpy(room, "cde", 3);
    assert_string_equal(ti_buf_text(&buf), "abcde");
    assert_int_equal(buf.len, 5);
    ti_buf_clear(&buf);
}

static void test_content_may_hold_nul_bytes(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 10);
    assert_true(ti_buf_add(&buf, ti_slice_make("a\0b", 3)));
    assert_int_equal(buf.len, 3);
    assert_memory_equal(buf.ptr, "a\0b", 4);
    ti_buf_clear(&buf);
}

static void test_reset_wipes_keeps_the_memory_and_forgives(void **state)
{
    const char *before;
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 6);
    ti_buf_reset(&buf); /* before there is anything */
    ti_buf_add_text(&buf, "secret");
    ti_buf_add_char(&buf, '!');
    assert_true(buf.failed);
    before = buf.ptr;
    ti_buf_reset(&buf);
    assert_ptr_equal(buf.ptr, before);
    assert_memory_equal(buf.ptr, "\0\0\0\0\0\0", 6);
    assert_false(buf.failed);
    assert_false(buf.too_long);
    assert_true(ti_buf_add_text(&buf, "again"));
    assert_string_equal(ti_buf_text(&buf), "again");
    ti_buf_clear(&buf);
}

static void test_more_memory_than_is_to_be_kept_is_let_go(void **state)
{
    ti_buf buf;
    char *memory;

    (void)state;
    ti_buf_init(&buf, 10000);
    assert_true(ti_buf_add_text(&buf, "text"));
    memory = buf.ptr;
    ti_buf_let_go(&buf, buf.cap);
    assert_ptr_equal(buf.ptr, memory);
    assert_int_equal(buf.len, 0);
    assert_int_equal(memory[0], 0);
    ti_buf_let_go(&buf, buf.cap - 1);
    assert_null(buf.ptr);
    assert_int_equal(buf.cap, 0);
    ti_buf_clear(&buf);
}

static void test_clear_leaves_it_as_after_init(void **state)
{
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 3);
    ti_buf_add_text(&buf, "abcd");
    ti_buf_clear(&buf);
    assert_null(buf.ptr);
    assert_int_equal(buf.len, 0);
    assert_false(buf.failed);
    assert_true(ti_buf_add_text(&buf, "abc"));
    assert_false(ti_buf_add_char(&buf, 'd')); /* the maximum holds on */
    ti_buf_clear(&buf);
}

static void test_take_hands_out_the_memory_and_starts_afresh(void **state)
{
    char *text;
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 10);
    ti_buf_add_text(&buf, "token");
    text = ti_buf_take(&buf);
    assert_non_null(text);
    assert_string_equal(text, "token");
    assert_null(buf.ptr);
    assert_int_equal(buf.len, 0);
    ti_buf_clear(&buf);
    assert_string_equal(text, "token");
    ti_free_secret(text);
}

static void test_take_of_an_empty_buffer_is_an_empty_string(void **state)
{
    char *text;
    ti_buf buf;

    (void)state;
    ti_buf_init(&buf, 0);
    text = ti_buf_take(&buf);
    assert_non_null(text);
    assert_string_equal(text, "");
    ti_free(text);
    ti_buf_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_appends_stand_one_after_the_other),
        cmocka_unit_test(test_numbers_at_both_ends_of_their_range),
        cmocka_unit_test(test_content_up_to_the_maximum_fits),
        cmocka_unit_test(test_one_byte_over_the_maximum_fails_and_says_too_long),
        cmocka_unit_test(test_failure_sticks_and_hides_the_content),
        cmocka_unit_test(test_a_length_that_would_overflow_is_too_long),
        cmocka_unit_test(test_a_length_that_no_memory_holds_fails_without_looping),
        cmocka_unit_test(test_empty_buffer_reads_as_empty_text),
        cmocka_unit_test(test_growing_keeps_content_and_the_nul_behind_it),
        cmocka_unit_test(test_growing_keeps_a_single_byte),
        cmocka_unit_test(test_extend_counts_its_room_as_content),
        cmocka_unit_test(test_content_may_hold_nul_bytes),
        cmocka_unit_test(test_reset_wipes_keeps_the_memory_and_forgives),
        cmocka_unit_test(test_more_memory_than_is_to_be_kept_is_let_go),
        cmocka_unit_test(test_clear_leaves_it_as_after_init),
        cmocka_unit_test(test_take_hands_out_the_memory_and_starts_afresh),
        cmocka_unit_test(test_take_of_an_empty_buffer_is_an_empty_string),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
