/* SPDX-License-Identifier: Apache-2.0 */
/* test_tzif_malformed.c - files of zones cut off, bent, and full of nonsense. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/tzif_file.h"

/* Where in the file of berlin what stands: the small block is 44 + 6 + 4 bytes. */
enum {
    SECOND = 54,
    TIMES_AT = SECOND + 44,
    INDICES_AT = TIMES_AT + 3 * 8,
    TYPES_AT = INDICES_AT + 3,
    NAMES_AT = TYPES_AT + 3 * 6,
    STANDARD_AT = NAMES_AT + TZIF_NAME_BYTES,
    UT_AT = STANDARD_AT + 3,
    FOOTER_AT = UT_AT + 3,
};

/* The file of berlin with one byte replaced. */
static bool is_read_with(size_t at, unsigned char byte, int32_t *offset_s)
{
    ti_buf file;
    bool read;

    tzif_make(&file, &tzif_berlin);
    assert_true(at < file.len);
    file.ptr[at] = (char)byte;
    read = tzif_read(file.ptr, file.len, 0, offset_s);
    ti_buf_clear(&file);
    return read;
}

static void assert_refused_with(size_t at, unsigned char byte)
{
    int32_t offset_s = 77;

    if (is_read_with(at, byte, &offset_s))
        fail_msg("accepted byte %zu as %u", at, (unsigned)byte);
    assert_int_equal(offset_s, 77);
}

static void test_file_cut_off_anywhere_is_refused(void **state)
{
    static const int64_t times[] = { -5, 0, 5 };
    tzif_plan plans[] = { tzif_berlin, tzif_berlin, tzif_berlin };
    int32_t offset_s = 77;
    size_t i;
    size_t len;
    ti_buf file;

    (void)state;
    plans[1].footer = "\n\n";
    plans[2].version = '\0';
    plans[2].times = times;
    plans[2].footer = "";
    for (i = 0; i < sizeof(plans) / sizeof(plans[0]); i++) {
        tzif_make(&file, &plans[i]);
        for (len = 0; len < file.len; len++)
            if (tzif_read(file.ptr, len, 0, &offset_s))
                fail_msg("accepted plan %zu at %zu bytes", i, len);
        assert_int_equal(offset_s, 77);
        assert_true(tzif_read(file.ptr, file.len, 0, &offset_s));
        offset_s = 77;
        ti_buf_clear(&file);
    }
}

static void test_every_form_of_footer_that_is_none(void **state)
{
    static const char *const footers[] = {
        "",
        "\n",
        "CET-1\n",
        "\nCET-1",
        "\n\n\n",
        "\n\nCET-1\n",
        "\nCET-1\n\n",
        "\nCET-1\nx",
        "\nCET-1\nx\n",
        "\n CET-1\n",
        "\nCET-1 \n",
        "\r\nCET-1\r\n",
        "\nCET-1\r\n",
        "\nCET\n",
        "\nCET-1CEST\n",
        "\nx\n",
        "\n:CET\n",
    };
    tzif_plan p = tzif_berlin;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(footers) / sizeof(footers[0]); i++) {
        p.footer = footers[i];
        tzif_assert_refused(&p); /* at a time before the last change, too */
    }
}

/* Counts: of UT flags, standard flags, leap seconds, times, types, and bytes of names. */
static void test_any_other_count_is_refused(void **state)
{
    static const unsigned char flips[] = { 0x01, 0x02, 0x04, 0x80, 0xff };
    static const size_t headers[] = { 0, SECOND };
    ti_buf file;
    size_t i;
    size_t at;

    (void)state;
    tzif_make(&file, &tzif_berlin);
    for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
        for (at = headers[i] + 20; at < headers[i] + 44; at++) {
            size_t flip;

            for (flip = 0; flip < sizeof(flips); flip++)
                assert_refused_with(at, (unsigned char)((unsigned char)file.ptr[at] ^ flips[flip]));
        }
    }
    ti_buf_clear(&file);
}

static void test_counts_at_their_largest_are_refused(void **state)
{
    int32_t offset_s = 77;
    ti_buf file;
    size_t header;
    size_t count;

    (void)state;
    for (header = 0; header <= SECOND; header += SECOND) {
        for (count = 0; count < 7; count++) { /* each, and then all together */
            tzif_make(&file, &tzif_berlin);
            memset(file.ptr + header + 20 + (count < 6 ? count * 4 : 0), 0xff, count < 6 ? 4 : 24);
            assert_false(tzif_read(file.ptr, file.len, 0, &offset_s));
            ti_buf_clear(&file);
        }
    }
    assert_int_equal(offset_s, 77);
}

static void test_head_that_is_not_one_is_refused(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++) {
        assert_refused_with(i, 'x');
        assert_refused_with(SECOND + i, 'x');
    }
    assert_refused_with(4, '3'); /* two headers, two versions */
    assert_refused_with(SECOND + 4, '3');
    assert_refused_with(SECOND + 4, '\0');
    assert_refused_with(4, '\0');
}

static void test_what_is_reserved_in_the_head_is_not_looked_at(void **state)
{
    int32_t offset_s;
    size_t i;

    (void)state;
    for (i = 5; i < 20; i++) {
        assert_true(is_read_with(i, 0xff, &offset_s));
        assert_true(is_read_with(SECOND + i, 0xff, &offset_s));
    }
}

