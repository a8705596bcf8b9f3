/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_sqlite_page.c - pages are written without what they no longer hold.
 *
 * The file's methods are SQLite's own, except that one is ours that knows the
 * page format (https://sqlite.org/fileformat2.html, 1.6): a page of a b-tree is
 * its head and an array of cell positions, cells at its end, and a gap between.
 */
#include "port/storage_sqlite_page.h"

#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"

enum {
    FILE_HEAD_BYTES = 100, /* on the first page, before its own head */
    CELLS_AT = 3,          /* how many cells there are */
    CONTENT_AT = 5,        /* where the first of them begins */
    LARGEST_PAGE = 65536,  /* written as 0, having no room for it */
    KNOWN_METHODS = 3      /* of their versions */
};

typedef struct methods {
    sqlite3_io_methods own; /* first: what the file points to */
    const sqlite3_io_methods *real;
} methods;

/* SQLite points to its own methods, which are const; these are not. */
static methods *methods_of(const sqlite3_file *file)
{
    methods *m;

    memcpy(&m, &file->pMethods, sizeof(m));
    return m;
}

static size_t number_at(const unsigned char *bytes)
{
    return (size_t)bytes[0] << 8 | bytes[1];
}

/* 0 where it is no page of a b-tree: overflow and free pages begin with a page's number. */
static size_t head_bytes(unsigned char type)
{
    switch (type) {
    case 2:
    case 5:
        return 12;
    case 10:
    case 13:
        return 8;
    default:
        return 0;
    }
}

static bool find_gap(const unsigned char *page, size_t length, bool is_first, size_t *from, size_t *to)
{
    size_t at = is_first ? FILE_HEAD_BYTES : 0;
    size_t head = head_bytes(page[at]);

    *from = at + head + 2 * number_at(page + at + CELLS_AT);
    *to = number_at(page + at + CONTENT_AT);
    if (*to == 0)
        *to = LARGEST_PAGE;
    return head != 0 && *from < *to && *to <= length;
}

/* SQLite writes whole pages. Its own copy of this one is left as it is: nothing reads the gap. */
static int write_page(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
    const sqlite3_io_methods *real = methods_of(file)->real;
    unsigned char *page;
    size_t from;
    size_t to;
    int code;

    if (length < 512 || at % length != 0 || !find_gap(bytes, (size_t)length, at == 0, &from, &to))
        return real->xWrite(file, bytes, length, at);
    page = ti_alloc((size_t)length);
    if (page == NULL)
        return SQLITE_IOERR_NOMEM;
    memcpy(page, bytes, (size_t)length);
    memset(page + from, 0, to - from);
    code = real->xWrite(file, page, length, at);
    ti_free(page);
    return code;
}

static int close_file(sqlite3_file *file)
{
    methods *m = methods_of(file);
    int code = m->real->xClose(file);

    ti_free(m);
    return code;
}

int ti_sqlite_wipe_pages(sqlite3 *db)
{
    sqlite3_file *file = NULL;
    methods *m;
    int code = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

    if (code != SQLITE_OK || file == NULL || file->pMethods == NULL)
        return code == SQLITE_OK ? SQLITE_CANTOPEN : code;
    m = ti_alloc(sizeof(*m));
    if (m == NULL)
        return SQLITE_NOMEM;
    m->real = file->pMethods;
    m->own = *m->real;
    m->own.iVersion = m->real->iVersion < KNOWN_METHODS ? m->real->iVersion : KNOWN_METHODS;
    m->own.xWrite = write_page;
    m->own.xClose = close_file;
    file->pMethods = &m->own;
    return SQLITE_OK;
}
