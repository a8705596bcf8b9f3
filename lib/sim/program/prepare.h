/* SPDX-License-Identifier: Apache-2.0 */
/* prepare.h - the world that the command line asks for. */
#ifndef TI_SIM_PROGRAM_PREPARE_H
#define TI_SIM_PROGRAM_PREPARE_H

#include <teamsinvite/sim.h>

#include "sim/program/options.h"

/* The defaults, and what the options add. Where there is no *err to say why it
 * failed, a line on stderr has said it. */
teamsinvite_status sim_prepare(teamsinvite_sim *sim, const sim_options *options, teamsinvite_error **err);

#endif
