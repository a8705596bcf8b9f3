/* SPDX-License-Identifier: Apache-2.0 */
/*
 * consent_check.c - whether a tenant's consent is effective.
 *
 * Two things have to come together: the administrator came back from the
 * consent page with a yes, in the session that was sent there; and Entra gives
 * the app a token for that tenant. Neither is enough alone: a redirect can be
 * typed by hand, and the sign-in that binds the company makes the app known in
 * the tenant before anybody has consented to meetings. It may take a while
 * after the click, so a refusal is "not yet" rather than "no".
 */
#include "flow/consent_check.h"

#include <string.h>

#include <teamsinvite/company.h>

#include "proto/graph/user.h"
#include "record/key.h"

enum { PATH_MAX_BYTES = 256 };

#define FIRST_WAIT_MS INT64_C(2000)
#define LONGEST_WAIT_MS INT64_C(30000)

static ti_verdict load(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;

    return ti_ask_company(call, &s->state, s->company);
}

static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;

    if (ti_take_company(call, &s->state) == TI_FAIL)
        return TI_FAIL;
    if (s->state.record.state != TEAMSINVITE_COMPANY_PENDING && s->state.record.state != TEAMSINVITE_COMPANY_ENABLED)
        return ti_call_fail(call, TEAMSINVITE_E_NOT_ENABLED, "nobody has signed in for this company yet");
    return TI_NEXT;
}

static ti_verdict ask_token(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;

    s->consented = s->consented || s->state.record.consented;
    if (!s->consented)
        return TI_DONE;
    memset(&s->grant, 0, sizeof(s->grant));
    s->grant.ask.grant = TI_GRANT_APP;
    s->grant.ask.tenant = s->state.record.tenant;
    s->grant.ask.scope = TI_SCOPE_DEFAULT;
    return ti_call_run(call, &s->grant);
}

static bool means_not_yet(teamsinvite_status status)
{
    return status == TEAMSINVITE_E_CONSENT_REQUIRED || status == TEAMSINVITE_E_CONSENT_PENDING ||
           status == TEAMSINVITE_E_SIGN_IN_AGAIN; /* Graph's 401 */
}

static ti_verdict take_token(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;

    s->effective = !ti_call_failed(call);
    if (!s->effective && !means_not_yet(call->error.status))
        return TI_FAIL;
    s->looks++;
    return TI_NEXT;
}

static bool is_application(const ti_consent_check *s)
{
    return s->state.record.mode == TEAMSINVITE_MODE_APPLICATION;
}

/* A token comes before the permissions do, and may go without them for its whole life. */
static ti_verdict probe(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;
    ti_buf path;

    if (!s->effective || !is_application(s))
        return TI_NEXT;
    s->token = (ti_token){ .given = true, .access_token = s->grant.access_token };
    ti_buf_init(&path, PATH_MAX_BYTES);
    ti_users_probe_path(&path);
    return ti_graph_run(call, &s->probe, &s->token, "GET", &path, NULL);
}

static ti_verdict take_probe(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;

    s->effective = !ti_call_failed(call);
    return s->effective || means_not_yet(call->error.status) ? TI_NEXT : TI_FAIL;
}

static int64_t next_wait_ms(const ti_consent_check *s)
{
    int64_t wait_ms = FIRST_WAIT_MS;
    int32_t i;

    for (i = 1; i < s->looks && wait_ms < LONGEST_WAIT_MS; i++)
        wait_ms *= 2;
    return wait_ms < LONGEST_WAIT_MS ? wait_ms : LONGEST_WAIT_MS;
}

static ti_verdict wait(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;
    int64_t wait_ms = next_wait_ms(s);

    if (s->effective || s->waited_ms + wait_ms > s->max_wait_ms || wait_ms >= ti_call_time_left(call))
        return TI_NEXT;
    s->waited_ms += wait_ms;
    return ti_ask_wait(call, wait_ms);
}

static ti_verdict look_again(teamsinvite_call *call, void *state)
{
    (void)call;
    (void)state;
    return TI_RESTART;
}

/* One that was made before the grant would go without the permissions until it expires. */
static ti_verdict load_app_token(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;

    if (!s->effective || !is_application(s))
        return TI_NEXT;
    s->app_key = ti_key_app(&call->arena, s->company);
    return s->app_key != NULL ? ti_ask_load(call, s->app_key) : ti_call_no_memory(call);
}

static ti_verdict take_app_token(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;

    s->app_version = ti_took_missing(call) ? 0 : call->io.reply_version;
    return TI_NEXT;
}

static ti_verdict forget_app_token(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;

    return s->app_version == 0 ? TI_NEXT : ti_ask_remove(call, s->app_key, s->app_version);
}

/* A conflict: it has just been replaced, so it is new. */
static ti_verdict take_forgotten(teamsinvite_call *call, void *state)
{
    (void)call;
    (void)state;
    return TI_NEXT;
}

static ti_verdict save(teamsinvite_call *call, void *state)
{
    ti_consent_check *s = state;
    int32_t now = s->effective ? TEAMSINVITE_COMPANY_ENABLED : TEAMSINVITE_COMPANY_PENDING;

    if (s->state.record.state == now && s->state.record.consented)
        return TI_DONE;
    s->state.record.state = now;
    s->state.record.consented = true;
    return ti_ask_save_company(call, &s->state);
}

/* A conflict: the record has changed since we looked, perhaps it is being disabled. */
static ti_verdict take_saved(teamsinvite_call *call, void *state)
{
    (void)state;
    return ti_took_conflict(call) ? TI_RESTART : TI_NEXT;
}

static const ti_step steps[] = {
    { .name = "load the company", .ask = load, .take = take_loaded },
    { .name = "ask for an app token", .ask = ask_token, .take = take_token, .flow = &ti_flow_token_grant },
    { .name = "try the permission", .ask = probe, .take = take_probe, .flow = &ti_flow_graph_exchange },
    { .name = "wait to look again", .ask = wait, .take = look_again },
    { .name = "look for an older app token", .ask = load_app_token, .take = take_app_token },
    { .name = "forget it", .ask = forget_app_token, .take = take_forgotten },
    { .name = "keep the state", .ask = save, .take = take_saved },
};

const ti_flow ti_flow_consent_check = TI_FLOW("consent.check", steps);
