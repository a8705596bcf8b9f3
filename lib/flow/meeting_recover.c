/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_recover.c - one meeting that a dead process left half made or half closed: finished, or undone. */
#include "flow/meeting_recover.h"

#include <teamsinvite/company.h>

#include "flow/meeting_match.h"

static ti_verdict give(ti_meeting_recover *s, ti_recovered outcome)
{
    s->outcome = outcome;
    return TI_DONE;
}

/* "c/{company}/m/{reference}" */
static const char *company_of(teamsinvite_call *call, const char *key)
{
    ti_slice rest = ti_slice_of(key);
    ti_slice company = { NULL, 0 };

    (void)ti_slice_next(&rest, '/', &company);
    (void)ti_slice_next(&rest, '/', &company);
    return ti_arena_copy(&call->arena, company);
}

static ti_verdict load_meeting(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    s->company_id = company_of(call, s->meeting.key);
    return s->company_id != NULL ? ti_ask_meeting(call, &s->meeting) : ti_call_no_memory(call);
}

/* A record that cannot be opened is not lost: it waits for its key, or for somebody to look at it. */
static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    if (ti_take_meeting(call, &s->meeting) == TI_FAIL)
        return call->error.status == TEAMSINVITE_E_NO_MEMORY ? TI_FAIL : give(s, TI_RECOVERED_LEFT);
    if (!ti_meeting_is_under_way(&s->meeting.record) || ti_is_still_at_it(call, &s->meeting.record))
        return give(s, TI_RECOVERED_NONE);
    return TI_NEXT;
}

static ti_verdict load_company(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    return ti_ask_company(call, &s->company, s->company_id);
}

static ti_verdict take_company(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    if (ti_take_company(call, &s->company) == TI_FAIL || s->company.record.state != TEAMSINVITE_COMPANY_ENABLED)
        return give(s, TI_RECOVERED_LEFT);
    return TI_NEXT;
}

/* Of a meeting that is over by now only the end is to be put right. */
static ti_verdict finish(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    if (s->meeting.due || s->meeting.record.closing)
        return TI_NEXT;
    ti_meeting_make_begin(&s->make, s->company_id, &s->company.record, &s->meeting.record.plan, &s->meeting);
    return ti_call_run(call, &s->make);
}

static bool is_of_storage(teamsinvite_status status)
{
    return status == TEAMSINVITE_E_STORAGE || status == TEAMSINVITE_E_STORAGE_BUSY ||
           status == TEAMSINVITE_E_HANDLER || status == TEAMSINVITE_E_NO_MEMORY;
}

/* There is a meeting, and its settings are refused: nobody will ever be given its link. */
static bool is_hopeless(const teamsinvite_call *call, const ti_meeting_recover *s)
{
    return s->make.put.made_url != NULL && s->make.put.join_url == NULL &&
           (call->error.status == TEAMSINVITE_E_FORBIDDEN || call->error.status == TEAMSINVITE_E_REJECTED);
}

static ti_verdict take_finished(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    if (!ti_call_failed(call))
        return give(s, s->make.raced ? TI_RECOVERED_NONE : TI_RECOVERED_FINISHED);
    if (is_of_storage(call->error.status))
        return TI_FAIL;
    return is_hopeless(call, s) ? TI_NEXT : give(s, TI_RECOVERED_LEFT);
}

/* A link that was to be replaced, and now is not, is as good as before. */
static bool keeps_link(const ti_meeting_recover *s)
{
    return s->meeting.record.join_url != NULL && !s->meeting.record.closing && !s->meeting.due;
}

/* From here on it is ours. Two who closed it at once would ask createOrGet for the
 * unfinished one twice, and the second might find one that somebody has made anew
 * since, or make one and die. */
static ti_verdict take_over(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    s->meeting.record.since_ms = ti_call_now(call);
    return ti_ask_note_again(call, &s->meeting);
}

static ti_verdict take_taken_over(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    if (ti_took_conflict(call))
        return give(s, TI_RECOVERED_NONE);
    s->meeting.version++;
    return TI_NEXT;
}

static ti_verdict close_it(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    s->unmake = (ti_meeting_unmake){ .company_id = s->company_id,
                                     .company = &s->company.record,
                                     .record = &s->meeting.record,
                                     .keeps_link = keeps_link(s) };
    return ti_call_run(call, &s->unmake);
}

static ti_verdict take_closed(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    s->outcome = ti_call_failed(call) ? TI_RECOVERED_LEFT : TI_RECOVERED_UNDONE;
    return ti_call_failed(call) && is_of_storage(call->error.status) ? TI_FAIL : TI_NEXT;
}

/* What could not be closed is nobody's again. */
static ti_verdict put_record_back(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;

    if (s->outcome == TI_RECOVERED_LEFT) {
        s->meeting.record.since_ms = 0;
        return ti_ask_note_again(call, &s->meeting);
    }
    if (keeps_link(s))
        return ti_ask_restore_link(call, &s->meeting);
    return ti_ask_remove(call, s->meeting.key, s->meeting.version);
}

static ti_verdict take_put_back(teamsinvite_call *call, void *state)
{
    ti_meeting_recover *s = state;
    bool raced = ti_took_conflict(call) || ti_took_missing(call);

    return give(s, raced ? TI_RECOVERED_NONE : s->outcome);
}

static const ti_step steps[] = {
    { .name = "find the meeting", .ask = load_meeting, .take = take_loaded },
    { .name = "load the company", .ask = load_company, .take = take_company },
    { .name = "finish it", .ask = finish, .take = take_finished, .flow = &ti_flow_meeting_make },
    { .name = "take it over", .ask = take_over, .take = take_taken_over },
    { .name = "close it", .ask = close_it, .take = take_closed, .flow = &ti_flow_meeting_unmake },
    { .name = "put the record back", .ask = put_record_back, .take = take_put_back },
};

const ti_flow ti_flow_meeting_recover = TI_FLOW("meeting.recover", steps);
