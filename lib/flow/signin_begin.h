/* SPDX-License-Identifier: Apache-2.0 */
/* signin_begin.h - a sign-in or a consent begins: its record is kept, and the URL for the browser made. */
#ifndef TI_FLOW_SIGNIN_BEGIN_H
#define TI_FLOW_SIGNIN_BEGIN_H

#include "call/call.h"
#include "proto/entra/scope.h"
#include "record/signin_record.h"

typedef struct ti_signin_begin {
    ti_signin_record record; /* kind, company, user, tenant, session; the rest is made here */
    ti_scope scope;
    const char *login_hint; /* or NULL */
    const char *claims;     /* or NULL */

    const char *key;
    const char *state;

    const char *url; /* answered, in the arena */
    int64_t expires_at_ms;
} ti_signin_begin;

extern const ti_flow ti_flow_signin_begin;

/* The host's session value, checked, as it is kept: hex SHA-256. */
const char *ti_signin_session(teamsinvite_call *call, const char *session);
teamsinvite_status ti_check_session(ti_error *err, const char *session);

#endif
