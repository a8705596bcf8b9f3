/* SPDX-License-Identifier: Apache-2.0 */
/* token_endpoint.c - where codes and refresh tokens become tokens. */
#include <string.h>

#include "sim/client_auth.h"
#include "sim/client_info.h"
#include "sim/id_token.h"
#include "sim/router.h"
#include "sim/scope.h"
#include "sim/sim.h"
#include "sim/token_grants.h"

/* Tokens that can be challenged are good for a day. */
enum { TEXT_MAX = 32 * 1024, LONG_LIFETIME_S = 86399 };

#define REFRESH_LIFETIME_MS (INT64_C(90) * 86400000)

static const ti_sim_refusal wrong_method = {
    400, "invalid_request", 900561, "The endpoint only accepts POST, OPTIONS requests. Received another request.", NULL,
    0
};
static const ti_sim_refusal cross_origin = {
    400,     "invalid_request",
    9002326, "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
    NULL,    0
};
static const ti_sim_refusal malformed = { 400,     "invalid_request",
                                          9002313, "Invalid request. Request is malformed or invalid.",
                                          NULL,    0 };
static const ti_sim_refusal wrong_claims = { 400,   "invalid_request",
                                             90023, "The provided value for the input parameter 'claims' is not valid.",
                                             NULL,  0 };
static const ti_sim_refusal no_grant_type = {
    400, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.", NULL, 0
};
static const ti_sim_refusal wrong_grant_type = { 400,   "unsupported_grant_type",
                                                 70003, "The app requested an unsupported grant type.",
                                                 NULL,  0 };

typedef struct grant_type {
    const char *name;
    const ti_sim_refusal *(*take)(ti_sim_token_ask *ask);
} grant_type;

static const grant_type grant_types[] = {
    { "authorization_code", ti_sim_grant_by_code },
    { "refresh_token", ti_sim_grant_by_refresh },
    { "client_credentials", ti_sim_grant_by_app },
};

/* A body of another type is not read, so its fields are missing. */
static const ti_sim_refusal *read_form(ti_sim_token_ask *ask)
{
    ti_slice origin;

    if (!ti_sim_method_is(ask->x, "POST"))
        return &wrong_method;
    if (ti_sim_header_find(ask->x, "Origin", &origin))
        return &cross_origin;
    if (!ti_sim_content_is(ask->x, "application/x-www-form-urlencoded"))
        return &no_grant_type;
    if (!ti_sim_form_read(&ask->form, ask->x->request.body, &ask->x->arena))
        return &malformed;
    return ti_sim_claims_read(ti_sim_form_get(&ask->form, "claims"), &ask->claims) ? NULL : &wrong_claims;
}

static const ti_sim_refusal *take_grant(ti_sim_token_ask *ask)
{
    const char *name = ti_sim_form_get(&ask->form, "grant_type");
    const ti_sim_refusal *refusal;
    size_t i;

    if (name == NULL)
        return &no_grant_type;
    for (i = 0; i < sizeof(grant_types) / sizeof(grant_types[0]); i++) {
        if (strcmp(name, grant_types[i].name) != 0)
            continue;
        refusal = ti_sim_client_auth(ask->x, &ask->form, &ask->app);
        return refusal != NULL ? refusal : grant_types[i].take(ask);
    }
    return &wrong_grant_type;
}

static void add_token(ti_sim_token_ask *ask, cJSON *json, const char *name, ti_sim_grant_kind kind, int64_t lifetime_ms)
{
    teamsinvite_sim *sim = ask->x->sim;
    ti_buf text;

    ti_buf_init(&text, TEXT_MAX);
    ask->grant.kind = kind;
    ask->grant.app = ask->app;
    ask->grant.expires_ms = ask->x->now_ms + lifetime_ms;
    if (!ti_sim_grant_issue(&sim->grants, &ask->grant, NULL, &text))
        ask->x->response->failed = true;
    cJSON_AddStringToObject(json, name, ti_buf_text(&text));
    ti_buf_clear(&text);
}

/* A refresh token stands for all that was consented, not only for what was
 * asked this time; the old one dies only where rotation is strict. */
