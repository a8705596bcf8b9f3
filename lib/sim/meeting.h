/* SPDX-License-Identifier: Apache-2.0 */
/* meeting.h - online meetings, as Graph's database has them. */
#ifndef TI_SIM_MEETING_H
#define TI_SIM_MEETING_H

#include <cjson/cJSON.h>

#include "sim/directory.h"
#include "sim/index.h"

typedef struct ti_sim_online_meeting ti_sim_online_meeting;

struct ti_sim_online_meeting {
    ti_sim_online_meeting *next;
    ti_sim_user *organizer;
    char *id;
    char *join_url;
    char *thread_id;
    char *external_id; /* NULL: plain create */
    char *subject;
    int64_t created_ms;
    int64_t start_ms;
    int64_t end_ms;
    char meeting_number[13]; /* joinMeetingIdSettings, without the blanks */
    char passcode[9];
    char conference_id[10];
    cJSON *settings; /* everything else that may be set, with its value now */
    bool deleted;
};

typedef struct ti_sim_meetings {
    ti_sim_online_meeting *first;
    ti_sim_index by_id;
    ti_sim_index by_join_url;
    ti_sim_index by_number;
    ti_sim_index by_external_id; /* "{oid}/{externalId}" */
    int64_t count;               /* without deleted ones */
} ti_sim_meetings;

/* What DELETE is about to do. */
typedef struct ti_sim_removal {
    bool keeps_link; /* the link goes on working, as it is known to */
} ti_sim_removal;

/* A new meeting with the service's defaults and no times; NULL without memory.
 * short_url: the form /meet/{digits}?p=…. */
ti_sim_online_meeting *ti_sim_meeting_add(ti_sim_meetings *meetings, ti_sim_user *organizer, const char *external_id,
                                          bool short_url);

bool ti_sim_meeting_set_subject(ti_sim_online_meeting *meeting, const char *subject);

/* NULL where there never was one; a deleted one is found. */
ti_sim_online_meeting *ti_sim_meeting_by_id(const ti_sim_meetings *meetings, const char *id);
ti_sim_online_meeting *ti_sim_meeting_by_join_url(const ti_sim_meetings *meetings, const char *join_url);
ti_sim_online_meeting *ti_sim_meeting_by_number(const ti_sim_meetings *meetings, const char *number);

/* Only one that exists. */
ti_sim_online_meeting *ti_sim_meeting_by_external_id(const ti_sim_meetings *meetings, const ti_sim_user *organizer,
                                                     const char *external_id);

void ti_sim_meeting_remove(ti_sim_meetings *meetings, ti_sim_online_meeting *meeting);

void ti_sim_meetings_clear(ti_sim_meetings *meetings);

/* As Graph answers it; newer_values: newer enumeration values are shown as they are
 * instead of "unknownFutureValue". NULL without memory. */
cJSON *ti_sim_meeting_to_json(const ti_sim_online_meeting *meeting, const char *graph, bool newer_values);

#endif
