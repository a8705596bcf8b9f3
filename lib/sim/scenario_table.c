/* SPDX-License-Identifier: Apache-2.0 */
/* scenario_table.c - every scenario, one row each. */
#include "sim/consent_page.h"
#include "sim/exchange.h"
#include "sim/graph_error.h"
#include "sim/http_time.h"
#include "sim/id_token.h"
#include "sim/meeting.h"
#include "sim/refusal.h"

enum { DAY_S = 86400, OVERSIZE_KIB = 4096 };

#define HTML "text/html; charset=utf-8"
#define JSON "application/json; charset=utf-8"
#define PROXY_PAGE "<!DOCTYPE html><html><head><title>Gateway</title></head><body><h1>Sign in to the network</h1></body></html>"

/* --- Answers instead of the service --- */

static void refuse_entra(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_refusal refusal = { scenario->status, scenario->code, scenario->aadsts, scenario->message, NULL, 0 };

    (void)value;
    ti_sim_refuse(subject, &refusal);
}

/* With Retry-After, where the row has a value for it. */
static void refuse_graph(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_graph_refusal refusal = { scenario->status, scenario->code, scenario->message };
    ti_sim_exchange *x = subject;

    ti_sim_graph_refuse(x, &refusal);
    if (value >= 0)
        ti_sim_response_add_int(x->response, "Retry-After", value);
}

static void answer_plain(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;

    ti_sim_response_begin(x->response, scenario->status);
    ti_sim_response_add(x->response, "Content-Type", scenario->code);
    ti_sim_response_text(x->response, scenario->message);
    if (value >= 0)
        ti_sim_response_add_int(x->response, "Retry-After", value);
}

/* The same as a date: seconds after now. */
static void refuse_graph_until(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;
    char date[TI_SIM_HTTP_TIME_SIZE];

    refuse_graph(scenario, -1, subject);
    ti_sim_http_time(x->now_ms + value * 1000, date);
    ti_sim_response_add(x->response, "Retry-After", date);
}

/* --- What becomes of the service's answer --- */

static void cut(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;
    ti_buf *body = &x->response->body;

    (void)scenario;
    (void)value;
    if (body->len > 0) {
        body->len /= 2;
        body->ptr[body->len] = '\0';
    }
    x->response->fault = TEAMSINVITE_SIM_FAULT_CUT;
}

/* Status and headers stay; code is the media type, message the body. */
static void replace_body(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;

    (void)value;
    ti_buf_reset(&x->response->body);
    ti_sim_response_add(x->response, "Content-Type", scenario->code);
    ti_sim_response_text(x->response, scenario->message);
}

/* So many KiB of blanks behind the body: still good JSON, only a limit helps. */
static void blow_up(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;
    int64_t i;

    (void)scenario;
    for (i = 0; i < value * 1024 && !x->response->body.failed; i++)
        ti_buf_add_char(&x->response->body, ' ');
}

/* --- id_tokens --- */

static void put(cJSON *object, const char *name, cJSON *value)
{
    cJSON_DeleteItemFromObjectCaseSensitive(object, name);
    if (value != NULL)
        cJSON_AddItemToObject(object, name, value);
}

/* The claim that code names gets the text that message is; none: it is left out. */
static void change_claim(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_id_token *token = subject;

    (void)value;
    put(token->claims, scenario->code, scenario->message == NULL ? NULL : cJSON_CreateString(scenario->message));
}

static void change_header(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_id_token *token = subject;

    (void)value;
    put(token->header, scenario->code, scenario->message == NULL ? NULL : cJSON_CreateString(scenario->message));
}

/* The time that code names is moved by value seconds, back where message says so. */
static void move_time(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_id_token *token = subject;
    double at = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(token->claims, scenario->code));
    double by = (double)value * (scenario->message != NULL ? -1.0 : 1.0);

    put(token->claims, scenario->code, cJSON_CreateNumber(at + by));
}

static void drop_signature(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_id_token *token = subject;

    change_header(scenario, value, subject);
    token->without_signature = true;
}

static void sign_with_foreign_key(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_id_token *token = subject;

    (void)scenario;
    (void)value;
    token->with_foreign_key = true;
}

/* --- Elsewhere within --- */

static void decline(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_decision *decision = subject;

    (void)scenario;
    (void)value;
    decision->accepted = false;
}

static void keep_link(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_removal *removal = subject;

    (void)scenario;
    (void)value;
    removal->keeps_link = true;
}

