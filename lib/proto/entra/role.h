/* SPDX-License-Identifier: Apache-2.0 */
/* role.h - the directory roles of Entra that speak for a whole directory. */
#ifndef TI_PROTO_ENTRA_ROLE_H
#define TI_PROTO_ENTRA_ROLE_H

#include "base/slice.h"

enum { TI_ADMINISTRATOR_ROLES = 4 };

/* Template ids, as the claim wids has them: of those who may consent to an app
 * for the organisation, or manage one. Entra, permissions-reference. */
extern const char *const ti_administrator_roles[TI_ADMINISTRATOR_ROLES];

bool ti_role_is_administrator(ti_slice template_id);

#endif
