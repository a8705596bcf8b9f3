/* SPDX-License-Identifier: Apache-2.0 */
/* identity.h - an id_token to a verified identity: find the tenant's keys, then check. */
#ifndef TI_FLOW_IDENTITY_H
#define TI_FLOW_IDENTITY_H

#include "flow/keys_find.h"
#include "proto/entra/id_token.h"

typedef struct ti_identity_check {
    const char *authority_tenant; /* path segment: a GUID or "organizations" */
    const char *id_token;
    const char *access_token; /* that came with it, for at_hash; or NULL */
    const char *nonce;
    const char *tenant; /* GUID that must match, or NULL */
    int64_t started_ms;

    ti_keys_find keys;

    ti_identity identity; /* answered */
} ti_identity_check;

extern const ti_flow ti_flow_identity;

#endif
