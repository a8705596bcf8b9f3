/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_ensure.c - the meeting for a reference: the stored one, else a new one. */
#include "flow/meeting_ensure.h"

#include "record/key.h"

bool ti_meeting_ensure_begin(ti_meeting_ensure *ensure, ti_arena *arena, const char *company, const char *reference,
                             const ti_meeting_plan *plan, bool with_details)
{
    *ensure = (ti_meeting_ensure){ .plan = *plan, .with_details = with_details };
    ensure->company_id = ti_arena_copy_text(arena, company);
    ensure->meeting.key = ti_key_meeting(arena, company, reference);
    return ensure->company_id != NULL && ensure->meeting.key != NULL;
}

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    ti_meeting_ensure *s = state;

    return ti_ask_company(call, &s->company, s->company_id);
}

static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    ti_meeting_ensure *s = state;

    return ti_take_enabled_company(call, &s->company);
}

static ti_verdict load_meeting(teamsinvite_call *call, void *state)
{
    ti_meeting_ensure *s = state;

    return ti_ask_meeting(call, &s->meeting);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    ti_meeting_ensure *s = state;

    if (ti_take_meeting(call, &s->meeting) == TI_FAIL ||
        ti_meeting_match(call, &s->meeting, &s->plan, &s->match) == TI_FAIL)
        return TI_FAIL;
    if (s->match == TI_MATCH_OTHER_PLAN) {
        (void)ti_call_fail(call, TEAMSINVITE_E_CONFLICT,
                           "the reference has a meeting at other times or with other settings; meeting.update "
                           "changes it");
        ti_error_set_remedy(&call->error, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_UPDATE_MEETING);
        return TI_FAIL;
    }
    return s->match == TI_MATCH_SAME && !s->with_details ? TI_DONE : TI_NEXT;
}

static ti_verdict look(teamsinvite_call *call, void *state)
{
    ti_meeting_ensure *s = state;

    if (s->match != TI_MATCH_SAME)
        return TI_NEXT;
    ti_token_begin(&s->token, s->company_id, &s->company.record, s->plan.organizer);
    s->at = (ti_meeting_at){ .token = &s->token, .join_url = s->meeting.record.join_url };
    return ti_call_run(call, &s->at);
}

static ti_verdict take_looked(teamsinvite_call *call, void *state)
{
    ti_meeting_ensure *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    s->ways = s->at.ways;
    return TI_DONE;
}

static ti_verdict make(teamsinvite_call *call, void *state)
{
    ti_meeting_ensure *s = state;

    ti_meeting_make_begin(&s->make, s->company_id, &s->company.record, &s->plan, &s->meeting);
    return ti_call_run(call, &s->make);
}

static ti_verdict take_made(teamsinvite_call *call, void *state)
{
    ti_meeting_ensure *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    s->changed = true;
    s->ways = s->make.put.ways;
    return s->make.raced ? TI_RESTART : TI_DONE;
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "find the meeting", .ask = load_meeting, .take = take_loaded },
    { .name = "look at it", .ask = look, .take = take_looked, .flow = &ti_flow_meeting_look },
    { .name = "make it", .ask = make, .take = take_made, .flow = &ti_flow_meeting_make },
};

const ti_flow ti_flow_meeting_ensure = TI_FLOW("meeting.ensure", steps);
