/* SPDX-License-Identifier: Apache-2.0 */
/* step.c - what the functions of a step have at hand: time, randomness, verdicts. */
#include <stdarg.h>
#include <stdio.h>

#include "call/call.h"

int64_t ti_call_now(const teamsinvite_call *call)
{
    return ti_client_now(call->client, TEAMSINVITE_CLOCK_WALL);
}

int64_t ti_call_time_left(const teamsinvite_call *call)
{
    int64_t left = call->deadline_ms - ti_client_now(call->client, TEAMSINVITE_CLOCK_MONOTONIC);

    return left > 0 ? left : 0;
}

bool ti_call_random(teamsinvite_call *call, void *bytes, size_t length)
{
    if (ti_client_random(call->client, bytes, length))
        return true;
    (void)ti_fail(&call->error, TEAMSINVITE_E_RANDOM, "the source of randomness failed");
    return false;
}

ti_verdict ti_call_run(teamsinvite_call *call, void *state)
{
    call->nested = state;
    return TI_RUN;
}

ti_verdict ti_call_fail(teamsinvite_call *call, teamsinvite_status status, const char *format, ...)
{
    char message[sizeof(call->error.message)];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    (void)ti_fail(&call->error, status, "%s", message);
    return TI_FAIL;
}

ti_verdict ti_call_no_memory(teamsinvite_call *call)
{
    (void)ti_fail_no_memory(&call->error);
    return TI_FAIL;
}

bool ti_call_failed(const teamsinvite_call *call)
{
    return call->error.status != TEAMSINVITE_OK;
}

void ti_call_forgive(teamsinvite_call *call)
{
    ti_error_clear(&call->error);
}

ti_verdict ti_call_checked(teamsinvite_status status)
{
    return status == TEAMSINVITE_OK ? TI_NEXT : TI_FAIL;
}

ti_verdict ti_call_done(teamsinvite_call *call, void *result, ti_result_free_fn result_free)
{
    if (result == NULL)
        return ti_call_no_memory(call);
    call->result = result;
    call->result_free = result_free;
    return TI_DONE;
}
