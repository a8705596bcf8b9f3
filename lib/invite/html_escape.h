/* SPDX-License-Identifier: Apache-2.0 */
/* html_escape.h - text into HTML. */
#ifndef TI_INVITE_HTML_ESCAPE_H
#define TI_INVITE_HTML_ESCAPE_H

#include "base/buf.h"

/* & < > " and ' become references: right between tags and inside a quoted
 * attribute alike. Any bytes; a NUL is left out. */
bool ti_html_add(ti_buf *buf, ti_slice text);

/* The host's text on one line; NULL adds nothing. */
bool ti_html_add_line(ti_buf *buf, const char *text);

/* The host's text with its lines kept, by <br>. */
bool ti_html_add_lines(ti_buf *buf, const char *text);

#endif
