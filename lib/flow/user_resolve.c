/* SPDX-License-Identifier: Apache-2.0 */
/* user_resolve.c - user.resolve: whose meetings a user's are, looked up by address; only the object id is kept. */
#include <stdio.h>
#include <string.h>

#include <teamsinvite/company.h>
#include <teamsinvite/user.h>

#include "base/check.h"
#include "flow/company_load.h"
#include "flow/connection_result.h"
#include "flow/graph_exchange.h"
#include "proto/graph/user.h"
#include "record/key.h"

enum { PATH_MAX_BYTES = 2048 };

typedef struct user_resolve {
    const char *company_id;
    const char *address;
    ti_company_state company;
    ti_token token;
    ti_graph_exchange exchange;
    char oid[TI_GUID_SIZE];
    const char *key;
    int64_t version;
    ti_connection_record record;
} user_resolve;

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    user_resolve *s = state;

    return ti_ask_company(call, &s->company, s->company_id);
}

static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    user_resolve *s = state;

    if (ti_take_enabled_company(call, &s->company) == TI_FAIL)
        return TI_FAIL;
    if (s->company.record.mode != TEAMSINVITE_MODE_APPLICATION)
        return ti_call_fail(call, TEAMSINVITE_E_CONFLICT,
                            "the company is in delegated mode, where each recruiter signs in (user.connect)");
    return TI_NEXT;
}

static ti_verdict find(teamsinvite_call *call, void *state)
{
    user_resolve *s = state;
    ti_buf path;

    ti_token_begin(&s->token, s->company_id, &s->company.record, NULL);
    ti_buf_init(&path, PATH_MAX_BYTES);
    ti_user_find_path(&path, ti_slice_of(s->address));
    return ti_graph_run(call, &s->exchange, &s->token, "GET", &path, NULL);
}

static ti_verdict take_found(teamsinvite_call *call, void *state)
{
    user_resolve *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    return ti_call_checked(ti_user_read_found(s->oid, s->exchange.json, &call->error));
}

static ti_verdict load(teamsinvite_call *call, void *state)
{
    user_resolve *s = state;

    return ti_ask_load(call, s->key);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    user_resolve *s = state;

    s->version = 0;
    if (ti_took_missing(call))
        return TI_NEXT;
    if (ti_take_record(call, s->key, &s->version) == TI_FAIL ||
        ti_connection_record_read(&s->record, ti_buf_slice(&call->record), &call->arena, &call->error) !=
            TEAMSINVITE_OK)
        return TI_FAIL;
    if (strcmp(s->record.oid, s->oid) != 0)
        return ti_call_fail(call, TEAMSINVITE_E_WRONG_ACCOUNT,
                            "another Microsoft account is connected; disconnect it first");
    return TI_NEXT;
}

static ti_verdict save(teamsinvite_call *call, void *state)
{
    user_resolve *s = state;

    if (s->version != 0) /* the same account already */
        return TI_NEXT;
    ti_connection_record_begin(&s->record, s->oid, ti_call_now(call));
    ti_connection_record_write(&call->record, &s->record);
    return ti_ask_save(call, s->key, 0, 0);
}

static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_took_conflict(call) ? TI_RESTART : TI_NEXT;
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    user_resolve *s = state;
    teamsinvite_connection connection = { .state = s->record.state, .since_ms = s->record.since_ms };

    (void)snprintf(connection.account, sizeof(connection.account), "%s", s->oid);
    return ti_connection_done(call, &connection);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "find the account", .ask = find, .take = take_found, .flow = &ti_flow_graph_exchange },
    { .name = "load the connection", .ask = load, .take = take_loaded },
    { .name = "keep the connection", .ask = save, .take = take_saved },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("user.resolve", steps);

static teamsinvite_status fill(teamsinvite_call *call, user_resolve *s, const teamsinvite_actor *actor,
                               const char *user, const char *address, ti_error *err)
{
    s->company_id = ti_arena_copy_text(&call->arena, actor->company);
    s->address = ti_arena_copy_text(&call->arena, address);
    s->key = ti_key_user(&call->arena, actor->company, user);
    if (s->company_id == NULL || s->address == NULL || s->key == NULL)
        return ti_fail_no_memory(err);
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_address(ti_error *err, const char *address)
{
    teamsinvite_status status = ti_check_text(err, "address", address, TI_ADDRESS_MAX, false);

    if (status == TEAMSINVITE_OK && strchr(address, '@') == NULL)
        return ti_fail_parameter(err, "address", "is no address: it has no @");
    return status;
}

teamsinvite_status teamsinvite_user_resolve_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                  const char *user, const char *address, teamsinvite_call **out,
                                                  teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK &&
        ti_actor_check_admin(actor, &error) == TEAMSINVITE_OK &&
        ti_check_id(&error, "user", user) == TEAMSINVITE_OK && check_address(&error, address) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(user_resolve), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, user, address, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_user_resolve(teamsinvite_client *client, const teamsinvite_actor *actor,
                                            const char *user, const char *address, teamsinvite_connection **out,
                                            teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_user_resolve_start(client, actor, user, address, &call, err);

    return ti_finish_connection(started, call, out, err);
}
