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

static const ti_key *find_given(const ti_keyring *ring, ti_slice id)
{
    size_t i;

    for (i = 0; i < ring->count; i++) {
        if (ti_slice_equal_text(id, ring->keys[i].id))
            return &ring->keys[i];
    }
    return NULL;
}

static teamsinvite_status check_id(ti_error *err, ti_slice id)
{
    if (!is_id(id))
        return ti_fail_parameter(err, "id", "needs 1 to %d of A-Z a-z 0-9 . _ -", (int)TI_KEY_ID_MAX);
    return TEAMSINVITE_OK;
}

static void copy_id(char out[TI_KEY_ID_MAX + 1], ti_slice id)
{
    memset(out, 0, TI_KEY_ID_MAX + 1);
    memcpy(out, id.ptr, id.len);
}

teamsinvite_status ti_keyring_add(ti_keyring *ring, const char *id, const void *bytes, size_t length, ti_error *err)
{
    ti_slice name = ti_slice_of(id);

    if (check_id(err, name) != TEAMSINVITE_OK)
        return err->status;
    if (find_given(ring, name) != NULL)
        return ti_fail_parameter(err, "id", "is in the keyring already");
    if (bytes == NULL || length != TI_KEY_BYTES)
        return ti_fail_parameter(err, "key", "needs exactly %d bytes", (int)TI_KEY_BYTES);
    if (is_one_byte_repeated(bytes, length))
        return ti_fail_parameter(err, "key", "is one byte repeated, not a random key");
    if (ring->count >= TI_KEYRING_MAX)
        return ti_fail_parameter(err, "key", "the keyring is full with %d keys", (int)TI_KEYRING_MAX);
    if (!ti_algorithms_fetch(&ring->algorithms))
        return ti_fail(err, TEAMSINVITE_E_INTERNAL, "OpenSSL has no AES-256-GCM or no HKDF");
    copy_id(ring->keys[ring->count].id, name);
    memcpy(ring->keys[ring->count].bytes, bytes, length);
    copy_id(ring->current, name);
    ring->count++;
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_keyring_ask(ti_keyring *ring, const char *id, teamsinvite_key_fn ask, void *user_data,
                                  ti_error *err)
{
    ti_slice name = ti_slice_of(id);

    if (check_id(err, name) != TEAMSINVITE_OK)
        return err->status;
    if (!ti_algorithms_fetch(&ring->algorithms))
        return ti_fail(err, TEAMSINVITE_E_INTERNAL, "OpenSSL has no AES-256-GCM or no HKDF");
    copy_id(ring->current, name);
    ring->ask = ask;
    ring->ask_data = user_data;
    return TEAMSINVITE_OK;
}

/* What the function did not fill is no key. */
static const ti_key *ask_for(const ti_keyring *ring, ti_slice id, ti_key *room)
{
    memset(room, 0, sizeof(*room));
    if (ring->ask == NULL || !is_id(id))
        return NULL;
    copy_id(room->id, id);
    if (ring->ask(room->id, room->bytes, ring->ask_data) == 1 && !is_one_byte_repeated(room->bytes, TI_KEY_BYTES))
        return room;
    ti_wipe(room, sizeof(*room));
    return NULL;
}

const ti_key *ti_keyring_find(const ti_keyring *ring, ti_slice id, ti_key *room)
{
    const ti_key *key = find_given(ring, id);

    return key != NULL ? key : ask_for(ring, id, room);
}

const ti_key *ti_keyring_current(const ti_keyring *ring, ti_key *room)
{
    return ti_keyring_find(ring, ti_slice_of(ring->current), room);
}

void ti_keyring_wipe(ti_keyring *ring)
{
    if (ring == NULL)
        return;
    ti_algorithms_free(&ring->algorithms);
    ti_wipe(ring, sizeof(*ring));
}
