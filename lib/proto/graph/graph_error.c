/* SPDX-License-Identifier: Apache-2.0 */
/* graph_error.c - what Graph answers when it does not do what it was asked. */
#include "proto/graph/graph_error.h"

enum {
    CODE_MAX = 128,
    TEXT_MAX = 16384, /* as much as ti_json_read() lets in */
    INNER_MAX = 8     /* levels of innerError that are looked through */
};

/* Strings live as long as the JSON; the message never leaves this file. */
typedef struct graph_answer {
    ti_slice code;
    ti_slice message;
    ti_slice request_id;
} graph_answer;

/* One row a meaning. Empty code or phrase: any; http 0: any. The first row that
 * fits wins, so the distinctions come before the plain statuses. */
typedef struct meaning {
    int32_t http;
    const char *code;
    const char *phrase; /* part of the message, compared without case */
    teamsinvite_status status;
    const char *text;
    int32_t who; /* with what: another remedy than that of the status */
    int32_t what;
} meaning;

static const char policy_text[] = "the Teams application access policy is missing, not granted to this organizer, "
                                  "or granted less than 30 minutes ago";
static const char consent_text[] = "the token lacks the permission that this request needs";
static const char throttled_text[] = "Graph asks to slow down";
static const char gone_text[] = "the meeting no longer exists at Microsoft";

static const meaning meanings[] = {
    { 0, "TooManyRequests", "", TEAMSINVITE_E_THROTTLED, throttled_text, 0, 0 },
    { 0, "activityLimitReached", "", TEAMSINVITE_E_THROTTLED, throttled_text, 0, 0 },
    { 429, "", "", TEAMSINVITE_E_THROTTLED, throttled_text, 0, 0 },
    { 509, "", "", TEAMSINVITE_E_THROTTLED, throttled_text, 0, 0 },

    { 401, "", "", TEAMSINVITE_E_SIGN_IN_AGAIN, "Graph does not accept the access token", 0, 0 },
    { 0, "InvalidAuthenticationToken", "", TEAMSINVITE_E_SIGN_IN_AGAIN, "Graph does not accept the access token", 0,
      0 },

    { 403, "", "application access policy", TEAMSINVITE_E_POLICY, policy_text, 0, 0 },
    { 403, "", "on behalf of user", TEAMSINVITE_E_POLICY, policy_text, 0, 0 },
    { 403, "Authorization_RequestDenied", "", TEAMSINVITE_E_CONSENT_REQUIRED, consent_text, 0, 0 },
    { 403, "", "permissions on the request", TEAMSINVITE_E_CONSENT_REQUIRED, consent_text, 0, 0 },
    { 403, "", "3003:", TEAMSINVITE_E_FORBIDDEN, "the meeting is not this organizer's, or the Teams policy leaves "
                                                 "this organizer out",
      0, 0 },
    { 403, "", "", TEAMSINVITE_E_FORBIDDEN, "Graph refuses; often a guest account, a missing Teams licence, or "
                                            "meetings switched off by policy",
      0, 0 },

    { 404, "", "3004:", TEAMSINVITE_E_MEETING_GONE, gone_text, 0, 0 },
    { 404, "", "meeting is not found", TEAMSINVITE_E_MEETING_GONE, gone_text, 0, 0 },
    { 404, "", "meeting not found", TEAMSINVITE_E_MEETING_GONE, gone_text, 0, 0 },
    { 404, "", "organizer id mismatch", TEAMSINVITE_E_FORBIDDEN, "the meeting belongs to another organizer",
      TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CALL },
    { 404, "", "", TEAMSINVITE_E_ORGANIZER, "Graph does not find the organizer, or what was asked of the organizer", 0,
      0 },
    { 410, "", "", TEAMSINVITE_E_MEETING_GONE, gone_text, 0, 0 },
    { 408, "", "", TEAMSINVITE_E_SERVICE, "Graph took too long to read the request", 0, 0 },
};

static bool fits(const meaning *m, const graph_answer *answer, int32_t http_status)
{
    return (m->http == 0 || m->http == http_status) &&
           (m->code[0] == '\0' || ti_slice_equal_nocase(answer->code, ti_slice_of(m->code))) &&
           (m->phrase[0] == '\0' || ti_slice_contains_nocase(answer->message, ti_slice_of(m->phrase)));
}

static const meaning *find_meaning(const graph_answer *answer, int32_t http_status)
{
    static const meaning service = { 0, "", "", TEAMSINVITE_E_SERVICE, "Graph reports a fault of its own", 0, 0 };
    static const meaning rejected = { 0, "", "", TEAMSINVITE_E_REJECTED, "Graph calls the request malformed", 0, 0 };
    static const meaning response = { 0, "", "", TEAMSINVITE_E_RESPONSE, "Graph gave an answer that makes no sense",
                                      0, 0 };
    size_t i;

    for (i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
        if (fits(&meanings[i], answer, http_status))
            return &meanings[i];
    }
    if (http_status >= 500 && http_status <= 599)
        return &service;
    if (http_status >= 400 && http_status <= 499)
        return &rejected;
    return &response; /* a redirect, 2xx with an error, or no HTTP status at all */
}

static ti_slice read_string(const ti_json *object, const char *name, size_t max)
{
    ti_slice value = { NULL, 0 };

    if (ti_json_string(object, name, 1, max, &value) != TI_JSON_FOUND)
        return (ti_slice){ NULL, 0 };
    return value;
}

static void read_answer(graph_answer *answer, const ti_json *json)
{
    const ti_json *level = NULL;
    const ti_json *inner = NULL;
    int depth;

    if (json == NULL || !ti_json_is_object(json) || ti_json_object(json, "error", &level) != TI_JSON_FOUND)
        return;
    answer->code = read_string(level, "code", CODE_MAX);
    answer->message = read_string(level, "message", TEXT_MAX);
    for (depth = 0; depth < INNER_MAX && answer->request_id.ptr == NULL; depth++) {
        if (ti_json_object(level, "innerError", &inner) != TI_JSON_FOUND &&
            ti_json_object(level, "innererror", &inner) != TI_JSON_FOUND)
            return;
        answer->request_id = read_string(inner, "request-id", CODE_MAX);
        if (answer->code.ptr == NULL)
            answer->code = read_string(inner, "code", CODE_MAX);
        level = inner;
    }
}

teamsinvite_status ti_graph_error_read(const ti_json *json, int32_t http_status, ti_error *err)
{
    graph_answer answer = { { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
    const meaning *m;

    read_answer(&answer, json);
    m = find_meaning(&answer, http_status);
    ti_fail(err, m->status, "%s", m->text);
    if (m->who != 0 || m->what != 0)
        ti_error_set_remedy(err, m->who, m->what);
    err->http_status = http_status;
    ti_error_set_code(err->service_code, sizeof(err->service_code), answer.code);
    ti_error_set_code(err->request_id, sizeof(err->request_id), answer.request_id);
    return err->status;
}
