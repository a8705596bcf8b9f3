/* SPDX-License-Identifier: Apache-2.0 */
/* graph_licences.c - GET /me/licenseDetails and /users/{id}/licenseDetails: whether somebody has Teams. */
#include <string.h>

#include "sim/app_role.h"
#include "sim/graph_users.h"
#include "sim/scope.h"

static void add_plan(cJSON *plans, const char *id, const char *name)
{
    cJSON *plan = cJSON_CreateObject();

    cJSON_AddStringToObject(plan, "servicePlanId", id);
    cJSON_AddStringToObject(plan, "servicePlanName", name);
    cJSON_AddStringToObject(plan, "provisioningStatus", "Success");
    cJSON_AddStringToObject(plan, "appliesTo", "User");
    cJSON_AddItemToArray(plans, plan);
}

/* Everybody here has some licence; only a few have one that Teams is in. */
static cJSON *licence_json(const ti_sim_user *user, bool all)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *plans = cJSON_AddArrayToObject(json, "servicePlans");

    if (all) {
        cJSON_AddStringToObject(json, "skuId", "3b555118-da6a-4418-894f-7df1e2096870");
        cJSON_AddStringToObject(json, "skuPartNumber", "O365_BUSINESS_ESSENTIALS");
    }
    add_plan(plans, "9aaf7827-d63c-4b61-89c3-182f06f82e5c", "EXCHANGE_S_STANDARD");
    if ((user->flags & TEAMSINVITE_SIM_USER_LICENSED) != 0)
        add_plan(plans, "57ff2da0-773e-42df-b2af-ffb7a2317929", "TEAMS1");
    return json;
}

static bool may_see(const ti_sim_grant *token, const ti_sim_user *user)
{
    if (token->user == NULL)
        return (token->roles & TI_SIM_USERS_ALL) != 0;
    return user == token->user && (token->scopes & TI_SIM_USER_READ) != 0;
}

const ti_sim_graph_refusal *ti_sim_graph_licences(ti_sim_graph_ask *ask)
{
    const char *select = ti_sim_form_get(&ask->query, "$select");
    const ti_sim_user *user = ti_sim_graph_user(ask);
    cJSON *json;

    if (!ti_sim_method_is(ask->x, "GET"))
        return &ti_sim_graph_wrong_method;
    if (ask->x->segment_count > ask->rest + 1)
        return &ti_sim_graph_no_such_segment;
    if (ask->query.count > 1 || (ask->query.count == 1 && (select == NULL || strcmp(select, "servicePlans") != 0)))
        return &ti_sim_graph_bad_query;
    if (!may_see(ask->token, user))
        return &ti_sim_graph_denied;
    if (user == NULL)
        return &ti_sim_graph_no_such_user;
    json = cJSON_CreateObject();
    cJSON_AddItemToArray(cJSON_AddArrayToObject(json, "value"), licence_json(user, select == NULL));
    ti_sim_graph_begin(ask->x, 200);
    ti_sim_response_json(ask->x->response, json);
    return NULL;
}
