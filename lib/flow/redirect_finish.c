/* SPDX-License-Identifier: Apache-2.0 */
/* redirect_finish.c - redirect.finish: the browser is back, whatever it was for. */
#include <string.h>

#include <teamsinvite/company.h>
#include <teamsinvite/redirect.h>

#include "base/check.h"
#include "flow/redirect_result.h"
#include "flow/signin_finish.h"
#include "record/key.h"

typedef struct redirect_finish {
    const char *session;
    const char *key;
    int64_t version;
    ti_signin_finish finish;
} redirect_finish;

static ti_verdict load(teamsinvite_call *call, void *state)
{
    redirect_finish *s = state;

    s->key = ti_key_signin(&call->arena, s->finish.query.state);
    return s->key != NULL ? ti_ask_load(call, s->key) : ti_call_no_memory(call);
}

static ti_verdict refuse_state(teamsinvite_call *call)
{
    return ti_call_fail(call, TEAMSINVITE_E_STATE,
                        "the redirect belongs to no sign-in under way: it is foreign, expired, or was used already");
}

/* A sign-in comes back with a code, a consent with admin_consent; either may
 * come back with an error instead. */
static bool fits(const ti_redirect_query *query, const ti_signin_record *signin)
{
    if (query->error != NULL)
        return true;
    return signin->kind == TI_SIGNIN_CONSENT ? query->has_consent : query->code != NULL;
}

/* All that can be refused is refused here, before the state is used up: a
 * stranger who got hold of it must not burn it for its owner. */
static ti_verdict take_loaded(teamsinvite_call *call, void *state)
{
    redirect_finish *s = state;
    const ti_signin_record *signin = &s->finish.signin;

    if (ti_took_missing(call) || call->io.reply_due_ms <= ti_call_now(call))
        return refuse_state(call);
    if (ti_take_record(call, s->key, &s->version) == TI_FAIL ||
        ti_signin_record_read(&s->finish.signin, ti_buf_slice(&call->record), &call->arena, &call->error) !=
            TEAMSINVITE_OK)
        return TI_FAIL;
    if (!ti_secret_equal(ti_slice_of(signin->session), ti_slice_of(s->session)))
        return ti_call_fail(call, TEAMSINVITE_E_SESSION, "the sign-in was begun in another browser session");
    if (strcmp(signin->redirect_uri, s->finish.query.url) != 0 || !fits(&s->finish.query, signin))
        return refuse_state(call);
    return TI_NEXT;
}

static ti_verdict use_up(teamsinvite_call *call, void *state)
{
    redirect_finish *s = state;

    return ti_ask_remove(call, s->key, s->version);
}

/* Of several redirects with one state exactly one gets past here. A conflict:
 * it has been sealed anew meanwhile, and is still to be used up. */
static ti_verdict take_used(teamsinvite_call *call, void *state)
{
    redirect_finish *s = state;

    if (ti_took_conflict(call))
        return TI_RESTART;
    if (ti_took_missing(call))
        return refuse_state(call);
    if (s->finish.query.error != NULL)
        return ti_call_checked(ti_redirect_query_refusal(&s->finish.query, &call->error));
    return TI_NEXT;
}

static ti_verdict run_for(teamsinvite_call *call, redirect_finish *s, ti_signin_kind kind)
{
    return s->finish.signin.kind == kind ? ti_call_run(call, &s->finish) : TI_NEXT;
}

static ti_verdict finish_enable(teamsinvite_call *call, void *state)
{
    return run_for(call, state, TI_SIGNIN_ENABLE);
}

static ti_verdict finish_consent(teamsinvite_call *call, void *state)
{
    return run_for(call, state, TI_SIGNIN_CONSENT);
}

static ti_verdict finish_connect(teamsinvite_call *call, void *state)
{
    return run_for(call, state, TI_SIGNIN_CONNECT);
}

static ti_verdict answer(teamsinvite_call *call, void *state)
{
    redirect_finish *s = state;
    const ti_signin_finish *finish = &s->finish;
    teamsinvite_redirect redirect = { .operation = finish->signin.kind == TI_SIGNIN_CONNECT ? "user.connect"
                                                                                            : "company.enable" };

    redirect.company = ti_arena_copy_text(&call->arena, finish->signin.company);
    redirect.user = ti_arena_copy_text(&call->arena, finish->signin.user);
    if (finish->signin.kind == TI_SIGNIN_ENABLE) {
        redirect.url = ti_arena_copy_text(&call->arena, finish->consent.url);
        redirect.expires_at_ms = finish->consent.expires_at_ms;
    } else {
        redirect.company_state = finish->signin.kind == TI_SIGNIN_CONSENT ? finish->check.state.record.state
                                                                          : finish->company.record.state;
    }
    return ti_redirect_done(call, &redirect);
}

static const ti_step steps[] = {
    { .name = "load the sign-in", .ask = load, .take = take_loaded },
    { .name = "use it up", .ask = use_up, .take = take_used },
    { .name = "finish the enabling sign-in", .ask = finish_enable, .flow = &ti_flow_enable_finish },
    { .name = "finish the consent", .ask = finish_consent, .flow = &ti_flow_consent_finish },
    { .name = "finish the connecting sign-in", .ask = finish_connect, .flow = &ti_flow_connect_finish },
    { .name = "answer", .ask = answer },
};

static const ti_flow flow = TI_FLOW("redirect.finish", steps);

static teamsinvite_status fill(teamsinvite_call *call, redirect_finish *s, const char *session, const char *url,
                               ti_error *err)
{
    s->session = ti_signin_session(call, session);
    if (s->session == NULL)
        return ti_fail_no_memory(err);
    return ti_redirect_query_read(&s->finish.query, ti_slice_of(url), &call->arena, err);
}

teamsinvite_status teamsinvite_redirect_finish_start(teamsinvite_client *client, const char *session,
                                                     const char *url, teamsinvite_call **out,
                                                     teamsinvite_error **err)
{
    ti_error error = { 0 };
    void *state;

    if (ti_call_begin(client, out, &error) == TEAMSINVITE_OK &&
        ti_check_session(&error, session) == TEAMSINVITE_OK &&
        ti_check_given(&error, "url", url) == TEAMSINVITE_OK &&
        ti_call_new(out, client, &flow, sizeof(redirect_finish), &state, &error) == TEAMSINVITE_OK)
        (void)fill(*out, state, session, url, &error);
    return ti_call_started(out, &error, err);
}

teamsinvite_status teamsinvite_redirect_finish(teamsinvite_client *client, const char *session, const char *url,
                                               teamsinvite_redirect **out, teamsinvite_error **err)
{
    teamsinvite_call *call = NULL;
    teamsinvite_status started = teamsinvite_redirect_finish_start(client, session, url, &call, err);

    return ti_finish_redirect(started, call, out, err);
}
