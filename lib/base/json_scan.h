/* SPDX-License-Identifier: Apache-2.0 */
/* json_scan.h - one pass over a text that may be JSON, telling what stands where. */
#ifndef TI_BASE_JSON_SCAN_H
#define TI_BASE_JSON_SCAN_H

#include "base/slice.h"

enum {
    TI_JSON_DEPTH_MAX = 16, /* objects and arrays in one another */
    TI_JSON_NUMBER_MAX = 63 /* characters of a number */
};

typedef enum ti_json_kind {
    TI_JSON_OBJECT,
    TI_JSON_ARRAY,
    TI_JSON_STRING,
    TI_JSON_NUMBER,
    TI_JSON_TRUE,
    TI_JSON_FALSE,
    TI_JSON_NULL
} ti_json_kind;

/* Told of each value in the order of the text, before it is known whether all of
 * it is good. Slices lie in the text, which has been read up to and with the
 * quote behind them. */
typedef struct ti_json_sink {
    /* name: of a member, else without a pointer. text: of a string what is between its quotes, with its escapes; of
     * an object or array nothing yet. Name and text still have their escapes. False ends the pass. */
    bool (*begin)(void *user_data, ti_slice name, ti_json_kind kind, ti_slice text);

    /* The object or array that was begun last is complete. */
    void (*end)(void *user_data);
    void *user_data;
} ti_json_sink;

/* True where the text is one strict value, see json.h. sink: NULL to check only. */
bool ti_json_scan(ti_slice text, const ti_json_sink *sink);

#endif
