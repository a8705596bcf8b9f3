/* SPDX-License-Identifier: Apache-2.0 */
/* authorize_url.h - where the browser goes to sign in, or to consent. */
#ifndef TI_PROTO_ENTRA_AUTHORIZE_URL_H
#define TI_PROTO_ENTRA_AUTHORIZE_URL_H

#include "proto/entra/scope.h"

typedef struct ti_authorize {
    const ti_cloud *cloud;
    const char *tenant; /* GUID, but not that of the consumers, or "organizations" */
    const char *client_id;
    const char *redirect_uri;
    const char *state;
    ti_scope scope;
    /* sign-in only */
    const char *nonce;
    const char *verifier;   /* PKCE; only its S256 challenge goes out */
    const char *login_hint; /* or NULL */
    const char *claims;     /* JSON that the tokens have to satisfy, or NULL */
    bool select_account;    /* prompt=select_account; never together with login_hint */
} ti_authorize;

/* {authority}/{tenant}/oauth2/v2.0/authorize?… with response_type=code and
 * response_mode=query. Entra, v2-oauth2-auth-code-flow. */
bool ti_authorize_url(ti_buf *buf, const ti_authorize *ask);

/* {authority}/{tenant}/v2.0/adminconsent?… with the scope {graph}/.default.
 * Entra, v2-admin-consent. */
bool ti_admin_consent_url(ti_buf *buf, const ti_authorize *ask);

#endif
