/* SPDX-License-Identifier: Apache-2.0 */
/* scenario_token.c - what the token endpoint says no with on purpose: grants, users, credentials. */
#include "sim/refusal.h"
#include "sim/scenario.h"

/* Signing in again, with these, is what helps. */
#define CLAIMS \
    "{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"c7a1bb8c-1a2f-4c0e-9f4f-5d1f5a6c0001\"]}}}"

void ti_sim_answer_refusal(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_refusal refusal = { scenario->status, scenario->code, scenario->aadsts, scenario->message, scenario->extra,
                               0 };

    (void)value;
    ti_sim_refuse(subject, &refusal);
}

static void ask_for_more(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;

    x->claims = CLAIMS;
    ti_sim_answer_refusal(scenario, value, subject);
}

#define GRANT_REFUSED(name, text, where, aadsts, message, suberror)                                                   \
    { name, text, where, TI_SIM_INSTEAD, ti_sim_answer_refusal, 0, 400, "invalid_grant", aadsts, message, suberror }

#define CLIENT_REFUSED(name, text, aadsts, message)                                                                   \
    { name, text, "token", TI_SIM_INSTEAD, ti_sim_answer_refusal, 0, 401, "invalid_client", aadsts, message, NULL }

static const ti_sim_scenario rows[] = {
    GRANT_REFUSED("refresh-revoked", "the refresh token was revoked", "refresh", 50173,
                  "The provided grant has expired due to it being revoked, a fresh auth token is needed.", NULL),
    GRANT_REFUSED("refresh-inactive", "the refresh token was not used for too long", "refresh", 700082,
                  "The refresh token has expired due to inactivity.", "bad_token"),
    GRANT_REFUSED("refresh-garbled", "the same, disguised as a malformed request", "refresh", 9002313,
                  "Invalid request. Request is malformed or invalid.", NULL),
    GRANT_REFUSED("refresh-too-old", "the sign-in is older than the administrator allows", "refresh", 70043,
                  "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.",
                  "token_expired"),
    GRANT_REFUSED("refresh-loop", "throttled, disguised as a dead grant", "refresh", 50196,
                  "The server terminated an operation because it encountered a client request loop.", NULL),
    GRANT_REFUSED("refresh-consent", "the user's consent was withdrawn", "refresh", 65001,
                  "The user or administrator has not consented to use the application.", "consent_required"),
    GRANT_REFUSED("user-disabled", "the account is switched off", "code, refresh", 50057,
                  "The user account is disabled.", NULL),
    { "refresh-mfa", "multi-factor authentication is wanted: a claims challenge", "refresh", TI_SIM_INSTEAD,
      ask_for_more, 0, 400, "invalid_grant", 50076,
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must use "
      "multi-factor authentication.",
      "basic_action" },
    { "refresh-interaction", "the user has to do something, by the error interaction_required", "refresh",
      TI_SIM_INSTEAD, ask_for_more, 0, 400, "interaction_required", 50079,
      "Due to a configuration change made by your administrator, you must enroll in multi-factor authentication.",
      NULL },
    GRANT_REFUSED("token-blocked", "Conditional Access blocks the user", "code, refresh", 53003,
                  "Access has been blocked by Conditional Access policies. The access policy does not allow token "
                  "issuance.",
                  "message_only"),
    CLIENT_REFUSED("secret-wrong", "the client secret is wrong", 7000215,
                   "Invalid client secret provided. Ensure the secret being sent in the request is the client secret "
                   "value, not the client secret ID."),
    CLIENT_REFUSED("secret-expired", "the client secret has expired", 7000222,
                   "The provided client secret keys for app are expired."),
    CLIENT_REFUSED("certificate-unknown", "the certificate of the assertion is not registered", 700027,
                   "The certificate with identifier used to sign the client assertion is not registered on "
                   "application."),
    CLIENT_REFUSED("assertion-time", "the assertion is not valid now: clocks differ, or it was kept", 700024,
                   "Client assertion is not within its valid time range."),
    CLIENT_REFUSED("federation-mismatch", "the federated token matches no credential", 700213,
                   "No matching federated identity record found for presented assertion subject."),
};

const ti_sim_scenario_group ti_sim_scenario_token = TI_SIM_SCENARIO_GROUP(rows);
