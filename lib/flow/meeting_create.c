/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_create.c - meeting.create: the meeting for a reference, made if it
 * is not there yet.
 *
 * The intent is durable before anything is sent, and holds the external id that
 * createOrGet finds the same meeting by. So whoever comes after a crash, or at
 * the same time, asks Microsoft for the same one, and the first to keep the
 * link decides which is stored.
 */
#include <teamsinvite/meeting.h>

#include "flow/company_load.h"
#include "flow/meeting_load.h"
#include "flow/meeting_put.h"
#include "flow/meeting_request.h"
#include "flow/meeting_result.h"
#include "record/key.h"

typedef struct meeting_create {
    const char *company_id;
    const char *organizer;
    teamsinvite_meeting_request request;

    ti_company_state company;
    ti_meeting_state meeting;
    ti_token token;
    ti_meeting_put put;
    bool changed;
} meeting_create;

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    return ti_ask_company(call, &s->company, s->company_id);
}

static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    return ti_take_enabled_company(call, &s->company);
}

static ti_verdict load_meeting(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    return ti_ask_meeting(call, &s->meeting);
}

static ti_verdict give(teamsinvite_call *call, const meeting_create *s)
{
    teamsinvite_meeting meeting = { .due_ms = s->meeting.due_ms, .changed = s->changed };

    meeting.join_url = ti_arena_copy_text(&call->arena, s->meeting.record.join_url);
    meeting.reference = ti_arena_copy_text(&call->arena, s->request.reference);
    return ti_meeting_done(call, &meeting);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    if (ti_take_meeting(call, &s->meeting) == TI_FAIL)
        return TI_FAIL;
    if (s->meeting.record.join_url == NULL || s->meeting.due) /* none, an intent, or one that is over */
        return TI_NEXT;
    if (s->meeting.due_ms != s->request.end_ms + call->client->config->grace_ms) {
        (void)ti_call_fail(call, TEAMSINVITE_E_CONFLICT,
                           "the reference has a meeting that ends at another time; meeting.update changes it");
        ti_error_set_remedy(&call->error, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_UPDATE_MEETING);
        return TI_FAIL;
    }
    return give(call, s);
}

static ti_verdict find_token(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    ti_token_begin(&s->token, s->company_id, &s->company.record, s->organizer);
    return ti_call_run(call, &s->token);
}

/* Nothing can be read back from the external id, and only who has our key can make it. */
static const char *make_external_id(teamsinvite_call *call, const meeting_create *s)
{
    const ti_key *key = ti_keyring_current(&call->client->config->ring);
    const char *text = NULL;
    ti_buf id;

    ti_buf_init(&id, TI_EXTERNAL_ID_LENGTH);
    if (ti_meeting_external_id(&id, ti_slice_make(key->bytes, sizeof(key->bytes)), s->company.record.tenant,
                               s->token.oid, s->request.reference))
        text = ti_arena_copy(&call->arena, ti_buf_slice(&id));
    ti_buf_clear(&id);
    return text;
}

static ti_verdict save_intent(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    if (s->meeting.record.external_id != NULL &&
        !s->meeting.due) /* somebody's, dead or alive: it is the same meeting */
        return TI_NEXT;
    s->meeting.record = (ti_meeting_record){ .organizer = s->organizer };
    s->meeting.record.external_id = make_external_id(call, s);
    if (s->meeting.record.external_id == NULL)
        return ti_call_no_memory(call);
    return ti_ask_save_meeting(call, &s->meeting, s->request.end_ms);
}

static ti_verdict take_intent(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    if (ti_took_conflict(call))
        return TI_RESTART;
    s->meeting.version++;
    return TI_NEXT;
}

static ti_verdict put(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    s->put = (ti_meeting_put){ .token = &s->token,
                               .oid = s->token.oid,
                               .external_id = s->meeting.record.external_id,
                               .start_ms = s->request.start_ms,
                               .end_ms = s->request.end_ms };
    return ti_call_run(call, &s->put);
}

static ti_verdict save_link(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    s->changed = true;
    s->meeting.record = (ti_meeting_record){ .join_url = s->put.join_url };
    return ti_ask_save_meeting(call, &s->meeting, s->request.end_ms);
}

/* A conflict: somebody else has kept the link of the same meeting first, or it was erased. */
static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    meeting_create *s = state;

    return ti_took_conflict(call) ? TI_RESTART : give(call, s);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "find the meeting", .ask = load_meeting, .take = take_loaded },
    { .name = "find the organizer's token", .ask = find_token, .flow = &ti_flow_token_find },
    { .name = "note the intent", .ask = save_intent, .take = take_intent },
    { .name = "put it to Microsoft", .ask = put, .flow = &ti_flow_meeting_put },
    { .name = "keep the link", .ask = save_link, .take = take_saved },
};

static const ti_flow flow = TI_FLOW("meeting.create", steps);

static teamsinvite_status fill(teamsinvite_call *call, meeting_create *s, const teamsinvite_actor *actor,
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

teamsinvite_status teamsinvite_meeting_create_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                    const teamsinvite_meeting_request *request, teamsinvite_call **out,
                                                    teamsinvite_error **err)
{
    ti_error error = { 0 };
    const char *organizer;
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_meeting_request_check(&error, request, ti_client_now(client, TEAMSINVITE_CLOCK_WALL)) == TEAMSINVITE_OK &&
        ti_organizer_of(&error, actor, request->organizer, &organizer) == TEAMSINVITE_OK &&
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
