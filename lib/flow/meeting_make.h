/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_make.h - a meeting made under a note of the intent, and its link
 * kept; where another organizer had one, that one is closed.
 */
#ifndef TI_FLOW_MEETING_MAKE_H
#define TI_FLOW_MEETING_MAKE_H

#include "flow/meeting_at.h"
#include "flow/meeting_load.h"
#include "flow/meeting_put.h"
#include "record/company_record.h"

typedef struct ti_meeting_make {
    const char *company_id;
    const ti_company_record *company;
    ti_meeting_plan plan;
    ti_meeting_state *meeting; /* as it was loaded; as it is stored afterwards */

    ti_token token;
    ti_token previous_token;
    ti_meeting_put put;
    ti_meeting_at previous;
    bool first; /* nobody had noted an intent before … */
    bool noted; /* … or this call has noted another one */
    bool kept;

    bool raced; /* answered: the record has changed meanwhile; look at it again */
} ti_meeting_make;

void ti_meeting_make_begin(ti_meeting_make *make, const char *company_id, const ti_company_record *company,
                           const ti_meeting_plan *plan, ti_meeting_state *meeting);

extern const ti_flow ti_flow_meeting_make;

#endif
