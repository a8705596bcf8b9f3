/* SPDX-License-Identifier: Apache-2.0 */
/* id_token.h - who has signed in, signed. */
#ifndef TI_SIM_ID_TOKEN_H
#define TI_SIM_ID_TOKEN_H

#include <cjson/cJSON.h>

#include "sim/exchange.h"
#include "sim/grant.h"

/* Before it is signed: subject of a scenario within the places "code" and "refresh". */
typedef struct ti_sim_id_token {
    teamsinvite_sim *sim;
    const char *authority;
    cJSON *header;
    cJSON *claims;
    bool with_foreign_key;
    bool without_signature;
} ti_sim_id_token;

/* The token for what a grant stands for; nonce may be NULL. */
bool ti_sim_id_token_write(ti_sim_exchange *x, const ti_sim_grant *grant, const char *nonce, ti_buf *out);

#endif
