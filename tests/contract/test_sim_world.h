/* SPDX-License-Identifier: Apache-2.0 */
/* test_sim_world.h - a simulator with its defaults, a stopped clock, and short ways to ask it. */
#ifndef TEST_SIM_WORLD_H
#define TEST_SIM_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>
#include <openssl/evp.h>
#include <teamsinvite/sim.h>

/* 2030-01-15T09:00:00Z */
#define NOW_MS INT64_C(1894698000000)
#define AUTHORITY "https://login.microsoftonline.com/"
#define GRAPH "https://graph.microsoft.com"
#define FORM "Content-Type: application/x-www-form-urlencoded\n"
#define SECRET_ENCODED "sim~Secret.with%2Bodd%26chars%3D%25%2F8Q"
#define REDIRECT_ENCODED "https%3A%2F%2Fats.example%2Fteams%2Fback"
#define STATE "c3RhdGUtc3RhdGUtc3RhdGU"
#define NONCE "bm9uY2Utbm9uY2Utbm9uY2U"
/* The pair of RFC 7636, appendix B. */
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
#define MEETING_SCOPES                                                                                                 \
    "openid%20profile%20offline_access%20https%3A%2F%2Fgraph.microsoft.com%2FOnlineMeetings.ReadWrite%20"              \
    "https%3A%2F%2Fgraph.microsoft.com%2FUser.Read"

typedef struct world {
    teamsinvite_sim *sim;
    teamsinvite_sim_response *response; /* the last one */
    cJSON *json;                        /* its body, where it is JSON */
    char text[65536];                   /* the last URL, body or header that was built */
    char token[8192];
} world;

/* One text of many; the list ends with NULL. */
static inline void join(char *out, size_t size, ...)
{
    const char *part;
    size_t used = 0;
    va_list parts;

    va_start(parts, size);
    for (part = va_arg(parts, const char *); part != NULL; part = va_arg(parts, const char *)) {
        assert_true(strlen(part) < size - used);
        memcpy(out + used, part, strlen(part));
        used += strlen(part);
    }
    va_end(parts);
    out[used] = '\0';
}

static inline int world_setup(void **state)
{
    world *w = calloc(1, sizeof(*w));

    if (w == NULL || teamsinvite_sim_new(&w->sim, NULL) != TEAMSINVITE_OK ||
        teamsinvite_sim_load_defaults(w->sim, NULL) != TEAMSINVITE_OK ||
        teamsinvite_sim_set_time_ms(w->sim, NOW_MS) != TEAMSINVITE_OK)
        return -1;
    *state = w;
    return 0;
}

static inline int world_teardown(void **state)
{
    world *w = *state;

    teamsinvite_sim_response_free(w->response);
    cJSON_Delete(w->json);
    teamsinvite_sim_free(w->sim);
    free(w);
    return 0;
}

/* The HTTP status; the rest of the answer is in w. */
static inline int ask(world *w, const char *method, const char *url, const char *headers, const char *body)
{
    teamsinvite_sim_response_free(w->response);
    cJSON_Delete(w->json);
    w->json = NULL;
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_request(w->sim, method, url, headers, body,
                                                             body == NULL ? 0 : strlen(body), &w->response, NULL));
    w->json = cJSON_Parse(teamsinvite_sim_response_body(w->response, NULL));
    return teamsinvite_sim_response_status(w->response);
}

static inline const char *body_of(const world *w)
{
    return teamsinvite_sim_response_body(w->response, NULL);
}

static inline const char *json_text(const world *w, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(w->json, name));

    return text == NULL ? "" : text;
}

/* "AADSTS" code of an Entra error: the last of error_codes. */
static inline int aadsts(const world *w)
{
    const cJSON *codes = cJSON_GetObjectItemCaseSensitive(w->json, "error_codes");
    const cJSON *code = cJSON_GetArrayItem(codes, cJSON_GetArraySize(codes) - 1);

    return code == NULL ? 0 : code->valueint;
}

/* Entra said no: HTTP status, "error", AADSTS code. */
static inline void expect_entra(const world *w, int status, int got, const char *error, int code)
{
    if (got != status || strcmp(json_text(w, "error"), error) != 0 || aadsts(w) != code)
        fail_msg("expected %d %s %d, got %d %s", status, error, code, got, body_of(w));
}

static inline const char *graph_code(const world *w)
{
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(w->json, "error");
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(error, "code"));

    return text == NULL ? "" : text;
}

