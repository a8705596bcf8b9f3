/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 03_file_storage.c - a storage of your own: one file a record, in one folder.
 * It keeps the contract of <teamsinvite/storage.h>, which this says:
 *
 *     teamsinvite-storage-check module:./03_file_storage.so:FOLDER
 *
 * What keeps it: a version is looked at and moved under one lock (flock), which
 * ends with the process that holds it; a record appears whole or not at all, as
 * another name (rename); done means written to the disk (fsync of file and
 * folder). LIST looks at every name there is: for thousands of records, not for
 * millions.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <teamsinvite/storage.h>
#include <teamsinvite/storage_check.h>

/* A file is a line, "teamsinvite VERSION DUE LENGTH", and then the value. */
enum {
    HEAD_MAX = 80,
    FILE_MAX = HEAD_MAX + TEAMSINVITE_VALUE_MAX,
    NAME_SIZE = TEAMSINVITE_KEY_MAX + 1,
    LONGEST_SLEEP_MS = 10
};

typedef struct file_storage {
    int folder;
} file_storage;

typedef struct record {
    char bytes[FILE_MAX + 1];
    const char *value;
    size_t length;
    int64_t version; /* 0 where there is no file */
    int64_t due_ms;
} record;

/* What a key has and a name cannot: '/', and '.' at the beginning. Neither '+' nor '=' is in any key, so
 * that no two keys have one name; and no name is longer than its key. */
static void write_name(const char *key, char name[NAME_SIZE])
{
    size_t i;

    for (i = 0; key[i] != '\0' && i + 1 < NAME_SIZE; i++)
        name[i] = key[i] == '/' ? '+' : key[i];
    name[i] = '\0';
    if (name[0] == '.')
        name[0] = '=';
}

static void write_key(const char *name, char key[NAME_SIZE])
{
    size_t i;

    for (i = 0; name[i] != '\0' && i + 1 < NAME_SIZE; i++)
        key[i] = name[i] == '+' ? '/' : name[i];
    key[i] = '\0';
    if (key[0] == '=')
        key[0] = '.';
}

