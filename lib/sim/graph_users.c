/* SPDX-License-Identifier: Apache-2.0 */
/* graph_users.c - GET /me and /users/{id}, and how people are shown. */
#include "sim/graph_users.h"

#include <string.h>

#include "sim/app_role.h"
#include "sim/scope.h"
#include "sim/sim.h"

const ti_sim_graph_refusal ti_sim_graph_denied = { 403, "Authorization_RequestDenied",
                                                   "Insufficient privileges to complete the operation." };
const ti_sim_graph_refusal ti_sim_graph_no_such_user = {
    404, "Request_ResourceNotFound",
    "Resource does not exist or one of its queried reference-property objects are not present."
};
static const ti_sim_graph_refusal no_such_property = {
    400, "BadRequest", "Parsing OData Select and Expand failed: Could not find a property named on type "
                       "'microsoft.graph.user'."
};

typedef struct property {
    const char *name;
    size_t offset; /* of a string in ti_sim_user */
} property;

static const property properties[] = {
    { "id", offsetof(ti_sim_user, oid) },
    { "displayName", offsetof(ti_sim_user, name) },
    { "userPrincipalName", offsetof(ti_sim_user, upn) },
    { "mail", offsetof(ti_sim_user, mail) },
};

enum { PROPERTY_COUNT = sizeof(properties) / sizeof(properties[0]) };

const char *ti_sim_user_property(const ti_sim_user *user, const char *name)
{
    const char *value = "";
    size_t i = 0;

    while (i < PROPERTY_COUNT && strcmp(properties[i].name, name) != 0)
        i++;
    if (i == PROPERTY_COUNT)
        return NULL;
    if (user != NULL)
        memcpy(&value, (const char *)user + properties[i].offset, sizeof(value));
    return value;
}

static bool is_selected(const char *select, const char *name)
{
    ti_slice rest = ti_slice_of(select);
    ti_slice each;

    if (select == NULL)
        return true;
    while (ti_slice_next(&rest, ',', &each)) {
        if (ti_slice_equal_text(ti_slice_trim(each), name))
            return true;
    }
    return false;
}

cJSON *ti_sim_user_json(const ti_sim_user *user, const char *select)
{
    cJSON *json = cJSON_CreateObject();
    size_t i;

    for (i = 0; i < PROPERTY_COUNT; i++) {
        if (is_selected(select, properties[i].name))
            cJSON_AddStringToObject(json, properties[i].name, ti_sim_user_property(user, properties[i].name));
    }
    return json;
}

static bool is_property(ti_slice name)
{
    size_t i;

    for (i = 0; i < PROPERTY_COUNT; i++) {
        if (ti_slice_equal_text(name, properties[i].name))
            return true;
    }
    return false;
}

/* Of one: $select; of a list, $top and $filter too. */
static bool is_known(const char *option, bool is_list)
{
    return strcmp(option, "$select") == 0 ||
           (is_list && (strcmp(option, "$top") == 0 || strcmp(option, "$filter") == 0));
}

/* Only properties that exist are selected. */
static const ti_sim_graph_refusal *check_query(const ti_sim_form *query, bool is_list)
{
    ti_slice rest = ti_slice_of(ti_sim_form_get(query, "$select"));
    ti_slice name;
    size_t i;

    for (i = 0; i < query->count; i++) {
        if (!is_known(query->fields[i].name, is_list))
            return &ti_sim_graph_bad_query;
    }
    while (rest.len > 0 && ti_slice_next(&rest, ',', &name)) {
        if (!is_property(ti_slice_trim(name)))
            return &no_such_property;
    }
    return NULL;
}

/* Unlike in the paths of meetings, a user principal name finds somebody here. */
const ti_sim_user *ti_sim_graph_user(const ti_sim_graph_ask *ask)
{
    const ti_sim_user *user = ask->token->tenant->users;
    const char *name = ask->x->segment[ask->rest - 1];

    if (ask->user != NULL)
        return ask->user;
    while (user != NULL && !ti_slice_equal_nocase(ti_slice_of(user->upn), ti_slice_of(name)))
        user = user->next;
    return user;
}

static bool may_see(const ti_sim_grant *token, const ti_sim_user *user)
{
    if (token->user == NULL)
        return (token->roles & TI_SIM_USERS_ALL) != 0;
    return user == token->user && (token->scopes & TI_SIM_USER_READ) != 0;
}

const ti_sim_graph_refusal *ti_sim_graph_users(ti_sim_graph_ask *ask)
{
    const ti_sim_graph_refusal *refusal;
    const ti_sim_user *user;
    bool is_list;

    if (!ti_sim_method_is(ask->x, "GET"))
        return &ti_sim_graph_wrong_method;
    is_list = ask->x->segment_count < ask->rest;
    refusal = check_query(&ask->query, is_list);
    if (refusal != NULL)
        return refusal;
    if (is_list)
        return ti_sim_graph_user_list(ask);
    user = ti_sim_graph_user(ask);
    if (!may_see(ask->token, user))
        return &ti_sim_graph_denied;
    if (user == NULL)
        return &ti_sim_graph_no_such_user;
    ti_sim_graph_begin(ask->x, 200);
    ti_sim_response_json(ask->x->response, ti_sim_user_json(user, ti_sim_form_get(&ask->query, "$select")));
    return NULL;
}
