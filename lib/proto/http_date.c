/* SPDX-License-Identifier: Apache-2.0 */
/* http_date.c - a point in time as HTTP headers write it. */
#include "proto/http_date.h"

#include "base/time.h"

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
static const char *const long_weekdays[] = { "Sunday",   "Monday", "Tuesday", "Wednesday",
                                             "Thursday", "Friday", "Saturday" };

/* Each take… moves *s behind what it found, or leaves false. */

static bool take_text(ti_slice *s, const char *text)
{
    ti_slice wanted = ti_slice_of(text);

    if (!ti_slice_starts_with(*s, wanted))
        return false;
    *s = ti_slice_skip(*s, wanted.len);
    return true;
}

static bool take_name(ti_slice *s, const char *const *names, int32_t count, int32_t *index)
{
    for (*index = 0; *index < count; (*index)++) {
        if (take_text(s, names[*index]))
            return true;
    }
    return false;
}

static bool take_digits(ti_slice *s, size_t count, int32_t *number)
{
    int64_t value;

    if (s->len < count || !ti_slice_to_int64(ti_slice_first(*s, count), &value))
        return false;
    *number = (int32_t)value; /* four digits at most */
    *s = ti_slice_skip(*s, count);
    return true;
}

/* "08:49:37" */
static bool take_time(ti_slice *s, ti_civil *civil)
{
    return take_digits(s, 2, &civil->hour) && take_text(s, ":") && take_digits(s, 2, &civil->minute) &&
           take_text(s, ":") && take_digits(s, 2, &civil->second);
}

static bool take_month(ti_slice *s, ti_civil *civil)
{
    int32_t index;

    if (!take_name(s, months, 12, &index))
        return false;
    civil->month = index + 1;
    return true;
}

/* "Sun, 06 Nov 1994 08:49:37 GMT" */
static bool read_fixdate(ti_slice s, ti_civil *civil)
{
    return take_name(&s, weekdays, 7, &civil->weekday) && take_text(&s, ", ") && take_digits(&s, 2, &civil->day) &&
           take_text(&s, " ") && take_month(&s, civil) && take_text(&s, " ") && take_digits(&s, 4, &civil->year) &&
           take_text(&s, " ") && take_time(&s, civil) && ti_slice_equal_text(s, " GMT");
}

/* RFC 9110: more than 50 years ahead means the past; likewise the other way,
 * so that "01" read in 2099 is 2101. */
static int32_t complete_year(int32_t two_digits, int64_t now_ms)
{
    int32_t now = ti_time_civil(now_ms).year;
    int32_t year = now - now % 100 + two_digits;

    if (year > now + 50)
        return year - 100;
    return year < now - 50 ? year + 100 : year;
}

/* "Sunday, 06-Nov-94 08:49:37 GMT" */
static bool read_rfc850(ti_slice s, int64_t now_ms, ti_civil *civil)
{
    if (!take_name(&s, long_weekdays, 7, &civil->weekday) || !take_text(&s, ", ") ||
        !take_digits(&s, 2, &civil->day) || !take_text(&s, "-") || !take_month(&s, civil) || !take_text(&s, "-") ||
        !take_digits(&s, 2, &civil->year))
        return false;
    civil->year = complete_year(civil->year, now_ms);
    return take_text(&s, " ") && take_time(&s, civil) && ti_slice_equal_text(s, " GMT");
}

/* "Sun Nov  6 08:49:37 1994" */
static bool read_asctime(ti_slice s, ti_civil *civil)
{
    bool has_day;

    if (!take_name(&s, weekdays, 7, &civil->weekday) || !take_text(&s, " ") || !take_month(&s, civil) ||
        !take_text(&s, " "))
        return false;
    has_day = take_text(&s, " ") ? take_digits(&s, 1, &civil->day) : take_digits(&s, 2, &civil->day);
    return has_day && take_text(&s, " ") && take_time(&s, civil) && take_text(&s, " ") &&
           take_digits(&s, 4, &civil->year) && s.len == 0;
}

bool ti_http_date_parse(ti_slice text, int64_t now_ms, int64_t *out_ms)
{
    ti_civil civil = { 0, 0, 0, 0, 0, 0, 0 };

    if (!read_fixdate(text, &civil) && !read_rfc850(text, now_ms, &civil) && !read_asctime(text, &civil))
        return false;
    if (civil.second == 60) /* a leap second is allowed here, but not in ours */
        civil.second = 59;
    return ti_time_from_civil(&civil, out_ms);
}
