/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_request.c - what to create or to change, checked as it is set. */
#include "flow/meeting_request.h"

#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "base/time.h"
#include "proto/graph/meeting_settings.h"

#define LONGEST_MS INT64_C(86400000)

teamsinvite_status teamsinvite_meeting_request_new(teamsinvite_meeting_request **out, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "out", out) == TEAMSINVITE_OK) {
        *out = ti_alloc(sizeof(**out));
        if (*out == NULL)
            (void)ti_fail_no_memory(&error);
        else
            memcpy((*out)->plan.settings, TI_SETTINGS_INTERVIEW, TI_SETTINGS_SIZE);
    }
    return ti_error_give(&error, err);
}

void teamsinvite_meeting_request_free(teamsinvite_meeting_request *request)
{
    ti_free(request);
}

teamsinvite_status teamsinvite_meeting_request_set_reference(teamsinvite_meeting_request *request,
                                                             const char *reference, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_id(&error, "reference", reference) == TEAMSINVITE_OK)
        memcpy(request->reference, reference, strlen(reference) + 1);
    return ti_error_give(&error, err);
}

/* One user of the plan; NULL takes it out. `user` is NULL where there is no request. */
static teamsinvite_status set_user(char *user, const char *parameter, const char *value, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", user) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    if (value == NULL)
        user[0] = '\0';
    else if (ti_check_id(&error, parameter, value) == TEAMSINVITE_OK)
        memcpy(user, value, strlen(value) + 1);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_meeting_request_set_organizer(teamsinvite_meeting_request *request, const char *user,
                                                             teamsinvite_error **err)
{
    return set_user(request == NULL ? NULL : request->plan.organizer, "organizer", user, err);
}

teamsinvite_status teamsinvite_meeting_request_set_previous_organizer(teamsinvite_meeting_request *request,
                                                                      const char *user, teamsinvite_error **err)
{
    return set_user(request == NULL ? NULL : request->plan.previous, "previous_organizer", user, err);
}

teamsinvite_status teamsinvite_meeting_request_set_details(teamsinvite_meeting_request *request, int32_t wanted,
                                                           teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_range(&error, "wanted", wanted, 0, 1) == TEAMSINVITE_OK)
        request->with_details = wanted == 1;
    return ti_error_give(&error, err);
}

teamsinvite_status ti_check_times(ti_error *err, int64_t start_ms, int64_t end_ms)
{
    teamsinvite_status status = ti_check_range(err, "start_ms", start_ms, 1000, TI_TIME_MAX_MS);

    if (status == TEAMSINVITE_OK)
        status = ti_check_range(err, "end_ms", end_ms, 1000, TI_TIME_MAX_MS);
    if (status != TEAMSINVITE_OK)
        return status;
    if (start_ms % 1000 != 0 || end_ms % 1000 != 0)
        return ti_fail_parameter(err, start_ms % 1000 != 0 ? "start_ms" : "end_ms", "is not a whole second");
    if (end_ms <= start_ms)
        return ti_fail_parameter(err, "end_ms", "is not after start_ms");
    if (end_ms - start_ms > LONGEST_MS)
        return ti_fail_parameter(err, "end_ms", "is more than 24 hours after start_ms");
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_meeting_request_set_times(teamsinvite_meeting_request *request, int64_t start_ms,
                                                         int64_t end_ms, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_times(&error, start_ms, end_ms) == TEAMSINVITE_OK) {
        request->plan.start_ms = start_ms;
        request->plan.end_ms = end_ms;
    }
    return ti_error_give(&error, err);
}

teamsinvite_status ti_meeting_request_check(ti_error *err, const teamsinvite_meeting_request *request,
                                            int64_t now_ms)
{
    teamsinvite_status status = ti_check_given(err, "request", request);

    if (status != TEAMSINVITE_OK)
        return status;
    if (request->reference[0] == '\0')
        return ti_fail_parameter(err, "reference", "is not set");
    if (request->plan.end_ms == 0)
        return ti_fail_parameter(err, "start_ms", "is not set, nor is end_ms");
    if (request->plan.end_ms <= now_ms)
        return ti_fail_parameter(err, "end_ms", "lies in the past");
    return TEAMSINVITE_OK;
}

void ti_meeting_plan_of(ti_meeting_plan *plan, const teamsinvite_meeting_request *request, const char *organizer)
{
    *plan = request->plan;
    memcpy(plan->organizer, organizer, strlen(organizer) + 1);
}

teamsinvite_status ti_organizer_of(ti_error *err, const teamsinvite_actor *actor, const char *organizer,
                                   const char **user)
{
    *user = actor->user;
    if (organizer == NULL || organizer[0] == '\0' || strcmp(organizer, actor->user) == 0)
        return TEAMSINVITE_OK;
    if (actor->role != TEAMSINVITE_ROLE_ADMIN)
        return ti_fail(err, TEAMSINVITE_E_DENIED, "only an administrator may act for another organizer");
    *user = organizer;
    return ti_check_id(err, "organizer", organizer);
}

teamsinvite_status ti_meeting_request_organizer(ti_error *err, const teamsinvite_actor *actor,
                                                const teamsinvite_meeting_request *request, const char **user)
{
    const char *previous;
    teamsinvite_status status = ti_organizer_of(err, actor, request->plan.previous, &previous);

    return status == TEAMSINVITE_OK ? ti_organizer_of(err, actor, request->plan.organizer, user) : status;
}
