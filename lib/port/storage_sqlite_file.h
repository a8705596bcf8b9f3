/* SPDX-License-Identifier: Apache-2.0 */
/* storage_sqlite_file.h - the database file before SQLite itself touches it. */
#ifndef TI_PORT_STORAGE_SQLITE_FILE_H
#define TI_PORT_STORAGE_SQLITE_FILE_H

#include "base/error.h"

enum {
    TI_SQLITE_APPLICATION_ID = 0x54496e76, /* "TInv" */
    TI_SQLITE_SCHEMA_VERSION = 1           /* user_version, as a file of today has it */
};

/* Create the file where there is none, and refuse what is not ours without
 * changing a byte of it. *out is the absolute path to open; ti_free() it. */
teamsinvite_status ti_sqlite_prepare_file(const char *path, char **out, ti_error *err);

#endif
