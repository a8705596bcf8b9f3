/* SPDX-License-Identifier: Apache-2.0 */
/* run.c - a run: is the storage ours to try, then one property after another. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "check/check.h"
#include "check/property.h"

static const char all_ours[] = "check/";

static bool is_chosen(const kit_plan *plan, const kit_property *property)
{
    return strncmp(property->name, plan->only, strlen(plan->only)) == 0;
}

/* The first key there is that is not one of ours: before them or, after the last that can be, behind them. */
static bool holds_others(kit_bench *b)
{
    static const char *const after[] = { "", "check/zzzz" };
    size_t i;

    b->root = "";
    for (i = 0; i < 2; i++) {
        (void)kit_list(b, "", after[i], 0, 1);
        if (kit_item_count(b) > 0 && strncmp(kit_item(b, 0), all_ours, strlen(all_ours)) != 0)
            return true;
    }
    return false;
}

static teamsinvite_status prepare(const kit_plan *plan, ti_error *err)
{
    kit_bench b;

    if (kit_bench_open(&b, plan, "") && holds_others(&b))
        (void)ti_fail(err, TEAMSINVITE_E_CONFLICT, "the storage holds records of somebody else: give an empty one");
    b.root = all_ours;
    if (err->status == TEAMSINVITE_OK)
        kit_clear(&b);
    if (err->status == TEAMSINVITE_OK && b.client == NULL)
        (void)ti_fail(err, TEAMSINVITE_E_STORAGE, "%s", b.detail);
    kit_bench_close(&b);
    return err->status;
}

static void clear_up(kit_bench *b)
{
    b->detail[0] = '\0';
    if (b->client != NULL)
        kit_clear(b);
}

/* What it has failed with stands in @p detail, "" where it has not. */
static void try_property(const kit_plan *plan, size_t index, char detail[KIT_DETAIL_SIZE])
{
    const kit_property *property = kit_property_at(index);
    char root[KIT_KEY_SIZE];
    kit_bench b;

    kit_property_root(index, root);
    (void)kit_bench_open(&b, plan, root);
    b.name = property->name;
    b.crew = property->crew;
    if (kit_ok(&b))
        property->run(&b);
    memcpy(detail, b.detail, KIT_DETAIL_SIZE);
    if (!property->keeps)
        clear_up(&b);
    kit_bench_close(&b);
}

static void note(teamsinvite_storage_check *check, const kit_property *property, int32_t result, const char *detail)
{
    const kit_plan *plan = &check->plan;

    check->counts[result]++;
    if (result == TEAMSINVITE_PROPERTY_FAILED) {
        kit_finding *finding = &check->findings[check->failed_count++];

        finding->name = property->name;
        memcpy(finding->detail, detail, KIT_DETAIL_SIZE);
    }
    if (plan->report != NULL)
        plan->report(property->name, result, detail, plan->teller);
}

static void decide(teamsinvite_storage_check *check, size_t index)
{
    const kit_property *property = kit_property_at(index);
    char detail[KIT_DETAIL_SIZE] = "";
    int32_t result = TEAMSINVITE_PROPERTY_SKIPPED;

    if (property->crew != KIT_PROCESSES || check->plan.reach == TEAMSINVITE_STORAGE_OF_MACHINE) {
        try_property(&check->plan, index, detail);
        result = detail[0] == '\0' ? TEAMSINVITE_PROPERTY_KEPT : TEAMSINVITE_PROPERTY_FAILED;
    }
    note(check, property, result, detail);
}

static teamsinvite_status begin(teamsinvite_storage_check *check, ti_error *err)
{
    kit_findings_clear(check);
    check->findings = ti_alloc(teamsinvite_storage_check_property_count() * sizeof(*check->findings));
    return check->findings == NULL ? ti_fail_no_memory(err) : prepare(&check->plan, err);
}

static size_t decide_all(teamsinvite_storage_check *check)
{
    size_t chosen = 0;
    size_t i;

    for (i = 0; kit_property_at(i) != NULL; i++)
        if (is_chosen(&check->plan, kit_property_at(i))) {
            decide(check, i);
            chosen++;
        }
    return chosen;
}

teamsinvite_status teamsinvite_storage_check_run(teamsinvite_storage_check *check, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_error ignored = { 0 };

    if (check == NULL) {
        (void)ti_fail_parameter(&error, "check", "is NULL");
    } else if (begin(check, &error) == TEAMSINVITE_OK) {
        if (decide_all(check) == 0)
            (void)ti_fail_parameter(&error, "only", "begins the name of no property");
        else if (check->failed_count > 0)
            (void)ti_fail(&error, TEAMSINVITE_E_STORAGE, "%zu properties failed, the first is %s: %s",
                          check->failed_count, check->findings[0].name, check->findings[0].detail);
        (void)prepare(&check->plan, &ignored);
    }
    return ti_error_give(&error, err);
}
