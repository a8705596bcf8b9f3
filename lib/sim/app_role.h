/* SPDX-License-Identifier: Apache-2.0 */
/* app_role.h - application permissions, as bits. */
#ifndef TI_SIM_APP_ROLE_H
#define TI_SIM_APP_ROLE_H

#include "base/buf.h"

enum {
    TI_SIM_MEETINGS_ALL = 1 << 0, /* OnlineMeetings.ReadWrite.All */
    TI_SIM_MEETINGS_READ_ALL = 1 << 1,
    TI_SIM_USERS_ALL = 1 << 2 /* User.Read.All */
};

/* What a registration lists unless it is told otherwise. */
#define TI_SIM_LISTED_ROLES (TI_SIM_MEETINGS_ALL | TI_SIM_USERS_ALL)

/* Space separated; false for one that is unknown. */
bool ti_sim_app_roles_read(const char *text, uint32_t *out);
void ti_sim_app_roles_write(ti_buf *buf, uint32_t roles);

/* For people: "read and create online meetings, …". */
void ti_sim_app_roles_explain(ti_buf *buf, uint32_t roles);

#endif
