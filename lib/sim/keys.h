/* SPDX-License-Identifier: Apache-2.0 */
/* keys.h - the RSA keys that sign id_tokens; made when first needed. */
#ifndef TI_SIM_KEYS_H
#define TI_SIM_KEYS_H

#include <openssl/types.h>

#include "base/buf.h"

enum { TI_SIM_KID_SIZE = 44 };

typedef struct ti_sim_key ti_sim_key;

struct ti_sim_key {
    ti_sim_key *next; /* older */
    EVP_PKEY *pair;
    char kid[TI_SIM_KID_SIZE];
};

typedef struct ti_sim_keys {
    ti_sim_key *first; /* signs; all of them are in the keys document */
    EVP_PKEY *foreign; /* in no keys document: for forgeries */
} ti_sim_keys;

/* False without memory or randomness. */
bool ti_sim_keys_need(ti_sim_keys *keys);
bool ti_sim_keys_need_foreign(ti_sim_keys *keys);

/* A new key signs from now on; the older ones stay in the document, or not. */
bool ti_sim_keys_roll(ti_sim_keys *keys, bool keep_old);
void ti_sim_keys_clear(ti_sim_keys *keys);

/* Modulus of a key as base64url; its exponent is always 65537. */
bool ti_sim_key_modulus(const ti_sim_key *key, ti_buf *out);

/* RS256 over text as base64url. */
bool ti_sim_sign(EVP_PKEY *key, ti_slice text, ti_buf *out);

#endif
