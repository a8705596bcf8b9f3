/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_sqlite_open.c - an SQLite file, opened with the settings that safety needs.
 *
 * A rollback journal rather than WAL: what secure_delete overwrites in the file
 * would live on in a -wal until a checkpoint, and SQLite before 3.51.3 has a
 * race in WAL resets that can lose commits.
 */
#include "port/storage_sqlite_open.h"

#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "port/storage_sqlite_file.h"
#include "port/storage_sqlite_page.h"
#include "port/storage_sqlite_schema.h"

enum {
    OLDEST_SQLITE = 3037000, /* strict tables, extended result codes from the start */
    OPEN_TRIES = 212, /* 5 s, as wait_for_others() sleeps */
    OPEN_SLEEP_MAX_MS = 25,
    LENGTH_MAX = 1 << 18 /* of a string, a blob, a row: what we write stays far below */
};

typedef struct pragma {
    const char *set;
    const char *get;
    const char *wanted; /* as it reads back */
} pragma;

enum { OF_THE_FILE = 0 }; /* the other ones are the connection's */

static const pragma pragmas[] = {
    { "PRAGMA auto_vacuum=NONE", "PRAGMA auto_vacuum", "0" },
    { "PRAGMA max_page_count=" TI_SQLITE_PAGES_MAX, "PRAGMA max_page_count", TI_SQLITE_PAGES_MAX },
    { "PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1" },
    { "PRAGMA journal_mode=DELETE", "PRAGMA journal_mode", "delete" },
    { "PRAGMA synchronous=EXTRA", "PRAGMA synchronous", "3" },
    { "PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0" },
    { "PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1" },
    { "PRAGMA mmap_size=0", "PRAGMA mmap_size", "0" },
    { "PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2" },
};

teamsinvite_status ti_sqlite_status(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return TEAMSINVITE_E_STORAGE_BUSY;
    case SQLITE_ERROR: /* our statements do not fit what is in the file: no table, another one, another format */
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return TEAMSINVITE_E_CORRUPT;
    case SQLITE_NOMEM:
        return TEAMSINVITE_E_NO_MEMORY;
    default:
        return TEAMSINVITE_E_STORAGE;
    }
}

teamsinvite_status ti_sqlite_fail(ti_error *err, const char *doing, int code)
{
    return ti_fail(err, ti_sqlite_status(code), "%s: %s (SQLite %d)", doing, sqlite3_errstr(code), code);
}

/* The first column of the first row as text, compared; SQLITE_MISMATCH where it differs. */
static int expect_text(sqlite3 *db, const char *sql, const char *wanted)
{
    sqlite3_stmt *statement = NULL;
    const char *got;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        got = (const char *)sqlite3_column_text(statement, 0);
        code = got != NULL && strcmp(got, wanted) == 0 ? SQLITE_OK : SQLITE_MISMATCH;
    } else if (code == SQLITE_DONE) { /* mmap_size answers no row where it is compiled out */
        code = SQLITE_OK;
    }
    (void)sqlite3_finalize(statement);
    return code;
}

static teamsinvite_status set_pragmas(sqlite3 *db, ti_error *err)
{
    size_t i;
    int code;

    for (i = 0; i < sizeof(pragmas) / sizeof(pragmas[0]); i++) {
        code = sqlite3_exec(db, pragmas[i].set, NULL, NULL, NULL);
        if (code == SQLITE_OK)
            code = expect_text(db, pragmas[i].get, pragmas[i].wanted);
        if (code == SQLITE_MISMATCH && i == OF_THE_FILE)
            return ti_fail(err, TEAMSINVITE_E_CORRUPT, "the file does not have '%s'", pragmas[i].set);
        if (code == SQLITE_MISMATCH)
            return ti_fail(err, TEAMSINVITE_E_CONFIG, "this SQLite does not take '%s'", pragmas[i].set);
        if (code != SQLITE_OK)
            return ti_sqlite_fail(err, "the file cannot be set up", code);
    }
    return TEAMSINVITE_OK;
}

/* What a hostile schema could make of our statements is switched off. */
static teamsinvite_status set_switches(sqlite3 *db, ti_error *err)
{
    static const struct {
        int which;
        int wanted;
    } switches[] = {
        { SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
        { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 }, { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
        { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    };
    size_t i;

    for (i = 0; i < sizeof(switches) / sizeof(switches[0]); i++) {
        int got = -1;

        if (sqlite3_db_config(db, switches[i].which, switches[i].wanted, &got) != SQLITE_OK ||
            got != switches[i].wanted)
            return ti_fail(err, TEAMSINVITE_E_CONFIG, "this SQLite does not take setting %d", switches[i].which);
    }
    (void)sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    (void)sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LENGTH_MAX);
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_library(ti_error *err)
{
    if (sqlite3_libversion_number() < OLDEST_SQLITE)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "SQLite %s is too old, 3.37 is needed", sqlite3_libversion());
    if (sqlite3_threadsafe() == 0)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "this SQLite is built for one thread only");
    return TEAMSINVITE_OK;
}

/* SQLite's busy handler, 1 to ask again. Its own sleeps up to 100 ms at a time:
 * among processes that write without a pause it asks too seldom to get a turn. */
static int wait_for_others(void *user_data, int tries)
{
    const long sleep_ms = tries < OPEN_SLEEP_MAX_MS ? tries + 1 : OPEN_SLEEP_MAX_MS;
    const struct timespec pause = { .tv_nsec = sleep_ms * 1000000 };

    (void)user_data;
    if (tries >= OPEN_TRIES)
        return 0;
    (void)nanosleep(&pause, NULL);
    return 1;
}

static teamsinvite_status open_connection(const char *path, sqlite3 **out, ti_error *err)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW |
                      SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(path, out, flags, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_busy_handler(*out, wait_for_others, NULL);
    if (code == SQLITE_OK)
        code = ti_sqlite_wipe_pages(*out);
    return code == SQLITE_OK ? TEAMSINVITE_OK : ti_sqlite_fail(err, "the file cannot be opened", code);
}

teamsinvite_status ti_sqlite_open_file(const char *path, sqlite3 **out, ti_error *err)
{
    char *absolute = NULL;
    teamsinvite_status status = check_library(err);

    *out = NULL;
    if (status == TEAMSINVITE_OK)
        status = ti_sqlite_prepare_file(path, &absolute, err);
    if (status == TEAMSINVITE_OK)
        status = open_connection(absolute, out, err);
    if (status == TEAMSINVITE_OK)
        status = set_switches(*out, err);
    if (status == TEAMSINVITE_OK)
        status = set_pragmas(*out, err);
    if (status == TEAMSINVITE_OK)
        status = ti_sqlite_prepare_schema(*out, &ti_sqlite_schema_now, err);
    if (status != TEAMSINVITE_OK) {
        (void)sqlite3_close(*out);
        *out = NULL;
    }
    ti_free(absolute);
    return status;
}
