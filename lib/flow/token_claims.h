/* SPDX-License-Identifier: Apache-2.0 */
/* token_claims.h - the `claims` that a user's sign-in or renewal carries: what Graph challenged for, and what we can.
 */
#ifndef TI_FLOW_TOKEN_CLAIMS_H
#define TI_FLOW_TOKEN_CLAIMS_H

#include "call/call.h"

/* Of a challenge (JSON; "" for none) and the client's capability; NULL in *claims
 * where there is nothing to say. TI_FAIL with the error set, else TI_NEXT. */
ti_verdict ti_token_claims(teamsinvite_call *call, const char *challenge, const char **claims);

#endif
