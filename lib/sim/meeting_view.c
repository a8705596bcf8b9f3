/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_view.c - one meeting, copied out for whoever looks at it. */
#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "sim/sim.h"

enum { URL_MAX = 8192 };

struct teamsinvite_sim_meeting {
    bool exists;
    int64_t start_ms;
    int64_t end_ms;
    char *organizer;
    char *external_id;
    char *json;
    cJSON *values; /* the same, to read from */
};

static bool fill(teamsinvite_sim_meeting *view, const ti_sim_online_meeting *meeting, const char *graph)
{
    view->exists = !meeting->deleted;
    view->start_ms = meeting->start_ms;
    view->end_ms = meeting->end_ms;
    view->organizer = ti_strdup(meeting->organizer->oid);
    view->external_id = ti_strdup(meeting->external_id == NULL ? "" : meeting->external_id);
    view->values = ti_sim_meeting_to_json(meeting, graph, true);
    view->json = view->values == NULL ? NULL : cJSON_PrintUnformatted(view->values);
    return view->organizer != NULL && view->external_id != NULL && view->json != NULL;
}

static teamsinvite_status make_view(const teamsinvite_sim *sim, const char *join_url, teamsinvite_sim_meeting **out,
                                    ti_error *err)
{
    const ti_sim_online_meeting *meeting = ti_sim_meeting_by_join_url(&sim->meetings, join_url);
    teamsinvite_sim_meeting *view;

    if (meeting == NULL)
        return ti_fail(err, TEAMSINVITE_E_NOT_FOUND, "there never was a meeting with that link");
    view = ti_alloc(sizeof(*view));
    if (view == NULL || !fill(view, meeting, sim->graph)) {
        teamsinvite_sim_meeting_free(view);
        return ti_fail_no_memory(err);
    }
    *out = view;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_sim_find_meeting(const teamsinvite_sim *sim, const char *join_url,
                                                teamsinvite_sim_meeting **out, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (out != NULL)
        *out = NULL;
    if (ti_check_given(&error, "sim", sim) == TEAMSINVITE_OK && ti_check_given(&error, "out", out) == TEAMSINVITE_OK &&
        ti_check_token(&error, "join_url", join_url, URL_MAX) == TEAMSINVITE_OK) {
        ti_sim_lock(sim);
        (void)make_view(sim, join_url, out, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

int64_t teamsinvite_sim_meeting_count(const teamsinvite_sim *sim)
{
    int64_t count;

    if (sim == NULL)
        return 0;
    ti_sim_lock(sim);
    count = sim->meetings.count;
    ti_sim_unlock(sim);
    return count;
}

static const char *text_of(const teamsinvite_sim_meeting *meeting, const char *object, const char *name)
{
    const cJSON *values = meeting == NULL ? NULL : meeting->values;
    const char *text;

    if (object != NULL)
        values = cJSON_GetObjectItemCaseSensitive(values, object);
    text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(values, name));
    return text == NULL ? "" : text;
}

int32_t teamsinvite_sim_meeting_exists(const teamsinvite_sim_meeting *meeting)
{
    return meeting != NULL && meeting->exists ? 1 : 0;
}

const char *teamsinvite_sim_meeting_subject(const teamsinvite_sim_meeting *meeting)
{
    return text_of(meeting, NULL, "subject");
}

int64_t teamsinvite_sim_meeting_start_ms(const teamsinvite_sim_meeting *meeting)
{
    return meeting == NULL ? 0 : meeting->start_ms;
}

int64_t teamsinvite_sim_meeting_end_ms(const teamsinvite_sim_meeting *meeting)
{
    return meeting == NULL ? 0 : meeting->end_ms;
}

const char *teamsinvite_sim_meeting_lobby_scope(const teamsinvite_sim_meeting *meeting)
{
    return text_of(meeting, "lobbyBypassSettings", "scope");
}

const char *teamsinvite_sim_meeting_allowed_presenters(const teamsinvite_sim_meeting *meeting)
{
    return text_of(meeting, NULL, "allowedPresenters");
}

const char *teamsinvite_sim_meeting_organizer(const teamsinvite_sim_meeting *meeting)
{
    return meeting == NULL ? "" : meeting->organizer;
}

const char *teamsinvite_sim_meeting_external_id(const teamsinvite_sim_meeting *meeting)
{
    return meeting == NULL ? "" : meeting->external_id;
}

const char *teamsinvite_sim_meeting_json(const teamsinvite_sim_meeting *meeting)
{
    return meeting == NULL ? "" : meeting->json;
}

void teamsinvite_sim_meeting_free(teamsinvite_sim_meeting *meeting)
{
    if (meeting == NULL)
        return;
    ti_free(meeting->organizer);
    ti_free(meeting->external_id);
    cJSON_free(meeting->json);
    cJSON_Delete(meeting->values);
    ti_free(meeting);
}
