/* SPDX-License-Identifier: Apache-2.0 */
/* scenario_graph.c - what Graph says no with on purpose: tokens, permissions, policies, licences. */
#include "sim/challenge.h"
#include "sim/graph_error.h"
#include "sim/meeting.h"
#include "sim/scenario.h"

#define MEETINGS "create, lookup, get, patch, delete"

void ti_sim_answer_graph_refusal(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_graph_refusal refusal = { scenario->status, scenario->code, scenario->message };

    (void)value;
    ti_sim_graph_refuse(subject, &refusal);
}

/* As if the token had been issued before something that happens now. */
static void challenge(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;

    (void)scenario;
    (void)value;
    ti_sim_challenge_answer(x, x->now_ms / 1000);
}

/* message is a scheme in front, and extra says that it has a header of its own. */
static void put_in_front(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_challenge *challenge = subject;

    (void)value;
    challenge->before = scenario->message;
    challenge->in_header_of_its_own = scenario->extra != NULL;
}

static void break_claims(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_challenge *challenge = subject;

    (void)scenario;
    (void)value;
    challenge->broken = true;
}

static void keep_link(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_removal *removal = subject;

    (void)scenario;
    (void)value;
    removal->keeps_link = true;
}

#define REFUSED(name, text, where, status, code, message)                                                             \
    { name, text, where, TI_SIM_INSTEAD, ti_sim_answer_graph_refusal, 0, status, code, 0, message, NULL }

static const ti_sim_scenario rows[] = {
    REFUSED("graph-401", "the token is refused", "graph", 401, "InvalidAuthenticationToken",
            "Access token has expired or is not yet valid."),
    { "graph-challenge", "a claims challenge, whatever the token is", "graph", TI_SIM_INSTEAD, challenge, 0, 0, NULL, 0,
      NULL, NULL },
    { "challenge-two-schemes", "another scheme stands in front of a claims challenge", "challenge", TI_SIM_WITHIN,
      put_in_front, 0, 0, NULL, 0, "PoP realm=\"\", nonce=\"eyJ0eXAiOiJub25jZSJ9\"", NULL },
    { "challenge-two-headers", "a claims challenge comes behind a header of another scheme", "challenge",
      TI_SIM_WITHIN, put_in_front, 0, 0, NULL, 0, "PoP nonce=\"eyJ0eXAiOiJub25jZSJ9\"", "own header" },
    { "challenge-broken", "the claims of a challenge are no base64", "challenge", TI_SIM_WITHIN, break_claims, 0, 0,
      NULL, 0, NULL, NULL },
    REFUSED("graph-403", "refused, and no reason given", "graph", 403, "Forbidden", ""),
    REFUSED("permission-missing", "the token is without the permission", "user", 403, "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation."),
    REFUSED("policy-missing", "no application access policy for the app and this user, or not yet", MEETINGS, 403,
            "Forbidden", "No application access policy found for this app"),
    REFUSED("policy-missing-general", "the same, under another code and in more words", MEETINGS, 403, "General",
            "No application access policy found for this app: 5f1c7c1e-8f43-4f6b-9d43-2c8c1e0f7a01 on the user."),
    REFUSED("policy-missing-old", "the same, as in older answers", MEETINGS, 403, "Unauthorized",
            "App 5f1c7c1e-8f43-4f6b-9d43-2c8c1e0f7a01 is not authorized to Create meeting on behalf of user."),
    REFUSED("policy-of-others", "an application access policy, but not for this user", "lookup", 403, "Forbidden",
            "3003: User does not have access to lookup meeting."),
    REFUSED("no-licence", "the organizer is unknown to Teams: no licence", "create", 404, "UnknownError", ""),
    REFUSED("organizer-unknown", "nobody has that object id", "graph", 404, "Request_ResourceNotFound",
            "Resource does not exist or one of its queried reference-property objects are not present."),
    REFUSED("meetings-blocked", "the organizer may not create meetings: their meeting policy", "create", 403,
            "Forbidden", ""),
    REFUSED("meeting-gone", "the meeting is not found any more", "lookup, get, patch, delete", 404, "NotFound",
            "3004: Specified meeting is not found."),
    { "link-alive-after-delete", "DELETE answers 204, but the meeting is still there", "delete", TI_SIM_WITHIN,
      keep_link, 0, 0, NULL, 0, NULL, NULL },
    REFUSED("graph-500", "internal error, nothing was done", "graph", 500, "InternalServerError",
            "An error has occurred."),
    { "graph-500-after-create", "the meeting is made, but the answer is an internal error", "create",
      TI_SIM_AFTERWARDS, ti_sim_answer_graph_refusal, 0, 500, "InternalServerError", 0, "An error has occurred.",
      NULL },
};

const ti_sim_scenario_group ti_sim_scenario_graph = TI_SIM_SCENARIO_GROUP(rows);
