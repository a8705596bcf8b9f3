/* SPDX-License-Identifier: Apache-2.0 */
/* property_volume.c - many records: written, listed, found, removed; none lost and none twice. */
#include <stdio.h>
#include <string.h>

#include "check/property.h"

enum { PER_COMPANY = 100, DUE_EVERY = 10, SAMPLES = 1000, TELL_EVERY = 1000 };

/* The order of keys is that of their numbers. */
static void write_key(char key[KIT_KEY_SIZE], int64_t number)
{
    (void)snprintf(key, KIT_KEY_SIZE, "c/%06lld/u/%08lld", (long long)number / PER_COMPANY, (long long)number);
}

static int64_t due_of(int64_t number)
{
    return number % DUE_EVERY == 0 ? 1000 + number : 0;
}

static void tell_now_and_then(const kit_bench *b, int64_t done)
{
    if (done % TELL_EVERY == 0)
        kit_progress(b, done, b->plan->records);
}

/* Not in the order of keys: every number once, as the step has no divisor in common with their count. */
static void fill(kit_bench *b)
{
    int64_t total = b->plan->records;
    int64_t stride = total % 7919 == 0 ? 7907 : 7919;
    char key[KIT_KEY_SIZE];
    int64_t i;

    if (kit_load(b, "filled") == TEAMSINVITE_STORAGE_DONE)
        return;
    for (i = 0; i < total && kit_ok(b); i++) {
        int64_t number = i * stride % total;

        write_key(key, number);
        kit_expect_save(b, key, ti_slice_of(key), due_of(number), 0);
        tell_now_and_then(b, i + 1);
    }
    kit_insert_all(b, "filled");
}

/* All pages; every `every`-th key is in them, and nothing else. */
static void walk(kit_bench *b, int64_t due_before_ms, int64_t every)
{
    char after[KIT_KEY_SIZE] = "";
    char wanted[KIT_KEY_SIZE] = "";
    int64_t number = 0;
    size_t i;

    do {
        (void)kit_list(b, "c/", after, due_before_ms, TEAMSINVITE_LIST_MAX);
        for (i = 0; i < kit_item_count(b) && kit_ok(b); i++, number += every) {
            write_key(wanted, number);
            if (strcmp(kit_item(b, i), wanted) != 0)
                kit_fail(b, "LIST of %lld records: expected %s, got %.60s", (long long)b->plan->records, wanted,
                         kit_item(b, i));
            kit_expect_item(b, i, 1, due_of(number));
            tell_now_and_then(b, number);
        }
        (void)snprintf(after, sizeof(after), "%s", wanted);
    } while (i > 0 && kit_ok(b));
    if (number < b->plan->records)
        kit_fail(b, "LIST of %lld records: expected more after %.60s, got none", (long long)b->plan->records, after);
}

static void try_list(kit_bench *b)
{
    fill(b);
    walk(b, 0, 1);
}

static void try_due(kit_bench *b)
{
    fill(b);
    walk(b, 1000 + b->plan->records, DUE_EVERY);
}

/* Of a company in the middle, and of none. */
static void try_prefix(kit_bench *b)
{
    int64_t company = b->plan->records / PER_COMPANY / 2;
    char prefix[KIT_KEY_SIZE];
    char last[KIT_KEY_SIZE];

    fill(b);
    (void)snprintf(prefix, sizeof(prefix), "c/%06lld/", (long long)company);
    (void)kit_list(b, prefix, "", 0, TEAMSINVITE_LIST_MAX);
    if (kit_item_count(b) != PER_COMPANY)
        kit_fail(b, "LIST of %s among %lld records: expected %d, got %zu", prefix, (long long)b->plan->records,
                 PER_COMPANY, kit_item_count(b));
    write_key(last, company * PER_COMPANY + PER_COMPANY - 1);
    kit_expect_list(b, prefix, last, 0, TEAMSINVITE_LIST_MAX, "");
}

static void try_load(kit_bench *b)
{
    char key[KIT_KEY_SIZE];
    int64_t i;

    fill(b);
    for (i = 0; i < SAMPLES && kit_ok(b); i++) {
        int64_t number = i * 104729 % b->plan->records;

        write_key(key, number);
        kit_expect_record(b, key, ti_slice_of(key), 1, due_of(number));
    }
    write_key(key, b->plan->records);
    kit_expect_missing(b, key);
}

static void try_update(kit_bench *b)
{
    char key[KIT_KEY_SIZE];
    int64_t i;

    fill(b);
    for (i = 0; i < 100 && kit_ok(b); i++) {
        int64_t number = i * 7 % b->plan->records;

        write_key(key, number);
        kit_expect_save_conflict(b, key, TI_SLICE("x"), 0);
        kit_expect_save(b, key, TI_SLICE("changed"), 0, 1);
        kit_expect_record(b, key, TI_SLICE("changed"), 2, 0);
        kit_expect_remove(b, key, 2);
        kit_expect_save(b, key, ti_slice_of(key), due_of(number), 0);
    }
}

/* Always the first page, as the library erases. */
static void try_remove(kit_bench *b)
{
    int64_t removed = 0;
    char key[KIT_KEY_SIZE];
    size_t i;
    size_t count;

    fill(b);
    do {
        (void)kit_list(b, "c/", "", 0, TEAMSINVITE_LIST_MAX);
        count = kit_item_count(b);
        for (i = 0; i < count && kit_ok(b); i++) {
            write_key(key, removed++);
            kit_expect_remove(b, key, 1);
            tell_now_and_then(b, removed);
        }
    } while (count > 0 && kit_ok(b));
    if (removed != b->plan->records)
        kit_fail(b, "removing %lld records page by page: got only %lld", (long long)b->plan->records,
                 (long long)removed);
}

static const kit_property volumes[] = {
    { .name = "volume.list", .keeps = true, .run = try_list, .text = "All of many records are listed once, in order." },
    { .name = "volume.due", .keeps = true, .run = try_due, .text = "Of many records exactly those due are listed." },
    { .name = "volume.prefix",
      .keeps = true,
      .run = try_prefix,
      .text = "Of many records those of a prefix are listed." },
    { .name = "volume.load", .keeps = true, .run = try_load, .text = "Each of many records is found." },
    { .name = "volume.update", .keeps = true, .run = try_update, .text = "Among many records one is changed." },
    { .name = "volume.remove", .run = try_remove, .text = "All of many records can be removed." },
};

const kit_group kit_volumes = KIT_GROUP(volumes);
