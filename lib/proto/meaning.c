/* SPDX-License-Identifier: Apache-2.0 */
/* meaning.c - what an answer of Microsoft's comes to: finding the row, and the error of it. */
#include "proto/meaning.h"

enum { CLASS_MAX = 9 };

static bool fits_http(int32_t expected, int32_t http_status)
{
    if (expected == 0)
        return true;
    return expected <= CLASS_MAX ? http_status / 100 == expected : http_status == expected;
}

static bool fits(const ti_meaning *row, int32_t http_status, ti_slice code, ti_slice message)
{
    return fits_http(row->http_status, http_status) &&
           (row->code[0] == '\0' || ti_slice_equal_nocase(code, ti_slice_of(row->code))) &&
           (row->phrase == NULL || ti_slice_contains_nocase(message, ti_slice_of(row->phrase)));
}

const ti_meaning *ti_meaning_find(ti_meanings table, int32_t http_status, ti_slice code, ti_slice message)
{
    size_t i;

    for (i = 0; i < table.count; i++) {
        if (fits(&table.rows[i], http_status, code, message))
            return &table.rows[i];
    }
    return NULL;
}

void ti_meaning_set_remedy(ti_error *err, const ti_meaning *row)
{
    ti_error_set_remedy(err, row->who, row->what);
    err->advice = row->advice;
}

teamsinvite_status ti_meaning_fail(ti_error *err, const ti_meaning *row, const char *prefix)
{
    (void)ti_fail(err, row->status, "%s%s", prefix, row->text);
    ti_meaning_set_remedy(err, row);
    return row->status;
}
