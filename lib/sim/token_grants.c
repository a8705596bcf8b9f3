/* SPDX-License-Identifier: Apache-2.0 */
/* token_grants.c - the three grant types of the token endpoint. */
#include "sim/token_grants.h"

#include <string.h>

#include <openssl/evp.h>

#include "base/base64.h"
#include "sim/challenge.h"
#include "sim/scope.h"
#include "sim/sim.h"

enum { CHALLENGE_MAX = 64, CLAIMS_MAX = 256, VERIFIER_MIN = 43, VERIFIER_MAX = 128, HASH_BYTES = 32 };

static const ti_sim_refusal no_code = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'code'.", NULL, 0
};
static const ti_sim_refusal no_redirect_uri = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'redirect_uri'.", NULL, 0
};
static const ti_sim_refusal no_refresh_token = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'refresh_token'.", NULL, 0
};
static const ti_sim_refusal no_scope = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'scope'.", NULL, 0
};
static const ti_sim_refusal unknown_code = {
    400, "invalid_grant", 70000, "The provided value for the 'code' parameter is not valid.", NULL, 0
};
static const ti_sim_refusal used_code = {
    400, "invalid_grant", 54005,
    "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh "
    "token.",
    NULL, 0
};
static const ti_sim_refusal expired_code = {
    400, "invalid_grant", 70008, "The provided authorization code or refresh token has expired.", NULL, 0
};
static const ti_sim_refusal foreign_authority = {
    400, "invalid_grant", 700005,
    "Provided Authorization Code is intended to be used against other tenant, thus rejected.", NULL, 0
};
static const ti_sim_refusal unregistered_uri = {
    401, "invalid_client", 50011,
    "The redirect URI specified in the request does not match the redirect URIs configured for the application.", NULL,
    0
};
static const ti_sim_refusal other_uri = {
    400, "invalid_grant", 50011,
    "The reply address does not match the reply address provided when requesting Authorization code.", NULL, 70002
};
static const ti_sim_refusal wrong_verifier = {
    400, "invalid_grant", 501481, "The Code_Verifier does not match the code_challenge supplied in the authorization "
                                  "request.", NULL, 0
};
static const ti_sim_refusal dead_refresh_token = { 400, "invalid_grant", 9002313,
                                                   "Invalid request. Request is malformed or invalid.", NULL, 0 };
static const ti_sim_refusal foreign_refresh_token = { 400, "invalid_grant", 70000,
                                                      "The provided grant is not valid for this client.", NULL, 0 };
static const ti_sim_refusal replaced_refresh_token = {
    400, "invalid_grant", 70000, "The refresh token was already used and has been replaced.", "bad_token", 0
};
static const ti_sim_refusal idle_refresh_token = {
    400, "invalid_grant", 700082, "The refresh token has expired due to inactivity.", "bad_token", 0
};
static const ti_sim_refusal revoked = {
    400, "invalid_grant", 50173,
    "The provided grant has expired due to it being revoked, a fresh auth token is needed.", NULL, 0
};
static const ti_sim_refusal disabled = { 400, "invalid_grant", 50057, "The user account is disabled.", NULL, 0 };
static const ti_sim_refusal needs_more = {
    400, "invalid_grant", 50076,
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must use "
    "multi-factor authentication to access the resource.",
    "basic_action", 0
};
static const ti_sim_refusal not_in_tenant = {
    400, "invalid_grant", 50020,
    "User account from identity provider does not exist in tenant and cannot access the application in that tenant.",
    NULL, 0
};
static const ti_sim_refusal not_consented = {
    400, "invalid_grant", 65001, "The user or administrator has not consented to use the application.",
    "consent_required", 0
};
static const ti_sim_refusal wrong_scope = { 400, "invalid_scope", 70011,
                                            "The provided value for the input parameter 'scope' is not valid.", NULL,
                                            0 };
