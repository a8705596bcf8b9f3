/* SPDX-License-Identifier: Apache-2.0 */
/* tzif_file.c - files of time zones made by hand. */
#include "support/tzif_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/tzif.h"

static const int64_t berlin_times[] = { INT64_C(-2208988800), INT64_C(954032400), INT64_C(972781200) };
static const unsigned char berlin_indices[] = { 1, 2, 1 };
static const int32_t berlin_offsets[] = { 3208, 3600, 7200 };
const tzif_plan tzif_berlin = {
    '2', berlin_times, berlin_indices, 3, berlin_offsets, 3, true, "\nCET-1CEST,M3.5.0,M10.5.0/3\n"
};

void tzif_add_number(ti_buf *out, int64_t number, size_t size)
{
    while (size-- > 0)
        (void)ti_buf_add_char(out, (char)(unsigned char)((uint64_t)number >> (size * 8) & 0xff));
}

void tzif_add_header(ti_buf *out, char version, const size_t counts[6])
{
    size_t i;

    (void)ti_buf_add_text(out, "TZif");
    (void)ti_buf_add_char(out, version);
    tzif_add_number(out, 0, 8);
    tzif_add_number(out, 0, 7);
    for (i = 0; i < 6; i++)
        tzif_add_number(out, (int64_t)counts[i], 4);
}

void tzif_add_block(ti_buf *out, const tzif_plan *p, size_t time_size)
{
    const size_t flags = p->flags ? p->type_count : 0;
    const size_t counts[] = { flags, flags, 0, p->time_count, p->type_count, TZIF_NAME_BYTES };
    size_t i;

    tzif_add_header(out, p->version, counts);
    for (i = 0; i < p->time_count; i++)
        tzif_add_number(out, p->times[i], time_size);
    (void)ti_buf_add(out, ti_slice_make(p->indices, p->time_count));
    for (i = 0; i < p->type_count; i++) {
        tzif_add_number(out, p->offsets[i], 4);
        tzif_add_number(out, (int64_t)(i % 2), 1);
        tzif_add_number(out, (int64_t)(i % 2) * 4, 1);
    }
    (void)ti_buf_add(out, TI_SLICE("CET\0CEST"));
    for (i = 0; i < 2 * flags; i++)
        tzif_add_number(out, (int64_t)(i % 2), 1);
}

void tzif_add_small_block(ti_buf *out, char version)
{
    const size_t counts[] = { 0, 0, 0, 0, 1, 4 };

    tzif_add_header(out, version, counts);
    tzif_add_number(out, 12345, 4);
    tzif_add_number(out, 0, 2);
    (void)ti_buf_add(out, TI_SLICE("XYZ\0"));
}

void tzif_make(ti_buf *out, const tzif_plan *p)
{
    ti_buf_init(out, TZIF_FILE_MAX);
    if (p->version != '\0')
        tzif_add_small_block(out, p->version);
    tzif_add_block(out, p, p->version == '\0' ? 4 : 8);
    (void)ti_buf_add_text(out, p->footer);
    assert_false(out->failed);
}

bool tzif_read(const char *bytes, size_t len, int64_t at_ms, int32_t *offset_s)
{
    char *copy = malloc(len > 0 ? len : 1);
    bool read;

    assert_non_null(copy);
    memcpy(copy, bytes, len);
    read = ti_tzif_offset(ti_slice_make(copy, len), at_ms, offset_s);
    free(copy);
    return read;
}

void tzif_assert_offset(const tzif_plan *p, int64_t at_ms, int32_t expected)
{
    int32_t offset_s = INT32_MIN;
    ti_buf file;

    tzif_make(&file, p);
    if (!tzif_read(file.ptr, file.len, at_ms, &offset_s))
        fail_msg("refused");
    if (offset_s != expected)
        fail_msg("at %lld: %d, not %d", (long long)at_ms, (int)offset_s, (int)expected);
    ti_buf_clear(&file);
}

void tzif_assert_refused(const tzif_plan *p)
{
    int32_t offset_s = 77;
    ti_buf file;

    tzif_make(&file, p);
    assert_false(tzif_read(file.ptr, file.len, 0, &offset_s));
    assert_int_equal(offset_s, 77);
    ti_buf_clear(&file);
}
