/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_request.h - what to create or to change, from the inside. */
#ifndef TI_FLOW_MEETING_REQUEST_H
#define TI_FLOW_MEETING_REQUEST_H

#include <teamsinvite/meeting.h>

#include "base/error.h"
#include "client/client.h"

struct teamsinvite_meeting_request {
    char reference[65];
    char organizer[65]; /* "" for the actor */
    int64_t start_ms;
    int64_t end_ms;
};

teamsinvite_status ti_check_times(ti_error *err, int64_t start_ms, int64_t end_ms);

/* Given, with reference and times, and a meeting that does not lie in the past. */
teamsinvite_status ti_meeting_request_check(ti_error *err, const teamsinvite_meeting_request *request,
                                            int64_t now_ms);

/* In whose name: organizer, or the actor where it is NULL or "". Somebody else
 * than the actor takes an administrator; otherwise E_DENIED. *user is borrowed. */
teamsinvite_status ti_organizer_of(ti_error *err, const teamsinvite_actor *actor, const char *organizer,
                                   const char **user);

#endif
