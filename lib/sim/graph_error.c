/* SPDX-License-Identifier: Apache-2.0 */
/* graph_error.c - what Graph says no with. */
#include "sim/graph_error.h"

#include <stdio.h>

#include "sim/http_time.h"
#include "sim/sim.h"

enum { ID_MAX_BYTES = 64, CHALLENGE_MAX = 512 };

/* Theirs where it can be echoed, else ours. */
static const char *client_request_id(ti_sim_exchange *x)
{
    const char *copy = NULL;
    ti_slice id;

    if (ti_sim_header_find(x, "client-request-id", &id) && id.len > 0 && id.len <= ID_MAX_BYTES)
        copy = ti_arena_copy(&x->arena, id);
    return copy == NULL ? x->request_id : copy;
}

void ti_sim_graph_begin(ti_sim_exchange *x, int32_t status)
{
    ti_sim_response_begin(x->response, status);
    ti_sim_response_add(x->response, "Cache-Control", "private");
    ti_sim_response_add(x->response, "client-request-id", client_request_id(x));
    ti_sim_response_add(x->response, "x-ms-ags-diagnostic",
                        "{\"ServerInfo\":{\"DataCenter\":\"Simulator\",\"Slice\":\"E\",\"Ring\":\"1\",\"ScaleUnit\":"
                        "\"000\",\"RoleInstance\":\"SIM00000\"}}");
    ti_sim_response_add(x->response, "OData-Version", "4.0");
    if (status != 204)
        ti_sim_response_add(x->response, "Content-Type",
                            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;"
                            "charset=utf-8");
}

static void add_challenge(ti_sim_exchange *x)
{
    char text[CHALLENGE_MAX];

    (void)snprintf(text, sizeof(text),
                   "Bearer realm=\"\", authorization_uri=\"%s/common/oauth2/authorize\", "
                   "client_id=\"00000003-0000-0000-c000-000000000000\"",
                   x->sim->authority);
    ti_sim_response_add(x->response, "WWW-Authenticate", text);
}

void ti_sim_graph_refuse(ti_sim_exchange *x, const ti_sim_graph_refusal *refusal)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *error = cJSON_AddObjectToObject(json, "error");
    cJSON *inner;
    char date[TI_SIM_HTTP_TIME_SIZE];

    ti_sim_graph_time(x->now_ms, date);
    ti_sim_graph_begin(x, refusal->status);
    if (refusal->status == 401)
        add_challenge(x);
    cJSON_AddStringToObject(error, "code", refusal->code);
    cJSON_AddStringToObject(error, "message", refusal->message);
    inner = cJSON_AddObjectToObject(error, "innerError");
    cJSON_AddStringToObject(inner, "date", date);
    cJSON_AddStringToObject(inner, "request-id", x->request_id);
    cJSON_AddStringToObject(inner, "client-request-id", client_request_id(x));
    ti_sim_response_json(x->response, json);
}
