/* SPDX-License-Identifier: Apache-2.0 */
/* bench.c - a storage under test, opened: the four verbs, one io each. */
#include "check/bench.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { PATIENCE_WAITS = 6000 }; /* 30 s at least */

bool kit_ok(const kit_bench *b)
{
    return b->detail[0] == '\0';
}

void kit_fail(kit_bench *b, const char *format, ...)
{
    va_list args;

    if (!kit_ok(b))
        return;
    va_start(args, format);
    (void)vsnprintf(b->detail, sizeof(b->detail), format, args);
    va_end(args);
}

void kit_progress(const kit_bench *b, int64_t done, int64_t of)
{
    if (b->plan->progress != NULL)
        b->plan->progress(b->name, done, of, b->plan->teller);
}

static void fail_with_error(kit_bench *b, const char *what, teamsinvite_status status, teamsinvite_error *error)
{
    kit_fail(b, "%s: %s: %s", what, teamsinvite_status_name(status), teamsinvite_error_message(error));
    teamsinvite_error_free(error);
}

bool kit_wait(kit_patience *patience)
{
    const struct timespec pause = { .tv_nsec = 5000000 };

    (void)nanosleep(&pause, NULL);
    return ++patience->waits < PATIENCE_WAITS;
}

/* A client cannot be without a way to Microsoft, nor without a key; nothing here goes there or is sealed. */
static void refuse_to_send(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)io;
    (void)user_data;
    (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NETWORK, NULL);
}

static teamsinvite_status make_client(kit_bench *b, teamsinvite_handler_fn handler, teamsinvite_error **err)
{
    static const unsigned char no_key[32] = { 1 };
    teamsinvite_config *config = NULL;
    teamsinvite_status status = teamsinvite_config_new(&config, err);

    if (status == TEAMSINVITE_OK)
        status = teamsinvite_config_set_app(config, "00000000-0000-4000-8000-000000000001", "unused", err);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_config_set_redirect_uri(config, "https://localhost/", err);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_config_add_key(config, "unused", no_key, sizeof(no_key), err);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_config_set_transport(config, refuse_to_send, NULL, NULL, err);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_config_set_storage(config, handler, b->storage, NULL, err);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_client_new(config, &b->client, err);
    if (status != TEAMSINVITE_OK)
        teamsinvite_config_free(config);
    return status;
}

static bool open_storage(kit_bench *b)
{
    teamsinvite_handler_fn handler = NULL;
    kit_patience patience = { 0 };
    teamsinvite_error *error = NULL;
    teamsinvite_status status;

    do {
        b->storage = NULL;
        status = b->plan->open(b->plan->user_data, &handler, &b->storage);
    } while (status == TEAMSINVITE_E_STORAGE_BUSY && kit_wait(&patience));
    b->is_open = status == TEAMSINVITE_OK;
    if (!b->is_open) {
        kit_fail(b, "the storage cannot be opened: %s", teamsinvite_status_name(status));
        return false;
    }
    status = make_client(b, handler, &error);
    if (status != TEAMSINVITE_OK)
        fail_with_error(b, "the storage cannot be plugged in", status, error);
    return status == TEAMSINVITE_OK;
}

bool kit_bench_open(kit_bench *b, const kit_plan *plan, const char *root)
{
    *b = (kit_bench){ .plan = plan, .root = root };
    return open_storage(b);
}

void kit_bench_reopen(kit_bench *b)
{
    kit_bench_close(b);
    (void)open_storage(b);
}

void kit_bench_release(kit_bench *b)
{
    teamsinvite_storage_answer_free(b->answer);
    b->answer = NULL;
}

void kit_bench_close(kit_bench *b)
{
    kit_bench_release(b);
    teamsinvite_client_free(b->client);
    b->client = NULL;
    if (b->is_open && b->plan->close != NULL)
        b->plan->close(b->plan->user_data, b->storage);
    b->is_open = false;
}

void kit_bench_share(kit_bench *b, const kit_bench *opened)
{
    *b = *opened;
    b->is_open = false;
    b->answer = NULL;
}

typedef struct request {
    int32_t kind; /* TEAMSINVITE_IO_… */
    const char *key;
    const char *after_key;
    ti_slice value;
    int64_t due_ms;
    int64_t expected_version;
    size_t limit;
} request;