/* Opened anew each time: so it holds between threads as between processes. -1 where it cannot be had in time. */
static int lock(const file_storage *s, int how, int64_t timeout_ms)
{
    int file = openat(s->folder, "#lock", O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    int64_t waited_ms = 0;
    int64_t sleep_ms = 1;

    while (file >= 0 && flock(file, how | LOCK_NB) != 0) {
        const struct timespec pause = { .tv_nsec = (long)sleep_ms * 1000000 };

        if (errno != EWOULDBLOCK || waited_ms >= timeout_ms) {
            (void)close(file);
            return -1;
        }
        (void)nanosleep(&pause, NULL);
        waited_ms += sleep_ms;
        sleep_ms = sleep_ms < LONGEST_SLEEP_MS ? sleep_ms + 1 : sleep_ms;
    }
    return file;
}

static int read_bytes(int file, char *bytes, size_t max, size_t *length)
{
    ssize_t got;

    *length = 0;
    do {
        got = read(file, bytes + *length, max - *length);
        if (got > 0)
            *length += (size_t)got;
    } while ((got < 0 && errno == EINTR) || (got > 0 && *length < max));
    return got >= 0;
}

/* The next number of the head, at *at. */
static int64_t take_number(const char **at)
{
    char *end = NULL;
    int64_t number = strtoll(*at, &end, 10);

    *at = end;
    return number;
}

/* The file's head, and its value where all of it was read. False: not a file of ours. */
static int parse(record *r, size_t length, int with_value)
{
    static const char magic[] = "teamsinvite";
    const char *at = r->bytes + sizeof(magic) - 1;

    r->bytes[length] = '\0';
    if (length < sizeof(magic) || memcmp(r->bytes, magic, sizeof(magic) - 1) != 0)
        return 0;
    r->version = take_number(&at);
    r->due_ms = take_number(&at);
    r->length = (size_t)take_number(&at);
    r->value = at + 1;
    if (*at != '\n' || r->version < 1 || r->due_ms < 0)
        return 0;
    return !with_value || r->length == length - (size_t)(r->value - r->bytes);
}

/* Readers share the lock, so that what is not yet certain to stay is not given out. A missing file is version 0. */
static teamsinvite_status read_record(const file_storage *s, const char *key, record *r, int with_value)
{
    char name[NAME_SIZE];
    size_t length;
    int file;
    int worked;

    r->version = 0;
    r->due_ms = 0;
    write_name(key, name);
    file = openat(s->folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT ? TEAMSINVITE_OK : TEAMSINVITE_E_STORAGE;
    worked = read_bytes(file, r->bytes, with_value ? FILE_MAX : HEAD_MAX, &length);
    (void)close(file);
    if (!worked)
        return TEAMSINVITE_E_STORAGE;
    return parse(r, length, with_value) ? TEAMSINVITE_OK : TEAMSINVITE_E_CORRUPT;
}

static int write_bytes(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, length);

        if (written < 0 && errno != EINTR)
            return 0;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return 1;
}

/* Under the lock nobody else writes "#new"; what a killed process has left there is written over. */
static int write_new(const file_storage *s, const teamsinvite_io *io)
{
    char head[HEAD_MAX];
    size_t length = 0;
    const char *value = teamsinvite_io_value(io, &length);
    int file = openat(s->folder, "#new", O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    int worked;

    if (file < 0)
        return 0;
    (void)snprintf(head, sizeof(head), "teamsinvite %lld %lld %zu\n", (long long)teamsinvite_io_version(io),
                   (long long)teamsinvite_io_due_ms(io), length);
    worked = write_bytes(file, head, strlen(head)) && write_bytes(file, value, length) && fsync(file) == 0;
    return close(file) == 0 && worked;
}

static void load(const file_storage *s, teamsinvite_call *call, const teamsinvite_io *io, record *r)
{
    teamsinvite_status status = read_record(s, teamsinvite_io_key(io), r, 1);

    if (status != TEAMSINVITE_OK)
        (void)teamsinvite_call_complete_failed(call, status, "the file cannot be read");
    else if (r->version == 0)
        (void)teamsinvite_call_complete_missing(call);
    else
        (void)teamsinvite_call_complete_load(call, r->value, r->length, r->version, r->due_ms);
}

/* From the rename on others see it, and it is not yet certain to stay: a failure then is one that leaves it open. */
static void save(const file_storage *s, teamsinvite_call *call, const teamsinvite_io *io, record *r)
{
    teamsinvite_status status = read_record(s, teamsinvite_io_key(io), r, 0);
    char name[NAME_SIZE];

    write_name(teamsinvite_io_key(io), name);
    if (status != TEAMSINVITE_OK)
        (void)teamsinvite_call_complete_failed(call, status, "the file cannot be read");
    else if (r->version != teamsinvite_io_expected_version(io))
        (void)teamsinvite_call_complete_conflict(call);
    else if (!write_new(s, io) || renameat(s->folder, "#new", s->folder, name) != 0 || fsync(s->folder) != 0)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "the file cannot be written");
    else
        (void)teamsinvite_call_complete_save(call);
}

static void take_away(const file_storage *s, teamsinvite_call *call, const teamsinvite_io *io, record *r)
{
    teamsinvite_status status = read_record(s, teamsinvite_io_key(io), r, 0);
    char name[NAME_SIZE];

    write_name(teamsinvite_io_key(io), name);
    if (status != TEAMSINVITE_OK)
        (void)teamsinvite_call_complete_failed(call, status, "the file cannot be read");
    else if (r->version == 0)
        (void)teamsinvite_call_complete_missing(call);
    else if (r->version != teamsinvite_io_expected_version(io))
        (void)teamsinvite_call_complete_conflict(call);
    else if (unlinkat(s->folder, name, 0) != 0 || fsync(s->folder) != 0)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "the file cannot be removed");
    else
        (void)teamsinvite_call_complete_remove(call);
}

typedef struct key_list {
    char (*keys)[NAME_SIZE];
    size_t count;
    size_t room;
} key_list;

