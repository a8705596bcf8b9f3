/* SPDX-License-Identifier: Apache-2.0 */
/* config_policy.c - settings that say whom and what a client trusts. */
#include "base/check.h"
#include "client/client.h"

/* *flag is NULL where there is no config. */
static teamsinvite_status set_flag(bool *flag, int32_t value, const char *parameter, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", flag) == TEAMSINVITE_OK &&
        ti_check_range(&error, parameter, value, 0, 1) == TEAMSINVITE_OK)
        *flag = value == 1;
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_config_set_claims_challenges(teamsinvite_config *config, int32_t handle,
                                                            teamsinvite_error **err)
{
    return set_flag(config == NULL ? NULL : &config->handles_claims, handle, "handle", err);
}

teamsinvite_status teamsinvite_config_set_shared_tenants(teamsinvite_config *config, int32_t allow,
                                                         teamsinvite_error **err)
{
    return set_flag(config == NULL ? NULL : &config->shares_tenants, allow, "allow", err);
}

teamsinvite_status teamsinvite_config_dangerously_allow_any_role(teamsinvite_config *config, int32_t allow,
                                                                 teamsinvite_error **err)
{
    return set_flag(config == NULL ? NULL : &config->takes_any_role, allow, "allow", err);
}
