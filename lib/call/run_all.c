/* SPDX-License-Identifier: Apache-2.0 */
/*
 * run_all.c - the blocking driver for many calls: they take turns io by io on
 * the caller's thread, and nobody waits while somebody else can go on.
 */
#include <string.h>

#include "base/alloc.h"
#include "call/call.h"

typedef struct gathering {
    teamsinvite_call *const *calls;
    int64_t *ready_ms; /* of a call that waits: when that is over, by its own client's monotonic clock */
    bool *over;
    size_t count;
    size_t finished;
    size_t told; /* how many there are to tell about */
    teamsinvite_progress_fn progress;
    void *user_data;
} gathering;

static bool is_waiting(const teamsinvite_call *call)
{
    return call->io.kind == TEAMSINVITE_IO_WAIT && call->io.answer == TI_ANSWER_NONE;
}

static int64_t now_of(const teamsinvite_call *call)
{
    return ti_client_now(call->client, TEAMSINVITE_CLOCK_MONOTONIC);
}

static void finish(gathering *g, size_t index)
{
    g->over[index] = true;
    g->finished++;
    if (g->progress != NULL)
        g->progress(g->finished, g->told, index, g->user_data);
}

/* Whether the call got on. A wait begins with the turn it was asked in. */
static bool take_turn(gathering *g, size_t index)
{
    teamsinvite_call *call = g->calls[index];
    const teamsinvite_io *io;

    if (is_waiting(call)) {
        if (now_of(call) < g->ready_ms[index] && !atomic_load(&call->cancelled))
            return false;
        (void)teamsinvite_call_complete_wait(call);
    }
    io = teamsinvite_call_next(call);
    if (io == NULL)
        finish(g, index);
    else if (io->kind == TEAMSINVITE_IO_WAIT)
        g->ready_ms[index] = now_of(call) + io->wait_ms;
    else
        (void)teamsinvite_call_perform(call);
    return true;
}

/* Only waits are open: the shortest is let pass, and with it that much of all others. */
static void wait_for_first(const gathering *g)
{
    teamsinvite_call *first = NULL;
    int64_t least_ms = 0;
    size_t i;

    for (i = 0; i < g->count; i++) {
        int64_t left_ms;

        if (g->over[i])
            continue;
        left_ms = g->ready_ms[i] - now_of(g->calls[i]);
        if (first != NULL && left_ms >= least_ms)
            continue;
        first = g->calls[i];
        least_ms = left_ms;
    }
    if (first == NULL)
        return;
    first->io.wait_ms = least_ms > 0 ? least_ms : 0;
    (void)teamsinvite_call_perform(first);
}

static void run(gathering *g)
{
    bool moved;
    size_t i;

    while (g->finished < g->told) {
        moved = false;
        for (i = 0; i < g->count; i++)
            if (!g->over[i] && take_turn(g, i))
                moved = true;
        if (!moved)
            wait_for_first(g);
    }
}

/* False where a call comes twice, or is in a loop. Finished ones are not driven, nor told about. */
static bool gather(gathering *g)
{
    bool once = true;
    size_t i;

    for (i = 0; i < g->count && once; i++) {
        g->over[i] = g->calls[i] == NULL || g->calls[i]->finished;
        if (g->over[i])
            continue;
        once = !g->calls[i]->gathered && g->calls[i]->driver == NULL;
        g->calls[i]->gathered = true;
        g->told++;
        if (is_waiting(g->calls[i]))
            g->ready_ms[i] = now_of(g->calls[i]) + g->calls[i]->io.wait_ms;
    }
    for (i = 0; i < g->count; i++)
        if (g->calls[i] != NULL)
            g->calls[i]->gathered = false;
    return once;
}

teamsinvite_status teamsinvite_run_all(teamsinvite_call *const *calls, size_t count,
                                       teamsinvite_progress_fn progress, void *user_data)
{
    gathering g = { .calls = calls, .count = count, .progress = progress, .user_data = user_data };
    teamsinvite_status status = TEAMSINVITE_OK;

    if (count == 0)
        return TEAMSINVITE_OK;
    if (calls == NULL || count > SIZE_MAX / sizeof(int64_t))
        return TEAMSINVITE_E_INVALID;
    g.ready_ms = ti_alloc(count * sizeof(*g.ready_ms));
    g.over = ti_alloc(count * sizeof(*g.over));
    if (g.ready_ms == NULL || g.over == NULL)
        status = TEAMSINVITE_E_NO_MEMORY;
    else if (!gather(&g))
        status = TEAMSINVITE_E_INVALID;
    else
        run(&g);
    ti_free(g.ready_ms);
    ti_free(g.over);
    return status;
}
