/* SPDX-License-Identifier: Apache-2.0 */
/* storage_answer.c - how one storage io was answered, as a result of its own. */
#include "flow/storage_answer.h"

#include "base/alloc.h"

struct teamsinvite_storage_answer {
    int32_t outcome;
    int64_t version;
    int64_t due_ms;
    ti_buf reply; /* the value, or the keys of a list */
    ti_list_item *items;
    size_t item_count;
};

static void free_answer(void *result)
{
    teamsinvite_storage_answer_free(result);
}

void teamsinvite_storage_answer_free(teamsinvite_storage_answer *answer)
{
    if (answer == NULL)
        return;
    ti_buf_clear(&answer->reply);
    ti_free(answer->items);
    ti_free(answer);
}

static int32_t outcome_of(const teamsinvite_call *call)
{
    if (ti_took_missing(call))
        return TEAMSINVITE_STORAGE_MISSING;
    return ti_took_conflict(call) ? TEAMSINVITE_STORAGE_CONFLICT : TEAMSINVITE_STORAGE_DONE;
}

/* Moved, not copied: a list of 1,000 keys is a quarter of a megabyte. */
ti_verdict ti_storage_answer_done(teamsinvite_call *call)
{
    teamsinvite_storage_answer *answer = ti_alloc(sizeof(*answer));
    teamsinvite_io *io = &call->io;

    if (answer == NULL)
        return ti_call_no_memory(call);
    answer->outcome = outcome_of(call);
    answer->version = io->reply_version;
    answer->due_ms = io->reply_due_ms;
    answer->reply = io->reply;
    ti_buf_init(&io->reply, answer->reply.max);
    answer->items = io->items;
    answer->item_count = io->item_count;
    io->items = NULL;
    io->item_count = 0;
    io->item_room = 0;
    return ti_call_done(call, answer, free_answer);
}

teamsinvite_status teamsinvite_call_take_storage_answer(teamsinvite_call *call, teamsinvite_storage_answer **out,
                                                        teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_answer, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

int32_t teamsinvite_storage_answer_outcome(const teamsinvite_storage_answer *answer)
{
    return answer == NULL ? 0 : answer->outcome;
}

const void *teamsinvite_storage_answer_value(const teamsinvite_storage_answer *answer, size_t *length)
{
    ti_slice value = { 0 };

    if (answer != NULL && answer->version != 0)
        value = ti_buf_slice(&answer->reply);
    if (length != NULL)
        *length = value.len;
    return value.len == 0 ? NULL : value.ptr;
}

int64_t teamsinvite_storage_answer_version(const teamsinvite_storage_answer *answer)
{
    return answer == NULL ? 0 : answer->version;
}

int64_t teamsinvite_storage_answer_due_ms(const teamsinvite_storage_answer *answer)
{
    return answer == NULL ? 0 : answer->due_ms;
}

size_t teamsinvite_storage_answer_item_count(const teamsinvite_storage_answer *answer)
{
    return answer == NULL ? 0 : answer->item_count;
}

static const ti_list_item *item_at(const teamsinvite_storage_answer *answer, size_t index)
{
    return answer == NULL || index >= answer->item_count ? NULL : &answer->items[index];
}

const char *teamsinvite_storage_answer_item_key(const teamsinvite_storage_answer *answer, size_t index)
{
    const ti_list_item *item = item_at(answer, index);

    return item == NULL ? "" : ti_buf_text(&answer->reply) + item->key;
}

int64_t teamsinvite_storage_answer_item_version(const teamsinvite_storage_answer *answer, size_t index)
{
    const ti_list_item *item = item_at(answer, index);

    return item == NULL ? 0 : item->version;
}

int64_t teamsinvite_storage_answer_item_due_ms(const teamsinvite_storage_answer *answer, size_t index)
{
    const ti_list_item *item = item_at(answer, index);

    return item == NULL ? 0 : item->due_ms;
}
