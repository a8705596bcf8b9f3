/* SPDX-License-Identifier: Apache-2.0 */
/* id_token.c - who has signed in, signed with RS256. */
#include "sim/id_token.h"

#include <stdio.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/alloc.h"
#include "base/base64.h"
#include "sim/role.h"
#include "sim/scope.h"
#include "sim/sim.h"

enum { HASH_BYTES = 32, TOKEN_MAX = 16384, ISSUER_MAX = 512 };

/* Pairwise: the same person is another subject to another app. */
static void add_subject(cJSON *claims, const ti_sim_grant *grant)
{
    unsigned char hash[HASH_BYTES];
    unsigned int length = 0;
    ti_buf text;

    ti_buf_init(&text, TOKEN_MAX);
    ti_buf_add_text(&text, grant->user->oid);
    ti_buf_add_text(&text, grant->app->id);
    if (EVP_Digest(ti_buf_text(&text), text.len, hash, &length, EVP_sha256(), NULL) != 1)
        length = 0;
    ti_buf_reset(&text);
    ti_base64url_encode(&text, ti_slice_make(hash, length));
    cJSON_AddStringToObject(claims, "sub", ti_buf_text(&text));
    ti_buf_clear(&text);
}

static void add_random(cJSON *claims, const char *name, size_t bytes)
{
    ti_buf text;

    ti_buf_init(&text, TOKEN_MAX);
    ti_sim_random_text(&text, bytes);
    cJSON_AddStringToObject(claims, name, ti_buf_text(&text));
    ti_buf_clear(&text);
}

static const char *name_of(const ti_sim_user *user)
{
    return user->home == NULL ? user->upn : user->home->upn;
}

static void add_profile(cJSON *claims, const ti_sim_user *user)
{
    cJSON_AddStringToObject(claims, "name", user->name);
    cJSON_AddStringToObject(claims, "oid", user->oid);
    cJSON_AddStringToObject(claims, "preferred_username", name_of(user));
}

/* Where the account is at home: idp only for a guest, in the form of version 1 as ever. */
static void add_home(cJSON *claims, const ti_sim_user *user)
{
    char provider[ISSUER_MAX];

    if (user->home == NULL)
        return;
    (void)snprintf(provider, sizeof(provider), "https://sts.windows.net/%s/", user->home->tenant->id);
    cJSON_AddStringToObject(claims, "idp", provider);
}

/* What a registration asks for on top. */
static void add_optional(cJSON *claims, const ti_sim_user *user)
{
    cJSON_AddNumberToObject(claims, "acct", user->home == NULL ? 0 : 1);
    cJSON_AddItemToObject(claims, "wids", ti_sim_roles_json(user));
}

static cJSON *make_claims(const ti_sim_exchange *x, const ti_sim_grant *grant, const char *nonce)
{
    int64_t lifetime_s = ti_sim_option(x->sim, TEAMSINVITE_SIM_TOKEN_LIFETIME_S);
    int64_t issued_s = x->now_ms / 1000 - 300; /* Entra dates them back by five minutes */
    char issuer[ISSUER_MAX];
    cJSON *claims = cJSON_CreateObject();

    (void)snprintf(issuer, sizeof(issuer), "%s/%s/v2.0", x->sim->authority, grant->tenant->id);
    cJSON_AddStringToObject(claims, "aud", grant->app->id);
    cJSON_AddStringToObject(claims, "iss", issuer);
    cJSON_AddNumberToObject(claims, "iat", (double)issued_s);
    cJSON_AddNumberToObject(claims, "nbf", (double)issued_s);
    cJSON_AddNumberToObject(claims, "exp", (double)(issued_s + 300 + lifetime_s));
    if ((grant->scopes & TI_SIM_PROFILE) != 0)
        add_profile(claims, grant->user);
    if ((grant->scopes & TI_SIM_EMAIL) != 0)
        cJSON_AddStringToObject(claims, "email", name_of(grant->user));
    add_home(claims, grant->user);
    if (ti_sim_option(x->sim, TEAMSINVITE_SIM_OPTIONAL_CLAIMS) != 0)
        add_optional(claims, grant->user);
    if (nonce != NULL)
        cJSON_AddStringToObject(claims, "nonce", nonce);
    add_random(claims, "rh", 36);
    add_subject(claims, grant);
    cJSON_AddStringToObject(claims, "tid", grant->tenant->id);
    add_random(claims, "uti", 16);
    cJSON_AddStringToObject(claims, "ver", "2.0");
    return claims;
}

static cJSON *make_header(const ti_sim_keys *keys)
{
    cJSON *header = cJSON_CreateObject();

    cJSON_AddStringToObject(header, "typ", "JWT");
    cJSON_AddStringToObject(header, "alg", "RS256");
    cJSON_AddStringToObject(header, "kid", keys->first->kid);
    return header;
}

static bool add_part(ti_buf *out, const cJSON *json)
{
    char *text = json == NULL ? NULL : cJSON_PrintUnformatted(json);
    bool ok = text != NULL && ti_base64url_encode(out, ti_slice_of(text));

    if (text != NULL)
        ti_wipe(text, strlen(text));
    cJSON_free(text);
    return ok;
}

static bool write_signed(const ti_sim_id_token *token, ti_buf *out)
{
    ti_sim_keys *keys = &token->sim->keys;
    bool ok;
    ti_buf text;

    ti_buf_init(&text, TOKEN_MAX);
    ok = add_part(&text, token->header) && ti_buf_add_char(&text, '.') && add_part(&text, token->claims) &&
         ti_buf_add(out, ti_buf_slice(&text)) && ti_buf_add_char(out, '.');
    if (ok && !token->without_signature) {
        ok = !token->with_foreign_key || ti_sim_keys_need_foreign(keys);
        ok = ok && ti_sim_sign(token->with_foreign_key ? keys->foreign : keys->first->pair, ti_buf_slice(&text), out);
    }
    ti_buf_clear(&text);
    return ok;
}

bool ti_sim_id_token_write(ti_sim_exchange *x, const ti_sim_grant *grant, const char *nonce, ti_buf *out)
{
    ti_sim_id_token token = { .sim = x->sim, .authority = x->sim->authority };
    bool ok = false;

    if (!ti_sim_keys_need(&x->sim->keys))
        return false;
    token.header = make_header(&x->sim->keys);
    token.claims = make_claims(x, grant, nonce);
    if (token.header != NULL && token.claims != NULL) {
        (void)ti_sim_scenario_run(&x->sim->scenarios, TI_SIM_WITHIN, x->place, &token);
        ok = write_signed(&token, out);
    }
    cJSON_Delete(token.header);
    cJSON_Delete(token.claims);
    return ok;
}
