/* SPDX-License-Identifier: Apache-2.0 */
/* token_grants.h - what the three grant types of the token endpoint ask for. */
#ifndef TI_SIM_TOKEN_GRANTS_H
#define TI_SIM_TOKEN_GRANTS_H

#include "sim/authority.h"
#include "sim/claims.h"
#include "sim/form.h"
#include "sim/grant.h"

typedef struct ti_sim_token_ask {
    ti_sim_exchange *x;
    ti_sim_form form;
    ti_sim_authority authority;
    ti_sim_claims claims;
    const ti_sim_app *app;
    ti_sim_grant grant;  /* what is to be issued */
    const char *nonce;   /* for the id_token, or NULL */
    bool with_user;      /* refresh_token, id_token, client_info may come too */
    ti_sim_grant *spent; /* the code or refresh token that pays for it */
} ti_sim_token_ask;

/* Each fills ask->grant, nonce and spent; NULL, or why not. */
const ti_sim_refusal *ti_sim_grant_by_code(ti_sim_token_ask *ask);
const ti_sim_refusal *ti_sim_grant_by_refresh(ti_sim_token_ask *ask);
const ti_sim_refusal *ti_sim_grant_by_app(ti_sim_token_ask *ask);

#endif
