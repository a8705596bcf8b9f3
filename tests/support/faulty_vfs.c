/* SPDX-License-Identifier: Apache-2.0 */
/* faulty_vfs.c - a disk that fails when a test wants it to. */
#include "support/faulty_vfs.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

const faulty_kind faulty_kinds[FAULTY_KINDS] = {
    { FAULTY_OPEN, SQLITE_CANTOPEN },
    { FAULTY_READ, SQLITE_IOERR_READ },
    { FAULTY_WRITE, SQLITE_FULL },
    { FAULTY_WRITE, SQLITE_IOERR_WRITE },
    { FAULTY_SYNC, SQLITE_IOERR_FSYNC },
    { FAULTY_TRUNCATE, SQLITE_IOERR_TRUNCATE },
    { FAULTY_DELETE, SQLITE_IOERR_DELETE },
    { FAULTY_LOCK, SQLITE_IOERR_LOCK },
    { FAULTY_SIZE, SQLITE_IOERR_FSTAT },
    { FAULTY_LOOK, SQLITE_IOERR_ACCESS },
};

typedef struct faulty_file {
    sqlite3_file base; /* first: what SQLite sees */
    sqlite3_file *real; /* right behind this */
} faulty_file;

typedef struct fault {
    faulty_access which;
    int nth;
    int code;
    bool lasts;
    bool happened;
    int count; /* of its kind, so far */
} fault;

static sqlite3_vfs vfs;
static sqlite3_vfs *real_vfs;
static fault plan;
static bool is_read_only;
static bool skips_syncs;

static bool is_due(faulty_access which)
{
    int count;

    if (plan.nth == 0 || plan.which != which) /* threads come here where nothing is to fail: they only read */
        return false;
    count = ++plan.count;
    return count == plan.nth || (plan.lasts && count > plan.nth);
}

/* SQLITE_OK where this access is to work. */
static int go_wrong(faulty_access which)
{
    bool changes = which == FAULTY_WRITE || which == FAULTY_SYNC || which == FAULTY_TRUNCATE || which == FAULTY_DELETE;
    bool due = is_due(which);

    if (changes && is_due(FAULTY_CHANGE))
        due = true;
    if (!due)
        return SQLITE_OK;
    plan.happened = true;
    if (plan.code == FAULTY_KILL)
        (void)raise(SIGKILL);
    return plan.code;
}

static faulty_file *own(sqlite3_file *file)
{
    return (faulty_file *)file;
}

static int close_file(sqlite3_file *file)
{
    sqlite3_file *real = own(file)->real;

    file->pMethods = NULL;
    return real->pMethods->xClose(real);
}

static int read_file(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
    sqlite3_file *real = own(file)->real;
    int code = go_wrong(FAULTY_READ);

    return code != SQLITE_OK ? code : real->pMethods->xRead(real, bytes, length, at);
}

/* Half of it is on the disk when the power fails, too: written before anybody is killed. */
static int write_file(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
    sqlite3_file *real = own(file)->real;
    int code = real->pMethods->xWrite(real, bytes, length / 2, at);

    if (code == SQLITE_OK)
        code = go_wrong(FAULTY_WRITE);
    return code != SQLITE_OK ? code : real->pMethods->xWrite(real, bytes, length, at);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *real = own(file)->real;
    int code = go_wrong(FAULTY_TRUNCATE);

    return code != SQLITE_OK ? code : real->pMethods->xTruncate(real, size);
}

static int sync_file(sqlite3_file *file, int flags)
{
    sqlite3_file *real = own(file)->real;
    int code = go_wrong(FAULTY_SYNC);

    return code != SQLITE_OK || skips_syncs ? code : real->pMethods->xSync(real, flags);
}

static int size_of_file(sqlite3_file *file, sqlite3_int64 *size)
{
    sqlite3_file *real = own(file)->real;
    int code = go_wrong(FAULTY_SIZE);

    return code != SQLITE_OK ? code : real->pMethods->xFileSize(real, size);
}

