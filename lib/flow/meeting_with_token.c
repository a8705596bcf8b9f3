/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_with_token.c - create, change and close a meeting with a token that the host hands in. */
#include <teamsinvite/meeting.h>

#include "base/check.h"
#include "flow/meeting_at.h"
#include "flow/meeting_put.h"
#include "flow/meeting_request.h"
#include "flow/meeting_result.h"
#include "flow/revocation_result.h"

enum { ACCESS_TOKEN_MAX = 16384 };

typedef struct with_token {
    ti_token token;
    ti_meeting_put put;
    ti_meeting_at at;
} with_token;

static ti_verdict put(teamsinvite_call *call, void *state)
{
    with_token *s = state;

    return ti_call_run(call, &s->put);
}

static ti_verdict at(teamsinvite_call *call, void *state)
{
    with_token *s = state;

    return ti_call_run(call, &s->at);
}

static ti_verdict give_put(teamsinvite_call *call, void *state)
{
    with_token *s = state;

    return ti_meeting_give(call, s->put.join_url, NULL, &s->put.ways, 0, true);
}

static ti_verdict give_moved(teamsinvite_call *call, void *state)
{
    with_token *s = state;

    return ti_meeting_give(call, s->at.join_url, NULL, &s->at.ways, 0, s->at.changed);
}

static ti_verdict give_closed(teamsinvite_call *call, void *state)
{
    with_token *s = state;
    const teamsinvite_revocation revocation = { .reached = s->at.reached };

    return ti_revocation_done(call, &revocation);
}

static const ti_step create_steps[] = {
    { .name = "put it to Microsoft", .ask = put, .flow = &ti_flow_meeting_put },
    { .name = "answer", .ask = give_put },
};

static const ti_step update_steps[] = {
    { .name = "move it at Microsoft", .ask = at, .flow = &ti_flow_meeting_move },
    { .name = "answer", .ask = give_moved },
};

static const ti_step revoke_steps[] = {
    { .name = "close it at Microsoft", .ask = at, .flow = &ti_flow_meeting_close },
    { .name = "answer", .ask = give_closed },
};

static const ti_flow create_flow = TI_FLOW("meeting.create_with_token", create_steps);
static const ti_flow update_flow = TI_FLOW("meeting.update_with_token", update_steps);
static const ti_flow revoke_flow = TI_FLOW("meeting.revoke_with_token", revoke_steps);

