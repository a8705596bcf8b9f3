/* SPDX-License-Identifier: Apache-2.0 */
/* challenge.c - continuous access evaluation: tokens that are refused before their time. */
#include "sim/challenge.h"

#include <stdio.h>

#include <openssl/evp.h>

#include "base/check.h"
#include "sim/setup.h"

enum { CLAIMS_MAX = 128, HEADER_MAX = 1024 };

static const ti_sim_graph_refusal challenged = {
    401, "InvalidAuthenticationToken",
    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: "
    "TokenIssuedBeforeRevocationTimestamp"
};

int64_t ti_sim_events_behind(const ti_sim_user *user, int64_t spent, const ti_sim_claims *claims)
{
    const ti_sim_user *account = ti_sim_account(user);

    return claims->not_before_s != 0 && claims->not_before_s >= account->event_s ? account->events : spent;
}

bool ti_sim_is_challenged(const ti_sim_grant *token)
{
    return token->capable && token->user != NULL && token->events != ti_sim_account(token->user)->events;
}

/* Standard base64, with padding. */
static void write_claims(char out[CLAIMS_MAX * 2], int64_t not_before_s)
{
    char json[CLAIMS_MAX];
    int length = snprintf(json, sizeof(json), "{\"access_token\":{\"nbf\":{\"essential\":true, \"value\":\"%lld\"}}}",
                          (long long)not_before_s);

    (void)EVP_EncodeBlock((unsigned char *)out, (const unsigned char *)json, length);
}

static void add_header(ti_sim_exchange *x, const ti_sim_challenge *challenge, int64_t not_before_s)
{
    bool in_front = challenge->before != NULL && !challenge->in_header_of_its_own;
    char claims[CLAIMS_MAX * 2];
    char text[HEADER_MAX];

    write_claims(claims, not_before_s);
    (void)snprintf(text, sizeof(text),
                   "%s%sBearer realm=\"\", authorization_uri=\"%s/common/oauth2/authorize\", "
                   "client_id=\"00000003-0000-0000-c000-000000000000\", error=\"insufficient_claims\", claims=\"%s\"",
                   in_front ? challenge->before : "", in_front ? ", " : "", x->sim->authority,
                   challenge->broken ? "%7Bnot base64%7D" : claims);
    ti_sim_response_add(x->response, "WWW-Authenticate",
                        challenge->in_header_of_its_own ? challenge->before : text);
    if (challenge->in_header_of_its_own)
        ti_sim_response_add_another(x->response, "WWW-Authenticate", text);
}

void ti_sim_challenge_answer(ti_sim_exchange *x, int64_t not_before_s)
{
    ti_sim_challenge challenge = { 0 };

    (void)ti_sim_scenario_run(&x->sim->scenarios, TI_SIM_WITHIN, TI_SIM_AT_CHALLENGE, &challenge);
    ti_sim_graph_refuse(x, &challenged);
    add_header(x, &challenge, not_before_s);
}

void ti_sim_event(ti_sim_user *user, int64_t now_ms)
{
    user->events++;
    user->event_s = now_ms / 1000;
}

teamsinvite_status teamsinvite_sim_challenge(teamsinvite_sim *sim, const char *oid, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_user *user = ti_sim_lock_user(sim, oid, &error);

    if (user != NULL) {
        ti_sim_event(user, ti_sim_now(sim));
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_sim_require_claims(teamsinvite_sim *sim, const char *oid, teamsinvite_error **err)
{
    ti_error error = { 0 };
    ti_sim_user *user = ti_sim_lock_user(sim, oid, &error);

    if (user != NULL) {
        ti_sim_guid(user->step_up);
        ti_sim_event(user, ti_sim_now(sim));
        ti_sim_unlock(sim);
    }
    return ti_error_give(&error, err);
}
