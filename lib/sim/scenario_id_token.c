/* SPDX-License-Identifier: Apache-2.0 */
/* scenario_id_token.c - id_tokens that must not be believed. */
#include "sim/id_token.h"
#include "sim/scenario.h"

enum { DAY_S = 86400 };

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

/* Tenant and issuer, which fit each other. */
static void move_tenant(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_id_token *token = subject;
    ti_buf issuer;

    (void)value;
    ti_buf_init(&issuer, 512);
    ti_buf_add_text(&issuer, token->authority);
    ti_buf_add_char(&issuer, '/');
    ti_buf_add_text(&issuer, scenario->message);
    ti_buf_add_text(&issuer, "/v2.0");
    put(token->claims, "tid", cJSON_CreateString(scenario->message));
    put(token->claims, "iss", cJSON_CreateString(ti_buf_text(&issuer)));
    ti_buf_clear(&issuer);
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

#define CHANGED(name, text, act, member, value) \
    { name, text, "code", TI_SIM_WITHIN, act, 0, 0, member, 0, value, NULL }

static const ti_sim_scenario rows[] = {
    CHANGED("id-token-wrong-nonce", "the nonce of another sign-in", change_claim, "nonce",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    CHANGED("id-token-no-nonce", "no nonce", change_claim, "nonce", NULL),
    CHANGED("id-token-wrong-audience", "for another app", change_claim, "aud", "00000000-0000-4000-8000-0000000000aa"),
    CHANGED("id-token-wrong-issuer", "from another issuer", change_claim, "iss",
            "https://sts.windows.net/00000000-0000-4000-8000-0000000000aa/"),
    CHANGED("id-token-wrong-tenant", "tid is not the issuer's tenant", change_claim, "tid",
            "00000000-0000-4000-8000-0000000000aa"),
    CHANGED("id-token-other-tenant", "from another tenant, tid and issuer alike", move_tenant, NULL,
            "00000000-0000-4000-8000-0000000000aa"),
    CHANGED("id-token-consumer", "from the tenant of personal accounts", move_tenant, NULL,
            "9188040d-6c67-4c5b-b112-36a304b66dad"),
    CHANGED("id-token-guest", "of a guest: idp is another directory", change_claim, "idp",
            "https://sts.windows.net/00000000-0000-4000-8000-0000000000aa/"),
    CHANGED("id-token-no-roles", "no wids: the registration does not ask for it", change_claim, "wids", NULL),
    CHANGED("id-token-old-version", "ver is 1.0", change_claim, "ver", "1.0"),
    CHANGED("id-token-no-oid", "no oid", change_claim, "oid", NULL),
    { "id-token-expired", "expired, VALUE seconds earlier than it should", "code", TI_SIM_WITHIN, move_time, DAY_S, 0,
      "exp", 0, "back", NULL },
    { "id-token-not-yet-valid", "valid only VALUE seconds from now", "code", TI_SIM_WITHIN, move_time, DAY_S, 0, "nbf",
      0, NULL, NULL },
    CHANGED("id-token-alg-none", "not signed, alg is none", drop_signature, "alg", "none"),
    CHANGED("id-token-alg-hs256", "alg is HS256", change_header, "alg", "HS256"),
    CHANGED("id-token-wrong-key", "signed with a key that is not Entra's", sign_with_foreign_key, NULL, NULL),
    CHANGED("id-token-unknown-kid", "kid is in no keys document", change_header, "kid", "bm90LWEta2V5LW9mLW91cnM"),
};

const ti_sim_scenario_group ti_sim_scenario_id_token = TI_SIM_SCENARIO_GROUP(rows);
