/* SPDX-License-Identifier: Apache-2.0 */
/* graph_meeting_write.c - create, createOrGet and PATCH of online meetings. */
#include "base/json.h"
#include "sim/graph_meetings.h"
#include "sim/meeting_member.h"
#include "sim/sim.h"

#define HOUR_MS INT64_C(3600000)

static const ti_sim_graph_refusal bad_body = {
    400, "BadRequest",
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
};
static const ti_sim_graph_refusal incomplete = { 400, "BadRequest",
                                                 "subject, startDateTime and endDateTime are required." };
static const ti_sim_graph_refusal no_external_id = { 400, "BadRequest", "externalId is required." };
static const ti_sim_graph_refusal bad_times = { 400, "BadRequest", "Invalid meeting start/end time." };
static const ti_sim_graph_refusal times_apart = { 400, "BadRequest",
                                                  "startDateTime and endDateTime must be updated together." };
static const ti_sim_graph_refusal out_of_memory = { 500, "InternalServerError", "out of memory" };

/* cJSON lets more pass than Graph does; the strict check comes first. */
static const ti_sim_graph_refusal *read_body(ti_sim_graph_ask *ask, cJSON **out)
{
    ti_slice body = ask->x->request.body;

    if (!ti_sim_content_is(ask->x, "application/json") || body.ptr == NULL || !ti_json_is_strict(body))
        return &bad_body;
    *out = cJSON_ParseWithLength(body.ptr, body.len);
    return cJSON_IsObject(*out) ? NULL : &bad_body;
}

static ti_sim_online_meeting *add_meeting(ti_sim_graph_ask *ask, const ti_sim_meeting_ask *wanted)
{
    teamsinvite_sim *sim = ask->x->sim;
    bool short_url = ti_sim_option(sim, TEAMSINVITE_SIM_SHORT_JOIN_URLS) != 0;
    ti_sim_online_meeting *meeting = ti_sim_meeting_add(&sim->meetings, ask->user, wanted->external_id, short_url);

    if (meeting == NULL || !ti_sim_members_apply(wanted, meeting))
        return NULL;
    meeting->created_ms = ask->x->now_ms;
    return meeting;
}

static const ti_sim_graph_refusal *check_create(const ti_sim_meeting_ask *wanted)
{
    if (wanted->subject == NULL || !wanted->has_start || !wanted->has_end)
        return &incomplete;
    return wanted->end_ms > wanted->start_ms ? NULL : &bad_times;
}

static const ti_sim_graph_refusal *create(ti_sim_graph_ask *ask, const cJSON *body)
{
    ti_sim_meeting_ask wanted;
    const ti_sim_graph_refusal *refusal = ti_sim_members_read(body, TI_SIM_MEMBER_CREATE, &wanted);
    const ti_sim_online_meeting *meeting;

    if (refusal == NULL)
        refusal = check_create(&wanted);
    if (refusal != NULL)
        return refusal;
    meeting = add_meeting(ask, &wanted);
    if (meeting == NULL)
        return &out_of_memory;
    ti_sim_meeting_show(ask, 201, meeting);
    return NULL;
}

/* No dates: an hour from now; only a start: an hour from there; only an end is an error. */
static const ti_sim_graph_refusal *fill_times(ti_sim_meeting_ask *wanted, int64_t now_ms)
{
    if (wanted->has_end && !wanted->has_start)
        return &bad_times;
    if (!wanted->has_start)
        wanted->start_ms = now_ms / 1000 * 1000;
    if (!wanted->has_end)
        wanted->end_ms = wanted->start_ms + HOUR_MS;
    wanted->has_start = wanted->has_end = true;
    return wanted->end_ms > wanted->start_ms ? NULL : &bad_times;
}

static const ti_sim_graph_refusal *create_or_get(ti_sim_graph_ask *ask, const cJSON *body)
{
    ti_sim_meeting_ask wanted;
    const ti_sim_graph_refusal *refusal = ti_sim_members_read(body, TI_SIM_MEMBER_CREATE_OR_GET, &wanted);
    const ti_sim_online_meeting *meeting;

    if (refusal != NULL)
        return refusal;
    if (wanted.external_id == NULL || wanted.external_id[0] == '\0')
        return &no_external_id;
    refusal = fill_times(&wanted, ask->x->now_ms);
    if (refusal != NULL)
        return refusal;
    meeting = ti_sim_meeting_by_external_id(&ask->x->sim->meetings, ask->user, wanted.external_id);
    if (meeting != NULL) { /* as it is, whatever else was asked */
        ti_sim_meeting_show(ask, 200, meeting);
        return NULL;
    }
    meeting = add_meeting(ask, &wanted);
    if (meeting == NULL)
        return &out_of_memory;
    ti_sim_meeting_show(ask, 201, meeting);
    return NULL;
}

static const ti_sim_graph_refusal *patch(ti_sim_graph_ask *ask, const cJSON *body, ti_sim_online_meeting *meeting)
{
    ti_sim_meeting_ask wanted;
    const ti_sim_graph_refusal *refusal = ti_sim_members_read(body, TI_SIM_MEMBER_PATCH, &wanted);

    if (refusal != NULL)
        return refusal;
    if (wanted.has_start != wanted.has_end)
        return &times_apart;
    if (wanted.has_start && wanted.end_ms <= wanted.start_ms)
        return &bad_times;
    if (!ti_sim_members_apply(&wanted, meeting))
        return &out_of_memory;
    ti_sim_meeting_show(ask, 200, meeting);
    return NULL;
}

const ti_sim_graph_refusal *ti_sim_meeting_create(ti_sim_graph_ask *ask)
{
    cJSON *body = NULL;
    const ti_sim_graph_refusal *refusal = read_body(ask, &body);

    if (refusal == NULL)
        refusal = create(ask, body);
    cJSON_Delete(body);
    return refusal;
}

const ti_sim_graph_refusal *ti_sim_meeting_create_or_get(ti_sim_graph_ask *ask)
{
    cJSON *body = NULL;
    const ti_sim_graph_refusal *refusal = read_body(ask, &body);

    if (refusal == NULL)
        refusal = create_or_get(ask, body);
    cJSON_Delete(body);
    return refusal;
}

const ti_sim_graph_refusal *ti_sim_meeting_patch(ti_sim_graph_ask *ask, ti_sim_online_meeting *meeting)
{
    cJSON *body = NULL;
    const ti_sim_graph_refusal *refusal = read_body(ask, &body);

    if (refusal == NULL)
        refusal = patch(ask, body, meeting);
    cJSON_Delete(body);
    return refusal;
}
