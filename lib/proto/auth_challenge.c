/* SPDX-License-Identifier: Apache-2.0 */
/* auth_challenge.c - what a WWW-Authenticate header asks for. */
#include "proto/auth_challenge.h"

#include "base/base64.h"
#include "base/json.h"

/* One challenge of a header value, as far as it has been read. */
typedef struct challenge {
    bool bearer;
    bool spoiled; /* a parameter is there twice: neither counts */
    ti_slice error, claims;
} challenge;

/* RFC 9110, 5.6.2, and the slash of a token68. */
static bool is_token_char(char c)
{
    const ti_slice others = TI_SLICE("!#$%&'*+-.^_`|~/");

    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           ti_slice_find(others, c) < others.len;
}

static ti_slice skip_blanks(ti_slice rest)
{
    while (rest.len > 0 && (rest.ptr[0] == ' ' || rest.ptr[0] == '\t'))
        rest = ti_slice_skip(rest, 1);
    return rest;
}

static ti_slice skip_separators(ti_slice rest)
{
    for (rest = skip_blanks(rest); rest.len > 0 && rest.ptr[0] == ','; rest = skip_blanks(rest))
        rest = ti_slice_skip(rest, 1);
    return rest;
}

static ti_slice read_token(ti_slice *rest)
{
    ti_slice token;
    size_t len = 0;

    while (len < rest->len && is_token_char(rest->ptr[len]))
        len++;
    token = ti_slice_first(*rest, len);
    *rest = ti_slice_skip(*rest, len);
    return token;
}

/* Between the quotes, escapes left as they are: no value that we look at can have one. */
static bool read_quoted(ti_slice *rest, ti_slice *value)
{
    size_t end = 1;

    while (end < rest->len && rest->ptr[end] != '"')
        end += rest->ptr[end] == '\\' ? 2 : 1;
    if (end >= rest->len)
        return false;
    *value = ti_slice_first(ti_slice_skip(*rest, 1), end - 1);
    *rest = ti_slice_skip(*rest, end + 1);
    return true;
}

static bool read_value(ti_slice *rest, ti_slice *value)
{
    *rest = skip_blanks(*rest);
    if (rest->len > 0 && rest->ptr[0] == '"')
        return read_quoted(rest, value);
    *value = read_token(rest);
    while (rest->len > 0 && rest->ptr[0] == '=') { /* padding of an unquoted base64 */
        *rest = ti_slice_skip(*rest, 1);
        value->len++;
    }
    return true;
}

/* Standard base64, as Entra writes it; in the other alphabet too, or without padding, but not with half of it. */
static bool decode_claims(ti_buf *claims, ti_slice text)
{
    ti_slice bare = text;
    bool good;
    ti_buf url;
    size_t i;

    while (bare.len > 0 && text.len - bare.len < 2 && bare.ptr[bare.len - 1] == '=')
        bare.len--;
    if (bare.len < text.len && text.len % 4 != 0)
        return false;
    ti_buf_init(&url, bare.len);
    for (i = 0; i < bare.len; i++)
        ti_buf_add_char(&url, bare.ptr[i] == '+' ? '-' : bare.ptr[i] == '/' ? '_' : bare.ptr[i]);
    good = !url.failed && ti_base64url_decode(claims, ti_buf_slice(&url));
    ti_buf_clear(&url);
    return good;
}

static bool is_object(ti_slice text)
{
    ti_json *json = text.len <= TI_CLAIMS_MAX ? ti_json_read(text) : NULL;
    bool good = json != NULL && ti_json_is_object(json);

    ti_json_free(json);
    return good;
}

static bool is_claims_challenge(const challenge *read)
{
    return read->bearer && !read->spoiled && ti_slice_equal_text(read->error, "insufficient_claims") &&
           read->claims.len > 0;
}

static void keep_parameter(challenge *read, ti_slice name, ti_slice value)
{
    ti_slice *kept = NULL;

    if (ti_slice_equal_nocase(name, TI_SLICE("error")))
        kept = &read->error;
    else if (ti_slice_equal_nocase(name, TI_SLICE("claims")))
        kept = &read->claims;
    if (kept == NULL)
        return;
    read->spoiled = read->spoiled || kept->ptr != NULL;
    *kept = value;
}

/* Up to the end of the first that asks for claims. False: none does, or the value is malformed. */
static bool find_challenge(challenge *read, ti_slice rest)
{
    for (rest = skip_separators(rest); rest.len > 0; rest = skip_separators(rest)) {
        ti_slice name = read_token(&rest);
        ti_slice value;

        if (name.len == 0)
            return false;
        rest = skip_blanks(rest);
        if (rest.len == 0 || rest.ptr[0] != '=') { /* the name of a scheme */
            if (is_claims_challenge(read))
                return true;
            *read = (challenge){ .bearer = ti_slice_equal_nocase(name, TI_SLICE("Bearer")) };
            continue;
        }
        rest = ti_slice_skip(rest, 1);
        if (!read_value(&rest, &value))
            return false;
        keep_parameter(read, name, value);
    }
    return is_claims_challenge(read);
}

bool ti_auth_challenge_claims(ti_buf *claims, ti_slice value)
{
    challenge read = { .bearer = false };

    ti_buf_reset(claims);
    if (find_challenge(&read, value) && decode_claims(claims, read.claims) && is_object(ti_buf_slice(claims)))
        return true;
    ti_buf_reset(claims);
    return false;
}
