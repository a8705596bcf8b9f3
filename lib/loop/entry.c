/* SPDX-License-Identifier: Apache-2.0 */
/* entry.c - one call in the loop: who performs its io, and what becomes of it. */
#include <stdio.h>

#include "base/alloc.h"
#include "loop/loop.h"

static void know(ti_entry *entry)
{
    teamsinvite_loop *loop = entry->loop;

    entry->known = true;
    entry->after = loop->entries;
    if (loop->entries != NULL)
        loop->entries->before = entry;
    loop->entries = entry;
}

static void forget(ti_entry *entry)
{
    if (entry->before != NULL)
        entry->before->after = entry->after;
    else
        entry->loop->entries = entry->after;
    if (entry->after != NULL)
        entry->after->before = entry->before;
}

void ti_entry_free(ti_entry *entry)
{
    forget(entry);
    ti_timers_unset(&entry->loop->timers, &entry->timer);
    ti_turns_leave(&entry->loop->turns, &entry->turn);
    entry->call->driver = NULL;
    entry->call->answered = NULL;
    ti_inbox_leave(&entry->loop->inbox);
    ti_free(entry);
}

/* The entry is gone before the host is told: it may add the call's successor. */
static void finish(ti_entry *entry)
{
    teamsinvite_call *call = entry->call;
    teamsinvite_done_fn done = entry->done;
    void *user_data = entry->user_data;

    ti_entry_free(entry);
    if (done != NULL)
        done(call, user_data);
}

static void fail(const ti_entry *entry, teamsinvite_status status, const char *reason)
{
    (void)teamsinvite_call_complete_failed(entry->call, status, reason);
}

/* The io that is asked for now is counted already where it is a SEND. */
static bool has_begun(const ti_entry *entry, const teamsinvite_io *io)
{
    return teamsinvite_call_send_count(entry->call) > (teamsinvite_io_kind(io) == TEAMSINVITE_IO_SEND ? 1 : 0);
}

/* The timer says how long the turn may be waited for; what is left is for the exchange. */
static void ask_for_turn(ti_entry *entry, const ti_transfer_kind *kind, const teamsinvite_io *io)
{
    teamsinvite_loop *loop = entry->loop;
    ti_slice host = kind->host(io, ti_call_handler(entry->call)->user_data);

    entry->asked_ms = ti_timers_now();
    if (!ti_turns_ask(&loop->turns, &entry->turn, host, entry->call->tenant, has_begun(entry, io))) {
        fail(entry, TEAMSINVITE_E_NO_MEMORY, NULL);
    } else if (!ti_timers_set(&loop->timers, &entry->timer, entry->asked_ms + teamsinvite_io_timeout_ms(io))) {
        ti_turns_leave(&loop->turns, &entry->turn);
        fail(entry, TEAMSINVITE_E_NO_MEMORY, NULL);
    }
}

static void wait(ti_entry *entry, const teamsinvite_io *io)
{
    if (!ti_timers_set(&entry->loop->timers, &entry->timer, ti_timers_now() + teamsinvite_io_wait_ms(io)))
        fail(entry, TEAMSINVITE_E_NO_MEMORY, NULL);
}

static void perform(ti_entry *entry, const teamsinvite_io *io)
{
    const ti_handler *handler = ti_call_handler(entry->call);
    const ti_transfer_kind *kind = ti_lane_kind(handler);

    if (kind != NULL)
        ask_for_turn(entry, kind, io);
    else if (handler->handle != NULL)
        handler->handle(entry->call, io, handler->user_data); /* who answers at once is in the inbox by now */
    else if (teamsinvite_io_kind(io) == TEAMSINVITE_IO_WAIT)
        wait(entry, io);
    else
        fail(entry, TEAMSINVITE_E_HANDLER, "there is no handler for it");
}

void ti_entry_go_on(ti_entry *entry)
{
    const teamsinvite_io *io = teamsinvite_call_next(entry->call);

    if (!entry->known)
        know(entry);
    if (io == NULL)
        finish(entry);
    else
        perform(entry, io);
}

void ti_entry_ring(ti_entry *entry)
{
    long long waited_ms = (long long)(ti_timers_now() - entry->asked_ms);
    char reason[96];

    if (entry->turn.queue == NULL) {
        (void)teamsinvite_call_complete_wait(entry->call);
        return;
    }
    ti_turns_leave(&entry->loop->turns, &entry->turn);
    (void)snprintf(reason, sizeof(reason), "no turn to send in %lld ms: too many exchanges at once", waited_ms);
    fail(entry, TEAMSINVITE_E_NETWORK, reason);
}

void ti_entry_cancel(ti_entry *entry)
{
    if (entry->lane != NULL) {
        ti_lane_end(entry->lane, CURLE_ABORTED_BY_CALLBACK);
    } else if (entry->turn.queue != NULL) {
        ti_timers_unset(&entry->loop->timers, &entry->timer);
        ti_turns_leave(&entry->loop->turns, &entry->turn);
        fail(entry, TEAMSINVITE_E_NETWORK, "cancelled");
    } else if (entry->timer.place != 0) {
        ti_timers_unset(&entry->loop->timers, &entry->timer);
        (void)teamsinvite_call_complete_wait(entry->call);
    }
}