static const ti_sim_refusal wrong_resource = {
    400, "invalid_resource", 500011, "The resource principal was not found in the tenant.", NULL, 0
};
static const ti_sim_refusal no_tenant = {
    400, "invalid_request", 50059,
    "No tenant-identifying information found in either the request or implied by any provided credentials.", NULL, 0
};
static const ti_sim_refusal no_principal = {
    401, "invalid_client", 7000229,
    "The client application is missing service principal in the tenant. See instructions here: "
    "https://go.microsoft.com/fwlink/?linkid=2225119",
    NULL, 0
};

static const char *get(const ti_sim_token_ask *ask, const char *name)
{
    return ti_sim_form_get(&ask->form, name);
}

/* The scope of the form; all that the code or refresh token stands for where there is none. */
static const ti_sim_refusal *read_scope(ti_sim_token_ask *ask, uint32_t allowed)
{
    const char *scope = get(ask, "scope");
    uint32_t asked = 0;

    ask->grant.scopes = allowed;
    if (scope == NULL)
        return NULL;
    switch (ti_sim_scope_read(ask->x->sim->graph, scope, &asked)) {
    case TI_SIM_SCOPE_EMPTY:
        return &no_scope;
    case TI_SIM_SCOPE_UNKNOWN:
        return &wrong_scope;
    case TI_SIM_SCOPE_FOREIGN:
        return &wrong_resource;
    case TI_SIM_SCOPE_GOOD:
        break;
    }
    ask->grant.scopes = ti_sim_scope_expand(asked);
    return (ask->grant.scopes & ~allowed) != 0 ? &not_consented : NULL;
}

