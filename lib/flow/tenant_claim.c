/* SPDX-License-Identifier: Apache-2.0 */
/* tenant_claim.c - one directory, one company. */
#include "flow/tenant_claim.h"

#include <string.h>

#include "record/key.h"
#include "record/tenant_record.h"

static ti_verdict load(teamsinvite_call *call, void *state)
{
    ti_tenant_claim *s = state;

    s->key = ti_key_tenant(&call->arena, s->tenant);
    return s->key != NULL ? ti_ask_load(call, s->key) : ti_call_no_memory(call);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    ti_tenant_claim *s = state;

    s->version = 0;
    s->holder = NULL;
    if (ti_took_missing(call))
        return TI_NEXT;
    if (ti_take_record(call, s->key, &s->version) == TI_FAIL)
        return TI_FAIL;
    return ti_call_checked(
        ti_tenant_record_read(&s->holder, ti_buf_slice(&call->record), &call->arena, &call->error));
}

static bool is_ours(const ti_tenant_claim *s)
{
    return s->holder != NULL && strcmp(s->holder, s->company) == 0;
}

static ti_verdict load_claimed(teamsinvite_call *call, void *state)
{
    return call->client->config->shares_tenants ? TI_DONE : load(call, state);
}

static ti_verdict take_claimed(teamsinvite_call *call, void *state)
{
    if (take_loaded(call, state) == TI_FAIL)
        return TI_FAIL;
    return is_ours(state) ? TI_DONE : TI_NEXT;
}

static ti_verdict load_holder(teamsinvite_call *call, void *state)
{
    ti_tenant_claim *s = state;

    return s->holder == NULL ? TI_NEXT : ti_ask_company(call, &s->other, s->holder);
}

/* A claim without a company that lives up to it is what a crash has left. */
static ti_verdict take_holder(teamsinvite_call *call, void *state)
{
    ti_tenant_claim *s = state;

    if (ti_take_company(call, &s->other) == TI_FAIL)
        return TI_FAIL;
    if (s->other.version == 0 || strcmp(s->other.record.tenant, s->tenant) != 0)
        return TI_NEXT;
    return ti_call_fail(call, TEAMSINVITE_E_CONFLICT,
                        "the directory is bound to another company of this system; disable that one first");
}

static ti_verdict save(teamsinvite_call *call, void *state)
{
    ti_tenant_claim *s = state;

    ti_tenant_record_write(&call->record, s->company);
    return ti_ask_save(call, s->key, s->version, 0);
}

static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_took_conflict(call) ? TI_RESTART : TI_DONE;
}

static const ti_step claim_steps[] = {
    { .name = "look whose the directory is", .ask = load_claimed, .take = take_claimed },
    { .name = "look whether that holds", .ask = load_holder, .take = take_holder },
    { .name = "claim the directory", .ask = save, .take = take_saved },
};

const ti_flow ti_flow_tenant_claim = TI_FLOW("tenant.claim", claim_steps);

static ti_verdict remove_it(teamsinvite_call *call, void *state)
{
    ti_tenant_claim *s = state;

    return is_ours(s) ? ti_ask_remove(call, s->key, s->version) : TI_DONE;
}

static ti_verdict take_removed(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_took_conflict(call) ? TI_RESTART : TI_DONE;
}

static const ti_step release_steps[] = {
    { .name = "look whose the directory is", .ask = load, .take = take_loaded },
    { .name = "release the directory", .ask = remove_it, .take = take_removed },
};

const ti_flow ti_flow_tenant_release = TI_FLOW("tenant.release", release_steps);
