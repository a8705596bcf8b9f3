/* SPDX-License-Identifier: Apache-2.0 */
/* keys.h - the RSA keys that sign id_tokens; made when first needed. */
#ifndef TI_SIM_KEYS_H
#define TI_SIM_KEYS_H

#include <openssl/types.h>

#include "base/buf.h"

typedef struct ti_sim_keys {
    EVP_PKEY *signing;
    EVP_PKEY *foreign; /* in no keys document: for forgeries */
    char kid[44];      /* of the signing key */
} ti_sim_keys;

/* False without memory or randomness. */
bool ti_sim_keys_need(ti_sim_keys *keys);
bool ti_sim_keys_need_foreign(ti_sim_keys *keys);
void ti_sim_keys_clear(ti_sim_keys *keys);

/* Modulus of the signing key as base64url; its exponent is always 65537. */
bool ti_sim_keys_modulus(const ti_sim_keys *keys, ti_buf *out);

/* RS256 over text as base64url. */
bool ti_sim_sign(EVP_PKEY *key, ti_slice text, ti_buf *out);

#endif
