/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_sqlite_page.h - pages are written without what they no longer hold.
 *
 * secure_delete overwrites what is deleted where it stands. But when SQLite
 * splits a page, the records that move to another one leave their bytes behind,
 * in the part of the page that is not in use, and nothing overwrites them when
 * the records themselves are deleted later.
 */
#ifndef TI_PORT_STORAGE_SQLITE_PAGE_H
#define TI_PORT_STORAGE_SQLITE_PAGE_H

#include <sqlite3.h>

/* With more pages than these a number in another kind of page could look like a b-tree page's type. */
#define TI_SQLITE_PAGES_MAX "33554431"

/* From here on this connection writes zeros where a page of its main file is
 * not in use. Needs a file without auto_vacuum, of TI_SQLITE_PAGES_MAX at most. */
int ti_sqlite_wipe_pages(sqlite3 *db);

#endif
