/* SPDX-License-Identifier: Apache-2.0 */
/*
 * user_token_find.h - a valid access token of a user: the stored one while it
 * lasts, else a new one, fetched by one caller while the others wait. Found
 * once, it serves the whole call.
 */
#ifndef TI_FLOW_USER_TOKEN_FIND_H
#define TI_FLOW_USER_TOKEN_FIND_H

#include "flow/token_grant.h"
#include "record/connection_record.h"

typedef struct ti_user_token {
    const char *company;
    const char *user;
    const char *tenant;
    int64_t min_valid_ms;
    const char *refused; /* Graph did not take this token: it is not valid whatever its times say */
    bool given;          /* access_token is the host's own: nothing to find */

    const char *access_token; /* answered */
    int64_t expires_at_ms;
    const char *oid;

    /* under way */
    const char *key;
    const char *lease_key;
    ti_connection_record record;
    int64_t version;
    int64_t lease_version; /* of the lease found or held; 0: none */
    bool held_by_other;
    bool holding;
    bool renewed;          /* by somebody else, while we took the lease */
    ti_token_grant grant;
    ti_error *refusal;     /* Entra will not renew it any more */
} ti_user_token;

extern const ti_flow ti_flow_user_token_find;

#endif
