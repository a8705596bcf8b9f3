/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gate.h - whether Microsoft has asked to slow down, for all who work for one
 * company: whoever meets a 429 closes the gate, and the others wait before it
 * instead of finding out for themselves, each with a request that counts.
 */
#ifndef TI_FLOW_GATE_H
#define TI_FLOW_GATE_H

#include "call/call.h"

typedef struct ti_gate {
    const char *key; /* NULL: there is none, as for a host without storage */
    const char *company;

    bool looked;
    int64_t version;
    int64_t until_ms; /* 0: open */
} ti_gate;

/* Look, once in a call; TI_NEXT where there is none or it was looked at. */
ti_verdict ti_ask_gate(teamsinvite_call *call, const ti_gate *gate);
ti_verdict ti_take_gate(teamsinvite_call *call, ti_gate *gate);

/* How long to wait before it; 0: it is open. Spread, so that it does not open on a crowd. */
int64_t ti_gate_wait_ms(teamsinvite_call *call, const ti_gate *gate);

/* Close it for so long. A conflict is no harm: somebody else has just closed it. */
ti_verdict ti_ask_close_gate(teamsinvite_call *call, ti_gate *gate, int64_t wait_ms);
ti_verdict ti_take_closed_gate(teamsinvite_call *call, ti_gate *gate);

#endif
