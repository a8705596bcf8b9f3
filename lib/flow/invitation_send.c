/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_send.c - invitation.send: the meeting, both copies, and a mail to each. */
#include <teamsinvite/invitation.h>

#include "flow/delivery_result.h"
#include "flow/invitation_mail.h"
#include "flow/invitation_request.h"
#include "flow/invitation_write.h"
#include "flow/meeting_ensure.h"
#include "flow/meeting_request.h"
#include "proto/graph/meeting_settings.h"

typedef struct invitation_send {
    ti_invitation_draft draft;
    ti_mail_sender sender;
    int32_t recipients;
    ti_meeting_ensure ensure; /* of a REQUEST without a link of its own */

    teamsinvite_invitation invitation;
    ti_mail mail;
    teamsinvite_delivery delivery;
} invitation_send;

static ti_verdict rehearse(teamsinvite_call *call, void *state)
{
    invitation_send *s = state;

    return ti_invitation_rehearse(call, &s->draft);
}

static ti_verdict ensure(teamsinvite_call *call, void *state)
{
    invitation_send *s = state;

    return ti_invitation_needs_link(&s->draft) ? ti_call_run(call, &s->ensure) : TI_NEXT;
}

/* What the host has said itself about other ways in stands. */
static void put_ways_in(ti_invite *invite, const ti_ways_in *ways)
{
    if (invite->dial_in_number == NULL && invite->conference_id == NULL) {
        invite->dial_in_number = ways->dial_in_number;
        invite->conference_id = ways->conference_id;
    }
    if (invite->join_id == NULL && invite->passcode == NULL) {
        invite->join_id = ways->join_id;
        invite->passcode = ways->passcode;
    }
}

static ti_verdict take_ensured(teamsinvite_call *call, void *state)
{
    invitation_send *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    s->draft.invite.join_url = s->ensure.meeting.record.join_url;
    put_ways_in(&s->draft.invite, &s->ensure.ways);
    return TI_NEXT;
}

static ti_verdict write_it(teamsinvite_call *call, void *state)
{
    invitation_send *s = state;

    return ti_invitation_write(call, &s->draft, &s->invitation);
}

static ti_verdict deliver(teamsinvite_call *call, invitation_send *s, ti_invite_audience audience, int32_t bit)
{
    if ((s->recipients & bit) == 0)
        return TI_NEXT;
    if (ti_invitation_mail(call, &s->mail, &s->draft, &s->invitation, &s->sender, audience) == TI_FAIL)
        return TI_FAIL;
    return ti_ask_deliver(call, &s->mail);
}

/* A mail that failed is part of the outcome. */
static ti_verdict take_delivery(teamsinvite_call *call, invitation_send *s, int32_t bit)
{
    if (!ti_call_failed(call)) {
        s->delivery.delivered |= bit;
        return TI_NEXT;
    }
    s->delivery.failed |= bit;
    s->delivery.errors[bit - TEAMSINVITE_AUDIENCE_RECRUITER] = call->error;
    return TI_NEXT;
}

static ti_verdict deliver_to_recruiter(teamsinvite_call *call, void *state)
{
    return deliver(call, state, TI_INVITE_RECRUITER, TEAMSINVITE_AUDIENCE_RECRUITER);
}

static ti_verdict take_recruiters(teamsinvite_call *call, void *state)
{
    return take_delivery(call, state, TEAMSINVITE_AUDIENCE_RECRUITER);
}

static ti_verdict deliver_to_candidate(teamsinvite_call *call, void *state)
{
    return deliver(call, state, TI_INVITE_CANDIDATE, TEAMSINVITE_AUDIENCE_CANDIDATE);
}

static ti_verdict take_candidates(teamsinvite_call *call, void *state)
{
    return take_delivery(call, state, TEAMSINVITE_AUDIENCE_CANDIDATE);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    invitation_send *s = state;

    return ti_delivery_done(call, &s->delivery,
                            s->draft.invite.method == TI_INVITE_CANCEL ? NULL : s->draft.invite.join_url);
}

