/* SPDX-License-Identifier: Apache-2.0 */
/* broken_storage.c - a storage that keeps the contract but for one fault. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "support/broken_file.h"

static int64_t now_ms(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The key as this storage has it. */
static void take_key(const broken_storage *s, const char *given, char key[TEAMSINVITE_KEY_MAX + 1])
{
    size_t max = s->fault == BROKEN_KEY_CUT ? 200 : TEAMSINVITE_KEY_MAX;
    size_t length = 0;

    for (; *given != '\0' && length < max; given++) {
        if (s->fault == BROKEN_KEY_SLASHES && given[0] == '/' && given[1] == '/')
            continue;
        if (s->fault == BROKEN_KEY_DOTS && given[0] == '.' && given[1] == '/') {
            given++;
            continue;
        }
        key[length++] = s->fault == BROKEN_KEY_UPPER ? (char)toupper((unsigned char)*given) : *given;
    }
    key[length] = '\0';
}

/* '_' is any byte, "" matches everything: as LIKE 'pattern%', or the whole where `ends`. */
static bool matches(const char *pattern, const char *key, bool any, bool ends)
{
    for (; *pattern != '\0'; pattern++, key++)
        if (*key == '\0' || (*pattern != *key && !(any && *pattern == '_')))
            return false;
    return !ends || *key == '\0';
}

static broken_record *find(const broken_storage *s, const char *key)
{
    size_t i;

    for (i = 0; i < s->count; i++)
        if (matches(key, s->records[i].key, s->fault == BROKEN_KEY_WILDCARD, true))
            return &s->records[i];
    return NULL;
}

static bool is_expired(const broken_storage *s, const broken_record *r)
{
    return s->fault == BROKEN_CLOCK_EXPIRES && r->due_ms != 0 && r->due_ms <= now_ms();
}

static const broken_record *find_there(const broken_storage *s, const char *key)
{
    const broken_record *r = find(s, key);
    bool hidden = r != NULL && (r->removed || is_expired(s, r) || (s->fault == BROKEN_VALUE_EMPTY && r->length == 0));

    return hidden ? NULL : r;
}

static void load(const broken_storage *s, teamsinvite_call *call, const char *key)
{
    const broken_record *r = find_there(s, key);

    if (r == NULL && s->fault == BROKEN_LOAD_FAILS)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "no rows");
    else if (r == NULL)
        (void)teamsinvite_call_complete_missing(call);
    else
        (void)teamsinvite_call_complete_load(call, r->value, r->length, r->version, r->due_ms);
}

