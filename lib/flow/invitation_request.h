/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_request.h - what to write into an invitation, from the inside. */
#ifndef TI_FLOW_INVITATION_REQUEST_H
#define TI_FLOW_INVITATION_REQUEST_H

#include <teamsinvite/invitation.h>

#include "base/error.h"

struct teamsinvite_invitation_request {
    char reference[65];
    int32_t method;
    int32_t sequence;
    int64_t start_ms;
    int64_t end_ms;
    char *time_text; /* these are copies, NULL where not set */
    char *title;
    char *company_name;
    char *recruiter_name;
    char *recruiter_email;
    char *candidate_name;
    char *candidate_email;
    char *message;
    char *internal_note;
    char *join_url;
};

/* Given, and everything that is required is set. */
teamsinvite_status ti_invitation_request_check(ti_error *err, const teamsinvite_invitation_request *request);

#endif
