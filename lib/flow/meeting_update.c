/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_update.c - meeting.update: other times and settings, in place, under
 * the same link; or another organizer, with a meeting of their own.
 */
#include <teamsinvite/meeting.h>

#include "flow/company_load.h"
#include "flow/meeting_make.h"
#include "flow/meeting_match.h"
#include "flow/meeting_request.h"
#include "flow/meeting_result.h"
#include "record/key.h"

typedef struct meeting_update {
    const char *company_id;
    const char *reference;
    ti_meeting_plan plan;
    bool with_details;

    ti_company_state company;
    ti_meeting_state meeting;
    ti_match match;
    ti_meeting_make make;
    ti_token token;
    ti_meeting_at at;
    ti_ways_in ways;
    bool changed;
} meeting_update;

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    return ti_ask_company(call, &s->company, s->company_id);
}

static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    return ti_take_enabled_company(call, &s->company);
}

static ti_verdict load_meeting(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    return ti_ask_meeting(call, &s->meeting);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    if (ti_take_ready_meeting(call, &s->meeting) == TI_FAIL)
        return TI_FAIL;
    return ti_meeting_match(call, &s->meeting, &s->plan, &s->match);
}

static bool is_handed_on(const meeting_update *s)
{
    return s->match == TI_MATCH_HANDED_ON || s->match == TI_MATCH_UNFINISHED;
}

static ti_verdict make(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    if (!is_handed_on(s))
        return TI_NEXT;
    ti_meeting_make_begin(&s->make, s->company_id, &s->company.record, &s->plan, &s->meeting);
    return ti_call_run(call, &s->make);
}

static ti_verdict take_made(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    s->changed = true;
    s->ways = s->make.put.ways;
    return s->make.raced ? TI_RESTART : TI_NEXT;
}

static ti_verdict move(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    if (is_handed_on(s) || (s->match == TI_MATCH_SAME && !s->with_details))
        return TI_NEXT;
    ti_token_begin(&s->token, s->company_id, &s->company.record, s->plan.organizer);
    s->at = (ti_meeting_at){ .token = &s->token,
                             .join_url = s->meeting.record.join_url,
                             .start_ms = s->plan.start_ms,
                             .end_ms = s->plan.end_ms,
                             .settings = s->plan.settings };
    return ti_call_run(call, &s->at);
}

static ti_verdict take_moved(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    s->changed = s->changed || s->at.changed;
    s->ways = s->at.ways;
    return TI_NEXT;
}

/* The link stays; what moves is when it is removed, and what it stands for. */
static ti_verdict save_plan(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    if (s->match != TI_MATCH_OTHER_PLAN)
        return TI_NEXT;
    if (!ti_plan_mark(s->meeting.record.plan_mark, s->meeting.key, &s->plan))
        return ti_call_no_memory(call);
    return ti_ask_save_meeting(call, &s->meeting, s->plan.end_ms);
}

static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_took_conflict(call) ? TI_RESTART : TI_NEXT;
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    return ti_meeting_give(call, s->meeting.record.join_url, s->reference, &s->ways, s->meeting.due_ms, s->changed);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "find the meeting", .ask = load_meeting, .take = take_loaded },
    { .name = "hand it on", .ask = make, .take = take_made, .flow = &ti_flow_meeting_make },
    { .name = "move it at Microsoft", .ask = move, .take = take_moved, .flow = &ti_flow_meeting_move },
    { .name = "move when it is due", .ask = save_plan, .take = take_saved },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("meeting.update", steps);

static teamsinvite_status fill(teamsinvite_call *call, meeting_update *s, const teamsinvite_actor *actor,
                               const char *organizer, const teamsinvite_meeting_request *request, ti_error *err)
{
    ti_meeting_plan_of(&s->plan, request, organizer);
    s->with_details = request->with_details;
    s->company_id = ti_arena_copy_text(&call->arena, actor->company);
    s->reference = ti_arena_copy_text(&call->arena, request->reference);
    s->meeting.key = ti_key_meeting(&call->arena, actor->company, request->reference);
    if (s->company_id == NULL || s->reference == NULL || s->meeting.key == NULL)
        return ti_fail_no_memory(err);
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_meeting_update_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                    const teamsinvite_meeting_request *request,
                                                    teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    const char *organizer;
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_meeting_request_check(&error, request, ti_client_now(client, TEAMSINVITE_CLOCK_WALL)) == TEAMSINVITE_OK &&
        ti_meeting_request_organizer(&error, actor, request, &organizer) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(meeting_update), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, organizer, request, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_meeting_update(teamsinvite_client *client, const teamsinvite_actor *actor,
                                              const teamsinvite_meeting_request *request, teamsinvite_meeting **out,
                                              teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_meeting_update_start(client, actor, request, &call, err);

    return ti_finish_meeting(started, call, out, err);
}