static const ti_step steps[] = {
    { .name = "see that it can be written", .ask = rehearse },
    { .name = "ensure the meeting", .ask = ensure, .take = take_ensured, .flow = &ti_flow_meeting_ensure },
    { .name = "write it", .ask = write_it },
    { .name = "deliver to the recruiter", .ask = deliver_to_recruiter, .take = take_recruiters },
    { .name = "deliver to the candidate", .ask = deliver_to_candidate, .take = take_candidates },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("invitation.send", steps);

static teamsinvite_status copy_sender(teamsinvite_call *call, invitation_send *s,
                                      const teamsinvite_invitation_request *request, ti_error *err)
{
    if (request->sender_email == NULL)
        return TEAMSINVITE_OK;
    s->sender.email = ti_arena_copy_text(&call->arena, request->sender_email);
    s->sender.name = request->sender_name == NULL ? "" : ti_arena_copy_text(&call->arena, request->sender_name);
    return s->sender.email != NULL && s->sender.name != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

/* The invitation says when; the meeting's request says for whom and how. */
static teamsinvite_status fill(teamsinvite_call *call, invitation_send *s, const teamsinvite_actor *actor,
                               const teamsinvite_invitation_request *request,
                               const teamsinvite_meeting_request *meeting, const char *organizer, ti_error *err)
{
    ti_meeting_plan plan;

    ti_meeting_plan_of(&plan, meeting, organizer);
    plan.start_ms = request->start_ms;
    plan.end_ms = request->end_ms;
    s->recipients = request->recipients;
    if (!ti_meeting_ensure_begin(&s->ensure, &call->arena, actor->company, request->reference, &plan,
                                 meeting->with_details))
        return ti_fail_no_memory(err);
    if (copy_sender(call, s, request, err) != TEAMSINVITE_OK)
        return err->status;
    return ti_invitation_prepare(call, &s->draft, actor, request, err);
}

static bool makes_meeting(const teamsinvite_invitation_request *request)
{
    return request->method == TEAMSINVITE_METHOD_REQUEST && request->join_url == NULL;
}

static teamsinvite_status check_client(const teamsinvite_client *client,
                                       const teamsinvite_invitation_request *request, ti_error *err)
{
    if (client->config->mail.handle == NULL)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "this client has no mail handler (teamsinvite_config_set_mail)");
    if (!makes_meeting(request))
        return TEAMSINVITE_OK;
    if (request->end_ms <= ti_client_now(client, TEAMSINVITE_CLOCK_WALL))
        return ti_fail_parameter(err, "end_ms", "lies in the past");
    return ti_client_check_storage(client, err);
}

static const teamsinvite_meeting_request *given_or_preset(const teamsinvite_meeting_request *meeting)
{
    static const teamsinvite_meeting_request preset = { .plan.settings = TI_SETTINGS_INTERVIEW };

    return meeting == NULL ? &preset : meeting;
}

teamsinvite_status teamsinvite_invitation_send_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                     const teamsinvite_invitation_request *request,
                                                     const teamsinvite_meeting_request *meeting,
                                                     teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    const char *organizer;
    void *state;

    meeting = given_or_preset(meeting);
    if (ti_call_begin_without_storage(client, out, &error) == TEAMSINVITE_OK &&
        ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_invitation_request_check(&error, request) == TEAMSINVITE_OK &&
        check_client(client, request, &error) == TEAMSINVITE_OK &&
        ti_meeting_request_organizer(&error, actor, meeting, &organizer) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(invitation_send), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, request, meeting, organizer, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_invitation_send(teamsinvite_client *client, const teamsinvite_actor *actor,
                                               const teamsinvite_invitation_request *request,
                                               const teamsinvite_meeting_request *meeting, teamsinvite_delivery **out,
                                               teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_invitation_send_start(client, actor, request, meeting, &call, err);

    return ti_finish_delivery(started, call, out, err);
}
