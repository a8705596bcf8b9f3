/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_match.c - what is stored under a reference against what is asked for it. */
#include "flow/meeting_match.h"

#include <string.h>

bool ti_is_still_at_it(const teamsinvite_call *call, const ti_meeting_record *record)
{
    return ti_call_now(call) < record->since_ms + 2 * call->client->config->timeout_ms;
}

bool ti_is_organizer(const ti_meeting_state *meeting, const char *user)
{
    char mark[TI_MARK_SIZE];

    return ti_organizer_mark(mark, meeting->key, user) && strcmp(mark, meeting->record.organizer_mark) == 0;
}

static bool has_plan(const ti_meeting_state *meeting, const ti_meeting_plan *plan)
{
    char mark[TI_MARK_SIZE];

    return ti_plan_mark(mark, meeting->key, plan) && strcmp(mark, meeting->record.plan_mark) == 0;
}

static bool is_same_plan(const ti_meeting_plan *a, const ti_meeting_plan *b)
{
    return a->start_ms == b->start_ms && a->end_ms == b->end_ms && strcmp(a->settings, b->settings) == 0;
}

static ti_verdict conflict(teamsinvite_call *call, int32_t what, const char *message)
{
    (void)ti_call_fail(call, TEAMSINVITE_E_CONFLICT, "%s", message);
    ti_error_set_remedy(&call->error, TEAMSINVITE_WHO_HOST, what);
    return TI_FAIL;
}

static ti_verdict match_unfinished(teamsinvite_call *call, const ti_meeting_record *record,
                                   const ti_meeting_plan *plan, ti_match *match)
{
    if (record->closing)
        return conflict(call, TEAMSINVITE_DO_RECOVER, "the meeting of this reference is being revoked");
    if (strcmp(record->plan.organizer, plan->organizer) != 0)
        return conflict(call, TEAMSINVITE_DO_RECOVER,
                        "a creation of this reference for another organizer has not been finished");
    if (!is_same_plan(&record->plan, plan) && ti_is_still_at_it(call, record))
        return conflict(call, TEAMSINVITE_DO_RECOVER,
                        "a creation of this reference with other times or settings is under way");
    *match = TI_MATCH_UNFINISHED;
    return TI_NEXT;
}

static ti_verdict match_other_organizer(teamsinvite_call *call, const ti_meeting_state *meeting,
                                        const ti_meeting_plan *plan, ti_match *match)
{
    if (plan->previous[0] == '\0')
        return conflict(call, TEAMSINVITE_DO_FIX_CALL,
                        "the reference has a meeting of another organizer; name that one as the previous organizer "
                        "to have it made anew");
    if (!ti_is_organizer(meeting, plan->previous))
        return conflict(call, TEAMSINVITE_DO_FIX_CALL,
                        "the reference has a meeting of another organizer than the previous one that is named");
    *match = TI_MATCH_HANDED_ON;
    return TI_NEXT;
}

ti_verdict ti_meeting_match(teamsinvite_call *call, const ti_meeting_state *meeting, const ti_meeting_plan *plan,
                            ti_match *match)
{
    *match = TI_MATCH_NONE;
    if (meeting->version == 0 || meeting->due)
        return TI_NEXT;
    if (ti_meeting_is_under_way(&meeting->record))
        return match_unfinished(call, &meeting->record, plan, match);
    if (!ti_is_organizer(meeting, plan->organizer))
        return match_other_organizer(call, meeting, plan, match);
    *match = has_plan(meeting, plan) ? TI_MATCH_SAME : TI_MATCH_OTHER_PLAN;
    return TI_NEXT;
}
