/* SPDX-License-Identifier: Apache-2.0 */
/* client_assertion.c - how an app with a certificate says who it is: private_key_jwt (RFC 7523). */
#include "proto/entra/client_assertion.h"

#include <stdio.h>

#include "base/base64.h"
#include "base/json.h"

enum { LIFETIME_S = 600, PART_MAX = 4 * 1024, UUID_SIZE = 37 };

static bool add_part(ti_buf *buf, const ti_buf *json)
{
    if (json->failed)
        buf->failed = true;
    return ti_base64url_encode(buf, ti_buf_slice(json));
}

static bool add_header(ti_buf *buf, const ti_client_assertion *assertion)
{
    ti_buf thumbprint;
    ti_json_out out;
    ti_buf json;
    bool ok;

    ti_buf_init(&json, PART_MAX);
    ti_buf_init(&thumbprint, PART_MAX);
    ti_base64url_encode(&thumbprint, assertion->thumbprint);
    ti_json_begin(&out, &json);
    ti_json_put_text(&out, "alg", assertion->rs256 ? "RS256" : "PS256");
    ti_json_put_text(&out, "typ", "JWT");
    ti_json_put_string(&out, assertion->rs256 ? "x5t" : "x5t#S256", ti_buf_slice(&thumbprint));
    ti_json_end(&out);
    json.failed = json.failed || thumbprint.failed;
    ok = add_part(buf, &json);
    ti_buf_clear(&thumbprint);
    ti_buf_clear(&json);
    return ok;
}

/* A UUID of version 4 (RFC 9562), as Entra's own documentation has it. */
static void make_id(char out[UUID_SIZE], const unsigned char r[TI_ASSERTION_RANDOM_BYTES])
{
    (void)snprintf(out, UUID_SIZE, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", r[0], r[1],
                   r[2], r[3], r[4], r[5], (unsigned)((r[6] & 0x0f) | 0x40), r[7], (unsigned)((r[8] & 0x3f) | 0x80),
                   r[9], r[10], r[11], r[12], r[13], r[14], r[15]);
}

static bool add_claims(ti_buf *buf, const ti_client_assertion *assertion)
{
    int64_t now_s = assertion->now_ms / 1000;
    char id[UUID_SIZE];
    ti_json_out out;
    ti_buf json;
    bool ok;

    make_id(id, assertion->random);
    ti_buf_init(&json, PART_MAX);
    ti_json_begin(&out, &json);
    ti_json_put_text(&out, "aud", assertion->token_url);
    ti_json_put_text(&out, "iss", assertion->client_id);
    ti_json_put_text(&out, "sub", assertion->client_id);
    ti_json_put_text(&out, "jti", id);
    ti_json_put_int(&out, "nbf", now_s);
    ti_json_put_int(&out, "iat", now_s);
    ti_json_put_int(&out, "exp", now_s + LIFETIME_S);
    ti_json_end(&out);
    ok = add_part(buf, &json);
    ti_buf_clear(&json);
    return ok;
}

bool ti_client_assertion_write(ti_buf *buf, const ti_client_assertion *assertion)
{
    return add_header(buf, assertion) && ti_buf_add_char(buf, '.') && add_claims(buf, assertion);
}

bool ti_client_assertion_sign(ti_buf *buf, ti_slice signature)
{
    return ti_buf_add_char(buf, '.') && ti_base64url_encode(buf, signature);
}

static bool is_base64url(ti_slice text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return text.len > 0 && text.len % 4 != 1;
}

bool ti_client_assertion_is_jwt(ti_slice text)
{
    ti_slice part;
    size_t count = 0;

    while (ti_slice_next(&text, '.', &part)) {
        if (++count > 3 || !is_base64url(part))
            return false;
    }
    return count == 3;
}