static inline const char *graph_message(const world *w)
{
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(w->json, "error");
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(error, "message"));

    return text == NULL ? "" : text;
}

static inline void write_authorize_url(world *w, const char *tenant, const char *scopes)
{
    join(w->text, sizeof(w->text), AUTHORITY, tenant,
         "/oauth2/v2.0/authorize?client_id=" TEAMSINVITE_SIM_CLIENT_ID
         "&response_type=code&redirect_uri=" REDIRECT_ENCODED "&response_mode=query&scope=",
         scopes, "&state=" STATE "&nonce=" NONCE "&code_challenge=" CHALLENGE "&code_challenge_method=S256", NULL);
}

/* The raw value of a query parameter, copied into out. */
static inline bool query_value(const char *url, const char *name, char *out, size_t size)
{
    const char *at = strchr(url, '?');
    size_t length = strlen(name);

    for (; at != NULL; at = strchr(at, '&')) {
        at++;
        if (strncmp(at, name, length) == 0 && at[length] == '=') {
            size_t end = strcspn(at + length + 1, "&");

            (void)snprintf(out, size, "%.*s", (int)end, at + length + 1);
            return true;
        }
    }
    return false;
}

/* Sign in and put the code into w->token. */
static inline void get_code(world *w, const char *tenant, const char *scopes, const char *oid)
{
    char *redirect = NULL;

    write_authorize_url(w, tenant, scopes);
    assert_int_equal(TEAMSINVITE_OK, teamsinvite_sim_sign_in(w->sim, w->text, oid, &redirect, NULL));
    assert_true(query_value(redirect, "code", w->token, sizeof(w->token)));
    teamsinvite_string_free(redirect);
}

/* Post "client_id, client_secret" and the rest to the token endpoint. */
static inline int ask_token(world *w, const char *tenant, const char *rest)
{
    char url[256];

    join(url, sizeof(url), AUTHORITY, tenant, "/oauth2/v2.0/token", NULL);
    join(w->text, sizeof(w->text), "client_id=" TEAMSINVITE_SIM_CLIENT_ID "&client_secret=" SECRET_ENCODED "&", rest,
         NULL);
    return ask(w, "POST", url, FORM, w->text);
}

/* Redeem w->token. */
static inline int redeem(world *w, const char *tenant, const char *more)
{
    char rest[16384];

    join(rest, sizeof(rest), "grant_type=authorization_code&code=", w->token,
         "&redirect_uri=" REDIRECT_ENCODED "&code_verifier=" VERIFIER, more, NULL);
    return ask_token(w, tenant, rest);
}

/* Sign in, redeem, and put the access token into w->token. */
static inline void get_user_token(world *w, const char *tenant, const char *oid)
{
    get_code(w, tenant, MEETING_SCOPES, oid);
    assert_int_equal(200, redeem(w, tenant, ""));
    join(w->token, sizeof(w->token), json_text(w, "access_token"), NULL);
}

/* The claims of the id_token that was answered last; yours to delete. The signature is not looked at. */
static inline cJSON *id_token_claims(const world *w)
{
    const char *claims = strchr(json_text(w, "id_token"), '.');
    size_t length = claims == NULL ? 0 : strcspn(claims + 1, ".");
    char *text = calloc(1, length + 8);
    cJSON *json = NULL;
    size_t i;

    assert_non_null(text);
    for (i = 0; i < length; i++)
        text[i] = (char)(claims[i + 1] == '-' ? '+' : claims[i + 1] == '_' ? '/' : claims[i + 1]);
    for (; i % 4 != 0; i++)
        text[i] = '=';
    if (EVP_DecodeBlock((unsigned char *)text, (unsigned char *)text, (int)i) > 0)
        json = cJSON_Parse(text);
    free(text);
    assert_non_null(json);
    return json;
}

static inline void get_app_token(world *w, const char *tenant)
{
    assert_int_equal(
        200, ask_token(w, tenant, "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"));
    join(w->token, sizeof(w->token), json_text(w, "access_token"), NULL);
}

/* Ask Graph with w->token; path from "/v1.0" on. */
static inline int ask_graph(world *w, const char *method, const char *path, const char *body)
{
    char headers[9000];
    char url[16384];

    join(headers, sizeof(headers), "Authorization: Bearer ", w->token, "\n",
         body == NULL ? "" : "Content-Type: application/json\n", NULL);
    join(url, sizeof(url), GRAPH, path, NULL);
    return ask(w, method, url, headers, body);
}

#endif
