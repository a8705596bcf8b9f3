/* SPDX-License-Identifier: Apache-2.0 */
/* io.c - what an io asks: its life, and the accessors a handler reads it with. */
#include "call/io.h"

#include <string.h>

#include <teamsinvite/storage.h>

#include "base/alloc.h"

enum { REQUEST_TEXT_MAX = 128 * 1024, URL_MAX = 16 * 1024, REPLY_MAX = 1024 * 1024 };

void ti_io_init(teamsinvite_io *io)
{
    memset(io, 0, sizeof(*io));
    ti_buf_init(&io->url, URL_MAX);
    ti_buf_init(&io->header_text, REQUEST_TEXT_MAX);
    ti_buf_init(&io->body, REQUEST_TEXT_MAX);
    ti_buf_init(&io->key, TEAMSINVITE_KEY_MAX);
    ti_buf_init(&io->after_key, TEAMSINVITE_KEY_MAX);
    ti_buf_init(&io->value, TEAMSINVITE_VALUE_MAX);
    ti_buf_init(&io->reply, REPLY_MAX);
    ti_buf_init(&io->reply_headers, TI_IO_REPLY_HEADER_BYTES);
}

void ti_io_clear(teamsinvite_io *io)
{
    ti_buf_clear(&io->url);
    ti_buf_clear(&io->header_text);
    ti_buf_clear(&io->body);
    ti_buf_clear(&io->key);
    ti_buf_clear(&io->after_key);
    ti_buf_clear(&io->value);
    ti_buf_clear(&io->reply);
    ti_buf_clear(&io->reply_headers);
    ti_free(io->items);
    ti_io_init(io);
}

void ti_io_reset(teamsinvite_io *io, int32_t kind)
{
    io->kind = kind;
    io->step[0] = '\0';
    io->method = NULL;
    io->header_count = 0;
    io->response_limit = 0;
    io->timeout_ms = 0;
    io->due_ms = 0;
    io->expected_version = 0;
    io->due_before_ms = 0;
    io->limit = 0;
    io->wait_ms = 0;
    io->mail = NULL;
    ti_buf_reset(&io->url);
    ti_buf_reset(&io->header_text);
    ti_buf_reset(&io->body);
    ti_buf_reset(&io->key);
    ti_buf_reset(&io->after_key);
    ti_buf_reset(&io->value);

    io->answer = TI_ANSWER_NONE;
    io->answered_twice = false;
    io->status = TEAMSINVITE_OK;
    io->reason[0] = '\0';
    io->http_status = 0;
    io->reply_version = 0;
    io->reply_due_ms = 0;
    io->reply_header_count = 0;
    io->item_count = 0;
    ti_buf_reset(&io->reply);
    ti_buf_reset(&io->reply_headers);
}

static char *copy_text(char *at, const char *end, const char *text)
{
    size_t len = strnlen(text, (size_t)(end - at));

    memcpy(at, text, len);
    return at + len;
}

void ti_io_name_step(teamsinvite_io *io, const char *flow, const char *step)
{
    const char *end = io->step + sizeof(io->step) - 1;
    char *at = copy_text(io->step, end, flow);

    at = copy_text(at, end, "/");
    at = copy_text(at, end, step);
    *at = '\0';
}

static bool has_line_break(ti_slice text)
{
    return ti_slice_find(text, '\r') < text.len || ti_slice_find(text, '\n') < text.len ||
           ti_slice_find(text, '\0') < text.len;
}

static void add_header(teamsinvite_io *io, const char *name, const char *before, ti_slice value)
{
    if (io->header_count == TI_IO_HEADER_MAX || has_line_break(value)) {
        io->header_text.failed = true;
        return;
    }
    io->headers[io->header_count].name = name;
    io->headers[io->header_count].line = io->header_text.len;
    ti_buf_add_text(&io->header_text, name);
    ti_buf_add_text(&io->header_text, ": ");
    io->headers[io->header_count].value = io->header_text.len;
    io->header_count++;
    ti_buf_add_text(&io->header_text, before);
    ti_buf_add(&io->header_text, value);
    ti_buf_add_char(&io->header_text, '\0');
}

void ti_io_add_header(teamsinvite_io *io, const char *name, ti_slice value)
{
    add_header(io, name, "", value);
}

void ti_io_add_credential(teamsinvite_io *io, const char *name, const char *scheme, ti_slice secret)
{
    add_header(io, name, scheme, secret);
}

