/* SPDX-License-Identifier: Apache-2.0 */
/* doctor_probe.h - the single looks that doctor.run takes; each leaves nothing behind. */
#ifndef TI_FLOW_DOCTOR_PROBE_H
#define TI_FLOW_DOCTOR_PROBE_H

#include "flow/company_load.h"
#include "flow/graph_exchange.h"
#include "flow/token_grant.h"

/* Write a record, read it back, remove it. */
typedef struct ti_storage_probe {
    const char *key;
    int64_t version;
} ti_storage_probe;

extern const ti_flow ti_flow_storage_probe;

/* The company's record; fails where it is bound to no directory, or being disabled. */
typedef struct ti_company_probe {
    const char *id;
    ti_company_state state;
} ti_company_probe;

extern const ti_flow ti_flow_company_probe;

/* The tenant's metadata, and what time Entra has. */
typedef struct ti_entra_probe {
    const char *tenant;
    ti_exchange exchange;
    bool has_time;
    int64_t ahead_ms; /* answered: of our clock */
} ti_entra_probe;

extern const ti_flow ti_flow_entra_probe;

/* One GET from Graph. */
typedef struct ti_graph_probe {
    ti_token *token;
    void (*path)(ti_buf *buf, const char *oid); /* oid NULL: /me */
    ti_graph_exchange exchange;
} ti_graph_probe;

extern const ti_flow ti_flow_graph_probe;

#endif
