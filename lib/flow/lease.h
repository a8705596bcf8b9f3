/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lease.h - one caller at a time, over threads, processes and hosts: a record
 * that expires. Who dies with a lease holds up the others no longer than that.
 */
#ifndef TI_FLOW_LEASE_H
#define TI_FLOW_LEASE_H

#include "call/call.h"

typedef struct ti_lease {
    const char *key;
    /* Asked while somebody else holds it: true where what is there will do. NULL: it will not. */
    bool (*can_do_without)(const teamsinvite_call *call, const void *owner);
    const void *owner;

    /* answered */
    bool held;   /* ours: do the work, then release it */
    bool waited; /* somebody had it: look again at what it guards, then ask anew */
    int64_t version;
    /* Neither: somebody has it, and the owner can do without. */

    bool held_by_other; /* under way */
} ti_lease;

extern const ti_flow ti_flow_lease;

/* Run it, unless it is held already. */
ti_verdict ti_lease_run(teamsinvite_call *call, ti_lease *lease);

/* For an `always` step; TI_NEXT where it is not held. */
ti_verdict ti_lease_release(teamsinvite_call *call, ti_lease *lease);

#endif