static int add_key(key_list *list, const char *key)
{
    if (list->count == list->room) {
        size_t room = list->room == 0 ? 256 : 2 * list->room;
        char(*keys)[NAME_SIZE] = realloc(list->keys, room * sizeof(*keys));

        if (keys == NULL)
            return 0;
        list->keys = keys;
        list->room = room;
    }
    memcpy(list->keys[list->count++], key, strlen(key) + 1);
    return 1;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* All keys that the io asks for, in the order of their bytes; the folder has them in none. */
static int gather(const file_storage *s, const teamsinvite_io *io, key_list *list)
{
    const char *prefix = teamsinvite_io_prefix(io);
    int copy = openat(s->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = copy < 0 ? NULL : fdopendir(copy);
    const struct dirent *entry;
    char key[NAME_SIZE];
    int worked = folder != NULL;

    if (folder == NULL && copy >= 0)
        (void)close(copy);
    while (worked && (entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.' || entry->d_name[0] == '#')
            continue;
        write_key(entry->d_name, key);
        if (strncmp(key, prefix, strlen(prefix)) == 0 && strcmp(key, teamsinvite_io_after_key(io)) > 0)
            worked = add_key(list, key);
    }
    if (folder != NULL)
        (void)closedir(folder);
    if (list->count > 0)
        qsort(list->keys, list->count, NAME_SIZE, by_bytes);
    return worked;
}

static teamsinvite_status add_items(const file_storage *s, teamsinvite_call *call, const teamsinvite_io *io, record *r,
                                    const key_list *list)
{
    int64_t due_before = teamsinvite_io_due_before_ms(io);
    size_t left = teamsinvite_io_limit(io);
    size_t i;

    for (i = 0; i < list->count && left > 0; i++) {
        teamsinvite_status status = read_record(s, list->keys[i], r, 0);

        if (status != TEAMSINVITE_OK)
            return status;
        if (due_before != 0 && (r->due_ms == 0 || r->due_ms > due_before))
            continue;
        (void)teamsinvite_call_add_item(call, list->keys[i], r->version, r->due_ms);
        left--;
    }
    return TEAMSINVITE_OK;
}

static void list_keys(const file_storage *s, teamsinvite_call *call, const teamsinvite_io *io, record *r)
{
    key_list list = { 0 };
    teamsinvite_status status = gather(s, io, &list) ? add_items(s, call, io, r, &list) : TEAMSINVITE_E_STORAGE;

    free(list.keys);
    if (status == TEAMSINVITE_OK)
        (void)teamsinvite_call_complete_list(call);
    else
        (void)teamsinvite_call_complete_failed(call, status, "the folder cannot be listed");
}

static void perform(const file_storage *s, teamsinvite_call *call, const teamsinvite_io *io, record *r)
{
    switch (teamsinvite_io_kind(io)) {
    case TEAMSINVITE_IO_LOAD:
        load(s, call, io, r);
        break;
    case TEAMSINVITE_IO_SAVE:
        save(s, call, io, r);
        break;
    case TEAMSINVITE_IO_REMOVE:
        take_away(s, call, io, r);
        break;
    case TEAMSINVITE_IO_LIST:
        list_keys(s, call, io, r);
        break;
    default:
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "a storage does not do this");
        break;
    }
}

/* The handler: teamsinvite_config_set_storage(config, file_storage_handle, storage, NULL, &err). */
static void file_storage_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    const file_storage *s = user_data;
    int writes = teamsinvite_io_kind(io) == TEAMSINVITE_IO_SAVE || teamsinvite_io_kind(io) == TEAMSINVITE_IO_REMOVE;
    record *r = malloc(sizeof(*r));
    int held;

    if (r == NULL) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NO_MEMORY, NULL);
        return;
    }
    held = lock(s, writes ? LOCK_EX : LOCK_SH, teamsinvite_io_timeout_ms(io));
    if (held < 0)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE_BUSY, "others hold the folder too long");
    else
        perform(s, call, io, r);
    if (held >= 0)
        (void)close(held);
    free(r);
}

static void file_storage_close(file_storage *s)
{
    if (s->folder >= 0)
        (void)close(s->folder);
    free(s);
}

/* NULL where there is no such folder, and none can be made. */
static file_storage *file_storage_open(const char *path)
{
    file_storage *s = malloc(sizeof(*s));

    if (s == NULL)
        return NULL;
    s->folder = -1;
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        s->folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (s->folder >= 0)
        return s;
    file_storage_close(s);
    return NULL;
}

/* What teamsinvite-storage-check looks for in a module. */
teamsinvite_status teamsinvite_module_open(const char *argument, teamsinvite_handler_fn *handler, void **storage)
{
    *handler = file_storage_handle;
    *storage = file_storage_open(argument);
    return *storage == NULL ? TEAMSINVITE_E_STORAGE : TEAMSINVITE_OK;
}

void teamsinvite_module_close(void *storage)
{
    file_storage_close(storage);
}
