/* SPDX-License-Identifier: Apache-2.0 */
/* authorize_url.c - where the browser goes to sign in, or to consent. */
#include "proto/entra/authorize_url.h"

#include "base/url.h"
#include "proto/entra/id_token.h"
#include "proto/entra/pkce.h"

enum { SCOPE_MAX = 1024, CHALLENGE_MAX = 64 };

/* Neither "common" nor the tenant behind "consumers": personal accounts have no online meetings. */
static bool is_tenant(ti_slice tenant)
{
    if (ti_slice_equal_nocase(tenant, TI_SLICE(TI_CONSUMER_TENANT)))
        return false;
    return ti_slice_is_guid(tenant) || ti_slice_equal_text(tenant, "organizations");
}

static bool add_text(ti_buf *buf, bool *first, const char *name, const char *value)
{
    return ti_form_add(buf, first, name, ti_slice_of(value));
}

static bool add_scope(ti_buf *buf, bool *first, ti_scope scope, const ti_cloud *cloud)
{
    ti_buf text;
    bool ok;

    ti_buf_init(&text, SCOPE_MAX);
    ok = ti_scope_write(&text, scope, cloud) && ti_form_add(buf, first, "scope", ti_buf_slice(&text));
    ti_buf_clear(&text);
    return ok;
}

static bool add_challenge(ti_buf *buf, bool *first, const char *verifier)
{
    ti_buf challenge;
    bool ok;

    ti_buf_init(&challenge, CHALLENGE_MAX);
    ok = ti_pkce_challenge(&challenge, ti_slice_of(verifier)) &&
         ti_form_add(buf, first, "code_challenge", ti_buf_slice(&challenge)) &&
         add_text(buf, first, "code_challenge_method", "S256");
    ti_buf_clear(&challenge);
    return ok;
}

/* Sticky like any other failure of a buffer: half a URL must not get out. */
static bool give_up(ti_buf *buf)
{
    buf->failed = true;
    return false;
}

static bool begin_url(ti_buf *buf, const ti_authorize *ask, const char *path)
{
    if (!is_tenant(ti_slice_of(ask->tenant)))
        return give_up(buf);
    ti_buf_add_text(buf, ask->cloud->authority);
    ti_buf_add_char(buf, '/');
    ti_buf_add_text(buf, ask->tenant);
    return ti_buf_add_text(buf, path);
}

/* Without nonce and verifier there is no sign-in: both are sent always. */
bool ti_authorize_url(ti_buf *buf, const ti_authorize *ask)
{
    bool first = true;

    if (ti_slice_is_empty(ti_slice_of(ask->nonce)) || !begin_url(buf, ask, "/oauth2/v2.0/authorize?"))
        return give_up(buf);
    add_text(buf, &first, "client_id", ask->client_id);
    add_text(buf, &first, "response_type", "code");
    add_text(buf, &first, "redirect_uri", ask->redirect_uri);
    add_text(buf, &first, "response_mode", "query");
    if (!add_scope(buf, &first, ask->scope, ask->cloud))
        return give_up(buf);
    add_text(buf, &first, "state", ask->state);
    add_text(buf, &first, "nonce", ask->nonce);
    if (!add_challenge(buf, &first, ask->verifier))
        return give_up(buf);
    if (ask->claims != NULL)
        add_text(buf, &first, "claims", ask->claims);
    /* Entra refuses the two together; the hint says more. */
    if (ask->login_hint != NULL)
        add_text(buf, &first, "login_hint", ask->login_hint);
    else if (ask->select_account)
        add_text(buf, &first, "prompt", "select_account");
    return !buf->failed;
}

bool ti_admin_consent_url(ti_buf *buf, const ti_authorize *ask)
{
    bool first = true;

    if (!begin_url(buf, ask, "/v2.0/adminconsent?"))
        return false;
    add_text(buf, &first, "client_id", ask->client_id);
    /* The static scope: the only one that covers application permissions too. */
    if (!add_scope(buf, &first, TI_SCOPE_DEFAULT, ask->cloud))
        return give_up(buf);
    add_text(buf, &first, "redirect_uri", ask->redirect_uri);
    return add_text(buf, &first, "state", ask->state);
}