static teamsinvite_status start(teamsinvite_client *client, const request *r, teamsinvite_call **call,
                                teamsinvite_error **err)
{
    switch (r->kind) {
    case TEAMSINVITE_IO_LOAD:
        return teamsinvite_storage_load_start(client, r->key, call, err);
    case TEAMSINVITE_IO_SAVE:
        return teamsinvite_storage_save_start(client, r->key, r->value.ptr, r->value.len, r->due_ms,
                                              r->expected_version, call, err);
    case TEAMSINVITE_IO_REMOVE:
        return teamsinvite_storage_remove_start(client, r->key, r->expected_version, call, err);
    default:
        return teamsinvite_storage_list_start(client, r->key, r->after_key, r->due_ms, r->limit, call, err);
    }
}

static teamsinvite_status ask_once(kit_bench *b, const request *r, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status status = start(b->client, r, &call, err);

    if (status != TEAMSINVITE_OK)
        return status;
    (void)teamsinvite_call_run(call);
    status = teamsinvite_call_take_storage_answer(call, &b->answer, err);
    teamsinvite_call_free(call);
    return status;
}

/* Busy is an answer that a host lives with: it asks again, and nothing has been done. */
static int32_t ask(kit_bench *b, const request *r)
{
    kit_patience patience = { 0 };
    teamsinvite_error *error = NULL;
    teamsinvite_status status;

    do {
        teamsinvite_error_free(error);
        error = NULL;
        kit_bench_release(b);
        status = ask_once(b, r, &error);
    } while (status == TEAMSINVITE_E_STORAGE_BUSY && kit_wait(&patience));
    if (status != TEAMSINVITE_OK)
        fail_with_error(b, teamsinvite_io_kind_name(r->kind), status, error);
    return teamsinvite_storage_answer_outcome(b->answer);
}

static void join_key(const kit_bench *b, const char *key, char whole[KIT_KEY_SIZE])
{
    (void)snprintf(whole, KIT_KEY_SIZE, "%s%s", b->root, key);
}

int32_t kit_load(kit_bench *b, const char *key)
{
    char whole[KIT_KEY_SIZE];
    const request r = { .kind = TEAMSINVITE_IO_LOAD, .key = whole };

    join_key(b, key, whole);
    return kit_ok(b) ? ask(b, &r) : 0;
}

int32_t kit_save(kit_bench *b, const char *key, ti_slice value, int64_t due_ms, int64_t expected_version)
{
    char whole[KIT_KEY_SIZE];
    const request r = { .kind = TEAMSINVITE_IO_SAVE,
                        .key = whole,
                        .value = value,
                        .due_ms = due_ms,
                        .expected_version = expected_version };

    join_key(b, key, whole);
    return kit_ok(b) ? ask(b, &r) : 0;
}

int32_t kit_remove(kit_bench *b, const char *key, int64_t expected_version)
{
    char whole[KIT_KEY_SIZE];
    const request r = { .kind = TEAMSINVITE_IO_REMOVE, .key = whole, .expected_version = expected_version };

    join_key(b, key, whole);
    return kit_ok(b) ? ask(b, &r) : 0;
}

int32_t kit_list(kit_bench *b, const char *prefix, const char *after_key, int64_t due_before_ms, size_t limit)
{
    char whole[KIT_KEY_SIZE];
    char after[KIT_KEY_SIZE] = "";
    const request r = {
        .kind = TEAMSINVITE_IO_LIST, .key = whole, .after_key = after, .due_ms = due_before_ms, .limit = limit
    };

    join_key(b, prefix, whole);
    if (after_key[0] != '\0')
        join_key(b, after_key, after);
    return kit_ok(b) ? ask(b, &r) : 0;
}

ti_slice kit_value(const kit_bench *b)
{
    ti_slice value;

    value.ptr = teamsinvite_storage_answer_value(b->answer, &value.len);
    return value;
}

int64_t kit_version(const kit_bench *b)
{
    return teamsinvite_storage_answer_version(b->answer);
}

const char *kit_item(const kit_bench *b, size_t index)
{
    const char *key = teamsinvite_storage_answer_item_key(b->answer, index);
    size_t length = strlen(b->root);

    return strncmp(key, b->root, length) == 0 ? key + length : key;
}

size_t kit_item_count(const kit_bench *b)
{
    return teamsinvite_storage_answer_item_count(b->answer);
}
