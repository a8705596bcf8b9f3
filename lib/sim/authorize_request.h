/* SPDX-License-Identifier: Apache-2.0 */
/* authorize_request.h - what the browser brings to the sign-in page, checked. */
#ifndef TI_SIM_AUTHORIZE_REQUEST_H
#define TI_SIM_AUTHORIZE_REQUEST_H

#include "sim/authority.h"
#include "sim/form.h"

typedef struct ti_sim_authorize {
    ti_sim_authority authority;
    ti_sim_form query;
    const ti_sim_app *app;
    const char *redirect_uri;
    const char *state;
    uint32_t scopes;
    const char *challenge;
    const char *nonce;      /* or NULL */
    const char *login_hint; /* or NULL */
    const char *claims;     /* JSON, or NULL */
} ti_sim_authorize;

/* False when it was refused: the answer is in x then. What does not hold about
 * app and redirect URI is told on the page, the rest on the way back. */
bool ti_sim_authorize_read(ti_sim_exchange *x, ti_sim_authorize *out);

/* The part that sign-in and consent have in common: authority, query, app, redirect URI. */
const ti_sim_refusal *ti_sim_authorize_read_app(ti_sim_exchange *x, ti_sim_authorize *out);

#endif
