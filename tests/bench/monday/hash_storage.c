/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hash_storage.c - records in memory, found by hash. The built-in memory storage keeps
 * them in the order of their keys and moves half of them for a new one: with 200,000
 * there, that would be most of what is measured.
 */
#include <stdlib.h>
#include <string.h>

#include "common/check.h"
#include "monday.h"

enum { BUCKETS = 1 << 19 };

typedef struct record record;

struct record {
    record *next;
    char *value;
    size_t length;
    int64_t version;
    int64_t due_ms;
    char key[];
};

typedef struct table {
    record *buckets[BUCKETS];
} table;

/* FNV-1a. */
static record **bucket_of(table *t, const char *key)
{
    uint32_t hash = 2166136261u;

    for (; *key != '\0'; key++)
        hash = (hash ^ (unsigned char)*key) * 16777619u;
    return &t->buckets[hash % BUCKETS];
}

/* What points to it; to NULL where there is none. */
static record **find(table *t, const char *key)
{
    record **link = bucket_of(t, key);

    while (*link != NULL && strcmp((*link)->key, key) != 0)
        link = &(*link)->next;
    return link;
}

static record *add(table *t, const char *key)
{
    record **bucket = bucket_of(t, key);
    size_t length = strlen(key);
    record *r = calloc(1, sizeof(*r) + length + 1);

    expect(r != NULL, "memory for a record");
    memcpy(r->key, key, length);
    r->next = *bucket;
    *bucket = r;
    return r;
}

static void set(record *r, const void *value, size_t length, int64_t version, int64_t due_ms)
{
    free(r->value);
    r->value = malloc(length + 1);
    expect(r->value != NULL, "memory for a record");
    if (length > 0)
        memcpy(r->value, value, length);
    r->length = length;
    r->version = version;
    r->due_ms = due_ms;
}

static void save(table *t, teamsinvite_call *call, const teamsinvite_io *io)
{
    record *r = *find(t, teamsinvite_io_key(io));
    const void *value;
    size_t length;

    if ((r == NULL ? 0 : r->version) != teamsinvite_io_expected_version(io)) {
        (void)teamsinvite_call_complete_conflict(call);
        return;
    }
    value = teamsinvite_io_value(io, &length);
    set(r == NULL ? add(t, teamsinvite_io_key(io)) : r, value, length, teamsinvite_io_version(io),
        teamsinvite_io_due_ms(io));
    (void)teamsinvite_call_complete_save(call);
}

static void remove_record(table *t, teamsinvite_call *call, const teamsinvite_io *io)
{
    record **link = find(t, teamsinvite_io_key(io));
    record *r = *link;

    if (r == NULL) {
        (void)teamsinvite_call_complete_missing(call);
    } else if (r->version != teamsinvite_io_expected_version(io)) {
        (void)teamsinvite_call_complete_conflict(call);
    } else {
        *link = r->next;
        free(r->value);
        free(r);
        (void)teamsinvite_call_complete_remove(call);
    }
}

static void handle(teamsinvite_call *call, const teamsinvite_io *io, void *records)
{
    const record *r;

    switch (teamsinvite_io_kind(io)) {
    case TEAMSINVITE_IO_LOAD:
        r = *find(records, teamsinvite_io_key(io));
        if (r == NULL)
            (void)teamsinvite_call_complete_missing(call);
        else
            (void)teamsinvite_call_complete_load(call, r->value, r->length, r->version, r->due_ms);
        break;
    case TEAMSINVITE_IO_SAVE:
        save(records, call, io);
        break;
    case TEAMSINVITE_IO_REMOVE:
        remove_record(records, call, io);
        break;
    default:
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "it is not listed this morning");
        break;
    }
}

static void put(void *records, const char *key, ti_slice sealed)
{
    set(add(records, key), sealed.ptr, sealed.len, 1, 0);
}

static void nothing(void *records)
{
    (void)records;
}

static void close_table(void *records)
{
    table *t = records;
    size_t i;

    for (i = 0; i < BUCKETS; i++) {
        record *r = t->buckets[i];

        while (r != NULL) {
            record *next = r->next;

            free(r->value);
            free(r);
            r = next;
        }
    }
    free(t);
}

monday_storage monday_hash_storage(void)
{
    table *t = calloc(1, sizeof(*t));

    expect(t != NULL, "memory for the records");
    return (monday_storage){ .handle = handle, .records = t, .put = put, .ready = nothing, .close = close_table };
}
