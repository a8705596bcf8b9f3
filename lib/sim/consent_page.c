/* SPDX-License-Identifier: Apache-2.0 */
/* consent_page.c - the page on which an administrator consents for the directory. */
#include "sim/consent_page.h"

#include <string.h>

#include "sim/app_role.h"
#include "sim/authorize_request.h"
#include "sim/html.h"
#include "sim/role.h"
#include "sim/router.h"
#include "sim/scope.h"
#include "sim/sim.h"

enum { QUERY_MAX = 8192, SCOPES_MAX = 2048 };

static const ti_sim_refusal malformed = { 400, "invalid_request", 9002313,
                                          "Invalid request. Request is malformed or invalid.", NULL, 0 };
static const ti_sim_refusal no_common = { 400, "invalid_request", 9001023,
                                          "The request is not supported over the /common endpoint.", NULL, 0 };
static const ti_sim_refusal no_scope = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'scope'.", NULL, 0
};
static const ti_sim_refusal wrong_scope = { 400, "invalid_scope", 70011,
                                            "The provided value for the input parameter 'scope' is not valid.", NULL,
                                            0 };
static const ti_sim_refusal wrong_resource = {
    400, "invalid_resource", 500011, "The resource principal was not found in the tenant.", NULL, 0
};
static const ti_sim_refusal declined = { 400, "consent_required", 65004,
                                         "User declined to consent to access the app.", NULL, 0 };
static const ti_sim_refusal needs_admin = { 400, "access_denied", 90094, "Needs administrator approval.", NULL, 0 };
static const ti_sim_refusal disabled = { 400, "access_denied", 50057, "The user account is disabled.", NULL, 0 };
static const ti_sim_refusal not_in_tenant = {
    400, "invalid_request", 50020,
    "User account from identity provider does not exist in tenant and cannot access the application in that tenant.",
    NULL, 0
};

/* In the version 2.0 endpoint even an error says admin_consent=True. */
static void go_back_without(ti_sim_exchange *x, const ti_sim_authorize *ask, const ti_sim_refusal *refusal)
{
    ti_sim_refuse_by_redirect(x, refusal, ask->redirect_uri, ask->state, "admin_consent=True");
}

/* Either single delegated permissions, or {graph}/.default alone. */
static const ti_sim_refusal *read_scope(const ti_sim_exchange *x, ti_sim_authorize *ask)
{
    const char *scope = ti_sim_form_get(&ask->query, "scope");
    ti_sim_scope_found found = ti_sim_scope_read(x->sim->graph, scope == NULL ? "" : scope, &ask->scopes);
    bool is_mixed = (ask->scopes & TI_SIM_DEFAULT) != 0 && ask->scopes != TI_SIM_DEFAULT;

    if (found == TI_SIM_SCOPE_EMPTY)
        return &no_scope;
    if (found == TI_SIM_SCOPE_FOREIGN)
        return &wrong_resource;
    return found == TI_SIM_SCOPE_GOOD && !is_mixed ? NULL : &wrong_scope;
}

static bool read_ask(ti_sim_exchange *x, ti_sim_authorize *ask)
{
    const ti_sim_refusal *refusal = ti_sim_authorize_read_app(x, ask);

    if (refusal == NULL && strcmp(ask->authority.name, "common") == 0)
        refusal = &no_common;
    if (refusal != NULL) {
        ti_sim_refuse_on_page(x, refusal);
        return false;
    }
    refusal = read_scope(x, ask);
    if (refusal != NULL)
        go_back_without(x, ask, refusal);
    return refusal == NULL;
}

static void add_choice(ti_sim_exchange *x, const ti_sim_user *user)
{
    bool is_admin = ti_sim_may_consent(user, false);

    ti_sim_page_add(x, "<label><input type=\"radio\" name=\"account\" required value=\"");
    ti_sim_page_text(x, user->oid);
    ti_sim_page_add(x, "\"> ");
    ti_sim_page_text(x, user->name);
    ti_sim_page_add(x, "<small>");
    ti_sim_page_text(x, user->upn);
    ti_sim_page_add(x, is_admin ? ", administrator</small></label>\n" : "</small></label>\n");
}

static void add_permissions(ti_sim_exchange *x, const ti_sim_authorize *ask)
{
    ti_buf words;

    ti_buf_init(&words, SCOPES_MAX);
    ti_sim_scope_explain(&words, ti_sim_scope_expand(ask->scopes));
    ti_sim_page_add(x, "<p>If you accept, this app may, for everybody in the organisation: ");
    ti_sim_page_text(x, ti_buf_text(&words));
    if ((ask->scopes & TI_SIM_DEFAULT) != 0 && ask->app->roles != 0) {
        ti_buf_reset(&words);
        ti_sim_app_roles_explain(&words, ask->app->roles);
        ti_sim_page_add(x, "; and without a signed-in user: ");
        ti_sim_page_text(x, ti_buf_text(&words));
    }
    ti_sim_page_add(x, ".</p>\n");
    ti_buf_clear(&words);
}

