/* SPDX-License-Identifier: Apache-2.0 */
/* secret.c - the client secrets of an app. */
#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "base/time.h"
#include "sim/setup.h"

bool ti_sim_secret_add(ti_sim_secret **list, const char *value)
{
    ti_sim_secret *secret = ti_alloc(sizeof(*secret));

    if (secret != NULL)
        secret->value = ti_strdup(value);
    if (secret == NULL || secret->value == NULL) {
        ti_free(secret);
        return false;
    }
    ti_sim_guid(secret->id);
    secret->next = *list;
    *list = secret;
    return true;
}

ti_sim_secret *ti_sim_secret_find(ti_sim_secret *list, const char *value)
{
    while (list != NULL && strcmp(list->value, value) != 0)
        list = list->next;
    return list;
}

bool ti_sim_secret_remove(ti_sim_secret **list, const char *value)
{
    ti_sim_secret *secret;

    while (*list != NULL && strcmp((*list)->value, value) != 0)
        list = &(*list)->next;
    secret = *list;
    if (secret == NULL)
        return false;
    *list = secret->next;
    ti_free_secret(secret->value);
    ti_free(secret);
    return true;
}

void ti_sim_secrets_clear(ti_sim_secret **list)
{
    while (*list != NULL)
        (void)ti_sim_secret_remove(list, (*list)->value);
}

/* The app, with the simulator locked; NULL and unlocked on failure. */
static ti_sim_app *lock_app(teamsinvite_sim *sim, const char *client_id, const char *secret, ti_error *err)
{
    if (ti_check_token(err, "secret", secret, TI_SIM_SECRET_MAX) != TEAMSINVITE_OK)
        return NULL;
    return ti_sim_lock_app(sim, client_id, err);
}

teamsinvite_status teamsinvite_sim_add_secret(teamsinvite_sim *sim, const char *client_id, const char *secret,
                                              teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_app *app = lock_app(sim, client_id, secret, &error);

    if (app != NULL) {
        if (ti_sim_secret_find(app->secrets, secret) != NULL)
            (void)ti_sim_there_already(&error, "secret");
        else
            (void)ti_sim_done_or_no_memory(&error, ti_sim_secret_add(&app->secrets, secret));
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_remove_secret(teamsinvite_sim *sim, const char *client_id, const char *secret,
                                                 teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_app *app = lock_app(sim, client_id, secret, &error);

    if (app != NULL) {
        if (!ti_sim_secret_remove(&app->secrets, secret))
            (void)ti_sim_missing(&error, "secret");
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

/* The secret, with the simulator locked; NULL and unlocked on failure. */
static ti_sim_secret *lock_secret(teamsinvite_sim *sim, const char *client_id, const char *secret, ti_error *err)
{
    ti_sim_app *app = lock_app(sim, client_id, secret, err);
    ti_sim_secret *found = app == NULL ? NULL : ti_sim_secret_find(app->secrets, secret);

    if (app != NULL && found == NULL) {
        (void)ti_sim_missing(err, "secret");
        ti_sim_unlock(sim);
    }
    return found;
}

teamsinvite_status teamsinvite_sim_set_secret_expiry(teamsinvite_sim *sim, const char *client_id, const char *secret,
                                                     int64_t expires_ms, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_secret *found = NULL;

    if (ti_check_range(&error, "expires_ms", expires_ms, 0, TI_TIME_MAX_MS) == TEAMSINVITE_OK)
        found = lock_secret(sim, client_id, secret, &error);
    if (found != NULL) {
        found->expires_ms = expires_ms;
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_secret_id(teamsinvite_sim *sim, const char *client_id, const char *secret,
                                             char **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_secret *found = NULL;

    if (out != NULL)
        *out = NULL;
    if (ti_check_given(&error, "out", out) == TEAMSINVITE_OK)
        found = lock_secret(sim, client_id, secret, &error);
    if (found != NULL) {
        *out = ti_strdup(found->id);
        (void)ti_sim_done_or_no_memory(&error, *out != NULL);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}
