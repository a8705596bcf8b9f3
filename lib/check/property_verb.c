/* SPDX-License-Identifier: Apache-2.0 */
/* property_verb.c - LOAD, SAVE and REMOVE of one process, one after another. */
#include "check/property.h"

static void insert(kit_bench *b, const char *key)
{
    kit_expect_save(b, key, TI_SLICE("first"), 0, 0);
}

static void try_load_missing(kit_bench *b)
{
    kit_expect_missing(b, "never");
}

static void try_load_newest(kit_bench *b)
{
    insert(b, "r");
    kit_expect_save(b, "r", TI_SLICE("second"), 0, 1);
    kit_expect_record(b, "r", TI_SLICE("second"), 2, 0);
}

static void try_load_changes_nothing(kit_bench *b)
{
    int i;

    kit_expect_save(b, "r", TI_SLICE("first"), 5000, 0);
    for (i = 0; i < 3; i++)
        kit_expect_record(b, "r", TI_SLICE("first"), 1, 5000);
    kit_expect_missing(b, "none");
    kit_expect_save(b, "none", TI_SLICE("now"), 0, 0);
}

static void try_insert(kit_bench *b)
{
    insert(b, "r");
    kit_expect_record(b, "r", TI_SLICE("first"), 1, 0);
}

static void try_insert_conflict(kit_bench *b)
{
    insert(b, "r");
    kit_expect_save_conflict(b, "r", TI_SLICE("second"), 0);
}

static void try_insert_conflict_keeps(kit_bench *b)
{
    kit_expect_save(b, "r", TI_SLICE("first"), 7000, 0);
    if (kit_save(b, "r", TI_SLICE("another"), 9000, 0) == TEAMSINVITE_STORAGE_CONFLICT)
        kit_expect_record(b, "r", TI_SLICE("first"), 1, 7000);
}

static void try_update(kit_bench *b)
{
    insert(b, "r");
    kit_expect_save(b, "r", TI_SLICE("second"), 0, 1);
    kit_expect_save(b, "r", TI_SLICE("third"), 0, 2);
    kit_expect_record(b, "r", TI_SLICE("third"), 3, 0);
}

static void try_stale_conflict(kit_bench *b)
{
    insert(b, "r");
    kit_expect_save(b, "r", TI_SLICE("second"), 0, 1);
    kit_expect_save_conflict(b, "r", TI_SLICE("late"), 1);
    kit_expect_save_conflict(b, "r", TI_SLICE("late"), 0);
}

static void try_ahead_conflict(kit_bench *b)
{
    insert(b, "r");
    kit_expect_save_conflict(b, "r", TI_SLICE("early"), 2);
    kit_expect_save_conflict(b, "r", TI_SLICE("early"), INT64_MAX - 1);
}

static void try_update_of_missing(kit_bench *b)
{
    kit_expect_save_conflict(b, "r", TI_SLICE("x"), 1);
    kit_expect_missing(b, "r");
}

static void try_conflict_keeps(kit_bench *b)
{
    kit_expect_save(b, "r", TI_SLICE("first"), 0, 0);
    kit_expect_save(b, "r", TI_SLICE("second"), 8000, 1);
    (void)kit_save(b, "r", TI_SLICE("late"), 1, 1);
    (void)kit_save(b, "r", TI_SLICE("early"), 2, 9);
    kit_expect_record(b, "r", TI_SLICE("second"), 2, 8000);
}

static void try_same_value(kit_bench *b)
{
    insert(b, "r");
    kit_expect_save(b, "r", TI_SLICE("first"), 0, 1);
    kit_expect_save_conflict(b, "r", TI_SLICE("first"), 1);
    kit_expect_record(b, "r", TI_SLICE("first"), 2, 0);
}

static void try_versions_go_on(kit_bench *b)
{
    int64_t version;

    for (version = 0; version < 300 && kit_ok(b); version++)
        kit_expect_save(b, "r", TI_SLICE("x"), 0, version);
    kit_expect_record(b, "r", TI_SLICE("x"), 300, 0);
}

static void try_insert_after_remove(kit_bench *b)
{
    insert(b, "r");
    kit_expect_save(b, "r", TI_SLICE("second"), 0, 1);
    kit_expect_remove(b, "r", 2);
    kit_expect_save_conflict(b, "r", TI_SLICE("late"), 2);
    kit_expect_save(b, "r", TI_SLICE("new"), 0, 0);
    kit_expect_record(b, "r", TI_SLICE("new"), 1, 0);
}

