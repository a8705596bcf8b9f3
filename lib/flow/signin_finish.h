/* SPDX-License-Identifier: Apache-2.0 */
/* signin_finish.h - what comes after the browser is back: one flow for each kind of sign-in. */
#ifndef TI_FLOW_SIGNIN_FINISH_H
#define TI_FLOW_SIGNIN_FINISH_H

#include "flow/company_load.h"
#include "flow/consent_check.h"
#include "flow/identity.h"
#include "flow/signin_begin.h"
#include "flow/tenant_claim.h"
#include "flow/token_grant.h"
#include "proto/entra/redirect_query.h"
#include "record/connection_record.h"
#include "record/signin_record.h"

typedef struct ti_signin_finish {
    ti_redirect_query query;
    ti_signin_record signin;

    ti_token_grant grant;
    ti_identity_check identity;
    ti_company_state company;
    ti_tenant_claim claim;
    ti_signin_begin consent; /* answered by enable: where to go next */
    ti_consent_check check;
    const char *user_key;
    int64_t user_version;
    bool raced; /* somebody has written or removed the connection since it was loaded */
    ti_connection_record connection;
} ti_signin_finish;

/* The administrator has signed in: bind the company to the tenant, begin the consent. */
extern const ti_flow ti_flow_enable_finish;

/* The administrator has consented, or so the redirect says: look whether it is so. */
extern const ti_flow ti_flow_consent_finish;

/* The recruiter has signed in: keep the connection. */
extern const ti_flow ti_flow_connect_finish;

#endif
