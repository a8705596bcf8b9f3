/* SPDX-License-Identifier: Apache-2.0 */
/* json_number.c - what a number that stands in a JSON text is. */
#include "base/json_number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/json_scan.h"

#define EXACT_MAX 9007199254740992.0 /* 2^53: up to there a double holds every integer */

/* The host's locale decides what strtod() takes for a decimal point. */
static void write_number(char *out, size_t room, ti_slice text)
{
    const struct lconv *locale = localeconv();
    size_t whole = ti_slice_find(text, '.');
    const char *point = locale == NULL || locale->decimal_point[0] == '\0' ? "." : locale->decimal_point;
    ti_slice fraction = ti_slice_skip(text, whole + 1);

    (void)snprintf(out, room, "%.*s%s%.*s", (int)whole, text.ptr, whole < text.len ? point : "", (int)fraction.len,
                   fraction.ptr);
}

bool ti_json_to_double(ti_slice text, double *out)
{
    enum { POINT_MAX = 16 };
    char number[TI_JSON_NUMBER_MAX + POINT_MAX + 1];
    char *end;

    *out = 0;
    if (text.len > TI_JSON_NUMBER_MAX)
        return false;
    write_number(number, sizeof(number), text);
    *out = strtod(number, &end);
    if (*end == '\0' && isfinite(*out))
        return true;
    *out = 0;
    return false;
}

static bool from_double(ti_slice text, int64_t *out)
{
    double number;
    int64_t whole;

    if (!ti_json_to_double(text, &number) || number > EXACT_MAX || number < -EXACT_MAX)
        return false;
    whole = (int64_t)number;
    if ((double)whole < number || (double)whole > number)
        return false;
    *out = whole;
    return true;
}

/* Nearly all of them are a few digits. */
bool ti_json_to_int(ti_slice text, int64_t *out)
{
    bool negative = text.len > 0 && text.ptr[0] == '-';

    if (!ti_slice_to_int64(ti_slice_skip(text, negative ? 1 : 0), out))
        return from_double(text, out);
    if (*out > INT64_C(9007199254740992))
        return false;
    *out = negative ? -*out : *out;
    return true;
}
