/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_user.c - the part of doctor.run that is about one user: connection, account, licence, meetings. */
#include "flow/doctor.h"
#include "proto/graph/meeting_path.h"
#include "proto/graph/user.h"

static ti_verdict find_token(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;

    ti_token_begin(&s->token, s->company_id, &s->company.state.record, s->user);
    return ti_call_run(call, &s->token);
}

static ti_verdict note_connection(teamsinvite_call *call, void *state)
{
    ti_doctor *s = state;

    if (ti_doctor_is_of_the_way(call->error.status))
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_ENTRA);
    if (ti_call_failed(call))
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_CONNECTION);
    ti_report_good(&s->report, TEAMSINVITE_CHECK_CONNECTION, "connected as %s", s->token.oid);
    return TI_NEXT;
}

static ti_verdict look_at_user(teamsinvite_call *call, ti_doctor *s, void (*path)(ti_buf *, const char *))
{
    return s->broken ? TI_NEXT : ti_doctor_ask_graph(call, s, &s->token, path);
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
    return ti_doctor_note_answer(call, state, TEAMSINVITE_CHECK_ORGANIZER, "Graph knows the account");
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
    ti_doctor *s = state;

    if (call->error.status == TEAMSINVITE_E_CONSENT_REQUIRED || call->error.status == TEAMSINVITE_E_FORBIDDEN)
        return TI_NEXT; /* not ours to see: nothing is concluded */
    if (!ti_call_failed(call) && !ti_user_has_teams(s->graph.exchange.json)) {
        (void)ti_call_fail(call, TEAMSINVITE_E_ORGANIZER, "the account has no licence that includes Teams");
        ti_error_set_remedy(&call->error, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_ASSIGN_LICENCE);
        return ti_doctor_note_bad(call, s, TEAMSINVITE_CHECK_LICENCE);
    }
    return ti_doctor_note_answer(call, s, TEAMSINVITE_CHECK_LICENCE, "a licence includes Teams");
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
    return ti_doctor_note_answer(call, state, TEAMSINVITE_CHECK_MEETINGS, "Teams lets us look for meetings");
}

static const ti_step steps[] = {
    { .name = "find the user's token", .ask = find_token, .take = note_connection, .flow = &ti_flow_token_find },
    { .name = "find the organizer", .ask = find_organizer, .take = note_organizer, .flow = &ti_flow_graph_probe },
    { .name = "look for a licence", .ask = look_for_licence, .take = note_licence, .flow = &ti_flow_graph_probe },
    { .name = "try the meetings", .ask = try_meetings, .take = note_meetings, .flow = &ti_flow_graph_probe },
};

const ti_flow ti_flow_doctor_user = TI_FLOW("doctor.user", steps);
