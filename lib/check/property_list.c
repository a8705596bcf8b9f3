/* SPDX-License-Identifier: Apache-2.0 */
/* property_list.c - LIST: which keys, in which order, with what. */
#include <stdio.h>
#include <string.h>

#include "check/property.h"

static void try_empty(kit_bench *b)
{
    kit_expect_list(b, "", "", 0, 10, "");
    kit_insert_all(b, "a");
    kit_expect_list(b, "b", "", 0, 10, "");
}

static void try_order_inserted(kit_bench *b)
{
    kit_insert_all(b, "d a e c b");
    kit_expect_list(b, "", "", 0, 10, "a b c d e");
}

/* As no locale has it: capitals first, and punctuation counts. */
static void try_order_bytes(kit_bench *b)
{
    kit_insert_all(b, "a B b A z Z _ - . / 0 9 10 1 aa a-a a/a a_a aB");
    kit_expect_list(b, "", "", 0, 100, "- . / 0 1 10 9 A B Z _ a a-a a/a aB a_a aa b z");
}

/* "a/b" comes before "a0", and after "a-": a tree that is walked folder by folder has it otherwise. */
static void try_order_slashes(kit_bench *b)
{
    kit_insert_all(b, "a/b a0 a- a a/ a//c a/b/c a/b-c a.b");
    kit_expect_list(b, "", "", 0, 100, "a a- a.b a/ a//c a/b a/b-c a/b/c a0");
}

static void try_order_lengths(kit_bench *b)
{
    kit_insert_all(b, "u10 u9 u1 u100 u2 u u1000");
    kit_expect_list(b, "", "", 0, 100, "u u1 u10 u100 u1000 u2 u9");
}

static void try_prefix(kit_bench *b)
{
    kit_insert_all(b, "c/1 c/2 c/10 d/1 b/9 c c0");
    kit_expect_list(b, "c/", "", 0, 10, "c/1 c/10 c/2");
    kit_expect_list(b, "c", "", 0, 10, "c c/1 c/10 c/2 c0");
    kit_expect_list(b, "c/1", "", 0, 10, "c/1 c/10");
}

static void try_prefix_is_key(kit_bench *b)
{
    kit_insert_all(b, "k k/a j l");
    kit_expect_list(b, "k", "", 0, 10, "k k/a");
}

static void try_prefix_no_pattern(kit_bench *b)
{
    kit_insert_all(b, "a_b/1 axb/1 a.b/1 a-b/1");
    kit_expect_list(b, "a_b", "", 0, 10, "a_b/1");
    kit_expect_list(b, "a.b", "", 0, 10, "a.b/1");
    kit_expect_list(b, "a.", "", 0, 10, "a.b/1");
}

static void try_prefix_case(kit_bench *b)
{
    kit_insert_all(b, "key/1 KEY/1 Key/1");
    kit_expect_list(b, "key", "", 0, 10, "key/1");
    kit_expect_list(b, "K", "", 0, 10, "KEY/1 Key/1");
}

static void try_prefix_not_inside(kit_bench *b)
{
    kit_insert_all(b, "x/c/1 c/1 xc/1");
    kit_expect_list(b, "c/", "", 0, 10, "c/1");
}

/* Where the end of a range is made by adding 1 to the last byte. */
static void try_prefix_last_letter(kit_bench *b)
{
    kit_insert_all(b, "z zz zzz zzza y");
    kit_expect_list(b, "z", "", 0, 10, "z zz zzz zzza");
    kit_expect_list(b, "zzz", "", 0, 10, "zzz zzza");
    kit_expect_list(b, "zzzz", "", 0, 10, "");
}

static void try_prefix_longest(kit_bench *b)
{
    char key[KIT_KEY_SIZE];
    size_t length = TEAMSINVITE_KEY_MAX - strlen(b->root);

    memset(key, 'p', length);
    key[length] = '\0';
    kit_insert_all(b, key);
    kit_expect_list(b, key, "", 0, 10, key);
    key[length - 1] = 'q';
    kit_expect_list(b, key, "", 0, 10, "");
}

/* Every record of the storage has the root; so all it has are among those of "". */
static void try_no_prefix(kit_bench *b)
{
    const char *root = b->root;
    char first[2 * KIT_KEY_SIZE];
    size_t i;
    bool found = false;

    kit_insert_all(b, "only");
    b->root = "";
    (void)kit_list(b, "", "", 0, TEAMSINVITE_LIST_MAX);
    (void)snprintf(first, sizeof(first), "%sonly", root);
    for (i = 0; i < kit_item_count(b); i++)
        found = found || strcmp(kit_item(b, i), first) == 0;
    if (!found)
        kit_fail(b, "LIST of \"\": expected %s among %zu keys", first, kit_item_count(b));
    b->root = root;
}

