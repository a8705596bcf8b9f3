/* SPDX-License-Identifier: Apache-2.0 */
/* client_assertion.h - an app that proves itself by a signed JWT. */
#ifndef TI_SIM_CLIENT_ASSERTION_H
#define TI_SIM_CLIENT_ASSERTION_H

#include "sim/directory.h"
#include "sim/refusal.h"

/* By a registered certificate, or by a token of a trusted issuer. NULL, or why
 * not; an assertion of the app's own is used up by it. */
const ti_sim_refusal *ti_sim_client_assertion_check(ti_sim_exchange *x, const ti_sim_app *app, const char *assertion);

#endif
