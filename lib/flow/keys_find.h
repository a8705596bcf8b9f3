/* SPDX-License-Identifier: Apache-2.0 */
/*
 * keys_find.h - the keys that a tenant's id_tokens are signed with: kept for a
 * day, fetched anew after an hour by one caller, and for a key that is not
 * among them at most every five minutes, so that made-up tokens cannot make us
 * fetch for ever. Entra, active-directory-signing-key-rollover.
 */
#ifndef TI_FLOW_KEYS_FIND_H
#define TI_FLOW_KEYS_FIND_H

#include "flow/exchange.h"
#include "flow/lease.h"
#include "record/keys_record.h"

typedef struct ti_keys_find {
    const char *tenant; /* path segment: a GUID or "organizations" */
    ti_slice kid;       /* the key that is looked for */

    ti_keys_record record; /* answered: issuer and jwks, whether the key is in it or not */

    /* under way */
    const char *key;
    int64_t version;
    bool is_known; /* record holds what was kept, … */
    bool has_key;  /* … and the key is in it */
    bool tried;    /* by us, just now */
    ti_lease lease;
    ti_exchange exchange;
    const char *issuer;
    const char *jwks_uri;
} ti_keys_find;

extern const ti_flow ti_flow_keys_find;

#endif
