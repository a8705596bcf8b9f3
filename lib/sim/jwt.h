/* SPDX-License-Identifier: Apache-2.0 */
/* jwt.h - a signed JWT that somebody else made, taken apart and verified. */
#ifndef TI_SIM_JWT_H
#define TI_SIM_JWT_H

#include <cjson/cJSON.h>
#include <openssl/types.h>

#include "base/buf.h"

typedef struct ti_sim_jwt {
    cJSON *header;
    cJSON *claims;
    ti_slice text; /* what the signature is over; borrowed */
    ti_buf signature;
} ti_sim_jwt;

/* False where it is not three parts of base64url, the first two JSON objects.
 * Clear it in any case. */
bool ti_sim_jwt_read(ti_sim_jwt *jwt, const char *text);
void ti_sim_jwt_clear(ti_sim_jwt *jwt);

/* A claim or header that is a string; NULL where it is none. */
const char *ti_sim_jwt_text(const cJSON *object, const char *name);

/* A point in time, seconds; -1 where it is none. */
int64_t ti_sim_jwt_time(const cJSON *object, const char *name);

/* RSA with SHA-256: PSS as PS256 has it, or the older padding of RS256. */
bool ti_sim_jwt_is_signed_by(const ti_sim_jwt *jwt, EVP_PKEY *key, bool pss);

#endif
