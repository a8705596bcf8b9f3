/* SPDX-License-Identifier: Apache-2.0 */
/* html_escape.c - text into HTML. */
#include "invite/html_escape.h"

#include "invite/plain_text.h"

/* NULL for a character that stands for itself. */
static const char *reference_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\0':
        return "";
    default:
        return NULL;
    }
}

bool ti_html_add(ti_buf *buf, ti_slice text)
{
    size_t start = 0;
    size_t i;

    for (i = 0; i < text.len; i++) {
        const char *reference = reference_of(text.ptr[i]);

        if (reference == NULL)
            continue;
        ti_buf_add(buf, ti_slice_make(text.ptr + start, i - start));
        ti_buf_add_text(buf, reference);
        start = i + 1;
    }
    return ti_buf_add(buf, ti_slice_skip(text, start));
}

bool ti_html_add_line(ti_buf *buf, const char *text)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice run;

    while (ti_plain_next(&rest, &run) != TI_PLAIN_END)
        ti_html_add(buf, run);
    return !buf->failed;
}

bool ti_html_add_lines(ti_buf *buf, const char *text)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice run;
    ti_plain piece;

    while ((piece = ti_plain_next(&rest, &run)) != TI_PLAIN_END) {
        if (piece == TI_PLAIN_BREAK)
            ti_buf_add_text(buf, "<br>\n");
        else
            ti_html_add(buf, run);
    }
    return !buf->failed;
}
