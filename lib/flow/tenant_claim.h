/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tenant_claim.h - one directory, one company: claimed when an administrator
 * has signed in, released when the company is disabled.
 */
#ifndef TI_FLOW_TENANT_CLAIM_H
#define TI_FLOW_TENANT_CLAIM_H

#include "flow/company_load.h"

typedef struct ti_tenant_claim {
    const char *company;
    const char *tenant;

    const char *key;
    int64_t version;
    const char *holder; /* the company that has it; NULL: nobody */
    ti_company_state other;
} ti_tenant_claim;

/* E_CONFLICT where another company has it, unless the client shares tenants. */
extern const ti_flow ti_flow_tenant_claim;

/* Does nothing where another company has it, or nobody. */
extern const ti_flow ti_flow_tenant_release;

#endif
