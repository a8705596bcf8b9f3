/* SPDX-License-Identifier: Apache-2.0 */
/* records_recover.c - records.recover: finish what a crash has left half done. */
#include <teamsinvite/records.h>

#include <string.h>

#include "base/check.h"
#include "flow/meeting_recover.h"
#include "flow/recovery_result.h"
#include "record/key.h"

enum { LIMIT_MAX = 1000, PAGE = 500 };

typedef struct records_recover {
    int64_t limit;
    ti_meeting_recover one;
    teamsinvite_recovery recovery; /* its `next` is where the next page begins */
} records_recover;

static ti_verdict list(teamsinvite_call *call, void *state)
{
    records_recover *s = state;

    return ti_ask_list(call, "c/", s->recovery.next, 0, PAGE);
}

/* The first of the page that is the record of a creation under way, by its key and its due time. */
static ti_verdict take_page(teamsinvite_call *call, void *state)
{
    records_recover *s = state;
    const teamsinvite_io *io = &call->io;
    const char *key = NULL;
    size_t i;

    for (i = 0; i < io->item_count; i++) {
        key = ti_io_item_key(io, i);
        if (ti_key_is_meeting(ti_slice_of(key)) && ti_due_is_of_under_way(io->items[i].due_ms))
            break;
    }
    if (i == io->item_count && i < PAGE) {
        s->recovery.next[0] = '\0';
        return ti_recovery_done(call, &s->recovery);
    }
    memcpy(s->recovery.next, key, strlen(key) + 1);
    return i < io->item_count ? TI_NEXT : TI_RESTART;
}

static ti_verdict recover_one(teamsinvite_call *call, void *state)
{
    records_recover *s = state;

    s->one = (ti_meeting_recover){ .meeting.key = ti_arena_copy_text(&call->arena, s->recovery.next) };
    call->retry_count = 0;
    return s->one.meeting.key != NULL ? ti_call_run(call, &s->one) : ti_call_no_memory(call);
}

/* One that took long may leave too little time for the next; better an answer than none. */
static bool is_enough(const teamsinvite_call *call, const records_recover *s)
{
    const teamsinvite_recovery *r = &s->recovery;

    return r->finished + r->undone + r->left == s->limit ||
           ti_call_time_left(call) < call->client->config->timeout_ms / 4;
}

static ti_verdict take_recovered(teamsinvite_call *call, void *state)
{
    records_recover *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    s->recovery.finished += s->one.outcome == TI_RECOVERED_FINISHED;
    s->recovery.undone += s->one.outcome == TI_RECOVERED_UNDONE;
    s->recovery.left += s->one.outcome == TI_RECOVERED_LEFT;
    return is_enough(call, s) ? ti_recovery_done(call, &s->recovery) : TI_RESTART;
}

static const ti_step steps[] = {
    { .name = "find the next one", .ask = list, .take = take_page },
    { .name = "recover one", .ask = recover_one, .take = take_recovered, .flow = &ti_flow_meeting_recover },
};

static const ti_flow flow = TI_FLOW("records.recover", steps);

/* What is not an id of ours can be no place to go on from. */
static teamsinvite_status check_after(ti_error *err, const char *after)
{
    return after == NULL || after[0] == '\0' ? TEAMSINVITE_OK
                                             : ti_check_token(err, "after", after, TEAMSINVITE_KEY_MAX);
}

static void fill(teamsinvite_call *call, records_recover *s, const char *after, int64_t limit)
{
    call->in_haste = true; /* the next recovery is the one to wait for */
    s->limit = limit;
    if (after != NULL)
        memcpy(s->recovery.next, after, strlen(after) + 1);
}

teamsinvite_status teamsinvite_records_recover_start(teamsinvite_client *client, const char *after, int64_t limit,
                                                     teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && check_after(&error, after) == TEAMSINVITE_OK &&
        ti_check_range(&error, "limit", limit, 1, LIMIT_MAX) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(records_recover), &state, &error) == TEAMSINVITE_OK)
        fill(*out, state, after, limit);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_records_recover(teamsinvite_client *client, const char *after, int64_t limit,
                                               teamsinvite_recovery **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_records_recover_start(client, after, limit, &call, err);

    return ti_finish_recovery(started, call, out, err);
}
