/* SPDX-License-Identifier: Apache-2.0 */
/* sqlite_bench.c - an SQLite storage in a folder of its own, and a few records to lose. */
#define _XOPEN_SOURCE 700 /* mkdtemp() */

#include "support/sqlite_bench.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RECORDS = 20, SHORT_BYTES = 300, LONG_BYTES = 12000 };

int sqlite_bench_setup(void **state)
{
    sqlite_bench *b = calloc(1, sizeof(*b));

    assert_non_null(b);
    (void)snprintf(b->folder, sizeof(b->folder), "/tmp/teamsinvite-XXXXXX");
    assert_non_null(mkdtemp(b->folder));
    (void)snprintf(b->path, sizeof(b->path), "%s/records.db", b->folder);
    (void)snprintf(b->journal, sizeof(b->journal), "%s-journal", b->path);
    sqlite_bench_open(b);
    *state = b;
    return 0;
}

int sqlite_bench_teardown(void **state)
{
    sqlite_bench *b = *state;

    sqlite_bench_close(b);
    (void)remove(b->journal);
    (void)remove(b->path);
    assert_int_equal(rmdir(b->folder), 0);
    free(b);
    return 0;
}

void sqlite_bench_close(sqlite_bench *b)
{
    if (!b->is_open)
        return;
    storage_bench_close(&b->storage);
    teamsinvite_sqlite_close(b->storage.storage);
    b->is_open = false;
}

teamsinvite_status sqlite_bench_try_open(sqlite_bench *b)
{
    teamsinvite_sqlite *sqlite = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status;

    assert_false(b->is_open);
    status = teamsinvite_sqlite_open(b->path, &sqlite, &err);
    assert_int_equal(teamsinvite_error_status(err), status);
    assert_true((status == TEAMSINVITE_OK) == (sqlite != NULL));
    teamsinvite_error_free(err);
    if (sqlite != NULL)
        storage_bench_open(&b->storage, teamsinvite_sqlite_handle, sqlite);
    b->is_open = sqlite != NULL;
    return status;
}

void sqlite_bench_open(sqlite_bench *b)
{
    assert_int_equal(sqlite_bench_try_open(b), TEAMSINVITE_OK);
}

const unsigned char *sqlite_bench_value(int number, size_t *length)
{
    static unsigned char value[LONG_BYTES];
    size_t i;

    *length = number % 3 == 0 ? LONG_BYTES : SHORT_BYTES;
    for (i = 0; i < *length; i++)
        value[i] = (unsigned char)((size_t)number * 31 + i * 7 + i / 251);
    return value;
}

void sqlite_bench_fill(sqlite_bench *b)
{
    char key[16];
    size_t length;
    int i;

    for (i = 0; i < RECORDS; i++) {
        const unsigned char *value = sqlite_bench_value(i, &length);

        (void)snprintf(key, sizeof(key), "k/%02d", i);
        assert_int_equal(storage_save(&b->storage, key, ti_slice_make(value, length), i % 2 * 1000, 0),
                         TI_ANSWER_DONE);
    }
}

static uint64_t mix(uint64_t digest, const unsigned char *bytes, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++)
        digest = (digest ^ bytes[i]) * UINT64_C(1099511628211);
    return digest;
}

static uint64_t digest_of_rows(sqlite3_stmt *s)
{
    uint64_t digest = UINT64_C(14695981039346656037);
    int code;
    int i;

    while ((code = sqlite3_step(s)) == SQLITE_ROW)
        for (i = 0; i < sqlite3_column_count(s); i++) {
            digest = mix(digest, sqlite3_column_blob(s, i), (size_t)sqlite3_column_bytes(s, i));
            digest = mix(digest, (const unsigned char *)"|", 1);
        }
    assert_int_equal(code, SQLITE_DONE);
    return digest;
}

uint64_t sqlite_bench_digest(const sqlite_bench *b)
{
    static const char rows[] = "SELECT key, value, due_ms, version FROM records NOT INDEXED ORDER BY key";
    sqlite3_stmt *s = NULL;
    sqlite3 *db = NULL;
    uint64_t digest;

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(s, 0), "ok");
    assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, rows, -1, &s, NULL), SQLITE_OK);
    digest = digest_of_rows(s);
    assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return digest;
}

snapshot snapshot_take(const char *path)
{
    snapshot s = { NULL, 0 };
    FILE *file = fopen(path, "rb");
    struct stat about;

    if (file == NULL) {
        assert_int_equal(errno, ENOENT);
        return s;
    }
    assert_int_equal(stat(path, &about), 0);
    s.length = (size_t)about.st_size;
    s.bytes = malloc(s.length + 1);
    assert_non_null(s.bytes);
    assert_int_equal(fread(s.bytes, 1, s.length, file), s.length);
    assert_int_equal(fclose(file), 0);
    return s;
}

void snapshot_put(const snapshot *s, const char *path)
{
    FILE *file;

    if (s->bytes == NULL) {
        assert_true(remove(path) == 0 || errno == ENOENT);
        return;
    }
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(s->bytes, 1, s->length, file), s->length);
    assert_int_equal(fclose(file), 0);
}

bool snapshot_is_equal(const snapshot *s, const char *path)
{
    snapshot now = snapshot_take(path);
    bool equal = (now.bytes == NULL) == (s->bytes == NULL) && now.length == s->length &&
                 (now.bytes == NULL || memcmp(now.bytes, s->bytes, now.length) == 0);

    snapshot_free(&now);
    return equal;
}

void snapshot_free(snapshot *s)
{
    free(s->bytes);
    *s = (snapshot){ NULL, 0 };
}
