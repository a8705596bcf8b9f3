/* SPDX-License-Identifier: Apache-2.0 */
/*
 * storage_sqlite_file.c - the database file before SQLite itself touches it.
 *
 * Opening a database changes it: SQLite rolls back a journal or checkpoints a
 * WAL that somebody's crash has left. So whose file it is must be known before.
 */
#define _XOPEN_SOURCE 700 /* realpath(), mknod() */

#include "port/storage_sqlite_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "base/alloc.h"
#include "base/buf.h"

#if SQLITE_VERSION_NUMBER < 3040000
typedef char *sqlite3_filename;
#endif

enum { PATH_BYTES_MAX = 4096, HEADER_BYTES = 100, USER_VERSION_AT = 60, APPLICATION_ID_AT = 68 };

static teamsinvite_status check_path(const char *path, ti_error *err)
{
    if (path == NULL)
        return ti_fail_parameter(err, "path", "is NULL");
    if (path[0] == '\0')
        return ti_fail_parameter(err, "path", "is empty");
    if (strnlen(path, PATH_BYTES_MAX + 1) > PATH_BYTES_MAX)
        return ti_fail_parameter(err, "path", "is longer than %d bytes", PATH_BYTES_MAX);
    if (!ti_slice_is_utf8(ti_slice_of(path)))
        return ti_fail_parameter(err, "path", "is not UTF-8");
    if (path[strlen(path) - 1] == '/')
        return ti_fail_parameter(err, "path", "names a folder");
    return TEAMSINVITE_OK;
}

/* Absolute, so that neither ":memory:" nor "file:..." means something else than
 * a file, and only the file itself can still be a symbolic link. */
static teamsinvite_status make_absolute(const char *path, char **out, ti_error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    char *folder = NULL;
    ti_buf text;

    ti_buf_init(&text, 2 * PATH_BYTES_MAX);
    ti_buf_add(&text, ti_slice_make(path, (size_t)(name - path)));
    folder = realpath(slash == NULL ? "." : ti_buf_text(&text), NULL);
    if (folder == NULL) {
        (void)ti_fail(err, TEAMSINVITE_E_STORAGE, "the folder of the file cannot be found (errno %d)", errno);
        ti_buf_clear(&text);
        return err->status;
    }
    ti_buf_reset(&text);
    ti_buf_add_text(&text, folder);
    ti_buf_add_char(&text, '/');
    ti_buf_add_text(&text, name);
    free(folder);
    *out = ti_buf_take(&text);
    ti_buf_clear(&text);
    return *out == NULL ? ti_fail_no_memory(err) : TEAMSINVITE_OK;
}

/* Ours and before SQLite, so that nobody else can ever read it. Not by open():
 * closing it would drop the locks that another thread has just taken on it. */
static teamsinvite_status make_file(const char *path, ti_error *err)
{
    struct stat about;

    if (mknod(path, S_IFREG | S_IRUSR | S_IWUSR, 0) != 0 && errno != EEXIST)
        return ti_fail(err, TEAMSINVITE_E_STORAGE, "the file cannot be created (errno %d)", errno);
    if (lstat(path, &about) != 0)
        return ti_fail(err, TEAMSINVITE_E_STORAGE, "the file cannot be looked at (errno %d)", errno);
    if (!S_ISREG(about.st_mode))
        return ti_fail(err, TEAMSINVITE_E_STORAGE, "the path is a symbolic link or no regular file");
    if (about.st_size > 0 && about.st_size < HEADER_BYTES) /* SQLite takes one byte for none */
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "the file is no SQLite database");
    return TEAMSINVITE_OK;
}

static int read_open_file(sqlite3_file *file, unsigned char header[HEADER_BYTES], sqlite3_int64 *size)
{
    int code = file->pMethods->xFileSize(file, size);

    if (code == SQLITE_OK && *size >= HEADER_BYTES)
        code = file->pMethods->xRead(file, header, HEADER_BYTES, 0);
    return code;
}

/* Through SQLite's own layer, which knows not to drop locks when it closes. */
static int read_header(const char *path, unsigned char header[HEADER_BYTES], sqlite3_int64 *size)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    sqlite3_file *file = vfs == NULL ? NULL : ti_alloc((size_t)vfs->szOsFile);
    sqlite3_filename name = sqlite3_create_filename(path, "", "", 0, NULL);
    int code = SQLITE_NOMEM;

    if (file != NULL && name != NULL) {
        code = vfs->xOpen(vfs, name, file, SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW, NULL);
        if (code == SQLITE_OK)
            code = read_open_file(file, header, size);
        if (file->pMethods != NULL)
            (void)file->pMethods->xClose(file);
    }
    sqlite3_free_filename(name);
    ti_free(file);
    return code;
}

static uint32_t number_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static teamsinvite_status check_owner(const char *path, ti_error *err)
{
    unsigned char header[HEADER_BYTES] = { 0 };
    sqlite3_int64 size = 0;
    int code = read_header(path, header, &size);

    if (code == SQLITE_NOMEM)
        return ti_fail_no_memory(err);
    if (code != SQLITE_OK)
        return ti_fail(err, TEAMSINVITE_E_STORAGE, "the file cannot be read (SQLite %d)", code);
    if (size == 0) /* new */
        return TEAMSINVITE_OK;
    if (memcmp(header, "SQLite format 3", 16) != 0)
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "the file is no SQLite database");
    if (number_at(header + APPLICATION_ID_AT) != TI_SQLITE_APPLICATION_ID)
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "the file is the database of another application");
    if (number_at(header + USER_VERSION_AT) > TI_SQLITE_SCHEMA_VERSION)
        return ti_fail(err, TEAMSINVITE_E_CORRUPT, "the file was written by a newer version of this library");
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_sqlite_prepare_file(const char *path, char **out, ti_error *err)
{
    teamsinvite_status status = check_path(path, err);

    *out = NULL;
    if (status == TEAMSINVITE_OK)
        status = make_absolute(path, out, err);
    if (status == TEAMSINVITE_OK)
        status = make_file(*out, err);
    if (status == TEAMSINVITE_OK)
        status = check_owner(*out, err);
    if (status != TEAMSINVITE_OK) {
        ti_free(*out);
        *out = NULL;
    }
    return status;
}
