/* SPDX-License-Identifier: Apache-2.0 */
/* aadsts.h - Entra's error codes as status and remedy: one table. */
#ifndef TI_PROTO_ENTRA_AADSTS_H
#define TI_PROTO_ENTRA_AADSTS_H

#include "base/error.h"

typedef struct ti_aadsts_row {
    int32_t code;
    teamsinvite_status status;
    int32_t who;
    int32_t what;
    const char *text; /* ours, in short: goes into the message */
} ti_aadsts_row;

/* NULL for a code that is not in the table. */
const ti_aadsts_row *ti_aadsts_find(int32_t code);

size_t ti_aadsts_count(void);
const ti_aadsts_row *ti_aadsts_at(size_t index);

#endif
