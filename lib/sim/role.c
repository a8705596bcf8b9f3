/* SPDX-License-Identifier: Apache-2.0 */
/* role.c - the directory roles that people hold. */
#include "sim/role.h"

#include <string.h>

#include "base/check.h"
#include "sim/setup.h"

/* Template ids. Entra names one of the last two for everybody who belongs to a directory. */
#define PRIVILEGED_ROLE_ADMINISTRATOR "e8611ab8-c189-46e8-94e1-60213ab1f814"
#define APPLICATION_ADMINISTRATOR "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
#define CLOUD_APPLICATION_ADMINISTRATOR "158c047a-c907-4556-b7ef-446551a6b5f7"
#define USER "b79fbf4d-3ef9-4689-8143-76b194e85509"
#define GUEST_USER "10dae51f-b6af-4016-8d66-8c2a99b929b3"

bool ti_sim_has_role(const ti_sim_user *user, const char *role)
{
    if ((user->flags & TEAMSINVITE_SIM_USER_ADMIN) != 0 && strcmp(role, TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR) == 0)
        return true;
    return ti_sim_text_has(user->roles, role);
}

/* Graph's application permissions are out of the reach of those who administer applications. */
bool ti_sim_may_consent(const ti_sim_user *user, bool application_permissions)
{
    if (ti_sim_has_role(user, TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR) ||
        ti_sim_has_role(user, PRIVILEGED_ROLE_ADMINISTRATOR))
        return true;
    return !application_permissions && (ti_sim_has_role(user, APPLICATION_ADMINISTRATOR) ||
                                        ti_sim_has_role(user, CLOUD_APPLICATION_ADMINISTRATOR));
}

cJSON *ti_sim_roles_json(const ti_sim_user *user)
{
    const ti_sim_text *role = user->roles;
    cJSON *list = cJSON_CreateArray();

    if ((user->flags & TEAMSINVITE_SIM_USER_ADMIN) != 0 &&
        !ti_sim_text_has(user->roles, TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR))
        cJSON_AddItemToArray(list, cJSON_CreateString(TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR));
    for (; role != NULL; role = role->next)
        cJSON_AddItemToArray(list, cJSON_CreateString(role->text));
    cJSON_AddItemToArray(list, cJSON_CreateString(user->home == NULL ? USER : GUEST_USER));
    return list;
}

/* In lower case, as tokens name them. */
static teamsinvite_status read_role(char out[TI_GUID_SIZE], const char *role, ti_error *err)
{
    teamsinvite_status status = ti_check_guid(err, "role", role);

    if (status == TEAMSINVITE_OK)
        ti_guid_copy(out, ti_slice_of(role));
    return status;
}

teamsinvite_status teamsinvite_sim_add_role(teamsinvite_sim *sim, const char *oid, const char *role,
                                            teamsinvite_error **err)
{
    char id[TI_GUID_SIZE];
    ti_error error = { 0 };
    ti_sim_user *user = read_role(id, role, &error) == TEAMSINVITE_OK ? ti_sim_lock_user(sim, oid, &error) : NULL;

    if (user != NULL) {
        if (ti_sim_has_role(user, id))
            (void)ti_sim_there_already(&error, "role");
        else
            (void)ti_sim_done_or_no_memory(&error, ti_sim_text_add(&user->roles, id));
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_remove_role(teamsinvite_sim *sim, const char *oid, const char *role,
                                               teamsinvite_error **err)
{
    char id[TI_GUID_SIZE];
    ti_error error = { 0 };
    ti_sim_user *user = read_role(id, role, &error) == TEAMSINVITE_OK ? ti_sim_lock_user(sim, oid, &error) : NULL;

    if (user != NULL) {
        if (!ti_sim_has_role(user, id))
            (void)ti_sim_missing(&error, "role");
        (void)ti_sim_text_remove(&user->roles, id);
        if (strcmp(id, TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR) == 0)
            user->flags &= ~TEAMSINVITE_SIM_USER_ADMIN;
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}
