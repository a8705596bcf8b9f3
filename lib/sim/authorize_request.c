/* SPDX-License-Identifier: Apache-2.0 */
/* authorize_request.c - what the browser brings to the sign-in page, checked. */
#include "sim/authorize_request.h"

#include <string.h>

#include "sim/claims.h"
#include "sim/scope.h"
#include "sim/sim.h"

enum { CHALLENGE_LENGTH = 43 };

static const ti_sim_refusal malformed = { 400, "invalid_request", 9002313,
                                          "Invalid request. Request is malformed or invalid.", NULL, 0 };
static const ti_sim_refusal no_client_id = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'client_id'.", NULL, 0
};
static const ti_sim_refusal unknown_app = {
    400, "unauthorized_client", 700016,
    "Application was not found in the directory. This can happen if the application has not been installed by the "
    "administrator of the tenant or consented to by any user in the tenant.",
    NULL, 0
};
static const ti_sim_refusal no_redirect_uri = { 400, "invalid_request", 900971, "No reply address provided.", NULL,
                                                0 };
static const ti_sim_refusal wrong_redirect_uri = {
    400, "invalid_request", 50011,
    "The redirect URI specified in the request does not match the redirect URIs configured for the application.", NULL,
    0
};
static const ti_sim_refusal no_state = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'state'.", NULL, 0
};
static const ti_sim_refusal no_response_type = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'response_type'.", NULL, 0
};
static const ti_sim_refusal id_token_not_enabled = {
    400, "unsupported_response_type", 700054, "response_type 'id_token' is not enabled for the application.", NULL, 0
};
static const ti_sim_refusal wrong_response_type = {
    400, "unsupported_response_type", 70005, "The app returned an unsupported response type.", NULL, 0
};
static const ti_sim_refusal wrong_response_mode = {
    400, "invalid_request", 70007, "The provided value for the input parameter 'response_mode' is not supported.",
    NULL, 0
};
static const ti_sim_refusal no_scope = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'scope'.", NULL, 0
};
static const ti_sim_refusal wrong_scope = { 400, "invalid_scope", 70011,
                                            "The provided value for the input parameter 'scope' is not valid.", NULL,
                                            0 };
static const ti_sim_refusal wrong_resource = {
    400, "invalid_resource", 500011, "The resource principal was not found in the tenant.", NULL, 0
};
static const ti_sim_refusal no_challenge = {
    400, "invalid_request", 50147, "Missing code challenge, or code_challenge_method is not 'S256'.", NULL, 0
};
static const ti_sim_refusal wrong_challenge = { 400, "invalid_request", 501491,
                                                "Invalid size of Code_Challenge parameter.", NULL, 0 };
static const ti_sim_refusal no_session = {
    400, "login_required", 50058, "A silent sign-in request was sent but no user is signed in.", NULL, 0
};
static const ti_sim_refusal hint_and_selection = {
    400, "invalid_request", 90005,
    "Unable to complete the request: login_hint and prompt=select_account cannot be used together.", NULL, 0
};
static const ti_sim_refusal wrong_prompt = {
    400, "invalid_request", 90023, "The provided value for the input parameter 'prompt' is not valid.", NULL, 0
};

static const ti_sim_refusal wrong_claims = {
    400, "invalid_request", 90023, "The provided value for the input parameter 'claims' is not valid.", NULL, 0
};

static const char *get(const ti_sim_authorize *ask, const char *name)
{
    return ti_sim_form_get(&ask->query, name);
}

