/* SPDX-License-Identifier: Apache-2.0 */
/*
 * faulty_vfs.h - a disk that fails when a test wants it to: SQLite's default
 * VFS, in which the nth access of a kind goes wrong.
 */
#ifndef TI_TESTS_SUPPORT_FAULTY_VFS_H
#define TI_TESTS_SUPPORT_FAULTY_VFS_H

#include <stdbool.h>

typedef enum faulty_access {
    FAULTY_OPEN,
    FAULTY_READ,
    FAULTY_WRITE,
    FAULTY_SYNC,
    FAULTY_TRUNCATE,
    FAULTY_DELETE,
    FAULTY_LOCK,
    FAULTY_SIZE,
    FAULTY_LOOK, /* whether a journal is there, and whether somebody is writing */
    FAULTY_CHANGE /* a write, a sync, a truncation or a deletion: what a crash can come between */
} faulty_access;

/* How each of them fails: all that is worth trying. */
typedef struct faulty_kind {
    faulty_access which;
    int code; /* SQLite's */
} faulty_kind;

enum { FAULTY_KINDS = 10 };

extern const faulty_kind faulty_kinds[FAULTY_KINDS];

enum { FAULTY_KILL = -1 }; /* instead of an SQLite result code: the process is killed at that place */

/* Register it as the default of all files that are opened from here on; and take it away again. */
void faulty_vfs_install(void);
void faulty_vfs_remove(void);

/* From here on the nth access of this kind, counted from 1, answers this code;
 * where it lasts, so do all of this kind after it. A write that fails has
 * written its first half, a sync and a deletion nothing. */
void faulty_vfs_fail(faulty_access which, int nth, int code, bool lasts);

/* Nothing fails any more. Whether anything has, since faulty_vfs_fail(). */
bool faulty_vfs_heal(void);

/* Main files can only be opened for reading, and journals not be made. */
void faulty_vfs_read_only(bool is);

/* Syncs take no time, and do nothing: who is killed only, and has power, needs none. */
void faulty_vfs_skip_syncs(void);

#endif
