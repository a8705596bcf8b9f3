/* SPDX-License-Identifier: Apache-2.0 */
/* company_result.c - what is known of a company. */
#include "flow/company_result.h"

#include "base/alloc.h"

int32_t teamsinvite_company_state(const teamsinvite_company *company)
{
    return company == NULL ? 0 : company->state;
}

const char *teamsinvite_company_state_name(int32_t state)
{
    static const char *const names[] = { "none", "pending", "enabled", "disabling" };
    int32_t index = state - TEAMSINVITE_COMPANY_NONE;

    return index >= 0 && index < 4 ? names[index] : "?";
}

int32_t teamsinvite_company_mode(const teamsinvite_company *company)
{
    return company == NULL ? 0 : company->mode;
}

const char *teamsinvite_mode_name(int32_t mode)
{
    static const char *const names[] = { "delegated", "application" };
    int32_t index = mode - TEAMSINVITE_MODE_DELEGATED;

    return index >= 0 && index < 2 ? names[index] : "?";
}

const char *teamsinvite_company_tenant(const teamsinvite_company *company)
{
    return company == NULL ? "" : company->tenant;
}

void teamsinvite_company_free(teamsinvite_company *company)
{
    ti_free(company);
}

static teamsinvite_company *copy_company(const teamsinvite_company *company)
{
    teamsinvite_company *copy = ti_alloc(sizeof(*copy));

    if (copy != NULL)
        *copy = *company;
    return copy;
}

static void free_result(void *result)
{
    teamsinvite_company_free(result);
}

ti_verdict ti_company_done(teamsinvite_call *call, const teamsinvite_company *company)
{
    return ti_call_done(call, copy_company(company), free_result);
}

teamsinvite_status teamsinvite_call_take_company(teamsinvite_call *call, teamsinvite_company **out,
                                                teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_company(teamsinvite_status started, teamsinvite_call *call, teamsinvite_company **out,
                                    teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
