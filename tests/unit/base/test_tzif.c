/* SPDX-License-Identifier: Apache-2.0 */
/* test_tzif.c - files of zones made by hand: of each version, before, between and behind the changes. */
#include "base/tzif.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/tzif_file.h"

static void test_type_of_the_change_before(void **state)
{
    (void)state;
    tzif_assert_offset(&tzif_berlin, INT64_C(-2208988800001), 3208); /* the first type, before the first change */
    tzif_assert_offset(&tzif_berlin, INT64_C(-2208988800000), 3600);
    tzif_assert_offset(&tzif_berlin, INT64_C(954032399999), 3600);
    tzif_assert_offset(&tzif_berlin, INT64_C(954032400000), 7200);
    tzif_assert_offset(&tzif_berlin, INT64_C(972781199999), 7200);
    tzif_assert_offset(&tzif_berlin, INT64_C(972781200000), 3600);
    tzif_assert_offset(&tzif_berlin, -1, 3600);
    tzif_assert_offset(&tzif_berlin, 0, 3600);
}

static void test_rules_behind_the_last_change(void **state)
{
    (void)state;
    tzif_assert_offset(&tzif_berlin, INT64_C(1869094799999), 3600); /* 2029-03-25T01:00:00Z */
    tzif_assert_offset(&tzif_berlin, INT64_C(1869094800000), 7200);
    tzif_assert_offset(&tzif_berlin, INT64_C(4078429199999), 3600); /* 2099-03-29T01:00:00Z */
    tzif_assert_offset(&tzif_berlin, INT64_C(4078429200000), 7200);
}

/* They speak of what follows: a file may know better what was. */
static void test_rules_say_nothing_of_the_time_before(void **state)
{
    tzif_plan p = tzif_berlin;

    (void)state;
    p.footer = "\nXYZ-9\n";
    tzif_assert_offset(&p, INT64_C(972781199999), 7200);
    tzif_assert_offset(&p, INT64_C(972781200000), 32400);
}

static void test_each_version_from_2_to_4(void **state)
{
    tzif_plan p = tzif_berlin;
    char version;

    (void)state;
    for (version = '2'; version <= '4'; version++) {
        p.version = version;
        tzif_assert_offset(&p, INT64_C(954032400000), 7200);
        tzif_assert_offset(&p, INT64_C(1869094800000), 7200);
    }
    p.version = '1';
    tzif_assert_refused(&p);
    p.version = '5';
    tzif_assert_refused(&p);
    p.version = '\x02';
    tzif_assert_refused(&p);
    p.version = '\xff';
    tzif_assert_refused(&p);
}

static void test_version_1_has_32_bits_and_no_rules(void **state)
{
    static const int64_t times[] = { INT32_MIN, -1, INT32_MAX };
    tzif_plan p = tzif_berlin;

    (void)state;
    p.version = '\0';
    p.times = times;
    p.footer = "";
    tzif_assert_offset(&p, (int64_t)INT32_MIN * 1000 - 1, 3208);
    tzif_assert_offset(&p, (int64_t)INT32_MIN * 1000, 3600);
    tzif_assert_offset(&p, -1001, 3600);
    tzif_assert_offset(&p, -1000, 7200);
    tzif_assert_offset(&p, (int64_t)INT32_MAX * 1000 - 1, 7200);
    tzif_assert_offset(&p, (int64_t)INT32_MAX * 1000, 3600);
    tzif_assert_offset(&p, INT64_MAX, 3600);
    p.footer = "\nCET-1\n";
    tzif_assert_refused(&p);
    p.footer = "x";
    tzif_assert_refused(&p);
}

static void test_milliseconds_before_1970_belong_to_the_second_begun(void **state)
{
    static const int64_t times[] = { -1, 0, 1 };
    tzif_plan p = tzif_berlin;

    (void)state;
    p.times = times;
    tzif_assert_offset(&p, -1001, 3208);
    tzif_assert_offset(&p, -1000, 3600);
    tzif_assert_offset(&p, -1, 3600);
    tzif_assert_offset(&p, 0, 7200);
    tzif_assert_offset(&p, 999, 7200);
}

static void test_without_rules_the_last_type_goes_on(void **state)
{
    static const int64_t times[] = { INT64_MIN, 0, INT64_MAX };
    tzif_plan p = tzif_berlin;

    (void)state;
    p.footer = "\n\n";
    tzif_assert_offset(&p, INT64_C(1869094800000), 3600);
    p.time_count = 2;
    tzif_assert_offset(&p, INT64_C(1869094800000), 7200);
    p.time_count = 0;
    tzif_assert_offset(&p, INT64_C(1869094800000), 3208);
    p.times = times;
    p.time_count = 3;
    tzif_assert_offset(&p, INT64_MIN, 3600);
    tzif_assert_offset(&p, INT64_MAX, 7200);
}

