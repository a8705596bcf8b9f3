/* SPDX-License-Identifier: Apache-2.0 */
/* keyring.h - the host's master keys: one to seal with, older ones to open with. */
#ifndef TI_VAULT_KEYRING_H
#define TI_VAULT_KEYRING_H

#include "base/error.h"

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
    size_t current; /* index; meaningful when count > 0 */
} ti_keyring;

/* id: 1 to 32 of [A-Za-z0-9._-], not in the ring yet; length must be 32 and the
 * bytes not all equal. The newest key added with current = true seals. */
teamsinvite_status ti_keyring_add(ti_keyring *ring, const char *id, const void *bytes, size_t length, bool current,
                                  ti_error *err);

const ti_key *ti_keyring_find(const ti_keyring *ring, ti_slice id);
const ti_key *ti_keyring_current(const ti_keyring *ring); /* NULL while empty */
void ti_keyring_wipe(ti_keyring *ring);

#endif
