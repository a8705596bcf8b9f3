/* SPDX-License-Identifier: Apache-2.0 */
/*
 * record_rekey.c - one record sealed anew under the current key.
 *
 * It is written as anybody else writes it, by compare-and-swap. What is under way
 * at a record is not disturbed: tokens are sealed anew under the lease of a
 * refresh, whose new refresh token would be lost by a conflict, and a meeting that
 * is just made or closed is left for the next time.
 */
#include "flow/record_rekey.h"

#include "flow/meeting_match.h"
#include "record/key.h"
#include "vault/seal.h"

static ti_verdict decide(ti_record_rekey *s, ti_rekeyed outcome)
{
    s->decided = true;
    s->outcome = outcome;
    return TI_NEXT;
}

static ti_verdict load(teamsinvite_call *call, void *state)
{
    ti_record_rekey *s = state;

    return ti_ask_load(call, s->key);
}

static bool has_current_key(const teamsinvite_call *call)
{
    ti_slice id;

    return ti_sealed_key_id(ti_buf_slice(&call->io.reply), &id) &&
           ti_slice_equal_text(id, call->client->config->ring.current);
}

/* Somebody is making, handing on or closing the meeting, and counts on its version. */
static bool is_under_way(teamsinvite_call *call, const ti_record_rekey *s)
{
    ti_meeting_record record;

    if (!ti_key_is_meeting(ti_slice_of(s->key)))
        return false;
    if (ti_meeting_record_read(&record, ti_buf_slice(&call->record), &call->arena, &call->error) == TEAMSINVITE_OK)
        return ti_meeting_is_under_way(&record) && ti_is_still_at_it(call, &record);
    ti_call_forgive(call);
    return false;
}

static ti_verdict take_sealed(teamsinvite_call *call, ti_record_rekey *s)
{
    if (ti_take_record(call, s->key, &s->version) == TI_NEXT)
        return is_under_way(call, s) ? decide(s, TI_REKEYED_LEFT) : TI_NEXT;
    switch ((int)call->error.status) {
    case TEAMSINVITE_E_KEY_UNAVAILABLE:
        return decide(s, TI_REKEYED_UNAVAILABLE);
    case TEAMSINVITE_E_CORRUPT:
        return decide(s, TI_REKEYED_DAMAGED);
    default:
        return TI_FAIL;
    }
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    ti_record_rekey *s = state;

    if (ti_took_missing(call))
        return decide(s, TI_REKEYED_NONE);
    s->due_ms = call->io.reply_due_ms;
    return has_current_key(call) ? decide(s, TI_REKEYED_CURRENT) : take_sealed(call, s);
}

/* Who holds it is going to write the record, under the current key. */
static bool need_not_wait(const teamsinvite_call *call, const void *owner)
{
    (void)call;
    (void)owner;
    return true;
}

static ti_verdict take_lease(teamsinvite_call *call, void *state)
{
    ti_record_rekey *s = state;

    if (s->decided || s->lease.key == NULL)
        return TI_NEXT;
    s->lease.can_do_without = need_not_wait;
    return ti_lease_run(call, &s->lease);
}

/* What was loaded before may have been renewed until now. */
static ti_verdict took_lease(teamsinvite_call *call, void *state)
{
    ti_record_rekey *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    return s->lease.held ? TI_RESTART : decide(s, TI_REKEYED_LEFT);
}

static ti_verdict save(teamsinvite_call *call, void *state)
{
    ti_record_rekey *s = state;

    return s->decided ? TI_NEXT : ti_ask_save(call, s->key, s->version, s->due_ms);
}

static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    return decide(state, ti_took_conflict(call) ? TI_REKEYED_LEFT : TI_REKEYED_ANEW);
}

static ti_verdict release_lease(teamsinvite_call *call, void *state)
{
    ti_record_rekey *s = state;

    return ti_lease_release(call, &s->lease);
}

static const ti_step steps[] = {
    { .name = "load it", .ask = load, .take = take_loaded },
    { .name = "keep others from renewing it", .ask = take_lease, .take = took_lease, .flow = &ti_flow_lease },
    { .name = "seal it anew", .ask = save, .take = take_saved },
    { .name = "release the lease", .ask = release_lease, .always = true },
};

const ti_flow ti_flow_record_rekey = TI_FLOW("record.rekey", steps);
