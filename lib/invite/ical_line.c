/* SPDX-License-Identifier: Apache-2.0 */
/* ical_line.c - content lines of iCalendar, escaped and folded. */
#include "invite/ical_line.h"

#include <string.h>

#include "base/time.h"
#include "invite/plain_text.h"

enum { LINE_MAX_OCTETS = 75 };

void ti_ical_begin(ti_ical *out, ti_buf *buf)
{
    out->buf = buf;
    out->column = 0;
}

/* What must stay together: a character, or an escape. */
static void add_unit(ti_ical *out, ti_slice unit)
{
    if (out->column + unit.len > LINE_MAX_OCTETS) {
        ti_buf_add_text(out->buf, "\r\n ");
        out->column = 1;
    }
    ti_buf_add(out->buf, unit);
    out->column += unit.len;
}

/* The first character of UTF-8 text, by its lead byte. */
static ti_slice take_character(ti_slice *s)
{
    unsigned char lead = (unsigned char)s->ptr[0];
    size_t length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    ti_slice character = ti_slice_first(*s, length);

    *s = ti_slice_skip(*s, length);
    return character;
}

void ti_ical_add(ti_ical *out, const char *literal)
{
    ti_slice rest = ti_slice_of(literal);

    while (rest.len > 0)
        add_unit(out, take_character(&rest));
}

void ti_ical_add_int64(ti_ical *out, int64_t number)
{
    ti_buf digits;

    ti_buf_init(&digits, 32);
    if (!ti_buf_add_int64(&digits, number))
        out->buf->failed = true;
    ti_ical_add(out, ti_buf_text(&digits));
    ti_buf_clear(&digits);
}

void ti_ical_add_time(ti_ical *out, int64_t at_ms)
{
    char text[TI_TIME_TEXT_MAX];

    ti_time_format_ical(at_ms, text);
    ti_ical_add(out, text);
}

static void add_escaped(ti_ical *out, ti_slice run)
{
    while (run.len > 0) {
        ti_slice character = take_character(&run);

        switch (character.ptr[0]) {
        case '\\':
            add_unit(out, TI_SLICE("\\\\"));
            break;
        case ';':
            add_unit(out, TI_SLICE("\\;"));
            break;
        case ',':
            add_unit(out, TI_SLICE("\\,"));
            break;
        default:
            add_unit(out, character);
        }
    }
}

void ti_ical_add_text(ti_ical *out, const char *text)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice run;
    ti_plain piece;

    while ((piece = ti_plain_next(&rest, &run)) != TI_PLAIN_END) {
        if (piece == TI_PLAIN_BREAK)
            add_unit(out, TI_SLICE("\\n"));
        else
            add_escaped(out, run);
    }
}

void ti_ical_add_text_line(ti_ical *out, const char *text)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice run;

    while (ti_plain_next(&rest, &run) != TI_PLAIN_END)
        add_escaped(out, run);
}

static ti_slice quotable(ti_slice character)
{
    switch (character.ptr[0]) {
    case '"':
        return TI_SLICE("'");
    case '\\':
        return TI_SLICE("/");
    case '^': /* RFC 6868, lest "^n" become a new line */
        return TI_SLICE("^^");
    default:
        return character;
    }
}

void ti_ical_add_quoted(ti_ical *out, const char *text)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice run;

    ti_ical_add(out, "\"");
    while (ti_plain_next(&rest, &run) != TI_PLAIN_END) {
        while (run.len > 0)
            add_unit(out, quotable(take_character(&run)));
    }
    ti_ical_add(out, "\"");
}

/* RFC 6068: what an address may hold and a URI may not, or not there. */
void ti_ical_add_mailto(ti_ical *out, const char *address)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *c;

    ti_ical_add(out, "mailto:");
    for (c = address; *c != '\0'; c++) {
        unsigned char byte = (unsigned char)*c;
        char escape[3] = { '%', digits[byte >> 4], digits[byte & 15] };

        if (byte < 0x80 && strchr("%/?#&=^`{|}", *c) == NULL)
            add_unit(out, ti_slice_make(c, 1));
        else
            add_unit(out, ti_slice_make(escape, sizeof(escape)));
    }
}

void ti_ical_end_line(ti_ical *out)
{
    ti_buf_add_text(out->buf, "\r\n");
    out->column = 0;
}

void ti_ical_line(ti_ical *out, const char *literal)
{
    ti_ical_add(out, literal);
    ti_ical_end_line(out);
}
