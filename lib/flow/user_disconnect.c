/* SPDX-License-Identifier: Apache-2.0 */
/* user_disconnect.c - user.disconnect: erase the actor's own connection. */
#include <teamsinvite/user.h>

#include "record/key.h"
#include "call/call.h"

typedef struct user_disconnect {
    const char *key;
    int64_t version;
} user_disconnect;

static ti_verdict load(teamsinvite_call *call, void *state)
{
    user_disconnect *s = state;

    return ti_ask_load(call, s->key);
}

/* Only the version is wanted: a record that no longer opens can be erased too. */
static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    user_disconnect *s = state;

    s->version = call->io.reply_version;
    return ti_took_missing(call) ? TI_DONE : TI_NEXT;
}

static ti_verdict remove_it(teamsinvite_call *call, void *state)
{
    user_disconnect *s = state;

    return ti_ask_remove(call, s->key, s->version);
}

/* A conflict: a refresh has written it meanwhile; the newer one goes as well. */
static ti_verdict take_removed(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_took_conflict(call) ? TI_RESTART : TI_DONE;
}

static const ti_step steps[] = {
    { .name = "load the connection", .ask = load, .take = take_loaded },
    { .name = "remove it", .ask = remove_it, .take = take_removed },
};

static const ti_flow flow = TI_FLOW("user.disconnect", steps);

static teamsinvite_status fill(teamsinvite_call *call, user_disconnect *s, const teamsinvite_actor *actor,
                               ti_error *err)
{
    s->key = ti_key_user(&call->arena, actor->company, actor->user);
    return s->key != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

teamsinvite_status teamsinvite_user_disconnect_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                     teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(user_disconnect), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_user_disconnect(teamsinvite_client *client, const teamsinvite_actor *actor,
                                               teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status status = teamsinvite_user_disconnect_start(client, actor, &call, err);

    if (status != TEAMSINVITE_OK)
        return status;
    (void)teamsinvite_call_run(call);
    status = teamsinvite_call_outcome(call, err);
    teamsinvite_call_free(call);
    return status;
}
