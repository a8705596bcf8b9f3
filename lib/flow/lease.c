/* SPDX-License-Identifier: Apache-2.0 */
/* lease.c - one caller at a time. */
#include "flow/lease.h"

/* Longer than the few exchanges that run under it take, as a rule. */
#define LEASE_MS INT64_C(30000)
#define POLL_MS INT64_C(250)

/* At most half the time of a call: whoever waits for a holder that has died has
 * the other half to do it. Where two hold it then, the records decide. */
static int64_t lease_ms(const teamsinvite_call *call)
{
    int64_t half_ms = call->client->config->timeout_ms / 2;

    return half_ms < LEASE_MS ? half_ms : LEASE_MS;
}

static ti_verdict look(teamsinvite_call *call, void *state)
{
    ti_lease *s = state;

    s->held = s->waited = false;
    return ti_ask_load(call, s->key);
}

static ti_verdict take_look(teamsinvite_call *call, void *state)
{
    ti_lease *s = state;

    s->version = ti_took_missing(call) ? 0 : call->io.reply_version;
    s->held_by_other = !ti_took_missing(call) && call->io.reply_due_ms > ti_call_now(call);
    if (s->held_by_other && s->can_do_without != NULL && s->can_do_without(call, s->owner))
        return TI_DONE;
    return TI_NEXT;
}

static ti_verdict wait_for_holder(teamsinvite_call *call, void *state)
{
    ti_lease *s = state;
    unsigned char jitter = 0;

    if (!s->held_by_other)
        return TI_NEXT;
    (void)ti_client_random(call->client, &jitter, 1); /* without it all poll at once: no harm */
    return ti_ask_wait(call, POLL_MS + jitter);
}

static ti_verdict take_wait(teamsinvite_call *call, void *state)
{
    ti_lease *s = state;

    (void)call;
    s->waited = true;
    return TI_DONE;
}

static ti_verdict save(teamsinvite_call *call, void *state)
{
    ti_lease *s = state;

    ti_buf_reset(&call->record);
    ti_buf_add_text(&call->record, "lease");
    return ti_ask_save(call, s->key, s->version, ti_call_now(call) + lease_ms(call));
}

static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    ti_lease *s = state;

    if (ti_took_conflict(call))
        return TI_RESTART;
    s->held = true;
    s->version++;
    return TI_DONE;
}

static const ti_step steps[] = {
    { .name = "look at the lease", .ask = look, .take = take_look },
    { .name = "wait for its holder", .ask = wait_for_holder, .take = take_wait },
    { .name = "take the lease", .ask = save, .take = take_saved },
};

const ti_flow ti_flow_lease = TI_FLOW("lease", steps);

ti_verdict ti_lease_run(teamsinvite_call *call, ti_lease *lease)
{
    return lease->held ? TI_NEXT : ti_call_run(call, lease);
}

ti_verdict ti_lease_release(teamsinvite_call *call, ti_lease *lease)
{
    if (!lease->held)
        return TI_NEXT;
    lease->held = false;
    return ti_ask_remove(call, lease->key, lease->version);
}
