/* SPDX-License-Identifier: Apache-2.0 */
/* when.c - the time for people, in their zone and language. */
#include "invite/when.h"

#include <stdio.h>

#include "base/time.h"
#include "invite/complete.h"
#include "invite/plain_text.h"
#include "invite/wording.h"

/* One end of the interview, as the clocks there show it. */
typedef struct moment {
    int32_t offset_s;
    int64_t local_ms; /* as if it were UTC */
    ti_civil civil;
} moment;

static moment moment_of(const ti_invite *invite, int64_t at_ms, int32_t offset_s)
{
    moment m = { 0 };

    m.offset_s = invite->zone != NULL ? offset_s : 0;
    m.local_ms = at_ms + (int64_t)m.offset_s * 1000;
    m.civil = ti_time_civil(m.local_ms);
    return m;
}

static bool is_offset(int32_t offset_s)
{
    return offset_s >= -TI_OFFSET_MAX_S && offset_s <= TI_OFFSET_MAX_S;
}

bool ti_when_is_possible(const ti_invite *invite)
{
    if (!is_offset(invite->start_offset_s) || !is_offset(invite->end_offset_s))
        return false;
    return moment_of(invite, invite->start_ms, invite->start_offset_s).local_ms >= 0 &&
           moment_of(invite, invite->end_ms, invite->end_offset_s).local_ms <= TI_TIME_MAX_MS;
}

static void add_date(ti_buf *buf, const ti_wording *words, const ti_civil *at)
{
    const char *c;

    for (c = words->date; *c != '\0'; c++) {
        if (*c != '%')
            ti_buf_add_char(buf, *c);
        else if (*++c == 'w')
            ti_buf_add_text(buf, words->weekdays[at->weekday]);
        else if (*c == 'd')
            ti_buf_add_int64(buf, at->day);
        else if (*c == 'm')
            ti_buf_add_text(buf, words->months[at->month - 1]);
        else
            ti_buf_add_int64(buf, at->year);
    }
}

static void add_clock(ti_buf *buf, const ti_civil *at)
{
    char text[32];

    if (snprintf(text, sizeof(text), "%02d:%02d", (int)at->hour, (int)at->minute) != 5)
        ti_invite_refuse(buf);
    ti_buf_add_text(buf, text);
}

/* ":30", and nothing for 0. */
static void add_part(ti_buf *buf, int32_t part, bool wanted)
{
    if (!wanted)
        return;
    ti_buf_add_text(buf, part < 10 ? ":0" : ":");
    ti_buf_add_int64(buf, part);
}

/* "UTC+1", "UTC-3:30", "UTC+0". */
static void add_offset(ti_buf *buf, int32_t offset_s)
{
    int32_t distance = offset_s < 0 ? -offset_s : offset_s;

    ti_buf_add_text(buf, offset_s < 0 ? "UTC-" : "UTC+");
    ti_buf_add_int64(buf, distance / 3600);
    add_part(buf, distance / 60 % 60, distance % 3600 != 0);
    add_part(buf, distance % 60, distance % 60 != 0);
}

static bool is_same_day(const ti_civil *a, const ti_civil *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

static void add_time(ti_buf *buf, const ti_wording *words, const moment *at, bool with_offset)
{
    add_clock(buf, &at->civil);
    ti_buf_add_text(buf, words->clock_end);
    if (!with_offset)
        return;
    ti_buf_add_char(buf, ' ');
    add_offset(buf, at->offset_s);
}

/* The short form where both ends share day and offset. */
static void add_span(ti_buf *buf, const ti_wording *words, const moment *start, const moment *end)
{
    bool same_offset = start->offset_s == end->offset_s;
    bool same_day = is_same_day(&start->civil, &end->civil);

    add_date(buf, words, &start->civil);
    ti_buf_add_text(buf, ", ");
    if (same_offset && same_day) {
        add_clock(buf, &start->civil);
        ti_buf_add_text(buf, "–");
    } else {
        add_time(buf, words, start, !same_offset);
        ti_buf_add_text(buf, " – ");
    }
    if (!same_day) {
        add_date(buf, words, &end->civil);
        ti_buf_add_text(buf, ", ");
    }
    add_time(buf, words, end, !same_offset);
}

bool ti_when_add(ti_buf *buf, const ti_invite *invite)
{
    const ti_wording *words = ti_wording_of(invite);
    moment start = moment_of(invite, invite->start_ms, invite->start_offset_s);
    moment end = moment_of(invite, invite->end_ms, invite->end_offset_s);

    if (ti_plain_is_given(invite->time_text))
        return ti_plain_add_line(buf, invite->time_text);
    add_span(buf, words, &start, &end);
    if (invite->zone == NULL)
        return ti_buf_add_text(buf, words->utc);
    ti_buf_add_text(buf, " (");
    ti_plain_add_line(buf, invite->zone);
    if (start.offset_s == end.offset_s) {
        ti_buf_add_text(buf, ", ");
        add_offset(buf, start.offset_s);
    }
    return ti_buf_add_char(buf, ')');
}
