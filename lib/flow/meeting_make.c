/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_make.c - a meeting made under a note of the intent, and its link kept.
 *
 * The intent is durable before anything is sent, and holds the external id that
 * createOrGet finds the same meeting by. So whoever comes after a crash, or at
 * the same time, asks Microsoft for the same one, and the first to keep the
 * link decides which is stored.
 */
#include "flow/meeting_make.h"

#include <string.h>

#include "base/alloc.h"
#include "proto/graph/external_id.h"

void ti_meeting_make_begin(ti_meeting_make *make, const char *company_id, const ti_company_record *company,
                           const ti_meeting_plan *plan, ti_meeting_state *meeting)
{
    *make = (ti_meeting_make){ .company_id = company_id, .company = company, .plan = *plan, .meeting = meeting };
}

static ti_verdict find_token(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;

    ti_token_begin(&s->token, s->company_id, s->company, s->plan.organizer);
    return ti_call_run(call, &s->token);
}

/* Who had it until now; "" where nobody else did. */
static const char *previous_organizer(const ti_meeting_make *s)
{
    const ti_meeting_record *record = &s->meeting->record;

    if (record->join_url == NULL || s->meeting->due)
        return "";
    return record->external_id != NULL ? record->plan.previous : s->plan.previous;
}

/* Before anything is made: a meeting that could not be closed afterwards would stand beside the new one. */
static ti_verdict find_previous_token(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;

    if (previous_organizer(s)[0] == '\0')
        return TI_NEXT;
    ti_token_begin(&s->previous_token, s->company_id, s->company,
                   ti_arena_copy_text(&call->arena, previous_organizer(s)));
    return s->previous_token.user != NULL ? ti_call_run(call, &s->previous_token) : ti_call_no_memory(call);
}

static ti_verdict take_previous_token(teamsinvite_call *call, void *state)
{
    (void)state;
    if (!ti_call_failed(call))
        return TI_NEXT;
    ti_error_add(&call->error, " (the organizer until now, whose meeting is to be closed)");
    return TI_FAIL;
}

/* The last part of the record's key; no id holds a slash. */
static const char *reference_of(const ti_meeting_state *meeting)
{
    return strrchr(meeting->key, '/') + 1;
}

/* Nothing can be read back from the external id, and only who has our key can make it. NULL: failed. */
static const char *make_external_id(teamsinvite_call *call, const ti_meeting_make *s)
{
    ti_key room;
    const ti_key *key = ti_keyring_current(&call->client->config->ring, &room);
    const char *text = NULL;
    ti_buf id;

    if (key == NULL) {
        (void)ti_call_fail(call, TEAMSINVITE_E_KEY_UNAVAILABLE, "the key that records are sealed with cannot be had");
        return NULL;
    }
    ti_buf_init(&id, TI_EXTERNAL_ID_LENGTH);
    if (ti_meeting_external_id(&id, ti_slice_make(key->bytes, sizeof(key->bytes)), s->company->tenant, s->token.oid,
                               reference_of(s->meeting)))
        text = ti_arena_copy(&call->arena, ti_buf_slice(&id));
    ti_buf_clear(&id);
    ti_wipe(&room, sizeof(room));
    if (text == NULL)
        (void)ti_call_no_memory(call);
    return text;
}

/* Who joins says so once, for the first one is not to take back what others count on. */
static bool is_noted(const ti_meeting_make *s)
{
    const ti_meeting_record *record = &s->meeting->record;

    return record->external_id != NULL && record->joined && !s->meeting->due &&
           record->plan.start_ms == s->plan.start_ms &&
           record->plan.end_ms == s->plan.end_ms && strcmp(record->plan.settings, s->plan.settings) == 0;
}

/* A dead creation's external id is taken over: under it there may be a meeting
 * already, also if our key is another one by now. */
