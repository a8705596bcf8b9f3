/* SPDX-License-Identifier: Apache-2.0 */
/* sqlite_storage.c - the library's own SQLite storage, filled in one transaction before the library opens the file. */
#include <stdlib.h>

#include <sqlite3.h>

#include <teamsinvite/sqlite.h>

#include "common/check.h"
#include "monday.h"

typedef struct file {
    teamsinvite_sqlite *sqlite;
    sqlite3 *db; /* while it is filled */
    sqlite3_stmt *insert;
} file;

static void put(void *records, const char *key, ti_slice sealed)
{
    file *f = records;

    (void)sqlite3_bind_text(f->insert, 1, key, -1, SQLITE_TRANSIENT);
    (void)sqlite3_bind_blob(f->insert, 2, sealed.ptr, (int)sealed.len, SQLITE_TRANSIENT);
    expect(sqlite3_step(f->insert) == SQLITE_DONE, "a record put into the file");
    (void)sqlite3_reset(f->insert);
}

static void ready(void *records)
{
    file *f = records;

    (void)sqlite3_finalize(f->insert);
    expect(sqlite3_exec(f->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, "the file filled");
    (void)sqlite3_close(f->db);
}

static void handle(teamsinvite_call *call, const teamsinvite_io *io, void *records)
{
    const file *f = records;

    teamsinvite_sqlite_handle(call, io, f->sqlite);
}

static void close_file(void *records)
{
    file *f = records;

    teamsinvite_sqlite_close(f->sqlite);
    free(f);
}

monday_storage monday_sqlite_storage(const char *path)
{
    file *f = calloc(1, sizeof(*f));
    teamsinvite_error *err = NULL;

    expect(f != NULL, "memory for the storage");
    check(teamsinvite_sqlite_open(path, &f->sqlite, &err), &err, "the file");
    expect(sqlite3_open(path, &f->db) == SQLITE_OK &&
               sqlite3_exec(f->db, "PRAGMA synchronous=OFF; BEGIN", NULL, NULL, NULL) == SQLITE_OK &&
               sqlite3_prepare_v2(f->db, "INSERT INTO records (key, value, version, due_ms) VALUES (?1, ?2, 1, 0)", -1,
                                  &f->insert, NULL) == SQLITE_OK,
           "the file opened to be filled");
    return (monday_storage){ .handle = handle, .records = f, .put = put, .ready = ready, .close = close_file };
}
