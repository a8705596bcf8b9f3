/* SPDX-License-Identifier: Apache-2.0 */
/* state.c - the whole world as JSON, for a person to look at. */
#include <string.h>

#include "base/alloc.h"
#include "base/time.h"
#include "sim/app_role.h"
#include "sim/policy.h"
#include "sim/role.h"
#include "sim/sim.h"

enum { PERMISSIONS_MAX = 512 };

static void add_user(cJSON *list, const ti_sim_user *user)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "oid", user->oid);
    cJSON_AddStringToObject(json, "name", user->name);
    cJSON_AddStringToObject(json, "upn", user->upn);
    cJSON_AddBoolToObject(json, "admin", (user->flags & TEAMSINVITE_SIM_USER_ADMIN) != 0);
    cJSON_AddBoolToObject(json, "licensed", (user->flags & TEAMSINVITE_SIM_USER_LICENSED) != 0);
    cJSON_AddBoolToObject(json, "disabled", (user->flags & TEAMSINVITE_SIM_USER_DISABLED) != 0);
    cJSON_AddItemToObject(json, "roles", ti_sim_roles_json(user));
    if (user->home != NULL)
        cJSON_AddStringToObject(json, "guest_of", user->home->tenant->id);
    cJSON_AddItemToArray(list, json);
}

static void add_permissions(cJSON *json, const char *name, uint32_t roles)
{
    ti_buf text;

    ti_buf_init(&text, PERMISSIONS_MAX);
    ti_sim_app_roles_write(&text, roles);
    cJSON_AddStringToObject(json, name, ti_buf_text(&text));
    ti_buf_clear(&text);
}

static void add_policies(cJSON *json, const ti_sim_policy *policy)
{
    cJSON *list = cJSON_AddArrayToObject(json, "policies");
    char time[TI_TIME_TEXT_MAX];

    for (; policy != NULL; policy = policy->next) {
        cJSON *each = cJSON_CreateObject();

        ti_time_format_iso(policy->effective_ms, time);
        cJSON_AddStringToObject(each, "client_id", policy->app->id);
        cJSON_AddStringToObject(each, "user", policy->user == NULL ? "global" : policy->user->oid);
        cJSON_AddStringToObject(each, "effective", time);
        cJSON_AddItemToArray(list, each);
    }
}

static void add_consent(cJSON *list, const ti_sim_principal *principal)
{
    cJSON *json;

    if (principal->scopes == 0 && principal->roles == 0)
        return;
    json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "client_id", principal->app->id);
    add_permissions(json, "permissions", principal->roles);
    cJSON_AddItemToArray(list, json);
}

static void add_tenant(cJSON *list, const ti_sim_tenant *tenant)
{
    const ti_sim_principal *principal = tenant->principals;
    const ti_sim_user *user = tenant->users;
    cJSON *json = cJSON_CreateObject();
    cJSON *users;
    cJSON *apps;

    cJSON_AddStringToObject(json, "id", tenant->id);
    cJSON_AddStringToObject(json, "domain", tenant->domain);
    users = cJSON_AddArrayToObject(json, "users");
    for (; user != NULL; user = user->next)
        add_user(users, user);
    apps = cJSON_AddArrayToObject(json, "consented_apps");
    for (; principal != NULL; principal = principal->next)
        add_consent(apps, principal);
    add_policies(json, tenant->policies);
    cJSON_AddItemToArray(list, json);
}

/* Nothing that could be used: secrets by their ids, certificates by their thumbprints. */
static void add_credentials(cJSON *json, const ti_sim_app *app)
{
    cJSON *secrets = cJSON_AddArrayToObject(json, "secrets");
    cJSON *certificates = cJSON_AddArrayToObject(json, "certificates");
    cJSON *issuers = cJSON_AddArrayToObject(json, "federated_issuers");
    const ti_sim_secret *secret = app->secrets;
    const ti_sim_certificate *certificate = app->certificates;
    const ti_sim_federation *federation = app->federations;

    for (; secret != NULL; secret = secret->next)
        cJSON_AddItemToArray(secrets, cJSON_CreateString(secret->id));
    for (; certificate != NULL; certificate = certificate->next)
        cJSON_AddItemToArray(certificates, cJSON_CreateString(certificate->x5t_sha256));
    for (; federation != NULL; federation = federation->next)
        cJSON_AddItemToArray(issuers, cJSON_CreateString(federation->issuer));
}

