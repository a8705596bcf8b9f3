/* SPDX-License-Identifier: Apache-2.0 */
/* graph_error.h - what Graph says no with. */
#ifndef TI_SIM_GRAPH_ERROR_H
#define TI_SIM_GRAPH_ERROR_H

#include "sim/exchange.h"

typedef struct ti_sim_graph_refusal {
    int32_t status;
    const char *code;
    const char *message; /* may be "" */
} ti_sim_graph_refusal;

void ti_sim_graph_refuse(ti_sim_exchange *x, const ti_sim_graph_refusal *refusal);

/* Begin an answer with the headers that all of Graph's have. */
void ti_sim_graph_begin(ti_sim_exchange *x, int32_t status);

#endif
