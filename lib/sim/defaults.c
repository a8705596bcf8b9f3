/* SPDX-License-Identifier: Apache-2.0 */
/* defaults.c - two directories and an app to begin with. */
#include <teamsinvite/sim.h>

enum {
    LICENSED = TEAMSINVITE_SIM_USER_LICENSED,
    LICENSED_ADMIN = TEAMSINVITE_SIM_USER_LICENSED | TEAMSINVITE_SIM_USER_ADMIN
};

typedef struct user_row {
    const char *tenant;
    const char *oid;
    const char *name;
    const char *upn;
    int32_t flags;
} user_row;

static const user_row users[] = {
    { TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CONTOSO_ADMIN, "Ada Admin", "admin@contoso.example", LICENSED_ADMIN },
    { TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CONTOSO_ALICE, "Alice Recruiter", "alice@contoso.example", LICENSED },
    { TEAMSINVITE_SIM_CONTOSO, TEAMSINVITE_SIM_CONTOSO_BOB, "Bob Recruiter", "bob@contoso.example", LICENSED },
    { TEAMSINVITE_SIM_FABRIKAM, TEAMSINVITE_SIM_FABRIKAM_ADMIN, "Frida Admin", "admin@fabrikam.example",
      LICENSED_ADMIN },
    { TEAMSINVITE_SIM_FABRIKAM, TEAMSINVITE_SIM_FABRIKAM_CAROL, "Carol Recruiter", "carol@fabrikam.example",
      LICENSED },
    { TEAMSINVITE_SIM_FABRIKAM, TEAMSINVITE_SIM_FABRIKAM_DAVE, "Dave Recruiter", "dave@fabrikam.example", 0 },
};

static teamsinvite_status add_users(teamsinvite_sim *sim, teamsinvite_error **err)
{
    teamsinvite_status status = TEAMSINVITE_OK;
    size_t i;

    for (i = 0; i < sizeof(users) / sizeof(users[0]) && status == TEAMSINVITE_OK; i++)
        status = teamsinvite_sim_add_user(sim, users[i].tenant, users[i].oid, users[i].name, users[i].upn,
                                          users[i].flags, err);
    return status;
}

static teamsinvite_status add_app(teamsinvite_sim *sim, teamsinvite_error **err)
{
    static const char *const uris[] = { TEAMSINVITE_SIM_REDIRECT_URI, TEAMSINVITE_SIM_LOCAL_REDIRECT_URI };
    teamsinvite_status status = teamsinvite_sim_add_app(sim, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, err);
    size_t i;

    for (i = 0; i < sizeof(uris) / sizeof(uris[0]) && status == TEAMSINVITE_OK; i++)
        status = teamsinvite_sim_add_redirect_uri(sim, TEAMSINVITE_SIM_CLIENT_ID, uris[i], err);
    return status;
}

teamsinvite_status teamsinvite_sim_load_defaults(teamsinvite_sim *sim, teamsinvite_error **err)
{
    teamsinvite_status status = teamsinvite_sim_add_tenant(sim, TEAMSINVITE_SIM_CONTOSO, "contoso.example", err);

    if (status == TEAMSINVITE_OK)
        status = teamsinvite_sim_add_tenant(sim, TEAMSINVITE_SIM_FABRIKAM, "fabrikam.example", err);
    if (status == TEAMSINVITE_OK)
        status = add_users(sim, err);
    if (status == TEAMSINVITE_OK)
        status = add_app(sim, err);
    return status;
}
