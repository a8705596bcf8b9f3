/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_update.c - meeting.update: other times, in place, under the same link. */
#include <teamsinvite/meeting.h>

#include "flow/company_load.h"
#include "flow/meeting_at.h"
#include "flow/meeting_load.h"
#include "flow/meeting_request.h"
#include "flow/meeting_result.h"
#include "record/key.h"

typedef struct meeting_update {
    const char *company_id;
    const char *organizer;
    teamsinvite_meeting_request request;

    ti_company_state company;
    ti_meeting_state meeting;
    ti_token token;
    ti_meeting_at at;
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

    return ti_take_ready_meeting(call, &s->meeting);
}

static ti_verdict move(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    ti_token_begin(&s->token, s->company_id, &s->company.record, s->organizer);
    s->at = (ti_meeting_at){ .token = &s->token,
                             .join_url = s->meeting.record.join_url,
                             .start_ms = s->request.start_ms,
                             .end_ms = s->request.end_ms };
    return ti_call_run(call, &s->at);
}

/* The link stays; what moves is when it is removed. */
static ti_verdict save_due(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;

    if (s->meeting.due_ms == s->request.end_ms + call->client->config->grace_ms)
        return TI_NEXT;
    return ti_ask_save_meeting(call, &s->meeting, s->request.end_ms);
}

static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_took_conflict(call) ? TI_RESTART : TI_NEXT;
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    meeting_update *s = state;
    teamsinvite_meeting meeting = { .due_ms = s->meeting.due_ms, .changed = s->at.changed };

    meeting.join_url = ti_arena_copy_text(&call->arena, s->meeting.record.join_url);
    meeting.reference = ti_arena_copy_text(&call->arena, s->request.reference);
    return ti_meeting_done(call, &meeting);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "find the meeting", .ask = load_meeting, .take = take_loaded },
    { .name = "move it at Microsoft", .ask = move, .flow = &ti_flow_meeting_move },
    { .name = "move when it is due", .ask = save_due, .take = take_saved },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("meeting.update", steps);

static teamsinvite_status fill(teamsinvite_call *call, meeting_update *s, const teamsinvite_actor *actor,
                               const char *organizer, const teamsinvite_meeting_request *request, ti_error *err)
{
    s->request = *request;
    s->company_id = ti_arena_copy_text(&call->arena, actor->company);
    s->organizer = ti_arena_copy_text(&call->arena, organizer);
    s->meeting.key = ti_key_meeting(&call->arena, actor->company, request->reference);
    if (s->company_id == NULL || s->organizer == NULL || s->meeting.key == NULL)
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
        ti_organizer_of(&error, actor, request->organizer, &organizer) == TEAMSINVITE_OK &&
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
