/* SPDX-License-Identifier: Apache-2.0 */
/* storage_sqlite_verbs.c - each verb as one prepared statement or one short transaction. */
#include "port/storage_sqlite.h"

#include <stdio.h>
#include <string.h>

#include <teamsinvite/storage.h>

#include "port/storage_sqlite_open.h"

static const char *const sql[TI_SQLITE_STATEMENT_COUNT] = {
    [TI_SQLITE_LOAD] = "SELECT value, version, due_ms FROM records WHERE key = ?1",
    [TI_SQLITE_INSERT] = "INSERT INTO records (key, value, due_ms, version) VALUES (?1, ?2, ?3, 1)"
                         " ON CONFLICT (key) DO NOTHING",
    [TI_SQLITE_UPDATE] = "UPDATE records SET value = ?2, due_ms = ?3, version = version + 1"
                         " WHERE key = ?1 AND version = ?4",
    [TI_SQLITE_REMOVE] = "DELETE FROM records WHERE key = ?1 AND version = ?2",
    [TI_SQLITE_EXISTS] = "SELECT 1 FROM records WHERE key = ?1",
    [TI_SQLITE_LIST] = "SELECT key, version, due_ms FROM records WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3",
    /* Of all that is due the keys are looked at, in the index; of a batch the rows. */
    [TI_SQLITE_LIST_DUE] = "SELECT key, version, due_ms FROM records WHERE key IN"
                           " (SELECT key FROM records INDEXED BY records_due WHERE due_ms > 0 AND due_ms <= ?4"
                           " AND key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3) ORDER BY key",
};

teamsinvite_status ti_sqlite_prepare_statements(teamsinvite_sqlite *sqlite, ti_error *err)
{
    size_t i;
    int code;

    for (i = 0; i < TI_SQLITE_STATEMENT_COUNT; i++) {
        code = sqlite3_prepare_v3(sqlite->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &sqlite->statements[i], NULL);
        if (code != SQLITE_OK)
            return ti_fail(err, ti_sqlite_status(code), "the file does not hold our table (SQLite %d)", code);
    }
    return TEAMSINVITE_OK;
}

/* After this nothing is written any more: it could only spread. */
static void answer_damage(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const char *reason)
{
    sqlite->damaged = true;
    (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_CORRUPT, reason);
}

static void answer_failure(teamsinvite_sqlite *sqlite, teamsinvite_call *call, int code)
{
    teamsinvite_status status = ti_sqlite_status(code);
    char reason[96];

    (void)snprintf(reason, sizeof(reason), "%s (SQLite %d)", sqlite3_errstr(code), code);
    if (status == TEAMSINVITE_E_CORRUPT)
        answer_damage(sqlite, call, reason);
    else
        (void)teamsinvite_call_complete_failed(call, status, reason);
}

/* Binding static text and blobs cannot fail but for memory; the step tells. */
static sqlite3_stmt *bind_key(teamsinvite_sqlite *sqlite, ti_sqlite_statement which, const char *key)
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

static void answer_record(teamsinvite_sqlite *sqlite, teamsinvite_call *call, sqlite3_stmt *s)
{
    const void *value = sqlite3_column_blob(s, 0);
    size_t length = (size_t)sqlite3_column_bytes(s, 0);

    if (teamsinvite_call_complete_load(call, value, length, sqlite3_column_int64(s, 1), sqlite3_column_int64(s, 2)) !=
        TEAMSINVITE_OK)
        answer_damage(sqlite, call, "a record has no possible version or time");
}

static void load(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io)
{
    sqlite3_stmt *s = bind_key(sqlite, TI_SQLITE_LOAD, teamsinvite_io_key(io));
    int code = sqlite3_step(s);

    if (code == SQLITE_ROW)
        answer_record(sqlite, call, s);
    else if (code == SQLITE_DONE)
        (void)teamsinvite_call_complete_missing(call);
    else
        answer_failure(sqlite, call, code);
    release(s);
}

