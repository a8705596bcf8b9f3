/* SPDX-License-Identifier: Apache-2.0 */
/* records_purge.c - records.purge: remove what is due. */
#include <teamsinvite/records.h>

#include "base/check.h"
#include "flow/erase.h"

enum { LIMIT_MAX = 1000000 };

typedef struct records_purge {
    ti_erase erase;
} records_purge;

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
    { .name = "remove what is due", .ask = erase, .flow = &ti_flow_erase },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("records.purge", steps);

teamsinvite_status teamsinvite_records_purge_start(teamsinvite_client *client, int64_t limit, int32_t flags, teamsinvite_call **out,
                                                   teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK &&
        ti_check_range(&error, "limit", limit, 1, LIMIT_MAX) == TEAMSINVITE_OK &&
        ti_check_range(&error, "flags", flags, 0, TEAMSINVITE_PURGE_CLOCK_IS_RIGHT) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(records_purge), &state, &error) == TEAMSINVITE_OK)
        ((records_purge *)state)->erase.limit = limit;
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_records_purge(teamsinvite_client *client, int64_t limit, int32_t flags, teamsinvite_erasure **out,
                                             teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_records_purge_start(client, limit, flags, &call, err);

    return ti_finish_erasure(started, call, out, err);
}
