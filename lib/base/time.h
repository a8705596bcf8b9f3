/* SPDX-License-Identifier: Apache-2.0 */
/* time.h - points in time as text and back; no clock, no zone data, no locale. */
#ifndef TI_BASE_TIME_H
#define TI_BASE_TIME_H

#include "base/slice.h"

enum {
    TI_TIME_TEXT_MAX = 40 /* room for any of the texts below, with its NUL */
};

#define TI_TIME_MAX_MS INT64_C(253402300799999) /* 9999-12-31T23:59:59.999Z */

typedef struct ti_civil {
    int32_t year, month, day, hour, minute, second; /* UTC, month and day from 1 */
    int32_t weekday;                                /* 0 is Sunday */
} ti_civil;

/* at_ms in [0, TI_TIME_MAX_MS]. */
ti_civil ti_time_civil(int64_t at_ms);

/* False for a date that does not exist. */
bool ti_time_from_civil(const ti_civil *civil, int64_t *out_ms);

/* "2030-01-15T09:00:00Z": Graph and RFC 3339. Milliseconds are cut off. */
void ti_time_format_iso(int64_t at_ms, char out[TI_TIME_TEXT_MAX]);

/* "20300115T090000Z": iCalendar (RFC 5545, 3.3.5). */
void ti_time_format_ical(int64_t at_ms, char out[TI_TIME_TEXT_MAX]);

/* RFC 3339 with Z or an offset and up to 9 digits of fraction. */
bool ti_time_parse_iso(ti_slice text, int64_t *out_ms);

#endif
