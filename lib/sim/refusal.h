/* SPDX-License-Identifier: Apache-2.0 */
/* refusal.h - what Entra says no with: in JSON, on its own page, or on the way back. */
#ifndef TI_SIM_REFUSAL_H
#define TI_SIM_REFUSAL_H

#include "sim/exchange.h"

typedef struct ti_sim_refusal {
    int32_t status; /* of the JSON answer; a page is always 400, a redirect 302 */
    const char *error;
    int32_t code; /* AADSTS… */
    const char *text;
    const char *suberror; /* or NULL */
    int32_t generic_code; /* stands first in error_codes; 0 for none */
} ti_sim_refusal;

/* Token endpoint, discovery. */
void ti_sim_refuse(ti_sim_exchange *x, const ti_sim_refusal *refusal);

/* A page that the browser never leaves. */
void ti_sim_refuse_on_page(ti_sim_exchange *x, const ti_sim_refusal *refusal);

/* Back to the app: error, error_description, state (where not NULL), and extra
 * ("error_subcode=cancel") before them where not NULL. */
void ti_sim_refuse_by_redirect(ti_sim_exchange *x, const ti_sim_refusal *refusal, const char *redirect_uri,
                               const char *state, const char *extra);

/* A 302 to redirect_uri?query; query is encoded already. */
void ti_sim_redirect(ti_sim_exchange *x, const char *redirect_uri, const ti_buf *query);

#endif