/* Something more than a refresh is wanted, and the refusal says what. */
static const ti_sim_refusal *ask_for_more(const ti_sim_token_ask *ask, const char *step_up)
{
    ti_buf claims;

    ti_buf_init(&claims, CLAIMS_MAX);
    ti_buf_add_text(&claims, "{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"");
    ti_buf_add_text(&claims, step_up);
    ti_buf_add_text(&claims, "\"]}}}");
    ask->x->claims = ti_arena_copy(&ask->x->arena, ti_buf_slice(&claims));
    ti_buf_clear(&claims);
    return &needs_more;
}

/* What holds for the person, whatever pays. */
static const ti_sim_refusal *check_user(const ti_sim_token_ask *ask)
{
    const ti_sim_grant *spent = ask->spent;
    const char *step_up = ti_sim_account(spent->user)->step_up;

    if (spent->session != ti_sim_account(spent->user)->session)
        return &revoked;
    if (ti_sim_is_disabled(spent->user))
        return &disabled;
    if (step_up[0] != '\0')
        return ask_for_more(ask, step_up);
    if ((ask->grant.scopes & ~ti_sim_consented(spent->user, ask->app)) != 0)
        return &not_consented;
    return NULL;
}

static void inherit(ti_sim_token_ask *ask)
{
    ask->with_user = true;
    ask->grant.tenant = ask->spent->tenant;
    ask->grant.user = ask->spent->user;
    ask->grant.session = ask->spent->session;
    ask->grant.events = ti_sim_events_behind(ask->spent->user, ask->spent->events, &ask->claims);
    ask->grant.capable = ask->claims.capable;
}

static bool verifier_matches(const char *verifier, const char *challenge)
{
    unsigned char hash[HASH_BYTES];
    unsigned int length = 0;
    bool matches = false;
    size_t size = strlen(verifier);
    ti_buf text;

    if (size < VERIFIER_MIN || size > VERIFIER_MAX)
        return false;
    ti_buf_init(&text, CHALLENGE_MAX);
    if (EVP_Digest(verifier, size, hash, &length, EVP_sha256(), NULL) == 1 &&
        ti_base64url_encode(&text, ti_slice_make(hash, length)))
        matches = strcmp(ti_buf_text(&text), challenge) == 0;
    ti_buf_clear(&text);
    return matches;
}

static const ti_sim_refusal *check_code(const ti_sim_token_ask *ask)
{
    const ti_sim_grant *code = ask->spent;
    const char *redirect_uri = get(ask, "redirect_uri");
    const char *verifier = get(ask, "code_verifier");

    if (code == NULL || code->app != ask->app)
        return &unknown_code;
    if (code->used)
        return &used_code;
    if (code->expires_ms <= ask->x->now_ms)
        return &expired_code;
    if (strcmp(code->authority, ask->authority.name) != 0)
        return &foreign_authority;
    if (!ti_sim_text_has(ask->app->redirect_uris, redirect_uri))
        return &unregistered_uri;
    if (strcmp(code->redirect_uri, redirect_uri) != 0)
        return &other_uri;
    if (verifier == NULL || !verifier_matches(verifier, code->challenge))
        return &wrong_verifier;
    return NULL;
}

const ti_sim_refusal *ti_sim_grant_by_code(ti_sim_token_ask *ask)
{
    const char *code = get(ask, "code");
    const ti_sim_refusal *refusal;

    if (code == NULL)
        return &no_code;
    if (get(ask, "redirect_uri") == NULL)
        return &no_redirect_uri;
    ask->spent = ti_sim_grant_find(&ask->x->sim->grants, TI_SIM_CODE, ti_slice_of(code));
    refusal = check_code(ask);
    if (refusal == NULL)
        refusal = read_scope(ask, ask->spent->scopes);
    if (refusal == NULL)
        refusal = check_user(ask);
    if (refusal != NULL)
        return refusal;
    ask->spent->used = true;
    ask->nonce = ask->spent->nonce;
    inherit(ask);
    return NULL;
}

static const ti_sim_refusal *check_refresh_token(const ti_sim_token_ask *ask)
{
    const ti_sim_grant *token = ask->spent;

    if (token == NULL)
        return &dead_refresh_token;
    if (token->app != ask->app)
        return &foreign_refresh_token;
    if (!ti_sim_authority_admits(&ask->authority, token->tenant))
        return &not_in_tenant;
    if (token->expires_ms <= ask->x->now_ms)
        return &idle_refresh_token;
    return token->used ? &replaced_refresh_token : NULL;
}

const ti_sim_refusal *ti_sim_grant_by_refresh(ti_sim_token_ask *ask)
{
    const char *token = get(ask, "refresh_token");
    const ti_sim_refusal *refusal;

    if (token == NULL)
        return &no_refresh_token;
    ask->spent = ti_sim_grant_find(&ask->x->sim->grants, TI_SIM_REFRESH, ti_slice_of(token));
    refusal = check_refresh_token(ask);
    if (refusal == NULL)
        refusal = read_scope(ask, ask->spent->scopes);
    if (refusal == NULL)
        refusal = check_user(ask);
    if (refusal != NULL)
        return refusal;
    inherit(ask);
    return NULL;
}

const ti_sim_refusal *ti_sim_grant_by_app(ti_sim_token_ask *ask)
{
    const char *scope = get(ask, "scope");
    const ti_sim_principal *principal;
    uint32_t asked = 0;
    ti_sim_scope_found found;

    if (ask->authority.tenant == NULL)
        return &no_tenant;
    if (scope == NULL)
        return &no_scope;
    found = ti_sim_scope_read(ask->x->sim->graph, scope, &asked);
    if (found == TI_SIM_SCOPE_FOREIGN)
        return &wrong_resource;
    if (found != TI_SIM_SCOPE_GOOD || asked != TI_SIM_DEFAULT)
        return &wrong_scope;
    principal = ti_sim_principal_find(ask->authority.tenant, ask->app);
    if (principal == NULL)
        return &no_principal;
    ask->grant.tenant = ask->authority.tenant;
    ask->grant.roles = principal->roles;
    (void)ti_sim_scenario_run(&ask->x->sim->scenarios, TI_SIM_WITHIN, TI_SIM_AT_APP, &ask->grant);
    return NULL;
}
