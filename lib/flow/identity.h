/* SPDX-License-Identifier: Apache-2.0 */
/* identity.h - an id_token to a verified identity: fetch the tenant's metadata and keys, then check. */
#ifndef TI_FLOW_IDENTITY_H
#define TI_FLOW_IDENTITY_H

#include "flow/exchange.h"
#include "proto/entra/id_token.h"

typedef struct ti_identity_check {
    const char *authority_tenant; /* path segment: a GUID or "organizations" */
    const char *id_token;
    const char *nonce;
    const char *tenant; /* GUID that must match, or NULL */
    int64_t started_ms;

    ti_exchange exchange;
    const char *issuer;
    const char *jwks_uri;

    ti_identity identity; /* answered */
} ti_identity_check;

extern const ti_flow ti_flow_identity;

#endif
