/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json.h - JSON from peers, read strictly, and JSON of ours, written plainly.
 *
 * ti_json_read() accepts exactly one RFC 8259 value in valid UTF-8 with nothing
 * but white space around it: no BOM, no NUL byte and no \u0000, no lone
 * surrogate, no duplicate member name (after unescaping) at any level, depth at
 * most 16, at most 4,096 values, strings at most 16 KiB.
 */
#ifndef TI_BASE_JSON_H
#define TI_BASE_JSON_H

#include "base/buf.h"

typedef struct ti_json ti_json; /* a value; its root owns it, and a copy of the text */

/* NULL when the text is not such a value, or there is no memory. */
ti_json *ti_json_read(ti_slice text);

/* The check alone, without building anything. */
bool ti_json_is_strict(ti_slice text);

/* Wipe every string, then free. NULL-safe. */
void ti_json_free(ti_json *root);

bool ti_json_is_object(const ti_json *value);

/* How a member was found. null counts as wrong. */
typedef enum ti_json_found { TI_JSON_ABSENT, TI_JSON_FOUND, TI_JSON_WRONG } ti_json_found;

/* Names are compared with case. Strings live as long as the root. */
ti_json_found ti_json_string(const ti_json *object, const char *name, size_t min, size_t max, ti_slice *out);

/* A number without fraction, |x| <= 2^53, in [min, max]. */
ti_json_found ti_json_int(const ti_json *object, const char *name, int64_t min, int64_t max, int64_t *out);

/* The same; a string of digits is accepted too ("expires_in":"3599"). */
ti_json_found ti_json_int_or_digits(const ti_json *object, const char *name, int64_t min, int64_t max,
                                    int64_t *out);

/* A finite number, fractions included, as a double: for NumericDate. */
ti_json_found ti_json_number(const ti_json *object, const char *name, double *out);
ti_json_found ti_json_bool(const ti_json *object, const char *name, bool *out);
ti_json_found ti_json_object(const ti_json *object, const char *name, const ti_json **out);
ti_json_found ti_json_array(const ti_json *object, const char *name, const ti_json **out);
bool ti_json_has(const ti_json *object, const char *name);

size_t ti_json_count(const ti_json *array);
const ti_json *ti_json_item(const ti_json *array, size_t index);
bool ti_json_item_string(const ti_json *item, ti_slice *out);
bool ti_json_item_int(const ti_json *item, int64_t min, int64_t max, int64_t *out); /* as ti_json_int() */

/* Writing: into a ti_buf, whose sticky failure is asked for once at the end.
 * <, >, & and U+2028/9 are escaped as well. Input must be UTF-8. */
typedef struct ti_json_out {
    ti_buf *buf;
    bool comma;
} ti_json_out;

void ti_json_begin(ti_json_out *out, ti_buf *buf); /* "{" */
void ti_json_end(ti_json_out *out);                /* "}" */
void ti_json_put_string(ti_json_out *out, const char *name, ti_slice value);
void ti_json_put_text(ti_json_out *out, const char *name, const char *value); /* left out when NULL */
void ti_json_put_int(ti_json_out *out, const char *name, int64_t value);
void ti_json_put_bool(ti_json_out *out, const char *name, bool value);
void ti_json_open(ti_json_out *out, const char *name); /* "name":{ ; close with ti_json_end() */

#endif
