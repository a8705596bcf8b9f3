/* SPDX-License-Identifier: Apache-2.0 */
/* redirect_result.h - where the browser goes next, or what came of it. */
#ifndef TI_FLOW_REDIRECT_RESULT_H
#define TI_FLOW_REDIRECT_RESULT_H

#include <teamsinvite/redirect.h>

#include "call/call.h"

struct teamsinvite_redirect {
    char *url; /* NULL when finished */
    const char *operation; /* a literal */
    char *company;
    char *user;
    int64_t expires_at_ms;
    int32_t company_state;
};

/* The call is done with this result; TI_FAIL without memory. */
ti_verdict ti_redirect_done(teamsinvite_call *call, const teamsinvite_redirect *redirect);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_redirect(teamsinvite_status started, teamsinvite_call *call, teamsinvite_redirect **out,
                                    teamsinvite_error **err);

#endif
