/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scenario.h - what goes wrong on purpose. Each is a row of a table that says
 * where it applies and what it does; the rest of the simulator knows none by
 * name, so a new one is a new row.
 */
#ifndef TI_SIM_SCENARIO_H
#define TI_SIM_SCENARIO_H

#include <teamsinvite/base.h>

#include "base/slice.h"

/* Places: what a request is about. */
enum {
    TI_SIM_AT_AUTHORIZE = 1 << 0,
    TI_SIM_AT_CONSENT = 1 << 1,
    TI_SIM_AT_KEYS = 1 << 2,
    TI_SIM_AT_METADATA = 1 << 3,
    TI_SIM_AT_CODE = 1 << 4, /* the token endpoint, by grant */
    TI_SIM_AT_REFRESH = 1 << 5,
    TI_SIM_AT_APP = 1 << 6,
    TI_SIM_AT_CREATE = 1 << 7, /* Graph, by what is done */
    TI_SIM_AT_LOOKUP = 1 << 8,
    TI_SIM_AT_GET = 1 << 9,
    TI_SIM_AT_PATCH = 1 << 10,
    TI_SIM_AT_DELETE = 1 << 11,
    TI_SIM_AT_USER = 1 << 12,
    TI_SIM_AT_CHALLENGE = 1 << 13, /* where Graph challenges a token */
    TI_SIM_AT_TOKEN = TI_SIM_AT_CODE | TI_SIM_AT_REFRESH | TI_SIM_AT_APP,
    TI_SIM_AT_GRAPH = TI_SIM_AT_CREATE | TI_SIM_AT_LOOKUP | TI_SIM_AT_GET | TI_SIM_AT_PATCH | TI_SIM_AT_DELETE |
                      TI_SIM_AT_USER
};

/* When a scenario acts, and on what. */
typedef enum ti_sim_stage {
    TI_SIM_INSTEAD,    /* of the service: subject is the ti_sim_exchange */
    TI_SIM_AFTERWARDS, /* on its answer: subject is the ti_sim_exchange */
    TI_SIM_WITHIN      /* where the service asks; code, refresh: ti_sim_id_token;
                        * app: ti_sim_grant; consent: ti_sim_decision;
                        * delete: ti_sim_removal; challenge: ti_sim_challenge */
} ti_sim_stage;

typedef struct ti_sim_scenario ti_sim_scenario;

struct ti_sim_scenario {
    const char *name;
    const char *text;  /* what it does, one line */
    const char *where; /* "token", "create, patch" … */
    ti_sim_stage stage;
    void (*act)(const ti_sim_scenario *scenario, int64_t value, void *subject); /* value -1 where it takes none */
    int64_t value; /* what "=VALUE" replaces; 0 where it takes none */

    /* what act works with: each says what they are to it */
    int32_t status;
    const char *code;
    int32_t aadsts;
    const char *message;
    const char *extra;
};

typedef struct ti_sim_scenario_group {
    const ti_sim_scenario *rows;
    size_t count;
} ti_sim_scenario_group;

#define TI_SIM_SCENARIO_GROUP(rows) { rows, sizeof(rows) / sizeof(rows[0]) }

/* The tables, each in the file of its name: scenario_graph.c … */
extern const ti_sim_scenario_group ti_sim_scenario_graph;
extern const ti_sim_scenario_group ti_sim_scenario_throttle;
extern const ti_sim_scenario_group ti_sim_scenario_consent;
extern const ti_sim_scenario_group ti_sim_scenario_token;
extern const ti_sim_scenario_group ti_sim_scenario_id_token;
extern const ti_sim_scenario_group ti_sim_scenario_reply;

/* What rows of several tables do: answer in plain (code is the media type, message
 * the body, value Retry-After), or refuse as Entra (status, code, aadsts, message,
 * and extra as the suberror). */
void ti_sim_answer_plain(const ti_sim_scenario *scenario, int64_t value, void *subject);
void ti_sim_answer_refusal(const ti_sim_scenario *scenario, int64_t value, void *subject);
void ti_sim_answer_graph_refusal(const ti_sim_scenario *scenario, int64_t value, void *subject);

#define TI_SIM_HTML "text/html; charset=utf-8"
#define TI_SIM_JSON "application/json; charset=utf-8"
#define TI_SIM_PROXY_PAGE \
    "<!DOCTYPE html><html><head><title>Gateway</title></head><body><h1>Sign in to the network</h1></body></html>"

typedef struct ti_sim_planned ti_sim_planned;

/* What is set now, in the order it was set. */
typedef struct ti_sim_scenarios {
    ti_sim_planned *first;
} ti_sim_scenarios;

void ti_sim_scenarios_clear(ti_sim_scenarios *scenarios);

/* Run the first scenario that is due at this stage and place, and count it
 * down; false when there is none. */
bool ti_sim_scenario_run(ti_sim_scenarios *scenarios, ti_sim_stage stage, uint32_t place, void *subject);

/* What is set, as it was set, and how often it is still to happen; NULL beyond the end. */
const char *ti_sim_scenario_planned(const ti_sim_scenarios *scenarios, size_t index, int32_t *left);

#endif
