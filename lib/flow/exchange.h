/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exchange.h - one HTTP exchange with Microsoft: send, and where it is worth
 * it wait and send again. Nobody else in the library retries.
 */
#ifndef TI_FLOW_EXCHANGE_H
#define TI_FLOW_EXCHANGE_H

#include "flow/gate.h"

enum {
    TI_TOKEN_REPLY_MAX = 64 * 1024,
    TI_METADATA_REPLY_MAX = 64 * 1024,
    TI_KEYS_REPLY_MAX = 256 * 1024,
    TI_GRAPH_REPLY_MAX = 1024 * 1024
};

typedef struct ti_exchange {
    /* asked: fills call->io after ti_send_begin(); again for each attempt */
    void (*build)(teamsinvite_call *call, void *owner);
    void *owner;
    const char *method;
    size_t response_limit;
    bool once;     /* may not be repeated once bytes were sent (a code is good once) */
    bool in_haste; /* the owner has something to fall back on: no second attempt */
    ti_gate *gate; /* NULL: none */

    int32_t attempts;
    int64_t wait_ms; /* before the next attempt */
    bool given_up;   /* … which is not worth waiting for in this call */

    /* answered; the body is in call->io and, where it is JSON, here */
    int32_t http_status;
    const ti_json *json;
} ti_exchange;

extern const ti_flow ti_flow_exchange;

#endif
