/* SPDX-License-Identifier: Apache-2.0 */
/* broken_file.c - records of a broken storage, and the file that they are read from and written to whole. */
#include "support/broken_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Record locks of POSIX are those of a process: its threads have this one. */
static pthread_mutex_t all_threads = PTHREAD_MUTEX_INITIALIZER;
static int lock_file = -1;

void broken_records_clear(broken_storage *s)
{
    size_t i;

    for (i = 0; i < s->count; i++)
        free(s->records[i].value);
    free(s->records);
    s->records = NULL;
    s->count = 0;
    s->room = 0;
}

broken_record *broken_records_add(broken_storage *s, const char *key)
{
    broken_record *r;

    if (s->count == s->room) {
        size_t room = s->room == 0 ? 64 : 2 * s->room;
        broken_record *records = realloc(s->records, room * sizeof(*records));

        if (records == NULL)
            return NULL;
        s->records = records;
        s->room = room;
    }
    r = &s->records[s->count++];
    *r = (broken_record){ 0 };
    (void)snprintf(r->key, sizeof(r->key), "%s", key);
    return r;
}

void broken_records_drop(broken_storage *s, broken_record *r)
{
    size_t behind = s->count - (size_t)(r - s->records) - 1;

    free(r->value);
    memmove(r, r + 1, behind * sizeof(*r));
    s->count--;
}

/* What two write at once is anything. */
static bool read_record(broken_storage *s, FILE *file, const broken_record *head)
{
    bool sane = memchr(head->key, '\0', sizeof(head->key)) != NULL && head->length <= TEAMSINVITE_VALUE_MAX;
    broken_record *r = sane ? broken_records_add(s, head->key) : NULL;

    if (r == NULL)
        return false;
    r->version = head->version;
    r->due_ms = head->due_ms;
    r->removed = head->removed;
    r->value = malloc(head->length + 1);
    if (r->value == NULL || fread(r->value, 1, head->length, file) != head->length)
        return false;
    r->length = head->length;
    return true;
}

bool broken_file_read(broken_storage *s)
{
    FILE *file = fopen(s->path, "rb");
    broken_record head;
    bool whole = true;

    broken_records_clear(s);
    if (file == NULL)
        return true;
    while (whole && fread(&head, sizeof(head), 1, file) == 1)
        whole = read_record(s, file, &head);
    (void)fclose(file);
    return whole;
}

/* Long enough for others to come in between, or for a kill. */
static void pause_a_moment(long microseconds)
{
    const struct timespec moment = { .tv_nsec = microseconds * 1000 };

    (void)nanosleep(&moment, NULL);
}

/* In two halves, where somebody may look at it in between. */
static void write_value(const broken_storage *s, FILE *file, const broken_record *r)
{
    size_t half = s->fault == BROKEN_READS_UNLOCKED ? r->length / 2 : 0;

    (void)fwrite(r->value, 1, half, file);
    if (half > 0) {
        (void)fflush(file);
        pause_a_moment(300);
    }
    (void)fwrite(r->value + half, 1, r->length - half, file);
}

/* Over what there is; a new one where there is none. */
static FILE *open_in_place(const broken_storage *s)
{
    FILE *file = s->fault == BROKEN_READS_UNLOCKED ? fopen(s->path, "r+b") : NULL;

    if (file == NULL)
        file = fopen(s->path, "wb");
    if (s->fault == BROKEN_WRITES_IN_PLACE)
        pause_a_moment(2000);
    return file;
}

bool broken_file_write(const broken_storage *s)
{
    bool in_place = s->fault == BROKEN_WRITES_IN_PLACE || s->fault == BROKEN_READS_UNLOCKED;
    char path[256];
    FILE *file;
    size_t i;

    (void)snprintf(path, sizeof(path), "%s.new", s->path);
    file = in_place ? open_in_place(s) : fopen(path, "wb");
    if (file == NULL)
        return false;
    for (i = 0; i < s->count; i++) {
        (void)fwrite(&s->records[i], sizeof(s->records[i]), 1, file);
        write_value(s, file, &s->records[i]);
    }
    if (in_place)
        (void)(fflush(file) == 0 && ftruncate(fileno(file), ftell(file)) == 0);
    return fclose(file) == 0 && (in_place || rename(path, s->path) == 0);
}

/* A file that stands for the lock: it stays when its maker is killed. */
static bool make_lock_file(const char *path)
{
    int tries;

    for (tries = 0; tries < 3000; tries++) {
        int made = open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);

        if (made >= 0)
            return close(made) == 0;
        pause_a_moment(300);
    }
    return false;
}

static bool lock_processes(const broken_storage *s)
{
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    char path[256];

    (void)snprintf(path, sizeof(path), "%s.lock", s->path);
    if (s->fault == BROKEN_LOCK_LEFT)
        return make_lock_file(path);
    lock_file = open(path, O_CREAT | O_RDWR, 0600);
    return lock_file >= 0 && fcntl(lock_file, F_SETLKW, &whole) == 0;
}

static void unlock_processes(const broken_storage *s)
{
    char path[256];

    (void)snprintf(path, sizeof(path), "%s.lock", s->path);
    if (s->fault == BROKEN_LOCK_LEFT)
        (void)unlink(path);
    else if (lock_file >= 0)
        (void)close(lock_file);
    lock_file = -1;
}

static bool locks_processes(const broken_storage *s, bool for_load)
{
    return s->path != NULL && s->fault != BROKEN_LOCK_OF_THREADS && !(for_load && s->fault == BROKEN_READS_UNLOCKED);
}

static bool reads(const broken_storage *s)
{
    bool once = s->fault == BROKEN_CACHE || s->fault == BROKEN_WRITES_LATE;

    return s->path != NULL && !(once && s->has_read);
}

bool broken_file_enter(broken_storage *s, bool for_load)
{
    bool entered;

    (void)pthread_mutex_lock(s->path == NULL ? &s->lock : &all_threads);
    entered = (!locks_processes(s, for_load) || lock_processes(s)) && (!reads(s) || broken_file_read(s));
    s->has_read = true;
    if (!entered)
        broken_file_leave(s, false, for_load);
    return entered;
}

void broken_file_leave(broken_storage *s, bool changed, bool for_load)
{
    if (changed && (s->fault == BROKEN_LOCK_OF_THREADS || s->fault == BROKEN_LOCK_LEFT))
        pause_a_moment(1000);
    if (changed && s->path != NULL && s->fault != BROKEN_WRITES_LATE)
        (void)broken_file_write(s);
    if (locks_processes(s, for_load))
        unlock_processes(s);
    (void)pthread_mutex_unlock(s->path == NULL ? &s->lock : &all_threads);
}
