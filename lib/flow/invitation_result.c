/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_result.c - both copies of an invitation; wiped when freed. */
#include "flow/invitation_result.h"

#include "base/alloc.h"

static const char *text_of(const char *text)
{
    return text == NULL ? "" : text;
}

const char *teamsinvite_invitation_subject(const teamsinvite_invitation *invitation)
{
    return invitation == NULL ? "" : text_of(invitation->subject);
}

/* Of the two copies the one for this audience; "" for an unknown one. */
static const char *copy_for(int32_t audience, const char *recruiter, const char *candidate)
{
    if (audience == TEAMSINVITE_AUDIENCE_RECRUITER)
        return text_of(recruiter);
    return audience == TEAMSINVITE_AUDIENCE_CANDIDATE ? text_of(candidate) : "";
}

const char *teamsinvite_invitation_text(const teamsinvite_invitation *invitation, int32_t audience)
{
    return invitation == NULL ? "" : copy_for(audience, invitation->recruiter_text, invitation->candidate_text);
}

const char *teamsinvite_invitation_html(const teamsinvite_invitation *invitation, int32_t audience)
{
    return invitation == NULL ? "" : copy_for(audience, invitation->recruiter_html, invitation->candidate_html);
}

const char *teamsinvite_invitation_ical(const teamsinvite_invitation *invitation, int32_t audience)
{
    return invitation == NULL ? "" : copy_for(audience, invitation->recruiter_ical, invitation->candidate_ical);
}

void teamsinvite_invitation_free(teamsinvite_invitation *invitation)
{
    if (invitation == NULL)
        return;
    ti_free_secret(invitation->subject);
    ti_free_secret(invitation->recruiter_text);
    ti_free_secret(invitation->recruiter_html);
    ti_free_secret(invitation->recruiter_ical);
    ti_free_secret(invitation->candidate_text);
    ti_free_secret(invitation->candidate_html);
    ti_free_secret(invitation->candidate_ical);
    ti_free(invitation);
}

static bool is_lost(const char *copy, const char *original)
{
    return copy == NULL && original != NULL;
}

static teamsinvite_invitation *copy_invitation(const teamsinvite_invitation *invitation)
{
    teamsinvite_invitation *copy = ti_alloc(sizeof(*copy));

    if (copy == NULL)
        return NULL;
    copy->subject = ti_strdup(invitation->subject);
    copy->recruiter_text = ti_strdup(invitation->recruiter_text);
    copy->recruiter_html = ti_strdup(invitation->recruiter_html);
    copy->recruiter_ical = ti_strdup(invitation->recruiter_ical);
    copy->candidate_text = ti_strdup(invitation->candidate_text);
    copy->candidate_html = ti_strdup(invitation->candidate_html);
    copy->candidate_ical = ti_strdup(invitation->candidate_ical);
    if (is_lost(copy->subject, invitation->subject) || is_lost(copy->recruiter_text, invitation->recruiter_text) ||
        is_lost(copy->recruiter_html, invitation->recruiter_html) ||
        is_lost(copy->recruiter_ical, invitation->recruiter_ical) ||
        is_lost(copy->candidate_text, invitation->candidate_text) ||
        is_lost(copy->candidate_html, invitation->candidate_html) ||
        is_lost(copy->candidate_ical, invitation->candidate_ical)) {
        teamsinvite_invitation_free(copy);
        return NULL;
    }
    return copy;
}

static void free_result(void *result)
{
    teamsinvite_invitation_free(result);
}

ti_verdict ti_invitation_done(teamsinvite_call *call, const teamsinvite_invitation *invitation)
{
    return ti_call_done(call, copy_invitation(invitation), free_result);
}

teamsinvite_status teamsinvite_call_take_invitation(teamsinvite_call *call, teamsinvite_invitation **out,
                                                    teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_invitation(teamsinvite_status started, teamsinvite_call *call,
                                        teamsinvite_invitation **out, teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
