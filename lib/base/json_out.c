/* SPDX-License-Identifier: Apache-2.0 */
/* json_out.c - writing JSON into a buffer. */
#include <stdio.h>

#include "base/json.h"

void ti_json_begin(ti_json_out *out, ti_buf *buf)
{
    out->buf = buf;
    out->comma = false;
    ti_buf_add_char(buf, '{');
}

void ti_json_end(ti_json_out *out)
{
    ti_buf_add_char(out->buf, '}');
    out->comma = true;
}

static void add_unit(ti_buf *buf, unsigned char c)
{
    char text[8];

    (void)snprintf(text, sizeof(text), "\\u%04x", (unsigned int)c);
    ti_buf_add_text(buf, text);
}

/* U+2028 and U+2029, the bytes e2 80 a8 and e2 80 a9, end a line in JavaScript. */
static bool is_line_separator(ti_slice rest)
{
    return ti_slice_starts_with(rest, TI_SLICE("\xe2\x80\xa8")) || ti_slice_starts_with(rest, TI_SLICE("\xe2\x80\xa9"));
}

static bool needs_care(ti_slice value, size_t at)
{
    unsigned char c = (unsigned char)value.ptr[at];

    return c < 0x20 || c == 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' ||
           (c == 0xe2 && is_line_separator(ti_slice_skip(value, at)));
}

/* The character at the front, escaped; answers how many bytes it had. */
static size_t add_escape(ti_buf *buf, ti_slice rest)
{
    unsigned char c = (unsigned char)rest.ptr[0];

    if (c == 0xe2) {
        ti_buf_add_text(buf, (unsigned char)rest.ptr[2] == 0xa8 ? "\\u2028" : "\\u2029");
        return 3;
    }
    if (c == '"' || c == '\\') {
        ti_buf_add_char(buf, '\\');
        ti_buf_add_char(buf, (char)c);
    } else {
        add_unit(buf, c);
    }
    return 1;
}

static void add_string(ti_buf *buf, ti_slice value)
{
    size_t plain;

    ti_buf_add_char(buf, '"');
    while (value.len > 0) {
        for (plain = 0; plain < value.len && !needs_care(value, plain); plain++)
            continue;
        ti_buf_add(buf, ti_slice_first(value, plain));
        value = ti_slice_skip(value, plain);
        if (value.len > 0)
            value = ti_slice_skip(value, add_escape(buf, value));
    }
    ti_buf_add_char(buf, '"');
}

static void add_name(ti_json_out *out, const char *name)
{
    if (out->comma)
        ti_buf_add_char(out->buf, ',');
    out->comma = true;
    add_string(out->buf, ti_slice_of(name));
    ti_buf_add_char(out->buf, ':');
}

void ti_json_put_string(ti_json_out *out, const char *name, ti_slice value)
{
    add_name(out, name);
    if (!ti_slice_is_utf8(value))
        out->buf->failed = true;
    add_string(out->buf, value);
}

void ti_json_put_text(ti_json_out *out, const char *name, const char *value)
{
    if (value != NULL)
        ti_json_put_string(out, name, ti_slice_of(value));
}

void ti_json_put_int(ti_json_out *out, const char *name, int64_t value)
{
    add_name(out, name);
    ti_buf_add_int64(out->buf, value);
}

void ti_json_put_bool(ti_json_out *out, const char *name, bool value)
{
    add_name(out, name);
    ti_buf_add_text(out->buf, value ? "true" : "false");
}

void ti_json_open(ti_json_out *out, const char *name)
{
    add_name(out, name);
    ti_buf_add_char(out->buf, '{');
    out->comma = false;
}
