/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_render.c - invitation.render: both copies, with the stored link of the meeting. */
#include <teamsinvite/invitation.h>

#include "flow/invitation_write.h"
#include "flow/meeting_load.h"

typedef struct invitation_render {
    ti_meeting_state meeting;
    ti_invitation_draft draft;
} invitation_render;

/* A cancel needs no link, and a link that came with the request needs no record. */
static ti_verdict load(teamsinvite_call *call, void *state)
{
    invitation_render *s = state;

    return ti_invitation_needs_link(&s->draft) ? ti_ask_meeting(call, &s->meeting) : TI_NEXT;
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    invitation_render *s = state;

    if (ti_take_ready_meeting(call, &s->meeting) == TI_FAIL)
        return TI_FAIL;
    s->draft.invite.join_url = s->meeting.record.join_url;
    return TI_NEXT;
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    invitation_render *s = state;
    teamsinvite_invitation invitation;

    if (ti_invitation_write(call, &s->draft, &invitation) == TI_FAIL)
        return TI_FAIL;
    return ti_invitation_done(call, &invitation);
}

static const ti_step steps[] = {
    { .name = "find the meeting", .ask = load, .take = take_loaded },
    { .name = "write it", .ask = answer },
};

static const ti_flow flow = TI_FLOW("invitation.render", steps);

static teamsinvite_status fill(teamsinvite_call *call, invitation_render *s, const teamsinvite_actor *actor,
                               const teamsinvite_invitation_request *request, ti_error *err)
{
    teamsinvite_status status = ti_invitation_prepare(call, &s->draft, actor, request, err);

    s->meeting.key = s->draft.meeting_key;
    return status;
}

/* Only a REQUEST without a link of its own looks into the records. */
static teamsinvite_status check_client(const teamsinvite_client *client, const teamsinvite_invitation_request *request,
                                       ti_error *err)
{
    if (request->join_url != NULL || request->method == TEAMSINVITE_METHOD_CANCEL)
        return TEAMSINVITE_OK;
    return ti_client_check_storage(client, err);
}

teamsinvite_status teamsinvite_invitation_render_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                       const teamsinvite_invitation_request *request,
                                                       teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin_without_storage(client, out, &error) == TEAMSINVITE_OK &&
        ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_invitation_request_check(&error, request) == TEAMSINVITE_OK &&
        check_client(client, request, &error) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(invitation_render), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, request, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_invitation_render(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                 const teamsinvite_invitation_request *request,
                                                 teamsinvite_invitation **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_invitation_render_start(client, actor, request, &call, err);

    return ti_finish_invitation(started, call, out, err);
}
