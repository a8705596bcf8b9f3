/* SPDX-License-Identifier: Apache-2.0 */
/* ways_in.h - how to get into a meeting without its link: by phone, or by number and passcode. */
#ifndef TI_PROTO_GRAPH_WAYS_IN_H
#define TI_PROTO_GRAPH_WAYS_IN_H

#include "base/arena.h"
#include "base/json.h"

/* NULL where Microsoft gives none. */
typedef struct ti_ways_in {
    const char *dial_in_number;
    const char *conference_id;
    const char *join_id;
    const char *passcode;
} ti_ways_in;

/* Of an onlineMeeting, copied into the arena. What is no plain short line is
 * left out: nothing hangs on these. False only without memory. */
bool ti_ways_in_read(ti_ways_in *ways, const ti_json *meeting, ti_arena *arena);

#endif
