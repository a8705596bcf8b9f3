/* SPDX-License-Identifier: Apache-2.0 */
/* graph_exchange.c - one exchange with Graph, with a token that may have to be renewed once. */
#include "flow/graph_exchange.h"

#include "proto/auth_challenge.h"
#include "proto/graph/access_policy.h"
#include "proto/graph/graph_error.h"

static const char *keep(teamsinvite_call *call, ti_buf *buf)
{
    const char *text = buf->failed ? NULL : ti_arena_copy(&call->arena, ti_buf_slice(buf));

    ti_buf_clear(buf);
    return text;
}

ti_verdict ti_graph_run(teamsinvite_call *call, ti_graph_exchange *exchange, ti_token *token, const char *method,
                        ti_buf *path, ti_buf *body)
{
    *exchange = (ti_graph_exchange){ .token = token, .method = method, .path = keep(call, path) };
    if (body != NULL)
        exchange->body = keep(call, body);
    if (exchange->path == NULL || (body != NULL && exchange->body == NULL))
        return ti_call_no_memory(call);
    return ti_call_run(call, exchange);
}

ti_verdict ti_check_meetings_available(teamsinvite_call *call)
{
    return call->client->cloud.has_meetings
               ? TI_NEXT
               : ti_call_fail(call, TEAMSINVITE_E_NOT_AVAILABLE, "the cloud '%s' has no online meetings in its Graph",
                              call->client->cloud.name);
}

static ti_verdict find_token(teamsinvite_call *call, void *state)
{
    ti_graph_exchange *s = state;

    return ti_call_run(call, s->token);
}

static void build(teamsinvite_call *call, void *owner)
{
    const ti_graph_exchange *s = owner;

    ti_buf_add_text(&call->io.url, call->client->cloud.graph);
    ti_buf_add_text(&call->io.url, s->path);
    ti_io_add_credential(&call->io, "Authorization", "Bearer ", ti_slice_of(s->token->access_token));
    if (s->body == NULL)
        return;
    ti_io_add_header(&call->io, "Content-Type", TI_SLICE("application/json"));
    ti_buf_add_text(&call->io.body, s->body);
}

static ti_verdict send(teamsinvite_call *call, void *state)
{
    ti_graph_exchange *s = state;

    s->exchange = (ti_exchange){
        .build = build,
        .owner = s,
        .method = s->method,
        .response_limit = TI_GRAPH_REPLY_MAX,
        .gate = &s->token->graph_gate,
    };
    return ti_call_run(call, &s->exchange);
}

static void keep_request_id(teamsinvite_call *call)
{
    ti_error *error = &call->error;

    if (error->request_id[0] == '\0')
        ti_error_set_code(error->request_id, sizeof(error->request_id), ti_io_reply_header(&call->io, "request-id"));
}

/* Graph's own words for which token would do (claims challenge); NULL where it says nothing. */
static const char *read_challenge(teamsinvite_call *call)
{
    const char *claims = NULL;
    ti_slice value;
    ti_buf json;
    size_t i;

    ti_buf_init(&json, TI_CLAIMS_MAX);
    for (i = 0; claims == NULL && ti_io_reply_header_at(&call->io, "WWW-Authenticate", i, &value); i++) {
        ti_buf_reset(&json);
        if (ti_auth_challenge_claims(&json, value))
            claims = ti_arena_copy(&call->arena, ti_buf_slice(&json));
    }
    ti_buf_clear(&json);
    return claims;
}

/* Once: a token that Graph does not take is renewed, for what it asks where it says so. */
static bool is_worth_a_new_token(teamsinvite_call *call, ti_graph_exchange *s)
{
    const char *challenge;

    if (s->replayed || s->token->given || (s->exchange.http_status != 401 && s->exchange.http_status != 403))
        return false;
    challenge = s->token->application ? NULL : read_challenge(call);
    if (s->exchange.http_status == 403 && challenge == NULL)
        return false;
    s->token->challenge = challenge;
    s->token->refused = s->token->access_token;
    return true;
}

/* The same answer says another thing to the app than to a person; and what the
 * organizer's tenant has to do for the app is more than a sentence. */
static void explain(teamsinvite_call *call, const ti_graph_exchange *s)
{
    ti_error *error = &call->error;

    if (!s->token->application)
        return;
    if (error->status == TEAMSINVITE_E_SIGN_IN_AGAIN) /* nobody has signed in: it is the app that is not let in */
        error->status = TEAMSINVITE_E_CONSENT_REQUIRED;
    if (ti_graph_error_is_of_policy(s->json, s->exchange.http_status))
        error->status = TEAMSINVITE_E_POLICY;
    if (error->status == TEAMSINVITE_E_POLICY && s->token->oid != NULL)
        ti_access_policy_explain(error, call->client->config->client_id, s->token->oid);
}

static ti_verdict take_reply(teamsinvite_call *call, void *state)
{
    ti_graph_exchange *s = state;
    int32_t http_status = s->exchange.http_status;

    if (ti_call_failed(call))
        return TI_FAIL;
    if (is_worth_a_new_token(call, s)) {
        s->replayed = true;
        return TI_RESTART;
    }
    s->json = s->exchange.json;
    if (http_status == 204 || ((http_status == 200 || http_status == 201) && s->json != NULL &&
                               !ti_json_has(s->json, "error")))
        return TI_DONE;
    (void)ti_graph_error_read(s->json, http_status, &call->error);
    keep_request_id(call);
    explain(call, s);
    return TI_FAIL;
}

static const ti_step steps[] = {
    { .name = "find a token", .ask = find_token, .flow = &ti_flow_token_find },
    { .name = "send", .ask = send, .take = take_reply, .flow = &ti_flow_exchange },
};

const ti_flow ti_flow_graph_exchange = TI_SERVING_FLOW("graph.exchange", steps);
