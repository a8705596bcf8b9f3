/* SPDX-License-Identifier: Apache-2.0 */
/* keyring.c - the host's master keys: one to seal with, older ones to open with. */
#include "vault/keyring.h"

#include <string.h>

#include "base/alloc.h"

static bool is_id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
}

static bool is_id(ti_slice id)
{
    size_t i;

    if (id.len == 0 || id.len > TI_KEY_ID_MAX)
        return false;
    for (i = 0; i < id.len; i++) {
        if (!is_id_char(id.ptr[i]))
            return false;
    }
    return true;
}

/* An array that nobody filled: all zero, or memset to some byte. */
static bool is_one_byte_repeated(const unsigned char *bytes, size_t length)
{
    unsigned char difference = 0;
    size_t i;

    for (i = 1; i < length; i++)
        difference |= (unsigned char)(bytes[i] ^ bytes[0]);
    return difference == 0;
}

teamsinvite_status ti_keyring_add(ti_keyring *ring, const char *id, const void *bytes, size_t length, bool current,
                                  ti_error *err)
{
    ti_slice name = ti_slice_of(id);
    ti_key *key;

    if (!is_id(name))
        return ti_fail_parameter(err, "id", "needs 1 to %d of A-Z a-z 0-9 . _ -", (int)TI_KEY_ID_MAX);
    if (ti_keyring_find(ring, name) != NULL)
        return ti_fail_parameter(err, "id", "is in the keyring already");
    if (bytes == NULL || length != TI_KEY_BYTES)
        return ti_fail_parameter(err, "key", "needs exactly %d bytes", (int)TI_KEY_BYTES);
    if (is_one_byte_repeated(bytes, length))
        return ti_fail_parameter(err, "key", "is one byte repeated, not a random key");
    if (ring->count >= TI_KEYRING_MAX)
        return ti_fail_parameter(err, "key", "the keyring is full with %d keys", (int)TI_KEYRING_MAX);
    key = &ring->keys[ring->count];
    memset(key, 0, sizeof(*key));
    memcpy(key->id, name.ptr, name.len);
    memcpy(key->bytes, bytes, length);
    /* Index 0, the first key, seals until another is named. */
    if (current)
        ring->current = ring->count;
    ring->count++;
    return TEAMSINVITE_OK;
}

const ti_key *ti_keyring_find(const ti_keyring *ring, ti_slice id)
{
    size_t i;

    for (i = 0; i < ring->count; i++) {
        if (ti_slice_equal_text(id, ring->keys[i].id))
            return &ring->keys[i];
    }
    return NULL;
}

const ti_key *ti_keyring_current(const ti_keyring *ring)
{
    return ring->count > 0 ? &ring->keys[ring->current] : NULL;
}

void ti_keyring_wipe(ti_keyring *ring)
{
    if (ring != NULL)
        ti_wipe(ring, sizeof(*ring));
}
