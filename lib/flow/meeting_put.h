/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_put.h - a meeting at Microsoft under an external id, made or found, with the settings that are wanted. */
#ifndef TI_FLOW_MEETING_PUT_H
#define TI_FLOW_MEETING_PUT_H

#include "flow/graph_exchange.h"
#include "proto/graph/online_meeting.h"
#include "proto/graph/ways_in.h"

typedef struct ti_meeting_put {
    ti_token *token;
    const char *oid; /* who must be the organizer; NULL: whoever the token belongs to */
    const char *external_id;
    int64_t start_ms;
    int64_t end_ms;
    const char *settings; /* digits; NULL: as they are, for a meeting that is about to be closed */

    ti_graph_exchange exchange;
    ti_meeting_settings wanted;
    const char *id;
    bool has_settings;
    bool has_times;

    const char *made_url; /* answered, also by a failure: there is this meeting … */
    bool not_made;        /* … or there is none of ours: it was refused at once */
    const char *join_url; /* answered only once the settings hold */
    ti_ways_in ways;
} ti_meeting_put;

extern const ti_flow ti_flow_meeting_put;

#endif
