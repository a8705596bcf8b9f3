/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_revoke.c - meeting.revoke: close the meeting behind the stored link, then erase the record. */
#include <teamsinvite/meeting.h>

#include <string.h>

#include "base/check.h"
#include "flow/company_load.h"
#include "flow/meeting_match.h"
#include "flow/meeting_request.h"
#include "flow/meeting_unmake.h"
#include "flow/revocation_result.h"
#include "record/key.h"

typedef struct meeting_revoke {
    const char *company_id;
    const char *organizer;
    bool anyway; /* the record goes, whatever Microsoft says */

    ti_company_state company;
    ti_meeting_state meeting;
    ti_meeting_unmake unmake;
    teamsinvite_status reason; /* why Microsoft could not be asked */
    bool noted;
    bool erased;
} meeting_revoke;

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    return ti_ask_company(call, &s->company, s->company_id);
}

static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    return ti_take_enabled_company(call, &s->company);
}

static ti_verdict load_meeting(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    return ti_ask_meeting(call, &s->meeting);
}

/* Of what is under way both have a meeting: who is to get it, and who had it until now. */
static bool is_organizers(const meeting_revoke *s)
{
    const ti_meeting_record *record = &s->meeting.record;

    if (ti_meeting_is_under_way(record) && strcmp(record->plan.organizer, s->organizer) == 0)
        return true;
    return record->join_url != NULL && ti_is_organizer(&s->meeting, s->organizer);
}

/* What somebody else is at would go on after we have erased its note. */
static ti_verdict wait_for_others(teamsinvite_call *call, const ti_meeting_record *record)
{
    (void)ti_call_fail(call, TEAMSINVITE_E_CONFLICT,
                       "the meeting of this reference is just being made, handed on or revoked");
    ti_error_set_remedy(&call->error, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY);
    call->error.retry_after_ms = record->since_ms + 2 * call->client->config->timeout_ms - ti_call_now(call);
    return TI_FAIL;
}

/* One that has ended can still be closed: its link may go on working. */
static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    if (ti_take_meeting(call, &s->meeting) == TI_FAIL)
        return TI_FAIL;
    if (s->meeting.version == 0)
        return ti_call_fail(call, TEAMSINVITE_E_NOT_FOUND, "there is no meeting of this reference");
    if (!is_organizers(s))
        return ti_call_fail(call, TEAMSINVITE_E_CONFLICT, "the meeting of this reference is another organizer's");
    return ti_meeting_is_under_way(&s->meeting.record) && ti_is_still_at_it(call, &s->meeting.record)
               ? wait_for_others(call, &s->meeting.record)
               : TI_NEXT;
}

/* From here on nobody is given the link, and records.recover ends what a crash leaves. */
static ti_verdict note(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    return ti_ask_note_closing(call, &s->meeting, s->organizer);
}

static ti_verdict take_noted(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    if (ti_took_conflict(call))
        return TI_RESTART;
    s->noted = true;
    s->meeting.version++;
    return TI_NEXT;
}

static ti_verdict close_it(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    s->unmake = (ti_meeting_unmake){ .company_id = s->company_id,
                                     .company = &s->company.record,
                                     .record = &s->meeting.record };
    return ti_call_run(call, &s->unmake);
}

static ti_verdict take_closed(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    if (!ti_call_failed(call))
        return TI_NEXT;
    s->reason = call->error.status;
    return s->anyway ? TI_NEXT : TI_FAIL;
}

static ti_verdict remove_record(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    return ti_ask_remove(call, s->meeting.key, s->meeting.version);
}

/* A conflict: somebody took it for dead; whoever that was ends it. */
static ti_verdict take_removed(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    if (ti_took_conflict(call)) {
        s->noted = false;
        return TI_RESTART;
    }
    s->erased = true;
    return TI_NEXT;
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;
    teamsinvite_revocation revocation = { .reached = s->unmake.reached };

    if (s->reason != TEAMSINVITE_OK)
        revocation = (teamsinvite_revocation){ .reached = TEAMSINVITE_REVOKED_HERE_ONLY, .reason = s->reason };
    return ti_revocation_done(call, &revocation);
}

/* The revoke has failed. A meeting that nothing has been done to is as before; one
 * that may be locked or deleted by now is nobody's to use, and whoever revokes it
 * again or calls records.recover ends that. So is what was never finished. */
static ti_verdict put_back(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    if (!s->noted || s->erased)
        return TI_NEXT;
    if (s->meeting.record.external_id == NULL && !s->unmake.at.touched)
        return ti_ask_restore_link(call, &s->meeting);
    s->meeting.record.since_ms = 0;
    return ti_ask_note_again(call, &s->meeting);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "find the meeting", .ask = load_meeting, .take = take_loaded },
    { .name = "note that it is to be closed", .ask = note, .take = take_noted },
    { .name = "close all of it", .ask = close_it, .take = take_closed, .flow = &ti_flow_meeting_unmake },
    { .name = "erase the record", .ask = remove_record, .take = take_removed },
    { .name = "put the record back", .ask = put_back, .always = true },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("meeting.revoke", steps);

static teamsinvite_status fill(teamsinvite_call *call, meeting_revoke *s, const teamsinvite_actor *actor,
                               const char *reference, const char *organizer, int32_t flags, ti_error *err)
{
    s->company_id = ti_arena_copy_text(&call->arena, actor->company);
    s->organizer = ti_arena_copy_text(&call->arena, organizer);
    s->meeting.key = ti_key_meeting(&call->arena, actor->company, reference);
    s->anyway = flags == TEAMSINVITE_REVOKE_ERASE_ANYWAY;
    call->in_haste = s->anyway;
    if (s->company_id == NULL || s->organizer == NULL || s->meeting.key == NULL)
        return ti_fail_no_memory(err);
    return TEAMSINVITE_OK;
}

/* NULL stands for the actor; "" is a mistake, which ti_organizer_of() would not see. */
static teamsinvite_status check_organizer(ti_error *err, const char *organizer)
{
    return organizer == NULL ? TEAMSINVITE_OK : ti_check_id(err, "organizer", organizer);
}

teamsinvite_status teamsinvite_meeting_revoke_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                    const char *reference, const char *organizer, int32_t flags,
                                                    teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    const char *user;
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_check_id(&error, "reference", reference) == TEAMSINVITE_OK &&
        check_organizer(&error, organizer) == TEAMSINVITE_OK &&
        ti_check_range(&error, "flags", flags, 0, TEAMSINVITE_REVOKE_ERASE_ANYWAY) == TEAMSINVITE_OK &&
        ti_organizer_of(&error, actor, organizer, &user) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(meeting_revoke), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, reference, user, flags, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_meeting_revoke(teamsinvite_client *client, const teamsinvite_actor *actor,
                                              const char *reference, const char *organizer, int32_t flags,
                                              teamsinvite_revocation **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started =
        teamsinvite_meeting_revoke_start(client, actor, reference, organizer, flags, &call, err);

    return ti_finish_revocation(started, call, out, err);
}
