/* SPDX-License-Identifier: Apache-2.0 */
/* prepare.c - the world that the command line asks for. */
#include "sim/program/prepare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/program/control_world.h"
#include "sim/program/file.h"

/* NAME[:COUNT] */
static teamsinvite_status set_scenario(teamsinvite_sim *sim, const char *text, teamsinvite_error **err)
{
    const char *colon = strrchr(text, ':');
    char name[128];
    char *end = NULL;
    long count = 1;

    (void)snprintf(name, sizeof(name), "%.*s", (int)(colon == NULL ? strlen(text) : (size_t)(colon - text)), text);
    if (colon != NULL)
        count = strtol(colon + 1, &end, 10);
    if (end != NULL && (*end != '\0' || end == colon + 1 || count < -1 || count > 1000000))
        count = -2; /* refused, and said so */
    return teamsinvite_sim_set_scenario(sim, name, (int32_t)count, err);
}

static const char *app_of(const sim_options *o)
{
    return o->client_id == NULL ? TEAMSINVITE_SIM_CLIENT_ID : o->client_id;
}

static teamsinvite_status add_certificate(teamsinvite_sim *sim, const char *client_id, const char *path,
                                          teamsinvite_error **err)
{
    char *pem = sim_file_read(path);
    teamsinvite_status status = TEAMSINVITE_E_INVALID;

    if (pem == NULL)
        (void)fprintf(stderr, "teamsinvite-sim: cannot read %s\n", path);
    else
        status = teamsinvite_sim_add_certificate(sim, client_id, pem, err);
    free(pem);
    return status;
}

/* An app of its own, or more of the default one. */
static teamsinvite_status register_app(teamsinvite_sim *sim, const sim_options *o, teamsinvite_error **err)
{
    const char *client_id = app_of(o);
    teamsinvite_status status = TEAMSINVITE_OK;
    int i;

    if (o->client_id != NULL && strcmp(o->client_id, TEAMSINVITE_SIM_CLIENT_ID) != 0)
        status = teamsinvite_sim_add_app(sim, client_id, o->client_secret, err);
    else if (o->client_secret != NULL && strcmp(o->client_secret, TEAMSINVITE_SIM_SECRET) != 0)
        status = teamsinvite_sim_add_secret(sim, client_id, o->client_secret, err);
    for (i = 0; i < o->redirect_uri_count && status == TEAMSINVITE_OK; i++)
        status = teamsinvite_sim_add_redirect_uri(sim, client_id, o->redirect_uris[i], err);
    for (i = 0; i < o->certificate_count && status == TEAMSINVITE_OK; i++)
        status = add_certificate(sim, client_id, o->certificates[i], err);
    return status;
}

/* TENANT, or TENANT/OID */
static teamsinvite_status grant_policy(teamsinvite_sim *sim, const char *client_id, const char *text,
                                       teamsinvite_error **err)
{
    const char *slash = strchr(text, '/');
    char tenant[64];

    (void)snprintf(tenant, sizeof(tenant), "%.*s", (int)strcspn(text, "/"), text);
    return teamsinvite_sim_grant_policy(sim, tenant, client_id, slash == NULL ? NULL : slash + 1, err);
}

/* NAME=VALUE */
static teamsinvite_status set_number(teamsinvite_sim *sim, const char *text)
{
    const char *equals = strchr(text, '=');
    char name[64];
    char *end = NULL;
    long long value = equals == NULL ? -1 : strtoll(equals + 1, &end, 10);
    teamsinvite_status status = TEAMSINVITE_E_INVALID;

    (void)snprintf(name, sizeof(name), "%.*s", (int)strcspn(text, "="), text);
    if (end != NULL && end != equals + 1 && *end == '\0')
        status = sim_set_option(sim, name, value);
    if (status != TEAMSINVITE_OK)
        (void)fprintf(stderr, "teamsinvite-sim: --option does not take %s (see --help)\n", text);
    return status;
}

static teamsinvite_status let_in(teamsinvite_sim *sim, const sim_options *o, teamsinvite_error **err)
{
    teamsinvite_status status = TEAMSINVITE_OK;
    int i;

    for (i = 0; i < o->consent_count && status == TEAMSINVITE_OK; i++)
        status = teamsinvite_sim_set_consent(sim, o->consents[i], app_of(o), 1, err);
    for (i = 0; i < o->policy_count && status == TEAMSINVITE_OK; i++)
        status = grant_policy(sim, app_of(o), o->policies[i], err);
    return status;
}

teamsinvite_status sim_prepare(teamsinvite_sim *sim, const sim_options *options, teamsinvite_error **err)
{
    teamsinvite_status status = teamsinvite_sim_load_defaults(sim, err);
    int i;

    if (status == TEAMSINVITE_OK && options->time_ms >= 0)
        status = teamsinvite_sim_set_time_ms(sim, options->time_ms);
    for (i = 0; i < options->number_count && status == TEAMSINVITE_OK; i++)
        status = set_number(sim, options->numbers[i]);
    if (status == TEAMSINVITE_OK)
        status = register_app(sim, options, err);
    if (status == TEAMSINVITE_OK)
        status = let_in(sim, options, err);
    for (i = 0; i < options->scenario_count && status == TEAMSINVITE_OK; i++)
        status = set_scenario(sim, options->scenarios[i], err);
    return status;
}
