/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_put.c - a meeting at Microsoft, made or found.
 *
 * createOrGet takes no settings, and answers a meeting that exists unchanged.
 * So a PATCH follows where settings or times are not what was asked, and the
 * link is given out only after it. There are no participants, and the subject
 * is the same for all: nothing about anybody is in what is sent.
 */
#include "flow/meeting_put.h"

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

    if (s->settings != NULL && !ti_meeting_settings_read(&s->wanted, s->settings))
        return ti_call_fail(call, TEAMSINVITE_E_INTERNAL, "the meeting's settings are damaged");
    ti_buf_init(&path, PATH_MAX_BYTES);
    ti_buf_init(&body, BODY_MAX);
    ti_meetings_path(&path, ti_token_path_user(s->token), "/createOrGet");
    ti_meeting_create_body(&body, s->external_id, call->client->config->meeting_subject, s->start_ms, s->end_ms);
    return ti_graph_run(call, &s->exchange, s->token, "POST", &path, &body);
}

/* A first answer that says no; after an attempt without one there may be a meeting all the same. */
static bool was_refused_at_once(const ti_meeting_put *s)
{
    const ti_exchange *exchange = &s->exchange.exchange;

    return !s->exchange.replayed && exchange->attempts == 1 && exchange->http_status >= 400 &&
           exchange->http_status < 500 &&
           exchange->http_status != 408;
}

static ti_verdict take_meeting(teamsinvite_call *call, void *state)
{
    ti_meeting_put *s = state;
    ti_online_meeting meeting;

    s->not_made = ti_call_failed(call) && was_refused_at_once(s);
    if (ti_call_failed(call) ||
        ti_meeting_read(&meeting, s->exchange.json, s->oid, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    s->has_settings = s->settings == NULL || ti_meeting_has_settings(&meeting, &s->wanted);
    s->has_times = s->settings == NULL || (meeting.start_ms == s->start_ms && meeting.end_ms == s->end_ms);
    s->id = ti_arena_copy(&call->arena, meeting.id);
    s->made_url = ti_arena_copy(&call->arena, meeting.join_url);
    if (s->id == NULL || s->made_url == NULL || !ti_ways_in_read(&s->ways, s->exchange.json, &call->arena))
        return ti_call_no_memory(call);
    return TI_NEXT;
}

static ti_verdict give(ti_meeting_put *s)
{
    s->join_url = s->made_url;
    return TI_DONE;
}

static ti_verdict ask_settings(teamsinvite_call *call, void *state)
{
    ti_meeting_put *s = state;
    ti_buf path;
    ti_buf body;

    if (s->has_settings && s->has_times)
        return give(s);
    ti_buf_init(&path, PATH_MAX_BYTES);
    ti_buf_init(&body, BODY_MAX);
    ti_meeting_path(&path, ti_token_path_user(s->token), ti_slice_of(s->id));
    ti_meeting_patch_body(&body, s->has_settings ? NULL : &s->wanted, s->has_times ? 0 : s->start_ms,
                          s->has_times ? 0 : s->end_ms);
    return ti_graph_run(call, &s->exchange, s->token, "PATCH", &path, &body);
}

/* A tenant's policy may win over ours without an error, so the answer is read. */
static ti_verdict take_settings(teamsinvite_call *call, void *state)
{
    ti_meeting_put *s = state;
    ti_online_meeting meeting;

    if (ti_call_failed(call)) {
        ti_error_add(&call->error, "; the meeting's settings are not on, so its link is withheld");
        return TI_FAIL;
    }
    if (ti_meeting_read(&meeting, s->exchange.json, s->oid, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    if (!ti_meeting_has_settings(&meeting, &s->wanted))
        return ti_call_fail(call, TEAMSINVITE_E_FORBIDDEN,
                            "Microsoft did not take the meeting's settings, so its link is withheld");
    return give(s);
}

static const ti_step steps[] = {
    { .name = "check the cloud", .ask = check_cloud },
    { .name = "create or get", .ask = ask_meeting, .take = take_meeting, .flow = &ti_flow_graph_exchange },
    { .name = "apply settings", .ask = ask_settings, .take = take_settings, .flow = &ti_flow_graph_exchange },
};

const ti_flow ti_flow_meeting_put = TI_FLOW("meeting.put", steps);
