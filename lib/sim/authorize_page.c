/* SPDX-License-Identifier: Apache-2.0 */
/* authorize_page.c - the sign-in page: pick an account, go back with a code. */
#include <string.h>

#include "sim/authorize_request.h"
#include "sim/client_info.h"
#include "sim/html.h"
#include "sim/role.h"
#include "sim/router.h"
#include "sim/scope.h"
#include "sim/sim.h"

enum { CODE_MAX = 2048, QUERY_MAX = 8192 };

#define CODE_LIFETIME_MS INT64_C(600000)

static const ti_sim_refusal cancelled = { 400, "access_denied", 65004,
                                          "User declined to consent to access the app.", NULL, 0 };
static const ti_sim_refusal not_in_tenant = {
    400, "invalid_request", 50020,
    "User account from identity provider does not exist in tenant and cannot access the application in that tenant.",
    NULL, 0
};
static const ti_sim_refusal disabled = { 400, "access_denied", 50057, "The user account is disabled.", NULL, 0 };
static const ti_sim_refusal needs_admin = {
    400, "access_denied", 90094,
    "Needs administrator approval: the application requests permissions that only an administrator can grant.", NULL, 0
};
static const ti_sim_refusal malformed = { 400, "invalid_request", 9002313,
                                          "Invalid request. Request is malformed or invalid.", NULL, 0 };

/* What this person would newly consent to by signing in. */
static uint32_t missing_consent(const ti_sim_authorize *ask, const ti_sim_user *user)
{
    return ask->scopes & ~ti_sim_consented(user, ask->app);
}

static void add_form_begin(ti_sim_exchange *x)
{
    ti_sim_page_add(x, "<form method=\"post\" action=\"");
    ti_sim_page_slice(x, x->target);
    ti_sim_page_add(x, "\">\n");
}

static void add_account(ti_sim_exchange *x, const ti_sim_authorize *ask, const ti_sim_user *user)
{
    uint32_t missing = missing_consent(ask, user);
    ti_buf words;

    add_form_begin(x);
    ti_sim_page_add(x, "<input type=\"hidden\" name=\"account\" value=\"");
    ti_sim_page_text(x, user->oid);
    ti_sim_page_add(x, "\">\n<button type=\"submit\">");
    ti_sim_page_text(x, user->name);
    ti_sim_page_add(x, "<small>");
    ti_sim_page_text(x, user->upn);
    ti_sim_page_add(x, "</small>");
    if (missing != 0) {
        ti_buf_init(&words, QUERY_MAX);
        ti_sim_scope_explain(&words, missing);
        ti_sim_page_add(x, "<small>By signing in you allow this app to: ");
        ti_sim_page_text(x, ti_buf_text(&words));
        ti_sim_page_add(x, ".</small>");
        ti_buf_clear(&words);
    }
    ti_sim_page_add(x, "</button>\n</form>\n");
}

static bool is_hinted(const ti_sim_authorize *ask, const ti_sim_user *user)
{
    return ask->login_hint != NULL && ti_slice_equal_nocase(ti_slice_of(ask->login_hint), ti_slice_of(user->upn));
}

/* Twice: first the account that was asked for, then the others. */
static void add_accounts(ti_sim_exchange *x, const ti_sim_authorize *ask, bool hinted)
{
    const ti_sim_tenant *tenant = x->sim->directory.tenants;
    const ti_sim_user *user;

    for (; tenant != NULL; tenant = tenant->next) {
        for (user = tenant->users; user != NULL; user = user->next) {
            if (ti_sim_authority_offers(&ask->authority, user) && is_hinted(ask, user) == hinted)
                add_account(x, ask, user);
        }
    }
}

static void show_page(ti_sim_exchange *x, const ti_sim_authorize *ask)
{
    ti_sim_page_begin(x, 200, "Pick an account");
    add_accounts(x, ask, true);
    add_accounts(x, ask, false);
    add_form_begin(x);
    ti_sim_page_add(x, "<input type=\"hidden\" name=\"cancel\" value=\"1\">\n"
                       "<button class=\"plain\" type=\"submit\">Cancel</button>\n</form>\n");
    ti_sim_page_end(x);
}

static void add_client_info(const ti_sim_authorize *ask, const ti_sim_user *user, ti_buf *query, bool *first)
{
    const char *wanted = ti_sim_form_get(&ask->query, "client_info");
    ti_buf text;

    if (wanted == NULL || strcmp(wanted, "1") != 0)
        return;
    ti_buf_init(&text, QUERY_MAX);
    ti_sim_client_info(&text, user);
    ti_sim_form_add(query, first, "client_info", ti_buf_text(&text));
    ti_buf_clear(&text);
}

