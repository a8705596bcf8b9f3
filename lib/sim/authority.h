/* SPDX-License-Identifier: Apache-2.0 */
/* authority.h - the tenant part of an Entra path. */
#ifndef TI_SIM_AUTHORITY_H
#define TI_SIM_AUTHORITY_H

#include "sim/directory.h"
#include "sim/exchange.h"
#include "sim/refusal.h"

typedef struct ti_sim_authority {
    ti_sim_tenant *tenant; /* NULL: organizations or common */
    const char *name;      /* the tenant's id, "organizations", "common" or "consumers" */
} ti_sim_authority;

/* NULL, or why not. */
const ti_sim_refusal *ti_sim_authority_read(const ti_sim_exchange *x, ti_sim_authority *out);

/* Whether users of that tenant may come this way: organizations are all but the consumers' tenant. */
bool ti_sim_authority_admits(const ti_sim_authority *authority, const ti_sim_tenant *tenant);

/* Whether that user may; a guest only where the tenant is named: else they land at home. */
bool ti_sim_authority_offers(const ti_sim_authority *authority, const ti_sim_user *user);

#endif