static int lock_file(sqlite3_file *file, int level)
{
    sqlite3_file *real = own(file)->real;
    int code = go_wrong(FAULTY_LOCK);

    return code != SQLITE_OK ? code : real->pMethods->xLock(real, level);
}

static int unlock_file(sqlite3_file *file, int level)
{
    sqlite3_file *real = own(file)->real;

    return real->pMethods->xUnlock(real, level);
}

static int check_lock(sqlite3_file *file, int *reserved)
{
    sqlite3_file *real = own(file)->real;
    int code = go_wrong(FAULTY_LOOK);

    return code != SQLITE_OK ? code : real->pMethods->xCheckReservedLock(real, reserved);
}

static int control_file(sqlite3_file *file, int what, void *argument)
{
    sqlite3_file *real = own(file)->real;

    return real->pMethods->xFileControl(real, what, argument);
}

static int sector_of_file(sqlite3_file *file)
{
    sqlite3_file *real = own(file)->real;

    return real->pMethods->xSectorSize(real);
}

static int traits_of_file(sqlite3_file *file)
{
    sqlite3_file *real = own(file)->real;

    return real->pMethods->xDeviceCharacteristics(real);
}

static const sqlite3_io_methods file_methods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_of_file,
    .xDeviceCharacteristics = traits_of_file,
};

static int open_file(sqlite3_vfs *of, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    int code = go_wrong(FAULTY_OPEN);

    (void)of;
    file->pMethods = NULL;
    if (code == SQLITE_OK && is_read_only && (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0)
        code = SQLITE_CANTOPEN;
    if (is_read_only && (flags & SQLITE_OPEN_MAIN_DB) != 0)
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    if (code != SQLITE_OK)
        return code;
    own(file)->real = (sqlite3_file *)(own(file) + 1);
    code = real_vfs->xOpen(real_vfs, name, own(file)->real, flags, out_flags);
    if (own(file)->real->pMethods != NULL)
        file->pMethods = &file_methods;
    return code;
}

static int delete_file(sqlite3_vfs *of, const char *name, int sync_folder)
{
    int code = go_wrong(FAULTY_DELETE);

    (void)of;
    return code != SQLITE_OK ? code : real_vfs->xDelete(real_vfs, name, skips_syncs ? 0 : sync_folder);
}

static int look_for_file(sqlite3_vfs *of, const char *name, int flags, int *answer)
{
    int code = go_wrong(FAULTY_LOOK);

    (void)of;
    return code != SQLITE_OK ? code : real_vfs->xAccess(real_vfs, name, flags, answer);
}

void faulty_vfs_install(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    assert_true(real_vfs != NULL && real_vfs != &vfs);
    vfs = *real_vfs; /* what has no file of ours in it is the real one's */
    vfs.pNext = NULL;
    vfs.zName = "faulty";
    vfs.szOsFile = (int)sizeof(faulty_file) + real_vfs->szOsFile;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = look_for_file;
    plan = (fault){ .nth = 0 };
    is_read_only = false;
    skips_syncs = false;
    assert_int_equal(sqlite3_vfs_register(&vfs, 1), SQLITE_OK);
}

void faulty_vfs_remove(void)
{
    assert_int_equal(sqlite3_vfs_unregister(&vfs), SQLITE_OK);
    assert_int_equal(sqlite3_vfs_register(real_vfs, 1), SQLITE_OK);
}

void faulty_vfs_fail(faulty_access which, int nth, int code, bool lasts)
{
    plan = (fault){ .which = which, .nth = nth, .code = code, .lasts = lasts };
}

bool faulty_vfs_heal(void)
{
    bool happened = plan.happened;

    plan = (fault){ .nth = 0 };
    return happened;
}

void faulty_vfs_read_only(bool is)
{
    is_read_only = is;
}

void faulty_vfs_skip_syncs(void)
{
    skips_syncs = true;
}
