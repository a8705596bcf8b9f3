/* SPDX-License-Identifier: Apache-2.0 */
/* redirect_query.c - what Microsoft put into the URL on the way back. */
#include "proto/entra/redirect_query.h"

#include <string.h>

#include "base/url.h"
#include "proto/entra/oauth_error.h"

enum { URL_MAX = 16 * 1024, PARAMETERS_MAX = 32, NAME_MAX_BYTES = 64, AADSTS_DIGITS_MAX = 9 };

/* Every parameter we know; the order is that of known_names. */
typedef enum known {
    STATE,
    CODE,
    ERROR,
    ERROR_SUBCODE,
    TENANT,
    ISSUER,
    ADMIN_CONSENT,
    ERROR_DESCRIPTION,
    ERROR_URI,
    SCOPE,
    SESSION_STATE,
    CLIENT_INFO,
    KNOWN_COUNT
} known;

static const char *const known_names[KNOWN_COUNT] = {
    "state", "code", "error", "error_subcode", "tenant", "iss", "admin_consent", "error_description", "error_uri",
    "scope", "session_state", "client_info",
};

typedef struct reading {
    ti_redirect_query *query;
    ti_arena *arena;
    ti_buf value; /* decoded */
    bool seen[KNOWN_COUNT];
    size_t count;
} reading;

static teamsinvite_status refuse(ti_error *err, const char *text)
{
    return ti_fail_parameter(err, "url", "%s", text);
}

static known find_known(ti_slice name)
{
    int i;

    for (i = 0; i < KNOWN_COUNT; i++) {
        if (ti_slice_equal_text(name, known_names[i]))
            break;
    }
    return (known)i;
}

static teamsinvite_status keep(const char **field, reading *read, ti_slice value, ti_error *err)
{
    if (ti_slice_is_empty(value))
        return TEAMSINVITE_OK;
    *field = ti_arena_copy(read->arena, value);
    return *field != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

/* "AADSTS65004: …": the code alone is kept, the text may hold an address. */
static teamsinvite_status keep_aadsts(reading *read, ti_slice description, ti_error *err)
{
    static const size_t prefix = sizeof("AADSTS") - 1;
    size_t len = prefix;

    if (!ti_slice_starts_with(description, TI_SLICE("AADSTS")))
        return TEAMSINVITE_OK;
    while (len < description.len && description.ptr[len] >= '0' && description.ptr[len] <= '9')
        len++;
    if (len == prefix || len > prefix + AADSTS_DIGITS_MAX)
        return TEAMSINVITE_OK;
    return keep(&read->query->aadsts, read, ti_slice_first(description, len), err);
}

static teamsinvite_status keep_consent(reading *read, ti_slice value)
{
    read->query->has_consent = true;
    read->query->consent_given = ti_slice_equal_nocase(value, TI_SLICE("True"));
    return TEAMSINVITE_OK;
}

static teamsinvite_status keep_value(reading *read, known parameter, ti_slice value, ti_error *err)
{
    ti_redirect_query *query = read->query;

    switch (parameter) {
    case STATE:
        return keep(&query->state, read, value, err);
    case CODE:
        return keep(&query->code, read, value, err);
    case ERROR:
        /* Empty it would look like none, and a refusal like a consent. */
        return ti_slice_is_empty(value) ? refuse(err, "error is empty") : keep(&query->error, read, value, err);
    case ERROR_SUBCODE:
        return keep(&query->error_subcode, read, value, err);
    case TENANT:
        return keep(&query->tenant, read, value, err);
    case ISSUER:
        return keep(&query->issuer, read, value, err);
    case ADMIN_CONSENT:
        return keep_consent(read, value);
    case ERROR_DESCRIPTION:
        return keep_aadsts(read, value, err);
    case ERROR_URI:
    case SCOPE:
    case SESSION_STATE:
    case CLIENT_INFO:
    case KNOWN_COUNT:
        break;
    }
    return TEAMSINVITE_OK;
}

/* Into the buffer that both names and values go through, one at a time. */
static teamsinvite_status decode(reading *read, ti_slice encoded, ti_error *err)
{
    ti_buf_reset(&read->value);
    if (ti_form_decode(&read->value, encoded))
        return TEAMSINVITE_OK;
    if (read->value.failed && !read->value.too_long)
        return ti_fail_no_memory(err);
    return refuse(err, "holds a bad escape, NUL, or text that is not UTF-8");
}

static teamsinvite_status read_parameter(reading *read, ti_slice name, ti_slice value, ti_error *err)
{
    teamsinvite_status status = decode(read, name, err);
    known parameter;

    if (status != TEAMSINVITE_OK)
        return status;
    parameter = find_known(ti_buf_slice(&read->value));
    if (parameter != KNOWN_COUNT) {
        if (read->seen[parameter])
            return ti_fail_parameter(err, "url", "has %s twice", known_names[parameter]);
        read->seen[parameter] = true;
    }
    status = decode(read, value, err);
    if (status != TEAMSINVITE_OK)
        return status;
    return keep_value(read, parameter, ti_buf_slice(&read->value), err);
}

static teamsinvite_status read_parameters(reading *read, ti_slice rest, ti_error *err)
{
    teamsinvite_status status = TEAMSINVITE_OK;
    ti_slice name;
    ti_slice value;

    while (status == TEAMSINVITE_OK && ti_form_next(&rest, &name, &value)) {
        if (++read->count > PARAMETERS_MAX)
            return refuse(err, "has more than 32 parameters");
        status = read_parameter(read, name, value, err);
    }
    return status;
}

static bool has_control(ti_slice url)
{
    size_t i;

    for (i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] <= ' ' || url.ptr[i] == 0x7f)
            return true;
    return false;
}

