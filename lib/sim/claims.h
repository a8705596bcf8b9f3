/* SPDX-License-Identifier: Apache-2.0 */
/* claims.h - the "claims" that a client asks with: what it can handle, and the challenge that it answers. */
#ifndef TI_SIM_CLAIMS_H
#define TI_SIM_CLAIMS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct ti_sim_claims {
    bool capable;         /* xms_cc has cp1: may be challenged, so its tokens live long */
    int64_t not_before_s; /* of the challenge that it answers; 0: of none */
} ti_sim_claims;

/* text may be NULL: nothing was asked. False where it is no JSON object, or asks in other forms. */
bool ti_sim_claims_read(const char *text, ti_sim_claims *out);

#endif