static size_t drop_returns(unsigned char *bytes, size_t length)
{
    size_t kept = 0;
    size_t i;

    for (i = 0; i < length; i++)
        if (!(bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n'))
            bytes[kept++] = bytes[i];
    return kept;
}

/* What this storage makes of a value; its length. */
static size_t spoil(broken_fault fault, unsigned char *bytes, size_t length)
{
    const void *nul = memchr(bytes, 0, length);
    size_t i;

    if (fault == BROKEN_VALUE_NUL && nul != NULL)
        return (size_t)((const unsigned char *)nul - bytes);
    if (fault == BROKEN_VALUE_CUT && length > 65535)
        return 65535;
    if (fault == BROKEN_VALUE_LINES)
        return drop_returns(bytes, length);
    while (fault == BROKEN_VALUE_TRIM && length > 0 && bytes[length - 1] == ' ')
        length--;
    for (i = 0; fault == BROKEN_VALUE_ASCII && i < length; i++)
        bytes[i] = bytes[i] > 127 ? '?' : bytes[i];
    return length;
}

static bool take_value(const broken_storage *s, broken_record *r, const teamsinvite_io *io)
{
    size_t length = 0;
    const void *value = teamsinvite_io_value(io, &length);
    size_t room = length > r->length ? length : r->length;
    unsigned char *bytes = calloc(1, room + 1);

    if (bytes == NULL)
        return false;
    if (s->fault == BROKEN_VALUE_TAIL && r->length > length)
        memcpy(bytes, r->value, r->length);
    if (length > 0)
        memcpy(bytes, value, length);
    if (s->fault == BROKEN_VALUE_TAIL)
        length = room;
    free(r->value);
    r->value = bytes;
    r->length = spoil(s->fault, bytes, length);
    return true;
}

static int64_t due_to_keep(const broken_storage *s, const broken_record *r, const teamsinvite_io *io)
{
    int64_t due = teamsinvite_io_due_ms(io);

    if (s->fault == BROKEN_DUE_SECONDS)
        return due / 1000 * 1000;
    if ((s->fault == BROKEN_DUE_FIRST && r->version > 0) || (s->fault == BROKEN_DUE_STAYS && due == 0))
        return r->due_ms;
    return due;
}

static bool is_same(const broken_record *r, const teamsinvite_io *io)
{
    size_t length = 0;
    const void *value = teamsinvite_io_value(io, &length);

    return r->version > 0 && length == r->length && (length == 0 || memcmp(value, r->value, length) == 0);
}

static bool may_save(const broken_storage *s, const broken_record *r, int64_t expected)
{
    int64_t version = r == NULL || (r->removed && s->fault != BROKEN_REMOVE_MARKS) ? 0 : r->version;

    if (s->fault == BROKEN_REMOVE_MARKS && r != NULL && r->removed && expected == 0)
        return true;
    if (s->fault == BROKEN_SAVE_ANY && r != NULL && expected > 0)
        return true;
    if ((s->fault == BROKEN_SAVE_UPSERT && expected == 0) || (s->fault == BROKEN_SAVE_REVIVES && r == NULL))
        return true;
    return version == expected;
}

static void write_record(const broken_storage *s, broken_record *r, const teamsinvite_io *io)
{
    int64_t version = teamsinvite_io_version(io);

    if (s->fault == BROKEN_REMOVE_MARKS)
        version = r->version + 1;
    if (s->fault == BROKEN_SAVE_8_BIT)
        version = version % 256;
    if (!(s->fault == BROKEN_SAVE_SAME && is_same(r, io)))
        r->version = version;
    r->removed = false;
}

/* Between looking and writing, nobody else is kept out. */
static void leave_the_door_open(broken_storage *s)
{
    const struct timespec moment = { .tv_nsec = 200000 };

    if (s->fault != BROKEN_RACE)
        return;
    (void)pthread_mutex_unlock(&s->lock);
    (void)nanosleep(&moment, NULL);
    (void)pthread_mutex_lock(&s->lock);
}

static bool save(broken_storage *s, teamsinvite_call *call, const teamsinvite_io *io, const char *key)
{
    bool may = may_save(s, find(s, key), teamsinvite_io_expected_version(io));
    broken_record *r;

    if (s->fault == BROKEN_ANSWER_NONE && teamsinvite_io_expected_version(io) == 0)
        return false;
    leave_the_door_open(s);
    r = find(s, key);
    if (!may) {
        (void)teamsinvite_call_complete_conflict(call);
        if (s->fault == BROKEN_SAVE_SPOILS && r != NULL)
            r->due_ms = teamsinvite_io_due_ms(io);
        return s->fault == BROKEN_SAVE_SPOILS;
    }
    if (r == NULL)
        r = broken_records_add(s, key);
    if (r == NULL) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NO_MEMORY, NULL);
        return false;
    }
    r->due_ms = due_to_keep(s, r, io);
    write_record(s, r, io);
    (void)(take_value(s, r, io) && teamsinvite_call_complete_save(call) == TEAMSINVITE_OK);
    return true;
}

static void drop_below(broken_storage *s, const char *key)
{
    size_t i;

    for (i = s->count; i > 0; i--)
        if (matches(key, s->records[i - 1].key, false, false))
            broken_records_drop(s, &s->records[i - 1]);
}

static bool remove_record(broken_storage *s, teamsinvite_call *call, const teamsinvite_io *io, const char *key)
{
    broken_record *r = find(s, key);

    if (r == NULL || r->removed) {
        if (s->fault == BROKEN_REMOVE_IDEMPOTENT)
            (void)teamsinvite_call_complete_remove(call);
        else
            (void)teamsinvite_call_complete_missing(call);
        return false;
    }
    if (r->version != teamsinvite_io_expected_version(io) && s->fault != BROKEN_REMOVE_ANY) {
        (void)teamsinvite_call_complete_conflict(call);
        return false;
    }
    if (s->fault == BROKEN_REMOVE_MARKS)
        r->removed = true;
    else if (s->fault == BROKEN_REMOVE_BELOW)
        drop_below(s, key);
    else
        broken_records_drop(s, r);
    (void)teamsinvite_call_complete_remove(call);
    return true;
}

static int by_bytes(const void *a, const void *b)
{
    const broken_record *const *left = a;
    const broken_record *const *right = b;

    return strcmp((*left)->key, (*right)->key);
}

static int by_letters(const void *a, const void *b)
{
    const broken_record *const *left = a;
    const broken_record *const *right = b;

    return strcasecmp((*left)->key, (*right)->key);
}

static bool is_due(const broken_storage *s, const broken_record *r, int64_t before)
{
    if (before == 0 || s->fault == BROKEN_DUE_IGNORED)
        return true;
    if (s->fault == BROKEN_CLOCK_LIST)
        return r->due_ms != 0 && r->due_ms <= (before < now_ms() ? before : now_ms());
    if (s->fault == BROKEN_DUE_BEFORE)
        return r->due_ms != 0 && r->due_ms < before;
    return (r->due_ms != 0 || s->fault == BROKEN_DUE_ZERO) && r->due_ms <= before;
}

