/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doctor_run.c - doctor.run: every link of the chain, one by one.
 *
 * Each step runs one look; what came of it is noted, and where it is bad the
 * steps that stand on it are passed over.
 */
#include <teamsinvite/company.h>

#include "base/check.h"
#include "flow/doctor.h"
#include "proto/graph/user.h"
#include "record/key.h"

/* What an id_token may be off by before it is refused. */
#define SKEW_MS INT64_C(120000)

static bool is_application(const ti_doctor *s)
{
    return s->company.state.record.mode == TEAMSINVITE_MODE_APPLICATION;
}

static ti_verdict try_storage(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;

    return ti_call_run(call, &s->storage);
}

static ti_verdict note_storage(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;

    if (ti_call_failed(call))
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_STORAGE);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_STORAGE, "a record was written, read and removed");
    return TI_NEXT;
}

static ti_verdict look_at_company(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;

    s->company.id = s->company_id;
    return s->broken ? TI_NEXT : ti_call_run(call, &s->company);
}

static ti_verdict note_company(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;
    const ti_company_record *record = &s->company.state.record;

    if (ti_call_failed(call))
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_COMPANY);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_COMPANY, "%s, %s mode, directory %s",
                   teamsinvite_company_state_name(record->state), teamsinvite_mode_name(record->mode), record->tenant);
    return TI_NEXT;
}

static ti_verdict ask_entra(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;

    s->entra.tenant = s->company.state.record.tenant;
    return s->broken ? TI_NEXT : ti_call_run(call, &s->entra);
}

static ti_verdict note_clock(teamsinvite_call *call, ti_doctor *s)
{
    int64_t off_ms = s->entra.ahead_ms < 0 ? -s->entra.ahead_ms : s->entra.ahead_ms;
    const char *way = s->entra.ahead_ms < 0 ? "behind" : "ahead of";

    if (!s->entra.has_time)
        return TI_NEXT;
    if (off_ms <= SKEW_MS) {
        ti_report_good(&s->report, TEAMSINVITE_CHECK_CLOCK, "%d s %s Entra's", (int)(off_ms / 1000), way);
        return TI_NEXT;
    }
    (void)ti_call_fail(call, TEAMSINVITE_E_CONFIG, "this machine's clock is %d s %s Entra's; set it",
                       (int)(off_ms / 1000), way);
    return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_CLOCK);
}

static ti_verdict note_entra(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;

    if (ti_call_failed(call))
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_ENTRA);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_ENTRA, "%s knows the directory", call->client->cloud.authority);
    return note_clock(call, s);
}

static ti_verdict ask_app_token(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;

    s->grant.ask.grant = TI_GRANT_APP;
    s->grant.ask.scope = TI_SCOPE_DEFAULT;
    s->grant.ask.tenant = s->company.state.record.tenant;
    s->grant.in_haste = true;
    return s->broken ? TI_NEXT : ti_call_run(call, &s->grant);
}

/* Entra authenticates the app first, so another refusal means that this went well. */
static ti_verdict note_app_token(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;
    teamsinvite_status status = call->error.status;

    if (ti_doctor_is_of_the_way(status))
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_ENTRA);
    if (status == TEAMSINVITE_E_CREDENTIAL || status == TEAMSINVITE_E_CONFIG)
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_CREDENTIAL);
    if (status != TEAMSINVITE_OK)
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_CONSENT);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_CREDENTIAL, "Entra accepts it");
    ti_report_good(&s->report, TEAMSINVITE_CHECK_CONSENT, "Entra gives the app a token for the directory");
    return TI_NEXT;
}

static void users_path(ti_buf *buf, const char *oid)
{
    (void)oid;
    ti_users_probe_path(buf);
}

static ti_verdict try_permission(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;

    if (s->broken || !is_application(s))
        return TI_NEXT;
    s->app = (ti_token){ .given = true, .access_token = s->grant.access_token };
    return ti_doctor_ask_graph(call, s, &s->app, users_path);
}

static ti_verdict note_permission(teamsinvite_call *call, void *state)
{
    return ti_doctor_note_answer(call, state, TEAMSINVITE_CHECK_PERMISSIONS, "the app's token may read users");
}

static ti_verdict examine_user(teamsinvite_call *call, void *state)
{
    const ti_doctor *s = state;

    return s->broken || s->user == NULL ? TI_NEXT : ti_call_run(call, state);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    const ti_doctor *s = state;

    return ti_report_done(call, &s->report);
}

static const ti_step steps[] = {
    { .name = "try the storage", .ask = try_storage, .take = note_storage, .flow = &ti_flow_storage_probe },
    { .name = "look at the company", .ask = look_at_company, .take = note_company, .flow = &ti_flow_company_probe },
    { .name = "ask Entra", .ask = ask_entra, .take = note_entra, .flow = &ti_flow_entra_probe },
    { .name = "ask for an app token", .ask = ask_app_token, .take = note_app_token, .flow = &ti_flow_token_grant },
    { .name = "try the permission", .ask = try_permission, .take = note_permission, .flow = &ti_flow_graph_probe },
    { .name = "examine the user", .ask = examine_user, .flow = &ti_flow_doctor_user },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("doctor.run", steps);

static teamsinvite_status fill(teamsinvite_call *call, ti_doctor *s, const teamsinvite_actor *actor, const char *user,
                               ti_error *err)
{
    s->company_id = ti_arena_copy_text(&call->arena, actor->company);
    s->storage.key = ti_key_probe(&call->arena, actor->company);
    if (user != NULL)
        s->user = ti_arena_copy_text(&call->arena, user);
    if (s->company_id == NULL || s->storage.key == NULL || (user != NULL && s->user == NULL))
        return ti_fail_no_memory(err);
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_user(ti_error *err, const char *user)
{
    return user == NULL ? TEAMSINVITE_OK : ti_check_id(err, "user", user);
}

teamsinvite_status teamsinvite_doctor_run_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                const char *user, teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check_admin(actor, &error) == TEAMSINVITE_OK &&
        check_user(&error, user) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(ti_doctor), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, user, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_doctor_run(teamsinvite_client *client, const teamsinvite_actor *actor, const char *user,
                                          teamsinvite_report **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_doctor_run_start(client, actor, user, &call, err);

    return ti_finish_report(started, call, out, err);
}
