/* SPDX-License-Identifier: Apache-2.0 */
/* property_cursor.c - LIST goes on after a key: whether that key is still there or ever was. */
#include <stdio.h>
#include <string.h>

#include "check/property.h"

static void try_after(kit_bench *b)
{
    kit_insert_all(b, "a b c d");
    kit_expect_list(b, "", "a", 0, 10, "b c d");
    kit_expect_list(b, "", "b", 0, 1, "c");
    kit_expect_list(b, "", "d", 0, 10, "");
}

static void try_after_no_key(kit_bench *b)
{
    kit_insert_all(b, "b d f");
    kit_expect_list(b, "", "a", 0, 10, "b d f");
    kit_expect_list(b, "", "c", 0, 10, "d f");
    kit_expect_list(b, "", "d0", 0, 10, "f");
    kit_expect_list(b, "", "z", 0, 10, "");
}

static void try_after_removed(kit_bench *b)
{
    kit_insert_all(b, "a b c d e");
    kit_expect_list(b, "", "", 0, 2, "a b");
    kit_expect_remove(b, "b", 1);
    kit_expect_list(b, "", "b", 0, 2, "c d");
    kit_expect_remove(b, "a", 1);
    kit_expect_remove(b, "d", 1);
    kit_expect_list(b, "", "d", 0, 2, "e");
}

static void try_after_inserted(kit_bench *b)
{
    kit_insert_all(b, "b d f");
    kit_expect_list(b, "", "", 0, 2, "b d");
    kit_insert_all(b, "a c e g");
    kit_expect_list(b, "", "d", 0, 10, "e f g");
}

static void try_after_updated(kit_bench *b)
{
    kit_insert_all(b, "a b c d");
    kit_expect_list(b, "", "", 0, 2, "a b");
    kit_expect_save(b, "a", TI_SLICE("moved?"), 0, 1);
    kit_expect_save(b, "d", TI_SLICE("moved?"), 0, 1);
    kit_expect_list(b, "", "b", 0, 10, "c d");
}

static void try_after_bytes(kit_bench *b)
{
    kit_insert_all(b, "a A b B _ a/b a-b");
    kit_expect_list(b, "", "B", 0, 10, "_ a a-b a/b b");
    kit_expect_list(b, "", "a-b", 0, 10, "a/b b");
}

static void try_after_with_prefix(kit_bench *b)
{
    kit_insert_all(b, "b/1 c/1 c/2 c/3 d/1");
    kit_expect_list(b, "c/", "c/1", 0, 10, "c/2 c/3");
    kit_expect_list(b, "c/", "c/3", 0, 10, "");
    kit_expect_list(b, "c/", "b/1", 0, 10, "c/1 c/2 c/3");
    kit_expect_list(b, "c/", "d/1", 0, 10, "");
    kit_expect_list(b, "c/", "c/", 0, 1, "c/1");
}

static void try_after_longest(kit_bench *b)
{
    char key[KIT_KEY_SIZE];
    size_t length = TEAMSINVITE_KEY_MAX - strlen(b->root);

    memset(key, 'k', length);
    key[length] = '\0';
    kit_insert_all(b, "z");
    kit_insert_all(b, key);
    kit_expect_list(b, "", key, 0, 10, "z");
    key[length - 1] = 'l';
    kit_expect_list(b, "", key, 0, 10, "z");
    key[length - 1] = 'j';
    (void)kit_list(b, "", key, 0, 10);
    if (kit_item_count(b) != 2)
        kit_fail(b, "LIST after a key of 255 bytes: expected 2 keys, got %zu", kit_item_count(b));
}

/* All of it in pages of this many, each where it belongs. */
static void walk(kit_bench *b, size_t limit, size_t total)
{
    char after[KIT_KEY_SIZE] = "";
    char wanted[KIT_KEY_SIZE];
    size_t seen = 0;
    size_t i;

    do {
        (void)kit_list(b, "p/", after, 0, limit);
        for (i = 0; i < kit_item_count(b); i++) {
            (void)snprintf(wanted, sizeof(wanted), "p/%03zu", seen++);
            if (strcmp(kit_item(b, i), wanted) != 0)
                kit_fail(b, "LIST in pages of %zu: expected %s, got %.60s", limit, wanted, kit_item(b, i));
        }
        if (i > 0)
            (void)snprintf(after, sizeof(after), "%s", kit_item(b, i - 1));
    } while (i > 0 && seen <= total && kit_ok(b));
    if (seen != total)
        kit_fail(b, "LIST in pages of %zu: expected %zu keys, got %zu", limit, total, seen);
}

static void try_pages(kit_bench *b)
{
    static const size_t limits[] = { 1, 2, 3, 7, 29, 30, 31, 1000 };
    char key[KIT_KEY_SIZE];
    size_t i;

    for (i = 0; i < 30; i++) {
        (void)snprintf(key, sizeof(key), "p/%03zu", (i * 7) % 30);
        kit_insert_all(b, key);
    }
    kit_insert_all(b, "o p q p0");
    for (i = 0; i < sizeof(limits) / sizeof(limits[0]) && kit_ok(b); i++)
        walk(b, limits[i], 30);
}

/* As the library erases: a page, everything on it removed, on from its last key. */
static void try_remove_behind(kit_bench *b)
{
    char after[KIT_KEY_SIZE] = "";
    char key[KIT_KEY_SIZE];
    int removed = 0;
    int i;

    for (i = 0; i < 20; i++) {
        (void)snprintf(key, sizeof(key), "p/%03d", i);
        kit_insert_all(b, key);
    }
    while (kit_list(b, "p/", after, 0, 3) == TEAMSINVITE_STORAGE_DONE && kit_item_count(b) > 0 && removed <= 20) {
        char page[3][KIT_KEY_SIZE];
        size_t count = kit_item_count(b);
        size_t k;

        for (k = 0; k < count && k < 3; k++)
            (void)snprintf(page[k], sizeof(page[k]), "%s", kit_item(b, k));
        for (k = 0; k < count && k < 3; k++, removed++)
            kit_expect_remove(b, page[k], 1);
        (void)snprintf(after, sizeof(after), "%s", page[k - 1]);
    }
    if (removed != 20)
        kit_fail(b, "LIST and REMOVE page by page: expected 20 removed, got %d", removed);
    kit_expect_list(b, "p/", "", 0, 10, "");
}

static const kit_property cursors[] = {
    { .name = "cursor.after", .text = "A list begins after the given key, without it.", .run = try_after },
    { .name = "cursor.after_no_key", .text = "The key to begin after need not exist.", .run = try_after_no_key },
    { .name = "cursor.after_removed",
      .text = "A list goes on where its last key has been removed.",
      .run = try_after_removed },
    { .name = "cursor.after_inserted",
      .text = "What came in behind is not listed, what came in ahead is.",
      .run = try_after_inserted },
    { .name = "cursor.after_updated", .text = "An updated record stays where its key is.", .run = try_after_updated },
    { .name = "cursor.after_bytes", .text = "\"After\" is bytewise too.", .run = try_after_bytes },
    { .name = "cursor.after_with_prefix",
      .text = "Prefix and key to begin after both hold.",
      .run = try_after_with_prefix },
    { .name = "cursor.after_longest", .text = "The key to begin after may have 255 bytes.", .run = try_after_longest },
    { .name = "cursor.pages", .text = "In pages of any size each key comes once.", .run = try_pages },
    { .name = "cursor.remove_behind", .text = "Removing what was listed skips nothing.", .run = try_remove_behind },
};

const kit_group kit_cursors = KIT_GROUP(cursors);
