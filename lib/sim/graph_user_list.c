/* SPDX-License-Identifier: Apache-2.0 */
/* graph_user_list.c - GET /users: a page of them, or those who have an address. */
#include <string.h>

#include "sim/app_role.h"
#include "sim/graph_filter.h"
#include "sim/graph_users.h"

enum { TOP_DEFAULT = 100, TOP_MAX = 999, FILTER_MAX = 8 };

static const ti_sim_graph_refusal bad_filter = { 400, "Request_UnsupportedQuery",
                                                 "Unsupported or invalid query filter clause specified." };

typedef struct filters {
    ti_sim_filter each[FILTER_MAX];
    size_t count;
} filters;

/* None where there is no $filter. */
static bool read_filters(const ti_sim_graph_ask *ask, filters *out)
{
    const char *text = ti_sim_form_get(&ask->query, "$filter");
    ti_slice rest = ti_slice_of(text);

    out->count = 0;
    while (text != NULL && (rest.len > 0 || out->count == 0)) {
        if (out->count == FILTER_MAX || !ti_sim_filter_next(&out->each[out->count], &rest, &ask->x->arena) ||
            ti_sim_user_property(NULL, out->each[out->count].property) == NULL)
            return false;
        out->count++;
    }
    return true;
}

/* Addresses are compared without regard to case. */
static bool matches(const filters *wanted, const ti_sim_user *user)
{
    bool found = wanted->count == 0;
    size_t i;

    for (i = 0; i < wanted->count && !found; i++)
        found = ti_slice_equal_nocase(ti_slice_of(ti_sim_user_property(user, wanted->each[i].property)),
                                      ti_slice_of(wanted->each[i].value));
    return found;
}

static bool find_top(const ti_sim_form *query, int64_t *out)
{
    const char *top = ti_sim_form_get(query, "$top");

    *out = TOP_DEFAULT;
    return top == NULL || (ti_slice_to_int64(ti_slice_of(top), out) && *out >= 1 && *out <= TOP_MAX);
}

const ti_sim_graph_refusal *ti_sim_graph_user_list(ti_sim_graph_ask *ask)
{
    const ti_sim_user *user = ask->token->tenant->users;
    cJSON *json;
    cJSON *list;
    int64_t left;
    filters wanted;

    if ((ask->token->roles & TI_SIM_USERS_ALL) == 0)
        return &ti_sim_graph_denied;
    if (!find_top(&ask->query, &left))
        return &ti_sim_graph_bad_query;
    if (!read_filters(ask, &wanted))
        return &bad_filter;
    json = cJSON_CreateObject();
    list = cJSON_AddArrayToObject(json, "value");
    for (; user != NULL && left > 0; user = user->next) {
        if (!matches(&wanted, user))
            continue;
        cJSON_AddItemToArray(list, ti_sim_user_json(user, ti_sim_form_get(&ask->query, "$select")));
        left--;
    }
    ti_sim_graph_begin(ask->x, 200);
    ti_sim_response_json(ask->x->response, json);
    return NULL;
}
