/* SPDX-License-Identifier: Apache-2.0 */
/* storage_sqlite.c - records in one SQLite file: open, close, and who may use the connection when. */
#include "port/storage_sqlite.h"

#include <time.h>
#include <unistd.h>

#include <teamsinvite/call.h>

#include "base/alloc.h"
#include "port/storage_sqlite_open.h"

enum { DEFAULT_WAIT_MS = 5000, LONGEST_SLEEP_MS = 25 };

static int64_t now_ms(clockid_t clock)
{
    struct timespec now = { 0 };

    (void)clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct timespec timespec_of(int64_t ms)
{
    return (struct timespec){ .tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000 };
}

/* SQLite's busy handler: 1 to ask again. */
static int wait_for_others(void *user_data, int tries)
{
    const teamsinvite_sqlite *sqlite = user_data;
    const struct timespec pause = timespec_of(tries < LONGEST_SLEEP_MS ? tries + 1 : LONGEST_SLEEP_MS);

    if (teamsinvite_call_is_cancelled(sqlite->call) || now_ms(CLOCK_MONOTONIC) >= sqlite->deadline_ms)
        return 0;
    (void)nanosleep(&pause, NULL);
    return 1;
}

static teamsinvite_status open_storage(teamsinvite_sqlite *sqlite, const char *path, ti_error *err)
{
    teamsinvite_status status = ti_sqlite_open_file(path, &sqlite->db, err);

    if (status == TEAMSINVITE_OK)
        status = ti_sqlite_prepare_statements(sqlite, err);
    if (status == TEAMSINVITE_OK && sqlite3_busy_handler(sqlite->db, wait_for_others, sqlite) != SQLITE_OK)
        status = ti_fail_no_memory(err);
    return status;
}

teamsinvite_status teamsinvite_sqlite_open(const char *path, teamsinvite_sqlite **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_sqlite *sqlite;

    if (out == NULL) {
        (void)ti_fail_parameter(&error, "out", "is NULL");
        return ti_error_give(&error, err);
    }
    *out = NULL;
    sqlite = ti_alloc(sizeof(*sqlite));
    if (sqlite == NULL || pthread_mutex_init(&sqlite->lock, NULL) != 0) {
        ti_free(sqlite);
        (void)ti_fail_no_memory(&error);
        return ti_error_give(&error, err);
    }
    sqlite->owner = getpid();
    if (open_storage(sqlite, path, &error) == TEAMSINVITE_OK)
        *out = sqlite;
    else
        teamsinvite_sqlite_close(sqlite);
    return ti_error_give(&error, err);
}

void teamsinvite_sqlite_close(teamsinvite_sqlite *sqlite)
{
    size_t i;

    if (sqlite == NULL)
        return;
    for (i = 0; i < TI_SQLITE_STATEMENT_COUNT && sqlite->owner == getpid(); i++)
        (void)sqlite3_finalize(sqlite->statements[i]);
    if (sqlite->owner == getpid()) /* else it is the parent's: closing would drop its locks */
        (void)sqlite3_close(sqlite->db);
    (void)pthread_mutex_destroy(&sqlite->lock);
    ti_free(sqlite);
}

/* Whether the connection may be used for this; else the io is answered. */
static bool is_usable(teamsinvite_sqlite *sqlite, teamsinvite_call *call, const teamsinvite_io *io)
{
    bool writes = teamsinvite_io_kind(io) == TEAMSINVITE_IO_SAVE || teamsinvite_io_kind(io) == TEAMSINVITE_IO_REMOVE;
    int moved = 0;

    if (sqlite3_get_autocommit(sqlite->db) == 0) /* a rollback failed: inside that transaction nothing is durable */
        (void)sqlite3_exec(sqlite->db, "ROLLBACK", NULL, NULL, NULL);
    (void)sqlite3_file_control(sqlite->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (sqlite3_get_autocommit(sqlite->db) == 0)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "a transaction could not be rolled back");
    else if (moved != 0)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "the file was moved, removed or replaced");
    else if (sqlite->damaged && writes)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_CORRUPT, "the file is damaged; nothing is written");
    else
        return true;
    return false;
}

void teamsinvite_sqlite_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    teamsinvite_sqlite *sqlite = user_data;
    int64_t wait_ms = teamsinvite_io_timeout_ms(io) > 0 ? teamsinvite_io_timeout_ms(io) : DEFAULT_WAIT_MS;
    int64_t deadline_ms = now_ms(CLOCK_MONOTONIC) + wait_ms;
    const struct timespec until = timespec_of(now_ms(CLOCK_REALTIME) + wait_ms);

    if (sqlite == NULL) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "sqlite: is NULL");
        return;
    }
    if (sqlite->owner != getpid()) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "it was opened before a fork");
        return;
    }
    if (pthread_mutex_timedlock(&sqlite->lock, &until) != 0) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE_BUSY, "other threads hold it for too long");
        return;
    }
    sqlite->call = call;
    sqlite->deadline_ms = deadline_ms;
    if (is_usable(sqlite, call, io))
        ti_sqlite_perform(sqlite, call, io);
    sqlite->call = NULL;
    (void)pthread_mutex_unlock(&sqlite->lock);
}