static void add_app(cJSON *list, const ti_sim_app *app)
{
    const ti_sim_text *uri = app->redirect_uris;
    cJSON *json = cJSON_CreateObject();
    cJSON *uris;

    cJSON_AddStringToObject(json, "client_id", app->id);
    uris = cJSON_AddArrayToObject(json, "redirect_uris");
    for (; uri != NULL; uri = uri->next)
        cJSON_AddItemToArray(uris, cJSON_CreateString(uri->text));
    add_permissions(json, "permissions", app->roles);
    add_credentials(json, app);
    cJSON_AddItemToArray(list, json);
}

static void add_directory(cJSON *json, const ti_sim_directory *directory)
{
    cJSON *tenants = cJSON_AddArrayToObject(json, "tenants");
    cJSON *apps = cJSON_AddArrayToObject(json, "apps");
    const ti_sim_tenant *tenant = directory->tenants;
    const ti_sim_app *app = directory->apps;

    for (; tenant != NULL; tenant = tenant->next)
        add_tenant(tenants, tenant);
    for (; app != NULL; app = app->next)
        add_app(apps, app);
}

static void add_scenarios(cJSON *json, const ti_sim_scenarios *scenarios)
{
    cJSON *list = cJSON_AddArrayToObject(json, "scenarios");
    const char *text;
    int32_t left;
    size_t i;

    for (i = 0; (text = ti_sim_scenario_planned(scenarios, i, &left)) != NULL; i++) {
        cJSON *each = cJSON_CreateObject();

        cJSON_AddStringToObject(each, "scenario", text);
        cJSON_AddNumberToObject(each, "left", left);
        cJSON_AddItemToArray(list, each);
    }
}

static void add_counts(cJSON *json, const ti_sim_journal *journal)
{
    static const char *const names[TI_SIM_KIND_COUNT] = { "all", "page", "token", "keys", "graph" };
    cJSON *counts = cJSON_AddObjectToObject(json, "requests");
    size_t i;

    for (i = 0; i < TI_SIM_KIND_COUNT; i++)
        cJSON_AddNumberToObject(counts, names[i], (double)journal->counts[i]);
}

static void add_meetings(cJSON *json, const ti_sim_meetings *meetings)
{
    const ti_sim_online_meeting *meeting = meetings->first;
    cJSON *list = cJSON_AddArrayToObject(json, "meetings");
    char time[TI_TIME_TEXT_MAX];

    for (; meeting != NULL; meeting = meeting->next) {
        cJSON *each = cJSON_CreateObject();

        cJSON_AddStringToObject(each, "join_url", meeting->join_url);
        cJSON_AddStringToObject(each, "subject", meeting->subject);
        cJSON_AddStringToObject(each, "organizer", meeting->organizer->oid);
        ti_time_format_iso(meeting->start_ms, time);
        cJSON_AddStringToObject(each, "start", time);
        ti_time_format_iso(meeting->end_ms, time);
        cJSON_AddStringToObject(each, "end", time);
        cJSON_AddBoolToObject(each, "exists", !meeting->deleted);
        cJSON_AddItemToArray(list, each);
    }
}

static cJSON *state_json(const teamsinvite_sim *sim)
{
    cJSON *json = cJSON_CreateObject();
    char time[TI_TIME_TEXT_MAX];

    ti_time_format_iso(ti_sim_now(sim), time);
    cJSON_AddStringToObject(json, "authority", sim->authority);
    cJSON_AddStringToObject(json, "graph", sim->graph);
    cJSON_AddStringToObject(json, "time", time);
    cJSON_AddBoolToObject(json, "clock_stands", sim->clock_stands);
    add_directory(json, &sim->directory);
    add_scenarios(json, &sim->scenarios);
    add_counts(json, &sim->journal);
    add_meetings(json, &sim->meetings);
    return json;
}

teamsinvite_status teamsinvite_sim_state(const teamsinvite_sim *sim, char **out)
{
    cJSON *json;
    char *text;

    if (sim == NULL || out == NULL)
        return TEAMSINVITE_E_INVALID;
    ti_sim_lock(sim);
    json = state_json(sim);
    ti_sim_unlock(sim);
    text = cJSON_Print(json);
    *out = ti_strdup(text);
    cJSON_free(text);
    cJSON_Delete(json);
    return *out == NULL ? TEAMSINVITE_E_NO_MEMORY : TEAMSINVITE_OK;
}
