/* SPDX-License-Identifier: Apache-2.0 */
/* router.h - the endpoints that there are. */
#ifndef TI_SIM_ROUTER_H
#define TI_SIM_ROUTER_H

#include "sim/exchange.h"

/* Each answers one exchange, in the file of its name. */
void ti_sim_serve_authorize(ti_sim_exchange *x);
void ti_sim_serve_consent(ti_sim_exchange *x);
void ti_sim_serve_token(ti_sim_exchange *x);
void ti_sim_serve_metadata(ti_sim_exchange *x);
void ti_sim_serve_keys(ti_sim_exchange *x);
void ti_sim_serve_graph(ti_sim_exchange *x);

#endif
