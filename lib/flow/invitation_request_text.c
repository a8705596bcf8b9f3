/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_request_text.c - what people read in an invitation, checked as it is set. */
#include <teamsinvite/invitation.h>

#include <string.h>

#include "base/check.h"
#include "base/zone_name.h"
#include "flow/invitation_request.h"
#include "invite/wording.h"
#include "proto/graph/join_url.h"

enum { WAY_IN_MAX = 64 };

/* One text of the request; NULL takes it out where it is optional. */
static teamsinvite_status set_text(teamsinvite_invitation_request *request, char **field, const char *parameter,
                                   const char *text, size_t max, bool optional, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ((optional && text == NULL) ||
         ti_check_text(&error, parameter, text, max, max == TI_INVITATION_TEXT_MAX) == TEAMSINVITE_OK))
        (void)ti_invitation_replace(field, text, &error);
    return ti_error_give(&error, err);
}

#define FIELD(request, name) ((request) == NULL ? NULL : &(request)->name)

teamsinvite_status teamsinvite_invitation_request_set_language(teamsinvite_invitation_request *request,
                                                               const char *language, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_given(&error, "language", language) == TEAMSINVITE_OK) {
        const ti_wording *wording = ti_wording_find(ti_slice_of(language));

        if (wording == NULL)
            (void)ti_fail_parameter(&error, "language", "is none that the library has words in");
        else
            request->wording = wording;
    }
    return ti_error_give(&error, err);
}

static teamsinvite_status check_zone(ti_error *err, const char *zone)
{
    teamsinvite_status status = ti_check_token(err, "zone", zone, TI_ZONE_NAME_MAX);

    if (status == TEAMSINVITE_OK && !ti_zone_name_is_plausible(ti_slice_of(zone)))
        return ti_fail_parameter(err, "zone", "is no zone's name, like Europe/Berlin");
    return status;
}

/* UTC needs no zone data. */
teamsinvite_status teamsinvite_invitation_request_set_zone(teamsinvite_invitation_request *request, const char *zone,
                                                           teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        (zone == NULL || check_zone(&error, zone) == TEAMSINVITE_OK))
        (void)ti_invitation_replace(&request->zone, zone == NULL || strcmp(zone, "UTC") == 0 ? NULL : zone, &error);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_invitation_request_set_time_text(teamsinvite_invitation_request *request,
                                                                const char *text, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, time_text), "time_text", text, TI_INVITATION_LINE_MAX, true, err);
}

teamsinvite_status teamsinvite_invitation_request_set_title(teamsinvite_invitation_request *request,
                                                            const char *title, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, title), "title", title, TI_INVITATION_LINE_MAX, false, err);
}

teamsinvite_status teamsinvite_invitation_request_set_company_name(teamsinvite_invitation_request *request,
                                                                   const char *name, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, company_name), "company_name", name, TI_INVITATION_LINE_MAX, true, err);
}

teamsinvite_status teamsinvite_invitation_request_set_message(teamsinvite_invitation_request *request,
                                                              const char *text, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, message), "message", text, TI_INVITATION_TEXT_MAX, true, err);
}

teamsinvite_status teamsinvite_invitation_request_set_internal_note(teamsinvite_invitation_request *request,
                                                                    const char *text, teamsinvite_error **err)
{
    return set_text(request, FIELD(request, internal_note), "internal_note", text, TI_INVITATION_TEXT_MAX, true, err);
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
        (void)ti_invitation_replace(&request->join_url, url, &error);
    return ti_error_give(&error, err);
}

static const char *given_or_null(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : NULL;
}

/* Two texts of one line, each NULL or "" for none. */
static teamsinvite_status set_ways_in(teamsinvite_invitation_request *request, char **first, char **second,
                                      ti_text_pair ways, teamsinvite_error **err)
{
    ti_error error = { 0 };
    size_t i;

    (void)ti_check_given(&error, "request", request);
    for (i = 0; i < 2 && error.status == TEAMSINVITE_OK; i++) {
        ways.texts[i] = given_or_null(ways.texts[i]);
        if (ways.texts[i] != NULL)
            (void)ti_check_text(&error, ways.parameters[i], ways.texts[i], WAY_IN_MAX, false);
    }
    if (error.status == TEAMSINVITE_OK)
        (void)ti_invitation_replace_pair(first, second, &ways, &error);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_invitation_request_set_dial_in(teamsinvite_invitation_request *request,
                                                              const char *number, const char *conference_id,
                                                              teamsinvite_error **err)
{
    const ti_text_pair ways = { { "dial_in_number", "conference_id" }, { number, conference_id } };

    return set_ways_in(request, FIELD(request, dial_in_number), FIELD(request, conference_id), ways, err);
}

teamsinvite_status teamsinvite_invitation_request_set_join_id(teamsinvite_invitation_request *request,
                                                              const char *join_id, const char *passcode,
                                                              teamsinvite_error **err)
{
    const ti_text_pair ways = { { "join_id", "passcode" }, { join_id, passcode } };

    return set_ways_in(request, FIELD(request, join_id), FIELD(request, passcode), ways, err);
}
