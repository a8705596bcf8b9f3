/* SPDX-License-Identifier: Apache-2.0 */
/* setup.h - what the public functions that add and change things have in common. */
#ifndef TI_SIM_SETUP_H
#define TI_SIM_SETUP_H

#include "sim/sim.h"

teamsinvite_status ti_sim_missing(ti_error *err, const char *what);
teamsinvite_status ti_sim_there_already(ti_error *err, const char *what);
teamsinvite_status ti_sim_done_or_no_memory(ti_error *err, bool done);

/* Each with the simulator locked; NULL and unlocked on failure. */
ti_sim_user *ti_sim_lock_user(teamsinvite_sim *sim, const char *oid, ti_error *err);
ti_sim_app *ti_sim_lock_app(teamsinvite_sim *sim, const char *client_id, ti_error *err);

#endif
