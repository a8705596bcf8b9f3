/* SPDX-License-Identifier: Apache-2.0 */
/**
 * sqlite.h - storage in one SQLite file: the default that needs no server.
 *
 * A component of its own (libteamsinvite-sqlite, pkg-config teamsinvite-sqlite),
 * so that the core does not link SQLite. Several processes on one machine may
 * share a file; a network file system may not hold it. What is removed or
 * replaced is overwritten in the file (secure_delete, and pages are written
 * without what they no longer hold) and leaves no trace in the journal.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_SQLITE_H
#define TEAMSINVITE_SQLITE_H

#include <teamsinvite/error.h>
#include <teamsinvite/io.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An open file; opaque. One may serve many clients and threads. */
typedef struct teamsinvite_sqlite teamsinvite_sqlite;

/**
 * Open the storage, and create file and table where there are none.
 *
 * A new file gets mode 0600. A file that is not a database, holds another
 * application's data or a newer schema is refused and left as it is. One with
 * an older schema is brought to today's, in one transaction.
 *
 * @param path   copied; the file, not a symbolic link
 * @param[out] out yours to close with teamsinvite_sqlite_close()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID       @p path is NULL, empty, or not UTF-8
 * @return TEAMSINVITE_E_STORAGE       the file cannot be opened or written
 * @return TEAMSINVITE_E_STORAGE_BUSY  another process holds it too long
 * @return TEAMSINVITE_E_CORRUPT       not our database, or damaged
 * @return TEAMSINVITE_E_CONFIG        this SQLite does not take a setting that safety needs
 *
 * Threads: any thread, any time.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sqlite_open(const char *path, teamsinvite_sqlite **out,
                                                           teamsinvite_error **err);

/** Close it. No client may use it any more. */
TEAMSINVITE_API void teamsinvite_sqlite_close(teamsinvite_sqlite *sqlite);

/**
 * The handler to plug in with teamsinvite_config_set_storage().
 *
 * @param sqlite a teamsinvite_sqlite, borrowed
 *
 * Threads: any thread, any time; one statement runs at a time.
 */
TEAMSINVITE_API void teamsinvite_sqlite_handle(teamsinvite_call *call, const teamsinvite_io *io, void *sqlite);

#ifdef __cplusplus
}
#endif

#endif
