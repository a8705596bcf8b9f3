/* SPDX-License-Identifier: Apache-2.0 */
/* storage_sqlite.h - an open SQLite storage from the inside: one connection, its lock, its statements. */
#ifndef TI_PORT_STORAGE_SQLITE_H
#define TI_PORT_STORAGE_SQLITE_H

#include <pthread.h>
#include <sys/types.h>

#include <sqlite3.h>

#include <teamsinvite/sqlite.h>

#include "base/error.h"

typedef enum ti_sqlite_statement {
    TI_SQLITE_LOAD,
    TI_SQLITE_INSERT,
    TI_SQLITE_UPDATE,
    TI_SQLITE_REMOVE,
    TI_SQLITE_EXISTS,
    TI_SQLITE_LIST,
    TI_SQLITE_LIST_DUE,
    TI_SQLITE_STATEMENT_COUNT
} ti_sqlite_statement;

struct teamsinvite_sqlite {
    pthread_mutex_t lock; /* one statement at a time */
    sqlite3 *db;
    sqlite3_stmt *statements[TI_SQLITE_STATEMENT_COUNT];
    pid_t owner;  /* a forked child must not touch the connection */
    bool damaged; /* nothing is written any more */

    const teamsinvite_call *call; /* who waits for a lock of another connection … */
    int64_t deadline_ms;          /* … and until when, monotonic */
};

teamsinvite_status ti_sqlite_prepare_statements(teamsinvite_sqlite *sqlite, ti_error *err);

/* Do what the io asks and answer it; the caller holds the lock. */
void ti_sqlite_perform(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io);

#endif
