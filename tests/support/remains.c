/* SPDX-License-Identifier: Apache-2.0 */
/* remains.c - records as they stood in an SQLite file, and what is left of them in any byte on the disk. */
#include "support/remains.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <sqlite3.h>

enum {
    HEAD = 9,     /* of a sealed value: mark, format and the key's id, the same in all of them */
    FRAGMENT = 8, /* bytes of ciphertext that stand nowhere by chance */
    KEPT_MAX = 128
};

typedef struct kept {
    char key[256];
    unsigned char *value; /* without its head */
    size_t length;
} kept;

struct remains {
    char path[128];
    kept records[KEPT_MAX];
    size_t count;
};

typedef struct bytes {
    unsigned char *at;
    size_t length;
} bytes;

remains *remains_new(const char *path)
{
    remains *r = calloc(1, sizeof(*r));

    assert_non_null(r);
    (void)snprintf(r->path, sizeof(r->path), "%s", path);
    return r;
}

void remains_free(remains *r)
{
    size_t i;

    for (i = 0; i < r->count; i++)
        free(r->records[i].value);
    free(r);
}

size_t remains_count(const remains *r)
{
    return r->count;
}

void remains_keep_value(remains *r, const char *key, const void *value, size_t length)
{
    kept *k = &r->records[r->count];

    assert_true(r->count < KEPT_MAX && length >= FRAGMENT && strlen(key) < sizeof(k->key));
    k->value = malloc(length);
    assert_non_null(k->value);
    memcpy(k->value, value, length);
    k->length = length;
    (void)snprintf(k->key, sizeof(k->key), "%s", key);
    r->count++;
}

void remains_keep(remains *r, const char *prefix)
{
    static const char sql[] = "SELECT key, value FROM records WHERE substr(key, 1, length(?1)) = ?1";
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;

    assert_int_equal(sqlite3_open(r->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_bind_text(s, 1, prefix, -1, SQLITE_STATIC), SQLITE_OK);
    while (sqlite3_step(s) == SQLITE_ROW) {
        size_t length = (size_t)sqlite3_column_bytes(s, 1);

        assert_true(length > HEAD);
        remains_keep_value(r, (const char *)sqlite3_column_text(s, 0),
                           (const unsigned char *)sqlite3_column_blob(s, 1) + HEAD, length - HEAD);
    }
    assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void add_file(bytes *all, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat about;

    if (file == NULL)
        return;
    assert_int_equal(stat(path, &about), 0);
    all->at = realloc(all->at, all->length + (size_t)about.st_size + 1);
    assert_non_null(all->at);
    assert_int_equal(fread(all->at + all->length, 1, (size_t)about.st_size, file), about.st_size);
    all->length += (size_t)about.st_size;
    assert_int_equal(fclose(file), 0);
}

/* All that is on the disk for this storage, one after the other. */
static bytes read_all(const remains *r)
{
    static const char *const names[] = { "", "-journal", "-wal", "-shm" };
    bytes all = { NULL, 0 };
    char path[160];
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        (void)snprintf(path, sizeof(path), "%s%s", r->path, names[i]);
        add_file(&all, path);
    }
    assert_true(all.length > 0);
    return all;
}

static int compare_fragments(const void *a, const void *b)
{
    return memcmp(a, b, FRAGMENT);
}

/* How many places of the files begin a fragment of the value. For most the first two bytes say no. */
static size_t fragments_of(const bytes *all, const kept *k)
{
    size_t count = k->length - FRAGMENT + 1;
    unsigned char *fragments = malloc(count * FRAGMENT);
    bool *begins = calloc(1 << 16, sizeof(*begins));
    size_t found = 0;
    size_t i;

    assert_true(fragments != NULL && begins != NULL);
    for (i = 0; i < count; i++) {
        memcpy(fragments + i * FRAGMENT, k->value + i, FRAGMENT);
        begins[k->value[i] << 8 | k->value[i + 1]] = true;
    }
    qsort(fragments, count, FRAGMENT, compare_fragments);
    for (i = 0; i + FRAGMENT <= all->length; i++)
        if (begins[all->at[i] << 8 | all->at[i + 1]])
            found += bsearch(all->at + i, fragments, count, FRAGMENT, compare_fragments) != NULL;
    free(fragments);
    free(begins);
    return found;
}

static size_t places_of(const bytes *all, const char *word)
{
    size_t length = strlen(word);
    size_t found = 0;
    size_t i;

    for (i = 0; i + length <= all->length; i++)
        found += memcmp(all->at + i, word, length) == 0;
    return found;
}

/* A long value is in pieces of a page each, and no fragment reaches over their ends. */
void assert_all_there(const remains *r)
{
    bytes all = read_all(r);
    size_t i;

    for (i = 0; i < r->count; i++) {
        assert_true(fragments_of(&all, &r->records[i]) * 10 > r->records[i].length * 9);
        assert_true(places_of(&all, r->records[i].key) > 0);
    }
    free(all.at);
}

size_t remains_of_values(const remains *r)
{
    bytes all = read_all(r);
    size_t found = 0;
    size_t i;

    for (i = 0; i < r->count; i++)
        found += fragments_of(&all, &r->records[i]);
    free(all.at);
    return found;
}

size_t remains_of_keys(const remains *r)
{
    bytes all = read_all(r);
    size_t found = 0;
    size_t i;

    for (i = 0; i < r->count; i++)
        found += places_of(&all, strrchr(r->records[i].key, '/') + 1);
    free(all.at);
    return found;
}
