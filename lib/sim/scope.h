/* SPDX-License-Identifier: Apache-2.0 */
/* scope.h - delegated permissions, as bits. */
#ifndef TI_SIM_SCOPE_H
#define TI_SIM_SCOPE_H

#include "base/buf.h"

enum {
    TI_SIM_OPENID = 1 << 0,
    TI_SIM_PROFILE = 1 << 1,
    TI_SIM_EMAIL = 1 << 2,
    TI_SIM_OFFLINE = 1 << 3,
    TI_SIM_MEETINGS = 1 << 4, /* OnlineMeetings.ReadWrite */
    TI_SIM_MEETINGS_READ = 1 << 5,
    TI_SIM_USER_READ = 1 << 6,
    TI_SIM_DEFAULT = 1 << 7 /* {graph}/.default: what the registration lists */
};

/* What every registration here lists as delegated permissions. */
#define TI_SIM_LISTED (TI_SIM_MEETINGS | TI_SIM_USER_READ)

#define TI_SIM_IDENTITY (TI_SIM_OPENID | TI_SIM_PROFILE | TI_SIM_EMAIL | TI_SIM_OFFLINE)

typedef enum ti_sim_scope_found {
    TI_SIM_SCOPE_GOOD,
    TI_SIM_SCOPE_EMPTY,
    TI_SIM_SCOPE_UNKNOWN,
    TI_SIM_SCOPE_FOREIGN /* of a resource that is not this cloud's Graph */
} ti_sim_scope_found;

/* Space separated, without regard to case, with or without {graph}/ before a
 * permission: a scope without resource is Graph's. */
ti_sim_scope_found ti_sim_scope_read(const char *graph, const char *text, uint32_t *out);

/* With TI_SIM_DEFAULT replaced by what it stands for. */
uint32_t ti_sim_scope_expand(uint32_t scopes);

/* As the token endpoint answers them: Graph's by their short names; offline_access is never listed. */
void ti_sim_scope_write(ti_buf *buf, uint32_t scopes);

/* For people: "read and create your online meetings, …". */
void ti_sim_scope_explain(ti_buf *buf, uint32_t scopes);

#endif
