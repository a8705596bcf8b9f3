/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_ensure.h - the meeting for a reference: the stored one, else a new one. */
#ifndef TI_FLOW_MEETING_ENSURE_H
#define TI_FLOW_MEETING_ENSURE_H

#include "flow/company_load.h"
#include "flow/meeting_make.h"
#include "flow/meeting_match.h"

typedef struct ti_meeting_ensure {
    const char *company_id;
    ti_meeting_plan plan;
    ti_meeting_state meeting; /* its key is set */
    bool with_details;        /* ways in, also where the link is stored already */

    ti_company_state company;
    ti_match match;
    ti_meeting_make make;
    ti_token token;
    ti_meeting_at at;

    bool changed; /* answered, with the link in meeting.record */
    ti_ways_in ways;
} ti_meeting_ensure;

/* Of what the actor and the request say; false without memory. */
bool ti_meeting_ensure_begin(ti_meeting_ensure *ensure, ti_arena *arena, const char *company, const char *reference,
                             const ti_meeting_plan *plan, bool with_details);

extern const ti_flow ti_flow_meeting_ensure;

#endif
