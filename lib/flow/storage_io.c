/* SPDX-License-Identifier: Apache-2.0 */
/* storage_io.c - storage.load, .save, .remove, .list: one io each, and how it was answered. */
#include <teamsinvite/storage_io.h>

#include <string.h>

#include <teamsinvite/storage.h>

#include "base/check.h"
#include "flow/storage_answer.h"

typedef struct storage_io {
    const char *key; /* or prefix */
    const char *after_key;
    ti_slice value;
    int64_t due_ms; /* SAVE; LIST: before when */
    int64_t expected_version;
    size_t limit;
} storage_io;

static ti_verdict ask_load(teamsinvite_call *call, void *state)
{
    const storage_io *s = state;

    return ti_ask_load(call, s->key);
}

/* A REMOVE names key and version just so, and has the limits of the same step to keep. */
static ti_verdict ask_save(teamsinvite_call *call, void *state)
{
    const storage_io *s = state;

    if (ti_ask_remove(call, s->key, s->expected_version) == TI_FAIL)
        return TI_FAIL;
    call->io.kind = TEAMSINVITE_IO_SAVE;
    call->io.due_ms = s->due_ms;
    return ti_buf_add(&call->io.value, s->value) ? TI_ASK : ti_call_no_memory(call);
}

static ti_verdict ask_remove(teamsinvite_call *call, void *state)
{
    const storage_io *s = state;

    return ti_ask_remove(call, s->key, s->expected_version);
}

static ti_verdict ask_list(teamsinvite_call *call, void *state)
{
    const storage_io *s = state;

    return ti_ask_list(call, s->key, s->after_key, s->due_ms, s->limit);
}

static ti_verdict take_answer(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_storage_answer_done(call);
}

static const ti_step load_steps[] = { { .name = "load", .ask = ask_load, .take = take_answer } };
static const ti_step save_steps[] = { { .name = "save", .ask = ask_save, .take = take_answer } };
static const ti_step remove_steps[] = { { .name = "remove", .ask = ask_remove, .take = take_answer } };
static const ti_step list_steps[] = { { .name = "list", .ask = ask_list, .take = take_answer } };

static const ti_flow load_flow = TI_FLOW("storage.load", load_steps);
static const ti_flow save_flow = TI_FLOW("storage.save", save_steps);
static const ti_flow remove_flow = TI_FLOW("storage.remove", remove_steps);
static const ti_flow list_flow = TI_FLOW("storage.list", list_steps);

/* What io.h promises every storage about keys; a prefix may be empty. */
static teamsinvite_status check_key(const char *parameter, const char *value, size_t min, ti_error *err)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-";
    size_t length;

    if (ti_check_given(err, parameter, value) != TEAMSINVITE_OK)
        return err->status;
    length = strlen(value);
    if (length < min || length > TEAMSINVITE_KEY_MAX || strspn(value, alphabet) != length)
        return ti_fail_parameter(err, parameter, "is not %zu to %d bytes of [A-Za-z0-9._/-]", min,
                                 (int)TEAMSINVITE_KEY_MAX);
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_save(const char *key, const void *value, size_t length, int64_t due_ms,
                                     int64_t expected_version, ti_error *err)
{
    if (check_key("key", key, 1, err) != TEAMSINVITE_OK ||
        (length > 0 && ti_check_given(err, "value", value) != TEAMSINVITE_OK))
        return err->status;
    if (length > TEAMSINVITE_VALUE_MAX)
        return ti_fail_parameter(err, "length", "is more than 64 KiB");
    if (ti_check_range(err, "due_ms", due_ms, 0, INT64_MAX) != TEAMSINVITE_OK)
        return err->status;
    return ti_check_range(err, "expected_version", expected_version, 0, INT64_MAX - 1);
}

static teamsinvite_status check_list(const char *prefix, const char *after_key, int64_t due_before_ms, size_t limit,
                                     ti_error *err)
{
    if (check_key("prefix", prefix, 0, err) != TEAMSINVITE_OK ||
        check_key("after_key", after_key, 0, err) != TEAMSINVITE_OK ||
        ti_check_range(err, "due_before_ms", due_before_ms, 0, INT64_MAX) != TEAMSINVITE_OK)
        return err->status;
    if (limit < 1 || limit > TEAMSINVITE_LIST_MAX)
        return ti_fail_parameter(err, "limit", "is not 1 to %d", (int)TEAMSINVITE_LIST_MAX);
    return TEAMSINVITE_OK;
}

/* The call, with copies of what is asked in its arena. */
static teamsinvite_status begin(teamsinvite_client *client, const ti_flow *flow, const storage_io *asked,
                                teamsinvite_call **out, ti_error *err)
{
    void *state = NULL;
    storage_io *s;
    ti_arena *arena;

    if (ti_call_new(out, client, flow, sizeof(*s), &state, err) != TEAMSINVITE_OK)
        return err->status;
    arena = &(*out)->arena;
    s = state;
    *s = *asked;
    s->key = ti_arena_copy(arena, ti_slice_of(asked->key));
    s->after_key = ti_arena_copy(arena, ti_slice_of(asked->after_key));
    s->value.ptr = ti_arena_copy(arena, asked->value);
    if (s->key == NULL || s->after_key == NULL || s->value.ptr == NULL)
        return ti_fail_no_memory(err);
    return TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_storage_load_start(teamsinvite_client *client, const char *key, teamsinvite_call **out,
                                                  teamsinvite_error **err)
{
    const storage_io asked = { .key = key };
    ti_error error = { 0 };

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && check_key("key", key, 1, &error) == TEAMSINVITE_OK)
        (void)begin(client, &load_flow, &asked, out, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_storage_save_start(teamsinvite_client *client, const char *key, const void *value,
                                                  size_t length, int64_t due_ms, int64_t expected_version,
                                                  teamsinvite_call **out, teamsinvite_error **err)
{
    const storage_io asked = { .key = key,
                               .value = ti_slice_make(value, length),
                               .due_ms = due_ms,
                               .expected_version = expected_version };
    ti_error error = { 0 };

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK &&
        check_save(key, value, length, due_ms, expected_version, &error) == TEAMSINVITE_OK)
        (void)begin(client, &save_flow, &asked, out, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_storage_remove_start(teamsinvite_client *client, const char *key,
                                                    int64_t expected_version, teamsinvite_call **out,
                                                    teamsinvite_error **err)
{
    const storage_io asked = { .key = key, .expected_version = expected_version };
    ti_error error = { 0 };

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && check_key("key", key, 1, &error) == TEAMSINVITE_OK &&
        ti_check_range(&error, "expected_version", expected_version, 1, INT64_MAX) == TEAMSINVITE_OK)
        (void)begin(client, &remove_flow, &asked, out, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_storage_list_start(teamsinvite_client *client, const char *prefix,
                                                  const char *after_key, int64_t due_before_ms, size_t limit,
                                                  teamsinvite_call **out, teamsinvite_error **err)
{
    const storage_io asked = { .key = prefix, .after_key = after_key, .due_ms = due_before_ms, .limit = limit };
    ti_error error = { 0 };

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK &&
        check_list(prefix, after_key, due_before_ms, limit, &error) == TEAMSINVITE_OK)
        (void)begin(client, &list_flow, &asked, out, &error);
    return ti_call_started(out, &error, err);
}
