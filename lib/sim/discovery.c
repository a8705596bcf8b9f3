/* SPDX-License-Identifier: Apache-2.0 */
/* discovery.c - the OpenID Connect discovery document and the keys document. */
#include <stdio.h>

#include "sim/authority.h"
#include "sim/router.h"
#include "sim/sim.h"

enum { URL_MAX = 512 };

static const ti_sim_refusal wrong_method = { 405, "invalid_request", 900561,
                                             "The endpoint only accepts GET, OPTIONS requests.", NULL, 0 };

static bool read_authority(ti_sim_exchange *x, ti_sim_authority *authority)
{
    const ti_sim_refusal *refusal = ti_sim_authority_read(x, authority);

    if (refusal == NULL && !ti_sim_method_is(x, "GET"))
        refusal = &wrong_method;
    if (refusal != NULL)
        ti_sim_refuse(x, refusal);
    return refusal == NULL;
}

static void begin_json(ti_sim_exchange *x)
{
    ti_sim_response_begin(x->response, 200);
    ti_sim_response_add(x->response, "Content-Type", "application/json; charset=utf-8");
    ti_sim_response_add(x->response, "Cache-Control", "max-age=86400, private");
}

/* Without a tenant the issuer is a template, literally. */
static void write_issuer(const ti_sim_exchange *x, const ti_sim_authority *authority, char out[URL_MAX])
{
    (void)snprintf(out, URL_MAX, "%s/%s/v2.0", x->sim->authority,
                   authority->tenant == NULL ? "{tenantid}" : authority->tenant->id);
}

static void add_url(const ti_sim_exchange *x, cJSON *json, const char *name, const ti_sim_authority *authority,
                    const char *tail)
{
    char url[URL_MAX];

    (void)snprintf(url, sizeof(url), "%s/%s/%s", x->sim->authority, authority->name, tail);
    cJSON_AddStringToObject(json, name, url);
}

static void add_list(cJSON *json, const char *name, const char *const *values, int count)
{
    cJSON_AddItemToObject(json, name, cJSON_CreateStringArray(values, count));
}

static void add_abilities(cJSON *json)
{
    static const char *const auth[] = { "client_secret_post", "private_key_jwt", "client_secret_basic" };
    static const char *const modes[] = { "query" };
    static const char *const subjects[] = { "pairwise" };
    static const char *const algorithms[] = { "RS256" };
    static const char *const types[] = { "code" };
    static const char *const scopes[] = { "openid", "profile", "email", "offline_access" };
    static const char *const claims[] = { "sub", "iss",      "aud",  "exp", "iat", "auth_time",          "nonce",
                                          "ver", "tid",      "name", "oid", "uti", "preferred_username", "email" };

    add_list(json, "token_endpoint_auth_methods_supported", auth, 3);
    add_list(json, "response_modes_supported", modes, 1);
    add_list(json, "subject_types_supported", subjects, 1);
    add_list(json, "id_token_signing_alg_values_supported", algorithms, 1);
    add_list(json, "response_types_supported", types, 1);
    add_list(json, "scopes_supported", scopes, 4);
    add_list(json, "claims_supported", claims, 14);
    cJSON_AddFalseToObject(json, "request_uri_parameter_supported");
}

void ti_sim_serve_metadata(ti_sim_exchange *x)
{
    cJSON *json;
    ti_sim_authority authority;
    char issuer[URL_MAX];

    if (!read_authority(x, &authority))
        return;
    json = cJSON_CreateObject();
    write_issuer(x, &authority, issuer);
    add_url(x, json, "token_endpoint", &authority, "oauth2/v2.0/token");
    add_url(x, json, "jwks_uri", &authority, "discovery/v2.0/keys");
    cJSON_AddStringToObject(json, "issuer", issuer);
    add_url(x, json, "authorization_endpoint", &authority, "oauth2/v2.0/authorize");
    add_abilities(json);
    if (authority.tenant == NULL)
        cJSON_AddNullToObject(json, "tenant_region_scope");
    else
        cJSON_AddStringToObject(json, "tenant_region_scope", "EU");
    cJSON_AddStringToObject(json, "cloud_instance_name", "microsoftonline.com");
    cJSON_AddStringToObject(json, "msgraph_host", "graph.microsoft.com");
    begin_json(x);
    ti_sim_response_json(x->response, json);
}

static void add_key(ti_sim_exchange *x, cJSON *list, const ti_sim_key *key, const char *issuer)
{
    cJSON *json = cJSON_CreateObject();
    ti_buf modulus;

    ti_buf_init(&modulus, URL_MAX);
    if (!ti_sim_key_modulus(key, &modulus))
        x->response->failed = true;
    cJSON_AddStringToObject(json, "kty", "RSA");
    cJSON_AddStringToObject(json, "use", "sig");
    cJSON_AddStringToObject(json, "kid", key->kid);
    cJSON_AddStringToObject(json, "n", ti_buf_text(&modulus));
    cJSON_AddStringToObject(json, "e", "AQAB");
    cJSON_AddStringToObject(json, "cloud_instance_name", "microsoftonline.com");
    cJSON_AddStringToObject(json, "issuer", issuer);
    cJSON_AddItemToArray(list, json);
    ti_buf_clear(&modulus);
}

void ti_sim_serve_keys(ti_sim_exchange *x)
{
    const ti_sim_key *key;
    cJSON *json;
    cJSON *list;
    ti_sim_authority authority;
    char issuer[URL_MAX];

    if (!read_authority(x, &authority))
        return;
    if (!ti_sim_keys_need(&x->sim->keys))
        x->response->failed = true;
    write_issuer(x, &authority, issuer);
    json = cJSON_CreateObject();
    list = cJSON_AddArrayToObject(json, "keys");
    for (key = x->sim->keys.first; key != NULL; key = key->next)
        add_key(x, list, key, issuer);
    begin_json(x);
    ti_sim_response_json(x->response, json);
}
