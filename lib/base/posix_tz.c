/* SPDX-License-Identifier: Apache-2.0 */
/* posix_tz.c - the rules of a time zone as one line of text. */
#include "base/posix_tz.h"

#include "base/time.h"

#define DAY_S INT64_C(86400)
#define CYCLE_S (INT64_C(146097) * DAY_S) /* 400 years, after which dates fall on the same weekdays again */

enum { OFFSET_HOURS_MAX = 24, RULE_HOURS_MAX = 167 };

/* When the clocks are changed, year for year. */
typedef struct change {
    char form; /* 'M': month, week, day; 'J': day from 1, never 29 February; 'N': day from 0 */
    int32_t month, week, day;
    int32_t time_s; /* from midnight, of the clock as it is before the change */
} change;

typedef struct zone {
    bool has_dst;
    int32_t standard_s, dst_s;
    change start, end; /* of daylight saving time */
} zone;

static bool skip_char(ti_slice *text, char c)
{
    if (text->len == 0 || text->ptr[0] != c)
        return false;
    *text = ti_slice_skip(*text, 1);
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_of_name(char c, bool quoted)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
        return true;
    return quoted && (is_digit(c) || c == '+' || c == '-');
}

/* One to three digits. */
static bool read_number(ti_slice *text, int32_t min, int32_t max, int32_t *out)
{
    int32_t number = 0;
    size_t digits = 0;

    for (; digits < 3 && digits < text->len && is_digit(text->ptr[digits]); digits++)
        number = number * 10 + (text->ptr[digits] - '0');
    *text = ti_slice_skip(*text, digits);
    *out = number;
    return digits > 0 && number >= min && number <= max;
}

/* "CET" or, where it is more than letters, "<+0330>": three characters or more. */
static bool skip_name(ti_slice *text)
{
    bool quoted = skip_char(text, '<');
    size_t len = 0;

    while (len < text->len && is_of_name(text->ptr[len], quoted))
        len++;
    *text = ti_slice_skip(*text, len);
    return len >= 3 && (!quoted || skip_char(text, '>'));
}

/* [+-]h[:mm[:ss]] */
static bool read_time(ti_slice *text, int32_t hours_max, int32_t *out_s)
{
    bool negative = skip_char(text, '-');
    int32_t hours;
    int32_t minutes = 0;
    int32_t seconds = 0;

    if (!negative)
        (void)skip_char(text, '+');
    if (!read_number(text, 0, hours_max, &hours))
        return false;
    if (skip_char(text, ':')) {
        if (!read_number(text, 0, 59, &minutes))
            return false;
        if (skip_char(text, ':') && !read_number(text, 0, 59, &seconds))
            return false;
    }
    *out_s = (hours * 3600 + minutes * 60 + seconds) * (negative ? -1 : 1);
    return true;
}

/* POSIX counts to the west, everybody else to the east. */
static bool read_offset(ti_slice *text, int32_t *out_s)
{
    if (!read_time(text, OFFSET_HOURS_MAX, out_s))
        return false;
    *out_s = -*out_s;
    return true;
}

/* ",M3.5.0", ",J60" or ",59", each perhaps with "/2": 02:00 is what is meant without. */
static bool read_change(ti_slice *text, change *out)
{
    if (!skip_char(text, ','))
        return false;
    out->time_s = 2 * 3600;
    if (skip_char(text, 'M')) {
        out->form = 'M';
        if (!read_number(text, 1, 12, &out->month) || !skip_char(text, '.') || !read_number(text, 1, 5, &out->week) ||
            !skip_char(text, '.') || !read_number(text, 0, 6, &out->day))
            return false;
    } else {
        out->form = skip_char(text, 'J') ? 'J' : 'N';
        if (!read_number(text, out->form == 'J' ? 1 : 0, 365, &out->day))
            return false;
    }
    return !skip_char(text, '/') || read_time(text, RULE_HOURS_MAX, &out->time_s);
}

static bool read_zone(ti_slice text, zone *out)
{
    if (!skip_name(&text) || !read_offset(&text, &out->standard_s))
        return false;
    if (text.len == 0)
        return true;
    out->has_dst = true;
    out->dst_s = out->standard_s + 3600;
    if (!skip_name(&text))
        return false;
    if (text.len > 0 && text.ptr[0] != ',' && !read_offset(&text, &out->dst_s))
        return false;
    return read_change(&text, &out->start) && read_change(&text, &out->end) && text.len == 0;
}

/* Midnight UTC of a date, in seconds; false where there is no such date. */
static bool date_s(int32_t year, int32_t month, int32_t day, int64_t *out_s)
{
    const ti_civil date = { .year = year, .month = month, .day = day };
    int64_t ms;

    if (!ti_time_from_civil(&date, &ms))
        return false;
    *out_s = ms / 1000;
    return true;
}

/* The weekday's first day in the month, and weeks on; the fifth is the last there is. */
static int64_t weekday_s(const change *c, int32_t year)
{
    int64_t first_s = 0;
    int64_t found_s = 0;
    int32_t day;

    (void)date_s(year, c->month, 1, &first_s);
    day = 1 + (c->day + 7 - ti_time_civil(first_s * 1000).weekday) % 7 + (c->week - 1) * 7;
    if (!date_s(year, c->month, day, &found_s))
        (void)date_s(year, c->month, day - 7, &found_s);
    return found_s;
}

/* In UTC; offset_s is of the clock before the change. */
static int64_t change_s(const change *c, int32_t year, int32_t offset_s)
{
    int64_t day_s = 0;
    int64_t leap_day_s;

    if (c->form == 'M') {
        day_s = weekday_s(c, year);
    } else {
        (void)date_s(year, 1, 1, &day_s);
        day_s += (c->form == 'J' ? c->day - 1 : c->day) * DAY_S;
        if (c->form == 'J' && c->day >= 60 && date_s(year, 2, 29, &leap_day_s))
            day_s += DAY_S;
    }
    return day_s + c->time_s - offset_s;
}

/* From the start in this year to the next end, which in the south comes the year
 * after. An end at the very moment of the start is the next year's, too: so is
 * written that it is summer all year. */
static bool is_in_dst_of(const zone *z, int32_t year, int64_t at_s)
{
    int64_t start_s = change_s(&z->start, year, z->standard_s);
    int64_t end_s = change_s(&z->end, year, z->dst_s);

    if (end_s <= start_s)
        end_s = change_s(&z->end, year + 1, z->dst_s);
    return at_s >= start_s && at_s < end_s;
}

/* Times of up to a week push a change over new year, so the year around is asked on both sides. */
static bool is_in_dst(const zone *z, int64_t at_s)
{
    int64_t in_cycle_s = (at_s % CYCLE_S + CYCLE_S) % CYCLE_S + CYCLE_S; /* in the years 2370 to 2769 */
    int32_t year = ti_time_civil(in_cycle_s * 1000).year;
    int32_t asked;

    for (asked = year - 2; asked <= year + 1; asked++)
        if (is_in_dst_of(z, asked, in_cycle_s))
            return true;
    return false;
}

bool ti_posix_tz_offset(ti_slice text, int64_t at_s, int32_t *offset_s)
{
    zone z = { 0 };

    if (!read_zone(text, &z))
        return false;
    *offset_s = z.has_dst && is_in_dst(&z, at_s) ? z.dst_s : z.standard_s;
    return true;
}
