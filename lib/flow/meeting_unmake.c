/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_unmake.c - all that a record stands for is closed at Microsoft. */
#include "flow/meeting_unmake.h"

/* There may be a meeting whose link nobody has kept; createOrGet tells it, and
 * makes one only to be closed where there is none. No search knows external ids. */
static ti_verdict find_unfinished(teamsinvite_call *call, void *state)
{
    ti_meeting_unmake *s = state;
    const ti_meeting_plan *plan = &s->record->plan;

    if (s->record->external_id == NULL)
        return TI_NEXT;
    ti_token_begin(&s->maker_token, s->company_id, s->company, plan->organizer);
    s->put = (ti_meeting_put){ .token = &s->maker_token,
                               .external_id = s->record->external_id,
                               .start_ms = plan->start_ms,
                               .end_ms = plan->end_ms };
    return ti_call_run(call, &s->put);
}

static ti_verdict close_unfinished(teamsinvite_call *call, void *state)
{
    ti_meeting_unmake *s = state;

    if (s->record->external_id == NULL)
        return TI_NEXT;
    s->unfinished = (ti_meeting_at){ .token = &s->maker_token, .join_url = s->put.join_url };
    return ti_call_run(call, &s->unfinished);
}

/* Beside an unfinished creation a link is the one of the organizer before. */
static ti_verdict close_link(teamsinvite_call *call, void *state)
{
    ti_meeting_unmake *s = state;
    const ti_meeting_plan *plan = &s->record->plan;

    s->reached = s->unfinished.reached;
    if (s->record->join_url == NULL || s->keeps_link)
        return TI_DONE;
    ti_token_begin(&s->token, s->company_id, s->company,
                   s->record->external_id != NULL ? plan->previous : plan->organizer);
    s->at = (ti_meeting_at){ .token = &s->token, .join_url = s->record->join_url };
    return ti_call_run(call, &s->at);
}

static ti_verdict take_closed(teamsinvite_call *call, void *state)
{
    ti_meeting_unmake *s = state;

    s->reached = s->at.reached;
    return ti_call_failed(call) ? TI_FAIL : TI_DONE;
}

static const ti_step steps[] = {
    { .name = "find the unfinished one", .ask = find_unfinished, .flow = &ti_flow_meeting_put },
    { .name = "close the unfinished one", .ask = close_unfinished, .flow = &ti_flow_meeting_close },
    { .name = "close it at Microsoft", .ask = close_link, .take = take_closed, .flow = &ti_flow_meeting_close },
};

const ti_flow ti_flow_meeting_unmake = TI_FLOW("meeting.unmake", steps);