static bool is_behind(const broken_storage *s, const broken_record *r, const char *after)
{
    int order = strcmp(r->key, after);

    if (s->fault == BROKEN_CURSOR_LOST && after[0] != '\0' && find(s, after) == NULL)
        return false;
    if (s->fault == BROKEN_CURSOR_OFFSET)
        return true;
    return order > 0 || (s->fault == BROKEN_CURSOR_AT && order == 0 && after[0] != '\0');
}

/* All that could be listed, in order. */
static size_t gather(const broken_storage *s, const char *prefix, const char *after, const broken_record **found)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < s->count; i++) {
        const broken_record *r = &s->records[i];

        if (r->removed || is_expired(s, r) || !is_behind(s, r, after))
            continue;
        if (s->fault == BROKEN_LIST_ALL || matches(prefix, r->key, s->fault == BROKEN_LIST_LIKE, false))
            found[count++] = r;
    }
    if (s->fault != BROKEN_LIST_UNSORTED && count > 0)
        qsort(found, count, sizeof(const broken_record *), s->fault == BROKEN_LIST_LOCALE ? by_letters : by_bytes);
    return count;
}

static size_t limit_of(const broken_storage *s, const teamsinvite_io *io)
{
    size_t limit = teamsinvite_io_limit(io);

    if (s->fault == BROKEN_LIST_SHORT && limit > 1)
        return limit - 1;
    return s->fault == BROKEN_LIST_999 && limit > 999 ? 999 : limit;
}

static void list(broken_storage *s, teamsinvite_call *call, const teamsinvite_io *io, const char *prefix)
{
    const broken_record **found = calloc(s->count + 1, sizeof(const broken_record *));
    size_t left = limit_of(s, io);
    char after[TEAMSINVITE_KEY_MAX + 1];
    size_t count;
    size_t i;

    take_key(s, teamsinvite_io_after_key(io), after);
    count = found == NULL ? 0 : gather(s, prefix, after, found);
    s->offset = after[0] == '\0' || s->fault != BROKEN_CURSOR_OFFSET ? 0 : s->offset;
    for (i = s->offset; i < count && left > 0; i++) {
        bool due = is_due(s, found[i], teamsinvite_io_due_before_ms(io));

        left -= due || s->fault == BROKEN_DUE_LIMIT ? 1 : 0;
        if (due)
            (void)teamsinvite_call_add_item(call, found[i]->key,
                                            s->fault == BROKEN_LIST_VERSION ? 1 : found[i]->version, found[i]->due_ms);
    }
    s->offset = i;
    free(found);
    (void)teamsinvite_call_complete_list(call);
}

static void handle(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    broken_storage *s = user_data;
    int32_t kind = teamsinvite_io_kind(io);
    char key[TEAMSINVITE_KEY_MAX + 1];
    bool changed = false;

    take_key(s, kind == TEAMSINVITE_IO_LIST ? teamsinvite_io_prefix(io) : teamsinvite_io_key(io), key);
    if (!broken_file_enter(s, kind == TEAMSINVITE_IO_LOAD)) {
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "it cannot be locked, or read");
        return;
    }
    if (kind == TEAMSINVITE_IO_LOAD)
        load(s, call, key);
    else if (kind == TEAMSINVITE_IO_SAVE)
        changed = save(s, call, io, key);
    else if (kind == TEAMSINVITE_IO_REMOVE)
        changed = remove_record(s, call, io, key);
    else
        list(s, call, io, key);
    broken_file_leave(s, changed, kind == TEAMSINVITE_IO_LOAD);
}

static broken_storage *make(const broken_plan *plan)
{
    broken_storage *s = calloc(1, sizeof(*s));

    if (s == NULL)
        return NULL;
    s->fault = plan->fault;
    s->path = plan->path;
    (void)pthread_mutex_init(&s->lock, NULL);
    return s;
}

static void end(broken_storage *s)
{
    if (s == NULL)
        return;
    broken_records_clear(s);
    (void)pthread_mutex_destroy(&s->lock);
    free(s);
}

teamsinvite_status broken_storage_open(void *user_data, teamsinvite_handler_fn *handler, void **storage)
{
    broken_plan *plan = user_data;
    broken_storage *s = plan->in_memory;

    if (s == NULL)
        s = make(plan);
    if (plan->path == NULL && plan->in_memory == NULL)
        plan->in_memory = s;
    *handler = handle;
    *storage = s;
    return s == NULL ? TEAMSINVITE_E_NO_MEMORY : TEAMSINVITE_OK;
}

void broken_storage_close(void *user_data, void *storage)
{
    const broken_plan *plan = user_data;
    broken_storage *s = storage;

    if (plan->path == NULL)
        return;
    if (s->fault == BROKEN_WRITES_LATE && s->has_read)
        (void)broken_file_write(s);
    end(s);
}

void broken_plan_end(broken_plan *plan)
{
    end(plan->in_memory);
    plan->in_memory = NULL;
}
