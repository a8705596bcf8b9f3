/* SPDX-License-Identifier: Apache-2.0 */
/* storage_sqlite.c - records in one SQLite file: each verb one prepared statement or one short transaction. */
#include <teamsinvite/sqlite.h>
#include <teamsinvite/storage.h>

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "port/storage_sqlite_open.h"

enum { DEFAULT_BUSY_MS = 5000, PATH_BYTES_MAX = 4096 };

typedef enum statement { LOAD, INSERT, UPDATE, REMOVE, LIST, LIST_DUE, EXISTS, STATEMENT_COUNT } statement;

static const char *const sql[STATEMENT_COUNT] = {
    [LOAD] = "SELECT value, version, due_ms FROM records WHERE key = ?1",
    [INSERT] = "INSERT INTO records (key, value, due_ms, version) VALUES (?1, ?2, ?3, 1) ON CONFLICT (key) DO NOTHING",
    [UPDATE] = "UPDATE records SET value = ?2, due_ms = ?3, version = version + 1 WHERE key = ?1 AND version = ?4",
    [REMOVE] = "DELETE FROM records WHERE key = ?1 AND version = ?2",
    /* ?2 is the first key after all that begin with the prefix; NULL: there is none. */
    [LIST] = "SELECT key, version, due_ms FROM records WHERE key >= ?1 AND (?2 IS NULL OR key < ?2) AND key > ?3"
             " ORDER BY key LIMIT ?4",
    [LIST_DUE] = "SELECT key, version, due_ms FROM records WHERE key >= ?1 AND (?2 IS NULL OR key < ?2) AND key > ?3"
                 " AND due_ms > 0 AND due_ms <= ?5 ORDER BY key LIMIT ?4",
    [EXISTS] = "SELECT 1 FROM records WHERE key = ?1",
};

struct teamsinvite_sqlite {
    pthread_mutex_t lock; /* one statement at a time */
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENT_COUNT];
};

