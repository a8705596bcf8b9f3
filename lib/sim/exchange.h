/* SPDX-License-Identifier: Apache-2.0 */
/* exchange.h - one request under way: what was asked, where it goes, what is answered. */
#ifndef TI_SIM_EXCHANGE_H
#define TI_SIM_EXCHANGE_H

#include "base/arena.h"
#include "sim/random.h"
#include "sim/response.h"
#include "sim/scenario.h"

enum { TI_SIM_SEGMENT_MAX = 8 };

typedef struct ti_sim_request {
    const char *method;
    ti_slice url;     /* as it came */
    ti_slice headers; /* lines */
    ti_slice body;
} ti_sim_request;

typedef struct ti_sim_exchange ti_sim_exchange;

struct ti_sim_exchange {
    teamsinvite_sim *sim;
    ti_sim_request request;
    teamsinvite_sim_response *response;
    ti_arena arena; /* for whatever the answer needs on the way */
    int64_t now_ms;
    char request_id[TI_SIM_GUID_SIZE];

    bool is_graph;
    ti_slice target; /* path and query as they came: "/…" */
    ti_slice path;
    ti_slice query;
    ti_slice raw[TI_SIM_SEGMENT_MAX];         /* path segments as they came */
    const char *segment[TI_SIM_SEGMENT_MAX];  /* … and decoded */
    size_t segment_count;

    uint32_t place; /* TI_SIM_AT_… */
    int32_t kind;   /* TEAMSINVITE_SIM_PAGE … */
    void (*serve)(ti_sim_exchange *x);

    int64_t skew_ms;    /* by which the header Date is off */
    const char *claims; /* that a refusal asks the next sign-in for; NULL for none */
};

/* The value of a request header, blanks trimmed; false where there is none. */
bool ti_sim_header_find(const ti_sim_exchange *x, const char *name, ti_slice *out);

/* Whether the body is declared to be of this media type; parameters do not matter. */
bool ti_sim_content_is(const ti_sim_exchange *x, const char *media_type);

bool ti_sim_method_is(const ti_sim_exchange *x, const char *method);

/* Find out what is asked: fills all from is_graph on. False where the URL is on
 * another host. Something that is not served gets a serve that says so. */
bool ti_sim_route(ti_sim_exchange *x);

/* Answer it, with whatever scenario is due. The simulator is locked. */
void ti_sim_answer(ti_sim_exchange *x);

#endif