const ti_sim_refusal *ti_sim_authorize_read_app(ti_sim_exchange *x, ti_sim_authorize *out)
{
    const ti_sim_refusal *refusal;

    memset(out, 0, sizeof(*out));
    refusal = ti_sim_authority_read(x, &out->authority);
    if (refusal != NULL)
        return refusal;
    if (!ti_sim_form_read(&out->query, x->query, &x->arena))
        return &malformed;
    if (get(out, "client_id") == NULL)
        return &no_client_id;
    out->app = ti_sim_app_find(&x->sim->directory, get(out, "client_id"));
    if (out->app == NULL)
        return &unknown_app;
    out->redirect_uri = get(out, "redirect_uri");
    if (out->redirect_uri == NULL)
        return &no_redirect_uri;
    if (!ti_sim_text_has(out->app->redirect_uris, out->redirect_uri))
        return &wrong_redirect_uri;
    out->state = get(out, "state");
    return out->state == NULL ? &no_state : NULL;
}

static const ti_sim_refusal *read_response(const ti_sim_authorize *ask)
{
    const char *type = get(ask, "response_type");
    const char *mode = get(ask, "response_mode");

    if (type == NULL)
        return &no_response_type;
    if (strstr(type, "id_token") != NULL)
        return &id_token_not_enabled;
    if (strcmp(type, "code") != 0)
        return &wrong_response_type;
    return mode != NULL && strcmp(mode, "query") != 0 ? &wrong_response_mode : NULL;
}

static const ti_sim_refusal *read_scope(const ti_sim_exchange *x, ti_sim_authorize *ask)
{
    const char *scope = get(ask, "scope");

    switch (ti_sim_scope_read(x->sim->graph, scope == NULL ? "" : scope, &ask->scopes)) {
    case TI_SIM_SCOPE_GOOD:
        ask->scopes = ti_sim_scope_expand(ask->scopes);
        return NULL;
    case TI_SIM_SCOPE_EMPTY:
        return &no_scope;
    case TI_SIM_SCOPE_FOREIGN:
        return &wrong_resource;
    case TI_SIM_SCOPE_UNKNOWN:
        break;
    }
    return &wrong_scope;
}

static bool is_base64url(const char *text)
{
    return text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0';
}

static const ti_sim_refusal *read_challenge(ti_sim_authorize *ask)
{
    const char *method = get(ask, "code_challenge_method");

    ask->challenge = get(ask, "code_challenge");
    if (ask->challenge == NULL || method == NULL || strcmp(method, "S256") != 0)
        return &no_challenge;
    if (strlen(ask->challenge) != CHALLENGE_LENGTH || !is_base64url(ask->challenge))
        return &wrong_challenge;
    return NULL;
}

static const ti_sim_refusal *read_prompt(ti_sim_authorize *ask)
{
    const char *prompt = get(ask, "prompt");

    ask->login_hint = get(ask, "login_hint");
    if (prompt == NULL || strcmp(prompt, "login") == 0 || strcmp(prompt, "consent") == 0)
        return NULL;
    if (strcmp(prompt, "none") == 0)
        return &no_session;
    if (strcmp(prompt, "select_account") != 0)
        return &wrong_prompt;
    return ask->login_hint != NULL ? &hint_and_selection : NULL;
}

static const ti_sim_refusal *read_claims(ti_sim_authorize *ask)
{
    ti_sim_claims claims;

    ask->claims = get(ask, "claims");
    return ti_sim_claims_read(ask->claims, &claims) ? NULL : &wrong_claims;
}

bool ti_sim_authorize_read(ti_sim_exchange *x, ti_sim_authorize *out)
{
    const ti_sim_refusal *refusal = ti_sim_authorize_read_app(x, out);

    if (refusal != NULL) {
        ti_sim_refuse_on_page(x, refusal);
        return false;
    }
    out->nonce = get(out, "nonce");
    refusal = read_response(out);
    if (refusal == NULL)
        refusal = read_scope(x, out);
    if (refusal == NULL)
        refusal = read_challenge(out);
    if (refusal == NULL)
        refusal = read_prompt(out);
    if (refusal == NULL)
        refusal = read_claims(out);
    if (refusal != NULL)
        ti_sim_refuse_by_redirect(x, refusal, out->redirect_uri, out->state, NULL);
    return refusal == NULL;
}
