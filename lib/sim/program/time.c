/* SPDX-License-Identifier: Apache-2.0 */
/* time.c - the time on the command line and in /_sim/clock. */
#include <string.h>

#include "sim/program/options.h"

/* The number that the given digits of the text are; -1 where one is no digit. */
static int64_t number_at(const char *text, size_t start, size_t digits)
{
    int64_t number = 0;
    size_t i;

    for (i = start; i < start + digits; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static int64_t days_before_year(int64_t year)
{
    int64_t y = year - 1;

    return y * 365 + y / 4 - y / 100 + y / 400;
}

static int64_t days_in_month(int64_t year, int64_t month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* Days since 1970-01-01; -1 for a date that does not exist. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    int64_t days = days_before_year(year) - days_before_year(1970);
    int64_t m;

    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return -1;
    for (m = 1; m < month; m++)
        days += days_in_month(year, m);
    return days + day - 1;
}

bool sim_time_read(const char *text, int64_t *out_ms)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";
    int64_t days;
    int64_t hour;
    int64_t minute;
    int64_t second;
    size_t i;

    if (strlen(text) != sizeof(shape) - 1)
        return false;
    for (i = 0; i < sizeof(shape) - 1; i++) {
        if (shape[i] != 'd' && shape[i] != text[i])
            return false;
    }
    days = days_of(number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2));
    hour = number_at(text, 11, 2);
    minute = number_at(text, 14, 2);
    second = number_at(text, 17, 2);
    if (days < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return false;
    *out_ms = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
    return true;
}
