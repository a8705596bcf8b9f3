/* SPDX-License-Identifier: Apache-2.0 */
/* records_rekey.c - records.rekey: every record under the current key, so that older ones can go. */
#include <teamsinvite/records.h>

#include <string.h>

#include "base/check.h"
#include "flow/record_rekey.h"
#include "flow/rekeying_result.h"
#include "record/key.h"

enum { LIMIT_MAX = 10000, PAGE = 100 };

typedef struct records_rekey {
    int64_t left_to_look_at;
    ti_slice page;        /* "key NUL" …, what is left of it; in the arena */
    const char *page_end; /* the last key that was listed */
    bool is_last;         /* no page follows this one */
    ti_record_rekey one;
    teamsinvite_rekeying rekeying; /* its `next` is where to go on */
} records_rekey;

static ti_verdict list(teamsinvite_call *call, void *state)
{
    records_rekey *s = state;

    return s->page.len > 0 ? TI_NEXT : ti_ask_list(call, "", s->rekeying.next, 0, PAGE);
}

/* No key has to be kept for a lease or a mark: they hold nothing, or are not sealed. */
static bool holds_a_secret(const char *key)
{
    return !ti_key_is_lease(ti_slice_of(key)) && !ti_key_is_mark(ti_slice_of(key));
}

static void go_on_after(records_rekey *s, const char *key)
{
    memcpy(s->rekeying.next, key, strlen(key) + 1);
}

/* The page is over: the next one, or none. */
static ti_verdict end_page(teamsinvite_call *call, records_rekey *s)
{
    go_on_after(s, s->is_last ? "" : s->page_end);
    return s->is_last ? ti_rekeying_done(call, &s->rekeying) : TI_RESTART;
}

static ti_verdict take_page(teamsinvite_call *call, void *state)
{
    records_rekey *s = state;
    const teamsinvite_io *io = &call->io;
    const char *page;
    size_t i;

    s->is_last = io->item_count < PAGE;
    ti_buf_reset(&call->record);
    for (i = 0; i < io->item_count; i++) {
        if (holds_a_secret(ti_io_item_key(io, i))) {
            ti_buf_add_text(&call->record, ti_io_item_key(io, i));
            ti_buf_add_char(&call->record, '\0');
        }
    }
    page = ti_arena_copy(&call->arena, ti_buf_slice(&call->record));
    s->page_end = i == 0 ? "" : ti_arena_copy_text(&call->arena, ti_io_item_key(io, i - 1));
    if (call->record.failed || page == NULL || s->page_end == NULL)
        return ti_call_no_memory(call);
    s->page = ti_slice_make(page, call->record.len);
    return s->page.len > 0 ? TI_NEXT : end_page(call, s);
}

static const char *lease_key_of(ti_arena *arena, const char *key)
{
    ti_slice rest = ti_slice_of(key);
    ti_slice part;
    const char *company;

    (void)ti_slice_next(&rest, '/', &part);
    (void)ti_slice_next(&rest, '/', &part);
    company = ti_arena_copy(arena, part);
    if (company == NULL)
        return NULL;
    return ti_key_is_user(ti_slice_of(key)) ? ti_key_user_lease(arena, company, strrchr(key, '/') + 1)
                                            : ti_key_app_lease(arena, company);
}

static ti_verdict rekey_one(teamsinvite_call *call, void *state)
{
    records_rekey *s = state;
    const char *key = s->page.ptr;

    s->page = ti_slice_skip(s->page, strlen(key) + 1);
    s->one = (ti_record_rekey){ .key = key };
    call->retry_count = 0;
    if (ti_key_is_user(ti_slice_of(key)) || ti_key_is_app(ti_slice_of(key))) {
        s->one.lease.key = lease_key_of(&call->arena, key);
        if (s->one.lease.key == NULL)
            return ti_call_no_memory(call);
    }
    return ti_call_run(call, &s->one);
}

/* One that took long may leave too little time for the next; better an answer than none. */
static bool is_enough(const teamsinvite_call *call, const records_rekey *s)
{
    return s->left_to_look_at == 0 || ti_call_time_left(call) < call->client->config->timeout_ms / 4;
}

static ti_verdict take_rekeyed(teamsinvite_call *call, void *state)
{
    records_rekey *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    ti_rekeying_count(&s->rekeying, s->one.outcome);
    go_on_after(s, s->one.key);
    s->left_to_look_at--;
    if (s->page.len == 0 && (s->is_last || !is_enough(call, s)))
        return end_page(call, s);
    return is_enough(call, s) ? ti_rekeying_done(call, &s->rekeying) : TI_RESTART;
}

static const ti_step steps[] = {
    { .name = "list a batch", .ask = list, .take = take_page },
    { .name = "rekey one", .ask = rekey_one, .take = take_rekeyed, .flow = &ti_flow_record_rekey },
};

static const ti_flow flow = TI_FLOW("records.rekey", steps);

/* What is not a key of ours can be no place to go on from. */
static teamsinvite_status check_after(ti_error *err, const char *after)
{
    return after == NULL || after[0] == '\0' ? TEAMSINVITE_OK
                                             : ti_check_token(err, "after", after, TEAMSINVITE_KEY_MAX);
}

static void fill(records_rekey *s, const char *after, int64_t limit)
{
    s->left_to_look_at = limit;
    if (after != NULL)
        memcpy(s->rekeying.next, after, strlen(after) + 1);
}

teamsinvite_status teamsinvite_records_rekey_start(teamsinvite_client *client, const char *after, int64_t limit,
                                                   teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && check_after(&error, after) == TEAMSINVITE_OK &&
        ti_check_range(&error, "limit", limit, 1, LIMIT_MAX) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(records_rekey), &state, &error) == TEAMSINVITE_OK)
        fill(state, after, limit);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_records_rekey(teamsinvite_client *client, const char *after, int64_t limit,
                                             teamsinvite_rekeying **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_records_rekey_start(client, after, limit, &call, err);

    return ti_finish_rekeying(started, call, out, err);
}