static void test_times_ascend(void **state)
{
    static const int64_t equal[] = { 1, 5, 5 };
    static const int64_t falling[] = { 1, 5, 4 };
    static const int64_t first[] = { 7, 5, 8 };
    static const int64_t signs[] = { 1, -1, 2 }; /* as unsigned numbers no better */
    const int64_t *const wrong[] = { equal, falling, first, signs };
    tzif_plan p = tzif_berlin;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        p.times = wrong[i];
        tzif_assert_refused(&p);
    }
}

static void test_each_change_has_a_type_that_exists(void **state)
{
    int32_t offset_s;
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        assert_true(is_read_with(INDICES_AT + i, 2, &offset_s));
        assert_refused_with(INDICES_AT + i, 3);
        assert_refused_with(INDICES_AT + i, 255);
    }
}

static void test_offsets_are_those_of_a_day(void **state)
{
    static const int32_t wrong[] = { -90000, 93600, INT32_MIN, INT32_MAX };
    int32_t offsets[] = { -89999, 93599, 0 };
    tzif_plan p = tzif_berlin;
    size_t i;

    (void)state;
    p.offsets = offsets;
    tzif_assert_offset(&p, INT64_MIN, -89999);
    tzif_assert_offset(&p, 0, 93599);
    for (i = 0; i < 12; i++) {
        int32_t before = offsets[i % 3];

        offsets[i % 3] = wrong[i / 3];
        tzif_assert_refused(&p);
        offsets[i % 3] = before;
    }
}

static void test_flags_and_names_of_types(void **state)
{
    int32_t offset_s;
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        assert_true(is_read_with(TYPES_AT + i * 6 + 4, 1, &offset_s));
        assert_refused_with(TYPES_AT + i * 6 + 4, 2);
        assert_true(is_read_with(TYPES_AT + i * 6 + 5, TZIF_NAME_BYTES - 1, &offset_s));
        assert_refused_with(TYPES_AT + i * 6 + 5, TZIF_NAME_BYTES);
        assert_refused_with(STANDARD_AT + i, 2);
        assert_refused_with(UT_AT + i, 255);
    }
    assert_refused_with(FOOTER_AT, 'x');
}

static void test_flags_may_be_missing_and_types_may_not(void **state)
{
    tzif_plan p = tzif_berlin;

    (void)state;
    p.flags = false;
    tzif_assert_offset(&p, INT64_C(1869094800000), 7200);
    p.time_count = 0;
    p.type_count = 0;
    tzif_assert_refused(&p);
}

/* Whatever a byte is replaced by: refused, or an offset that there may be. */
static void test_every_byte_as_every_other(void **state)
{
    size_t refused = 0;
    ti_buf file;
    size_t at;
    int32_t byte;

    (void)state;
    tzif_make(&file, &tzif_berlin);
    for (at = 0; at < file.len; at++) {
        const char before = file.ptr[at];

        for (byte = 0; byte < 256; byte++) {
            int32_t offset_s = 0;

            file.ptr[at] = (char)(unsigned char)byte;
            refused += tzif_read(file.ptr, file.len, INT64_C(1869094800000), &offset_s) ? 0 : 1;
            if (offset_s < -89999 || offset_s > 93599)
                fail_msg("byte %zu as %d: %d", at, (int)byte, (int)offset_s);
        }
        file.ptr[at] = before;
    }
    assert_true(refused > file.len * 256 / 2);
    ti_buf_clear(&file);
}

/* Numbers of a generator with a fixed beginning, in places that the reader gets to. */
static void test_nonsense_behind_a_good_head(void **state)
{
    uint32_t random = 1;
    size_t round;
    ti_buf file;

    (void)state;
    tzif_make(&file, &tzif_berlin);
    for (round = 0; round < 20000; round++) {
        int32_t offset_s = 0;
        char bent[TZIF_FILE_MAX];
        size_t i;

        memcpy(bent, file.ptr, file.len);
        for (i = 0; i < 1 + round % 8; i++) {
            random = random * 1664525 + 1013904223;
            bent[20 + (random >> 8) % (file.len - 20)] = (char)(unsigned char)(random >> 24 & (round % 2 ? 0xff : 7));
        }
        random = random * 1664525 + 1013904223;
        (void)tzif_read(bent, file.len - (random >> 16) % 4, (int64_t)(round * round) * 9999, &offset_s);
        assert_in_range(offset_s + 89999, 0, 89999 + 93599);
    }
    ti_buf_clear(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_file_cut_off_anywhere_is_refused),
        cmocka_unit_test(test_every_form_of_footer_that_is_none),
        cmocka_unit_test(test_any_other_count_is_refused),
        cmocka_unit_test(test_counts_at_their_largest_are_refused),
        cmocka_unit_test(test_head_that_is_not_one_is_refused),
        cmocka_unit_test(test_what_is_reserved_in_the_head_is_not_looked_at),
        cmocka_unit_test(test_times_ascend),
        cmocka_unit_test(test_each_change_has_a_type_that_exists),
        cmocka_unit_test(test_offsets_are_those_of_a_day),
        cmocka_unit_test(test_flags_and_names_of_types),
        cmocka_unit_test(test_flags_may_be_missing_and_types_may_not),
        cmocka_unit_test(test_every_byte_as_every_other),
        cmocka_unit_test(test_nonsense_behind_a_good_head),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
