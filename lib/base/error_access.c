/* SPDX-License-Identifier: Apache-2.0 */
/* error_access.c - reading an error, as its new owner does. */
#include "base/alloc.h"
#include "base/error.h"

void teamsinvite_error_free(teamsinvite_error *error)
{
    if (error != NULL && !error->is_static)
        ti_free(error);
}

teamsinvite_status teamsinvite_error_status(const teamsinvite_error *error)
{
    return error == NULL ? TEAMSINVITE_OK : error->status;
}

const char *teamsinvite_error_message(const teamsinvite_error *error)
{
    return error == NULL ? "" : error->message;
}

const char *teamsinvite_error_parameter(const teamsinvite_error *error)
{
    return error == NULL ? "" : error->parameter;
}

int32_t teamsinvite_error_http_status(const teamsinvite_error *error)
{
    return error == NULL ? 0 : error->http_status;
}

const char *teamsinvite_error_service_code(const teamsinvite_error *error)
{
    return error == NULL ? "" : error->service_code;
}

const char *teamsinvite_error_request_id(const teamsinvite_error *error)
{
    return error == NULL ? "" : error->request_id;
}

const char *teamsinvite_error_correlation_id(const teamsinvite_error *error)
{
    return error == NULL ? "" : error->correlation_id;
}

int32_t teamsinvite_error_is_retryable(const teamsinvite_error *error)
{
    return error != NULL && ti_status_find(error->status)->retryable ? 1 : 0;
}

int64_t teamsinvite_error_retry_after_ms(const teamsinvite_error *error)
{
    return error == NULL ? 0 : error->retry_after_ms;
}

static bool has_own_remedy(const teamsinvite_error *error)
{
    return error->who != TEAMSINVITE_WHO_NOBODY || error->what != TEAMSINVITE_DO_NOTHING;
}

int32_t teamsinvite_error_remedy_who(const teamsinvite_error *error)
{
    if (error == NULL)
        return TEAMSINVITE_WHO_NOBODY;
    return has_own_remedy(error) ? error->who : ti_status_find(error->status)->who;
}

int32_t teamsinvite_error_remedy_what(const teamsinvite_error *error)
{
    if (error == NULL)
        return TEAMSINVITE_DO_NOTHING;
    return has_own_remedy(error) ? error->what : ti_status_find(error->status)->what;
}

const char *teamsinvite_error_commands(const teamsinvite_error *error)
{
    return error == NULL ? "" : error->commands;
}
