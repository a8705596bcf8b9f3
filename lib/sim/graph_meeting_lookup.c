/* SPDX-License-Identifier: Apache-2.0 */
/* graph_meeting_lookup.c - a meeting by its join URL or its number. */
#include "sim/graph_filter.h"
#include "sim/graph_meetings.h"
#include "sim/sim.h"

static const ti_sim_graph_refusal no_listing = { 400, "BadRequest",
                                                 "Filter expression expected - $filter is required." };
static const ti_sim_graph_refusal bad_filter = {
    400, "BadRequest", "Could not find a property named 'JoinWebUrl' on type 'microsoft.graph.onlineMeeting'."
};
static const ti_sim_graph_refusal unknown_link = { 404, "NotFound", "3004: Specified meeting is not found." };
static const ti_sim_graph_refusal not_organizer = { 403, "Forbidden",
                                                    "3003: User does not have access to lookup meeting." };

typedef ti_sim_online_meeting *(*find_fn)(const ti_sim_meetings *meetings, const char *value);

static find_fn finder_of(const char *property)
{
    ti_slice name = ti_slice_of(property);

    if (ti_slice_equal_nocase(name, TI_SLICE("joinWebUrl")))
        return ti_sim_meeting_by_join_url;
    if (ti_slice_equal_nocase(name, TI_SLICE("joinMeetingIdSettings/joinMeetingId")))
        return ti_sim_meeting_by_number;
    return NULL;
}

static void show(ti_sim_graph_ask *ask, const ti_sim_online_meeting *meeting)
{
    const char *graph = ask->x->sim->graph;
    cJSON *json = cJSON_CreateObject();

    cJSON_AddItemToArray(cJSON_AddArrayToObject(json, "value"),
                         ti_sim_meeting_to_json(meeting, graph, ti_sim_wants_newer(ask->x)));
    ti_sim_graph_begin(ask->x, 200);
    ti_sim_response_json(ask->x->response, json);
}

const ti_sim_graph_refusal *ti_sim_meeting_look_up(ti_sim_graph_ask *ask)
{
    const char *text = ti_sim_form_get(&ask->query, "$filter");
    const ti_sim_online_meeting *meeting;
    ti_sim_filter filter;
    find_fn find = NULL;

    if (text == NULL)
        return &no_listing;
    if (ask->query.count > 1)
        return &ti_sim_graph_bad_query;
    if (ti_sim_filter_read(&filter, text, &ask->x->arena))
        find = finder_of(filter.property);
    if (find == NULL)
        return &bad_filter;
    meeting = find(&ask->x->sim->meetings, filter.value);
    if (meeting == NULL || meeting->deleted || meeting->organizer->tenant != ask->user->tenant)
        return &unknown_link;
    if (meeting->organizer != ask->user)
        return &not_organizer;
    show(ask, meeting);
    return NULL;
}
