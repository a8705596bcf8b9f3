/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_request.h - what to write into an invitation, from the inside. */
#ifndef TI_FLOW_INVITATION_REQUEST_H
#define TI_FLOW_INVITATION_REQUEST_H

#include <teamsinvite/invitation.h>

#include "base/error.h"
#include "invite/invite.h"

struct teamsinvite_invitation_request {
    char reference[65];
    int32_t method;
    int32_t sequence;
    int32_t recipients; /* a set of TEAMSINVITE_AUDIENCE_…; never empty */
    int64_t start_ms;
    int64_t end_ms;
    const ti_wording *wording; /* static; NULL: English */
    char *zone;                /* these are copies, NULL where not set; this one also for UTC */
    char *time_text;
    char *title;
    char *company_name;
    char *recruiter_name;
    char *recruiter_email;
    char *candidate_name;
    char *candidate_email;
    char *message;
    char *internal_note;
    char *join_url;
    char *dial_in_number;
    char *conference_id;
    char *join_id;
    char *passcode;
    char *sender_name;
    char *sender_email;        /* NULL: the recruiter sends */
    char *recruiter_text;      /* templates: for each audience both or none */
    char *recruiter_html;
    char *candidate_text;
    char *candidate_html;
};

enum { TI_INVITATION_LINE_MAX = 200, TI_INVITATION_TEXT_MAX = 4000 };

/* Given, everything that is required is set, and the templates of a REQUEST hold the link. */
teamsinvite_status ti_invitation_request_check(ti_error *err, const teamsinvite_invitation_request *request);

/* For setters: a copy of text in place of what stood in the field; NULL takes it out. */
teamsinvite_status ti_invitation_replace(char **field, const char *text, ti_error *err);

/* The same for two that belong together: both change, or none. */
typedef struct ti_text_pair {
    const char *parameters[2];
    const char *texts[2];
} ti_text_pair;

teamsinvite_status ti_invitation_replace_pair(char **first, char **second, const ti_text_pair *pair, ti_error *err);

#endif
