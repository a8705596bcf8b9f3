/* SPDX-License-Identifier: Apache-2.0 */
/* graph.c - every request to Graph: its token first, then who and what it is about. */
#include "sim/graph.h"

#include <string.h>

#include "sim/challenge.h"
#include "sim/graph_users.h"
#include "sim/router.h"
#include "sim/sim.h"

const ti_sim_graph_refusal ti_sim_graph_wrong_method = {
    405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target."
};
const ti_sim_graph_refusal ti_sim_graph_no_such_segment = { 400, "BadRequest",
                                                            "Resource not found for the segment." };
const ti_sim_graph_refusal ti_sim_graph_bad_query = { 400, "BadRequest",
                                                      "The query specified in the URI is not valid." };

static const ti_sim_graph_refusal no_token = { 401, "InvalidAuthenticationToken", "Access token is empty." };
static const ti_sim_graph_refusal unknown_token = {
    401, "InvalidAuthenticationToken", "CompactToken parsing failed with error code: 80049217"
};
static const ti_sim_graph_refusal expired_token = { 401, "InvalidAuthenticationToken",
                                                    "Lifetime validation failed, the token is expired." };
static const ti_sim_graph_refusal app_has_no_me = {
    400, "BadRequest", "/me request is only valid with delegated authentication flow."
};

static const ti_sim_graph_refusal *authenticate(ti_sim_graph_ask *ask)
{
    ti_slice value;

    if (!ti_sim_header_find(ask->x, "Authorization", &value) ||
        !ti_slice_equal_nocase(ti_slice_first(value, 7), TI_SLICE("Bearer ")))
        return &no_token;
    ask->token = ti_sim_grant_find(&ask->x->sim->grants, TI_SIM_ACCESS, ti_slice_trim(ti_slice_skip(value, 7)));
    if (ask->token == NULL)
        return &unknown_token;
    return ask->token->expires_ms <= ask->x->now_ms ? &expired_token : NULL;
}

static bool segment_is(const ti_sim_exchange *x, size_t index, const char *text)
{
    return index < x->segment_count && strcmp(x->segment[index], text) == 0;
}

/* /v1.0/me/… or /v1.0/users/{oid}/…; only an object id finds a user here. */
static const ti_sim_graph_refusal *find_user(ti_sim_graph_ask *ask)
{
    const ti_sim_exchange *x = ask->x;

    if (!segment_is(x, 0, "v1.0"))
        return &ti_sim_graph_no_such_segment;
    if (segment_is(x, 1, "me")) {
        ask->user = ask->token->user;
        ask->rest = 2;
        return ask->user == NULL ? &app_has_no_me : NULL;
    }
    if (!segment_is(x, 1, "users"))
        return &ti_sim_graph_no_such_segment;
    ask->rest = 3;
    if (x->segment_count > 2)
        ask->user = ti_sim_user_find(&x->sim->directory, ask->token->tenant, x->segment[2]);
    return NULL;
}

static const ti_sim_graph_refusal *serve(ti_sim_graph_ask *ask)
{
    const ti_sim_graph_refusal *refusal = find_user(ask);

    if (refusal != NULL)
        return refusal;
    if (!ti_sim_form_read(&ask->query, ask->x->query, &ask->x->arena))
        return &ti_sim_graph_bad_query;
    if (ask->x->segment_count <= ask->rest)
        return ti_sim_graph_users(ask);
    if (segment_is(ask->x, ask->rest, "licenseDetails"))
        return ti_sim_graph_licences(ask);
    return segment_is(ask->x, ask->rest, "onlineMeetings") ? ti_sim_graph_meetings(ask) : &ti_sim_graph_no_such_segment;
}

void ti_sim_serve_graph(ti_sim_exchange *x)
{
    ti_sim_graph_ask ask = { .x = x };
    const ti_sim_graph_refusal *refusal = authenticate(&ask);

    if (refusal == NULL && ti_sim_is_challenged(ask.token)) {
        ti_sim_challenge_answer(x, ti_sim_account(ask.token->user)->event_s);
        return;
    }
    if (refusal == NULL)
        refusal = serve(&ask);
    if (refusal != NULL)
        ti_sim_graph_refuse(x, refusal);
}
