/* SPDX-License-Identifier: Apache-2.0 */
/* invitation_render.c - invitation.render: both copies, with the stored link of the meeting. */
#include <teamsinvite/invitation.h>

#include "base/base64.h"
#include "flow/invitation_request.h"
#include "flow/invitation_result.h"
#include "flow/meeting_load.h"
#include "invite/invite.h"
#include "record/key.h"
#include "vault/hash.h"

enum { PART_MAX = 128 * 1024, UID_BYTES = 16, UID_MAX = 64 };

typedef struct invitation_render {
    ti_meeting_state meeting;
    ti_invite invite;
} invitation_render;

/* A cancel needs no link, and a link that came with the request needs no record. */
static bool needs_record(const invitation_render *s)
{
    return s->invite.method == TI_INVITE_REQUEST && s->invite.join_url == NULL;
}

static ti_verdict load(teamsinvite_call *call, void *state)
{
    invitation_render *s = state;

    return needs_record(s) ? ti_ask_meeting(call, &s->meeting) : TI_NEXT;
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    invitation_render *s = state;

    if (ti_take_ready_meeting(call, &s->meeting) == TI_FAIL)
        return TI_FAIL;
    s->invite.join_url = s->meeting.record.join_url;
    return TI_NEXT;
}

typedef bool (*render_fn)(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience);

/* NULL without memory, or where a part would be larger than any mail should be. */
static char *render(teamsinvite_call *call, const ti_invite *invite, render_fn write, ti_invite_audience audience)
{
    char *text = NULL;
    ti_buf buf;

    ti_buf_init(&buf, PART_MAX);
    if (write(&buf, invite, audience))
        text = ti_arena_copy(&call->arena, ti_buf_slice(&buf));
    ti_buf_clear(&buf);
    return text;
}

static bool write_subject(ti_buf *buf, const ti_invite *invite, ti_invite_audience audience)
{
    (void)audience;
    return ti_invite_subject(buf, invite);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    invitation_render *s = state;
    const ti_invite *invite = &s->invite;
    teamsinvite_invitation invitation = { 0 };

    s->invite.stamp_ms = ti_call_now(call);
    invitation.subject = render(call, invite, write_subject, TI_INVITE_RECRUITER);
    invitation.recruiter_text = render(call, invite, ti_invite_text, TI_INVITE_RECRUITER);
    invitation.recruiter_html = render(call, invite, ti_invite_html, TI_INVITE_RECRUITER);
    invitation.recruiter_ical = render(call, invite, ti_invite_ical, TI_INVITE_RECRUITER);
    invitation.candidate_text = render(call, invite, ti_invite_text, TI_INVITE_CANDIDATE);
    invitation.candidate_html = render(call, invite, ti_invite_html, TI_INVITE_CANDIDATE);
    invitation.candidate_ical = render(call, invite, ti_invite_ical, TI_INVITE_CANDIDATE);
    if (invitation.subject == NULL || invitation.recruiter_text == NULL || invitation.recruiter_html == NULL ||
        invitation.recruiter_ical == NULL || invitation.candidate_text == NULL ||
        invitation.candidate_html == NULL || invitation.candidate_ical == NULL)
        return ti_call_fail(call, TEAMSINVITE_E_NO_MEMORY, "the invitation could not be written");
    return ti_invitation_done(call, &invitation);
}

static const ti_step steps[] = {
    { .name = "find the meeting", .ask = load, .take = take_loaded },
    { .name = "write it", .ask = answer },
};

static const ti_flow flow = TI_FLOW("invitation.render", steps);

/* Stable over updates and the cancel, and without anything internal to read in it. */
static const char *make_uid(teamsinvite_call *call, const char *meeting_key)
{
    unsigned char hash[TI_HASH_BYTES];
    const char *uid = NULL;
    ti_buf buf;

    ti_buf_init(&buf, UID_MAX);
    if (ti_sha256(hash, ti_slice_of(meeting_key)) && ti_hex_encode(&buf, ti_slice_make(hash, UID_BYTES)) &&
        ti_buf_add_text(&buf, "@libteamsinvite"))
        uid = ti_arena_copy(&call->arena, ti_buf_slice(&buf));
    ti_buf_clear(&buf);
    return uid;
}

typedef struct text_pair {
    const char **to;
    const char *from;
} text_pair;

static teamsinvite_status fill(teamsinvite_call *call, invitation_render *s, const teamsinvite_actor *actor,
                               const teamsinvite_invitation_request *r, ti_error *err)
{
    const text_pair texts[] = {
        { &s->invite.title, r->title },
        { &s->invite.company_name, r->company_name },
        { &s->invite.recruiter_name, r->recruiter_name },
        { &s->invite.recruiter_email, r->recruiter_email },
        { &s->invite.candidate_name, r->candidate_name },
        { &s->invite.candidate_email, r->candidate_email },
        { &s->invite.message, r->message },
        { &s->invite.internal_note, r->internal_note },
        { &s->invite.time_text, r->time_text },
        { &s->invite.join_url, r->join_url },
    };
    size_t i;

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (texts[i].from != NULL && (*texts[i].to = ti_arena_copy_text(&call->arena, texts[i].from)) == NULL)
            return ti_fail_no_memory(err);
    s->invite.method = r->method == TEAMSINVITE_METHOD_CANCEL ? TI_INVITE_CANCEL : TI_INVITE_REQUEST;
    s->invite.sequence = r->sequence;
    s->invite.start_ms = r->start_ms;
    s->invite.end_ms = r->end_ms;
    s->meeting.key = ti_key_meeting(&call->arena, actor->company, r->reference);
    s->invite.uid = s->meeting.key == NULL ? NULL : make_uid(call, s->meeting.key);
    return s->invite.uid != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
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