static void save(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io)
{
    int64_t expected = teamsinvite_io_expected_version(io);
    sqlite3_stmt *s = bind_key(sqlite, expected == 0 ? TI_SQLITE_INSERT : TI_SQLITE_UPDATE, teamsinvite_io_key(io));
    size_t length = 0;
    const void *value = teamsinvite_io_value(io, &length);
    int code;

    (void)sqlite3_bind_blob64(s, 2, value == NULL ? "" : value, length, SQLITE_STATIC);
    (void)sqlite3_bind_int64(s, 3, teamsinvite_io_due_ms(io));
    if (expected != 0)
        (void)sqlite3_bind_int64(s, 4, expected);
    code = sqlite3_step(s);
    if (code != SQLITE_DONE)
        answer_failure(sqlite, call, code);
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
    sqlite3_stmt *s = bind_key(sqlite, TI_SQLITE_REMOVE, teamsinvite_io_key(io));
    int code;

    (void)sqlite3_bind_int64(s, 2, teamsinvite_io_expected_version(io));
    code = run(s);
    *changes = sqlite3_changes(sqlite->db);
    if (code != SQLITE_DONE || *changes == 1)
        return code == SQLITE_DONE ? SQLITE_OK : code;
    code = run(bind_key(sqlite, TI_SQLITE_EXISTS, teamsinvite_io_key(io)));
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
        answer_failure(sqlite, call, code);
    } else if (changes == 1) {
        (void)teamsinvite_call_complete_remove(call);
    } else if (exists) {
        (void)teamsinvite_call_complete_conflict(call);
    } else {
        (void)teamsinvite_call_complete_missing(call);
    }
}

/* The keys from ?1 on and before ?2. The first one greater than another is that
 * one with a NUL behind it; keys are ASCII, so a prefix's last byte can always
 * be raised; and in SQLite's order every blob comes after all texts. */
static void bind_range(sqlite3_stmt *s, const teamsinvite_io *io)
{
    const char *prefix = teamsinvite_io_prefix(io);
    const char *after = teamsinvite_io_after_key(io);
    char end[TEAMSINVITE_KEY_MAX + 1];
    size_t length = strnlen(prefix, TEAMSINVITE_KEY_MAX);

    if (strcmp(after, prefix) >= 0 && after[0] != '\0')
        (void)sqlite3_bind_text(s, 1, after, (int)strnlen(after, TEAMSINVITE_KEY_MAX) + 1, SQLITE_STATIC);
    else
        (void)sqlite3_bind_text(s, 1, prefix, -1, SQLITE_STATIC);
    if (length == 0) {
        (void)sqlite3_bind_zeroblob(s, 2, 0);
        return;
    }
    memcpy(end, prefix, length);
    end[length - 1]++;
    (void)sqlite3_bind_text(s, 2, end, (int)length, SQLITE_TRANSIENT);
}

static teamsinvite_status add_items(teamsinvite_call *call, sqlite3_stmt *s, int *code)
{
    teamsinvite_status status = TEAMSINVITE_OK;

    while (status == TEAMSINVITE_OK && (*code = sqlite3_step(s)) == SQLITE_ROW)
        status = teamsinvite_call_add_item(call, (const char *)sqlite3_column_text(s, 0), sqlite3_column_int64(s, 1),
                                           sqlite3_column_int64(s, 2));
    return status;
}

static void list(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io)
{
    int64_t due_before = teamsinvite_io_due_before_ms(io);
    sqlite3_stmt *s = sqlite->statements[due_before == 0 ? TI_SQLITE_LIST : TI_SQLITE_LIST_DUE];
    teamsinvite_status status;
    int code = SQLITE_OK;

    bind_range(s, io);
    (void)sqlite3_bind_int64(s, 3, (sqlite3_int64)teamsinvite_io_limit(io));
    if (due_before != 0)
        (void)sqlite3_bind_int64(s, 4, due_before);
    status = add_items(call, s, &code);
    if (status == TEAMSINVITE_E_NO_MEMORY)
        (void)teamsinvite_call_complete_failed(call, status, NULL);
    else if (status != TEAMSINVITE_OK)
        answer_damage(sqlite, call, "a record has no possible key or version");
    else if (code == SQLITE_DONE)
        (void)teamsinvite_call_complete_list(call);
    else
        answer_failure(sqlite, call, code);
    release(s);
}

void ti_sqlite_perform(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io)
{
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
}
