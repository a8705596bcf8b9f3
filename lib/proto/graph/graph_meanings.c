/* SPDX-License-Identifier: Apache-2.0 */
/* graph_meanings.c - Graph's answers as status and remedy: one table. */
#include "proto/graph/graph_meanings.h"

#define ENTRY(http_, code_, phrase_, status_, who_, what_, text_, advice_) \
    { TEAMSINVITE_SOURCE_GRAPH, 0, code_, phrase_, http_, TEAMSINVITE_##status_, TEAMSINVITE_WHO_##who_, \
      TEAMSINVITE_DO_##what_, text_, advice_, false }

/* With the remedy of the status; by status and code; by the message too. */
#define ROW(http_, code_, status_, text_) ENTRY(http_, code_, NULL, status_, NOBODY, NOTHING, text_, NULL)
#define PHRASE(http_, phrase_, status_, text_) ENTRY(http_, "", phrase_, status_, NOBODY, NOTHING, text_, NULL)

#define POLICY_TEXT \
    "the Teams application access policy is missing, not granted to this organizer, or granted less than 30 minutes ago"
#define CONSENT_TEXT "the token lacks the permission that this request needs"
#define THROTTLED_TEXT "Graph asks to slow down"
#define TOKEN_TEXT "Graph does not accept the access token"
#define GONE_TEXT "the meeting no longer exists at Microsoft"

/* Microsoft Graph, errors; the messages as they are reported. The distinctions
 * that Graph makes in its message only are few; each has its plain status below. */
static const ti_meaning rows[] = {
    ROW(0, "TooManyRequests", E_THROTTLED, THROTTLED_TEXT),
    ROW(0, "activityLimitReached", E_THROTTLED, THROTTLED_TEXT),
    ROW(429, "", E_THROTTLED, THROTTLED_TEXT),
    ROW(509, "", E_THROTTLED, THROTTLED_TEXT),

    ROW(401, "", E_SIGN_IN_AGAIN, TOKEN_TEXT),
    ROW(0, "InvalidAuthenticationToken", E_SIGN_IN_AGAIN, TOKEN_TEXT),

    PHRASE(403, "application access policy", E_POLICY, POLICY_TEXT),
    PHRASE(403, "on behalf of user", E_POLICY, POLICY_TEXT),
    ROW(403, "Authorization_RequestDenied", E_CONSENT_REQUIRED, CONSENT_TEXT),
    PHRASE(403, "permissions on the request", E_CONSENT_REQUIRED, CONSENT_TEXT),
    PHRASE(403, "3003:", E_FORBIDDEN,
           "the meeting is not this organizer's, or the Teams policy leaves this organizer out"),
    ROW(403, "", E_FORBIDDEN,
        "Graph refuses; often a guest account, a missing Teams licence, or meetings switched off by policy"),

    PHRASE(404, "3004:", E_MEETING_GONE, GONE_TEXT),
    PHRASE(404, "meeting is not found", E_MEETING_GONE, GONE_TEXT),
    PHRASE(404, "meeting not found", E_MEETING_GONE, GONE_TEXT),
    ENTRY(404, "", "organizer id mismatch", E_FORBIDDEN, HOST, FIX_CALL, "the meeting belongs to another organizer",
          "Ask for the meeting in the name of the organizer who has it."),
    ROW(404, "", E_ORGANIZER, "Graph does not find the organizer, or what was asked of the organizer"),
    ROW(410, "", E_MEETING_GONE, GONE_TEXT),

    ROW(408, "", E_SERVICE, "Graph took too long to read the request"),
    PHRASE(400, "invalid meeting id", E_REJECTED, "Graph does not take the meeting's id for one of its own"),
    PHRASE(400, "meeting id is corrupted", E_REJECTED, "Graph does not take the meeting's id for one of its own"),
    PHRASE(400, "an error has occurred", E_REJECTED, "Graph refuses, and gives no reason; for some minutes so after "
                                                     "a change of policy"),
    ROW(4, "", E_REJECTED, "Graph calls the request malformed"),
    ROW(5, "", E_SERVICE, "Graph reports a fault of its own"),
    ROW(0, "", E_RESPONSE, "Graph gave an answer that makes no sense"), /* a redirect, or 2xx with an error */
};

const ti_meanings ti_graph_table = { rows, sizeof(rows) / sizeof(rows[0]) };
