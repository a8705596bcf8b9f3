/* SPDX-License-Identifier: Apache-2.0 */
/* setup.c - who lives in the simulator: the public functions that add and change. */
#include "base/check.h"
#include "sim/scope.h"
#include "sim/sim.h"

enum {
    NAME_MAX_BYTES = 256,
    SECRET_MAX = 256,
    URI_MAX = 256,
    ALL_FLAGS = TEAMSINVITE_SIM_USER_ADMIN | TEAMSINVITE_SIM_USER_LICENSED | TEAMSINVITE_SIM_USER_DISABLED
};

static teamsinvite_status missing(ti_error *err, const char *what)
{
    return ti_fail(err, TEAMSINVITE_E_NOT_FOUND, "the simulator has no such %s", what);
}

static teamsinvite_status there_already(ti_error *err, const char *what)
{
    return ti_fail(err, TEAMSINVITE_E_CONFLICT, "the simulator has such a %s already", what);
}

static teamsinvite_status done_or_no_memory(ti_error *err, bool done)
{
    return done ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

static teamsinvite_status add_tenant(teamsinvite_sim *sim, const char *tenant, const char *domain, ti_error *err)
{
    if (ti_sim_tenant_find(&sim->directory, tenant) != NULL || ti_sim_tenant_find(&sim->directory, domain) != NULL)
        return there_already(err, "tenant");
    return done_or_no_memory(err, ti_sim_tenant_add(&sim->directory, tenant, domain) != NULL);
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
        return missing(err, "tenant");
    if (ti_sim_user_find(&sim->directory, NULL, ask->oid) != NULL)
        return there_already(err, "user");
    return done_or_no_memory(err, ti_sim_user_add(home, ask->oid, ask->name, ask->upn, ask->flags) != NULL);
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

/* The user, with the simulator locked; NULL and unlocked on failure. */
static ti_sim_user *lock_user(teamsinvite_sim *sim, const char *oid, ti_error *err)
{
    ti_sim_user *user;

    if (ti_check_given(err, "sim", sim) != TEAMSINVITE_OK || ti_check_guid(err, "oid", oid) != TEAMSINVITE_OK)
        return NULL;
    ti_sim_lock(sim);
    user = ti_sim_user_find(&sim->directory, NULL, oid);
    if (user == NULL) {
        (void)missing(err, "user");
        ti_sim_unlock(sim);
    }
    return user;
}

teamsinvite_status teamsinvite_sim_set_user_flags(teamsinvite_sim *sim, const char *oid, int32_t flags,
                                                  teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_user *user = check_flags(&error, flags) == TEAMSINVITE_OK ? lock_user(sim, oid, &error) : NULL;

    if (user != NULL) {
        user->flags = flags;
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_revoke_sessions(teamsinvite_sim *sim, const char *oid, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_user *user = lock_user(sim, oid, &error);

    if (user != NULL) {
        user->session++;
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

static teamsinvite_status add_app(teamsinvite_sim *sim, const char *client_id, const char *secret, ti_error *err)
{
    ti_sim_app *app;

    if (ti_sim_app_find(&sim->directory, client_id) != NULL)
        return there_already(err, "app");
    app = ti_sim_app_add(&sim->directory, client_id);
    return done_or_no_memory(err, app != NULL && ti_sim_text_add(&app->secrets, secret));
}

teamsinvite_status teamsinvite_sim_add_app(teamsinvite_sim *sim, const char *client_id, const char *secret,
                                           teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "sim", sim) == TEAMSINVITE_OK &&
        ti_check_guid(&error, "client_id", client_id) == TEAMSINVITE_OK &&
        ti_check_token(&error, "secret", secret, SECRET_MAX) == TEAMSINVITE_OK) {
        ti_sim_lock(sim);
        (void)add_app(sim, client_id, secret, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

/* The app, with the simulator locked; NULL and unlocked on failure. */
static ti_sim_app *lock_app(teamsinvite_sim *sim, const char *client_id, ti_error *err)
{
    ti_sim_app *app;

    if (ti_check_given(err, "sim", sim) != TEAMSINVITE_OK ||
        ti_check_guid(err, "client_id", client_id) != TEAMSINVITE_OK)
        return NULL;
    ti_sim_lock(sim);
    app = ti_sim_app_find(&sim->directory, client_id);
    if (app == NULL) {
        (void)missing(err, "app");
        ti_sim_unlock(sim);
    }
    return app;
}

teamsinvite_status teamsinvite_sim_add_secret(teamsinvite_sim *sim, const char *client_id, const char *secret,
                                              teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_app *app = NULL;

    if (ti_check_token(&error, "secret", secret, SECRET_MAX) == TEAMSINVITE_OK)
        app = lock_app(sim, client_id, &error);
    if (app != NULL) {
        (void)done_or_no_memory(&error, ti_sim_text_add(&app->secrets, secret));
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_remove_secret(teamsinvite_sim *sim, const char *client_id, const char *secret,
                                                 teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_app *app = NULL;

    if (ti_check_token(&error, "secret", secret, SECRET_MAX) == TEAMSINVITE_OK)
        app = lock_app(sim, client_id, &error);
    if (app != NULL) {
        if (!ti_sim_text_remove(&app->secrets, secret))
            (void)missing(&error, "secret");
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_add_redirect_uri(teamsinvite_sim *sim, const char *client_id, const char *uri,
                                                    teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_app *app = NULL;

    if (ti_check_url(&error, "uri", uri, URI_MAX) == TEAMSINVITE_OK)
        app = lock_app(sim, client_id, &error);
    if (app != NULL) {
        (void)done_or_no_memory(&error, ti_sim_text_add(&app->redirect_uris, uri));
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_set_consent(teamsinvite_sim *sim, const char *tenant, const char *client_id,
                                               int32_t given, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_tenant *home;
    ti_sim_app *app = NULL;

    if (ti_check_guid(&error, "tenant", tenant) == TEAMSINVITE_OK)
        app = lock_app(sim, client_id, &error);
    if (app == NULL)
        return ti_error_give(&error, err);
    home = ti_sim_tenant_find(&sim->directory, tenant);
    if (home == NULL)
        (void)missing(&error, "tenant");
    else if (given == 0)
        ti_sim_consent_withdraw(home, app);
    else
        (void)done_or_no_memory(&error, ti_sim_consent_all(home, app, TI_SIM_LISTED | TI_SIM_IDENTITY, true));
    ti_sim_unlock(sim);
    return ti_error_give(&error, err);
}
