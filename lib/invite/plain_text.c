/* SPDX-License-Identifier: Apache-2.0 */
/* plain_text.c - the host's text, taken apart into what may be shown. */
#include "invite/plain_text.h"

bool ti_plain_is_given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

typedef enum kind { PRINTABLE, BLANK, LINE_END, CONTROL } kind;

/* U+202A to U+202E and U+2066 to U+2069, which turn the direction of what comes
 * behind them: without their end they would reach into our words and the link.
 * The marks U+200E, U+200F and U+061C turn nothing and stay. */
static bool is_direction(ti_slice s)
{
    unsigned char third;

    if (s.len < 3 || (unsigned char)s.ptr[0] != 0xe2)
        return false;
    third = (unsigned char)s.ptr[2];
    if ((unsigned char)s.ptr[1] == 0x80)
        return third >= 0xaa && third <= 0xae;
    return (unsigned char)s.ptr[1] == 0x81 && third >= 0xa6 && third <= 0xa9;
}

/* What the text begins with, and how many bytes that takes. */
static kind classify(ti_slice s, size_t *length)
{
    static const ti_slice line_separator = { "\xe2\x80\xa8", 3 };
    static const ti_slice paragraph_separator = { "\xe2\x80\xa9", 3 };
    unsigned char c = (unsigned char)s.ptr[0];
    unsigned char second = s.len > 1 ? (unsigned char)s.ptr[1] : 0;

    *length = 1;
    if (c == '\r' || c == '\n' || c == '\v' || c == '\f') {
        *length = c == '\r' && second == '\n' ? 2 : 1;
        return LINE_END;
    }
    if (c == '\t')
        return BLANK;
    if (c < 0x20 || c == 0x7f)
        return CONTROL;
    if (c == 0xc2 && second >= 0x80 && second <= 0x9f) { /* U+0080 to U+009F */
        *length = 2;
        return second == 0x85 ? LINE_END : CONTROL;
    }
    if (ti_slice_starts_with(s, line_separator) || ti_slice_starts_with(s, paragraph_separator)) {
        *length = 3;
        return LINE_END;
    }
    if (is_direction(s)) {
        *length = 3;
        return CONTROL;
    }
    return PRINTABLE;
}

ti_plain ti_plain_next(ti_slice *rest, ti_slice *run)
{
    size_t length = 0;
    size_t end = 0;
    kind found = CONTROL;

    while (rest->len > 0) {
        found = classify(*rest, &length);
        if (found != CONTROL)
            break;
        *rest = ti_slice_skip(*rest, length);
    }
    if (rest->len == 0)
        return TI_PLAIN_END;
    if (found == PRINTABLE) {
        while (end < rest->len && classify(ti_slice_skip(*rest, end), &length) == PRINTABLE)
            end++;
        *run = ti_slice_first(*rest, end);
    } else {
        end = length;
        *run = TI_SLICE(" ");
    }
    *rest = ti_slice_skip(*rest, end);
    return found == LINE_END ? TI_PLAIN_BREAK : TI_PLAIN_RUN;
}

bool ti_plain_add_line(ti_buf *buf, const char *text)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice run;

    while (ti_plain_next(&rest, &run) != TI_PLAIN_END)
        ti_buf_add(buf, run);
    return !buf->failed;
}

bool ti_plain_add_lines(ti_buf *buf, const char *text)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice run;
    ti_plain piece;

    while ((piece = ti_plain_next(&rest, &run)) != TI_PLAIN_END)
        ti_buf_add(buf, piece == TI_PLAIN_BREAK ? TI_SLICE("\n") : run);
    return !buf->failed;
}