static void add_refresh_token(ti_sim_token_ask *ask, cJSON *json)
{
    uint32_t narrowed = ask->grant.scopes;

    if ((narrowed & TI_SIM_OFFLINE) == 0)
        return;
    ask->grant.scopes = ask->spent->scopes;
    add_token(ask, json, "refresh_token", TI_SIM_REFRESH, REFRESH_LIFETIME_MS);
    ask->grant.scopes = narrowed;
    if (ti_sim_option(ask->x->sim, TEAMSINVITE_SIM_ROTATE_STRICTLY) != 0)
        ask->spent->used = true;
}

static void add_id_token(ti_sim_token_ask *ask, cJSON *json)
{
    ti_buf text;

    if ((ask->grant.scopes & TI_SIM_OPENID) == 0)
        return;
    ti_buf_init(&text, TEXT_MAX);
    if (!ti_sim_id_token_write(ask->x, &ask->grant, ask->nonce, &text))
        ask->x->response->failed = true;
    cJSON_AddStringToObject(json, "id_token", ti_buf_text(&text));
    ti_buf_clear(&text);
}

static void add_client_info(ti_sim_token_ask *ask, cJSON *json)
{
    const char *wanted = ti_sim_form_get(&ask->form, "client_info");
    ti_buf text;

    if (wanted == NULL || strcmp(wanted, "1") != 0)
        return;
    ti_buf_init(&text, TEXT_MAX);
    if (!ti_sim_client_info(&text, ask->grant.user))
        ask->x->response->failed = true;
    cJSON_AddStringToObject(json, "client_info", ti_buf_text(&text));
    ti_buf_clear(&text);
}

static void add_scope(const ti_sim_token_ask *ask, cJSON *json)
{
    ti_buf text;

    ti_buf_init(&text, TEXT_MAX);
    ti_sim_scope_write(&text, ask->grant.scopes);
    cJSON_AddStringToObject(json, "scope", ti_buf_text(&text));
    ti_buf_clear(&text);
}

static void answer(ti_sim_token_ask *ask)
{
    int64_t lifetime_s =
        ask->grant.capable ? LONG_LIFETIME_S : ti_sim_option(ask->x->sim, TEAMSINVITE_SIM_TOKEN_LIFETIME_S);
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "token_type", "Bearer");
    if (ask->with_user)
        add_scope(ask, json);
    cJSON_AddNumberToObject(json, "expires_in", (double)lifetime_s);
    cJSON_AddNumberToObject(json, "ext_expires_in", (double)lifetime_s);
    add_token(ask, json, "access_token", TI_SIM_ACCESS, lifetime_s * 1000);
    if (ask->with_user) {
        add_refresh_token(ask, json);
        add_id_token(ask, json);
        add_client_info(ask, json);
    }
    ti_sim_response_begin(ask->x->response, 200);
    ti_sim_response_add(ask->x->response, "Content-Type", "application/json; charset=utf-8");
    ti_sim_response_add(ask->x->response, "Cache-Control", "no-store, no-cache");
    ti_sim_response_add(ask->x->response, "Pragma", "no-cache");
    ti_sim_response_json(ask->x->response, json);
}

/* "return-client-request-id: true" */
static void echo_request_id(ti_sim_exchange *x)
{
    const char *copy;
    ti_slice wanted;
    ti_slice id;

    if (!ti_sim_header_find(x, "return-client-request-id", &wanted) ||
        !ti_slice_equal_nocase(wanted, TI_SLICE("true")) || !ti_sim_header_find(x, "client-request-id", &id))
        return;
    copy = ti_arena_copy(&x->arena, id);
    if (copy != NULL)
        ti_sim_response_add(x->response, "client-request-id", copy);
}

void ti_sim_serve_token(ti_sim_exchange *x)
{
    ti_sim_token_ask ask = { .x = x };
    const ti_sim_refusal *refusal = read_form(&ask);

    if (refusal == NULL)
        refusal = ti_sim_authority_read(x, &ask.authority);
    if (refusal == NULL)
        refusal = take_grant(&ask);
    if (refusal == NULL)
        answer(&ask);
    else
        ti_sim_refuse(x, refusal);
    echo_request_id(x);
}
