/* SPDX-License-Identifier: Apache-2.0 */
/* property_due.c - due times: kept, moved, cleared, listed; and never acted upon. */
#include <time.h>

#include "check/property.h"

static void save_due(kit_bench *b, const char *key, int64_t due_ms, int64_t expected_version)
{
    kit_expect_save(b, key, ti_slice_of(key), due_ms, expected_version);
}

static void try_kept(kit_bench *b)
{
    static const int64_t dues[] = { 1, 999, 86400000, 2147483647, 2147483648, 4294967296, 1795000000123, INT64_MAX };
    int64_t version = 0;
    size_t i;

    for (i = 0; i < sizeof(dues) / sizeof(dues[0]); i++) {
        save_due(b, "r", dues[i], version);
        kit_expect_record(b, "r", TI_SLICE("r"), ++version, dues[i]);
        kit_expect_list(b, "r", "", 0, 1, "r");
        kit_expect_item(b, 0, version, dues[i]);
    }
}

static void try_range(kit_bench *b)
{
    save_due(b, "a", 100, 0);
    save_due(b, "b", 200, 0);
    save_due(b, "c", 300, 0);
    kit_expect_list(b, "", "", 199, 10, "a");
    kit_expect_list(b, "", "", 250, 10, "a b");
    kit_expect_list(b, "", "", 99, 10, "");
    kit_expect_list(b, "", "", 1000, 10, "a b c");
}

static void try_inclusive(kit_bench *b)
{
    save_due(b, "a", 1795000000123, 0);
    kit_expect_list(b, "", "", 1795000000122, 10, "");
    kit_expect_list(b, "", "", 1795000000123, 10, "a");
}

static void try_never(kit_bench *b)
{
    save_due(b, "never", 0, 0);
    save_due(b, "some", 5, 0);
    kit_expect_list(b, "", "", 10, 10, "some");
    kit_expect_list(b, "", "", INT64_MAX, 10, "some");
    kit_expect_list(b, "", "", 0, 10, "never some");
}

static void try_latest(kit_bench *b)
{
    save_due(b, "last", INT64_MAX, 0);
    kit_expect_list(b, "", "", INT64_MAX - 1, 10, "");
    kit_expect_list(b, "", "", INT64_MAX, 10, "last");
}

static void try_moved(kit_bench *b)
{
    save_due(b, "a", 100, 0);
    save_due(b, "a", 500, 1);
    kit_expect_list(b, "", "", 400, 10, "");
    kit_expect_list(b, "", "", 500, 10, "a");
    save_due(b, "a", 50, 2);
    kit_expect_list(b, "", "", 60, 10, "a");
}

static void try_cleared(kit_bench *b)
{
    save_due(b, "a", 100, 0);
    save_due(b, "a", 0, 1);
    kit_expect_record(b, "a", TI_SLICE("a"), 2, 0);
    kit_expect_list(b, "", "", 1000, 10, "");
    save_due(b, "a", 70, 2);
    kit_expect_list(b, "", "", 1000, 10, "a");
}

static void try_removed(kit_bench *b)
{
    save_due(b, "a", 100, 0);
    kit_expect_remove(b, "a", 1);
    kit_expect_list(b, "", "", 1000, 10, "");
    save_due(b, "a", 0, 0);
    kit_expect_record(b, "a", TI_SLICE("a"), 1, 0);
    kit_expect_list(b, "", "", 1000, 10, "");
}

static void try_order(kit_bench *b)
{
    save_due(b, "a", 300, 0);
    save_due(b, "b", 100, 0);
    save_due(b, "c", 200, 0);
    kit_expect_list(b, "", "", 1000, 10, "a b c");
    kit_expect_list(b, "", "", 1000, 1, "a");
    kit_expect_list(b, "", "a", 1000, 1, "b");
}

static void try_limit(kit_bench *b)
{
    save_due(b, "a", 0, 0);
    save_due(b, "b", 9000, 0);
    save_due(b, "c", 10, 0);
    save_due(b, "d", 0, 0);
    save_due(b, "e", 20, 0);
    save_due(b, "f", 30, 0);
    kit_expect_list(b, "", "", 100, 2, "c e");
    kit_expect_list(b, "", "e", 100, 2, "f");
}

