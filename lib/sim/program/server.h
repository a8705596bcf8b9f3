/* SPDX-License-Identifier: Apache-2.0 */
/* server.h - the simulator behind HTTP, on a loopback port. */
#ifndef TI_SIM_PROGRAM_SERVER_H
#define TI_SIM_PROGRAM_SERVER_H

#include <teamsinvite/sim.h>

#include "sim/program/options.h"

typedef struct sim_server sim_server;

/* Listen and set the simulator's base URL. NULL, with a line on stderr, on failure. */
sim_server *sim_server_start(teamsinvite_sim *sim, const sim_options *options);

int32_t sim_server_port(const sim_server *server);

/* Ends the connections and frees it. */
void sim_server_stop(sim_server *server);

#endif
