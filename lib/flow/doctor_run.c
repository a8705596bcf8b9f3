/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doctor_run.c - doctor.run: every link of the chain, one by one.
 *
 * Each step runs one look; what came of it is noted, and where it is bad the
 * steps that stand on it are passed over.
 */
#include <teamsinvite/company.h>
#include <teamsinvite/user.h>

#include "base/check.h"
#include "flow/doctor_probe.h"
#include "flow/report_result.h"
#include "proto/graph/meeting_path.h"
#include "proto/graph/user.h"
#include "record/key.h"

/* What an id_token may be off by before it is refused. */
#define SKEW_MS INT64_C(120000)

typedef struct doctor_run {
    const char *company_id;
    const char *user; /* NULL: nobody's meetings in particular */
    teamsinvite_report report;
    bool broken;

    ti_storage_probe storage;
    ti_company_probe company;
    ti_entra_probe entra;
    ti_token_grant grant;
    ti_token app;
    ti_token token;
    ti_graph_probe graph;
} doctor_run;

static bool is_application(const doctor_run *s)
{
    return s->company.state.record.mode == TEAMSINVITE_MODE_APPLICATION;
}

/* Trouble on the way, of which the question itself knows nothing. */
static bool is_of_the_way(teamsinvite_status status)
{
    return status == TEAMSINVITE_E_NETWORK || status == TEAMSINVITE_E_SERVICE || status == TEAMSINVITE_E_THROTTLED ||
           status == TEAMSINVITE_E_RESPONSE;
}

static ti_verdict note_bad(teamsinvite_call *call, doctor_run *s, int32_t check)
{
    ti_report_bad(&s->report, check, &call->error);
    s->broken = true;
    return TI_NEXT;
}

static ti_verdict try_storage(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    return ti_call_run(call, &s->storage);
}

static ti_verdict note_storage(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    if (ti_call_failed(call))
        return note_bad(call, s, TEAMSINVITE_CHECK_STORAGE);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_STORAGE, "a record was written, read and removed");
    return TI_NEXT;
}

static ti_verdict look_at_company(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    s->company.id = s->company_id;
    return s->broken ? TI_NEXT : ti_call_run(call, &s->company);
}

static ti_verdict note_company(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;
    const ti_company_record *record = &s->company.state.record;

    if (ti_call_failed(call))
        return note_bad(call, s, TEAMSINVITE_CHECK_COMPANY);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_COMPANY, "%s, %s mode, directory %s",
                   teamsinvite_company_state_name(record->state), teamsinvite_mode_name(record->mode), record->tenant);
    return TI_NEXT;
}

static ti_verdict ask_entra(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    s->entra.tenant = s->company.state.record.tenant;
    return s->broken ? TI_NEXT : ti_call_run(call, &s->entra);
}

static ti_verdict note_clock(teamsinvite_call *call, doctor_run *s)
{
    int64_t off_ms = s->entra.ahead_ms < 0 ? -s->entra.ahead_ms : s->entra.ahead_ms;
    const char *way = s->entra.ahead_ms < 0 ? "behind" : "ahead of";

    if (!s->entra.has_time)
        return TI_NEXT;
    if (off_ms <= SKEW_MS) {
        ti_report_good(&s->report, TEAMSINVITE_CHECK_CLOCK, "%d s %s Entra's", (int)(off_ms / 1000), way);
        return TI_NEXT;
    }
    (void)ti_call_fail(call, TEAMSINVITE_E_CONFIG, "this machine's clock is %d s %s Entra's; set it", (int)(off_ms / 1000),
                       way);
    return note_bad(call, s, TEAMSINVITE_CHECK_CLOCK);
}

static ti_verdict note_entra(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    if (ti_call_failed(call))
        return note_bad(call, s, TEAMSINVITE_CHECK_ENTRA);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_ENTRA, "%s knows the directory", call->client->cloud.authority);
    return note_clock(call, s);
}

