/* SPDX-License-Identifier: Apache-2.0 */
/* graph_exchange.h - one exchange with Graph: a token, the request, and once more with a new token after a 401. */
#ifndef TI_FLOW_GRAPH_EXCHANGE_H
#define TI_FLOW_GRAPH_EXCHANGE_H

#include "flow/exchange.h"
#include "flow/token_find.h"

typedef struct ti_graph_exchange {
    ti_token *token; /* shared by all exchanges of a call */
    const char *method;
    const char *path; /* "/v1.0/…", in the arena */
    const char *body; /* JSON in the arena, or NULL */

    ti_exchange exchange;
    bool replayed;

    const ti_json *json; /* answered: the reply, until the next io; NULL for 204 */
} ti_graph_exchange;

/* Run it with this path and body (NULL for none); both are cleared. */
ti_verdict ti_graph_run(teamsinvite_call *call, ti_graph_exchange *exchange, ti_token *token, const char *method,
                        ti_buf *path, ti_buf *body);

/* For the first step of what needs online meetings: TI_FAIL in a cloud that has none, else TI_NEXT. */
ti_verdict ti_check_meetings_available(teamsinvite_call *call);

/* Fails with what Graph's answer stands for, unless it is a 2xx without `error`. */
extern const ti_flow ti_flow_graph_exchange;

#endif
