/* SPDX-License-Identifier: Apache-2.0 */
/*
 * client_auth.h - how the app proves at the token endpoint who it is: with the
 * credential that worked last, a new assertion each time, and with the other
 * credential where Entra does not take that one.
 */
#ifndef TI_FLOW_CLIENT_AUTH_H
#define TI_FLOW_CLIENT_AUTH_H

#include "call/call.h"
#include "proto/entra/token_request.h"

/* Zeros to begin with. A set may be replaced meanwhile, so nothing of it is kept. */
typedef struct ti_client_auth {
    int64_t set_number; /* 0: to be chosen */
    size_t index;
    bool renewed;       /* asked once more with a new assertion */
    bool changed;       /* asked with another credential than at first */
    int32_t refused_kind; /* of the first one; 0 where none was refused */
    char refused_code[sizeof(((ti_error *)NULL)->service_code)];
} ti_client_auth;

/* Write the form of a SEND whose URL stands already; a failure is in call->error. Once for each attempt. */
void ti_client_auth_write(teamsinvite_call *call, ti_client_auth *auth, const ti_token_request *request);

/* After TEAMSINVITE_E_CREDENTIAL in call->error: whether to ask again, with something else then. The code of a
 * sign-in is not used up by that: Entra looks at the app first. */
bool ti_client_auth_again(teamsinvite_call *call, ti_client_auth *auth);

/* Entra took it: where it was not the first one, later calls begin with it, and the host is told. */
void ti_client_auth_worked(teamsinvite_call *call, const ti_client_auth *auth);

#endif
