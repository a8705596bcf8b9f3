/* SPDX-License-Identifier: Apache-2.0 */
/* policy.c - Teams application access policies. */
#include "sim/policy.h"

#include "base/alloc.h"
#include "base/check.h"
#include "sim/setup.h"

bool ti_sim_policy_admits(const ti_sim_tenant *tenant, const ti_sim_app *app, const ti_sim_user *user, int64_t now_ms)
{
    const ti_sim_policy *each = tenant->policies;
    bool has_own = false;
    bool by_own = false;
    bool by_global = false;

    for (; each != NULL; each = each->next) {
        bool counts = each->app == app && each->effective_ms <= now_ms;

        if (each->user == NULL) {
            by_global = by_global || counts;
        } else if (each->user == user) {
            has_own = has_own || each->effective_ms <= now_ms;
            by_own = by_own || counts;
        }
    }
    return has_own ? by_own : by_global;
}

void ti_sim_policies_clear(ti_sim_policy **list)
{
    while (*list != NULL) {
        ti_sim_policy *policy = *list;

        *list = policy->next;
        ti_free(policy);
    }
}

/* The slot of a policy; of NULL at the end of the list where there is none. */
static ti_sim_policy **find_slot(ti_sim_tenant *tenant, const ti_sim_app *app, const ti_sim_user *user)
{
    ti_sim_policy **slot = &tenant->policies;

    while (*slot != NULL && ((*slot)->app != app || (*slot)->user != user))
        slot = &(*slot)->next;
    return slot;
}

static teamsinvite_status grant(teamsinvite_sim *sim, ti_sim_policy **slot, const ti_sim_app *app,
                                const ti_sim_user *user, ti_error *err)
{
    ti_sim_policy *policy;

    if (*slot != NULL)
        return ti_sim_there_already(err, "policy");
    policy = ti_alloc(sizeof(*policy));
    if (policy == NULL)
        return ti_fail_no_memory(err);
    policy->app = app;
    policy->user = user;
    policy->effective_ms = ti_sim_now(sim) + ti_sim_option(sim, TEAMSINVITE_SIM_POLICY_DELAY_S) * 1000;
    *slot = policy;
    return TEAMSINVITE_OK;
}

static teamsinvite_status revoke(ti_sim_policy **slot, ti_error *err)
{
    ti_sim_policy *policy = *slot;

    if (policy == NULL)
        return ti_sim_missing(err, "policy");
    *slot = policy->next;
    ti_free(policy);
    return TEAMSINVITE_OK;
}

static void change(teamsinvite_sim *sim, const char *tenant, const ti_sim_app *app, const char *oid, bool granted,
                   ti_error *err)
{
    ti_sim_tenant *home = ti_sim_tenant_find(&sim->directory, tenant);
    ti_sim_user *user = home == NULL || oid == NULL ? NULL : ti_sim_user_find(&sim->directory, home, oid);

    if (home == NULL || (oid != NULL && user == NULL))
        (void)ti_sim_missing(err, home == NULL ? "tenant" : "user in that tenant");
    else if (granted)
        (void)grant(sim, find_slot(home, app, user), app, user, err);
    else
        (void)revoke(find_slot(home, app, user), err);
}

static teamsinvite_status change_policy(teamsinvite_sim *sim, const char *tenant, const char *client_id,
                                        const char *oid, bool granted, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_app *app = NULL;

    if (ti_check_guid(&error, "tenant", tenant) == TEAMSINVITE_OK &&
        (oid == NULL || ti_check_guid(&error, "oid", oid) == TEAMSINVITE_OK))
        app = ti_sim_lock_app(sim, client_id, &error);
    if (app != NULL) {
        change(sim, tenant, app, oid, granted, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_grant_policy(teamsinvite_sim *sim, const char *tenant, const char *client_id,
                                                const char *oid, teamsinvite_error **err)
{
    return change_policy(sim, tenant, client_id, oid, true, err);
}

teamsinvite_status teamsinvite_sim_revoke_policy(teamsinvite_sim *sim, const char *tenant, const char *client_id,
                                                 const char *oid, teamsinvite_error **err)
{
    return change_policy(sim, tenant, client_id, oid, false, err);
}
