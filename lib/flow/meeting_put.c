/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_put.c - a meeting at Microsoft, made or found.
 *
 * createOrGet takes no settings, and answers a meeting that exists unchanged.
 * So a PATCH follows where settings or times are not what was asked, and the
 * link is given out only after it.
 */
#include "flow/meeting_put.h"

/* Fixed: every participant can read it, so it may hold nothing about anybody. */
static const char subject[] = "Interview";

enum { BODY_MAX = 4096, PATH_MAX_BYTES = 8192 };

static ti_verdict check_cloud(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_check_meetings_available(call);
}

static ti_verdict ask_meeting(teamsinvite_call *call, void *state)
{
    ti_meeting_put *s = state;
    ti_buf path;
    ti_buf body;

    ti_buf_init(&path, PATH_MAX_BYTES);
    ti_buf_init(&body, BODY_MAX);
    ti_meetings_path(&path, ti_token_path_user(s->token), "/createOrGet");
    ti_meeting_create_body(&body, s->external_id, subject, s->start_ms, s->end_ms);
    return ti_graph_run(call, &s->exchange, s->token, "POST", &path, &body);
}

static ti_verdict take_meeting(teamsinvite_call *call, void *state)
{
    ti_meeting_put *s = state;
    ti_online_meeting meeting;

    if (ti_call_failed(call) ||
        ti_meeting_read(&meeting, s->exchange.json, s->oid, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    s->has_settings = ti_meeting_has_settings(&meeting, &ti_meeting_settings_interview);
    s->has_times = meeting.start_ms == s->start_ms && meeting.end_ms == s->end_ms;
    s->id = ti_arena_copy(&call->arena, meeting.id);
    s->join_url = ti_arena_copy(&call->arena, meeting.join_url);
    return s->id != NULL && s->join_url != NULL ? TI_NEXT : ti_call_no_memory(call);
}

static ti_verdict ask_settings(teamsinvite_call *call, void *state)
{
    ti_meeting_put *s = state;
    ti_buf path;
    ti_buf body;

    if (s->has_settings && s->has_times)
        return TI_DONE;
    ti_buf_init(&path, PATH_MAX_BYTES);
    ti_buf_init(&body, BODY_MAX);
    ti_meeting_path(&path, ti_token_path_user(s->token), ti_slice_of(s->id));
    ti_meeting_patch_body(&body, s->has_settings ? NULL : &ti_meeting_settings_interview,
                          s->has_times ? 0 : s->start_ms, s->has_times ? 0 : s->end_ms);
    return ti_graph_run(call, &s->exchange, s->token, "PATCH", &path, &body);
}

/* A tenant's policy may win over ours without an error, so the answer is read. */
static ti_verdict take_settings(teamsinvite_call *call, void *state)
{
    ti_meeting_put *s = state;
    ti_online_meeting meeting;

    if (ti_call_failed(call) ||
        ti_meeting_read(&meeting, s->exchange.json, s->oid, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    if (!ti_meeting_has_settings(&meeting, &ti_meeting_settings_interview))
        return ti_call_fail(call, TEAMSINVITE_E_FORBIDDEN,
                            "Microsoft did not take the meeting's settings, so its link is withheld");
    return TI_DONE;
}

static const ti_step steps[] = {
    { .name = "check the cloud", .ask = check_cloud },
    { .name = "create or get", .ask = ask_meeting, .take = take_meeting, .flow = &ti_flow_graph_exchange },
    { .name = "apply settings", .ask = ask_settings, .take = take_settings, .flow = &ti_flow_graph_exchange },
};

const ti_flow ti_flow_meeting_put = TI_FLOW("meeting.put", steps);
