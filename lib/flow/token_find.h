/* SPDX-License-Identifier: Apache-2.0 */
/*
 * token_find.h - a valid access token: of a user, or of the app itself for the
 * company's tenant. The stored one while it lasts, else a new one, fetched by
 * one caller while the others wait. Found once, it serves the whole call.
 */
#ifndef TI_FLOW_TOKEN_FIND_H
#define TI_FLOW_TOKEN_FIND_H

#include "flow/gate.h"
#include "flow/lease.h"
#include "flow/token_grant.h"
#include "record/company_record.h"
#include "record/connection_record.h"

typedef struct ti_token {
    const char *company;
    const char *user;      /* whose meetings it is about; NULL: nobody's in particular */
    const char *tenant;
    bool application;      /* the app's token, and the user only says on whose behalf */
    bool given;            /* access_token is the host's own: nothing to find */
    int64_t min_valid_ms;
    const char *refused;   /* Graph did not take this token: it is not valid whatever its times say */
    const char *challenge; /* … because of these claims, JSON; or NULL */
    ti_gate graph_gate;    /* for the exchanges that the token is for */

    const char *access_token; /* answered */
    int64_t expires_at_ms;
    const char *oid;          /* the user's */

    /* under way */
    const char *account_key;
    const char *key;
    ti_connection_record record;
    int64_t version;
    ti_lease lease;
    ti_gate entra_gate;
    ti_token_grant grant;
    bool renewed;  /* by somebody else, or the old one still does */
    ti_error *refusal;
} ti_token;

/* For a user of this company, as its mode wants it. */
void ti_token_begin(ti_token *token, const char *company, const ti_company_record *record, const char *user);

/* Whose meetings the path names: NULL for /me, else the object id. */
const char *ti_token_path_user(const ti_token *token);

extern const ti_flow ti_flow_token_find;

#endif
