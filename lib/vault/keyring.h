/* SPDX-License-Identifier: Apache-2.0 */
/* keyring.h - the host's master keys: one to seal with, older ones to open with; given, or asked for when needed. */
#ifndef TI_VAULT_KEYRING_H
#define TI_VAULT_KEYRING_H

#include <teamsinvite/client.h>

#include "base/error.h"
#include "vault/algorithms.h"

enum {
    TI_KEY_BYTES = 32,
    TI_KEY_ID_MAX = 32,
    TI_KEYRING_MAX = 16
};

typedef struct ti_key {
    char id[TI_KEY_ID_MAX + 1];
    unsigned char bytes[TI_KEY_BYTES];
} ti_key;

typedef struct ti_keyring {
    ti_key keys[TI_KEYRING_MAX];
    size_t count;
    char current[TI_KEY_ID_MAX + 1]; /* "" while there is none */
    teamsinvite_key_fn ask;          /* for those that were not given; or NULL */
    void *ask_data;
    ti_algorithms algorithms; /* that the keys are used with; there as soon as one is */
} ti_keyring;

/* id: 1 to 32 of [A-Za-z0-9._-], not in the ring yet; length must be 32 and the
 * bytes not all equal. The key added last seals. */
teamsinvite_status ti_keyring_add(ti_keyring *ring, const char *id, const void *bytes, size_t length, ti_error *err);

/* Ask this function for keys that are not in the ring; the one of this id seals. */
teamsinvite_status ti_keyring_ask(ti_keyring *ring, const char *id, teamsinvite_key_fn ask, void *user_data,
                                  ti_error *err);

/* NULL where there is none. One that had to be asked for stands in *room, which is to be wiped then. */
const ti_key *ti_keyring_find(const ti_keyring *ring, ti_slice id, ti_key *room);

/* The one that seals. */
const ti_key *ti_keyring_current(const ti_keyring *ring, ti_key *room);

/* The ring is empty then. NULL-safe. */
void ti_keyring_wipe(ti_keyring *ring);

#endif
