/* SPDX-License-Identifier: Apache-2.0 */
/* company_disable.c - company.disable: stop new work, then erase all that is stored of a company. */
#include <teamsinvite/company.h>

#include "client/event.h"
#include "flow/company_load.h"
#include "flow/erase.h"
#include "flow/tenant_claim.h"
#include "record/key.h"

typedef struct company_disable {
    const char *id;
    ti_company_state company;
    ti_erase erase;
    ti_tenant_claim claim;
} company_disable;

/* Begun anew after a conflict, no batch stands in call->record any more. */
static ti_verdict load(teamsinvite_call *call, void *state)
{
    company_disable *s = state;

    s->erase.listed = false;
    return ti_ask_company(call, &s->company, s->id);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    company_disable *s = state;

    return ti_take_company(call, &s->company);
}

/* From here on no operation finds the company enabled. */
static ti_verdict stop_work(teamsinvite_call *call, void *state)
{
    company_disable *s = state;

    if (s->company.version == 0 || s->company.record.state == TEAMSINVITE_COMPANY_DISABLING)
        return TI_NEXT;
    s->company.record.state = TEAMSINVITE_COMPANY_DISABLING;
    return ti_ask_save_company(call, &s->company);
}

static ti_verdict take_stopped(teamsinvite_call *call, void *state)
{
    company_disable *s = state;

    if (ti_took_conflict(call))
        return TI_RESTART;
    s->company.version++;
    return TI_NEXT;
}

static ti_verdict erase(teamsinvite_call *call, void *state)
{
    company_disable *s = state;

    s->erase.prefix = ti_key_company_prefix(&call->arena, s->id);
    s->erase.limit = INT64_MAX;
    return s->erase.prefix != NULL ? ti_call_run(call, &s->erase) : ti_call_no_memory(call);
}

static ti_verdict release_tenant(teamsinvite_call *call, void *state)
{
    company_disable *s = state;

    if (s->company.version == 0)
        return TI_NEXT;
    s->claim.company = s->id;
    s->claim.tenant = s->company.record.tenant;
    return ti_call_run(call, &s->claim);
}

static ti_verdict remove_company(teamsinvite_call *call, void *state)
{
    company_disable *s = state;

    return s->company.version == 0 ? TI_NEXT : ti_ask_remove(call, s->company.key, s->company.version);
}

static ti_verdict take_removed(teamsinvite_call *call, void *state)
{
    company_disable *s = state;
    const teamsinvite_event event = { .kind = TEAMSINVITE_EVENT_TENANT_RELEASED,
                                      .message = "a company was disabled, and its directory is free again",
                                      .company = s->id };

    if (ti_took_conflict(call))
        return TI_RESTART;
    if (ti_took_missing(call))
        return TI_NEXT;
    s->erase.counts.records++;
    ti_event_raise(call->client, &event);
    return TI_NEXT;
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    company_disable *s = state;

    return ti_erase_done(call, &s->erase);
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load, .take = take_loaded },
    { .name = "stop new work", .ask = stop_work, .take = take_stopped },
    { .name = "erase its records", .ask = erase, .flow = &ti_flow_erase },
    { .name = "release the tenant", .ask = release_tenant, .flow = &ti_flow_tenant_release },
    { .name = "remove the company", .ask = remove_company, .take = take_removed },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("company.disable", steps);

static teamsinvite_status fill(teamsinvite_call *call, company_disable *s, const teamsinvite_actor *actor,
                               ti_error *err)
{
    s->id = ti_arena_copy_text(&call->arena, actor->company);
    return s->id != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
}

teamsinvite_status teamsinvite_company_disable_start(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                     teamsinvite_call **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK &&
        ti_actor_check_admin(actor, &error) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(company_disable), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, actor, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_company_disable(teamsinvite_client *client, const teamsinvite_actor *actor,
                                               teamsinvite_erasure **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_company_disable_start(client, actor, &call, err);

    return ti_finish_erasure(started, call, out, err);
}
