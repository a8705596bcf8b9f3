/* SPDX-License-Identifier: Apache-2.0 */
/* setup_app.c - the public functions that register apps and consent to them. */
#include "base/check.h"
#include "sim/scope.h"
#include "sim/setup.h"

enum { URI_MAX = 256 };

static teamsinvite_status add_app(teamsinvite_sim *sim, const char *client_id, const char *secret, ti_error *err)
{
    ti_sim_app *app;

    if (ti_sim_app_find(&sim->directory, client_id) != NULL)
        return ti_sim_there_already(err, "app");
    app = ti_sim_app_add(&sim->directory, client_id);
    return ti_sim_done_or_no_memory(err, app != NULL && ti_sim_secret_add(&app->secrets, secret));
}

teamsinvite_status teamsinvite_sim_add_app(teamsinvite_sim *sim, const char *client_id, const char *secret,
                                           teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "sim", sim) == TEAMSINVITE_OK &&
        ti_check_guid(&error, "client_id", client_id) == TEAMSINVITE_OK &&
        ti_check_token(&error, "secret", secret, TI_SIM_SECRET_MAX) == TEAMSINVITE_OK) {
        ti_sim_lock(sim);
        (void)add_app(sim, client_id, secret, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

ti_sim_app *ti_sim_lock_app(teamsinvite_sim *sim, const char *client_id, ti_error *err)
{
    ti_sim_app *app;

    if (ti_check_given(err, "sim", sim) != TEAMSINVITE_OK ||
        ti_check_guid(err, "client_id", client_id) != TEAMSINVITE_OK)
        return NULL;
    ti_sim_lock(sim);
    app = ti_sim_app_find(&sim->directory, client_id);
    if (app == NULL) {
        (void)ti_sim_missing(err, "app");
        ti_sim_unlock(sim);
    }
    return app;
}

teamsinvite_status teamsinvite_sim_add_redirect_uri(teamsinvite_sim *sim, const char *client_id, const char *uri,
                                                    teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_app *app = NULL;

    if (ti_check_url(&error, "uri", uri, URI_MAX) == TEAMSINVITE_OK)
        app = ti_sim_lock_app(sim, client_id, &error);
    if (app != NULL) {
        (void)ti_sim_done_or_no_memory(&error, ti_sim_text_add(&app->redirect_uris, uri));
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
        app = ti_sim_lock_app(sim, client_id, &error);
    if (app == NULL)
        return ti_error_give(&error, err);
    home = ti_sim_tenant_find(&sim->directory, tenant);
    if (home == NULL)
        (void)ti_sim_missing(&error, "tenant");
    else if (given == 0)
        ti_sim_consent_withdraw(home, app);
    else
        (void)ti_sim_done_or_no_memory(
            &error, ti_sim_consent_all(home, app, TI_SIM_LISTED | TI_SIM_IDENTITY, app->roles));
    ti_sim_unlock(sim);
    return ti_error_give(&error, err);
}
