/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_at.h - the meeting behind a join URL: found, changed, or closed. */
#ifndef TI_FLOW_MEETING_AT_H
#define TI_FLOW_MEETING_AT_H

#include "flow/graph_exchange.h"
#include "proto/graph/online_meeting.h"

typedef struct ti_meeting_at {
    ti_token *token;
    const char *join_url;
    int64_t start_ms; /* move: the times it is to have */
    int64_t end_ms;

    ti_graph_exchange exchange;
    const char *id;
    int64_t found_start_ms;
    int64_t found_end_ms;
    bool locked;

    bool changed;    /* answered by move */
    int32_t reached; /* answered by close: TEAMSINVITE_REVOKED_… */
} ti_meeting_at;

/* Other times, where it has not got them. */
extern const ti_flow ti_flow_meeting_move;

/* Lock, delete, look again. */
extern const ti_flow ti_flow_meeting_close;

#endif
