/* SPDX-License-Identifier: Apache-2.0 */
/* connection_result.c - what is known of a user's connection. */
#include "flow/connection_result.h"

#include "base/alloc.h"

int32_t teamsinvite_connection_state(const teamsinvite_connection *connection)
{
    return connection == NULL ? 0 : connection->state;
}

const char *teamsinvite_connection_state_name(int32_t state)
{
    static const char *const names[] = { "none", "connected", "sign_in_again" };
    int32_t index = state - TEAMSINVITE_CONNECTION_NONE;

    return index >= 0 && index < 3 ? names[index] : "?";
}

int64_t teamsinvite_connection_since_ms(const teamsinvite_connection *connection)
{
    return connection == NULL ? 0 : connection->since_ms;
}

const char *teamsinvite_connection_reason(const teamsinvite_connection *connection)
{
    return connection == NULL ? "" : connection->reason;
}

const char *teamsinvite_connection_account(const teamsinvite_connection *connection)
{
    return connection == NULL ? "" : connection->account;
}

void teamsinvite_connection_free(teamsinvite_connection *connection)
{
    ti_free(connection);
}

static teamsinvite_connection *copy_connection(const teamsinvite_connection *connection)
{
    teamsinvite_connection *copy = ti_alloc(sizeof(*copy));

    if (copy != NULL)
        *copy = *connection;
    return copy;
}

static void free_result(void *result)
{
    teamsinvite_connection_free(result);
}

ti_verdict ti_connection_done(teamsinvite_call *call, const teamsinvite_connection *connection)
{
    return ti_call_done(call, copy_connection(connection), free_result);
}

teamsinvite_status teamsinvite_call_take_connection(teamsinvite_call *call, teamsinvite_connection **out,
                                                    teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_connection(teamsinvite_status started, teamsinvite_call *call,
                                        teamsinvite_connection **out, teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
