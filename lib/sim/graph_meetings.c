/* SPDX-License-Identifier: Apache-2.0 */
/* graph_meetings.c - online meetings: who may do what to which. */
#include "sim/graph_meetings.h"

#include <string.h>

#include "sim/app_role.h"
#include "sim/policy.h"
#include "sim/scope.h"
#include "sim/sim.h"

static const ti_sim_graph_refusal forbidden = { 403, "Forbidden", "" };
static const ti_sim_graph_refusal no_policy = { 403, "Forbidden", "No application access policy found for this app" };
static const ti_sim_graph_refusal not_organizer_of = {
    404, "NotFound", "Organizer Id mismatch User Id: the meeting is another user's."
};
static const ti_sim_graph_refusal no_such_user = { 404, "UnknownError", "" };
static const ti_sim_graph_refusal no_such_meeting = { 404, "NotFound", "3004: Specified meeting is not found." };
static const ti_sim_graph_refusal bad_id = { 400, "BadRequest", "Invalid meeting id." };

bool ti_sim_wants_newer(const ti_sim_exchange *x)
{
    ti_slice value;

    return ti_sim_header_find(x, "Prefer", &value) &&
           ti_slice_contains_nocase(value, TI_SLICE("include-unknown-enum-members"));
}

void ti_sim_meeting_show(ti_sim_graph_ask *ask, int32_t status, const ti_sim_online_meeting *meeting)
{
    ti_sim_graph_begin(ask->x, status);
    ti_sim_response_json(ask->x->response,
                         ti_sim_meeting_to_json(meeting, ask->x->sim->graph, ti_sim_wants_newer(ask->x)));
}

/* The app itself: its permission, then the user in the path, then the policy that lets it act for them. */
static const ti_sim_graph_refusal *check_app(const ti_sim_graph_ask *ask, bool reads)
{
    const ti_sim_grant *token = ask->token;
    uint32_t enough = reads ? TI_SIM_MEETINGS_ALL | TI_SIM_MEETINGS_READ_ALL : TI_SIM_MEETINGS_ALL;

    if ((token->roles & enough) == 0)
        return &forbidden;
    if (ask->user == NULL)
        return &no_such_user;
    return ti_sim_policy_admits(token->tenant, token->app, ask->user, ask->x->now_ms) ? NULL : &no_policy;
}

/* The token's permission, and the user in the path. */
static const ti_sim_graph_refusal *check_permission(const ti_sim_graph_ask *ask)
{
    const ti_sim_grant *token = ask->token;
    bool reads = (ask->x->place & (TI_SIM_AT_GET | TI_SIM_AT_LOOKUP)) != 0;
    uint32_t enough = reads ? TI_SIM_MEETINGS | TI_SIM_MEETINGS_READ : TI_SIM_MEETINGS;

    if (token->user == NULL)
        return check_app(ask, reads);
    if ((token->scopes & enough) == 0)
        return &forbidden;
    if (ask->user == NULL)
        return &no_such_user;
    return token->user != ask->user ? &forbidden : NULL;
}

/* Neither a guest nor anybody without a licence for Teams organizes: the answers do not say why. */
static const ti_sim_graph_refusal *check_licence(const ti_sim_graph_ask *ask)
{
    if (ask->user->home != NULL)
        return &forbidden;
    return (ask->user->flags & TEAMSINVITE_SIM_USER_LICENSED) == 0 ? &no_such_user : NULL;
}

/* The id has to come percent-encoded: a raw "=" or "+" is not understood. */
static const ti_sim_graph_refusal *find_meeting(const ti_sim_graph_ask *ask, ti_sim_online_meeting **out)
{
    ti_slice raw = ask->x->raw[ask->rest + 1];
    ti_sim_online_meeting *meeting;

    if (ti_slice_find(raw, '=') < raw.len || ti_slice_find(raw, '+') < raw.len)
        return &bad_id;
    meeting = ti_sim_meeting_by_id(&ask->x->sim->meetings, ask->x->segment[ask->rest + 1]);
    if (meeting == NULL)
        return raw.len < 60 ? &bad_id : &no_such_meeting;
    if (meeting->deleted)
        return &no_such_meeting;
    *out = meeting;
    return meeting->organizer == ask->user ? NULL : &not_organizer_of;
}

static void remove_meeting(ti_sim_graph_ask *ask, ti_sim_online_meeting *meeting)
{
    teamsinvite_sim *sim = ask->x->sim;
    ti_sim_removal removal = { 0 };

    (void)ti_sim_scenario_run(&sim->scenarios, TI_SIM_WITHIN, TI_SIM_AT_DELETE, &removal);
    if (!removal.keeps_link)
        ti_sim_meeting_remove(&sim->meetings, meeting);
    ti_sim_graph_begin(ask->x, 204);
}

static const ti_sim_graph_refusal *serve_one(ti_sim_graph_ask *ask)
{
    ti_sim_online_meeting *meeting = NULL;
    const ti_sim_graph_refusal *refusal = find_meeting(ask, &meeting);

    if (refusal != NULL)
        return refusal;
    if (ti_sim_method_is(ask->x, "PATCH"))
        return ti_sim_meeting_patch(ask, meeting);
    if (ti_sim_method_is(ask->x, "DELETE"))
        remove_meeting(ask, meeting);
    else if (ti_sim_method_is(ask->x, "GET"))
        ti_sim_meeting_show(ask, 200, meeting);
    else
        return &ti_sim_graph_wrong_method;
    return NULL;
}

static const ti_sim_graph_refusal *create(ti_sim_graph_ask *ask, bool or_get)
{
    const ti_sim_graph_refusal *refusal;

    if (!ti_sim_method_is(ask->x, "POST"))
        return &ti_sim_graph_wrong_method;
    refusal = check_licence(ask);
    if (refusal != NULL)
        return refusal;
    return or_get ? ti_sim_meeting_create_or_get(ask) : ti_sim_meeting_create(ask);
}

const ti_sim_graph_refusal *ti_sim_graph_meetings(ti_sim_graph_ask *ask)
{
    size_t count = ask->x->segment_count - ask->rest; /* 1: the collection; 2: a meeting or createOrGet */
    bool is_lookup = count == 1 && ti_sim_method_is(ask->x, "GET");
    const ti_sim_graph_refusal *refusal = check_permission(ask);

    if (refusal != NULL)
        return refusal;
    if (count > 2)
        return &ti_sim_graph_no_such_segment;
    if (!is_lookup && ask->query.count > 0)
        return &ti_sim_graph_bad_query;
    if (is_lookup)
        return ti_sim_meeting_look_up(ask);
    if (count == 1)
        return create(ask, false);
    if (strcmp(ask->x->segment[ask->rest + 1], "createOrGet") == 0)
        return create(ask, true);
    return serve_one(ask);
}
