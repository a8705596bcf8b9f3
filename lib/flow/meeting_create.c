/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_create.c - meeting.create: the meeting for a reference, made if it is not there yet. */
#include <teamsinvite/meeting.h>

#include "flow/meeting_ensure.h"
#include "flow/meeting_request.h"
#include "flow/meeting_result.h"

typedef struct meeting_create {
    const char *reference;
    ti_meeting_ensure ensure;
} meeting_create;

static ti_verdict ensure(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    return ti_call_run(call, &s->ensure);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;
    const ti_meeting_ensure *made = &s->ensure;

    return ti_meeting_give(call, made->meeting.record.join_url, s->reference, &made->ways, made->meeting.due_ms,
                           made->changed);
}

static const ti_step steps[] = {
    { .name = "ensure", .ask = ensure, .flow = &ti_flow_meeting_ensure },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("meeting.create", steps);

static teamsinvite_status fill(teamsinvite_call *call, meeting_create *s, const teamsinvite_actor *actor,
                               const char *organizer, const teamsinvite_meeting_request *request, ti_error *err)
{
    ti_meeting_plan plan;

    ti_meeting_plan_of(&plan, request, organizer);
    s->reference = ti_arena_copy_text(&call->arena, request->reference);
    if (s->reference == NULL || !ti_meeting_ensure_begin(&s->ensure, &call->arena, actor->company, request->reference,
                                                         &plan, request->with_details))
        return ti_fail_no_memory(err);
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_meeting_create_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                    const teamsinvite_meeting_request *request, teamsinvite_call **out,
                                                    teamsinvite_error **err)
{
    ti_error error = { 0 };
    const char *organizer;
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_meeting_request_check(&error, request, ti_client_now(client, TEAMSINVITE_CLOCK_WALL)) == TEAMSINVITE_OK &&
        ti_meeting_request_organizer(&error, actor, request, &organizer) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(meeting_create), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, organizer, request, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_meeting_create(teamsinvite_client *client, const teamsinvite_actor *actor,
                                              const teamsinvite_meeting_request *request, teamsinvite_meeting **out,
                                              teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_meeting_create_start(client, actor, request, &call, err);

    return ti_finish_meeting(started, call, out, err);
}
