/* SPDX-License-Identifier: Apache-2.0 */
/* answer.c - how an io is answered: explicitly, once, and with what its kind allows. */
#include <string.h>

#include <teamsinvite/storage.h>

#include "base/alloc.h"
#include "call/call.h"

/* The open io of one of two kinds, or NULL. A second answer is remembered: it
 * means that the handler's bookkeeping is broken, and the call says so. */
static teamsinvite_io *open_io(teamsinvite_call *call, int32_t kind, int32_t or_kind)
{
    teamsinvite_io *io = call == NULL ? NULL : &call->io;

    if (io == NULL || io->kind == 0 || (io->kind != kind && io->kind != or_kind))
        return NULL;
    if (io->answer != TI_ANSWER_NONE) {
        io->answered_twice = true;
        return NULL;
    }
    return io;
}

/* Whoever drives the call may go on with it on another thread from the moment it is told. */
static teamsinvite_status complete(teamsinvite_call *call, teamsinvite_io *io, ti_answer answer)
{
    if (io == NULL)
        return TEAMSINVITE_E_INVALID;
    io->answer = answer;
    if (call->answered != NULL)
        call->answered(call->driver);
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_call_add_header(teamsinvite_call *call, const char *name, const char *value)
{
    teamsinvite_io *io = open_io(call, TEAMSINVITE_IO_SEND, 0);

    if (io == NULL || name == NULL || value == NULL)
        return TEAMSINVITE_E_INVALID;
    if (io->reply_header_count == TI_IO_REPLY_HEADER_MAX)
        io->reply_headers.failed = true;
    io->reply_header_count++;
    ti_buf_add_text(&io->reply_headers, name);
    ti_buf_add_char(&io->reply_headers, '\0');
    ti_buf_add_text(&io->reply_headers, value);
    return ti_buf_add_char(&io->reply_headers, '\0') ? TEAMSINVITE_OK : TEAMSINVITE_E_RESPONSE;
}

teamsinvite_status teamsinvite_call_add_body(teamsinvite_call *call, const void *bytes, size_t length)
{
    teamsinvite_io *io = open_io(call, TEAMSINVITE_IO_SEND, 0);

    if (io == NULL || (bytes == NULL && length > 0))
        return TEAMSINVITE_E_INVALID;
    if (length > io->response_limit || io->reply.len > io->response_limit - length)
        io->reply.failed = true;
    return ti_buf_add(&io->reply, ti_slice_make(bytes, length)) ? TEAMSINVITE_OK : TEAMSINVITE_E_RESPONSE;
}

teamsinvite_status teamsinvite_call_complete_send(teamsinvite_call *call, int32_t http_status)
{
    teamsinvite_io *io = open_io(call, TEAMSINVITE_IO_SEND, 0);

    if (io == NULL || http_status < 100 || http_status > 599)
        return TEAMSINVITE_E_INVALID;
    io->http_status = http_status;
    return complete(call, io, TI_ANSWER_DONE);
}

teamsinvite_status teamsinvite_call_complete_load(teamsinvite_call *call, const void *value, size_t length,
                                                  int64_t version, int64_t due_ms)
{
    teamsinvite_io *io = open_io(call, TEAMSINVITE_IO_LOAD, 0);

    if (io == NULL || (value == NULL && length > 0) || version < 1 || due_ms < 0)
        return TEAMSINVITE_E_INVALID;
    if (length > TEAMSINVITE_VALUE_MAX)
        return teamsinvite_call_complete_failed(call, TEAMSINVITE_E_CORRUPT, "the value is longer than 64 KiB");
    if (!ti_buf_add(&io->reply, ti_slice_make(value, length)))
        return teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NO_MEMORY, NULL);
    io->reply_version = version;
    io->reply_due_ms = due_ms;
    return complete(call, io, TI_ANSWER_DONE);
}

teamsinvite_status teamsinvite_call_complete_missing(teamsinvite_call *call)
{
    return complete(call, open_io(call, TEAMSINVITE_IO_LOAD, TEAMSINVITE_IO_REMOVE), TI_ANSWER_MISSING);
}

teamsinvite_status teamsinvite_call_complete_save(teamsinvite_call *call)
{
    return complete(call, open_io(call, TEAMSINVITE_IO_SAVE, 0), TI_ANSWER_DONE);
}

