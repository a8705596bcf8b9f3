/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_result.c - a meeting with its link; wiped when freed. */
#include "flow/meeting_result.h"

#include "base/alloc.h"

const char *teamsinvite_meeting_join_url(const teamsinvite_meeting *meeting)
{
    return meeting == NULL || meeting->join_url == NULL ? "" : meeting->join_url;
}

const char *teamsinvite_meeting_reference(const teamsinvite_meeting *meeting)
{
    return meeting == NULL || meeting->reference == NULL ? "" : meeting->reference;
}

int64_t teamsinvite_meeting_due_ms(const teamsinvite_meeting *meeting)
{
    return meeting == NULL ? 0 : meeting->due_ms;
}

int32_t teamsinvite_meeting_is_changed(const teamsinvite_meeting *meeting)
{
    return meeting != NULL && meeting->changed ? 1 : 0;
}

void teamsinvite_meeting_free(teamsinvite_meeting *meeting)
{
    if (meeting == NULL)
        return;
    ti_free_secret(meeting->join_url);
    ti_free_secret(meeting->reference);
    ti_free(meeting);
}

static bool is_lost(const char *copy, const char *original)
{
    return copy == NULL && original != NULL;
}

static teamsinvite_meeting *copy_meeting(const teamsinvite_meeting *meeting)
{
    teamsinvite_meeting *copy = ti_alloc(sizeof(*copy));

    if (copy == NULL)
        return NULL;
    *copy = *meeting;
    copy->join_url = ti_strdup(meeting->join_url);
    copy->reference = ti_strdup(meeting->reference);
    if (is_lost(copy->join_url, meeting->join_url) ||
        is_lost(copy->reference, meeting->reference)) {
        teamsinvite_meeting_free(copy);
        return NULL;
    }
    return copy;
}

static void free_result(void *result)
{
    teamsinvite_meeting_free(result);
}

ti_verdict ti_meeting_done(teamsinvite_call *call, const teamsinvite_meeting *meeting)
{
    return ti_call_done(call, copy_meeting(meeting), free_result);
}

teamsinvite_status teamsinvite_call_take_meeting(teamsinvite_call *call, teamsinvite_meeting **out,
                                                teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_meeting(teamsinvite_status started, teamsinvite_call *call, teamsinvite_meeting **out,
                                    teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
