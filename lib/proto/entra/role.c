/* SPDX-License-Identifier: Apache-2.0 */
/* role.c - the directory roles of Entra that speak for a whole directory. */
#include "proto/entra/role.h"

const char *const ti_administrator_roles[TI_ADMINISTRATOR_ROLES] = {
    "62e90394-69f5-4237-9190-012177145e10", /* Global Administrator */
    "e8611ab8-c189-46e8-94e1-60213ab1f814", /* Privileged Role Administrator */
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", /* Application Administrator */
    "158c047a-c907-4556-b7ef-446551a6b5f7", /* Cloud Application Administrator */
};

bool ti_role_is_administrator(ti_slice template_id)
{
    size_t i;

    for (i = 0; i < TI_ADMINISTRATOR_ROLES; i++) {
        if (ti_slice_equal_nocase(template_id, ti_slice_of(ti_administrator_roles[i])))
            return true;
    }
    return false;
}
