/* SPDX-License-Identifier: Apache-2.0 */
/* records_purge.c - records.purge: remove what is due, unless the clock has jumped. */
#include <teamsinvite/records.h>

#include "base/check.h"
#include "flow/erase.h"

enum { LIMIT_MAX = 1000000 };

#define HOUR_MS INT64_C(3600000)
#define LONGEST_PAUSE_MS (8 * 24 * HOUR_MS)

/* Under no company, and never due itself. */
static const char mark_key[] = "s/purge";

typedef struct records_purge {
    bool is_right; /* the clock, says the host */
    int64_t last_ms; /* the last purge; 0: none is known */
    int64_t version;
    ti_erase erase;
} records_purge;

static ti_verdict look(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_ask_load(call, mark_key);
}

static ti_verdict refuse(teamsinvite_call *call, const records_purge *s)
{
    int64_t now = ti_call_now(call);

    if (now < s->last_ms)
        return ti_call_fail(call, TEAMSINVITE_E_CLOCK,
                            "nothing was removed: the clock is %lld minutes behind the last purge",
                            (long long)((s->last_ms - now) / 60000));
    return ti_call_fail(call, TEAMSINVITE_E_CLOCK, "nothing was removed: by the clock the last purge was %lld days ago",
                        (long long)((now - s->last_ms) / (24 * HOUR_MS)));
}

/* Only digits of ours count. Whoever could write others could remove the records themselves. */
static ti_verdict take_look(teamsinvite_call *call, void *state)
{
    records_purge *s = state;
    int64_t now = ti_call_now(call);

    s->version = ti_took_missing(call) ? 0 : call->io.reply_version;
    if (ti_took_missing(call) || !ti_slice_to_int64(ti_buf_slice(&call->io.reply), &s->last_ms))
        s->last_ms = 0;
    if (s->last_ms == 0 || s->is_right)
        return TI_NEXT;
    return now > s->last_ms + LONGEST_PAUSE_MS || now < s->last_ms - HOUR_MS ? refuse(call, s) : TI_NEXT;
}

/* Once an hour is often enough. Who loses the race for it has the other's word. */
static ti_verdict note(teamsinvite_call *call, void *state)
{
    records_purge *s = state;
    int64_t now = ti_call_now(call);

    if (s->last_ms != 0 && now >= s->last_ms && now < s->last_ms + HOUR_MS)
        return TI_NEXT;
    ti_buf_reset(&call->record);
    ti_buf_add_int64(&call->record, now);
    return ti_ask_save_plain(call, mark_key, s->version, 0);
}

static ti_verdict erase(teamsinvite_call *call, void *state)
{
    records_purge *s = state;

    s->erase.prefix = "";
    s->erase.due_before_ms = ti_call_now(call);
    return ti_call_run(call, &s->erase);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    records_purge *s = state;

    return ti_erase_done(call, &s->erase);
}

static const ti_step steps[] = {
    { .name = "look when the last one was", .ask = look, .take = take_look },
    { .name = "note this one", .ask = note },
    { .name = "remove what is due", .ask = erase, .flow = &ti_flow_erase },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("records.purge", steps);

static void fill(records_purge *s, int64_t limit, int32_t flags)
{
    s->erase.limit = limit;
    s->is_right = flags == TEAMSINVITE_PURGE_CLOCK_IS_RIGHT;
}

teamsinvite_status teamsinvite_records_purge_start(teamsinvite_client *client, int64_t limit, int32_t flags,
                                                   teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK &&
        ti_check_range(&error, "limit", limit, 1, LIMIT_MAX) == TEAMSINVITE_OK &&
        ti_check_range(&error, "flags", flags, 0, TEAMSINVITE_PURGE_CLOCK_IS_RIGHT) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(records_purge), &state, &error) == TEAMSINVITE_OK)
        fill(state, limit, flags);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_records_purge(teamsinvite_client *client, int64_t limit, int32_t flags,
                                             teamsinvite_erasure **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_records_purge_start(client, limit, flags, &call, err);

    return ti_finish_erasure(started, call, out, err);
}
