/* SPDX-License-Identifier: Apache-2.0 */
/* check.c - a check: what it is told, and what it has found. */
#include "check/check.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "check/property.h"

static void set_defaults(kit_plan *plan, teamsinvite_storage_open_fn open, teamsinvite_storage_close_fn close,
                         void *user_data)
{
    *plan = (kit_plan){ .open = open, .close = close, .user_data = user_data };
    plan->reach = TEAMSINVITE_STORAGE_OF_MACHINE;
    plan->workers = 4;
    plan->rounds = 200;
    plan->records = 100000;
    plan->kills = 50;
}

teamsinvite_status teamsinvite_storage_check_new(teamsinvite_storage_open_fn open, teamsinvite_storage_close_fn close,
                                                 void *user_data, teamsinvite_storage_check **out,
                                                 teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_storage_check *check = NULL;

    if (open == NULL || out == NULL)
        (void)ti_fail_parameter(&error, open == NULL ? "open" : "out", "is NULL");
    else if ((check = ti_alloc(sizeof(*check))) == NULL)
        (void)ti_fail_no_memory(&error);
    else
        set_defaults(&check->plan, open, close, user_data);
    if (out != NULL)
        *out = check;
    return ti_error_give(&error, err);
}

void kit_findings_clear(teamsinvite_storage_check *check)
{
    ti_free(check->findings);
    check->findings = NULL;
    check->failed_count = 0;
    memset(check->counts, 0, sizeof(check->counts));
}

void teamsinvite_storage_check_free(teamsinvite_storage_check *check)
{
    if (check == NULL)
        return;
    kit_findings_clear(check);
    ti_free(check);
}

static bool is_within(const teamsinvite_storage_check *check, int64_t value, int64_t least, int64_t most)
{
    return check != NULL && value >= least && value <= most;
}

teamsinvite_status teamsinvite_storage_check_set_reach(teamsinvite_storage_check *check, int32_t reach)
{
    if (!is_within(check, reach, TEAMSINVITE_STORAGE_OF_PROCESS, TEAMSINVITE_STORAGE_OF_MACHINE))
        return TEAMSINVITE_E_INVALID;
    check->plan.reach = reach;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_storage_check_set_workers(teamsinvite_storage_check *check, int32_t workers)
{
    if (!is_within(check, workers, 2, 16))
        return TEAMSINVITE_E_INVALID;
    check->plan.workers = workers;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_storage_check_set_rounds(teamsinvite_storage_check *check, int32_t rounds)
{
    if (!is_within(check, rounds, 10, 100000))
        return TEAMSINVITE_E_INVALID;
    check->plan.rounds = rounds;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_storage_check_set_records(teamsinvite_storage_check *check, int64_t records)
{
    if (!is_within(check, records, 100, 10000000))
        return TEAMSINVITE_E_INVALID;
    check->plan.records = records;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_storage_check_set_kills(teamsinvite_storage_check *check, int32_t kills)
{
    if (!is_within(check, kills, 1, 10000))
        return TEAMSINVITE_E_INVALID;
    check->plan.kills = kills;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_storage_check_set_only(teamsinvite_storage_check *check, const char *beginning)
{
    if (check == NULL || beginning == NULL || strlen(beginning) >= sizeof(check->plan.only))
        return TEAMSINVITE_E_INVALID;
    memcpy(check->plan.only, beginning, strlen(beginning) + 1);
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_storage_check_set_report(teamsinvite_storage_check *check,
                                                        teamsinvite_storage_report_fn report,
                                                        teamsinvite_storage_progress_fn progress, void *user_data)
{
    if (check == NULL)
        return TEAMSINVITE_E_INVALID;
    check->plan.report = report;
    check->plan.progress = progress;
    check->plan.teller = user_data;
    return TEAMSINVITE_OK;
}

size_t teamsinvite_storage_check_failed_count(const teamsinvite_storage_check *check)
{
    return check == NULL ? 0 : check->failed_count;
}

const char *teamsinvite_storage_check_failed_name(const teamsinvite_storage_check *check, size_t index)
{
    return index < teamsinvite_storage_check_failed_count(check) ? check->findings[index].name : "";
}

const char *teamsinvite_storage_check_failed_detail(const teamsinvite_storage_check *check, size_t index)
{
    return index < teamsinvite_storage_check_failed_count(check) ? check->findings[index].detail : "";
}

size_t teamsinvite_storage_check_count(const teamsinvite_storage_check *check, int32_t result)
{
    return is_within(check, result, TEAMSINVITE_PROPERTY_KEPT, TEAMSINVITE_PROPERTY_SKIPPED) ? check->counts[result]
                                                                                             : 0;
}

size_t teamsinvite_storage_check_property_count(void)
{
    size_t count = 0;

    while (kit_property_at(count) != NULL)
        count++;
    return count;
}

const char *teamsinvite_storage_check_property_name(size_t index)
{
    const kit_property *property = kit_property_at(index);

    return property == NULL ? "" : property->name;
}

const char *teamsinvite_storage_check_property_text(size_t index)
{
    const kit_property *property = kit_property_at(index);

    return property == NULL ? "" : property->text;
}
