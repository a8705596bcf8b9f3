/* SPDX-License-Identifier: Apache-2.0 */
/*
 * online_meeting.h - the onlineMeeting resource of Graph v1.0: replies here,
 * paths, bodies and the rest in the headers this one includes.
 */
#ifndef TI_PROTO_GRAPH_ONLINE_MEETING_H
#define TI_PROTO_GRAPH_ONLINE_MEETING_H

#include "base/error.h"
#include "base/json.h"
#include "proto/graph/external_id.h"
#include "proto/graph/join_url.h"
#include "proto/graph/meeting_body.h"
#include "proto/graph/meeting_path.h"
#include "proto/graph/meeting_settings.h"

/* What we read of a reply. Slices live as long as the JSON. */
typedef struct ti_online_meeting {
    ti_slice id;
    ti_slice join_url;  /* joinWebUrl, else joinUrl */
    ti_slice organizer; /* participants.organizer.identity.user.id; empty where absent */
    int64_t start_ms;   /* 0 where absent */
    int64_t end_ms;
    /* settings as they are; NULL slices where absent */
    ti_slice lobby_scope, allowed_presenters, meeting_chat;
    ti_json_found has_dial_in_bypass, has_record, has_announced;
    bool dial_in_bypass, record_automatically, entry_exit_announced;
} ti_online_meeting;

/* Whether the reply says that all of these hold; what it leaves out does not. */
bool ti_meeting_has_settings(const ti_online_meeting *meeting, const ti_meeting_settings *settings);

/* One meeting; needs id and a join URL that ti_join_url_is_usable(); organizer,
 * where present, must equal oid (unless NULL). Fails with TEAMSINVITE_E_RESPONSE. */
teamsinvite_status ti_meeting_read(ti_online_meeting *meeting, const ti_json *json, const char *oid, ti_error *err);

/* Of a filter's reply: exactly one match. An empty `value` is
 * TEAMSINVITE_E_MEETING_GONE, two are TEAMSINVITE_E_RESPONSE. */
teamsinvite_status ti_meeting_read_found(ti_online_meeting *meeting, const ti_json *json, const char *oid,
                                         ti_error *err);

#endif
