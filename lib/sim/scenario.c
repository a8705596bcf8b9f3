/* SPDX-License-Identifier: Apache-2.0 */
/* scenario.c - which scenarios are set, and whose turn it is. */
#include "sim/scenario.h"

#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "sim/sim.h"

enum { PLAN_MAX = 80, VALUE_MAX = 1000000000 };

struct ti_sim_planned {
    ti_sim_planned *next;
    char text[PLAN_MAX + 1]; /* as it was set */
    const ti_sim_scenario *scenario;
    uint32_t places;
    int64_t value;
    int32_t left; /* -1: until cleared */
};

typedef struct place_name {
    const char *name;
    uint32_t places;
} place_name;

static const place_name place_names[] = {
    { "authorize", TI_SIM_AT_AUTHORIZE }, { "consent", TI_SIM_AT_CONSENT }, { "keys", TI_SIM_AT_KEYS },
    { "metadata", TI_SIM_AT_METADATA },   { "token", TI_SIM_AT_TOKEN },     { "code", TI_SIM_AT_CODE },
    { "refresh", TI_SIM_AT_REFRESH },     { "app", TI_SIM_AT_APP },         { "graph", TI_SIM_AT_GRAPH },
    { "create", TI_SIM_AT_CREATE },       { "lookup", TI_SIM_AT_LOOKUP },   { "get", TI_SIM_AT_GET },
    { "patch", TI_SIM_AT_PATCH },         { "delete", TI_SIM_AT_DELETE },   { "user", TI_SIM_AT_USER },
    { "challenge", TI_SIM_AT_CHALLENGE },
};

enum { PLACE_COUNT = sizeof(place_names) / sizeof(place_names[0]) };

static const ti_sim_scenario_group *const groups[] = { &ti_sim_scenario_graph, &ti_sim_scenario_throttle,
                                                       &ti_sim_scenario_consent, &ti_sim_scenario_token,
                                                       &ti_sim_scenario_id_token, &ti_sim_scenario_reply };

enum { GROUP_COUNT = sizeof(groups) / sizeof(groups[0]) };

/* NULL beyond the end. */
static const ti_sim_scenario *row_at(size_t index)
{
    size_t i;

    for (i = 0; i < GROUP_COUNT; i++) {
        if (index < groups[i]->count)
            return &groups[i]->rows[index];
        index -= groups[i]->count;
    }
    return NULL;
}

static const ti_sim_scenario *find_row(ti_slice name)
{
    const ti_sim_scenario *row;
    size_t i = 0;

    do
        row = row_at(i++);
    while (row != NULL && !ti_slice_equal_text(name, row->name));
    return row;
}

static uint32_t find_place(ti_slice name)
{
    size_t i;

    for (i = 0; i < PLACE_COUNT; i++) {
        if (ti_slice_equal_text(name, place_names[i].name))
            return place_names[i].places;
    }
    return 0;
}

static uint32_t places_of(const ti_sim_scenario *scenario)
{
    ti_slice rest = ti_slice_of(scenario->where);
    uint32_t places = 0;
    ti_slice name;

    while (ti_slice_next(&rest, ',', &name))
        places |= find_place(ti_slice_trim(name));
    return places;
}

/* NAME[=VALUE][@PLACE] */
static teamsinvite_status read_plan(ti_sim_planned *plan, const char *text, ti_error *err)
{
    ti_slice all = ti_slice_of(text);
    size_t at = ti_slice_find(all, '@');
    ti_slice name = ti_slice_first(all, at);
    size_t equals = ti_slice_find(name, '=');

    plan->scenario = find_row(ti_slice_first(name, equals));
    if (plan->scenario == NULL)
        return ti_fail_parameter(err, "scenario", "there is no scenario of that name");
    plan->value = plan->scenario->value == 0 ? -1 : plan->scenario->value;
    if (equals < name.len &&
        (plan->scenario->value == 0 || !ti_slice_to_int64(ti_slice_skip(name, equals + 1), &plan->value) ||
         plan->value > VALUE_MAX))
        return ti_fail_parameter(err, "scenario", "%s does not take that value", plan->scenario->name);
    plan->places = places_of(plan->scenario);
    if (at < all.len)
        plan->places &= find_place(ti_slice_skip(all, at + 1));
    if (plan->places == 0)
        return ti_fail_parameter(err, "scenario", "%s does not happen at that place", plan->scenario->name);
    memcpy(plan->text, text, strlen(text)); /* checked: at most PLAN_MAX, zeroed */
    return TEAMSINVITE_OK;
}

