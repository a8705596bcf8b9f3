/* SPDX-License-Identifier: Apache-2.0 */
/* user_status.c - user.status: what our own records say of a user's connection. */
#include <stdio.h>

#include <teamsinvite/user.h>

#include "flow/connection_result.h"
#include "record/connection_record.h"
#include "record/key.h"

typedef struct user_status {
    const char *key;
    int64_t version;
    ti_connection_record record;
} user_status;

static ti_verdict load(teamsinvite_call *call, void *state)
{
    user_status *s = state;

    return ti_ask_load(call, s->key);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    user_status *s = state;

    ti_connection_record_begin(&s->record, "", 0);
    s->record.state = TEAMSINVITE_CONNECTION_NONE;
    if (ti_took_missing(call))
        return TI_NEXT;
    if (ti_take_record(call, s->key, &s->version) == TI_FAIL)
        return TI_FAIL;
    return ti_call_checked(
        ti_connection_record_read(&s->record, ti_buf_slice(&call->record), &call->arena, &call->error));
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    user_status *s = state;
    teamsinvite_connection connection = { .state = s->record.state, .since_ms = s->record.since_ms };

    (void)snprintf(connection.reason, sizeof(connection.reason), "%s", s->record.reason);
    (void)snprintf(connection.account, sizeof(connection.account), "%s", s->record.oid);
    return ti_connection_done(call, &connection);
}

static const ti_step steps[] = {
    { .name = "load the connection", .ask = load, .take = take_loaded },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("user.status", steps);

static teamsinvite_status fill(teamsinvite_call *call, user_status *s, const teamsinvite_actor *actor, ti_error *err)
{
    s->key = ti_key_user(&call->arena, actor->company, actor->user);
    return s->key != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

teamsinvite_status teamsinvite_user_status_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                 teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(user_status), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_user_status(teamsinvite_client *client, const teamsinvite_actor *actor,
                                           teamsinvite_connection **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_user_status_start(client, actor, &call, err);

    return ti_finish_connection(started, call, out, err);
}
