/* SPDX-License-Identifier: Apache-2.0 */
/* property_open.c - closed and opened again, and opened twice. */
#include <stdio.h>

#include "check/property.h"

static void try_again(kit_bench *b)
{
    kit_expect_save(b, "a", TI_SLICE("first"), 0, 0);
    kit_expect_save(b, "a", TI_SLICE("sec\0nd"), 5000, 1);
    kit_insert_all(b, "b c");
    kit_expect_remove(b, "c", 1);
    kit_bench_reopen(b);
    kit_expect_record(b, "a", TI_SLICE("sec\0nd"), 2, 5000);
    kit_expect_list(b, "", "", 0, 10, "a b");
    kit_expect_list(b, "", "", 5000, 10, "a");
    kit_expect_missing(b, "c");
}

static void try_versions_go_on(kit_bench *b)
{
    kit_insert_all(b, "a");
    kit_expect_save(b, "a", TI_SLICE("second"), 0, 1);
    kit_bench_reopen(b);
    kit_expect_save_conflict(b, "a", TI_SLICE("late"), 1);
    kit_expect_save_conflict(b, "a", TI_SLICE("late"), 0);
    kit_expect_save(b, "a", TI_SLICE("third"), 0, 2);
}

static void try_many_times(kit_bench *b)
{
    int64_t version;

    for (version = 0; version < 25 && kit_ok(b); version++) {
        kit_expect_save(b, "a", TI_SLICE("x"), 0, version);
        kit_bench_reopen(b);
        kit_expect_record(b, "a", TI_SLICE("x"), version + 1, 0);
    }
}

/* What failed on the other side, failed. */
static void take_failure(kit_bench *b, const kit_bench *other)
{
    if (!kit_ok(other))
        kit_fail(b, "%s (on the second of two opened)", other->detail);
}

static void try_twice(kit_bench *b)
{
    kit_bench other;

    (void)kit_bench_open(&other, b->plan, b->root);
    kit_expect_save(b, "a", TI_SLICE("one"), 0, 0);
    kit_expect_record(&other, "a", TI_SLICE("one"), 1, 0);
    kit_expect_save(&other, "a", TI_SLICE("two"), 9, 1);
    take_failure(b, &other);
    kit_expect_record(b, "a", TI_SLICE("two"), 2, 9);
    kit_expect_list(b, "", "", 9, 10, "a");
    kit_expect_remove(b, "a", 2);
    kit_expect_missing(&other, "a");
    kit_expect_list(&other, "", "", 0, 10, "");
    take_failure(b, &other);
    kit_bench_close(&other);
}

static void try_twice_conflict(kit_bench *b)
{
    kit_bench other;

    kit_insert_all(b, "a");
    (void)kit_bench_open(&other, b->plan, b->root);
    kit_expect_record(&other, "a", TI_SLICE("a"), 1, 0);
    kit_expect_save(b, "a", TI_SLICE("mine"), 0, 1);
    kit_expect_save_conflict(&other, "a", TI_SLICE("theirs"), 1);
    kit_expect_remove_conflict(&other, "a", 1);
    take_failure(b, &other);
    kit_expect_record(b, "a", TI_SLICE("mine"), 2, 0);
    kit_bench_close(&other);
}

static void try_one_closed(kit_bench *b)
{
    kit_bench other;

    (void)kit_bench_open(&other, b->plan, b->root);
    kit_insert_all(&other, "a");
    take_failure(b, &other);
    kit_bench_close(&other);
    kit_expect_record(b, "a", TI_SLICE("a"), 1, 0);
    kit_insert_all(b, "b");
    kit_bench_reopen(b);
    kit_expect_list(b, "", "", 0, 10, "a b");
}

static const kit_property opens[] = {
    { .name = "open.again", .text = "What was written is there when it is opened again.", .run = try_again },
    { .name = "open.versions_go_on", .text = "Versions go on when it is opened again.", .run = try_versions_go_on },
    { .name = "open.many_times",
      .text = "Opened and closed 25 times, nothing is lost or used up.",
      .run = try_many_times },
    { .name = "open.twice", .text = "What one writes another that is open reads.", .run = try_twice },
    { .name = "open.twice_conflict",
      .text = "A version taken by one is a conflict for the other.",
      .run = try_twice_conflict },
    { .name = "open.one_closed", .text = "One that is closed does not disturb another.", .run = try_one_closed },
};

const kit_group kit_opens = KIT_GROUP(opens);
