/* SPDX-License-Identifier: Apache-2.0 */
/* token_grant.h - one visit to the token endpoint: a code, a refresh token or the app's own credential for tokens. */
#ifndef TI_FLOW_TOKEN_GRANT_H
#define TI_FLOW_TOKEN_GRANT_H

#include "flow/client_auth.h"
#include "flow/exchange.h"

typedef struct ti_token_grant {
    ti_token_request ask; /* cloud and app are filled in here */
    bool in_haste;        /* see exchange.h */
    ti_gate *gate;
    ti_client_auth auth;
    ti_exchange exchange;
    int64_t asked_at_ms;

    /* answered, in the call's arena; "" where none came */
    const char *access_token;
    const char *refresh_token;
    const char *id_token;
    const char *scope;
    const char *claims; /* of a refusal: what a new sign-in has to satisfy; NULL for none */
    int64_t expires_at_ms;
    int64_t refresh_at_ms; /* from then on a new one should be fetched */
} ti_token_grant;

/* Fails with the status and remedy that Entra's answer stands for. */
extern const ti_flow ti_flow_token_grant;

#endif
