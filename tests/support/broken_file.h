/* SPDX-License-Identifier: Apache-2.0 */
/* broken_file.h - records of a broken storage, and the file that they are read from and written to whole. */
#ifndef TESTS_SUPPORT_BROKEN_FILE_H
#define TESTS_SUPPORT_BROKEN_FILE_H

#include <pthread.h>
#include <stdbool.h>

#include <teamsinvite/storage.h>

#include "support/broken_storage.h"

typedef struct broken_record {
    char key[TEAMSINVITE_KEY_MAX + 1];
    unsigned char *value;
    size_t length;
    int64_t version;
    int64_t due_ms;
    bool removed; /* only where removed ones leave a mark */
} broken_record;

typedef struct broken_storage {
    broken_fault fault;
    const char *path; /* NULL: in memory */
    pthread_mutex_t lock;
    broken_record *records;
    size_t count;
    size_t room;
    bool has_read;
    size_t offset; /* of the cursor that counts */
} broken_storage;

void broken_records_clear(broken_storage *s);

/* NULL where there is no memory. */
broken_record *broken_records_add(broken_storage *s, const char *key);
void broken_records_drop(broken_storage *s, broken_record *r);

/* Around each verb: the lock of all threads and processes, and the file's records. False: it cannot be had. */
bool broken_file_enter(broken_storage *s, bool for_load);
void broken_file_leave(broken_storage *s, bool changed, bool for_load);
bool broken_file_read(broken_storage *s);
bool broken_file_write(const broken_storage *s);

#endif