static ti_verdict ask_app_token(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    s->grant.ask.grant = TI_GRANT_APP;
    s->grant.ask.scope = TI_SCOPE_DEFAULT;
    s->grant.ask.tenant = s->company.state.record.tenant;
    s->grant.in_haste = true;
    return s->broken ? TI_NEXT : ti_call_run(call, &s->grant);
}

/* Entra authenticates the app first, so another refusal means that this went well. */
static ti_verdict note_app_token(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;
    teamsinvite_status status = call->error.status;

    if (is_of_the_way(status))
        return note_bad(call, s, TEAMSINVITE_CHECK_ENTRA);
    if (status == TEAMSINVITE_E_CREDENTIAL || status == TEAMSINVITE_E_CONFIG)
        return note_bad(call, s, TEAMSINVITE_CHECK_CREDENTIAL);
    if (status != TEAMSINVITE_OK)
        return note_bad(call, s, TEAMSINVITE_CHECK_CONSENT);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_CREDENTIAL, "Entra accepts it");
    ti_report_good(&s->report, TEAMSINVITE_CHECK_CONSENT, "Entra gives the app a token for the directory");
    return TI_NEXT;
}

static void users_path(ti_buf *buf, const char *oid)
{
    (void)oid;
    ti_users_probe_path(buf);
}

static ti_verdict run_graph(teamsinvite_call *call, doctor_run *s, ti_token *token,
                            void (*path)(ti_buf *, const char *))
{
    s->graph = (ti_graph_probe){ .token = token, .path = path };
    return ti_call_run(call, &s->graph);
}

static ti_verdict try_permission(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    if (s->broken || !is_application(s))
        return TI_NEXT;
    s->app = (ti_token){ .given = true, .access_token = s->grant.access_token };
    return run_graph(call, s, &s->app, users_path);
}

static void note_graph(const teamsinvite_call *call, doctor_run *s)
{
    if (!ti_call_failed(call) || call->error.http_status != 0)
        ti_report_good(&s->report, TEAMSINVITE_CHECK_GRAPH, "%s answers", call->client->cloud.graph);
}

/* The verdict of a look at Graph: bad for the way there, or for what was asked. */
static ti_verdict note_answer(teamsinvite_call *call, doctor_run *s, int32_t check, const char *good)
{
    if (is_of_the_way(call->error.status))
        return note_bad(call, s, TEAMSINVITE_CHECK_GRAPH);
    note_graph(call, s);
    if (ti_call_failed(call))
        return note_bad(call, s, check);
    ti_report_good(&s->report, check, "%s", good);
    return TI_NEXT;
}

static ti_verdict note_permission(teamsinvite_call *call, void *state)
{
    return note_answer(call, state, TEAMSINVITE_CHECK_PERMISSIONS, "the app's token may read users");
}

static ti_verdict find_token(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    if (s->broken || s->user == NULL)
        return TI_NEXT;
    ti_token_begin(&s->token, s->company_id, &s->company.state.record, s->user);
    return ti_call_run(call, &s->token);
}

static ti_verdict note_connection(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    if (is_of_the_way(call->error.status))
        return note_bad(call, s, TEAMSINVITE_CHECK_ENTRA);
    if (ti_call_failed(call))
        return note_bad(call, s, TEAMSINVITE_CHECK_CONNECTION);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_CONNECTION, "connected as %s", s->token.oid);
    return TI_NEXT;
}

static ti_verdict look_at_user(teamsinvite_call *call, doctor_run *s, void (*path)(ti_buf *, const char *))
{
    return s->broken || s->user == NULL ? TI_NEXT : run_graph(call, s, &s->token, path);
}

static void organizer_path(ti_buf *buf, const char *oid)
{
    ti_user_path(buf, oid, "?$select=id");
}

static ti_verdict find_organizer(teamsinvite_call *call, void *state)
{
    return look_at_user(call, state, organizer_path);
}