static ti_verdict save_intent(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;
    ti_meeting_record record = s->meeting->record;
    const char *previous = previous_organizer(s);

    if (is_noted(s))
        return TI_NEXT;
    if (s->meeting->due)
        record = (ti_meeting_record){ 0 };
    s->first = record.external_id == NULL;
    record.joined = !s->first;
    if (s->first && record.join_url != NULL)
        record.link_due_ms = s->meeting->due_ms;
    if (s->first)
        record.external_id = make_external_id(call, s);
    if (record.external_id == NULL)
        return TI_FAIL;
    record.plan = s->plan;
    memmove(record.plan.previous, previous, strlen(previous) + 1);
    record.since_ms = ti_call_now(call);
    s->meeting->record = record;
    s->meeting->due = false;
    return ti_ask_save_meeting(call, s->meeting, s->plan.end_ms);
}

static ti_verdict take_intent(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;

    s->raced = ti_took_conflict(call);
    s->noted = !s->raced;
    s->meeting->version++;
    return s->raced ? TI_DONE : TI_NEXT;
}

static ti_verdict put(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;

    s->put = (ti_meeting_put){ .token = &s->token,
                               .oid = s->token.oid,
                               .external_id = s->meeting->record.external_id,
                               .start_ms = s->plan.start_ms,
                               .end_ms = s->plan.end_ms,
                               .settings = s->plan.settings };
    return ti_call_run(call, &s->put);
}

static ti_verdict close_previous(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;

    if (s->meeting->record.join_url == NULL)
        return TI_NEXT;
    s->previous = (ti_meeting_at){ .token = &s->previous_token, .join_url = s->meeting->record.join_url };
    return ti_call_run(call, &s->previous);
}

static ti_verdict save_link(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;
    ti_meeting_record record = { .join_url = s->put.join_url };

    if (!ti_organizer_mark(record.organizer_mark, s->meeting->key, s->plan.organizer) ||
        !ti_plan_mark(record.plan_mark, s->meeting->key, &s->plan))
        return ti_call_no_memory(call);
    s->meeting->record = record;
    return ti_ask_save_meeting(call, s->meeting, s->plan.end_ms);
}

/* A conflict: somebody else has kept the link of the same meeting first, or it was erased. */
static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;

    s->raced = ti_took_conflict(call);
    s->kept = !s->raced;
    s->meeting->version++;
    return s->raced ? TI_DONE : TI_NEXT;
}

/* Microsoft has said no to the first who asked, so there is nothing to come back to. */
static ti_verdict take_back(teamsinvite_call *call, ti_meeting_state *meeting)
{
    if (meeting->record.join_url == NULL)
        return ti_ask_remove(call, meeting->key, meeting->version);
    return ti_ask_restore_link(call, meeting);
}

/* After a failure the next one need not wait until this call must be dead. */
static ti_verdict leave(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;

    if (s->kept || s->raced || !s->noted)
        return TI_NEXT;
    if (s->first && s->put.not_made)
        return take_back(call, s->meeting);
    s->meeting->record.since_ms = 0;
    return ti_ask_save_meeting(call, s->meeting, s->plan.end_ms);
}

static ti_verdict take_left(teamsinvite_call *call, void *state)
{
    ti_meeting_make *s = state;

    if (!ti_took_conflict(call))
        s->meeting->version++;
    return TI_NEXT;
}

static const ti_step steps[] = {
    { .name = "find the organizer's token", .ask = find_token, .flow = &ti_flow_token_find },
    { .name = "find the previous organizer's token", .ask = find_previous_token, .take = take_previous_token,
      .flow = &ti_flow_token_find },
    { .name = "note the intent", .ask = save_intent, .take = take_intent },
    { .name = "put it to Microsoft", .ask = put, .flow = &ti_flow_meeting_put },
    { .name = "close the previous one", .ask = close_previous, .flow = &ti_flow_meeting_close },
    { .name = "keep the link", .ask = save_link, .take = take_saved },
    { .name = "leave the intent", .ask = leave, .take = take_left, .always = true },
};

const ti_flow ti_flow_meeting_make = TI_FLOW("meeting.make", steps);
