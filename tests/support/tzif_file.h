/* SPDX-License-Identifier: Apache-2.0 */
/* tzif_file.h - files of time zones made by hand, and what the reader makes of them. */
#ifndef TI_TESTS_SUPPORT_TZIF_FILE_H
#define TI_TESTS_SUPPORT_TZIF_FILE_H

#include "base/buf.h"

enum { TZIF_FILE_MAX = 8192, TZIF_NAME_BYTES = 8 };

typedef struct tzif_plan {
    char version; /* of both headers */
    const int64_t *times;
    const unsigned char *indices;
    size_t time_count;
    const int32_t *offsets;
    size_t type_count;
    bool flags; /* of each type: standard or not, UT or not */
    const char *footer;
} tzif_plan;

/* Three changes, of 1900, 2000 and 2001, and then the rules. */
extern const tzif_plan tzif_berlin;

/* Big-endian. */
void tzif_add_number(ti_buf *out, int64_t number, size_t size);

/* counts: of UT flags, standard flags, leap seconds, times, types, and bytes of names. */
void tzif_add_header(ti_buf *out, char version, const size_t counts[6]);
void tzif_add_block(ti_buf *out, const tzif_plan *p, size_t time_size);

/* What new programs write for old readers: a single type, which must not be used. */
void tzif_add_small_block(ti_buf *out, char version);

/* The whole file; clear it afterwards. */
void tzif_make(ti_buf *out, const tzif_plan *p);

/* Read from memory of exactly its size, so that a byte too far is an error for the sanitizer. */
bool tzif_read(const char *bytes, size_t len, int64_t at_ms, int32_t *offset_s);

void tzif_assert_offset(const tzif_plan *p, int64_t at_ms, int32_t expected);
void tzif_assert_refused(const tzif_plan *p);

#endif
