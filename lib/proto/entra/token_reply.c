/* SPDX-License-Identifier: Apache-2.0 */
/* token_reply.c - what the token endpoint answers: tokens, or why not. */
#include "proto/entra/token_reply.h"

#include <string.h>

#include "proto/entra/oauth_error.h"

enum { TOKEN_MAX = 16 * 1024, CLAIMS_MAX = 4096, WORD_MAX = 64, EXPIRES_MAX_S = 100000 };

#define SECONDS_MAX (INT64_C(1) << 53)

static teamsinvite_status refuse(ti_error *err, const char *text)
{
    return ti_fail(err, TEAMSINVITE_E_RESPONSE, "the token reply: %s", text);
}

/* RFC 6750, 2.1: what a bearer token is made of. */
static bool is_bearer_token(ti_slice token)
{
    size_t i;

    for (i = 0; i < token.len; i++) {
        char c = token.ptr[i];
        bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

        if (!alphanumeric && (c == '\0' || strchr("-._~+/=", c) == NULL))
            return false;
    }
    return true;
}

/* RFC 6749, appendix A: visible ASCII; a blank only where the list has them. */
static bool is_visible(ti_slice text, bool blanks)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < (blanks ? 0x20 : 0x21) || text.ptr[i] > 0x7e)
            return false;
    }
    return true;
}

static bool read_optional(const ti_json *json, const char *name, size_t min, bool blanks, ti_slice *out)
{
    switch (ti_json_string(json, name, min, TOKEN_MAX, out)) {
    case TI_JSON_FOUND:
        return is_visible(*out, blanks);
    case TI_JSON_ABSENT:
        *out = (ti_slice){ 0 };
        return true;
    case TI_JSON_WRONG:
        break;
    }
    return false;
}

static teamsinvite_status read_times(ti_token_reply *reply, const ti_json *json, ti_error *err)
{
    if (ti_json_int_or_digits(json, "expires_in", 1, SECONDS_MAX, &reply->expires_in_s) != TI_JSON_FOUND)
        return refuse(err, "expires_in is missing or not a positive number");
    if (reply->expires_in_s > EXPIRES_MAX_S)
        reply->expires_in_s = EXPIRES_MAX_S;
    /* Advice only: what cannot be read is no advice. */
    if (ti_json_int_or_digits(json, "refresh_in", 1, reply->expires_in_s, &reply->refresh_in_s) != TI_JSON_FOUND)
        reply->refresh_in_s = 0;
    return TEAMSINVITE_OK;
}

static teamsinvite_status read_tokens(ti_token_reply *reply, const ti_json *json, ti_error *err)
{
    ti_slice type;

    if (ti_json_string(json, "token_type", 1, WORD_MAX, &type) != TI_JSON_FOUND ||
        !ti_slice_equal_nocase(type, TI_SLICE("Bearer")))
        return refuse(err, "token_type is not Bearer");
    if (ti_json_string(json, "access_token", 1, TOKEN_MAX, &reply->access_token) != TI_JSON_FOUND ||
        !is_bearer_token(reply->access_token))
        return refuse(err, "access_token is missing or no bearer token");
    if (!read_optional(json, "refresh_token", 1, false, &reply->refresh_token))
        return refuse(err, "refresh_token is not a token");
    if (!read_optional(json, "id_token", 1, false, &reply->id_token))
        return refuse(err, "id_token is not a token");
    if (!read_optional(json, "scope", 0, true, &reply->scope))
        return refuse(err, "scope is not a list of words");
    return read_times(reply, json, err);
}

teamsinvite_status ti_token_reply_read(ti_token_reply *reply, const ti_json *json, ti_error *err)
{
    ti_token_reply read = { 0 };
    teamsinvite_status status;

    memset(reply, 0, sizeof(*reply));
    if (json == NULL || !ti_json_is_object(json))
        return refuse(err, "not a JSON object");
    if (ti_json_has(json, "error"))
        return refuse(err, "an error in spite of status 200");
    status = read_tokens(&read, json, err);
    if (status == TEAMSINVITE_OK)
        *reply = read;
    return status;
}

static ti_slice text_of(const ti_json *json, const char *name)
{
    ti_slice text = { 0 };

    if (json == NULL || !ti_json_is_object(json) || ti_json_string(json, name, 1, TOKEN_MAX, &text) != TI_JSON_FOUND)
        return (ti_slice){ 0 };
    return text;
}

static const ti_json *codes_of(const ti_json *json)
{
    const ti_json *codes = NULL;

    return json != NULL && ti_json_array(json, "error_codes", &codes) == TI_JSON_FOUND ? codes : NULL;
}

teamsinvite_status ti_token_reply_refusal(const ti_json *json, int32_t http_status, ti_error *err)
{
    ti_oauth_error answer = {
        .error = text_of(json, "error"),
        .suberror = text_of(json, "suberror"),
        .description = text_of(json, "error_description"),
        .codes = codes_of(json),
        .http_status = http_status,
    };

    ti_oauth_error_fail(err, &answer);
    ti_error_set_code(err->request_id, sizeof(err->request_id), text_of(json, "trace_id"));
    err->http_status = http_status;
    return err->status;
}

ti_slice ti_token_reply_claims(const ti_json *json)
{
    ti_slice claims = text_of(json, "claims");
    ti_json *inner;
    bool is_object;

    if (claims.len > CLAIMS_MAX)
        return (ti_slice){ 0 };
    inner = ti_json_read(claims);
    is_object = inner != NULL && ti_json_is_object(inner);
    ti_json_free(inner);
    return is_object ? claims : (ti_slice){ 0 };
}
