/* SPDX-License-Identifier: Apache-2.0 */
/* challenge.h - continuous access evaluation: tokens that are refused before their time, and what would do instead. */
#ifndef TI_SIM_CHALLENGE_H
#define TI_SIM_CHALLENGE_H

#include "sim/claims.h"
#include "sim/graph_error.h"
#include "sim/grant.h"

/* Subject of a scenario within the place "challenge". */
typedef struct ti_sim_challenge {
    const char *before; /* another scheme in front, or NULL */
    bool in_header_of_its_own;
    bool broken; /* claims that are no base64 */
} ti_sim_challenge;

/* How many events a token from now on has behind it: those before the sign-in,
 * or up to the challenge that the claims answer. */
int64_t ti_sim_events_behind(const ti_sim_user *user, int64_t spent, const ti_sim_claims *claims);

/* Whether an access token has to be challenged: only one that can be. */
bool ti_sim_is_challenged(const ti_sim_grant *token);

/* Answer 401, with the claims that a token needs. */
void ti_sim_challenge_answer(ti_sim_exchange *x, int64_t not_before_s);

/* Something happened to the account that ends its access tokens before their time. */
void ti_sim_event(ti_sim_user *user, int64_t now_ms);

#endif
