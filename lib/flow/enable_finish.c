/* SPDX-License-Identifier: Apache-2.0 */
/* enable_finish.c - the administrator has signed in: bind the company to the tenant, begin the consent. */
#include <string.h>

#include <teamsinvite/company.h>

#include "client/event.h"
#include "flow/signin_finish.h"

static ti_verdict exchange_code(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    s->grant.ask.grant = TI_GRANT_CODE;
    s->grant.ask.tenant = s->signin.tenant;
    s->grant.ask.scope = TI_SCOPE_IDENTITY;
    s->grant.ask.code = s->query.code;
    s->grant.ask.verifier = s->signin.verifier;
    return ti_call_run(call, &s->grant);
}

static ti_verdict verify(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    s->identity.authority_tenant = s->signin.tenant;
    s->identity.id_token = s->grant.id_token;
    s->identity.access_token = s->grant.access_token;
    s->identity.nonce = s->signin.nonce;
    s->identity.started_ms = s->signin.started_ms;
    return ti_call_run(call, &s->identity);
}

/* In application mode the app reaches every recruiter's meetings, so who binds
 * the directory has to be more than anybody in it. */
static bool may_bind(const teamsinvite_call *call, const ti_signin_finish *s)
{
    return s->signin.mode != TEAMSINVITE_MODE_APPLICATION || call->client->config->takes_any_role ||
           s->identity.identity.administrator;
}

/* A guest of a tenant does not speak for it. */
static ti_verdict take_identity(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    if (ti_call_failed(call))
        return TI_FAIL;
    if (s->identity.identity.guest)
        return ti_call_fail(call, TEAMSINVITE_E_WRONG_ACCOUNT,
                            "the account is a guest of that directory; a member has to enable the company");
    if (!may_bind(call, s))
        return ti_call_fail(call, TEAMSINVITE_E_DENIED,
                            "Entra names no administrator role of the account (claim wids of the id_token)");
    return TI_NEXT;
}

static ti_verdict load(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    return ti_ask_company(call, &s->company, s->signin.company);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    if (ti_take_company(call, &s->company) == TI_FAIL)
        return TI_FAIL;
    if (s->company.record.state == TEAMSINVITE_COMPANY_DISABLING)
        return ti_call_fail(call, TEAMSINVITE_E_CONFLICT,
                            "the company is being disabled; repeat company.disable first");
    if (s->company.version != 0 && strcmp(s->company.record.tenant, s->identity.identity.tid) != 0)
        return ti_call_fail(call, TEAMSINVITE_E_CONFLICT,
                            "the company is bound to another directory; disable it first");
    return TI_NEXT;
}

static ti_verdict claim(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    s->claim.company = s->signin.company;
    s->claim.tenant = s->identity.identity.tid;
    return ti_call_run(call, &s->claim);
}

static ti_verdict save(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    if (s->company.version != 0 && s->company.record.mode == s->signin.mode) /* bound to this very tenant already */
        return TI_NEXT;
    s->company.record.state = TEAMSINVITE_COMPANY_PENDING;
    s->company.record.mode = s->signin.mode;
    s->company.record.consented = false;
    memcpy(s->company.record.tenant, s->identity.identity.tid, sizeof(s->company.record.tenant));
    return ti_ask_save_company(call, &s->company);
}

static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    const ti_signin_finish *s = state;
    const teamsinvite_event event = { .kind = TEAMSINVITE_EVENT_TENANT_BOUND,
                                      .message = "a company was bound to the directory its administrator signed in to",
                                      .company = s->signin.company,
                                      .user = s->signin.user };

    if (ti_took_conflict(call))
        return TI_RESTART; /* what it is by now decides */
    ti_event_raise(call->client, &event);
    return TI_NEXT;
}

static const ti_step bind_steps[] = {
    { .name = "load the company", .ask = load, .take = take_loaded },
    { .name = "claim the tenant", .ask = claim, .flow = &ti_flow_tenant_claim },
    { .name = "bind it to the tenant", .ask = save, .take = take_saved },
};

static const ti_flow bind_flow = TI_FLOW("company.bind", bind_steps);

/* A flow of its own, for the code is good once and these may be repeated. */
static ti_verdict bind_company(teamsinvite_call *call, void *state)
{
    return ti_call_run(call, state);
}

static ti_verdict begin_consent(teamsinvite_call *call, void *state)
{
    ti_signin_finish *s = state;

    s->consent.record = s->signin;
    s->consent.record.kind = TI_SIGNIN_CONSENT;
    s->consent.record.tenant = s->company.record.tenant;
    s->consent.scope = TI_SCOPE_DEFAULT;
    return ti_call_run(call, &s->consent);
}

static const ti_step steps[] = {
    { .name = "exchange the code", .ask = exchange_code, .flow = &ti_flow_token_grant },
    { .name = "verify who it is", .ask = verify, .take = take_identity, .flow = &ti_flow_identity },
    { .name = "bind it to the tenant", .ask = bind_company, .flow = &bind_flow },
    { .name = "begin the consent", .ask = begin_consent, .flow = &ti_flow_signin_begin },
};

const ti_flow ti_flow_enable_finish = TI_FLOW("enable.finish", steps);
