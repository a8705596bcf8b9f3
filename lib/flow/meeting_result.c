/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_result.c - a meeting with its link; wiped when freed. */
#include "flow/meeting_result.h"

#include "base/alloc.h"

static const char *text_of(const char *text)
{
    return text == NULL ? "" : text;
}

const char *teamsinvite_meeting_join_url(const teamsinvite_meeting *meeting)
{
    return meeting == NULL ? "" : text_of(meeting->join_url);
}

const char *teamsinvite_meeting_reference(const teamsinvite_meeting *meeting)
{
    return meeting == NULL ? "" : text_of(meeting->reference);
}

const char *teamsinvite_meeting_dial_in_number(const teamsinvite_meeting *meeting)
{
    return meeting == NULL ? "" : text_of(meeting->dial_in_number);
}

const char *teamsinvite_meeting_conference_id(const teamsinvite_meeting *meeting)
{
    return meeting == NULL ? "" : text_of(meeting->conference_id);
}

const char *teamsinvite_meeting_join_id(const teamsinvite_meeting *meeting)
{
    return meeting == NULL ? "" : text_of(meeting->join_id);
}

const char *teamsinvite_meeting_passcode(const teamsinvite_meeting *meeting)
{
    return meeting == NULL ? "" : text_of(meeting->passcode);
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
    ti_free_secret(meeting->dial_in_number);
    ti_free_secret(meeting->conference_id);
    ti_free_secret(meeting->join_id);
    ti_free_secret(meeting->passcode);
    ti_free(meeting);
}

/* A copy for the result; NULL stays NULL. */
static bool copy_text(char **to, const char *from)
{
    *to = ti_strdup(from);
    return *to != NULL || from == NULL;
}

static void free_result(void *result)
{
    teamsinvite_meeting_free(result);
}

ti_verdict ti_meeting_give(teamsinvite_call *call, const char *join_url, const char *reference,
                           const ti_ways_in *ways, int64_t due_ms, bool changed)
{
    teamsinvite_meeting *meeting = ti_alloc(sizeof(*meeting));

    if (meeting == NULL)
        return ti_call_no_memory(call);
    meeting->due_ms = due_ms;
    meeting->changed = changed;
    if (copy_text(&meeting->join_url, join_url) && copy_text(&meeting->reference, reference) &&
        copy_text(&meeting->dial_in_number, ways->dial_in_number) &&
        copy_text(&meeting->conference_id, ways->conference_id) && copy_text(&meeting->join_id, ways->join_id) &&
        copy_text(&meeting->passcode, ways->passcode))
        return ti_call_done(call, meeting, free_result);
    teamsinvite_meeting_free(meeting);
    return ti_call_no_memory(call);
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
