/* SPDX-License-Identifier: Apache-2.0 */
/* connection_result.h - what is known of a user's connection. */
#ifndef TI_FLOW_CONNECTION_RESULT_H
#define TI_FLOW_CONNECTION_RESULT_H

#include <teamsinvite/user.h>

#include "call/call.h"

struct teamsinvite_connection {
    int32_t state;
    int64_t since_ms;
    char reason[48];
    char account[37];
};

/* The call is done with this result; TI_FAIL without memory. */
ti_verdict ti_connection_done(teamsinvite_call *call, const teamsinvite_connection *connection);

/* The end of a blocking function that answers one. */
teamsinvite_status ti_finish_connection(teamsinvite_status started, teamsinvite_call *call,
                                        teamsinvite_connection **out, teamsinvite_error **err);

#endif
