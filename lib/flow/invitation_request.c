/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_request.c - what to write into an invitation: made, checked as a whole, and its numbers. */
#include "flow/invitation_request.h"

#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "flow/meeting_request.h"
#include "invite/template.h"

enum { SEQUENCE_MAX = 1000000 };

teamsinvite_status teamsinvite_invitation_request_new(teamsinvite_invitation_request **out, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "out", out) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    *out = ti_alloc(sizeof(**out));
    if (*out == NULL)
        (void)ti_fail_no_memory(&error);
    else
        **out = (teamsinvite_invitation_request){
            .method = TEAMSINVITE_METHOD_REQUEST,
            .recipients = TEAMSINVITE_AUDIENCE_RECRUITER + TEAMSINVITE_AUDIENCE_CANDIDATE,
        };
    return ti_error_give(&error, err);
}

void teamsinvite_invitation_request_free(teamsinvite_invitation_request *request)
{
    if (request == NULL)
        return;
    ti_free_secret(request->zone);
    ti_free_secret(request->time_text);
    ti_free_secret(request->title);
    ti_free_secret(request->company_name);
    ti_free_secret(request->recruiter_name);
    ti_free_secret(request->recruiter_email);
    ti_free_secret(request->candidate_name);
    ti_free_secret(request->candidate_email);
    ti_free_secret(request->message);
    ti_free_secret(request->internal_note);
    ti_free_secret(request->join_url);
    ti_free_secret(request->dial_in_number);
    ti_free_secret(request->conference_id);
    ti_free_secret(request->join_id);
    ti_free_secret(request->passcode);
    ti_free_secret(request->sender_name);
    ti_free_secret(request->sender_email);
    ti_free_secret(request->recruiter_text);
    ti_free_secret(request->recruiter_html);
    ti_free_secret(request->candidate_text);
    ti_free_secret(request->candidate_html);
    ti_free(request);
}

teamsinvite_status ti_invitation_replace(char **field, const char *text, ti_error *err)
{
    char *copy = ti_strdup(text);

    if (copy == NULL && text != NULL)
        return ti_fail_no_memory(err);
    ti_free_secret(*field);
    *field = copy;
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_invitation_replace_pair(char **first, char **second, const ti_text_pair *pair, ti_error *err)
{
    char *copy = ti_strdup(pair->texts[0]);

    if ((copy == NULL && pair->texts[0] != NULL) ||
        ti_invitation_replace(second, pair->texts[1], err) != TEAMSINVITE_OK) {
        ti_free_secret(copy);
        return ti_fail_no_memory(err);
    }
    ti_free_secret(*first);
    *first = copy;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_invitation_request_set_reference(teamsinvite_invitation_request *request,
                                                                const char *reference, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_id(&error, "reference", reference) == TEAMSINVITE_OK)
        memcpy(request->reference, reference, strlen(reference) + 1);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_invitation_request_set_method(teamsinvite_invitation_request *request, int32_t method,
                                                             teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_range(&error, "method", method, TEAMSINVITE_METHOD_REQUEST, TEAMSINVITE_METHOD_CANCEL) ==
            TEAMSINVITE_OK)
        request->method = method;
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_invitation_request_set_sequence(teamsinvite_invitation_request *request,
                                                               int32_t sequence, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_range(&error, "sequence", sequence, 0, SEQUENCE_MAX) == TEAMSINVITE_OK)
        request->sequence = sequence;
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_invitation_request_set_recipients(teamsinvite_invitation_request *request,
                                                                 int32_t recipients, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_range(&error, "recipients", recipients, TEAMSINVITE_AUDIENCE_RECRUITER,
                       TEAMSINVITE_AUDIENCE_RECRUITER + TEAMSINVITE_AUDIENCE_CANDIDATE) == TEAMSINVITE_OK)
        request->recipients = recipients;
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_invitation_request_set_times(teamsinvite_invitation_request *request, int64_t start_ms,
                                                            int64_t end_ms, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_times(&error, start_ms, end_ms) == TEAMSINVITE_OK) {
        request->start_ms = start_ms;
        request->end_ms = end_ms;
    }
    return ti_error_give(&error, err);
}

/* Only now: the method may be set behind the template. */
static teamsinvite_status check_links(ti_error *err, const teamsinvite_invitation_request *request)
{
    const char *const sources[] = { request->recruiter_text, request->recruiter_html, request->candidate_text,
                                    request->candidate_html };
    size_t i;

    for (i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
        if (request->method == TEAMSINVITE_METHOD_REQUEST && sources[i] != NULL && !ti_template_has_link(sources[i]))
            return ti_fail_parameter(err, "template", "the %s's %s lacks {{join_url}}",
                                     i < 2 ? "recruiter" : "candidate", i % 2 == 0 ? "text" : "HTML");
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_invitation_request_check(ti_error *err, const teamsinvite_invitation_request *request)
{
    teamsinvite_status status = ti_check_given(err, "request", request);

    if (status != TEAMSINVITE_OK)
        return status;
    if (request->reference[0] == '\0')
        return ti_fail_parameter(err, "reference", "is not set");
    if (request->end_ms == 0)
        return ti_fail_parameter(err, "start_ms", "is not set, nor is end_ms");
    if (request->title == NULL)
        return ti_fail_parameter(err, "title", "is not set");
    if (request->recruiter_email == NULL)
        return ti_fail_parameter(err, "recruiter_email", "is not set");
    if (request->candidate_email == NULL)
        return ti_fail_parameter(err, "candidate_email", "is not set");
    return check_links(err, request);
}
