/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_request_people.c - who is invited, and who invites: names and mail addresses, checked as they are set. */
#include <teamsinvite/invitation.h>

#include "base/check.h"
#include "flow/invitation_request.h"
#include "invite/invite.h"

enum { ADDRESS_MAX = 254 };

#define FIELD(request, name) ((request) == NULL ? NULL : &(request)->name)

static teamsinvite_status check_name(ti_error *err, const ti_text_pair *who)
{
    return ti_check_text(err, who->parameters[0], who->texts[0], TI_INVITATION_LINE_MAX, false);
}

static teamsinvite_status check_address(ti_error *err, const ti_text_pair *who)
{
    teamsinvite_status status = ti_check_text(err, who->parameters[1], who->texts[1], ADDRESS_MAX, false);

    if (status == TEAMSINVITE_OK && !ti_invite_is_address(ti_slice_of(who->texts[1])))
        return ti_fail_parameter(err, who->parameters[1], "is not a plain mail address");
    return status;
}

static teamsinvite_status set_person(teamsinvite_invitation_request *request, char **name, char **email,
                                     const ti_text_pair *who, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK && check_name(&error, who) == TEAMSINVITE_OK &&
        check_address(&error, who) == TEAMSINVITE_OK)
        (void)ti_invitation_replace_pair(name, email, who, &error);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_invitation_request_set_recruiter(teamsinvite_invitation_request *request,
                                                                const char *name, const char *email,
                                                                teamsinvite_error **err)
{
    const ti_text_pair who = { { "recruiter_name", "recruiter_email" }, { name, email } };

    return set_person(request, FIELD(request, recruiter_name), FIELD(request, recruiter_email), &who, err);
}

teamsinvite_status teamsinvite_invitation_request_set_candidate(teamsinvite_invitation_request *request,
                                                                const char *name, const char *email,
                                                                teamsinvite_error **err)
{
    const ti_text_pair who = { { "candidate_name", "candidate_email" }, { name, email } };

    return set_person(request, FIELD(request, candidate_name), FIELD(request, candidate_email), &who, err);
}

teamsinvite_status teamsinvite_invitation_request_set_sender(teamsinvite_invitation_request *request,
                                                             const char *name, const char *email,
                                                             teamsinvite_error **err)
{
    const ti_text_pair who = { { "sender_name", "sender_email" }, { name, email } };
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        (name == NULL || check_name(&error, &who) == TEAMSINVITE_OK) &&
        (email == NULL || check_address(&error, &who) == TEAMSINVITE_OK))
        (void)ti_invitation_replace_pair(&request->sender_name, &request->sender_email, &who, &error);
    return ti_error_give(&error, err);
}
