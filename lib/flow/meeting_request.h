/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_request.h - what to create or to change, from the inside. */
#ifndef TI_FLOW_MEETING_REQUEST_H
#define TI_FLOW_MEETING_REQUEST_H

#include <teamsinvite/meeting.h>

#include "base/error.h"
#include "client/client.h"
#include "record/meeting_plan.h"

struct teamsinvite_meeting_request {
    char reference[65];
    ti_meeting_plan plan; /* its organizer "" for the actor */
    bool with_details;
};

teamsinvite_status ti_check_times(ti_error *err, int64_t start_ms, int64_t end_ms);

/* Given, with reference and times, and a meeting that does not lie in the past. */
teamsinvite_status ti_meeting_request_check(ti_error *err, const teamsinvite_meeting_request *request,
                                            int64_t now_ms);

/* What the request asks for in the name of this user. */
void ti_meeting_plan_of(ti_meeting_plan *plan, const teamsinvite_meeting_request *request, const char *organizer);

/* In whose name: organizer, or the actor where it is NULL or "". Somebody else
 * than the actor takes an administrator; otherwise E_DENIED. *user is borrowed. */
teamsinvite_status ti_organizer_of(ti_error *err, const teamsinvite_actor *actor, const char *organizer,
                                   const char **user);

/* The same for a request, whose previous organizer takes an administrator too: that one's meeting is closed. */
teamsinvite_status ti_meeting_request_organizer(ti_error *err, const teamsinvite_actor *actor,
                                                const teamsinvite_meeting_request *request, const char **user);

#endif
