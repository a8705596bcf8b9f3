/* SPDX-License-Identifier: Apache-2.0 */
/* erase.c - remove many records, batch by batch. */
#include "flow/erase.h"

#include <string.h>

#include "base/alloc.h"
#include "record/key.h"

/* A storage may have to look at all that is due for each batch, so a batch is large. */
enum { BATCH = 500, VERSION_BYTES = 20 };

static bool has_batch(const teamsinvite_call *call, const ti_erase *s)
{
    return s->listed && s->cursor < call->record.len;
}

static ti_verdict list(teamsinvite_call *call, void *state)
{
    ti_erase *s = state;
    int64_t left = s->limit - s->counts.records;

    if (has_batch(call, s))
        return TI_NEXT;
    return ti_ask_list(call, s->prefix, "", s->due_before_ms, left < BATCH ? (size_t)left : BATCH);
}

static bool has_room(const teamsinvite_call *call, const char *key)
{
    return call->record.max - call->record.len > strlen(key) + VERSION_BYTES + 2;
}

/* The io is needed for the removes, so the batch moves to call->record as
 * "key NUL version NUL" …; what does not fit is in the next one. */
static ti_verdict take_list(teamsinvite_call *call, void *state)
{
    ti_erase *s = state;
    size_t i;

    ti_buf_reset(&call->record);
    s->cursor = 0;
    s->listed = true;
    for (i = 0; i < call->io.item_count && has_room(call, ti_io_item_key(&call->io, i)); i++) {
        ti_buf_add_text(&call->record, ti_io_item_key(&call->io, i));
        ti_buf_add_char(&call->record, '\0');
        ti_buf_add_int64(&call->record, call->io.items[i].version);
        ti_buf_add_char(&call->record, '\0');
    }
    if (call->record.failed)
        return ti_call_no_memory(call);
    return call->io.item_count == 0 ? TI_DONE : TI_NEXT;
}

static ti_slice next_part(teamsinvite_call *call, ti_erase *s)
{
    ti_slice rest = ti_slice_skip(ti_buf_slice(&call->record), s->cursor);
    ti_slice part = ti_slice_first(rest, ti_slice_find(rest, '\0'));

    s->cursor += part.len + 1;
    return part;
}

static ti_verdict remove_one(teamsinvite_call *call, void *state)
{
    ti_erase *s = state;
    ti_slice key = next_part(call, s);
    ti_slice version = next_part(call, s);
    int64_t expected = 0;

    if (!ti_slice_to_int64(version, &expected))
        return ti_call_fail(call, TEAMSINVITE_E_INTERNAL, "a batch of records is damaged");
    return ti_ask_remove(call, key.ptr, expected);
}

static void count(teamsinvite_call *call, ti_erase *s)
{
    ti_slice key = ti_buf_slice(&call->io.key);

    s->counts.records++;
    if (ti_key_is_user(key))
        s->counts.connections++;
    else if (ti_key_is_meeting(key))
        s->counts.meetings++;
}

/* Missing: somebody else erases too. A conflict: it was written meanwhile, and
 * the next batch shows it again, if it is still to go. */
static ti_verdict take_removed(teamsinvite_call *call, void *state)
{
    ti_erase *s = state;

    if (!ti_took_missing(call) && !ti_took_conflict(call))
        count(call, s);
    if (s->counts.records < s->limit)
        return TI_RESTART;
    s->counts.more = true;
    return TI_DONE;
}

static const ti_step steps[] = {
    { .name = "list a batch", .ask = list, .take = take_list },
    { .name = "remove one", .ask = remove_one, .take = take_removed },
};

const ti_flow ti_flow_erase = TI_FLOW("erase", steps);

int64_t teamsinvite_erasure_records(const teamsinvite_erasure *erasure)
{
    return erasure == NULL ? 0 : erasure->records;
}

int64_t teamsinvite_erasure_connections(const teamsinvite_erasure *erasure)
{
    return erasure == NULL ? 0 : erasure->connections;
}

int64_t teamsinvite_erasure_meetings(const teamsinvite_erasure *erasure)
{
    return erasure == NULL ? 0 : erasure->meetings;
}

int32_t teamsinvite_erasure_has_more(const teamsinvite_erasure *erasure)
{
    return erasure != NULL && erasure->more ? 1 : 0;
}

void teamsinvite_erasure_free(teamsinvite_erasure *erasure)
{
    ti_free(erasure);
}

static void free_result(void *result)
{
    teamsinvite_erasure_free(result);
}

ti_verdict ti_erase_done(teamsinvite_call *call, const ti_erase *erase)
{
    teamsinvite_erasure *result = ti_alloc(sizeof(*result));

    if (result != NULL)
        *result = erase->counts;
    return ti_call_done(call, result, free_result);
}

teamsinvite_status teamsinvite_call_take_erasure(teamsinvite_call *call, teamsinvite_erasure **out,
                                                 teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_erasure(teamsinvite_status started, teamsinvite_call *call, teamsinvite_erasure **out,
                                     teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
