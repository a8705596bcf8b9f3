/* SPDX-License-Identifier: Apache-2.0 */
/* entra_url.c - the building blocks that need no exchange: the URLs of consent and sign-in. */
#include <string.h>

#include <teamsinvite/entra.h>

#include "base/base64.h"
#include "base/check.h"
#include "client/client.h"
#include "proto/entra/authorize_url.h"
#include "proto/entra/pkce.h"

enum { RANDOM_BYTES = 32, RANDOM_TEXT = 43, URL_MAX = 8192, MARK_MIN = 16, MARK_MAX = 128, HINT_MAX = 254 };

/* Client and out are given; *out is NULL from here on until all has worked. */
static teamsinvite_status begin(const teamsinvite_client *client, char **out, ti_error *err)
{
    teamsinvite_status status = ti_check_given(err, "client", client);

    if (out != NULL)
        *out = NULL;
    return status == TEAMSINVITE_OK ? ti_check_given(err, "out", out) : status;
}

static teamsinvite_status give_text(ti_buf *buf, char **out, ti_error *err)
{
    *out = ti_buf_take(buf);
    ti_buf_clear(buf);
    return *out != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

teamsinvite_status teamsinvite_random_text(teamsinvite_client *client, char **out, teamsinvite_error **err)
{
    unsigned char bytes[RANDOM_BYTES];
    ti_error error = { 0 };
    ti_buf buf;

    if (begin(client, out, &error) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    if (!ti_client_random(client, bytes, sizeof(bytes))) {
        (void)ti_fail(&error, TEAMSINVITE_E_RANDOM, "the source of randomness failed");
        return ti_error_give(&error, err);
    }
    ti_buf_init(&buf, RANDOM_TEXT);
    ti_base64url_encode(&buf, ti_slice_make(bytes, sizeof(bytes)));
    (void)give_text(&buf, out, &error);
    return ti_error_give(&error, err);
}

static teamsinvite_status check_tenant(ti_error *err, const char *tenant)
{
    if (tenant != NULL && strcmp(tenant, "organizations") == 0)
        return TEAMSINVITE_OK;
    return ti_check_guid(err, "tenant", tenant);
}

/* Entra strips HTML from a state, so only what it never touches is allowed. */
static teamsinvite_status check_mark(ti_error *err, const char *parameter, const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t len = text == NULL ? 0 : strnlen(text, MARK_MAX + 1);

    if (text == NULL)
        return ti_fail_parameter(err, parameter, "is NULL");
    if (len < MARK_MIN || len > MARK_MAX || strspn(text, allowed) != len)
        return ti_fail_parameter(err, parameter, "is not %d to %d of A-Z a-z 0-9 - _", MARK_MIN, MARK_MAX);
    return TEAMSINVITE_OK;
}

static ti_authorize ask_of(const teamsinvite_client *client, const char *tenant, const char *state)
{
    return (ti_authorize){ .cloud = &client->cloud,
                           .tenant = tenant,
                           .client_id = client->config->client_id,
                           .redirect_uri = client->config->redirect_uri,
                           .state = state };
}

teamsinvite_status teamsinvite_consent_url(teamsinvite_client *client, const char *tenant, const char *state,
                                           char **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_authorize ask;
    ti_buf url;

    if (begin(client, out, &error) != TEAMSINVITE_OK || check_tenant(&error, tenant) != TEAMSINVITE_OK ||
        check_mark(&error, "state", state) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    ask = ask_of(client, tenant, state);
    ask.scope = TI_SCOPE_DEFAULT;
    ti_buf_init(&url, URL_MAX);
    ti_admin_consent_url(&url, &ask);
    (void)give_text(&url, out, &error);
    return ti_error_give(&error, err);
}

static teamsinvite_status check_signin(ti_error *err, const char *tenant, const char *state, const char *nonce,
                                       const char *verifier, const char *login_hint)
{
    teamsinvite_status status = check_tenant(err, tenant);

    if (status == TEAMSINVITE_OK)
        status = check_mark(err, "state", state);
    if (status == TEAMSINVITE_OK)
        status = check_mark(err, "nonce", nonce);
    if (status == TEAMSINVITE_OK && (verifier == NULL || !ti_pkce_is_verifier(ti_slice_of(verifier))))
        status = ti_fail_parameter(err, "verifier", "is not 43 to 128 unreserved characters");
    if (status == TEAMSINVITE_OK && login_hint != NULL)
        status = ti_check_text(err, "login_hint", login_hint, HINT_MAX, false);
    return status;
}

teamsinvite_status teamsinvite_signin_url(teamsinvite_client *client, const char *tenant, const char *state,
                                          const char *nonce, const char *verifier, const char *login_hint,
                                          char **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_authorize ask;
    ti_buf url;

    if (begin(client, out, &error) != TEAMSINVITE_OK ||
        check_signin(&error, tenant, state, nonce, verifier, login_hint) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    ask = ask_of(client, tenant, state);
    ask.scope = TI_SCOPE_MEETINGS;
    ask.nonce = nonce;
    ask.verifier = verifier;
    ask.login_hint = login_hint;
    ask.select_account = login_hint == NULL;
    ti_buf_init(&url, URL_MAX);
    ti_authorize_url(&url, &ask);
    (void)give_text(&url, out, &error);
    return ti_error_give(&error, err);
}