static void go_back(ti_sim_exchange *x, const ti_sim_authorize *ask, ti_sim_user *user, const char *code)
{
    char session_state[TI_SIM_GUID_SIZE];
    bool first = true;
    ti_buf query;

    ti_sim_guid(session_state);
    ti_buf_init(&query, QUERY_MAX);
    ti_sim_form_add(&query, &first, "code", code);
    add_client_info(ask, user, &query, &first);
    ti_sim_form_add(&query, &first, "state", ask->state);
    ti_sim_form_add(&query, &first, "session_state", session_state);
    ti_sim_redirect(x, ask->redirect_uri, &query);
    ti_buf_clear(&query);
}

/* Who signs in with what was asked for has done what was wanted. */
static void step_up(const ti_sim_authorize *ask, ti_sim_user *user)
{
    ti_sim_user *account = user->home == NULL ? user : user->home;

    if (ask->claims != NULL && strstr(ask->claims, account->step_up) != NULL)
        account->step_up[0] = '\0';
}

static void give_code(ti_sim_exchange *x, const ti_sim_authorize *ask, ti_sim_user *user)
{
    ti_sim_grant grant = { .kind = TI_SIM_CODE, .tenant = user->tenant, .user = user, .app = ask->app };
    ti_sim_binding binding = { ask->authority.name, ask->redirect_uri, ask->challenge, ask->nonce };
    ti_buf code;

    step_up(ask, user);
    ti_buf_init(&code, CODE_MAX);
    grant.scopes = ask->scopes;
    grant.session = ti_sim_account(user)->session;
    grant.events = ti_sim_account(user)->events;
    grant.expires_ms = x->now_ms + CODE_LIFETIME_MS;
    if (ti_sim_grant_issue(&x->sim->grants, &grant, &binding, &code))
        go_back(x, ask, user, ti_buf_text(&code));
    else
        x->response->failed = true;
    ti_buf_clear(&code);
}

static void sign_in(ti_sim_exchange *x, const ti_sim_authorize *ask, const char *oid)
{
    ti_sim_user *user = ti_sim_user_find(&x->sim->directory, ask->authority.tenant, oid);
    uint32_t missing = user == NULL ? 0 : missing_consent(ask, user);
    bool may_consent;

    if (user == NULL || !ti_sim_authority_offers(&ask->authority, user)) {
        ti_sim_refuse_on_page(x, &not_in_tenant);
        return;
    }
    may_consent = ti_sim_option(x->sim, TEAMSINVITE_SIM_USER_CONSENT) != 0 || ti_sim_may_consent(user, false);
    if (ti_sim_is_disabled(user))
        ti_sim_refuse_on_page(x, &disabled);
    else if (missing != 0 && !may_consent)
        ti_sim_refuse_on_page(x, &needs_admin);
    else if (missing != 0 && !ti_sim_consent_user(user, ask->app, missing))
        x->response->failed = true;
    else
        give_code(x, ask, user);
}

static void take_form(ti_sim_exchange *x, const ti_sim_authorize *ask)
{
    ti_sim_form form;
    const char *account;

    if (!ti_sim_content_is(x, "application/x-www-form-urlencoded") ||
        !ti_sim_form_read(&form, x->request.body, &x->arena) || form.count != 1) {
        ti_sim_refuse_on_page(x, &malformed);
        return;
    }
    account = ti_sim_form_get(&form, "account");
    if (ti_sim_form_get(&form, "cancel") != NULL)
        ti_sim_refuse_by_redirect(x, &cancelled, ask->redirect_uri, ask->state, "error_subcode=cancel");
    else if (account != NULL)
        sign_in(x, ask, account);
    else
        ti_sim_refuse_on_page(x, &malformed);
}

void ti_sim_serve_authorize(ti_sim_exchange *x)
{
    ti_sim_authorize ask;

    if (!ti_sim_method_is(x, "GET") && !ti_sim_method_is(x, "POST"))
        ti_sim_refuse_on_page(x, &malformed);
    else if (!ti_sim_authorize_read(x, &ask))
        return;
    else if (ti_sim_method_is(x, "GET"))
        show_page(x, &ask);
    else
        take_form(x, &ask);
}
