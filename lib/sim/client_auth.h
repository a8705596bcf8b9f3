/* SPDX-License-Identifier: Apache-2.0 */
/* client_auth.h - which app posts to the token endpoint, and whether it is itself. */
#ifndef TI_SIM_CLIENT_AUTH_H
#define TI_SIM_CLIENT_AUTH_H

#include "sim/directory.h"
#include "sim/form.h"
#include "sim/refusal.h"

/* By secret, in the form or in an Authorization header, or by assertion. NULL, or why not. */
const ti_sim_refusal *ti_sim_client_auth(ti_sim_exchange *x, const ti_sim_form *form, const ti_sim_app **out);

#endif
