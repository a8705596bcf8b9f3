/* SPDX-License-Identifier: Apache-2.0 */
/* app_role.c - application permissions: what a registration lists, and what a directory consented to. */
#include "sim/app_role.h"

#include "base/check.h"
#include "sim/setup.h"

enum { ROLES_TEXT_MAX = 512 };

typedef struct role_row {
    const char *name;
    uint32_t bit;
    const char *words;
} role_row;

static const role_row rows[] = {
    { "OnlineMeetings.ReadWrite.All", TI_SIM_MEETINGS_ALL, "read and create online meetings" },
    { "OnlineMeetings.Read.All", TI_SIM_MEETINGS_READ_ALL, "read online meeting details" },
    { "User.Read.All", TI_SIM_USERS_ALL, "read all users' full profiles" },
};

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

static uint32_t find_bit(ti_slice name)
{
    size_t i;

    for (i = 0; i < ROW_COUNT; i++) {
        if (ti_slice_equal_text(name, rows[i].name))
            return rows[i].bit;
    }
    return 0;
}

bool ti_sim_app_roles_read(const char *text, uint32_t *out)
{
    ti_slice rest = ti_slice_of(text);
    ti_slice name;

    *out = 0;
    while (ti_slice_next(&rest, ' ', &name)) {
        if (name.len > 0 && find_bit(name) == 0)
            return false;
        *out |= find_bit(name);
    }
    return true;
}

static void write_each(ti_buf *buf, uint32_t roles, bool words)
{
    bool first = true;
    size_t i;

    for (i = 0; i < ROW_COUNT; i++) {
        if ((roles & rows[i].bit) == 0)
            continue;
        if (!first)
            ti_buf_add_text(buf, words ? ", " : " ");
        first = false;
        ti_buf_add_text(buf, words ? rows[i].words : rows[i].name);
    }
}

void ti_sim_app_roles_write(ti_buf *buf, uint32_t roles)
{
    write_each(buf, roles, false);
}

void ti_sim_app_roles_explain(ti_buf *buf, uint32_t roles)
{
    write_each(buf, roles, true);
}

static bool check_roles(const char *roles, uint32_t *bits, ti_error *err)
{
    if (ti_check_given(err, "roles", roles) != TEAMSINVITE_OK)
        return false;
    if (ti_slice_of(roles).len <= ROLES_TEXT_MAX && ti_sim_app_roles_read(roles, bits))
        return true;
    (void)ti_fail_parameter(err, "roles", "names an application permission that the simulator does not know");
    return false;
}

teamsinvite_status teamsinvite_sim_set_app_roles(teamsinvite_sim *sim, const char *client_id, const char *roles,
                                                 teamsinvite_error **err)
{
    uint32_t bits = 0;
    ti_error error = { 0 };
    ti_sim_app *app = check_roles(roles, &bits, &error) ? ti_sim_lock_app(sim, client_id, &error) : NULL;

    if (app != NULL) {
        app->roles = bits;
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

static teamsinvite_status set_consented(teamsinvite_sim *sim, const char *tenant, const ti_sim_app *app, uint32_t roles,
                                        ti_error *err)
{
    ti_sim_tenant *home = ti_sim_tenant_find(&sim->directory, tenant);
    ti_sim_principal *principal = home == NULL ? NULL : ti_sim_principal_find(home, app);

    if (home == NULL)
        return ti_sim_missing(err, "tenant");
    if (principal == NULL)
        return ti_sim_missing(err, "app in that tenant");
    principal->roles = roles;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_sim_set_consented_roles(teamsinvite_sim *sim, const char *tenant, const char *client_id,
                                                       const char *roles, teamsinvite_error **err)
{
    uint32_t bits = 0;
    ti_error error = { 0 };
    ti_sim_app *app = NULL;

    if (ti_check_guid(&error, "tenant", tenant) == TEAMSINVITE_OK && check_roles(roles, &bits, &error))
        app = ti_sim_lock_app(sim, client_id, &error);
    if (app != NULL) {
        (void)set_consented(sim, tenant, app, bits, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}