static teamsinvite_status prepare_all(teamsinvite_sqlite *sqlite, ti_error *err)
{
    size_t i;
    int code;

    for (i = 0; i < STATEMENT_COUNT; i++) {
        code = sqlite3_prepare_v3(sqlite->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &sqlite->statements[i], NULL);
        if (code != SQLITE_OK)
            return ti_fail(err, ti_sqlite_status(code), "the file does not hold our table (SQLite %d)", code);
    }
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_path(ti_error *err, const char *path)
{
    if (path == NULL)
        return ti_fail_parameter(err, "path", "is NULL");
    if (path[0] == '\0')
        return ti_fail_parameter(err, "path", "is empty");
    if (strnlen(path, PATH_BYTES_MAX + 1) > PATH_BYTES_MAX)
        return ti_fail_parameter(err, "path", "is longer than %d bytes", PATH_BYTES_MAX);
    if (!ti_slice_is_utf8(ti_slice_of(path)))
        return ti_fail_parameter(err, "path", "is not UTF-8");
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_sqlite_open(const char *path, teamsinvite_sqlite **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_sqlite *sqlite = NULL;

    if (out != NULL)
        *out = NULL;
    if (out == NULL)
        (void)ti_fail_parameter(&error, "out", "is NULL");
    else if (check_path(&error, path) == TEAMSINVITE_OK && (sqlite = ti_alloc(sizeof(*sqlite))) == NULL)
        (void)ti_fail_no_memory(&error);
    if (sqlite != NULL && pthread_mutex_init(&sqlite->lock, NULL) == 0 &&
        ti_sqlite_open_file(path, &sqlite->db, &error) == TEAMSINVITE_OK &&
        prepare_all(sqlite, &error) == TEAMSINVITE_OK) {
        *out = sqlite;
        return ti_error_give(&error, err);
    }
    teamsinvite_sqlite_close(sqlite);
    return ti_error_give(&error, err);
}

void teamsinvite_sqlite_close(teamsinvite_sqlite *sqlite)
{
    size_t i;

    if (sqlite == NULL)
        return;
    for (i = 0; i < STATEMENT_COUNT; i++)
        (void)sqlite3_finalize(sqlite->statements[i]);
    (void)sqlite3_close(sqlite->db);
    (void)pthread_mutex_destroy(&sqlite->lock);
    ti_free(sqlite);
}

static void answer_failure(teamsinvite_call *call, int code)
{
    char reason[96];

    (void)snprintf(reason, sizeof(reason), "%s (SQLite %d)", sqlite3_errstr(code), code);
    (void)teamsinvite_call_complete_failed(call, ti_sqlite_status(code), reason);
}

/* Binding static text and blobs cannot fail but for memory; the step tells. */
static sqlite3_stmt *bind_key(teamsinvite_sqlite *sqlite, statement which, const char *key)
{
    sqlite3_stmt *s = sqlite->statements[which];

    (void)sqlite3_bind_text(s, 1, key, -1, SQLITE_STATIC);
    return s;
}

static void release(sqlite3_stmt *s)
{
    (void)sqlite3_reset(s);
    (void)sqlite3_clear_bindings(s);
}

static void load(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io)
{
    sqlite3_stmt *s = bind_key(sqlite, LOAD, teamsinvite_io_key(io));
    int code = sqlite3_step(s);

    if (code == SQLITE_ROW)
        (void)teamsinvite_call_complete_load(call, sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0),
                                             sqlite3_column_int64(s, 1), sqlite3_column_int64(s, 2));
    else if (code == SQLITE_DONE)
        (void)teamsinvite_call_complete_missing(call);
    else
        answer_failure(call, code);
    release(s);
}

static void save(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io)
{
    int64_t expected = teamsinvite_io_expected_version(io);
    sqlite3_stmt *s = bind_key(sqlite, expected == 0 ? INSERT : UPDATE, teamsinvite_io_key(io));
    size_t length = 0;
    const void *value = teamsinvite_io_value(io, &length);
    int code;

    (void)sqlite3_bind_blob64(s, 2, value == NULL ? "" : value, length, SQLITE_STATIC);
    (void)sqlite3_bind_int64(s, 3, teamsinvite_io_due_ms(io));
    if (expected != 0)
        (void)sqlite3_bind_int64(s, 4, expected);
    code = sqlite3_step(s);
    if (code != SQLITE_DONE)
        answer_failure(call, code);
    else if (sqlite3_changes(sqlite->db) == 1)
        (void)teamsinvite_call_complete_save(call);
    else
        (void)teamsinvite_call_complete_conflict(call);
    release(s);
}

/* Step a statement that is done at once, or has one row: SQLITE_DONE or SQLITE_ROW, else the fault. */
static int run(sqlite3_stmt *s)
{
    int code = sqlite3_step(s);

    release(s);
    return code;
}

static int delete_in_transaction(teamsinvite_sqlite *sqlite, const teamsinvite_io *io, int *changes, int *exists)
{
    sqlite3_stmt *s = bind_key(sqlite, REMOVE, teamsinvite_io_key(io));
    int code;

    (void)sqlite3_bind_int64(s, 2, teamsinvite_io_expected_version(io));
    code = run(s);
    *changes = sqlite3_changes(sqlite->db);
    if (code != SQLITE_DONE || *changes == 1)
        return code == SQLITE_DONE ? SQLITE_OK : code;
    code = run(bind_key(sqlite, EXISTS, teamsinvite_io_key(io)));
    *exists = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

/* One transaction, so that "missing" and "conflict" are told of the same moment. */
static void remove_record(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io)
{
    int changes = 0;
    int exists = 0;
    int code = sqlite3_exec(sqlite->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

    if (code == SQLITE_OK)
        code = delete_in_transaction(sqlite, io, &changes, &exists);
    if (code == SQLITE_OK)
        code = sqlite3_exec(sqlite->db, "COMMIT", NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        if (sqlite3_get_autocommit(sqlite->db) == 0)
            (void)sqlite3_exec(sqlite->db, "ROLLBACK", NULL, NULL, NULL);
        answer_failure(call, code);
    } else if (changes == 1) {
        (void)teamsinvite_call_complete_remove(call);
    } else if (exists) {
        (void)teamsinvite_call_complete_conflict(call);
    } else {
        (void)teamsinvite_call_complete_missing(call);
    }
}

/* The first key after all that begin with the prefix: keys are ASCII, so the
 * last byte can always be raised. */
static void bind_range(sqlite3_stmt *s, const char *prefix)
{
    char end[TEAMSINVITE_KEY_MAX + 1];
    size_t length = strlen(prefix);

    (void)sqlite3_bind_text(s, 1, prefix, -1, SQLITE_STATIC);
    if (length == 0 || length > TEAMSINVITE_KEY_MAX)
        return;
    memcpy(end, prefix, length + 1);
    end[length - 1]++;
    (void)sqlite3_bind_text(s, 2, end, -1, SQLITE_TRANSIENT);
}

static void list(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io)
{
    int64_t due_before = teamsinvite_io_due_before_ms(io);
    sqlite3_stmt *s = sqlite->statements[due_before == 0 ? LIST : LIST_DUE];
    int code;

    bind_range(s, teamsinvite_io_prefix(io));
    (void)sqlite3_bind_text(s, 3, teamsinvite_io_after_key(io), -1, SQLITE_STATIC);
    (void)sqlite3_bind_int64(s, 4, (sqlite3_int64)teamsinvite_io_limit(io));
    if (due_before != 0)
        (void)sqlite3_bind_int64(s, 5, due_before);
    while ((code = sqlite3_step(s)) == SQLITE_ROW)
        (void)teamsinvite_call_add_item(call, (const char *)sqlite3_column_text(s, 0), sqlite3_column_int64(s, 1),
                                        sqlite3_column_int64(s, 2));
    if (code == SQLITE_DONE)
        (void)teamsinvite_call_complete_list(call);
    else
        answer_failure(call, code);
    release(s);
}

static void set_busy_timeout(teamsinvite_sqlite *sqlite, const teamsinvite_io *io)
{
    int64_t timeout_ms = teamsinvite_io_timeout_ms(io);

    (void)sqlite3_busy_timeout(sqlite->db, timeout_ms > 0 && timeout_ms < INT_MAX ? (int)timeout_ms : DEFAULT_BUSY_MS);
}

void teamsinvite_sqlite_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    teamsinvite_sqlite *sqlite = user_data;

    (void)pthread_mutex_lock(&sqlite->lock);
    set_busy_timeout(sqlite, io);
    switch (teamsinvite_io_kind(io)) {
    case TEAMSINVITE_IO_LOAD:
        load(sqlite, call, io);
        break;
    case TEAMSINVITE_IO_SAVE:
        save(sqlite, call, io);
        break;
    case TEAMSINVITE_IO_REMOVE:
        remove_record(sqlite, call, io);
        break;
    case TEAMSINVITE_IO_LIST:
        list(sqlite, call, io);
        break;
    default:
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "a storage does not do this");
        break;
    }
    (void)pthread_mutex_unlock(&sqlite->lock);
}
