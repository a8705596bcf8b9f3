/* SPDX-License-Identifier: Apache-2.0 */
/* consent.c - who consented to what, for themselves or for everybody. */
#include "base/alloc.h"
#include "sim/directory.h"

ti_sim_principal *ti_sim_principal_find(const ti_sim_tenant *tenant, const ti_sim_app *app)
{
    ti_sim_principal *principal = tenant->principals;

    while (principal != NULL && principal->app != app)
        principal = principal->next;
    return principal;
}

static ti_sim_principal *find_or_add(ti_sim_tenant *tenant, const ti_sim_app *app)
{
    ti_sim_principal *principal = ti_sim_principal_find(tenant, app);

    if (principal == NULL) {
        principal = ti_alloc(sizeof(*principal));
        if (principal == NULL)
            return NULL;
        principal->app = app;
        principal->next = tenant->principals;
        tenant->principals = principal;
    }
    return principal;
}

static ti_sim_permit *permit_of(const ti_sim_principal *principal, const ti_sim_user *user)
{
    ti_sim_permit *permit = principal->permits;

    while (permit != NULL && permit->user != user)
        permit = permit->next;
    return permit;
}

uint32_t ti_sim_consented(const ti_sim_user *user, const ti_sim_app *app)
{
    const ti_sim_principal *principal = ti_sim_principal_find(user->tenant, app);
    const ti_sim_permit *permit = principal == NULL ? NULL : permit_of(principal, user);

    if (principal == NULL)
        return 0;
    return principal->scopes | (permit == NULL ? 0 : permit->scopes);
}

bool ti_sim_consent_user(ti_sim_user *user, const ti_sim_app *app, uint32_t scopes)
{
    ti_sim_principal *principal = find_or_add(user->tenant, app);
    ti_sim_permit *permit = principal == NULL ? NULL : permit_of(principal, user);

    if (principal != NULL && permit == NULL) {
        permit = ti_alloc(sizeof(*permit));
        if (permit != NULL) {
            permit->user = user;
            permit->next = principal->permits;
            principal->permits = permit;
        }
    }
    if (permit == NULL)
        return false;
    permit->scopes |= scopes;
    return true;
}

bool ti_sim_consent_all(ti_sim_tenant *tenant, const ti_sim_app *app, uint32_t scopes, uint32_t roles)
{
    ti_sim_principal *principal = find_or_add(tenant, app);

    if (principal == NULL)
        return false;
    principal->scopes |= scopes;
    principal->roles |= roles;
    return true;
}

void ti_sim_consent_withdraw(ti_sim_tenant *tenant, const ti_sim_app *app)
{
    ti_sim_principal **slot = &tenant->principals;
    ti_sim_principal *principal;

    while (*slot != NULL && (*slot)->app != app)
        slot = &(*slot)->next;
    principal = *slot;
    if (principal == NULL)
        return;
    *slot = principal->next;
    while (principal->permits != NULL) {
        ti_sim_permit *permit = principal->permits;

        principal->permits = permit->next;
        ti_free(permit);
    }
    ti_free(principal);
}
