/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_show.c - meeting.show: the stored link, while the meeting has not ended. */
#include <teamsinvite/meeting.h>

#include "base/check.h"
#include "flow/meeting_load.h"
#include "flow/meeting_result.h"
#include "record/key.h"

typedef struct meeting_show {
    const char *reference;
    ti_meeting_state meeting;
} meeting_show;

static ti_verdict load(teamsinvite_call *call, void *state)
{
    meeting_show *s = state;

    return ti_ask_meeting(call, &s->meeting);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    meeting_show *s = state;

    return ti_take_ready_meeting(call, &s->meeting);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    static const ti_ways_in none;
    meeting_show *s = state;

    return ti_meeting_give(call, s->meeting.record.join_url, s->reference, &none, s->meeting.due_ms, false);
}

static const ti_step steps[] = {
    { .name = "find the meeting", .ask = load, .take = take_loaded },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("meeting.show", steps);

static teamsinvite_status fill(teamsinvite_call *call, meeting_show *s, const teamsinvite_actor *actor,
                               const char *reference, ti_error *err)
{
    s->reference = ti_arena_copy_text(&call->arena, reference);
    s->meeting.key = ti_key_meeting(&call->arena, actor->company, reference);
    return s->reference != NULL && s->meeting.key != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

teamsinvite_status teamsinvite_meeting_show_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                  const char *reference, teamsinvite_call **out,
                                                  teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_check_id(&error, "reference", reference) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(meeting_show), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, reference, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_meeting_show(teamsinvite_client *client, const teamsinvite_actor *actor,
                                            const char *reference, teamsinvite_meeting **out,
                                            teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_meeting_show_start(client, actor, reference, &call, err);

    return ti_finish_meeting(started, call, out, err);
}
