/* SPDX-License-Identifier: Apache-2.0 */
/* role.h - the directory roles that people hold, by template id in lower case. */
#ifndef TI_SIM_ROLE_H
#define TI_SIM_ROLE_H

#include <cjson/cJSON.h>

#include "sim/directory.h"

bool ti_sim_has_role(const ti_sim_user *user, const char *role);

/* For the whole directory. */
bool ti_sim_may_consent(const ti_sim_user *user, bool application_permissions);

/* The claim "wids". */
cJSON *ti_sim_roles_json(const ti_sim_user *user);

#endif
