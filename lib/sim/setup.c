/* SPDX-License-Identifier: Apache-2.0 */
/* setup.c - who lives in the simulator: the public functions that add and change tenants and users. */
#include "sim/setup.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/check.h"
#include "sim/challenge.h"

enum {
    NAME_MAX_BYTES = 256,
    ALL_FLAGS = TEAMSINVITE_SIM_USER_ADMIN | TEAMSINVITE_SIM_USER_LICENSED | TEAMSINVITE_SIM_USER_DISABLED
};

teamsinvite_status ti_sim_missing(ti_error *err, const char *what)
{
    return ti_fail(err, TEAMSINVITE_E_NOT_FOUND, "the simulator has no such %s", what);
}

teamsinvite_status ti_sim_there_already(ti_error *err, const char *what)
{
    return ti_fail(err, TEAMSINVITE_E_CONFLICT, "the simulator has such a %s already", what);
}

teamsinvite_status ti_sim_done_or_no_memory(ti_error *err, bool done)
{
    return done ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

static teamsinvite_status add_tenant(teamsinvite_sim *sim, const char *tenant, const char *domain, ti_error *err)
{
    if (ti_sim_tenant_find(&sim->directory, tenant) != NULL || ti_sim_tenant_find(&sim->directory, domain) != NULL)
        return ti_sim_there_already(err, "tenant");
    return ti_sim_done_or_no_memory(err, ti_sim_tenant_add(&sim->directory, tenant, domain) != NULL);
}

teamsinvite_status teamsinvite_sim_add_tenant(teamsinvite_sim *sim, const char *tenant, const char *domain,
                                              teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "sim", sim) == TEAMSINVITE_OK &&
        ti_check_guid(&error, "tenant", tenant) == TEAMSINVITE_OK &&
        ti_check_id(&error, "domain", domain) == TEAMSINVITE_OK) {
        ti_sim_lock(sim);
        (void)add_tenant(sim, tenant, domain, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

static teamsinvite_status check_flags(ti_error *err, int32_t flags)
{
    if (flags < 0 || (flags & ~ALL_FLAGS) != 0)
        return ti_fail_parameter(err, "flags", "has one that is unknown");
    return TEAMSINVITE_OK;
}

typedef struct user_ask {
    const char *tenant;
    const char *oid;
    const char *name;
    const char *upn;
    int32_t flags;
} user_ask;

static teamsinvite_status check_user(const user_ask *ask, ti_error *err)
{
    if (ti_check_guid(err, "tenant", ask->tenant) != TEAMSINVITE_OK ||
        ti_check_guid(err, "oid", ask->oid) != TEAMSINVITE_OK ||
        ti_check_text(err, "name", ask->name, NAME_MAX_BYTES, false) != TEAMSINVITE_OK ||
        ti_check_token(err, "upn", ask->upn, NAME_MAX_BYTES) != TEAMSINVITE_OK)
        return err->status;
    return check_flags(err, ask->flags);
}

static teamsinvite_status add_user(teamsinvite_sim *sim, const user_ask *ask, ti_error *err)
{
    ti_sim_tenant *home = ti_sim_tenant_find(&sim->directory, ask->tenant);

    if (home == NULL)
        return ti_sim_missing(err, "tenant");
    if (ti_sim_user_find(&sim->directory, NULL, ask->oid) != NULL)
        return ti_sim_there_already(err, "user");
    return ti_sim_done_or_no_memory(err, ti_sim_user_add(home, ask->oid, ask->name, ask->upn, ask->flags) != NULL);
}

teamsinvite_status teamsinvite_sim_add_user(teamsinvite_sim *sim, const char *tenant, const char *oid,
                                            const char *name, const char *upn, int32_t flags, teamsinvite_error **err)
{
    user_ask ask = { tenant, oid, name, upn, flags };
    ti_error error = { 0 };

    if (ti_check_given(&error, "sim", sim) == TEAMSINVITE_OK && check_user(&ask, &error) == TEAMSINVITE_OK) {
        ti_sim_lock(sim);
        (void)add_user(sim, &ask, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

/* "alice_contoso.example#EXT#@fabrikam.example", as the invitation makes it. */
static bool write_guest_name(ti_buf *out, const ti_sim_user *home, const ti_sim_tenant *tenant)
{
    const char *c;

    for (c = home->upn; *c != '\0'; c++)
        ti_buf_add_char(out, *c == '@' ? '_' : *c);
    ti_buf_add_text(out, "#EXT#@");
    return ti_buf_add_text(out, tenant->domain);
}

static teamsinvite_status set_mail(ti_sim_user *user, const char *mail, ti_error *err)
{
    char *copy = ti_strdup(mail);

    if (copy == NULL)
        return ti_fail_no_memory(err);
    ti_free_secret(user->mail);
    user->mail = copy;
    return TEAMSINVITE_OK;
}

static teamsinvite_status add_guest(teamsinvite_sim *sim, const char *tenant, const char *oid, const char *home_oid,
                                    ti_error *err)
{
    ti_sim_tenant *host = ti_sim_tenant_find(&sim->directory, tenant);
    ti_sim_user *home = ti_sim_user_find(&sim->directory, NULL, home_oid);
    ti_sim_user *guest = NULL;
    ti_buf upn;

    if (host == NULL || home == NULL)
        return ti_sim_missing(err, host == NULL ? "tenant" : "user");
    if (home->home != NULL || home->tenant == host)
        return ti_fail_parameter(err, "home_oid", "is no account of another directory");
    if (ti_sim_user_find(&sim->directory, NULL, oid) != NULL)
        return ti_sim_there_already(err, "user");
    ti_buf_init(&upn, NAME_MAX_BYTES * 3);
    if (write_guest_name(&upn, home, host))
        guest = ti_sim_user_add(host, oid, home->name, ti_buf_text(&upn), 0);
    ti_buf_clear(&upn);
    if (guest == NULL)
        return ti_fail_no_memory(err);
    guest->home = home;
    return set_mail(guest, home->mail, err);
}

teamsinvite_status teamsinvite_sim_add_guest(teamsinvite_sim *sim, const char *tenant, const char *oid,
                                             const char *home_oid, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "sim", sim) == TEAMSINVITE_OK &&
        ti_check_guid(&error, "tenant", tenant) == TEAMSINVITE_OK &&
        ti_check_guid(&error, "oid", oid) == TEAMSINVITE_OK &&
        ti_check_guid(&error, "home_oid", home_oid) == TEAMSINVITE_OK) {
        ti_sim_lock(sim);
        (void)add_guest(sim, tenant, oid, home_oid, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

ti_sim_user *ti_sim_lock_user(teamsinvite_sim *sim, const char *oid, ti_error *err)
{
    ti_sim_user *user;

    if (ti_check_given(err, "sim", sim) != TEAMSINVITE_OK || ti_check_guid(err, "oid", oid) != TEAMSINVITE_OK)
        return NULL;
    ti_sim_lock(sim);
    user = ti_sim_user_find(&sim->directory, NULL, oid);
    if (user == NULL) {
        (void)ti_sim_missing(err, "user");
        ti_sim_unlock(sim);
    }
    return user;
}

teamsinvite_status teamsinvite_sim_set_user_flags(teamsinvite_sim *sim, const char *oid, int32_t flags,
                                                  teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_user *user = check_flags(&error, flags) == TEAMSINVITE_OK ? ti_sim_lock_user(sim, oid, &error) : NULL;

    if (user != NULL) {
        if ((flags & ~user->flags & TEAMSINVITE_SIM_USER_DISABLED) != 0)
            ti_sim_event(user, ti_sim_now(sim));
        user->flags = flags;
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_revoke_sessions(teamsinvite_sim *sim, const char *oid, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_user *user = ti_sim_lock_user(sim, oid, &error);

    if (user != NULL) {
        user->session++;
        ti_sim_event(user, ti_sim_now(sim));
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_set_mail(teamsinvite_sim *sim, const char *oid, const char *mail,
                                            teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_user *user = NULL;

    if (ti_check_token(&error, "mail", mail, NAME_MAX_BYTES) == TEAMSINVITE_OK)
        user = ti_sim_lock_user(sim, oid, &error);
    if (user != NULL) {
        (void)set_mail(user, mail, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}
