/* SPDX-License-Identifier: Apache-2.0 */
/* consent_check.h - whether a tenant's consent is effective: the app gets a token there that serves, or it does not. */
#ifndef TI_FLOW_CONSENT_CHECK_H
#define TI_FLOW_CONSENT_CHECK_H

#include "flow/company_load.h"
#include "flow/graph_exchange.h"

typedef struct ti_consent_check {
    const char *company;
    bool consented;      /* the redirect says that consent was given just now */
    int64_t max_wait_ms; /* keeps looking for so long; 0: looks once */

    ti_company_state state; /* answered: enabled or pending, as stored */
    ti_token_grant grant;
    ti_token token;         /* … as the probe of the permission uses it */
    ti_graph_exchange probe;
    const char *app_key;
    int64_t app_version;
    bool effective;
    int32_t looks;
    int64_t waited_ms;
} ti_consent_check;

extern const ti_flow ti_flow_consent_check;

#endif
