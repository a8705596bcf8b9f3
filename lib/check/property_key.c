/* SPDX-License-Identifier: Apache-2.0 */
/* property_key.c - different keys are different records, however alike they are. */
#include <stdio.h>
#include <string.h>

#include "check/property.h"

enum { LOTS = 16 };

/* Each is a record of its own: its value is its key; then one after another is removed and the others stay. */
static void keep_apart(kit_bench *b, const char *keys)
{
    const char *rest = keys;
    char key[KIT_KEY_SIZE];

    kit_insert_all(b, keys);
    while (kit_next_word(&rest, key)) {
        const char *others = rest;
        char other[KIT_KEY_SIZE];

        kit_expect_record(b, key, ti_slice_of(key), 1, 0);
        kit_expect_save(b, key, TI_SLICE("changed"), 0, 1);
        kit_expect_remove(b, key, 2);
        kit_expect_missing(b, key);
        while (kit_next_word(&others, other))
            kit_expect_record(b, other, ti_slice_of(other), 1, 0);
    }
}

static void try_case(kit_bench *b)
{
    keep_apart(b, "key Key KEY kEY keY");
}

static void try_beginning(kit_bench *b)
{
    keep_apart(b, "a aa aaa aaaa ab abc");
}

static void try_separators(kit_bench *b)
{
    keep_apart(b, "a/b a_b a-b a.b ab a//b");
}

/* What LIKE takes for a wildcard. */
static void try_underscore(kit_bench *b)
{
    keep_apart(b, "a_c abc a.c __c ___ _c_");
}

static void try_folder_and_file(kit_bench *b)
{
    keep_apart(b, "a a/b a/b/c a/");
}

static void try_dots(kit_bench *b)
{
    keep_apart(b, "x/../y y x/./y x/y ./y ../y . .. ... .hidden");
}

static void try_slashes(kit_bench *b)
{
    keep_apart(b, "x/y x//y x/y/ /x/y x///y / // x/");
}

static void try_dashes(kit_bench *b)
{
    keep_apart(b, "-rf rf --rf - --");
}

static void try_numbers(kit_bench *b)
{
    keep_apart(b, "1 01 1.0 1e0 0x1 -1 001 10");
}

static void try_names_of_others(kit_bench *b)
{
    keep_apart(b, "con nul NULL null aux.txt .tmp a.tmp a.lock .lock lock a.new records.db index COM1");
}

static void write_key(char key[KIT_KEY_SIZE], size_t length, char last)
{
    memset(key, 'k', length);
    key[length - 1] = last;
    key[length] = '\0';
}

/* With the root it is of 255 bytes. */
static size_t longest(const kit_bench *b)
{
    return TEAMSINVITE_KEY_MAX - strlen(b->root);
}

static void try_longest(kit_bench *b)
{
    char key[KIT_KEY_SIZE];

    write_key(key, longest(b), 'k');
    kit_insert_all(b, key);
    kit_expect_record(b, key, ti_slice_of(key), 1, 0);
    kit_expect_list(b, "", "", 0, 10, key);
    kit_expect_remove(b, key, 1);
    kit_expect_missing(b, key);
}

/* They differ where a key that is cut would not. */
static void try_longest_last_byte(kit_bench *b)
{
    static const size_t cuts[] = { 0, 1, 8, 55, 100, 128, 192 };
    char keys[LOTS][KIT_KEY_SIZE];
    size_t i;

    for (i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
        size_t length = longest(b) - (longest(b) > cuts[i] ? cuts[i] : 0);

        write_key(keys[2 * i], length, 'x');
        write_key(keys[2 * i + 1], length, 'y');
        kit_insert_all(b, keys[2 * i]);
        kit_insert_all(b, keys[2 * i + 1]);
    }
    for (i = 0; i < 2 * sizeof(cuts) / sizeof(cuts[0]); i++)
        kit_expect_record(b, keys[i], ti_slice_of(keys[i]), 1, 0);
}

static void try_longest_of_slashes(kit_bench *b)
{
    char key[KIT_KEY_SIZE];
    size_t i;

    for (i = 0; i + 1 < longest(b); i++)
        key[i] = i % 2 == 0 ? 'd' : '/';
    key[i++] = 'f';
    key[i] = '\0';
    kit_insert_all(b, key);
    kit_expect_record(b, key, ti_slice_of(key), 1, 0);
}

static void try_every_letter(kit_bench *b)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-";
    char key[3] = "";
    size_t i;

    for (i = 0; letters[i] != '\0'; i++) {
        key[0] = letters[i];
        kit_insert_all(b, key);
    }
    for (i = 0; letters[i] != '\0'; i++) {
        key[0] = letters[i];
        kit_expect_record(b, key, ti_slice_of(key), 1, 0);
    }
}

/* A hash of 32 bits, or a short one, has two of these in one place sooner or later; this many must not be too few. */
static void try_many_alike(kit_bench *b)
{
    char key[KIT_KEY_SIZE];
    int i;

    for (i = 0; i < 200 && kit_ok(b); i++) {
        (void)snprintf(key, sizeof(key), "c/%d/u/%d", i / 25, i % 25);
        kit_insert_all(b, key);
    }
    for (i = 0; i < 200 && kit_ok(b); i++) {
        (void)snprintf(key, sizeof(key), "c/%d/u/%d", i / 25, i % 25);
        kit_expect_record(b, key, ti_slice_of(key), 1, 0);
    }
}

static const kit_property keys[] = {
    { .name = "key.case", .text = "Keys that differ in case are different.", .run = try_case },
    { .name = "key.beginning", .text = "A key that begins another is a record of its own.", .run = try_beginning },
    { .name = "key.separators", .text = "'/', '_', '-' and '.' are not the same.", .run = try_separators },
    { .name = "key.underscore", .text = "'_' stands for itself, not for any byte.", .run = try_underscore },
    { .name = "key.folder_and_file", .text = "\"a\" and \"a/b\" may both be there.", .run = try_folder_and_file },
    { .name = "key.dots", .text = "\".\" and \"..\" in a key lead nowhere.", .run = try_dots },
    { .name = "key.slashes", .text = "Slashes at the ends and twice in a row count.", .run = try_slashes },
    { .name = "key.dashes", .text = "A key may begin with '-'.", .run = try_dashes },
    { .name = "key.numbers", .text = "Keys that are equal as numbers are different.", .run = try_numbers },
    { .name = "key.names_of_others",
      .text = "No name is taken by the storage itself or its system.",
      .run = try_names_of_others },
    { .name = "key.longest", .text = "A key of 255 bytes is kept, listed and removed.", .run = try_longest },
    { .name = "key.longest_last_byte",
      .text = "Long keys that differ in the last byte are different.",
      .run = try_longest_last_byte },
    { .name = "key.longest_of_slashes",
      .text = "A key may have as many slashes as it has room for.",
      .run = try_longest_of_slashes },
    { .name = "key.every_letter", .text = "Each of the 66 letters of keys may be a key.", .run = try_every_letter },
    { .name = "key.many_alike", .text = "200 keys that are much alike are 200 records.", .run = try_many_alike },
};

const kit_group kit_keys = KIT_GROUP(keys);
