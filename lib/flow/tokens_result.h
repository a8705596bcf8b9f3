/* SPDX-License-Identifier: Apache-2.0 */
/* tokens_result.h - tokens on their way to the host; wiped when freed. */
#ifndef TI_FLOW_TOKENS_RESULT_H
#define TI_FLOW_TOKENS_RESULT_H

#include <teamsinvite/entra.h>

#include "call/call.h"

struct teamsinvite_tokens {
    char *access_token;
    char *refresh_token;
    char *id_token;
    char *scope;
    int64_t expires_at_ms;
};

/* The call is done with this result; TI_FAIL without memory. */
ti_verdict ti_tokens_done(teamsinvite_call *call, const teamsinvite_tokens *tokens);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_tokens(teamsinvite_status started, teamsinvite_call *call, teamsinvite_tokens **out,
                                    teamsinvite_error **err);

#endif
