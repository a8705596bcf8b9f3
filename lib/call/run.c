/* SPDX-License-Identifier: Apache-2.0 */
/* run.c - the blocking driver: each io goes to the client's handler, on the caller's thread. */
#include "base/check.h"
#include "call/call.h"
#include "port/system.h"

enum { WAIT_SLICE_MS = 200 };

/* The default for WAIT: in slices, so that a cancelled call does not sleep on. */
static void sleep_through(teamsinvite_call *call, const teamsinvite_io *io)
{
    int64_t left = teamsinvite_io_wait_ms(io);
    int64_t slice;

    while (left > 0 && !atomic_load(&call->cancelled)) {
        slice = left < WAIT_SLICE_MS ? left : WAIT_SLICE_MS;
        ti_system_sleep_ms(slice);
        left -= slice;
    }
    (void)teamsinvite_call_complete_wait(call);
}

const ti_handler *ti_call_handler(const teamsinvite_call *call)
{
    static const ti_handler none;
    const teamsinvite_config *config = call->client->config;

    switch (call->io.kind) {
    case TEAMSINVITE_IO_SEND:
        return &config->transport;
    case TEAMSINVITE_IO_LOAD:
    case TEAMSINVITE_IO_SAVE:
    case TEAMSINVITE_IO_REMOVE:
    case TEAMSINVITE_IO_LIST:
        return &config->storage;
    case TEAMSINVITE_IO_WAIT:
        return &config->wait;
    case TEAMSINVITE_IO_DELIVER:
        return &config->mail;
    default:
        return &none;
    }
}

teamsinvite_status teamsinvite_call_perform(teamsinvite_call *call)
{
    const ti_handler *handler;
    teamsinvite_io *io;

    if (call == NULL || call->driver != NULL || call->io.kind == 0 || call->io.answer != TI_ANSWER_NONE)
        return TEAMSINVITE_E_INVALID;
    io = &call->io;
    handler = ti_call_handler(call);
    if (handler->handle != NULL)
        handler->handle(call, io, handler->user_data);
    else if (io->kind == TEAMSINVITE_IO_WAIT)
        sleep_through(call, io);
    if (io->answer == TI_ANSWER_NONE)
        return teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "the handler returned without an answer");
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_call_run(teamsinvite_call *call)
{
    if (call == NULL || call->driver != NULL)
        return TEAMSINVITE_E_INVALID;
    while (teamsinvite_call_next(call) != NULL)
        (void)teamsinvite_call_perform(call);
    return call->error.status;
}

teamsinvite_status teamsinvite_call_set_timeout_ms(teamsinvite_call *call, int64_t timeout_ms)
{
    if (call == NULL || timeout_ms < 1 || timeout_ms > INT64_C(3600000))
        return TEAMSINVITE_E_INVALID;
    call->deadline_ms = ti_client_now(call->client, TEAMSINVITE_CLOCK_MONOTONIC) + timeout_ms;
    return TEAMSINVITE_OK;
}

void teamsinvite_call_cancel(teamsinvite_call *call)
{
    if (call != NULL)
        atomic_store(&call->cancelled, true);
}

int32_t teamsinvite_call_is_cancelled(const teamsinvite_call *call)
{
    return call != NULL && atomic_load(&call->cancelled) ? 1 : 0;
}