static teamsinvite_status take_token(teamsinvite_call *call, with_token *s, const char *access_token, ti_error *err)
{
    s->token.given = true;
    s->token.access_token = ti_arena_copy_text(&call->arena, access_token);
    return s->token.access_token != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

/* Without records there is no key of ours: the app's id keeps apart what
 * different apps call by the same reference. Graph scopes it to the token's user. */
static teamsinvite_status fill_put(teamsinvite_call *call, with_token *s, const teamsinvite_meeting_request *request,
                                   ti_error *err)
{
    ti_buf id;

    ti_buf_init(&id, TI_EXTERNAL_ID_LENGTH);
    if (ti_meeting_external_id(&id, ti_slice_of(call->client->config->client_id), "", "me", request->reference))
        s->put.external_id = ti_arena_copy(&call->arena, ti_buf_slice(&id));
    ti_buf_clear(&id);
    s->put.token = &s->token;
    s->put.start_ms = request->plan.start_ms;
    s->put.end_ms = request->plan.end_ms;
    s->put.settings = ti_arena_copy_text(&call->arena, request->plan.settings);
    return s->put.external_id != NULL && s->put.settings != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

static teamsinvite_status fill_at(teamsinvite_call *call, with_token *s, const char *join_url, int64_t start_ms,
                                  int64_t end_ms, ti_error *err)
{
    s->at.token = &s->token;
    s->at.join_url = ti_arena_copy_text(&call->arena, join_url);
    s->at.start_ms = start_ms;
    s->at.end_ms = end_ms;
    return s->at.join_url != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

static teamsinvite_status check_no_organizer(ti_error *err, const teamsinvite_meeting_request *request)
{
    return request->plan.organizer[0] == '\0'
               ? TEAMSINVITE_OK
               : ti_fail_parameter(err, "organizer", "is set, but the token says whose it is");
}

static teamsinvite_status check_join_url(ti_error *err, const char *join_url)
{
    teamsinvite_status status = ti_check_token(err, "join_url", join_url, TI_JOIN_URL_MAX);

    if (status == TEAMSINVITE_OK && !ti_join_url_is_usable(ti_slice_of(join_url)))
        return ti_fail_parameter(err, "join_url", "is not a join URL as Microsoft gives it");
    return status;
}

/* As for a meeting.update with records: a meeting is not moved into the past. */
static teamsinvite_status check_times_ahead(ti_error *err, const teamsinvite_client *client, int64_t start_ms,
                                            int64_t end_ms)
{
    teamsinvite_status status = ti_check_times(err, start_ms, end_ms);

    if (status == TEAMSINVITE_OK && end_ms <= ti_client_now(client, TEAMSINVITE_CLOCK_WALL))
        return ti_fail_parameter(err, "end_ms", "lies in the past");
    return status;
}

teamsinvite_status teamsinvite_meeting_create_with_token_start(teamsinvite_client *client, const char *access_token,
                                                               const teamsinvite_meeting_request *request,
                                                               teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin_without_storage(client, out, &error) == TEAMSINVITE_OK &&
        ti_check_token(&error, "access_token", access_token, ACCESS_TOKEN_MAX) == TEAMSINVITE_OK &&
        ti_meeting_request_check(&error, request, ti_client_now(client, TEAMSINVITE_CLOCK_WALL)) == TEAMSINVITE_OK &&
        check_no_organizer(&error, request) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &create_flow, sizeof(with_token), &state, &error) == TEAMSINVITE_OK &&
        take_token(*out, state, access_token, &error) == TEAMSINVITE_OK)
        (void)fill_put(*out, state, request, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_meeting_create_with_token(teamsinvite_client *client, const char *access_token,
                                                         const teamsinvite_meeting_request *request,
                                                         teamsinvite_meeting **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_meeting_create_with_token_start(client, access_token, request, &call, err);

    return ti_finish_meeting(started, call, out, err);
}

teamsinvite_status teamsinvite_meeting_update_with_token_start(teamsinvite_client *client, const char *access_token,
                                                               const char *join_url, int64_t start_ms, int64_t end_ms,
                                                               teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin_without_storage(client, out, &error) == TEAMSINVITE_OK &&
        ti_check_token(&error, "access_token", access_token, ACCESS_TOKEN_MAX) == TEAMSINVITE_OK &&
        check_join_url(&error, join_url) == TEAMSINVITE_OK &&
        check_times_ahead(&error, client, start_ms, end_ms) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &update_flow, sizeof(with_token), &state, &error) == TEAMSINVITE_OK &&
        take_token(*out, state, access_token, &error) == TEAMSINVITE_OK)
        (void)fill_at(*out, state, join_url, start_ms, end_ms, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_meeting_update_with_token(teamsinvite_client *client, const char *access_token,
                                                         const char *join_url, int64_t start_ms, int64_t end_ms,
                                                         teamsinvite_meeting **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started =
        teamsinvite_meeting_update_with_token_start(client, access_token, join_url, start_ms, end_ms, &call, err);

    return ti_finish_meeting(started, call, out, err);
}

teamsinvite_status teamsinvite_meeting_revoke_with_token_start(teamsinvite_client *client, const char *access_token,
                                                               const char *join_url, teamsinvite_call **out,
                                                               teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin_without_storage(client, out, &error) == TEAMSINVITE_OK &&
        ti_check_token(&error, "access_token", access_token, ACCESS_TOKEN_MAX) == TEAMSINVITE_OK &&
        check_join_url(&error, join_url) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &revoke_flow, sizeof(with_token), &state, &error) == TEAMSINVITE_OK &&
        take_token(*out, state, access_token, &error) == TEAMSINVITE_OK)
        (void)fill_at(*out, state, join_url, 0, 0, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_meeting_revoke_with_token(teamsinvite_client *client, const char *access_token,
                                                         const char *join_url, teamsinvite_revocation **out,
                                                         teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started =
        teamsinvite_meeting_revoke_with_token_start(client, access_token, join_url, &call, err);

    return ti_finish_revocation(started, call, out, err);
}
