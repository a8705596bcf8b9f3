/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_at.h - the meeting behind a join URL: found, changed, or closed. */
#ifndef TI_FLOW_MEETING_AT_H
#define TI_FLOW_MEETING_AT_H

#include "flow/graph_exchange.h"
#include "proto/graph/online_meeting.h"
#include "proto/graph/ways_in.h"

typedef struct ti_meeting_at {
    ti_token *token;
    const char *join_url;
    int64_t start_ms; /* move: the times it is to have … */
    int64_t end_ms;
    const char *settings; /* … and the settings, as digits; NULL: as they are */

    ti_graph_exchange exchange;
    const char *id;
    ti_meeting_settings wanted;
    bool has_times;
    bool has_settings;
    bool locked;
    bool touched; /* by close: a request that changes it may have arrived */

    bool changed;    /* answered by move */
    ti_ways_in ways; /* answered by look and move */
    int32_t reached; /* answered by close: TEAMSINVITE_REVOKED_… */
} ti_meeting_at;

/* There it is; fails where it is gone. */
extern const ti_flow ti_flow_meeting_look;

/* Other times and settings, where it has not got them. */
extern const ti_flow ti_flow_meeting_move;

/* Lock, delete, look again. */
extern const ti_flow ti_flow_meeting_close;

#endif
