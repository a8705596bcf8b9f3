/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_revoke.c - meeting.revoke: close the meeting behind the stored link, then erase the record. */
#include <teamsinvite/meeting.h>

#include <string.h>

#include "base/check.h"
#include "flow/company_load.h"
#include "flow/meeting_at.h"
#include "flow/meeting_match.h"
#include "flow/meeting_put.h"
#include "flow/meeting_request.h"
#include "flow/revocation_result.h"
#include "record/key.h"

typedef struct meeting_revoke {
    const char *company_id;
    const char *organizer;
    bool anyway; /* the record goes, whatever Microsoft says */

    ti_company_state company;
    ti_meeting_state meeting;
    ti_token token;
    ti_token maker_token;
    ti_meeting_put put;
    ti_meeting_at unfinished;
    ti_meeting_at at;
    teamsinvite_status reason; /* why Microsoft could not be asked */
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

static bool is_unfinished(const meeting_revoke *s)
{
    return s->meeting.record.external_id != NULL;
}

/* Of a creation that is not finished both have a meeting: who is to get it, and who had it until now. */
static bool is_organizers(const meeting_revoke *s)
{
    const ti_meeting_plan *plan = &s->meeting.record.plan;

    if (is_unfinished(s) && strcmp(plan->organizer, s->organizer) == 0)
        return true;
    return s->meeting.record.join_url != NULL && ti_is_organizer(&s->meeting, s->organizer);
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
    return TI_NEXT;
}

/* There may be a meeting whose link nobody has kept; createOrGet tells it. */
static ti_verdict find_unfinished(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;
    const ti_meeting_plan *plan = &s->meeting.record.plan;

    if (!is_unfinished(s))
        return TI_NEXT;
    ti_token_begin(&s->maker_token, s->company_id, &s->company.record, plan->organizer);
    s->put = (ti_meeting_put){ .token = &s->maker_token,
                               .external_id = s->meeting.record.external_id,
                               .start_ms = plan->start_ms,
                               .end_ms = plan->end_ms };
    return ti_call_run(call, &s->put);
}

static ti_verdict close_unfinished(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    if (!is_unfinished(s) || s->reason != TEAMSINVITE_OK)
        return TI_NEXT;
    s->unfinished = (ti_meeting_at){ .token = &s->maker_token, .join_url = s->put.join_url };
    return ti_call_run(call, &s->unfinished);
}

static ti_verdict close_it(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;
    const ti_meeting_record *record = &s->meeting.record;

    if (record->join_url == NULL || s->reason != TEAMSINVITE_OK)
        return TI_NEXT;
    ti_token_begin(&s->token, s->company_id, &s->company.record,
                   is_unfinished(s) ? record->plan.previous : s->organizer);
    s->at = (ti_meeting_at){ .token = &s->token, .join_url = record->join_url };
    return ti_call_run(call, &s->at);
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

/* A conflict: an update has moved it meanwhile; close it once more, then erase. */
static ti_verdict take_removed(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_took_conflict(call) ? TI_RESTART : TI_NEXT;
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;
    teamsinvite_revocation revocation = { .reached = s->at.reached };

    if (s->meeting.record.join_url == NULL)
        revocation.reached = s->unfinished.reached;
    if (s->reason != TEAMSINVITE_OK)
        revocation = (teamsinvite_revocation){ .reached = TEAMSINVITE_REVOKED_HERE_ONLY, .reason = s->reason };
    return ti_revocation_done(call, &revocation);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "find the meeting", .ask = load_meeting, .take = take_loaded },
    { .name = "find the unfinished one", .ask = find_unfinished, .take = take_closed, .flow = &ti_flow_meeting_put },
    { .name = "close the unfinished one", .ask = close_unfinished, .take = take_closed,
      .flow = &ti_flow_meeting_close },
    { .name = "close it at Microsoft", .ask = close_it, .take = take_closed, .flow = &ti_flow_meeting_close },
    { .name = "erase the record", .ask = remove_record, .take = take_removed },
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
    teamsinvite_status started = teamsinvite_meeting_revoke_start(client, actor, reference, organizer, flags, &call, err);

    return ti_finish_revocation(started, call, out, err);
}
