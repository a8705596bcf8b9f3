/* SPDX-License-Identifier: Apache-2.0 */
/* storage_memory.c - records in this process's memory, in the order of their keys. */
#include <teamsinvite/storage.h>

#include <pthread.h>
#include <string.h>

#include "base/alloc.h"
#include "base/check.h"

typedef struct record {
    char *key;
    char *value;
    size_t length;
    int64_t version;
    int64_t due_ms;
} record;

struct teamsinvite_memory {
    pthread_mutex_t lock;
    record *records;
    size_t count;
    size_t room;
};

teamsinvite_status teamsinvite_memory_new(teamsinvite_memory **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_memory *memory;

    if (ti_check_given(&error, "out", out) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    memory = ti_alloc(sizeof(*memory));
    if (memory == NULL || pthread_mutex_init(&memory->lock, NULL) != 0) {
        ti_free(memory);
        memory = NULL;
        (void)ti_fail_no_memory(&error);
    }
    *out = memory;
    return ti_error_give(&error, err);
}

static void clear_record(record *r)
{
    ti_wipe(r->value, r->length);
    ti_free(r->value);
    ti_free(r->key);
}

void teamsinvite_memory_free(teamsinvite_memory *memory)
{
    size_t i;

    if (memory == NULL)
        return;
    for (i = 0; i < memory->count; i++)
        clear_record(&memory->records[i]);
    ti_free(memory->records);
    (void)pthread_mutex_destroy(&memory->lock);
    ti_free(memory);
}

/* Where the key stands or would stand: the first record that is not before it. */
static size_t position_of(const teamsinvite_memory *memory, const char *key)
{
    size_t low = 0;
    size_t high = memory->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(memory->records[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static record *find(const teamsinvite_memory *memory, const char *key, size_t *position)
{
    *position = position_of(memory, key);
    if (*position == memory->count || strcmp(memory->records[*position].key, key) != 0)
        return NULL;
    return &memory->records[*position];
}

static void load(const teamsinvite_memory *memory, teamsinvite_call *call, const teamsinvite_io *io)
{
    size_t position;
    const record *r = find(memory, teamsinvite_io_key(io), &position);

    if (r == NULL)
        (void)teamsinvite_call_complete_missing(call);
    else
        (void)teamsinvite_call_complete_load(call, r->value, r->length, r->version, r->due_ms);
}

/* Room for one more at this position. */
static record *insert(teamsinvite_memory *memory, size_t position)
{
    record *records;
    size_t room;

    if (memory->count == memory->room) {
        room = memory->room == 0 ? 16 : memory->room * 2;
        records = ti_alloc(room * sizeof(*records));
        if (records == NULL)
            return NULL;
        if (memory->count > 0)
            memcpy(records, memory->records, memory->count * sizeof(*records));
        ti_free(memory->records);
        memory->records = records;
        memory->room = room;
    }
    memmove(&memory->records[position + 1], &memory->records[position],
            (memory->count - position) * sizeof(*memory->records));
    memory->count++;
    memory->records[position] = (record){ 0 };
    return &memory->records[position];
}

static void take_out(teamsinvite_memory *memory, size_t position)
{
    clear_record(&memory->records[position]);
    memory->count--;
    memmove(&memory->records[position], &memory->records[position + 1],
            (memory->count - position) * sizeof(*memory->records));
}

/* A whole record out of a SAVE, or one with key NULL where there is no memory. */
static record make_record(const teamsinvite_io *io)
{
    record r = { .version = teamsinvite_io_version(io), .due_ms = teamsinvite_io_due_ms(io) };
    const void *value = teamsinvite_io_value(io, &r.length);

    r.key = ti_strdup(teamsinvite_io_key(io));
    r.value = ti_alloc(r.length + 1);
    if (r.key == NULL || r.value == NULL) {
        clear_record(&r);
        return (record){ 0 };
    }
    if (r.length > 0)
        memcpy(r.value, value, r.length);
    return r;
}

static void save(teamsinvite_memory *memory, teamsinvite_call *call, const teamsinvite_io *io)
{
    size_t position;
    record *r = find(memory, teamsinvite_io_key(io), &position);
    record made;

    if ((r == NULL ? 0 : r->version) != teamsinvite_io_expected_version(io)) {
        (void)teamsinvite_call_complete_conflict(call);
        return;
    }
    made = make_record(io);
    if (made.key != NULL && r == NULL)
        r = insert(memory, position);
    else if (made.key != NULL)
        clear_record(r);
    if (made.key == NULL || r == NULL) {
        clear_record(&made);
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NO_MEMORY, NULL);
        return;
    }
    *r = made;
    (void)teamsinvite_call_complete_save(call);
}

static void remove_record(teamsinvite_memory *memory, teamsinvite_call *call, const teamsinvite_io *io)
{
    size_t position;
    const record *r = find(memory, teamsinvite_io_key(io), &position);

    if (r == NULL) {
        (void)teamsinvite_call_complete_missing(call);
    } else if (r->version != teamsinvite_io_expected_version(io)) {
        (void)teamsinvite_call_complete_conflict(call);
    } else {
        take_out(memory, position);
        (void)teamsinvite_call_complete_remove(call);
    }
}

static bool is_listed(const record *r, const teamsinvite_io *io)
{
    int64_t due_before = teamsinvite_io_due_before_ms(io);

    return strcmp(r->key, teamsinvite_io_after_key(io)) > 0 &&
           (due_before == 0 || (r->due_ms != 0 && r->due_ms <= due_before));
}

static void list(const teamsinvite_memory *memory, teamsinvite_call *call, const teamsinvite_io *io)
{
    const char *prefix = teamsinvite_io_prefix(io);
    const char *after = teamsinvite_io_after_key(io);
    size_t left = teamsinvite_io_limit(io);
    size_t i;

    for (i = position_of(memory, strcmp(after, prefix) > 0 ? after : prefix); i < memory->count && left > 0; i++) {
        const record *r = &memory->records[i];

        if (strncmp(r->key, prefix, strlen(prefix)) != 0)
            break;
        if (!is_listed(r, io))
            continue;
        (void)teamsinvite_call_add_item(call, r->key, r->version, r->due_ms);
        left--;
    }
    (void)teamsinvite_call_complete_list(call);
}

void teamsinvite_memory_handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    teamsinvite_memory *memory = user_data;

    if (memory == NULL) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "memory: is NULL");
        return;
    }
    (void)pthread_mutex_lock(&memory->lock);
    switch (teamsinvite_io_kind(io)) {
    case TEAMSINVITE_IO_LOAD:
        load(memory, call, io);
        break;
    case TEAMSINVITE_IO_SAVE:
        save(memory, call, io);
        break;
    case TEAMSINVITE_IO_REMOVE:
        remove_record(memory, call, io);
        break;
    case TEAMSINVITE_IO_LIST:
        list(memory, call, io);
        break;
    default:
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "a storage does not do this");
        break;
    }
    (void)pthread_mutex_unlock(&memory->lock);
}

size_t teamsinvite_memory_count(teamsinvite_memory *memory)
{
    size_t count;

    if (memory == NULL)
        return 0;
    (void)pthread_mutex_lock(&memory->lock);
    count = memory->count;
    (void)pthread_mutex_unlock(&memory->lock);
    return count;
}
