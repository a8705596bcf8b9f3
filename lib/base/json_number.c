/* SPDX-License-Identifier: Apache-2.0 */
/* json_number.c - what a number that stands in a JSON text is. */
#include "base/json_number.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_scan.h"

#define EXACT_MAX 9007199254740992.0 /* 2^53: up to there a double holds every integer */

enum { SURE_DIGITS = 15 }; /* no number of so many is above it */

/* The host's locale decides what strtod() takes for a decimal point. */
static void put_decimal_point(char *number)
{
    const struct lconv *locale = localeconv();
    char *point = strchr(number, '.');

    if (point != NULL && locale != NULL && locale->decimal_point[0] != '\0')
        *point = locale->decimal_point[0];
}

bool ti_json_to_double(ti_slice text, double *out)
{
    char number[TI_JSON_NUMBER_MAX + 1];

    *out = 0;
    if (text.len >= sizeof(number))
        return false;
    memcpy(number, text.ptr, text.len);
    number[text.len] = '\0';
    put_decimal_point(number);
    *out = strtod(number, NULL);
    if (isfinite(*out))
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
    ti_slice digits = ti_slice_skip(text, negative ? 1 : 0);

    if (digits.len > SURE_DIGITS || !ti_slice_to_int64(digits, out))
        return from_double(text, out);
    *out = negative ? -*out : *out;
    return true;
}
