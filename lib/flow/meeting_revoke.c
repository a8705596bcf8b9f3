/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_revoke.c - meeting.revoke: close the meeting behind the stored link, then erase the record. */
#include <teamsinvite/meeting.h>

#include "base/check.h"
#include "flow/company_load.h"
#include "flow/meeting_at.h"
#include "flow/meeting_load.h"
#include "flow/meeting_request.h"
#include "flow/revocation_result.h"
#include "record/key.h"

typedef struct meeting_revoke {
    const char *company_id;
    const char *organizer;

    ti_company_state company;
    ti_meeting_state meeting;
    ti_token token;
    ti_meeting_at at;
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

/* One that has ended can still be closed: its link may go on working. */
static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    if (ti_take_meeting(call, &s->meeting) == TI_FAIL)
        return TI_FAIL;
    if (s->meeting.version == 0)
        return ti_call_fail(call, TEAMSINVITE_E_NOT_FOUND, "there is no meeting of this reference");
    if (s->meeting.record.join_url == NULL)
        return ti_call_fail(call, TEAMSINVITE_E_CONFLICT,
                            "the creation of this meeting was interrupted; repeat meeting.create, then revoke");
    return TI_NEXT;
}

static ti_verdict close_it(teamsinvite_call *call, void *state)
{
    meeting_revoke *s = state;

    ti_token_begin(&s->token, s->company_id, &s->company.record, s->organizer);
    s->at = (ti_meeting_at){ .token = &s->token, .join_url = s->meeting.record.join_url };
    return ti_call_run(call, &s->at);
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
    const teamsinvite_revocation revocation = { .reached = s->at.reached };

    return ti_revocation_done(call, &revocation);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "find the meeting", .ask = load_meeting, .take = take_loaded },
    { .name = "close it at Microsoft", .ask = close_it, .flow = &ti_flow_meeting_close },
    { .name = "erase the record", .ask = remove_record, .take = take_removed },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("meeting.revoke", steps);

static teamsinvite_status fill(teamsinvite_call *call, meeting_revoke *s, const teamsinvite_actor *actor,
                               const char *reference, const char *organizer, ti_error *err)
{
    s->company_id = ti_arena_copy_text(&call->arena, actor->company);
    s->organizer = ti_arena_copy_text(&call->arena, organizer);
    s->meeting.key = ti_key_meeting(&call->arena, actor->company, reference);
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
        (void)fill(*out, state, actor, reference, user, &error);
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
