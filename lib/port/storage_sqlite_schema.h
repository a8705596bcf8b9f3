/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_sqlite_schema.h - the table in an SQLite file, and how a file of an
 * older version becomes one of today.
 *
 * A version is a step: statements that make it from the version before. A new
 * file is of version 0 and takes all of them, so both ways lead to the same
 * table. All that a file lacks is done in one transaction, or nothing.
 *
 * Processes of the version before may have the file open meanwhile and go on:
 * a step that their statements cannot live with has to name the table anew, so
 * that they fail instead of misreading it.
 */
#ifndef TI_PORT_STORAGE_SQLITE_SCHEMA_H
#define TI_PORT_STORAGE_SQLITE_SCHEMA_H

#include <sqlite3.h>

#include "base/error.h"

typedef struct ti_sqlite_schema {
    const char *const *steps; /* steps[n] makes version n + 1 of version n */
    int64_t version;          /* how many of them there are */
} ti_sqlite_schema;

extern const ti_sqlite_schema ti_sqlite_schema_now;

/* Check whose file it is, and bring it to the schema's version. One that is
 * newer, or another application's, is refused and left as it is. */
teamsinvite_status ti_sqlite_prepare_schema(sqlite3 *db, const ti_sqlite_schema *schema, ti_error *err);

#endif