static void try_items(kit_bench *b)
{
    kit_expect_save(b, "a", TI_SLICE("x"), 4000, 0);
    kit_expect_save(b, "b", TI_SLICE("x"), 0, 0);
    kit_expect_save(b, "b", TI_SLICE("x"), 0, 1);
    kit_expect_save(b, "b", TI_SLICE("x"), 99, 2);
    kit_expect_list(b, "", "", 0, 10, "a b");
    kit_expect_item(b, 0, 1, 4000);
    kit_expect_item(b, 1, 3, 99);
}

static void try_changes(kit_bench *b)
{
    kit_insert_all(b, "a b c");
    kit_expect_remove(b, "b", 1);
    kit_expect_save(b, "a", TI_SLICE("new"), 0, 1);
    kit_expect_list(b, "", "", 0, 10, "a c");
    kit_expect_item(b, 0, 2, 0);
    kit_insert_all(b, "b");
    kit_expect_list(b, "", "", 0, 10, "a b c");
}

static void try_limit(kit_bench *b)
{
    kit_insert_all(b, "a b c d e");
    kit_expect_list(b, "", "", 0, 1, "a");
    kit_expect_list(b, "", "", 0, 3, "a b c");
    kit_expect_list(b, "", "", 0, 5, "a b c d e");
    kit_expect_list(b, "", "", 0, 6, "a b c d e");
}

static void try_limit_most(kit_bench *b)
{
    char key[KIT_KEY_SIZE];
    int i;

    for (i = 0; i < TEAMSINVITE_LIST_MAX + 3 && kit_ok(b); i++) {
        (void)snprintf(key, sizeof(key), "n%05d", i);
        kit_insert_all(b, key);
    }
    (void)kit_list(b, "", "", 0, TEAMSINVITE_LIST_MAX);
    if (kit_item_count(b) != TEAMSINVITE_LIST_MAX)
        kit_fail(b, "LIST of at most 1000, of 1003: got %zu", kit_item_count(b));
    if (strcmp(kit_item(b, TEAMSINVITE_LIST_MAX - 1), "n00999") != 0)
        kit_fail(b, "LIST of at most 1000: expected n00999 as the last, got %.60s",
                 kit_item(b, TEAMSINVITE_LIST_MAX - 1));
    kit_expect_list(b, "", "n00999", 0, TEAMSINVITE_LIST_MAX, "n01000 n01001 n01002");
}

static const kit_property lists[] = {
    { .name = "list.empty", .text = "Nothing to list is an empty list.", .run = try_empty },
    { .name = "list.order_inserted", .text = "The order is that of keys, not of writing.", .run = try_order_inserted },
    { .name = "list.order_bytes", .text = "The order is that of bytes, as memcmp has it.", .run = try_order_bytes },
    { .name = "list.order_slashes", .text = "'/' is a byte like others in the order.", .run = try_order_slashes },
    { .name = "list.order_lengths",
      .text = "A key comes before those that it begins; numbers are text.",
      .run = try_order_lengths },
    { .name = "list.prefix", .text = "Only keys that begin with the prefix, and all of them.", .run = try_prefix },
    { .name = "list.prefix_is_key", .text = "A key that equals the prefix is listed.", .run = try_prefix_is_key },
    { .name = "list.prefix_no_pattern",
      .text = "'_' and '.' of a prefix stand for themselves.",
      .run = try_prefix_no_pattern },
    { .name = "list.prefix_case", .text = "A prefix is compared bytewise.", .run = try_prefix_case },
    { .name = "list.prefix_not_inside",
      .text = "A prefix is found at the beginning only.",
      .run = try_prefix_not_inside },
    { .name = "list.prefix_last_letter", .text = "A prefix of z's has an end too.", .run = try_prefix_last_letter },
    { .name = "list.prefix_longest", .text = "A prefix may have 255 bytes.", .run = try_prefix_longest },
    { .name = "list.no_prefix", .text = "The prefix \"\" lists everything.", .run = try_no_prefix },
    { .name = "list.items", .text = "Each item has the version and due time of its record.", .run = try_items },
    { .name = "list.changes", .text = "A list shows what was written and removed before it.", .run = try_changes },
    { .name = "list.limit", .text = "As many as asked for, where there are so many.", .run = try_limit },
    { .name = "list.limit_most", .text = "1,000 items come where 1,000 are asked for.", .run = try_limit_most },
};

const kit_group kit_lists = KIT_GROUP(lists);
