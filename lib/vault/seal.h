/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seal.h - a record's value as storage holds it.
 *
 * AES-256-GCM under a key derived for this one write (HKDF-SHA-256, 32 random
 * bytes of salt), committed to (GCM alone is not key-committing), and bound to
 * its place: record key and version are associated data, so a swapped, copied,
 * truncated or older row does not open.
 *
 * Layout: "TI" ‖ format 1 ‖ algorithm 1 ‖ length of key id ‖ key id ‖ salt 32 ‖
 * commitment 32 ‖ IV 12 ‖ ciphertext ‖ tag 16.
 */
#ifndef TI_VAULT_SEAL_H
#define TI_VAULT_SEAL_H

#include "base/buf.h"
#include "base/error.h"
#include "vault/keyring.h"

enum {
    TI_PLAIN_MAX = 60 * 1024 /* a sealed value then fits TEAMSINVITE_VALUE_MAX */
};

/* A source of random bytes; false when there are none. */
typedef struct ti_random {
    bool (*fill)(void *bytes, size_t length, void *user_data);
    void *user_data;
} ti_random;

/* Where a record stands. */
typedef struct ti_place {
    const char *key;
    int64_t version;
} ti_place;

/* Under the ring's current key. Fails with E_RANDOM, E_NO_MEMORY, E_INTERNAL. */
teamsinvite_status ti_seal(ti_buf *sealed, ti_slice plain, const ti_place *place, const ti_keyring *ring,
                           ti_random random, ti_error *err);

/* The id of the key that an envelope names; false for what is none. Says nothing about who made it. */
bool ti_sealed_key_id(ti_slice sealed, ti_slice *id);

/* E_CORRUPT: not what we sealed for this place. E_KEY_UNAVAILABLE: the ring has
 * no key of that id. plain must be initialised and is reset first; on failure
 * it is left empty. */
teamsinvite_status ti_open(ti_buf *plain, ti_slice sealed, const ti_place *place, const ti_keyring *ring,
                           ti_error *err);

#endif
