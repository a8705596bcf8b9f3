/* SPDX-License-Identifier: Apache-2.0 */
/* time.c - points in time as text and back. */
#include "base/time.h"

#define DAY_MS INT64_C(86400000)

/* Days since 1970-01-01 of a date in the Gregorian calendar: years are counted
 * from March, so that the leap day comes last (Hinnant, chrono-compatible
 * low-level date algorithms). */
static int64_t days_from_date(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = y / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

static void date_from_days(int64_t days, ti_civil *civil)
{
    int64_t z = days + 719468;
    int64_t era = z / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;

    civil->day = (int32_t)(doy - (153 * mp + 2) / 5 + 1);
    civil->month = (int32_t)(mp < 10 ? mp + 3 : mp - 9);
    civil->year = (int32_t)(yoe + era * 400 + (civil->month <= 2 ? 1 : 0));
}

static int64_t clamp(int64_t at_ms)
{
    return at_ms < 0 ? 0 : at_ms > TI_TIME_MAX_MS ? TI_TIME_MAX_MS : at_ms;
}

ti_civil ti_time_civil(int64_t at_ms)
{
    int64_t at = clamp(at_ms);
    int64_t days = at / DAY_MS;
    int64_t seconds = at % DAY_MS / 1000;
    ti_civil civil = { 0 };

    date_from_days(days, &civil);
    civil.hour = (int32_t)(seconds / 3600);
    civil.minute = (int32_t)(seconds / 60 % 60);
    civil.second = (int32_t)(seconds % 60);
    civil.weekday = (int32_t)((days + 4) % 7); /* 1970-01-01 was a Thursday */
    return civil;
}

static int32_t days_in_month(int32_t year, int32_t month)
{
    static const int32_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 ? leap : 0);
}

bool ti_time_from_civil(const ti_civil *c, int64_t *out_ms)
{
    if (c->year < 1970 || c->year > 9999 || c->month < 1 || c->month > 12 || c->day < 1 ||
        c->day > days_in_month(c->year, c->month) || c->hour < 0 || c->hour > 23 || c->minute < 0 || c->minute > 59 ||
        c->second < 0 || c->second > 59)
        return false;
    *out_ms = days_from_date(c->year, c->month, c->day) * DAY_MS +
              ((int64_t)c->hour * 3600 + (int64_t)c->minute * 60 + c->second) * 1000;
    return true;
}

/* With leading zeros, then the character `after` (NUL: none); answers where to go on. */
static char *put_number(char *out, int32_t number, int digits, char after)
{
    int i;

    for (i = digits - 1; i >= 0; i--) {
        out[i] = (char)('0' + number % 10);
        number /= 10;
    }
    out += digits;
    *out = after;
    return after == '\0' ? out : out + 1;
}

static void format(int64_t at_ms, char between_date, char between_time, char *out)
{
    ti_civil c = ti_time_civil(at_ms);

    out = put_number(out, c.year, 4, between_date);
    out = put_number(out, c.month, 2, between_date);
    out = put_number(out, c.day, 2, 'T');
    out = put_number(out, c.hour, 2, between_time);
    out = put_number(out, c.minute, 2, between_time);
    out = put_number(out, c.second, 2, 'Z');
    *out = '\0';
}

void ti_time_format_iso(int64_t at_ms, char out[TI_TIME_TEXT_MAX])
{
    format(at_ms, '-', ':', out);
}

void ti_time_format_ical(int64_t at_ms, char out[TI_TIME_TEXT_MAX])
{
    format(at_ms, '\0', '\0', out);
}

/* Exactly `digits` digits, then the character `after` (NUL: none). */
static bool read_number(ti_slice *text, size_t digits, char after, int32_t *out)
{
    int64_t number;

    if (text->len < digits || !ti_slice_to_int64(ti_slice_first(*text, digits), &number))
        return false;
    *out = (int32_t)number;
    *text = ti_slice_skip(*text, digits);
    if (after == '\0')
        return true;
    if (text->len == 0 || text->ptr[0] != after)
        return false;
    *text = ti_slice_skip(*text, 1);
    return true;
}

/* ".1234567": only milliseconds are kept. */
static bool read_fraction(ti_slice *text, int64_t *out_ms)
{
    int64_t ms = 0;
    size_t digits = 0;

    *out_ms = 0;
    if (text->len == 0 || text->ptr[0] != '.')
        return true;
    *text = ti_slice_skip(*text, 1);
    for (; text->len > 0 && text->ptr[0] >= '0' && text->ptr[0] <= '9'; digits++) {
        if (digits < 3)
            ms = ms * 10 + (text->ptr[0] - '0');
        *text = ti_slice_skip(*text, 1);
    }
    *out_ms = digits == 1 ? ms * 100 : digits == 2 ? ms * 10 : ms;
    return digits >= 1 && digits <= 9;
}

static bool read_offset(ti_slice text, int64_t *out_ms)
{
    int64_t sign = text.len > 0 && text.ptr[0] == '-' ? -1 : 1;
    int32_t hours;
    int32_t minutes;

    *out_ms = 0;
    if (ti_slice_equal_text(text, "Z") || ti_slice_equal_text(text, "z"))
        return true;
    if (text.len != 6 || (text.ptr[0] != '+' && text.ptr[0] != '-'))
        return false;
    text = ti_slice_skip(text, 1);
    if (!read_number(&text, 2, ':', &hours) || !read_number(&text, 2, '\0', &minutes) || hours > 23 || minutes > 59)
        return false;
    *out_ms = sign * ((int64_t)hours * 60 + minutes) * 60000;
    return true;
}

static bool read_t(ti_slice *text)
{
    if (text->len == 0 || (text->ptr[0] != 'T' && text->ptr[0] != 't'))
        return false;
    *text = ti_slice_skip(*text, 1);
    return true;
}

bool ti_time_parse_iso(ti_slice text, int64_t *out_ms)
{
    ti_civil c = { 0 };
    int64_t fraction_ms;
    int64_t offset_ms;
    int64_t at_ms;

    if (!read_number(&text, 4, '-', &c.year) || !read_number(&text, 2, '-', &c.month) ||
        !read_number(&text, 2, '\0', &c.day) || !read_t(&text) || !read_number(&text, 2, ':', &c.hour) ||
        !read_number(&text, 2, ':', &c.minute) || !read_number(&text, 2, '\0', &c.second) ||
        !read_fraction(&text, &fraction_ms) || !read_offset(text, &offset_ms) || !ti_time_from_civil(&c, &at_ms))
        return false;
    at_ms += fraction_ms - offset_ms;
    if (at_ms < 0 || at_ms > TI_TIME_MAX_MS)
        return false;
    *out_ms = at_ms;
    return true;
}
