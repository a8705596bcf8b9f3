/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_at.c - the meeting behind a join URL: found, looked at, changed, or closed. */
#include "flow/meeting_at.h"

#include <teamsinvite/meeting.h>

enum { BODY_MAX = 4096, PATH_MAX_BYTES = 8192 };

/* The path names the organizer, whom the token is found with. */
static ti_verdict find_token(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;

    if (ti_check_meetings_available(call) == TI_FAIL)
        return TI_FAIL;
    return ti_call_run(call, s->token);
}

static ti_verdict find(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;
    ti_buf path;

    ti_buf_init(&path, PATH_MAX_BYTES);
    ti_meeting_find_path(&path, ti_token_path_user(s->token), ti_slice_of(s->join_url));
    return ti_graph_run(call, &s->exchange, s->token, "GET", &path, NULL);
}

static ti_verdict read_found(teamsinvite_call *call, ti_meeting_at *s)
{
    ti_online_meeting meeting;

    if (ti_call_failed(call) ||
        ti_meeting_read_found(&meeting, s->exchange.json, NULL, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    if (!ti_slice_equal_text(meeting.join_url, s->join_url)) /* nothing is locked or deleted on a wrong guess */
        return ti_call_fail(call, TEAMSINVITE_E_RESPONSE, "Graph found a meeting with another link than asked for");
    s->has_times = meeting.start_ms == s->start_ms && meeting.end_ms == s->end_ms;
    s->has_settings = s->settings == NULL || ti_meeting_has_settings(&meeting, &s->wanted);
    s->id = ti_arena_copy(&call->arena, meeting.id);
    return s->id != NULL ? TI_NEXT : ti_call_no_memory(call);
}

/* What a search answers stands in a list of one. */
static ti_verdict read_ways_in(teamsinvite_call *call, ti_meeting_at *s)
{
    const ti_json *matches = NULL;

    if (ti_json_array(s->exchange.json, "value", &matches) == TI_JSON_FOUND &&
        !ti_ways_in_read(&s->ways, ti_json_item(matches, 0), &call->arena))
        return ti_call_no_memory(call);
    return TI_NEXT;
}

static ti_verdict patch(teamsinvite_call *call, ti_meeting_at *s, const ti_meeting_settings *settings,
                        int64_t start_ms, int64_t end_ms)
{
    ti_buf path;
    ti_buf body;

    ti_buf_init(&path, PATH_MAX_BYTES);
    ti_buf_init(&body, BODY_MAX);
    ti_meeting_path(&path, ti_token_path_user(s->token), ti_slice_of(s->id));
    ti_meeting_patch_body(&body, settings, start_ms, end_ms);
    return ti_graph_run(call, &s->exchange, s->token, "PATCH", &path, &body);
}

static ti_verdict take_found(teamsinvite_call *call, void *state)
{
    return read_found(call, state) == TI_NEXT ? read_ways_in(call, state) : TI_FAIL;
}

static const ti_step look_steps[] = {
    { .name = "find a token", .ask = find_token, .flow = &ti_flow_token_find },
    { .name = "find", .ask = find, .take = take_found, .flow = &ti_flow_graph_exchange },
};

const ti_flow ti_flow_meeting_look = TI_FLOW("meeting.look", look_steps);

static ti_verdict read_settings(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;

    if (s->settings != NULL && !ti_meeting_settings_read(&s->wanted, s->settings))
        return ti_call_fail(call, TEAMSINVITE_E_INTERNAL, "the meeting's settings are damaged");
    return TI_NEXT;
}

static ti_verdict change(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;

    if (s->has_times && s->has_settings)
        return TI_DONE;
    return patch(call, s, s->has_settings ? NULL : &s->wanted, s->has_times ? 0 : s->start_ms,
                 s->has_times ? 0 : s->end_ms);
}

/* They were right when it was found, and were not sent: who revokes it locks it first. */
static ti_verdict overtaken(teamsinvite_call *call)
{
    (void)ti_call_fail(call, TEAMSINVITE_E_CONFLICT, "somebody else has changed the meeting at the same time");
    ti_error_set_remedy(&call->error, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY);
    return TI_FAIL;
}

static ti_verdict take_changed(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;
    ti_online_meeting meeting;

    if (ti_call_failed(call) ||
        ti_meeting_read(&meeting, s->exchange.json, NULL, &call->error) != TEAMSINVITE_OK)
        return TI_FAIL;
    if (s->settings != NULL && !ti_meeting_has_settings(&meeting, &s->wanted))
        return s->has_settings ? overtaken(call)
                               : ti_call_fail(call, TEAMSINVITE_E_FORBIDDEN,
                                              "Microsoft did not take the meeting's settings");
    s->changed = true;
    return TI_DONE;
}

static const ti_step move_steps[] = {
    { .name = "read the settings", .ask = read_settings },
    { .name = "find a token", .ask = find_token, .flow = &ti_flow_token_find },
    { .name = "find", .ask = find, .take = take_found, .flow = &ti_flow_graph_exchange },
    { .name = "change it", .ask = change, .take = take_changed, .flow = &ti_flow_graph_exchange },
};

const ti_flow ti_flow_meeting_move = TI_FLOW("meeting.move", move_steps);

/* Not found is an outcome here, not an error. */
static bool is_gone(const teamsinvite_call *call)
{
    return call->error.status == TEAMSINVITE_E_MEETING_GONE;
}

/* A bare 404 may mean an unknown organizer; once the find has worked under the
 * same organizer it means that the meeting went away in between. */
static bool has_gone_since(const teamsinvite_call *call)
{
    return is_gone(call) || (call->error.status == TEAMSINVITE_E_ORGANIZER && call->error.http_status == 404);
}

static ti_verdict take_found_or_gone(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;

    if (read_found(call, s) == TI_NEXT)
        return TI_NEXT;
    if (!is_gone(call))
        return TI_FAIL;
    s->reached = TEAMSINVITE_REVOKED_ALREADY_GONE;
    return TI_DONE;
}

static ti_verdict lock(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;

    s->touched = true;
    return patch(call, s, &ti_meeting_settings_locked, 0, 0);
}

/* A lock that is refused is told in the outcome; the delete is tried all the same. */
static ti_verdict take_locked(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;
    ti_online_meeting meeting;

    if (!ti_call_failed(call)) {
        s->locked = ti_meeting_read(&meeting, s->exchange.json, NULL, &call->error) == TEAMSINVITE_OK &&
                    ti_meeting_has_settings(&meeting, &ti_meeting_settings_locked);
        return TI_NEXT;
    }
    return call->error.status == TEAMSINVITE_E_FORBIDDEN || call->error.status == TEAMSINVITE_E_REJECTED ||
                   has_gone_since(call)
               ? TI_NEXT
               : TI_FAIL;
}

static ti_verdict delete(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;
    ti_buf path;

    ti_buf_init(&path, PATH_MAX_BYTES);
    ti_meeting_path(&path, ti_token_path_user(s->token), ti_slice_of(s->id));
    return ti_graph_run(call, &s->exchange, s->token, "DELETE", &path, NULL);
}

static ti_verdict take_deleted(teamsinvite_call *call, void *state)
{
    (void)state;
    return !ti_call_failed(call) || has_gone_since(call) ? TI_NEXT : TI_FAIL;
}

static ti_verdict take_second_look(teamsinvite_call *call, void *state)
{
    ti_meeting_at *s = state;

    if (read_found(call, s) == TI_NEXT)
        s->reached = s->locked ? TEAMSINVITE_REVOKED_LOCKED_BUT_ALIVE : TEAMSINVITE_REVOKED_STILL_ALIVE;
    else if (is_gone(call))
        s->reached = s->locked ? TEAMSINVITE_REVOKED_LOCKED_AND_DELETED : TEAMSINVITE_REVOKED_DELETED;
    else
        return TI_FAIL;
    return TI_DONE;
}

static const ti_step close_steps[] = {
    { .name = "find a token", .ask = find_token, .flow = &ti_flow_token_find },
    { .name = "find", .ask = find, .take = take_found_or_gone, .flow = &ti_flow_graph_exchange },
    { .name = "lock", .ask = lock, .take = take_locked, .flow = &ti_flow_graph_exchange },
    { .name = "delete", .ask = delete, .take = take_deleted, .flow = &ti_flow_graph_exchange },
    { .name = "look again", .ask = find, .take = take_second_look, .flow = &ti_flow_graph_exchange },
};

const ti_flow ti_flow_meeting_close = TI_FLOW("meeting.close", close_steps);
