/* SPDX-License-Identifier: Apache-2.0 */
/* storage_sqlite_schema.c - the table in an SQLite file, and how a file of an older version becomes one of today. */
#include "port/storage_sqlite_schema.h"

#include <inttypes.h>
#include <stdio.h>

#include "port/storage_sqlite_file.h"
#include "port/storage_sqlite_open.h"

/* What has been released is never changed: another step comes behind it. */
static const char *const steps[] = {
    "CREATE TABLE records (key TEXT NOT NULL PRIMARY KEY COLLATE BINARY, value BLOB NOT NULL,"
    " due_ms INTEGER NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID, STRICT;"
    "CREATE INDEX records_due ON records (due_ms) WHERE due_ms > 0;",
};

_Static_assert(sizeof(steps) / sizeof(steps[0]) == TI_SQLITE_SCHEMA_VERSION, "a version has a step");

const ti_sqlite_schema ti_sqlite_schema_now = { .steps = steps, .version = TI_SQLITE_SCHEMA_VERSION };

/* What a file says of itself. */
typedef struct identity {
    int64_t application;
    int64_t version;
    int64_t tables;
} identity;

static int read_number(sqlite3 *db, const char *sql, int64_t *out)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        *out = sqlite3_column_int64(statement, 0);
        code = SQLITE_OK;
    }
    (void)sqlite3_finalize(statement);
    return code;
}

static int read_identity(sqlite3 *db, identity *out)
{
    int code = read_number(db, "PRAGMA application_id", &out->application);

    if (code == SQLITE_OK)
        code = read_number(db, "PRAGMA user_version", &out->version);
    if (code == SQLITE_OK)
        code = read_number(db, "SELECT count(*) FROM sqlite_schema", &out->tables);
    return code;
}

/* SQLite takes the missing part of a last page for zeros: records would not be
 * there, and nothing would say why. Whose journal was to be rolled back, is. */
static teamsinvite_status check_size(sqlite3 *db, ti_error *err)
{
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    int64_t page = 0;
    int64_t pages = 0;
    int code = read_number(db, "PRAGMA page_size", &page);

    if (code == SQLITE_OK)
        code = read_number(db, "PRAGMA page_count", &pages);
    if (code == SQLITE_OK)
        code = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (code == SQLITE_OK)
        code = file->pMethods->xFileSize(file, &size);
    if (code != SQLITE_OK)
        return ti_sqlite_fail(err, "the file cannot be read", code);
    if (page < 1 || size % page != 0 || size / page < pages)
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "the end of the file is missing");
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_identity(const identity *it, const ti_sqlite_schema *schema, ti_error *err)
{
    if (it->application == 0 && it->version == 0 && it->tables == 0) /* new */
        return TEAMSINVITE_OK;
    if (it->application != TI_SQLITE_APPLICATION_ID)
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "the file is the database of another application");
    if (it->version > schema->version)
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "the file was written by a newer version of this library");
    if (it->version < 1)
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "the file has no possible version");
    return TEAMSINVITE_OK;
}

static int take_steps(sqlite3 *db, const ti_sqlite_schema *schema, int64_t version)
{
    char pragmas[96];
    int code = SQLITE_OK;

    for (; code == SQLITE_OK && version < schema->version; version++)
        code = sqlite3_exec(db, schema->steps[version], NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return code;
    (void)snprintf(pragmas, sizeof(pragmas), "PRAGMA application_id=%d; PRAGMA user_version=%" PRId64,
                   TI_SQLITE_APPLICATION_ID, schema->version);
    return sqlite3_exec(db, pragmas, NULL, NULL, NULL);
}

/* Inside a transaction: what the file is, and where `makes`, what it lacks. */
static teamsinvite_status check_file(sqlite3 *db, const ti_sqlite_schema *schema, bool makes, bool *lacks,
                                     ti_error *err)
{
    identity it = { 0 };
    int code = read_identity(db, &it);

    if (code != SQLITE_OK)
        return ti_sqlite_fail(err, "the file cannot be read", code);
    if (check_identity(&it, schema, err) != TEAMSINVITE_OK)
        return err->status;
    if (it.version > 0 && check_size(db, err) != TEAMSINVITE_OK)
        return err->status;
    *lacks = it.version < schema->version;
    if (*lacks && makes)
        code = take_steps(db, schema, it.version);
    return code == SQLITE_OK ? TEAMSINVITE_OK : ti_sqlite_fail(err, "the file cannot be written", code);
}

static teamsinvite_status check_within(sqlite3 *db, const ti_sqlite_schema *schema, bool makes, bool *lacks,
                                       ti_error *err)
{
    int code = sqlite3_exec(db, makes ? "BEGIN IMMEDIATE" : "BEGIN", NULL, NULL, NULL);
    teamsinvite_status status;

    if (code != SQLITE_OK)
        return ti_sqlite_fail(err, "the file cannot be written", code);
    status = check_file(db, schema, makes, lacks, err);
    code = sqlite3_exec(db, status == TEAMSINVITE_OK ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
    if (status == TEAMSINVITE_OK && code != SQLITE_OK)
        return ti_sqlite_fail(err, "the file cannot be written", code);
    return status;
}

/* A file that lacks nothing is only read: who opens it while others write does
 * not queue up with them. Else it is looked at again inside a write transaction,
 * so that of two who open it at once one takes the steps and the other finds
 * them taken. */
teamsinvite_status ti_sqlite_prepare_schema(sqlite3 *db, const ti_sqlite_schema *schema, ti_error *err)
{
    bool lacks = false;
    teamsinvite_status status = check_within(db, schema, false, &lacks, err);

    if (status == TEAMSINVITE_OK && lacks)
        status = check_within(db, schema, true, &lacks, err);
    return status;
}
