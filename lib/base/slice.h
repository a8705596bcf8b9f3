/* SPDX-License-Identifier: Apache-2.0 */
/* slice.h - bytes to read: a pointer and a length, passed by value, owning nothing. */
#ifndef TI_BASE_SLICE_H
#define TI_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ti_slice {
    const char *ptr;
    size_t len;
} ti_slice;

/* A slice of a string literal. */
#define TI_SLICE(literal) ((ti_slice){ "" literal, sizeof(literal) - 1 })

/* Of a NUL-terminated string; NULL gives the empty slice. */
ti_slice ti_slice_of(const char *text);
ti_slice ti_slice_make(const void *ptr, size_t len);

bool ti_slice_is_empty(ti_slice s);
bool ti_slice_equal(ti_slice a, ti_slice b);
bool ti_slice_equal_text(ti_slice a, const char *text);

/* ASCII letters only. */
bool ti_slice_equal_nocase(ti_slice a, ti_slice b);
bool ti_slice_starts_with(ti_slice s, ti_slice prefix);

/* Whether needle occurs in s, ASCII letters compared without case. */
bool ti_slice_contains_nocase(ti_slice s, ti_slice needle);

/* Position of the first c, or s.len. */
size_t ti_slice_find(ti_slice s, char c);

/* From offset to the end; offset is cut to s.len. */
ti_slice ti_slice_skip(ti_slice s, size_t offset);
ti_slice ti_slice_first(ti_slice s, size_t len);

/* The part before the next separator; *s goes on behind it. False when *s is used up (ptr NULL). */
bool ti_slice_next(ti_slice *s, char separator, ti_slice *part);

/* Without leading and trailing blanks and tabs. */
ti_slice ti_slice_trim(ti_slice s);

/* In time that depends on the lengths only: for tokens, states, hashes, tags. */
bool ti_secret_equal(ti_slice a, ti_slice b);

/* Strict UTF-8: no overlong form, no surrogate, nothing above U+10FFFF. NUL is allowed. */
bool ti_slice_is_utf8(ti_slice s);

/* Decimal digits only, the whole slice, no sign, at most 18 digits. */
bool ti_slice_to_int64(ti_slice s, int64_t *out);

/* 8-4-4-4-12 hex digits. */
bool ti_slice_is_guid(ti_slice s);

/* A GUID as our records and comparisons have it: in lower case. */
enum { TI_GUID_SIZE = 37 };
void ti_guid_copy(char out[TI_GUID_SIZE], ti_slice guid);

#endif
