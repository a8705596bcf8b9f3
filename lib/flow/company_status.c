/* SPDX-License-Identifier: Apache-2.0 */
/* company_status.c - company.status: what our own records say of a company. */
#include <string.h>

#include <teamsinvite/company.h>

#include "flow/company_load.h"
#include "flow/company_result.h"

typedef struct company_status {
    const char *id;
    ti_company_state company;
} company_status;

static ti_verdict load(teamsinvite_call *call, void *state)
{
    company_status *s = state;

    return ti_ask_company(call, &s->company, s->id);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    company_status *s = state;

    return ti_take_company(call, &s->company);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    company_status *s = state;
    teamsinvite_company company = { .state = s->company.record.state, .mode = s->company.record.mode };

    memcpy(company.tenant, s->company.record.tenant, sizeof(company.tenant));
    return ti_company_done(call, &company);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load, .take = take_loaded },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("company.status", steps);

static teamsinvite_status fill(teamsinvite_call *call, company_status *s, const teamsinvite_actor *actor,
                               ti_error *err)
{
    s->id = ti_arena_copy_text(&call->arena, actor->company);
    return s->id != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

teamsinvite_status teamsinvite_company_status_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                    teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK && ti_actor_check(actor, &error) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(company_status), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_company_status(teamsinvite_client *client, const teamsinvite_actor *actor,
                                              teamsinvite_company **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_company_status_start(client, actor, &call, err);

    return ti_finish_company(started, call, out, err);
}
