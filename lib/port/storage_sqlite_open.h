/* SPDX-License-Identifier: Apache-2.0 */
/* storage_sqlite_open.h - an SQLite file, opened with the settings that safety needs. */
#ifndef TI_PORT_STORAGE_SQLITE_OPEN_H
#define TI_PORT_STORAGE_SQLITE_OPEN_H

#include <sqlite3.h>

#include "base/error.h"

/* Open or create the file, set and read back the pragmas, check whose it is,
 * make the table where it is new. *out is NULL on failure. */
teamsinvite_status ti_sqlite_open_file(const char *path, sqlite3 **out, ti_error *err);

/* What an SQLite result code means for us: busy, corrupt, or storage. */
teamsinvite_status ti_sqlite_status(int code);

/* The failure that it is, with what was being done. */
teamsinvite_status ti_sqlite_fail(ti_error *err, const char *doing, int code);

#endif