teamsinvite_status teamsinvite_call_complete_conflict(teamsinvite_call *call)
{
    return complete(call, open_io(call, TEAMSINVITE_IO_SAVE, TEAMSINVITE_IO_REMOVE), TI_ANSWER_CONFLICT);
}

teamsinvite_status teamsinvite_call_complete_remove(teamsinvite_call *call)
{
    return complete(call, open_io(call, TEAMSINVITE_IO_REMOVE, 0), TI_ANSWER_DONE);
}

static bool has_room_for_item(teamsinvite_io *io)
{
    ti_list_item *items;

    if (io->item_room >= io->limit)
        return true;
    items = ti_alloc(io->limit * sizeof(*items));
    if (items == NULL)
        return false;
    ti_free(io->items);
    io->items = items;
    io->item_room = io->limit;
    return true;
}

teamsinvite_status teamsinvite_call_add_item(teamsinvite_call *call, const char *key, int64_t version, int64_t due_ms)
{
    teamsinvite_io *io = open_io(call, TEAMSINVITE_IO_LIST, 0);
    ti_list_item *item;

    if (io == NULL || key == NULL || version < 1 || due_ms < 0 || strlen(key) > TEAMSINVITE_KEY_MAX ||
        io->item_count == io->limit)
        return TEAMSINVITE_E_INVALID;
    if (io->item_count == 0 && !has_room_for_item(io))
        return TEAMSINVITE_E_NO_MEMORY;
    item = &io->items[io->item_count];
    item->key = io->reply.len;
    item->version = version;
    item->due_ms = due_ms;
    ti_buf_add_text(&io->reply, key);
    if (!ti_buf_add_char(&io->reply, '\0'))
        return TEAMSINVITE_E_NO_MEMORY;
    io->item_count++;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_call_complete_list(teamsinvite_call *call)
{
    return complete(call, open_io(call, TEAMSINVITE_IO_LIST, 0), TI_ANSWER_DONE);
}

teamsinvite_status teamsinvite_call_complete_wait(teamsinvite_call *call)
{
    return complete(call, open_io(call, TEAMSINVITE_IO_WAIT, 0), TI_ANSWER_DONE);
}

teamsinvite_status teamsinvite_call_complete_deliver(teamsinvite_call *call)
{
    return complete(call, open_io(call, TEAMSINVITE_IO_DELIVER, 0), TI_ANSWER_DONE);
}

static teamsinvite_status failure_of(int32_t kind, teamsinvite_status status)
{
    bool storage = kind >= TEAMSINVITE_IO_LOAD && kind <= TEAMSINVITE_IO_LIST;
    bool mail = kind == TEAMSINVITE_IO_DELIVER;
    bool send = kind == TEAMSINVITE_IO_SEND;

    if (status == TEAMSINVITE_E_NO_MEMORY || status == TEAMSINVITE_E_HANDLER)
        return status;
    if (send && (status == TEAMSINVITE_E_NETWORK || status == TEAMSINVITE_E_RESPONSE))
        return status;
    if (mail && (status == TEAMSINVITE_E_NETWORK || status == TEAMSINVITE_E_MAIL || status == TEAMSINVITE_E_MAIL_BUSY))
        return status;
    if (storage && (status == TEAMSINVITE_E_STORAGE || status == TEAMSINVITE_E_STORAGE_BUSY ||
                    status == TEAMSINVITE_E_CORRUPT))
        return status;
    return TEAMSINVITE_E_HANDLER;
}

/* A reason comes from a handler, possibly from a foreign language: one printable line. */
static void keep_reason(teamsinvite_io *io, const char *reason)
{
    size_t i;

    for (i = 0; reason != NULL && i < TI_IO_REASON_MAX && reason[i] != '\0'; i++)
        io->reason[i] = reason[i] >= ' ' && reason[i] <= '~' ? reason[i] : '?';
    io->reason[i] = '\0';
}

teamsinvite_status teamsinvite_call_complete_failed(teamsinvite_call *call, teamsinvite_status status,
                                                    const char *reason)
{
    teamsinvite_io *io = call == NULL ? NULL : open_io(call, call->io.kind, 0);

    if (io == NULL)
        return TEAMSINVITE_E_INVALID;
    io->status = failure_of(io->kind, status);
    keep_reason(io, reason);
    return complete(call, io, TI_ANSWER_FAILED);
}
