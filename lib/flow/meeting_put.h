/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_put.h - a meeting at Microsoft under an external id, made or found, with the interview's settings on. */
#ifndef TI_FLOW_MEETING_PUT_H
#define TI_FLOW_MEETING_PUT_H

#include "flow/graph_exchange.h"
#include "proto/graph/online_meeting.h"

typedef struct ti_meeting_put {
    ti_token *token;
    const char *oid; /* who must be the organizer; NULL: whoever the token belongs to */
    const char *external_id;
    int64_t start_ms;
    int64_t end_ms;

    ti_graph_exchange exchange;
    const char *id;
    bool has_settings;
    bool has_times;

    const char *join_url; /* answered; only once the settings hold */
} ti_meeting_put;

extern const ti_flow ti_flow_meeting_put;

#endif
