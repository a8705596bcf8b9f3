/* SPDX-License-Identifier: Apache-2.0 */
/* graph_users.c - GET /me, /users/{id} and /users. */
#include <string.h>

#include "sim/graph.h"
#include "sim/scope.h"
#include "sim/sim.h"

static const ti_sim_graph_refusal denied = { 403, "Authorization_RequestDenied",
                                             "Insufficient privileges to complete the operation." };
static const ti_sim_graph_refusal no_such_user = {
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
    { "mail", offsetof(ti_sim_user, upn) },
};

enum { PROPERTY_COUNT = sizeof(properties) / sizeof(properties[0]) };

static void add_property(cJSON *json, const ti_sim_user *user, const property *each)
{
    const char *value;

    memcpy(&value, (const char *)user + each->offset, sizeof(value));
    cJSON_AddStringToObject(json, each->name, value);
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

static cJSON *user_json(const ti_sim_user *user, const char *select)
{
    cJSON *json = cJSON_CreateObject();
    size_t i;

    for (i = 0; i < PROPERTY_COUNT; i++) {
        if (is_selected(select, properties[i].name))
            add_property(json, user, &properties[i]);
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

/* Only $select and $top are understood, and only properties that exist. */
static const ti_sim_graph_refusal *check_query(const ti_sim_form *query)
{
    ti_slice rest = ti_slice_of(ti_sim_form_get(query, "$select"));
    ti_slice name;
    size_t i;

    for (i = 0; i < query->count; i++) {
        if (strcmp(query->fields[i].name, "$select") != 0 && strcmp(query->fields[i].name, "$top") != 0)
            return &ti_sim_graph_bad_query;
    }
    while (rest.len > 0 && ti_slice_next(&rest, ',', &name)) {
        if (!is_property(ti_slice_trim(name)))
            return &no_such_property;
    }
    return NULL;
}

static bool find_top(const ti_sim_form *query, int64_t *out)
{
    const char *top = ti_sim_form_get(query, "$top");

    *out = 100;
    return top == NULL || (ti_slice_to_int64(ti_slice_of(top), out) && *out >= 1 && *out <= 999);
}

static const ti_sim_graph_refusal *list_users(ti_sim_graph_ask *ask)
{
    const ti_sim_user *user = ask->token->tenant->users;
    cJSON *json;
    cJSON *list;
    int64_t left;

    if (!ask->token->roles)
        return &denied;
    if (!find_top(&ask->query, &left))
        return &ti_sim_graph_bad_query;
    json = cJSON_CreateObject();
    list = cJSON_AddArrayToObject(json, "value");
    for (; user != NULL && left > 0; user = user->next, left--)
        cJSON_AddItemToArray(list, user_json(user, ti_sim_form_get(&ask->query, "$select")));
    ti_sim_graph_begin(ask->x, 200);
    ti_sim_response_json(ask->x->response, json);
    return NULL;
}

/* Unlike in the paths of meetings, a user principal name finds somebody here. */
static const ti_sim_user *find_by_name(const ti_sim_graph_ask *ask)
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
        return token->roles;
    return user == token->user && (token->scopes & TI_SIM_USER_READ) != 0;
}

const ti_sim_graph_refusal *ti_sim_graph_users(ti_sim_graph_ask *ask)
{
    const ti_sim_graph_refusal *refusal;
    const ti_sim_user *user;

    if (!ti_sim_method_is(ask->x, "GET"))
        return &ti_sim_graph_wrong_method;
    refusal = check_query(&ask->query);
    if (refusal != NULL)
        return refusal;
    if (ask->x->segment_count < ask->rest)
        return list_users(ask);
    user = find_by_name(ask);
    if (!may_see(ask->token, user))
        return &denied;
    if (user == NULL)
        return &no_such_user;
    ti_sim_graph_begin(ask->x, 200);
    ti_sim_response_json(ask->x->response, user_json(user, ti_sim_form_get(&ask->query, "$select")));
    return NULL;
}
