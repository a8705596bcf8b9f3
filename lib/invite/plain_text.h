/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plain_text.h - the host's text, taken apart into what may be shown. Every
 * rendering reads it this way, so that no control character gets through one.
 */
#ifndef TI_INVITE_PLAIN_TEXT_H
#define TI_INVITE_PLAIN_TEXT_H

#include "base/buf.h"

typedef enum ti_plain {
    TI_PLAIN_END,
    TI_PLAIN_RUN,  /* printable characters, at least one */
    TI_PLAIN_BREAK /* a line ends: CR LF counts once; also what Unicode calls a line end */
} ti_plain;

/* Neither NULL nor empty. */
bool ti_plain_is_given(const char *text);

/* The next piece of UTF-8 text. Other control characters are left out, those
 * that turn the direction of writing too; a tab becomes a blank; so does the run
 * of a break, for who writes one line. */
ti_plain ti_plain_next(ti_slice *rest, ti_slice *run);

/* All of it on one line, breaks as blanks. NULL adds nothing. */
bool ti_plain_add_line(ti_buf *buf, const char *text);

/* All of it with its lines kept, each break as LF. NULL adds nothing. */
bool ti_plain_add_lines(ti_buf *buf, const char *text);

#endif