static void show_page(ti_sim_exchange *x, const ti_sim_authorize *ask)
{
    const ti_sim_tenant *tenant = x->sim->directory.tenants;
    const ti_sim_user *user;

    ti_sim_page_begin(x, 200, "Permissions requested");
    add_permissions(x, ask);
    ti_sim_page_add(x, "<form method=\"post\" action=\"");
    ti_sim_page_slice(x, x->target);
    ti_sim_page_add(x, "\">\n");
    for (; tenant != NULL; tenant = tenant->next) {
        for (user = tenant->users; user != NULL; user = user->next) {
            if (ti_sim_authority_offers(&ask->authority, user))
                add_choice(x, user);
        }
    }
    ti_sim_page_add(x, "<button class=\"main\" type=\"submit\" name=\"decision\" value=\"accept\">Accept</button>\n"
                       "<button class=\"plain\" type=\"submit\" name=\"decision\" value=\"cancel\" formnovalidate>"
                       "Cancel</button>\n</form>\n");
    ti_sim_page_end(x);
}

/* What was granted, in full names, as the redirect lists it. */
static void list_granted(const ti_sim_exchange *x, ti_buf *out, uint32_t scopes)
{
    ti_slice rest;
    ti_slice name;
    ti_buf names;

    ti_buf_init(&names, SCOPES_MAX);
    ti_sim_scope_write(&names, ti_sim_scope_expand(scopes) & ~(uint32_t)TI_SIM_IDENTITY);
    rest = ti_buf_slice(&names);
    while (ti_slice_next(&rest, ' ', &name)) {
        ti_buf_add_text(out, out->len == 0 ? "" : " ");
        ti_buf_add_text(out, x->sim->graph);
        ti_buf_add_char(out, '/');
        ti_buf_add(out, name);
    }
    ti_buf_clear(&names);
}

static void go_back_with(ti_sim_exchange *x, const ti_sim_authorize *ask, const ti_sim_tenant *tenant)
{
    bool first = true;
    ti_buf scopes;
    ti_buf query;

    ti_buf_init(&scopes, SCOPES_MAX);
    ti_buf_init(&query, QUERY_MAX);
    list_granted(x, &scopes, ask->scopes);
    ti_sim_form_add(&query, &first, "admin_consent", "True");
    ti_sim_form_add(&query, &first, "tenant", tenant->id);
    ti_sim_form_add(&query, &first, "state", ask->state);
    ti_sim_form_add(&query, &first, "scope", ti_buf_text(&scopes));
    ti_sim_redirect(x, ask->redirect_uri, &query);
    ti_buf_clear(&scopes);
    ti_buf_clear(&query);
}

static void accept(ti_sim_exchange *x, const ti_sim_authorize *ask, const char *oid)
{
    ti_sim_user *user = ti_sim_user_find(&x->sim->directory, ask->authority.tenant, oid);
    bool is_static = (ask->scopes & TI_SIM_DEFAULT) != 0;

    if (user == NULL || !ti_sim_authority_offers(&ask->authority, user))
        ti_sim_refuse_on_page(x, &not_in_tenant);
    else if (ti_sim_is_disabled(user))
        ti_sim_refuse_on_page(x, &disabled);
    else if (!ti_sim_may_consent(user, is_static && ask->app->roles != 0))
        ti_sim_refuse_on_page(x, &needs_admin);
    else if (!ti_sim_consent_all(user->tenant, ask->app, ti_sim_scope_expand(ask->scopes) | TI_SIM_IDENTITY,
                                 is_static ? ask->app->roles : 0))
        x->response->failed = true;
    else
        go_back_with(x, ask, user->tenant);
}

static void take_form(ti_sim_exchange *x, const ti_sim_authorize *ask)
{
    const char *answer;
    const char *account;
    ti_sim_form form;
    ti_sim_decision decision;

    if (!ti_sim_content_is(x, "application/x-www-form-urlencoded") ||
        !ti_sim_form_read(&form, x->request.body, &x->arena) || ti_sim_form_get(&form, "decision") == NULL) {
        ti_sim_refuse_on_page(x, &malformed);
        return;
    }
    answer = ti_sim_form_get(&form, "decision");
    account = ti_sim_form_get(&form, "account");
    decision.accepted = strcmp(answer, "accept") == 0;
    (void)ti_sim_scenario_run(&x->sim->scenarios, TI_SIM_WITHIN, TI_SIM_AT_CONSENT, &decision);
    if (!decision.accepted)
        go_back_without(x, ask, &declined);
    else if (account == NULL)
        ti_sim_refuse_on_page(x, &malformed);
    else
        accept(x, ask, account);
}

void ti_sim_serve_consent(ti_sim_exchange *x)
{
    ti_sim_authorize ask;

    if (!ti_sim_method_is(x, "GET") && !ti_sim_method_is(x, "POST"))
        ti_sim_refuse_on_page(x, &malformed);
    else if (!read_ask(x, &ask))
        return;
    else if (ti_sim_method_is(x, "GET"))
        show_page(x, &ask);
    else
        take_form(x, &ask);
}
