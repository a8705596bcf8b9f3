/* SPDX-License-Identifier: Apache-2.0 */
/* token_request.c - the form that is posted to the token endpoint. */
#include "proto/entra/token_request.h"

#include "base/url.h"

enum { SCOPE_MAX = 1024 };

bool ti_token_url(ti_buf *buf, const ti_cloud *cloud, const char *tenant)
{
    ti_buf_add_text(buf, cloud->authority);
    ti_buf_add_char(buf, '/');
    ti_url_encode(buf, ti_slice_of(tenant));
    return ti_buf_add_text(buf, "/oauth2/v2.0/token");
}

static bool add_text(ti_buf *buf, bool *first, const char *name, const char *value)
{
    return ti_form_add(buf, first, name, ti_slice_of(value));
}

static bool add_grant(ti_buf *buf, bool *first, const ti_token_request *request)
{
    switch (request->grant) {
    case TI_GRANT_CODE:
        add_text(buf, first, "grant_type", "authorization_code");
        add_text(buf, first, "code", request->code);
        add_text(buf, first, "redirect_uri", request->redirect_uri);
        return add_text(buf, first, "code_verifier", request->verifier);
    case TI_GRANT_REFRESH:
        add_text(buf, first, "grant_type", "refresh_token");
        return add_text(buf, first, "refresh_token", request->refresh_token);
    case TI_GRANT_APP:
        return add_text(buf, first, "grant_type", "client_credentials");
    }
    return false;
}

static bool add_scope(ti_buf *buf, bool *first, const ti_token_request *request)
{
    ti_buf text;
    bool ok;

    ti_buf_init(&text, SCOPE_MAX);
    ok = ti_scope_write(&text, request->scope, request->cloud) &&
         ti_form_add(buf, first, "scope", ti_buf_slice(&text));
    ti_buf_clear(&text);
    /* Sticky like any other failure of a buffer: half a form must not get out. */
    buf->failed = buf->failed || !ok;
    return ok;
}

/* RFC 7521, 4.2: one way of client authentication in a request, never two. */
static bool add_credential(ti_buf *buf, bool *first, const ti_token_request *request)
{
    if ((request->client_secret == NULL) == (request->client_assertion == NULL)) {
        buf->failed = true;
        return false;
    }
    if (request->client_secret != NULL)
        return add_text(buf, first, "client_secret", request->client_secret);
    add_text(buf, first, "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    return add_text(buf, first, "client_assertion", request->client_assertion);
}

bool ti_token_request_body(ti_buf *buf, const ti_token_request *request)
{
    bool first = true;

    add_text(buf, &first, "client_id", request->client_id);
    if (!add_grant(buf, &first, request) || !add_scope(buf, &first, request))
        return false;
    if (request->claims != NULL)
        add_text(buf, &first, "claims", request->claims);
    return add_credential(buf, &first, request);
}
