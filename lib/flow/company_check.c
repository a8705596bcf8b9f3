/* SPDX-License-Identifier: Apache-2.0 */
/* company_check.c - company.check: ask Microsoft whether consent is effective, and keep the answer. */
#include <string.h>

#include <teamsinvite/company.h>

#include "base/check.h"
#include "flow/company_result.h"
#include "flow/consent_check.h"

#define MAX_WAIT_MS INT64_C(3600000)

typedef struct company_check {
    ti_consent_check check;
} company_check;

static ti_verdict check(teamsinvite_call *call, void *state)
{
    company_check *s = state;

    return ti_call_run(call, &s->check);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    company_check *s = state;
    teamsinvite_company company = { .state = s->check.state.record.state, .mode = s->check.state.record.mode };

    memcpy(company.tenant, s->check.state.record.tenant, sizeof(company.tenant));
    return ti_company_done(call, &company);
}

static const ti_step steps[] = {
    { .name = "look whether consent is effective", .ask = check, .flow = &ti_flow_consent_check },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("company.check", steps);

static teamsinvite_status fill(teamsinvite_call *call, company_check *s, const teamsinvite_actor *actor,
                               int64_t max_wait_ms, ti_error *err)
{
    s->check.company = ti_arena_copy_text(&call->arena, actor->company);
    s->check.max_wait_ms = max_wait_ms;
    return s->check.company != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

teamsinvite_status teamsinvite_company_check_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                   int64_t max_wait_ms, teamsinvite_call **out,
                                                   teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_check_range(&error, "max_wait_ms", max_wait_ms, 0, MAX_WAIT_MS) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(company_check), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, max_wait_ms, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_company_check(teamsinvite_client *client, const teamsinvite_actor *actor,
                                             int64_t max_wait_ms, teamsinvite_company **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_company_check_start(client, actor, max_wait_ms, &call, err);

    return ti_finish_company(started, call, out, err);
}