static teamsinvite_status check_url(ti_slice url, ti_error *err)
{
    if (url.len > URL_MAX)
        return refuse(err, "is longer than 16 KiB");
    if (has_control(url) || !ti_slice_is_utf8(url))
        return refuse(err, "holds a blank or control character, or is not UTF-8");
    if (ti_slice_find(url, '#') < url.len)
        return refuse(err, "has a fragment");
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_query(ti_redirect_query *query, ti_error *err)
{
    if (query->code == NULL && query->error == NULL && !query->has_consent)
        return refuse(err, "has neither code, error nor admin_consent");
    if (query->state == NULL)
        return refuse(err, "has no state");
    /* A refused consent still says admin_consent=True. */
    if (query->error != NULL)
        query->consent_given = false;
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_redirect_query_read(ti_redirect_query *query, ti_slice url, ti_arena *arena, ti_error *err)
{
    reading read = { .query = query, .arena = arena };
    teamsinvite_status status = check_url(url, err);
    size_t mark = ti_slice_find(url, '?');

    memset(query, 0, sizeof(*query));
    if (status != TEAMSINVITE_OK)
        return status;
    ti_buf_init(&read.value, URL_MAX);
    status = keep(&query->url, &read, ti_slice_first(url, mark), err);
    if (status == TEAMSINVITE_OK)
        status = read_parameters(&read, ti_slice_skip(url, mark + 1), err);
    if (status == TEAMSINVITE_OK)
        status = check_query(query, err);
    if (status != TEAMSINVITE_OK)
        memset(query, 0, sizeof(*query));
    ti_buf_clear(&read.value);
    return status;
}

teamsinvite_status ti_redirect_query_refusal(const ti_redirect_query *query, ti_error *err)
{
    ti_oauth_error answer = {
        .error = ti_slice_of(query->error),
        .suberror = ti_slice_of(query->error_subcode),
        .description = ti_slice_of(query->aadsts),
        .at_redirect = true,
    };

    return ti_oauth_error_fail(err, &answer);
}
