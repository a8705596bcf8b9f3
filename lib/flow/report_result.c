/* SPDX-License-Identifier: Apache-2.0 */
/* report_result.c - what doctor.run has found, check by check. */
#include "flow/report_result.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/alloc.h"

const char *teamsinvite_check_name(int32_t check)
{
    static const char *const names[TEAMSINVITE_CHECK_COUNT] = { "storage",    "company", "entra",       "clock",
                                                                "credential", "consent", "graph",       "permissions",
                                                                "connection", "organizer", "licence", "meetings" };

    return check >= 0 && check < TEAMSINVITE_CHECK_COUNT ? names[check] : "?";
}

static const ti_check *find_check(const teamsinvite_report *report, int32_t check)
{
    return report != NULL && check >= 0 && check < TEAMSINVITE_CHECK_COUNT ? &report->checks[check] : NULL;
}

int32_t teamsinvite_report_verdict(const teamsinvite_report *report, int32_t check)
{
    const ti_check *found = find_check(report, check);

    return found == NULL ? TEAMSINVITE_VERDICT_NOT_CHECKED : found->verdict;
}

const char *teamsinvite_report_evidence(const teamsinvite_report *report, int32_t check)
{
    const ti_check *found = find_check(report, check);

    return found == NULL ? "" : found->evidence;
}

const teamsinvite_error *teamsinvite_report_error(const teamsinvite_report *report, int32_t check)
{
    const ti_check *found = find_check(report, check);

    return found != NULL && found->verdict == TEAMSINVITE_VERDICT_BAD ? &found->error : NULL;
}

int32_t teamsinvite_report_broken(const teamsinvite_report *report)
{
    int32_t check;

    for (check = 0; check < TEAMSINVITE_CHECK_COUNT; check++)
        if (teamsinvite_report_verdict(report, check) == TEAMSINVITE_VERDICT_BAD)
            return check;
    return -1;
}

void teamsinvite_report_free(teamsinvite_report *report)
{
    ti_free(report);
}

void ti_report_good(teamsinvite_report *report, int32_t check, const char *format, ...)
{
    ti_check *found = &report->checks[check];
    va_list args;

    found->verdict = TEAMSINVITE_VERDICT_GOOD;
    va_start(args, format);
    (void)vsnprintf(found->evidence, sizeof(found->evidence), format, args);
    va_end(args);
}

void ti_report_bad(teamsinvite_report *report, int32_t check, const ti_error *error)
{
    ti_check *found = &report->checks[check];

    found->verdict = TEAMSINVITE_VERDICT_BAD;
    found->error = *error;
    found->error.is_static = true; /* part of the report: nobody frees it by itself */
    if (error->service_code[0] != '\0')
        (void)snprintf(found->evidence, sizeof(found->evidence), "%s", error->service_code);
    else if (error->http_status != 0)
        (void)snprintf(found->evidence, sizeof(found->evidence), "HTTP %d", error->http_status);
}

static void free_result(void *result)
{
    teamsinvite_report_free(result);
}

ti_verdict ti_report_done(teamsinvite_call *call, const teamsinvite_report *report)
{
    teamsinvite_report *result = ti_alloc(sizeof(*result));

    if (result != NULL)
        *result = *report;
    return ti_call_done(call, result, free_result);
}

teamsinvite_status teamsinvite_call_take_report(teamsinvite_call *call, teamsinvite_report **out,
                                                teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_report(teamsinvite_status started, teamsinvite_call *call, teamsinvite_report **out,
                                    teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
