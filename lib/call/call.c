/* SPDX-License-Identifier: Apache-2.0 */
/* call.c - the engine: steps through flows until an io is asked for or the call is over. */
#include "call/call.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/check.h"

teamsinvite_status ti_call_new(teamsinvite_call **out, teamsinvite_client *client, const ti_flow *flow,
                               size_t state_size, void **state, ti_error *err)
{
    teamsinvite_call *call = ti_alloc(sizeof(*call));

    *out = NULL;
    *state = NULL;
    if (call == NULL)
        return ti_fail_no_memory(err);
    call->client = client;
    ti_arena_init(&call->arena);
    ti_io_init(&call->io);
    ti_buf_init(&call->record, TI_PLAIN_MAX);
    atomic_init(&call->cancelled, false);
    call->deadline_ms = ti_client_now(client, TEAMSINVITE_CLOCK_MONOTONIC) + client->config->timeout_ms;
    *state = ti_arena_alloc(&call->arena, state_size);
    if (*state == NULL) {
        teamsinvite_call_free(call);
        return ti_fail_no_memory(err);
    }
    call->frames[0] = (ti_frame){ .flow = flow, .state = *state };
    call->depth = 1;
    *out = call;
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_call_begin_without_storage(const teamsinvite_client *client, teamsinvite_call **out,
                                                 ti_error *err)
{
    teamsinvite_status status = ti_check_given(err, "client", client);

    if (out != NULL)
        *out = NULL;
    return status == TEAMSINVITE_OK ? ti_check_given(err, "out", out) : status;
}

teamsinvite_status ti_call_begin(const teamsinvite_client *client, teamsinvite_call **out, ti_error *err)
{
    teamsinvite_status status = ti_call_begin_without_storage(client, out, err);

    return status == TEAMSINVITE_OK ? ti_client_check_storage(client, err) : status;
}

teamsinvite_status ti_call_started(teamsinvite_call **out, const ti_error *error, teamsinvite_error **err)
{
    if (error->status != TEAMSINVITE_OK && out != NULL) {
        teamsinvite_call_free(*out);
        *out = NULL;
    }
    return ti_error_give(error, err);
}

void teamsinvite_call_free(teamsinvite_call *call)
{
    if (call == NULL)
        return;
    if (call->result != NULL)
        call->result_free(call->result);
    ti_json_free(call->json);
    ti_buf_clear(&call->record);
    ti_io_clear(&call->io);
    ti_arena_clear(&call->arena);
    ti_wipe(call, sizeof(*call));
    ti_free(call);
}

static ti_frame *top_frame(teamsinvite_call *call)
{
    return &call->frames[call->depth - 1];
}

static const ti_step *current_step(const ti_frame *frame)
{
    return &frame->flow->steps[frame->step];
}

/* All requests go through the same few flows: their names would say nothing. */
static void name_step(teamsinvite_call *call)
{
    const ti_frame *frame = top_frame(call);

    while (call->io.kind == TEAMSINVITE_IO_SEND && frame->flow->serves && frame > call->frames)
        frame--;
    ti_io_name_step(&call->io, frame->flow->name, current_step(frame)->name);
}

/* The earliest failure that `always` steps are still cleaning up after. */
static const ti_error *kept_failure(const teamsinvite_call *call)
{
    size_t i;

    for (i = call->depth; i > 0; i--)
        if (call->frames[i - 1].failure != NULL)
            return call->frames[i - 1].failure;
    return NULL;
}

/* No further io is asked for when the call was cancelled or its time is over. */
static bool must_stop(teamsinvite_call *call)
{
    const ti_error *kept = kept_failure(call);

    if (atomic_load(&call->cancelled))
        (void)ti_fail(&call->error, TEAMSINVITE_E_CANCELLED, "the call was cancelled");
    else if (ti_call_time_left(call) <= 0)
        (void)ti_fail(&call->error, TEAMSINVITE_E_DEADLINE, "the time for this call is over");
    else
        return false;
    if (kept != NULL)
        call->error = *kept;
    return true;
}

/* An error that came of an exchange names it by the id that Microsoft has logged too. */
static void name_exchange(teamsinvite_call *call)
{
    ti_error *error = &call->error;
    bool of_exchange = error->http_status != 0 || error->status == TEAMSINVITE_E_NETWORK ||
                       error->status == TEAMSINVITE_E_RESPONSE;

    if (of_exchange && error->correlation_id[0] == '\0')
        (void)snprintf(error->correlation_id, sizeof(error->correlation_id), "%s", call->request_id);
}

static void finish(teamsinvite_call *call)
{
    name_exchange(call);
    call->finished = true;
    call->io.kind = 0;
    call->depth = 0;
}

static ti_verdict ask_step(teamsinvite_call *call)
{
    ti_frame *frame = top_frame(call);
    const ti_step *step = current_step(frame);

    return step->ask == NULL ? TI_NEXT : step->ask(call, frame->state);
}

static ti_verdict take_step(teamsinvite_call *call)
{
    ti_frame *frame = top_frame(call);
    const ti_step *step = current_step(frame);

    if (step->take != NULL)
        return step->take(call, frame->state);
    return ti_call_failed(call) ? TI_FAIL : TI_NEXT;
}

static ti_verdict push_flow(teamsinvite_call *call)
{
    const ti_flow *flow = current_step(top_frame(call))->flow;

    if (call->depth == TI_CALL_DEPTH || flow == NULL || call->nested == NULL)
        return ti_call_fail(call, TEAMSINVITE_E_INTERNAL, "a flow cannot run inside '%s'",
                            top_frame(call)->flow->name);
    call->frames[call->depth] = (ti_frame){ .flow = flow, .state = call->nested };
    call->depth++;
    call->nested = NULL;
    return ask_step(call);
}

/* The top flow is over, well or not; the step that ran it takes what came out. */
static ti_verdict pop_flow(teamsinvite_call *call)
{
    const ti_frame *frame = top_frame(call);

    if (frame->failure != NULL)
        call->error = *frame->failure;
    call->depth--;
    if (call->depth > 0)
        return take_step(call);
    finish(call);
    return TI_DONE;
}

static bool skip_to_always(ti_frame *frame)
{
    for (frame->step++; frame->step < frame->flow->count; frame->step++)
        if (current_step(frame)->always)
            return true;
    return false;
}

/* Keep why it failed while later `always` steps run. Without memory for that
 * they are skipped: a lease that is not released expires. */
static bool keep_failure(teamsinvite_call *call, ti_frame *frame)
{
    if (frame->failure != NULL)
        return true; /* the first reason is the one that counts */
    frame->failure = ti_arena_alloc(&call->arena, sizeof(*frame->failure));
    if (frame->failure == NULL)
        return false;
    *frame->failure = call->error;
    return true;
}

static ti_verdict next_step(teamsinvite_call *call)
{
    ti_frame *frame = top_frame(call);

    if (frame->failure != NULL)
        return skip_to_always(frame) ? ask_step(call) : pop_flow(call);
    frame->step++;
    return frame->step < frame->flow->count ? ask_step(call) : pop_flow(call);
}

/* A step that cleans up decides nothing: what it could not release expires. */
static ti_verdict fail_step(teamsinvite_call *call)
{
    ti_frame *frame = top_frame(call);

    if (current_step(frame)->always) {
        ti_error_clear(&call->error);
        return next_step(call);
    }
    if (keep_failure(call, frame) && skip_to_always(frame)) {
        ti_error_clear(&call->error);
        return ask_step(call);
    }
    return pop_flow(call);
}

static ti_verdict apply(teamsinvite_call *call, ti_verdict verdict)
{
    if (verdict != TI_FAIL && call->error.status != TEAMSINVITE_OK)
        ti_error_clear(&call->error); /* a failure that a step has handled is forgotten */
    switch (verdict) {
    case TI_ASK:
    case TI_NEXT:
        return next_step(call);
    case TI_RUN:
        return push_flow(call);
    case TI_RESTART:
        top_frame(call)->step = 0;
        return ask_step(call);
    case TI_DONE:
        return pop_flow(call);
    case TI_FAIL:
        return fail_step(call);
    }
    return fail_step(call);
}

/* Go on from a verdict until an io stands open, or the call is finished. */
static void advance(teamsinvite_call *call, ti_verdict verdict)
{
    while (!call->finished && verdict != TI_ASK)
        verdict = apply(call, verdict);
    if (call->finished)
        return;
    if (must_stop(call))
        finish(call);
    else
        name_step(call);
}

/* A step may have an answer to an exchange or a mail that did not come through. */
static bool is_offered(const teamsinvite_io *io)
{
    return (io->kind == TEAMSINVITE_IO_SEND && io->status == TEAMSINVITE_E_NETWORK) ||
           io->kind == TEAMSINVITE_IO_DELIVER;
}

/* What the answer to the open io means before its step sees it: a broken
 * handler or a storage that failed ends the flow; a SEND or a DELIVER that
 * failed is offered. */
static ti_verdict take_answer(teamsinvite_call *call)
{
    teamsinvite_io *io = &call->io;
    const char *name = teamsinvite_io_kind_name(io->kind);

    if (io->answered_twice)
        return ti_call_fail(call, TEAMSINVITE_E_HANDLER, "the handler answered one '%s' twice", name);
    if (io->kind == TEAMSINVITE_IO_SEND && (io->reply.failed || io->reply_headers.failed)) {
        (void)ti_call_fail(call, TEAMSINVITE_E_RESPONSE, "the answer is larger than %zu bytes", io->response_limit);
        return take_step(call);
    }
    if (io->answer != TI_ANSWER_FAILED)
        return take_step(call);
    (void)ti_call_fail(call, io->status, "%s failed%s%s", name, io->reason[0] == '\0' ? "" : ": ", io->reason);
    return is_offered(io) ? take_step(call) : TI_FAIL;
}

const teamsinvite_io *teamsinvite_call_next(teamsinvite_call *call)
{
    if (call == NULL || call->finished)
        return NULL;
    if (call->io.kind == 0)
        advance(call, ask_step(call));
    else if (call->io.answer != TI_ANSWER_NONE || call->io.answered_twice)
        advance(call, take_answer(call));
    return call->finished ? NULL : &call->io;
}