static ti_verdict note_organizer(teamsinvite_call *call, void *state)
{
    return note_answer(call, state, TEAMSINVITE_CHECK_ORGANIZER, "Graph knows the account");
}

static void licence_path(ti_buf *buf, const char *oid)
{
    ti_user_path(buf, oid, "/licenseDetails?$select=servicePlans");
}

static ti_verdict look_for_licence(teamsinvite_call *call, void *state)
{
    return look_at_user(call, state, licence_path);
}

static ti_verdict note_licence(teamsinvite_call *call, void *state)
{
    doctor_run *s = state;

    if (call->error.status == TEAMSINVITE_E_CONSENT_REQUIRED || call->error.status == TEAMSINVITE_E_FORBIDDEN)
        return TI_NEXT; /* not ours to see: nothing is concluded */
    if (!ti_call_failed(call) && !ti_user_has_teams(s->graph.exchange.json)) {
        (void)ti_call_fail(call, TEAMSINVITE_E_ORGANIZER, "the account has no licence that includes Teams");
        ti_error_set_remedy(&call->error, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_ASSIGN_LICENCE);
        return note_bad(call, s, TEAMSINVITE_CHECK_LICENCE);
    }
    return note_answer(call, s, TEAMSINVITE_CHECK_LICENCE, "a licence includes Teams");
}

/* A link that cannot be: whoever may look for it is told that it is not there. */
static void meetings_path(ti_buf *buf, const char *oid)
{
    ti_meeting_find_path(buf, oid, TI_SLICE("https://teams.microsoft.com/l/meetup-join/none"));
}

static ti_verdict try_meetings(teamsinvite_call *call, void *state)
{
    return look_at_user(call, state, meetings_path);
}

static bool is_let_in(teamsinvite_status status)
{
    return status == TEAMSINVITE_E_MEETING_GONE || status == TEAMSINVITE_E_REJECTED ||
           status == TEAMSINVITE_E_ORGANIZER; /* it was there just now, so it is the link that is not */
}

static ti_verdict note_meetings(teamsinvite_call *call, void *state)
{
    if (is_let_in(call->error.status))
        ti_call_forgive(call);
    return note_answer(call, state, TEAMSINVITE_CHECK_MEETINGS, "Teams lets us look for meetings");
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    const doctor_run *s = state;

    return ti_report_done(call, &s->report);
}

static const ti_step steps[] = {
    { .name = "try the storage", .ask = try_storage, .take = note_storage, .flow = &ti_flow_storage_probe },
    { .name = "look at the company", .ask = look_at_company, .take = note_company, .flow = &ti_flow_company_probe },
    { .name = "ask Entra", .ask = ask_entra, .take = note_entra, .flow = &ti_flow_entra_probe },
    { .name = "ask for an app token", .ask = ask_app_token, .take = note_app_token, .flow = &ti_flow_token_grant },
    { .name = "try the permission", .ask = try_permission, .take = note_permission, .flow = &ti_flow_graph_probe },
    { .name = "find the user's token", .ask = find_token, .take = note_connection, .flow = &ti_flow_token_find },
    { .name = "find the organizer", .ask = find_organizer, .take = note_organizer, .flow = &ti_flow_graph_probe },
    { .name = "look for a licence", .ask = look_for_licence, .take = note_licence, .flow = &ti_flow_graph_probe },
    { .name = "try the meetings", .ask = try_meetings, .take = note_meetings, .flow = &ti_flow_graph_probe },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("doctor.run", steps);

static teamsinvite_status fill(teamsinvite_call *call, doctor_run *s, const teamsinvite_actor *actor,
                               const char *user, ti_error *err)
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

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK &&
        ti_actor_check_admin(actor, &error) == TEAMSINVITE_OK && check_user(&error, user) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(doctor_run), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, user, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_doctor_run(teamsinvite_client *client, const teamsinvite_actor *actor,
                                          const char *user, teamsinvite_report **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_doctor_run_start(client, actor, user, &call, err);

    return ti_finish_report(started, call, out, err);
}