const ti_sim_scenario ti_sim_scenario_table[] = {
    /* Graph */
    { "graph-429", "throttled, with Retry-After: VALUE seconds", "graph", TI_SIM_INSTEAD, refuse_graph, 2, 429,
      "TooManyRequests", 0, "Please retry again later." },
    { "graph-429-date", "throttled, with Retry-After as a date VALUE seconds ahead", "graph", TI_SIM_INSTEAD,
      refuse_graph_until, 5, 429, "TooManyRequests", 0, "Please retry again later." },
    { "graph-429-bare", "throttled, without Retry-After", "graph", TI_SIM_INSTEAD, refuse_graph, -1, 429,
      "UnknownError", 0, "" },
    { "graph-503", "service unavailable", "graph", TI_SIM_INSTEAD, refuse_graph, -1, 503, "ServiceUnavailable", 0,
      "The service is temporarily unavailable. Please try again later." },
    { "graph-500", "internal error, nothing was done", "graph", TI_SIM_INSTEAD, refuse_graph, -1, 500,
      "InternalServerError", 0, "An error has occurred." },
    { "graph-500-after-create", "the meeting is made, but the answer is an internal error", "create",
      TI_SIM_AFTERWARDS, refuse_graph, -1, 500, "InternalServerError", 0, "An error has occurred." },
    { "graph-401", "the token is refused", "graph", TI_SIM_INSTEAD, refuse_graph, -1, 401,
      "InvalidAuthenticationToken", 0, "Access token has expired or is not yet valid." },
    { "graph-403", "refused, and no reason given", "graph", TI_SIM_INSTEAD, refuse_graph, -1, 403, "Forbidden", 0, "" },
    { "no-licence", "the organizer is unknown to Teams: no licence", "create", TI_SIM_INSTEAD, refuse_graph, -1, 404,
      "UnknownError", 0, "" },
    { "policy-missing", "no application access policy for the app and this user", "create, lookup, get, patch, delete",
      TI_SIM_INSTEAD, refuse_graph, -1, 403, "Forbidden", 0, "No application access policy found for this app" },
    { "graph-cut", "done, but the connection ends within the answer", "graph", TI_SIM_AFTERWARDS, cut, -1, 0, NULL, 0,
      NULL },
    { "graph-not-json", "done, but the answer is a proxy's HTML page", "graph", TI_SIM_AFTERWARDS, replace_body, -1, 0,
      HTML, 0, PROXY_PAGE },
    { "graph-empty-object", "done, but the answer is {}", "graph", TI_SIM_AFTERWARDS, replace_body, -1, 0, JSON, 0,
      "{}" },
    { "graph-wrong-type", "done, but the members of the answer have other types", "graph", TI_SIM_AFTERWARDS,
      replace_body, -1, 0, JSON, 0, "{\"id\":17,\"joinWebUrl\":{\"url\":true},\"subject\":[],\"value\":\"none\"}" },
    { "link-alive-after-delete", "DELETE answers 204, but the meeting is still there", "delete", TI_SIM_WITHIN,
      keep_link, -1, 0, NULL, 0, NULL },

    /* Consent */
    { "consent-declined", "the administrator declines, whatever is pressed", "consent", TI_SIM_WITHIN, decline, -1, 0,
      NULL, 0, NULL },
    { "consent-not-effective", "consent was given, but the app is not in the directory yet", "app", TI_SIM_INSTEAD,
      refuse_entra, -1, 401, "invalid_client", 7000229,
      "The client application is missing service principal in the tenant." },

    /* Tokens */
    { "token-429-text", "throttled, in plain text, with Retry-After: VALUE seconds", "token", TI_SIM_INSTEAD,
      answer_plain, 60, 429, "text/plain", 0, "Too Many Requests" },
    { "token-503", "service unavailable, in HTML", "token", TI_SIM_INSTEAD, answer_plain, -1, 503, HTML, 0,
      PROXY_PAGE },
    { "token-cut", "issued, but the connection ends within the answer", "token", TI_SIM_AFTERWARDS, cut, -1, 0, NULL, 0,
      NULL },
    { "token-not-json", "issued, but the answer is a proxy's HTML page", "token", TI_SIM_AFTERWARDS, replace_body, -1,
      0, HTML, 0, PROXY_PAGE },
    { "token-empty-object", "issued, but the answer is {}", "token", TI_SIM_AFTERWARDS, replace_body, -1, 0, JSON, 0,
      "{}" },
    { "token-wrong-type", "issued, but the members of the answer have other types", "token", TI_SIM_AFTERWARDS,
      replace_body, -1, 0, JSON, 0,
      "{\"token_type\":1,\"access_token\":42,\"expires_in\":{},\"refresh_token\":[],\"id_token\":false}" },
    { "refresh-revoked", "the refresh token was revoked", "refresh", TI_SIM_INSTEAD, refuse_entra, -1, 400,
      "invalid_grant", 50173,
      "The provided grant has expired due to it being revoked, a fresh auth token is needed." },
    { "refresh-loop", "throttled, disguised as a dead grant", "refresh", TI_SIM_INSTEAD, refuse_entra, -1, 400,
      "invalid_grant", 50196, "The server terminated an operation because it encountered a client request loop." },
    { "secret-expired", "the client secret has expired", "token", TI_SIM_INSTEAD, refuse_entra, -1, 401,
      "invalid_client", 7000222, "The provided client secret keys for app are expired." },

    /* Keys and metadata */
    { "keys-503", "the keys document is unavailable", "keys, metadata", TI_SIM_INSTEAD, answer_plain, -1, 503, HTML, 0,
      PROXY_PAGE },
    { "keys-cut", "the connection ends within the document", "keys, metadata", TI_SIM_AFTERWARDS, cut, -1, 0, NULL, 0,
      NULL },
    { "keys-not-json", "the document is a proxy's HTML page", "keys, metadata", TI_SIM_AFTERWARDS, replace_body, -1, 0,
      HTML, 0, PROXY_PAGE },
    { "keys-empty", "a keys document without a key", "keys", TI_SIM_AFTERWARDS, replace_body, -1, 0, JSON, 0,
      "{\"keys\":[]}" },
    { "oversize-reply", "the answer is longer by VALUE KiB of blanks", "token, graph, keys, metadata",
      TI_SIM_AFTERWARDS, blow_up, OVERSIZE_KIB, 0, NULL, 0, NULL },

    /* id_tokens */
    { "id-token-wrong-nonce", "the nonce of another sign-in", "code", TI_SIM_WITHIN, change_claim, -1, 0, "nonce", 0,
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    { "id-token-no-nonce", "no nonce", "code", TI_SIM_WITHIN, change_claim, -1, 0, "nonce", 0, NULL },
    { "id-token-wrong-audience", "for another app", "code", TI_SIM_WITHIN, change_claim, -1, 0, "aud", 0,
      "00000000-0000-4000-8000-0000000000aa" },
    { "id-token-wrong-issuer", "from another issuer", "code", TI_SIM_WITHIN, change_claim, -1, 0, "iss", 0,
      "https://sts.windows.net/00000000-0000-4000-8000-0000000000aa/" },
    { "id-token-wrong-tenant", "tid is not the issuer's tenant", "code", TI_SIM_WITHIN, change_claim, -1, 0, "tid", 0,
      "00000000-0000-4000-8000-0000000000aa" },
    { "id-token-old-version", "ver is 1.0", "code", TI_SIM_WITHIN, change_claim, -1, 0, "ver", 0, "1.0" },
    { "id-token-no-oid", "no oid", "code", TI_SIM_WITHIN, change_claim, -1, 0, "oid", 0, NULL },
    { "id-token-expired", "expired, VALUE seconds earlier than it should", "code", TI_SIM_WITHIN, move_time, DAY_S, 0,
      "exp", 0, "back" },
    { "id-token-not-yet-valid", "valid only VALUE seconds from now", "code", TI_SIM_WITHIN, move_time, DAY_S, 0, "nbf",
      0, NULL },
    { "id-token-alg-none", "not signed, alg is none", "code", TI_SIM_WITHIN, drop_signature, -1, 0, "alg", 0, "none" },
    { "id-token-alg-hs256", "alg is HS256", "code", TI_SIM_WITHIN, change_header, -1, 0, "alg", 0, "HS256" },
    { "id-token-wrong-key", "signed with a key that is not Entra's", "code", TI_SIM_WITHIN, sign_with_foreign_key, -1,
      0, NULL, 0, NULL },
    { "id-token-unknown-kid", "kid is in no keys document", "code", TI_SIM_WITHIN, change_header, -1, 0, "kid", 0,
      "bm90LWEta2V5LW9mLW91cnM" },
};

const size_t ti_sim_scenario_table_size = sizeof(ti_sim_scenario_table) / sizeof(ti_sim_scenario_table[0]);
