/* SPDX-License-Identifier: Apache-2.0 */
/* check.c - arguments of public functions, checked before anything else is done. */
#include "base/check.h"

#include <string.h>

#include "base/url.h"

enum { ID_MAX = 64 };

teamsinvite_status ti_check_given(ti_error *err, const char *parameter, const void *value)
{
    return value != NULL ? TEAMSINVITE_OK : ti_fail_parameter(err, parameter, "is NULL");
}

/* Given, not empty, not longer than max. */
static teamsinvite_status check_length(ti_error *err, const char *parameter, const char *value, size_t max)
{
    if (value == NULL)
        return ti_fail_parameter(err, parameter, "is NULL");
    if (value[0] == '\0')
        return ti_fail_parameter(err, parameter, "is empty");
    if (strnlen(value, max + 1) > max)
        return ti_fail_parameter(err, parameter, "is longer than %zu bytes", max);
    return TEAMSINVITE_OK;
}

static bool is_id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
}

teamsinvite_status ti_check_id(ti_error *err, const char *parameter, const char *value)
{
    teamsinvite_status status = check_length(err, parameter, value, ID_MAX);
    size_t i;

    if (status != TEAMSINVITE_OK)
        return status;
    for (i = 0; value[i] != '\0'; i++)
        if (!is_id_char(value[i]))
            return ti_fail_parameter(err, parameter, "holds a character other than A-Z a-z 0-9 . _ -");
    return TEAMSINVITE_OK;
}

/* U+0000 to U+001F, U+007F, and U+0080 to U+009F, in UTF-8 c2 80 to c2 9f. */
static bool has_control(const char *value, bool lines)
{
    size_t i;

    for (i = 0; value[i] != '\0'; i++) {
        unsigned char c = (unsigned char)value[i];
        bool high = c == 0xc2 && (unsigned char)value[i + 1] < 0xa0;

        if ((c < 0x20 && !(lines && (c == '\n' || c == '\t'))) || c == 0x7f || high)
            return true;
    }
    return false;
}

teamsinvite_status ti_check_text(ti_error *err, const char *parameter, const char *value, size_t max, bool lines)
{
    teamsinvite_status status = check_length(err, parameter, value, max);

    if (status != TEAMSINVITE_OK)
        return status;
    if (!ti_slice_is_utf8(ti_slice_of(value)))
        return ti_fail_parameter(err, parameter, "is not UTF-8");
    if (has_control(value, lines))
        return ti_fail_parameter(err, parameter, "holds a control character");
    return TEAMSINVITE_OK;
}

static bool is_printable_ascii(const char *value)
{
    size_t i;

    for (i = 0; value[i] != '\0'; i++)
        if (value[i] <= ' ' || value[i] > '~')
            return false;
    return true;
}

teamsinvite_status ti_check_token(ti_error *err, const char *parameter, const char *value, size_t max)
{
    teamsinvite_status status = check_length(err, parameter, value, max);

    if (status != TEAMSINVITE_OK)
        return status;
    if (!is_printable_ascii(value))
        return ti_fail_parameter(err, parameter, "holds a blank, a control character or one beyond ASCII");
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_check_guid(ti_error *err, const char *parameter, const char *value)
{
    teamsinvite_status status = check_length(err, parameter, value, ID_MAX);

    if (status != TEAMSINVITE_OK)
        return status;
    if (!ti_slice_is_guid(ti_slice_of(value)))
        return ti_fail_parameter(err, parameter, "is not a GUID (8-4-4-4-12 hex digits)");
    return TEAMSINVITE_OK;
}

static const char *fault_of(const ti_url *url)
{
    bool https = strcmp(url->scheme, "https") == 0;

    if (!https && !(strcmp(url->scheme, "http") == 0 && ti_url_is_loopback(url)))
        return "is not https (http is allowed for a loopback host only)";
    if (url->has_user)
        return "holds a user name";
    if (url->has_fragment)
        return "holds a fragment";
    return NULL;
}

teamsinvite_status ti_check_url(ti_error *err, const char *parameter, const char *value, size_t max)
{
    teamsinvite_status status = check_length(err, parameter, value, max);
    const char *fault;
    ti_url url;

    if (status != TEAMSINVITE_OK)
        return status;
    if (!ti_url_parse(&url, ti_slice_of(value)))
        return ti_fail_parameter(err, parameter, "is not an absolute URL");
    fault = fault_of(&url);
    ti_url_clear(&url);
    return fault == NULL ? TEAMSINVITE_OK : ti_fail_parameter(err, parameter, "%s", fault);
}

teamsinvite_status ti_check_range(ti_error *err, const char *parameter, int64_t value, int64_t min, int64_t max)
{
    if (value < min || value > max)
        return ti_fail_parameter(err, parameter, "is %lld, not %lld to %lld", (long long)value, (long long)min,
                                 (long long)max);
    return TEAMSINVITE_OK;
}
