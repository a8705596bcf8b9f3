/* SPDX-License-Identifier: Apache-2.0 */
/* journal.c - what was asked so far. */
#include "sim/journal.h"

#include <string.h>

#include "base/alloc.h"
#include "sim/sim.h"

enum { LINE_MAX_BYTES = 64 * 1024 };

void ti_sim_journal_init(ti_sim_journal *journal)
{
    memset(journal, 0, sizeof(*journal));
    ti_buf_init(&journal->received, TI_SIM_RECEIVED_MAX);
}

void ti_sim_journal_clear(ti_sim_journal *journal)
{
    size_t i;

    for (i = 0; i < TI_SIM_LINES_MAX; i++)
        ti_free_secret(journal->lines[i]);
    ti_buf_clear(&journal->received);
    ti_sim_journal_init(journal);
}

static void add_line(ti_sim_journal *journal, const ti_sim_exchange *x)
{
    char **slot = &journal->lines[journal->line_count % TI_SIM_LINES_MAX];
    ti_buf line;

    ti_buf_init(&line, LINE_MAX_BYTES);
    ti_buf_add_text(&line, x->request.method);
    ti_buf_add_char(&line, ' ');
    ti_buf_add(&line, x->target);
    ti_buf_add_char(&line, ' ');
    ti_buf_add_int64(&line, x->response->status);
    ti_free_secret(*slot);
    *slot = ti_buf_take(&line);
    journal->line_count++;
    ti_buf_clear(&line);
}

/* Without room the older half goes. */
static void add_bytes(ti_buf *received, ti_slice bytes)
{
    if (bytes.len > received->max / 2)
        bytes = ti_slice_skip(bytes, bytes.len - received->max / 2);
    if (bytes.len > received->max - received->len) {
        size_t kept = received->len / 2;

        memmove(received->ptr, received->ptr + received->len - kept, kept);
        received->len = kept;
    }
    ti_buf_add(received, bytes);
}

void ti_sim_journal_add(ti_sim_journal *journal, const ti_sim_exchange *x)
{
    journal->counts[TEAMSINVITE_SIM_ALL]++;
    journal->counts[x->kind]++;
    add_line(journal, x);
    if (!x->is_graph)
        return;
    add_bytes(&journal->received, ti_slice_of(x->request.method));
    add_bytes(&journal->received, TI_SLICE(" "));
    add_bytes(&journal->received, x->request.url);
    add_bytes(&journal->received, TI_SLICE("\n"));
    add_bytes(&journal->received, x->request.headers);
    add_bytes(&journal->received, TI_SLICE("\n"));
    add_bytes(&journal->received, x->request.body);
    add_bytes(&journal->received, TI_SLICE("\n"));
}

int64_t teamsinvite_sim_request_count(const teamsinvite_sim *sim, int32_t kind)
{
    int64_t count;

    if (sim == NULL || kind < TEAMSINVITE_SIM_ALL || kind > TEAMSINVITE_SIM_GRAPH)
        return 0;
    ti_sim_lock(sim);
    count = sim->journal.counts[kind];
    ti_sim_unlock(sim);
    return count;
}

static void write_lines(ti_buf *buf, const ti_sim_journal *journal)
{
    size_t i = journal->line_count > TI_SIM_LINES_MAX ? journal->line_count - TI_SIM_LINES_MAX : 0;

    for (; i < journal->line_count; i++) {
        ti_buf_add_text(buf, journal->lines[i % TI_SIM_LINES_MAX]);
        ti_buf_add_char(buf, '\n');
    }
}

teamsinvite_status teamsinvite_sim_requests(const teamsinvite_sim *sim, char **out)
{
    ti_buf buf;

    if (out == NULL || sim == NULL)
        return TEAMSINVITE_E_INVALID;
    ti_buf_init(&buf, (size_t)TI_SIM_LINES_MAX * LINE_MAX_BYTES);
    ti_sim_lock(sim);
    write_lines(&buf, &sim->journal);
    ti_sim_unlock(sim);
    *out = ti_buf_take(&buf);
    ti_buf_clear(&buf);
    return *out == NULL ? TEAMSINVITE_E_NO_MEMORY : TEAMSINVITE_OK;
}

teamsinvite_status teamsinvite_sim_received(const teamsinvite_sim *sim, char **out, size_t *length)
{
    ti_buf buf;

    if (length != NULL)
        *length = 0;
    if (out == NULL || sim == NULL)
        return TEAMSINVITE_E_INVALID;
    ti_buf_init(&buf, TI_SIM_RECEIVED_MAX);
    ti_sim_lock(sim);
    ti_buf_add(&buf, ti_buf_slice(&sim->journal.received));
    ti_sim_unlock(sim);
    if (length != NULL)
        *length = buf.len;
    *out = ti_buf_take(&buf);
    ti_buf_clear(&buf);
    return *out == NULL ? TEAMSINVITE_E_NO_MEMORY : TEAMSINVITE_OK;
}

void teamsinvite_sim_forget_requests(teamsinvite_sim *sim)
{
    if (sim == NULL)
        return;
    ti_sim_lock(sim);
    ti_sim_journal_clear(&sim->journal);
    ti_sim_unlock(sim);
}
