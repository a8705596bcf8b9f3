/* SPDX-License-Identifier: Apache-2.0 */
/* authority.c - the tenant part of an Entra path. */
#include "sim/authority.h"

#include <string.h>

#include "sim/sim.h"

static const ti_sim_refusal unknown_tenant = {
    .status = 400,
    .error = "invalid_request",
    .code = 90002,
    .text = "Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct "
            "cloud."
};

static const ti_sim_refusal consumers_refused = {
    .status = 400,
    .error = "invalid_request",
    .code = 9002332,
    .text = "The application is configured for use by Azure Active Directory users only. Please do not use the "
            "/consumers endpoint to serve this request."
};

const ti_sim_refusal *ti_sim_authority_read(const ti_sim_exchange *x, ti_sim_authority *out)
{
    const char *name = x->segment[0];

    *out = (ti_sim_authority){ 0 };
    if (strcmp(name, "consumers") == 0) {
        out->name = name;
        out->tenant = ti_sim_tenant_find(&x->sim->directory, TEAMSINVITE_SIM_CONSUMERS);
        return out->tenant == NULL ? &consumers_refused : NULL;
    }
    if (strcmp(name, "organizations") == 0 || strcmp(name, "common") == 0) {
        out->name = name;
        return NULL;
    }
    out->tenant = ti_sim_tenant_find(&x->sim->directory, name);
    if (out->tenant == NULL)
        return &unknown_tenant;
    out->name = out->tenant->id;
    return NULL;
}

bool ti_sim_authority_admits(const ti_sim_authority *authority, const ti_sim_tenant *tenant)
{
    if (authority->tenant != NULL)
        return authority->tenant == tenant;
    return strcmp(authority->name, "common") == 0 || strcmp(tenant->id, TEAMSINVITE_SIM_CONSUMERS) != 0;
}

bool ti_sim_authority_offers(const ti_sim_authority *authority, const ti_sim_user *user)
{
    return ti_sim_authority_admits(authority, user->tenant) && (authority->tenant != NULL || user->home == NULL);
}
