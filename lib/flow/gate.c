/* SPDX-License-Identifier: Apache-2.0 */
/* gate.c - whether Microsoft has asked to slow down. */
#include "flow/gate.h"

#include "client/event.h"

#define SPREAD_MS 1000

ti_verdict ti_ask_gate(teamsinvite_call *call, const ti_gate *gate)
{
    return gate == NULL || gate->key == NULL || gate->looked ? TI_NEXT : ti_ask_load(call, gate->key);
}

ti_verdict ti_take_gate(teamsinvite_call *call, ti_gate *gate)
{
    gate->looked = true;
    gate->version = ti_took_missing(call) ? 0 : call->io.reply_version;
    gate->until_ms = ti_took_missing(call) ? 0 : call->io.reply_due_ms;
    return TI_NEXT;
}

int64_t ti_gate_wait_ms(teamsinvite_call *call, const ti_gate *gate)
{
    int64_t left_ms = gate == NULL ? 0 : gate->until_ms - ti_call_now(call);
    uint16_t spread = 0;

    if (left_ms <= 0)
        return 0;
    (void)ti_client_random(call->client, &spread, sizeof(spread)); /* without it all go at once: no harm */
    return left_ms + spread % SPREAD_MS;
}

ti_verdict ti_ask_close_gate(teamsinvite_call *call, ti_gate *gate, int64_t wait_ms)
{
    int64_t until_ms = ti_call_now(call) + wait_ms;

    if (gate == NULL || gate->key == NULL || until_ms <= gate->until_ms)
        return TI_NEXT;
    gate->until_ms = until_ms;
    ti_buf_reset(&call->record);
    ti_buf_add_text(&call->record, "gate");
    return ti_ask_save(call, gate->key, gate->version, until_ms);
}

ti_verdict ti_take_closed_gate(teamsinvite_call *call, ti_gate *gate)
{
    const teamsinvite_event event = { .kind = TEAMSINVITE_EVENT_THROTTLED,
                                      .message = "Microsoft asked to slow down",
                                      .company = gate->company,
                                      .value = gate->until_ms - ti_call_now(call) };

    if (ti_took_conflict(call))
        gate->looked = false;
    else
        gate->version++;
    ti_event_raise(call->client, &event);
    return TI_NEXT;
}
