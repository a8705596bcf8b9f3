/* SPDX-License-Identifier: Apache-2.0 */
/* record_rekey.h - one record sealed anew under the current key, if an older one has sealed it. */
#ifndef TI_FLOW_RECORD_REKEY_H
#define TI_FLOW_RECORD_REKEY_H

#include "flow/lease.h"

typedef enum ti_rekeyed {
    TI_REKEYED_NONE,    /* gone meanwhile */
    TI_REKEYED_CURRENT, /* had the current key already */
    TI_REKEYED_ANEW,
    TI_REKEYED_LEFT,        /* somebody is at it, or has just written it */
    TI_REKEYED_UNAVAILABLE, /* its key is not in the keyring */
    TI_REKEYED_DAMAGED
} ti_rekeyed;

typedef struct ti_record_rekey {
    const char *key;

    ti_lease lease; /* its key is NULL for a record that nobody renews */
    int64_t version;
    int64_t due_ms;
    bool decided;

    ti_rekeyed outcome; /* answered */
} ti_record_rekey;

extern const ti_flow ti_flow_record_rekey;

#endif
