/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_unmake.h - all that a record stands for is closed at Microsoft: its link, and what an unfinished creation may have made. */
#ifndef TI_FLOW_MEETING_UNMAKE_H
#define TI_FLOW_MEETING_UNMAKE_H

#include "flow/meeting_at.h"
#include "flow/meeting_load.h"
#include "flow/meeting_put.h"
#include "record/company_record.h"

typedef struct ti_meeting_unmake {
    const char *company_id;
    const ti_company_record *company;
    const ti_meeting_record *record; /* a note of what is under way, which says whose it is */
    bool keeps_link;                 /* only what the unfinished creation made is closed */

    ti_token maker_token;
    ti_meeting_put put;
    ti_meeting_at unfinished;
    ti_token token;
    ti_meeting_at at;

    int32_t reached; /* answered: TEAMSINVITE_REVOKED_…, of the link where there is one */
} ti_meeting_unmake;

extern const ti_flow ti_flow_meeting_unmake;

#endif