/* Same scenario at the same places: the newer plan counts. */
static void drop_same(ti_sim_scenarios *scenarios, const ti_sim_planned *plan)
{
    ti_sim_planned **slot = &scenarios->first;

    while (*slot != NULL) {
        ti_sim_planned *each = *slot;

        if (each->scenario == plan->scenario && each->places == plan->places) {
            *slot = each->next;
            ti_free(each);
        } else {
            slot = &each->next;
        }
    }
}

static teamsinvite_status keep_plan(ti_sim_scenarios *scenarios, const ti_sim_planned *plan, ti_error *err)
{
    ti_sim_planned **end = &scenarios->first;
    ti_sim_planned *copy;

    drop_same(scenarios, plan);
    if (plan->left == 0)
        return TEAMSINVITE_OK;
    copy = ti_alloc(sizeof(*copy));
    if (copy == NULL)
        return ti_fail_no_memory(err);
    *copy = *plan;
    while (*end != NULL)
        end = &(*end)->next;
    *end = copy;
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_sim_set_scenario(teamsinvite_sim *sim, const char *scenario, int32_t count,
                                                teamsinvite_error **err)
{
    ti_sim_planned plan = { .left = count };
    ti_error error = { 0 };

    if (ti_check_given(&error, "sim", sim) == TEAMSINVITE_OK &&
        ti_check_token(&error, "scenario", scenario, PLAN_MAX) == TEAMSINVITE_OK &&
        ti_check_range(&error, "count", count, -1, INT32_MAX) == TEAMSINVITE_OK &&
        read_plan(&plan, scenario, &error) == TEAMSINVITE_OK) {
        ti_sim_lock(sim);
        (void)keep_plan(&sim->scenarios, &plan, &error);
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

void ti_sim_scenarios_clear(ti_sim_scenarios *scenarios)
{
    while (scenarios->first != NULL) {
        ti_sim_planned *plan = scenarios->first;

        scenarios->first = plan->next;
        ti_free(plan);
    }
}

void teamsinvite_sim_clear_scenarios(teamsinvite_sim *sim)
{
    if (sim == NULL)
        return;
    ti_sim_lock(sim);
    ti_sim_scenarios_clear(&sim->scenarios);
    ti_sim_unlock(sim);
}

bool ti_sim_scenario_run(ti_sim_scenarios *scenarios, ti_sim_stage stage, uint32_t place, void *subject)
{
    ti_sim_planned **slot = &scenarios->first;
    ti_sim_planned *plan;

    while (*slot != NULL && ((*slot)->scenario->stage != stage || ((*slot)->places & place) == 0))
        slot = &(*slot)->next;
    plan = *slot;
    if (plan == NULL)
        return false;
    plan->scenario->act(plan->scenario, plan->value, subject);
    if (plan->left > 0)
        plan->left--;
    if (plan->left == 0) {
        *slot = plan->next;
        ti_free(plan);
    }
    return true;
}

const char *ti_sim_scenario_planned(const ti_sim_scenarios *scenarios, size_t index, int32_t *left)
{
    const ti_sim_planned *plan = scenarios->first;

    for (; plan != NULL && index > 0; index--)
        plan = plan->next;
    if (plan == NULL)
        return NULL;
    *left = plan->left;
    return plan->text;
}

size_t teamsinvite_sim_scenario_count(void)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < GROUP_COUNT; i++)
        count += groups[i]->count;
    return count;
}

const char *teamsinvite_sim_scenario_name(size_t index)
{
    const ti_sim_scenario *row = row_at(index);

    return row == NULL ? NULL : row->name;
}

const char *teamsinvite_sim_scenario_text(size_t index)
{
    const ti_sim_scenario *row = row_at(index);

    return row == NULL ? NULL : row->text;
}

const char *teamsinvite_sim_scenario_place(size_t index)
{
    const ti_sim_scenario *row = row_at(index);

    return row == NULL ? NULL : row->where;
}
