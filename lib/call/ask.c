/* SPDX-License-Identifier: Apache-2.0 */
/* ask.c - steps ask for an io and read its answer: records sealed and opened on the way, exchanges begun. */
#include "call/call.h"

enum { SEND_TIMEOUT_MS = 30000, STORAGE_TIMEOUT_MS = 10000, MAIL_TIMEOUT_MS = 30000, KEPT_MAX = 4096 };

static int64_t cut_to_time_left(const teamsinvite_call *call, int64_t timeout_ms)
{
    int64_t left = ti_call_time_left(call);

    return left < timeout_ms ? left : timeout_ms;
}

/* A part of what is left, so that some is left for what is to be done after a failure. */
static int64_t cut_to_share(const teamsinvite_call *call, int64_t timeout_ms, int64_t parts)
{
    int64_t share = ti_call_time_left(call) / parts;

    return share > 0 && share < timeout_ms ? share : timeout_ms;
}

static ti_verdict asked(teamsinvite_call *call, const ti_buf *filled)
{
    if (filled->too_long)
        return ti_call_fail(call, TEAMSINVITE_E_INTERNAL, "an io is larger than its limit");
    if (filled->failed)
        return ti_call_no_memory(call);
    call->io.timeout_ms = cut_to_time_left(call, STORAGE_TIMEOUT_MS);
    return TI_ASK;
}

static void begin_record(teamsinvite_call *call, int32_t kind, const char *key)
{
    ti_io_reset(&call->io, kind);
    ti_buf_add_text(&call->io.key, key);
}

ti_verdict ti_ask_load(teamsinvite_call *call, const char *key)
{
    begin_record(call, TEAMSINVITE_IO_LOAD, key);
    return asked(call, &call->io.key);
}

ti_verdict ti_ask_remove(teamsinvite_call *call, const char *key, int64_t expected_version)
{
    begin_record(call, TEAMSINVITE_IO_REMOVE, key);
    call->io.expected_version = expected_version;
    return asked(call, &call->io.key);
}

ti_verdict ti_ask_list(teamsinvite_call *call, const char *prefix, const char *after_key, int64_t due_before_ms,
                       size_t limit)
{
    begin_record(call, TEAMSINVITE_IO_LIST, prefix);
    ti_buf_add_text(&call->io.after_key, after_key);
    call->io.due_before_ms = due_before_ms;
    call->io.limit = limit;
    return call->io.key.failed ? asked(call, &call->io.key) : asked(call, &call->io.after_key);
}

ti_verdict ti_ask_wait(teamsinvite_call *call, int64_t wait_ms)
{
    ti_io_reset(&call->io, TEAMSINVITE_IO_WAIT);
    call->io.wait_ms = cut_to_time_left(call, wait_ms);
    call->io.timeout_ms = call->io.wait_ms;
    return TI_ASK;
}

ti_verdict ti_ask_deliver(teamsinvite_call *call, const ti_mail *mail)
{
    ti_io_reset(&call->io, TEAMSINVITE_IO_DELIVER);
    call->io.mail = mail;
    call->io.timeout_ms = cut_to_share(call, MAIL_TIMEOUT_MS, 2); /* what became of one mail is told in any case */
    return TI_ASK;
}

ti_verdict ti_ask_save(teamsinvite_call *call, const char *key, int64_t expected_version, int64_t due_ms)
{
    const ti_place place = { .key = key, .version = expected_version + 1 };
    teamsinvite_status status;

    if (call->record.failed)
        return ti_call_no_memory(call);
    begin_record(call, TEAMSINVITE_IO_SAVE, key);
    call->io.expected_version = expected_version;
    call->io.due_ms = due_ms;
    status = ti_seal(&call->io.value, ti_buf_slice(&call->record), &place, &call->client->config->ring,
                     ti_client_random_source(call->client), &call->error);
    return status == TEAMSINVITE_OK ? asked(call, &call->io.key) : TI_FAIL;
}

ti_verdict ti_ask_save_plain(teamsinvite_call *call, const char *key, int64_t expected_version, int64_t due_ms)
{
    begin_record(call, TEAMSINVITE_IO_SAVE, key);
    call->io.expected_version = expected_version;
    call->io.due_ms = due_ms;
    if (call->record.failed || !ti_buf_add(&call->io.value, ti_buf_slice(&call->record)))
        return ti_call_no_memory(call);
    return asked(call, &call->io.key);
}

/* An exchange is where a call spends its time: what a long record took is not kept meanwhile. */
void ti_send_begin(teamsinvite_call *call, const char *method, size_t response_limit)
{
    ti_buf_let_go(&call->record, KEPT_MAX);
    ti_buf_let_go(&call->io.reply, KEPT_MAX);
    ti_io_reset(&call->io, TEAMSINVITE_IO_SEND);
    call->io.method = method;
    call->io.response_limit = response_limit;
}

ti_verdict ti_send_ask(teamsinvite_call *call)
{
    teamsinvite_io *io = &call->io;

    if (io->url.failed || io->header_text.failed || io->body.failed)
        return io->url.too_long || io->header_text.too_long || io->body.too_long
                   ? ti_call_fail(call, TEAMSINVITE_E_INTERNAL, "a request is larger than its limit")
                   : ti_call_no_memory(call);
    io->timeout_ms = cut_to_time_left(call, SEND_TIMEOUT_MS);
    if (call->in_haste)
        io->timeout_ms = cut_to_share(call, io->timeout_ms, 4);
    call->send_count++;
    return TI_ASK;
}

bool ti_took_missing(const teamsinvite_call *call)
{
    return call->io.answer == TI_ANSWER_MISSING;
}

bool ti_took_conflict(const teamsinvite_call *call)
{
    return call->io.answer == TI_ANSWER_CONFLICT;
}

ti_verdict ti_take_record(teamsinvite_call *call, const char *key, int64_t *version)
{
    const ti_place place = { .key = key, .version = call->io.reply_version };

    *version = call->io.reply_version;
    return ti_call_checked(ti_open(&call->record, ti_buf_slice(&call->io.reply), &place,
                                   &call->client->config->ring, &call->error));
}

const ti_json *ti_take_json(teamsinvite_call *call)
{
    ti_json_free(call->json);
    call->json = ti_json_read(ti_buf_slice(&call->io.reply));
    return call->json;
}