static void try_remove(kit_bench *b)
{
    insert(b, "r");
    kit_expect_remove(b, "r", 1);
    kit_expect_missing(b, "r");
    kit_expect_list(b, "", "", 0, 10, "");
}

static void expect_remove_missing(kit_bench *b, const char *key, int64_t version)
{
    int32_t outcome = kit_remove(b, key, version);

    if (kit_ok(b) && outcome != TEAMSINVITE_STORAGE_MISSING)
        kit_fail(b, "REMOVE of %s, which is not there: expected missing, got %s", key,
                 outcome == TEAMSINVITE_STORAGE_DONE ? "done" : "conflict");
}

static void try_remove_missing(kit_bench *b)
{
    expect_remove_missing(b, "never", 1);
    insert(b, "r");
    kit_expect_remove(b, "r", 1);
    expect_remove_missing(b, "r", 1);
}

static void try_remove_conflict(kit_bench *b)
{
    insert(b, "r");
    kit_expect_save(b, "r", TI_SLICE("second"), 0, 1);
    kit_expect_remove_conflict(b, "r", 1);
    kit_expect_remove_conflict(b, "r", 3);
}

static void try_remove_conflict_keeps(kit_bench *b)
{
    insert(b, "r");
    kit_expect_save(b, "r", TI_SLICE("second"), 6000, 1);
    (void)kit_remove(b, "r", 1);
    (void)kit_remove(b, "r", 3);
    kit_expect_record(b, "r", TI_SLICE("second"), 2, 6000);
}

static void try_remove_one(kit_bench *b)
{
    kit_insert_all(b, "a a/b ab b");
    kit_expect_remove(b, "a", 1);
    kit_expect_list(b, "", "", 0, 10, "a/b ab b");
    kit_expect_record(b, "a/b", TI_SLICE("a/b"), 1, 0);
}

static const kit_property verbs[] = {
    { .name = "load.missing", .text = "What was never saved is missing, not a failure.", .run = try_load_missing },
    { .name = "load.newest", .text = "LOAD answers what was saved last.", .run = try_load_newest },
    { .name = "load.changes_nothing",
      .text = "LOAD leaves version and due time alone.",
      .run = try_load_changes_nothing },
    { .name = "save.insert", .text = "Expected 0: the record is made, at version 1.", .run = try_insert },
    { .name = "save.insert_conflict", .text = "Expected 0, and it is there: conflict.", .run = try_insert_conflict },
    { .name = "save.insert_conflict_keeps",
      .text = "An insert in conflict changes nothing.",
      .run = try_insert_conflict_keeps },
    { .name = "save.update", .text = "SAVE at the right version writes the next one.", .run = try_update },
    { .name = "save.stale_conflict", .text = "SAVE at an older version is a conflict.", .run = try_stale_conflict },
    { .name = "save.ahead_conflict",
      .text = "SAVE at a version that is not yet is a conflict.",
      .run = try_ahead_conflict },
    { .name = "save.update_of_missing",
      .text = "SAVE at a version of what is not there is a conflict.",
      .run = try_update_of_missing },
    { .name = "save.conflict_keeps",
      .text = "A conflict leaves value, version and due time.",
      .run = try_conflict_keeps },
    { .name = "save.same_value", .text = "Saving the same value again is a new version.", .run = try_same_value },
    { .name = "save.versions_go_on", .text = "300 times saved is version 300.", .run = try_versions_go_on },
    { .name = "save.insert_after_remove",
      .text = "A removed record may be made again, from version 1.",
      .run = try_insert_after_remove },
    { .name = "remove.done", .text = "What is removed is neither loaded nor listed.", .run = try_remove },
    { .name = "remove.missing", .text = "REMOVE of what is not there is missing.", .run = try_remove_missing },
    { .name = "remove.conflict", .text = "REMOVE at another version is a conflict.", .run = try_remove_conflict },
    { .name = "remove.conflict_keeps",
      .text = "REMOVE in conflict changes nothing.",
      .run = try_remove_conflict_keeps },
    { .name = "remove.only_one", .text = "REMOVE takes the one record and nothing below it.", .run = try_remove_one },
};

const kit_group kit_verbs = KIT_GROUP(verbs);
