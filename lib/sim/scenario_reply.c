/* SPDX-License-Identifier: Apache-2.0 */
/* scenario_reply.c - answers that were changed on the way, or come from somebody in between. */
#include "sim/exchange.h"
#include "sim/scenario.h"

enum { OVERSIZE_KIB = 4096, SKEW_S = 300 };

void ti_sim_answer_plain(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;

    ti_sim_response_begin(x->response, scenario->status);
    ti_sim_response_add(x->response, "Content-Type", scenario->code);
    ti_sim_response_text(x->response, scenario->message);
    if (value >= 0)
        ti_sim_response_add_int(x->response, "Retry-After", value);
}

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

/* The header Date is off; back where extra says so. */
static void skew(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;

    x->skew_ms = value * (scenario->extra != NULL ? -1000 : 1000);
}

#define REPLACED(name, text, where, type, body) \
    { name, text, where, TI_SIM_AFTERWARDS, replace_body, 0, 0, type, 0, body, NULL }

static const ti_sim_scenario rows[] = {
    { "graph-proxy", "a network's sign-in page in place of the answer, nothing was done", "graph", TI_SIM_INSTEAD,
      ti_sim_answer_plain, 0, 200, TI_SIM_HTML, 0, TI_SIM_PROXY_PAGE, NULL },
    { "graph-cut", "done, but the connection ends within the answer", "graph", TI_SIM_AFTERWARDS, cut, 0, 0, NULL, 0,
      NULL, NULL },
    REPLACED("graph-not-json", "done, but the answer is a proxy's HTML page", "graph", TI_SIM_HTML, TI_SIM_PROXY_PAGE),
    REPLACED("graph-empty-object", "done, but the answer is {}", "graph", TI_SIM_JSON, "{}"),
    REPLACED("graph-wrong-type", "done, but the members of the answer have other types", "graph", TI_SIM_JSON,
             "{\"id\":17,\"joinWebUrl\":{\"url\":true},\"subject\":[],\"value\":\"none\"}"),
    { "token-proxy", "a network's sign-in page in place of the answer, nothing was issued", "token", TI_SIM_INSTEAD,
      ti_sim_answer_plain, 0, 200, TI_SIM_HTML, 0, TI_SIM_PROXY_PAGE, NULL },
    { "token-cut", "issued, but the connection ends within the answer", "token", TI_SIM_AFTERWARDS, cut, 0, 0, NULL, 0,
      NULL, NULL },
    REPLACED("token-not-json", "issued, but the answer is a proxy's HTML page", "token", TI_SIM_HTML,
             TI_SIM_PROXY_PAGE),
    REPLACED("token-empty-object", "issued, but the answer is {}", "token", TI_SIM_JSON, "{}"),
    REPLACED("token-wrong-type", "issued, but the members of the answer have other types", "token", TI_SIM_JSON,
             "{\"token_type\":1,\"access_token\":42,\"expires_in\":{},\"refresh_token\":[],\"id_token\":false}"),
    { "keys-cut", "the connection ends within the document", "keys, metadata", TI_SIM_AFTERWARDS, cut, 0, 0, NULL, 0,
      NULL, NULL },
    REPLACED("keys-not-json", "the document is a proxy's HTML page", "keys, metadata", TI_SIM_HTML, TI_SIM_PROXY_PAGE),
    REPLACED("keys-empty", "a keys document without a key", "keys", TI_SIM_JSON, "{\"keys\":[]}"),
    { "oversize-reply", "the answer is longer by VALUE KiB of blanks", "token, graph, keys, metadata",
      TI_SIM_AFTERWARDS, blow_up, OVERSIZE_KIB, 0, NULL, 0, NULL, NULL },
    { "clock-ahead", "the header Date is VALUE seconds ahead", "token, graph, keys, metadata", TI_SIM_AFTERWARDS, skew,
      SKEW_S, 0, NULL, 0, NULL, NULL },
    { "clock-behind", "the header Date is VALUE seconds behind", "token, graph, keys, metadata", TI_SIM_AFTERWARDS,
      skew, SKEW_S, 0, NULL, 0, NULL, "back" },
};

const ti_sim_scenario_group ti_sim_scenario_reply = TI_SIM_SCENARIO_GROUP(rows);