static void test_without_changes_the_rules_hold_always(void **state)
{
    tzif_plan p = tzif_berlin;

    (void)state;
    p.time_count = 0;
    tzif_assert_offset(&p, 0, 3600);
    tzif_assert_offset(&p, INT64_C(-15000000000), 7200);
    p.flags = false;
    p.type_count = 1;
    p.footer = "\n<+0530>-5:30\n";
    tzif_assert_offset(&p, 0, 19800);
}

static void test_any_time_of_64_bits_can_be_asked(void **state)
{
    tzif_plan p = tzif_berlin;

    (void)state;
    tzif_assert_offset(&p, INT64_MIN, 3208);
    p.footer = "\nJST-9\n";
    tzif_assert_offset(&p, INT64_MAX, 32400);
}

static void test_every_one_of_many_changes_is_found(void **state)
{
    static int64_t times[250];
    static unsigned char indices[250];
    static int32_t offsets[250];
    tzif_plan p = { '4', times, indices, 0, offsets, 250, false, "\n\n" };
    size_t i;

    (void)state;
    for (i = 0; i < 250; i++) {
        times[i] = (int64_t)(i * i) * 1000 - 20000;
        indices[i] = (unsigned char)i;
        offsets[i] = (int32_t)i * 60 - 7200;
    }
    for (p.time_count = 1; p.time_count <= 250; p.time_count += p.time_count > 8 ? 60 : 1) {
        for (i = 0; i < p.time_count; i++) {
            tzif_assert_offset(&p, times[i] * 1000, offsets[i]);
            tzif_assert_offset(&p, times[i] * 1000 - 1, offsets[i == 0 ? 0 : i - 1]);
        }
    }
}

/* A file of the folder "right": well formed, but 27 seconds off. */
static void test_file_with_leap_seconds_is_refused(void **state)
{
    const size_t counts[] = { 0, 0, 1, 0, 1, 4 };
    int32_t leaps;
    ti_buf file;

    (void)state;
    for (leaps = 0; leaps <= 1; leaps++) {
        const size_t none[] = { 0, 0, 0, 0, 1, 4 };
        int32_t offset_s = 77;

        ti_buf_init(&file, TZIF_FILE_MAX);
        tzif_add_small_block(&file, '2');
        tzif_add_header(&file, '2', leaps == 1 ? counts : none);
        tzif_add_number(&file, 3600, 4);
        tzif_add_number(&file, 0, 2);
        (void)ti_buf_add(&file, TI_SLICE("CET\0"));
        if (leaps == 1) {
            tzif_add_number(&file, 78796800, 8);
            tzif_add_number(&file, 1, 4);
        }
        (void)ti_buf_add_text(&file, "\nCET-1\n");
        assert_int_equal(tzif_read(file.ptr, file.len, 0, &offset_s), leaps == 0);
        assert_int_equal(offset_s, leaps == 0 ? 3600 : 77);
        ti_buf_clear(&file);
    }
}

/* It may hold anything at all, leap seconds and flags too, as long as its size is right. */
static void test_block_for_old_readers_is_skipped(void **state)
{
    const size_t counts[] = { 3, 2, 2, 5, 4, 7 };
    int32_t offset_s = 77;
    ti_buf file;
    size_t i;

    (void)state;
    ti_buf_init(&file, TZIF_FILE_MAX);
    tzif_add_header(&file, '2', counts);
    for (i = 0; i < 5 * 5 + 4 * 6 + 7 + 2 * 8 + 2 + 3; i++)
        tzif_add_number(&file, 0xee, 1);
    tzif_add_block(&file, &tzif_berlin, 8);
    (void)ti_buf_add_text(&file, tzif_berlin.footer);
    assert_true(tzif_read(file.ptr, file.len, INT64_C(954032400000), &offset_s));
    assert_int_equal(offset_s, 7200);
    ti_buf_clear(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_type_of_the_change_before),
        cmocka_unit_test(test_rules_behind_the_last_change),
        cmocka_unit_test(test_rules_say_nothing_of_the_time_before),
        cmocka_unit_test(test_each_version_from_2_to_4),
        cmocka_unit_test(test_version_1_has_32_bits_and_no_rules),
        cmocka_unit_test(test_milliseconds_before_1970_belong_to_the_second_begun),
        cmocka_unit_test(test_without_rules_the_last_type_goes_on),
        cmocka_unit_test(test_without_changes_the_rules_hold_always),
        cmocka_unit_test(test_any_time_of_64_bits_can_be_asked),
        cmocka_unit_test(test_every_one_of_many_changes_is_found),
        cmocka_unit_test(test_file_with_leap_seconds_is_refused),
        cmocka_unit_test(test_block_for_old_readers_is_skipped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
