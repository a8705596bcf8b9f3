/* SPDX-License-Identifier: Apache-2.0 */
/* error.c - filling an error and handing it out. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

/* For when there is no memory for an error. */
static const ti_error no_memory = {
    .status = TEAMSINVITE_E_NO_MEMORY, .is_static = true, .message = "out of memory"
};

__attribute__((format(printf, 3, 0)))
static void fill(ti_error *error, teamsinvite_status status, const char *format, va_list args)
{
    ti_error_clear(error);
    error->status = status;
    (void)vsnprintf(error->message, sizeof(error->message), format, args);
}

teamsinvite_status ti_fail(ti_error *error, teamsinvite_status status, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fill(error, status, format, args);
    va_end(args);
    return status;
}

teamsinvite_status ti_fail_parameter(ti_error *error, const char *parameter, const char *format, ...)
{
    char why[sizeof(error->message)];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(why, sizeof(why), format, args);
    va_end(args);
    (void)ti_fail(error, TEAMSINVITE_E_INVALID, "%.31s: %.200s", parameter, why);
    (void)snprintf(error->parameter, sizeof(error->parameter), "%s", parameter);
    return TEAMSINVITE_E_INVALID;
}

teamsinvite_status ti_fail_no_memory(ti_error *error)
{
    *error = no_memory;
    error->is_static = false;
    return TEAMSINVITE_E_NO_MEMORY;
}

void ti_error_add(ti_error *error, const char *text)
{
    size_t length = strlen(error->message);

    (void)snprintf(error->message + length, sizeof(error->message) - length, "%s", text);
}

void ti_error_set_remedy(ti_error *error, int32_t who, int32_t what)
{
    error->who = who;
    error->what = what;
    error->advice = NULL;
}

static bool is_code_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
}

void ti_error_set_code(char *field, size_t size, ti_slice value)
{
    size_t len = value.len < size - 1 ? value.len : size - 1;
    size_t i;

    field[0] = '\0';
    for (i = 0; i < value.len; i++)
        if (!is_code_char(value.ptr[i]))
            return;
    if (len > 0)
        memcpy(field, value.ptr, len);
    field[len] = '\0';
}

void ti_error_clear(ti_error *error)
{
    *error = (ti_error){ 0 };
}

teamsinvite_status ti_error_give(const ti_error *error, teamsinvite_error **out)
{
    union {
        const ti_error *constant;
        ti_error *shared; /* never written to: free knows it, accessors only read */
    } fallback = { .constant = &no_memory };

    if (out == NULL)
        return error->status;
    *out = NULL;
    if (error->status == TEAMSINVITE_OK)
        return TEAMSINVITE_OK;
    *out = ti_alloc(sizeof(**out));
    if (*out != NULL)
        **out = *error;
    else
        *out = fallback.shared;
    return error->status;
}
