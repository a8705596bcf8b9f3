/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_request.c - what to write into an invitation, checked as it is set. */
#include "flow/invitation_request.h"

#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "flow/meeting_request.h"
#include "invite/invite.h"
#include "proto/graph/join_url.h"

enum { LINE_MAX_BYTES = 200, TEXT_MAX_BYTES = 4000, ADDRESS_MAX = 254, SEQUENCE_MAX = 1000000 };

teamsinvite_status teamsinvite_invitation_request_new(teamsinvite_invitation_request **out, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "out", out) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    *out = ti_alloc(sizeof(**out));
    if (*out == NULL)
        (void)ti_fail_no_memory(&error);
    else
        (*out)->method = TEAMSINVITE_METHOD_REQUEST;
    return ti_error_give(&error, err);
}

void teamsinvite_invitation_request_free(teamsinvite_invitation_request *request)
{
    if (request == NULL)
        return;
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
    ti_free(request);
}

static teamsinvite_status replace(char **field, const char *text, ti_error *err)
{
    char *copy = ti_strdup(text);

    if (copy == NULL && text != NULL)
        return ti_fail_no_memory(err);
    ti_free_secret(*field);
    *field = copy;
    return TEAMSINVITE_OK;
}

/* One text of the request; NULL takes it out where it is optional. */
static teamsinvite_status set_text(teamsinvite_invitation_request *request, char **field, const char *parameter,
                                   const char *text, size_t max, bool optional, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ((optional && text == NULL) ||
         ti_check_text(&error, parameter, text, max, max == TEXT_MAX_BYTES) == TEAMSINVITE_OK))
        (void)replace(field, text, &error);
    return ti_error_give(&error, err);
}

#define FIELD(request, name) ((request) == NULL ? NULL : &(request)->name)

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

teamsinvite_status teamsinvite_invitation_request_set_time_text(teamsinvite_invitation_request *request,
                                                                const char *text, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, time_text), "time_text", text, LINE_MAX_BYTES, true, err);
}

teamsinvite_status teamsinvite_invitation_request_set_title(teamsinvite_invitation_request *request,
                                                            const char *title, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, title), "title", title, LINE_MAX_BYTES, false, err);
}

teamsinvite_status teamsinvite_invitation_request_set_company_name(teamsinvite_invitation_request *request,
                                                                   const char *name, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, company_name), "company_name", name, LINE_MAX_BYTES, true, err);
}

typedef struct person {
    const char *name_parameter;
    const char *email_parameter;
    const char *name;
    const char *email;
} person;

static teamsinvite_status check_person(ti_error *err, const person *who)
{
    teamsinvite_status status = ti_check_text(err, who->name_parameter, who->name, LINE_MAX_BYTES, false);

    if (status == TEAMSINVITE_OK)
        status = ti_check_text(err, who->email_parameter, who->email, ADDRESS_MAX, false);
    if (status == TEAMSINVITE_OK && !ti_invite_is_address(ti_slice_of(who->email)))
        return ti_fail_parameter(err, who->email_parameter, "is not a plain mail address");
    return status;
}

static teamsinvite_status set_person(teamsinvite_invitation_request *request, char **name, char **email,
                                     const person *who, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        check_person(&error, who) == TEAMSINVITE_OK && replace(name, who->name, &error) == TEAMSINVITE_OK)
        (void)replace(email, who->email, &error);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_invitation_request_set_recruiter(teamsinvite_invitation_request *request,
                                                                const char *name, const char *email,
                                                                teamsinvite_error **err)
{
    const person who = { "recruiter_name", "recruiter_email", name, email };

    return set_person(request, FIELD(request, recruiter_name), FIELD(request, recruiter_email), &who, err);
}

teamsinvite_status teamsinvite_invitation_request_set_candidate(teamsinvite_invitation_request *request,
                                                                const char *name, const char *email,
                                                                teamsinvite_error **err)
{
    const person who = { "candidate_name", "candidate_email", name, email };

    return set_person(request, FIELD(request, candidate_name), FIELD(request, candidate_email), &who, err);
}

teamsinvite_status teamsinvite_invitation_request_set_message(teamsinvite_invitation_request *request,
                                                              const char *text, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, message), "message", text, TEXT_MAX_BYTES, true, err);
}

teamsinvite_status teamsinvite_invitation_request_set_internal_note(teamsinvite_invitation_request *request,
                                                                    const char *text, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, internal_note), "internal_note", text, TEXT_MAX_BYTES, true, err);
}

teamsinvite_status teamsinvite_invitation_request_set_join_url(teamsinvite_invitation_request *request,
                                                               const char *url, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    if (url != NULL && !ti_join_url_is_usable(ti_slice_of(url)))
        (void)ti_fail_parameter(&error, "join_url", "is not a join URL as Microsoft gives it");
    else
        (void)replace(&request->join_url, url, &error);
    return ti_error_give(&error, err);
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
    return TEAMSINVITE_OK;
}
