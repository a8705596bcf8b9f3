/* SPDX-License-Identifier: Apache-2.0 */
/* federation.c - the issuers whose tokens an app may show in place of a credential of its own. */
#include <string.h>

#include <openssl/evp.h>

#include "base/alloc.h"
#include "base/check.h"
#include "sim/public_key.h"
#include "sim/setup.h"

enum { NAME_MAX_BYTES = 600 };

static void free_federation(ti_sim_federation *federation)
{
    if (federation == NULL)
        return;
    EVP_PKEY_free(federation->key);
    ti_free(federation->issuer);
    ti_free(federation->subject);
    ti_free(federation->audience);
    ti_free(federation);
}

void ti_sim_federations_clear(ti_sim_federation **list)
{
    while (*list != NULL) {
        ti_sim_federation *federation = *list;

        *list = federation->next;
        free_federation(federation);
    }
}

/* Matching is literal, blanks at the ends included; the portal does not look either. */
static bool check_names(const char *issuer, const char *subject, const char *audience, ti_error *err)
{
    return ti_check_text(err, "issuer", issuer, NAME_MAX_BYTES, false) == TEAMSINVITE_OK &&
           ti_check_text(err, "subject", subject, NAME_MAX_BYTES, false) == TEAMSINVITE_OK &&
           ti_check_text(err, "audience", audience, NAME_MAX_BYTES, false) == TEAMSINVITE_OK;
}

static bool is_of(const ti_sim_federation *federation, const char *issuer, const char *subject)
{
    return strcmp(federation->issuer, issuer) == 0 && strcmp(federation->subject, subject) == 0;
}

static ti_sim_federation *make_federation(const char *issuer, const char *subject, const char *audience,
                                          const char *key, ti_error *err)
{
    ti_sim_federation *federation;

    if (!check_names(issuer, subject, audience, err) ||
        ti_check_text(err, "key", key, TI_SIM_KEY_TEXT_MAX, true) != TEAMSINVITE_OK)
        return NULL;
    federation = ti_alloc(sizeof(*federation));
    if (federation == NULL) {
        (void)ti_fail_no_memory(err);
        return NULL;
    }
    federation->key = ti_sim_public_key_read(key);
    federation->issuer = ti_strdup(issuer);
    federation->subject = ti_strdup(subject);
    federation->audience = ti_strdup(audience);
    if (federation->key == NULL)
        (void)ti_fail_parameter(err, "key", "is no RSA public key, neither PEM nor JWK");
    else if (federation->issuer == NULL || federation->subject == NULL || federation->audience == NULL)
        (void)ti_fail_no_memory(err);
    if (err->status == TEAMSINVITE_OK)
        return federation;
    free_federation(federation);
    return NULL;
}

teamsinvite_status teamsinvite_sim_add_federation(teamsinvite_sim *sim, const char *client_id, const char *issuer,
                                                  const char *subject, const char *audience, const char *key,
                                                  teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_federation *federation = make_federation(issuer, subject, audience, key, &error);
    ti_sim_app *app = federation == NULL ? NULL : ti_sim_lock_app(sim, client_id, &error);

    if (app != NULL) {
        const ti_sim_federation *each = app->federations;

        while (each != NULL && !is_of(each, issuer, subject))
            each = each->next;
        if (each != NULL) {
            (void)ti_sim_there_already(&error, "federated credential");
        } else {
            federation->next = app->federations;
            app->federations = federation;
            federation = NULL;
        }
        ti_sim_unlock(sim);
    }
    free_federation(federation);
    return ti_error_give(&error, err);
}

static bool remove_federation(ti_sim_app *app, const char *issuer, const char *subject)
{
    ti_sim_federation **slot = &app->federations;
    ti_sim_federation *federation;

    while (*slot != NULL && !is_of(*slot, issuer, subject))
        slot = &(*slot)->next;
    federation = *slot;
    if (federation == NULL)
        return false;
    *slot = federation->next;
    free_federation(federation);
    return true;
}

teamsinvite_status teamsinvite_sim_remove_federation(teamsinvite_sim *sim, const char *client_id, const char *issuer,
                                                     const char *subject, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_app *app = check_names(issuer, subject, subject, &error) ? ti_sim_lock_app(sim, client_id, &error) : NULL;

    if (app != NULL) {
        if (!remove_federation(app, issuer, subject))
            (void)ti_sim_missing(&error, "federated credential");
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}
