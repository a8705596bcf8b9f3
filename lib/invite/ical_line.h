/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ical_line.h - content lines of iCalendar (RFC 5545, 3.1): escaped, folded at
 * 75 octets between characters, ended by CR LF.
 */
#ifndef TI_INVITE_ICAL_LINE_H
#define TI_INVITE_ICAL_LINE_H

#include "base/buf.h"

typedef struct ti_ical {
    ti_buf *buf;
    size_t column; /* octets on the line so far */
} ti_ical;

void ti_ical_begin(ti_ical *out, ti_buf *buf);

/* As it is: names and values that need no escape. */
void ti_ical_add(ti_ical *out, const char *literal);
void ti_ical_add_int64(ti_ical *out, int64_t number);

/* "20300115T090000Z" */
void ti_ical_add_time(ti_ical *out, int64_t at_ms);

/* A value of type TEXT, its lines kept as \n. The other writes one line. NULL adds nothing. */
void ti_ical_add_text(ti_ical *out, const char *text);
void ti_ical_add_text_line(ti_ical *out, const char *text);

/* A parameter value in quotes, on one line. A quote inside becomes an
 * apostrophe: the ^' of RFC 6868 would be shown as such by the readers that do
 * not know it. A backslash becomes a slash: some readers (libical) take it as
 * an escape and would miss the closing quote. */
void ti_ical_add_quoted(ti_ical *out, const char *text);

/* "mailto:" and an address that is one. */
void ti_ical_add_mailto(ti_ical *out, const char *address);

void ti_ical_end_line(ti_ical *out);

/* A whole line. */
void ti_ical_line(ti_ical *out, const char *literal);

#endif