static void try_prefix(kit_bench *b)
{
    save_due(b, "c/1", 10, 0);
    save_due(b, "c/2", 9000, 0);
    save_due(b, "d/1", 10, 0);
    kit_expect_list(b, "c/", "", 100, 10, "c/1");
    kit_expect_list(b, "c/", "c/1", 100, 10, "");
}

static const kit_property dues[] = {
    { .name = "due.kept",
      .text = "Due times come back to the millisecond, up to the latest there is.",
      .run = try_kept },
    { .name = "due.range", .text = "Only records due by then are listed.", .run = try_range },
    { .name = "due.inclusive", .text = "A record that is due just then is listed.", .run = try_inclusive },
    { .name = "due.never", .text = "0 is never due, and a list of all has it.", .run = try_never },
    { .name = "due.latest", .text = "The latest time there is does not run over.", .run = try_latest },
    { .name = "due.moved", .text = "A due time that is moved counts from then on.", .run = try_moved },
    { .name = "due.cleared", .text = "A due time that is cleared is gone.", .run = try_cleared },
    { .name = "due.removed", .text = "A removed record leaves no due time behind.", .run = try_removed },
    { .name = "due.order", .text = "What is due is listed in the order of keys.", .run = try_order },
    { .name = "due.limit", .text = "The limit counts what is due, not what was looked at.", .run = try_limit },
    { .name = "due.prefix", .text = "Prefix, key to begin after and due time hold together.", .run = try_prefix },
};

const kit_group kit_dues = KIT_GROUP(dues);

static int64_t now_ms(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void try_past_loads(kit_bench *b)
{
    save_due(b, "r", 1, 0);
    kit_expect_record(b, "r", TI_SLICE("r"), 1, 1);
}

static void try_past_lists(kit_bench *b)
{
    save_due(b, "r", 1, 0);
    kit_expect_list(b, "", "", 0, 10, "r");
    kit_expect_item(b, 0, 1, 1);
}

static void try_past_blocks(kit_bench *b)
{
    save_due(b, "r", 1, 0);
    kit_expect_save_conflict(b, "r", TI_SLICE("again"), 0);
}

static void try_past_changes(kit_bench *b)
{
    save_due(b, "r", 1, 0);
    save_due(b, "r", 2, 1);
    kit_expect_remove(b, "r", 2);
    kit_expect_missing(b, "r");
}

static void try_future(kit_bench *b)
{
    int64_t year_ms = INT64_C(365) * 86400000;

    save_due(b, "soon", now_ms() + year_ms, 0);
    save_due(b, "late", now_ms() + 2 * year_ms, 0);
    kit_expect_list(b, "", "", now_ms() + 3 * year_ms, 10, "late soon");
    kit_expect_list(b, "", "", now_ms() + year_ms + year_ms / 2, 10, "soon");
}

static void try_not_now(kit_bench *b)
{
    save_due(b, "past", 1000, 0);
    save_due(b, "later", 5000, 0);
    kit_expect_list(b, "", "", 2000, 10, "past");
}

/* Longer than any clock is coarse. */
static void try_passes(kit_bench *b)
{
    const struct timespec while_due = { .tv_nsec = 60000000 };
    int64_t due = now_ms() + 20;

    save_due(b, "r", due, 0);
    (void)nanosleep(&while_due, NULL);
    kit_expect_record(b, "r", TI_SLICE("r"), 1, due);
    kit_expect_list(b, "", "", 0, 10, "r");
    kit_expect_save_conflict(b, "r", TI_SLICE("again"), 0);
}

static const kit_property clocks[] = {
    { .name = "clock.past_loads", .text = "A record due since 1970 is still loaded.", .run = try_past_loads },
    { .name = "clock.past_lists", .text = "A record due since 1970 is still listed.", .run = try_past_lists },
    { .name = "clock.past_blocks",
      .text = "A record due since 1970 is still in the way of an insert.",
      .run = try_past_blocks },
    { .name = "clock.past_changes",
      .text = "A record due since 1970 is updated and removed like others.",
      .run = try_past_changes },
    { .name = "clock.future",
      .text = "\"Due before\" may be in the future of the storage's clock.",
      .run = try_future },
    { .name = "clock.not_now",
      .text = "\"Due before\" may be in the past, and later ones are left out.",
      .run = try_not_now },
    { .name = "clock.passes", .text = "When the due time passes nothing happens by itself.", .run = try_passes },
};

const kit_group kit_clocks = KIT_GROUP(clocks);
