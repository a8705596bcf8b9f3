/* SPDX-License-Identifier: Apache-2.0 */
/* identity_result.h - who a verified id_token is about. */
#ifndef TI_FLOW_IDENTITY_RESULT_H
#define TI_FLOW_IDENTITY_RESULT_H

#include <teamsinvite/entra.h>

#include "call/call.h"

struct teamsinvite_identity {
    char tenant[37];
    char account[37];
    bool guest;
};

/* The call is done with this result; TI_FAIL without memory. */
ti_verdict ti_identity_done(teamsinvite_call *call, const teamsinvite_identity *identity);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_identity(teamsinvite_status started, teamsinvite_call *call, teamsinvite_identity **out,
                                    teamsinvite_error **err);

#endif