bool ti_io_reply_header_at(const teamsinvite_io *io, const char *name, size_t nth, ti_slice *value)
{
    ti_slice rest = ti_buf_slice(&io->reply_headers);
    ti_slice wanted = ti_slice_of(name);
    ti_slice found;

    while (ti_slice_next(&rest, '\0', &found) && ti_slice_next(&rest, '\0', value)) {
        if (!ti_slice_equal_nocase(found, wanted) || nth-- > 0)
            continue;
        *value = ti_slice_trim(*value);
        return true;
    }
    return false;
}

ti_slice ti_io_reply_header(const teamsinvite_io *io, const char *name)
{
    ti_slice value;

    return ti_io_reply_header_at(io, name, 0, &value) ? value : ti_slice_of("");
}

const char *ti_io_item_key(const teamsinvite_io *io, size_t index)
{
    return ti_buf_text(&io->reply) + io->items[index].key;
}

static bool is_kind(const teamsinvite_io *io, int32_t kind)
{
    return io != NULL && io->kind == kind;
}

int32_t teamsinvite_io_kind(const teamsinvite_io *io)
{
    return io == NULL ? 0 : io->kind;
}

const char *teamsinvite_io_kind_name(int32_t kind)
{
    static const char *const names[] = { "?", "send", "load", "save", "remove", "list", "wait", "deliver" };

    return kind >= TEAMSINVITE_IO_SEND && kind <= TEAMSINVITE_IO_DELIVER ? names[kind] : names[0];
}

const char *teamsinvite_io_step(const teamsinvite_io *io)
{
    return io == NULL ? "" : io->step;
}

const char *teamsinvite_io_method(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_SEND) ? io->method : "";
}

const char *teamsinvite_io_url(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_SEND) ? ti_buf_text(&io->url) : "";
}

size_t teamsinvite_io_header_count(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_SEND) ? io->header_count : 0;
}

const char *teamsinvite_io_header_name(const teamsinvite_io *io, size_t index)
{
    return index < teamsinvite_io_header_count(io) ? io->headers[index].name : NULL;
}

const char *teamsinvite_io_header_value(const teamsinvite_io *io, size_t index)
{
    if (index >= teamsinvite_io_header_count(io))
        return NULL;
    return ti_buf_text(&io->header_text) + io->headers[index].value;
}

const char *teamsinvite_io_header_line(const teamsinvite_io *io, size_t index)
{
    if (index >= teamsinvite_io_header_count(io))
        return NULL;
    return ti_buf_text(&io->header_text) + io->headers[index].line;
}

static const void *bytes_of(const ti_buf *buf, bool applies, size_t *length)
{
    size_t len = applies ? buf->len : 0;

    if (length != NULL)
        *length = len;
    return len == 0 ? NULL : buf->ptr;
}

const void *teamsinvite_io_body(const teamsinvite_io *io, size_t *length)
{
    static const ti_buf none;

    return bytes_of(io == NULL ? &none : &io->body, is_kind(io, TEAMSINVITE_IO_SEND), length);
}

size_t teamsinvite_io_response_limit(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_SEND) ? io->response_limit : 0;
}

int64_t teamsinvite_io_timeout_ms(const teamsinvite_io *io)
{
    return io == NULL ? 0 : io->timeout_ms;
}

const char *teamsinvite_io_key(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_LOAD) || is_kind(io, TEAMSINVITE_IO_SAVE) || is_kind(io, TEAMSINVITE_IO_REMOVE)
               ? ti_buf_text(&io->key)
               : "";
}

const void *teamsinvite_io_value(const teamsinvite_io *io, size_t *length)
{
    static const ti_buf none;

    return bytes_of(io == NULL ? &none : &io->value, is_kind(io, TEAMSINVITE_IO_SAVE), length);
}

int64_t teamsinvite_io_due_ms(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_SAVE) ? io->due_ms : 0;
}

int64_t teamsinvite_io_expected_version(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_SAVE) || is_kind(io, TEAMSINVITE_IO_REMOVE) ? io->expected_version : 0;
}

int64_t teamsinvite_io_version(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_SAVE) ? io->expected_version + 1 : 0;
}

const char *teamsinvite_io_prefix(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_LIST) ? ti_buf_text(&io->key) : "";
}

const char *teamsinvite_io_after_key(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_LIST) ? ti_buf_text(&io->after_key) : "";
}

int64_t teamsinvite_io_due_before_ms(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_LIST) ? io->due_before_ms : 0;
}

size_t teamsinvite_io_limit(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_LIST) ? io->limit : 0;
}

int64_t teamsinvite_io_wait_ms(const teamsinvite_io *io)
{
    return is_kind(io, TEAMSINVITE_IO_WAIT) ? io->wait_ms : 0;
}
