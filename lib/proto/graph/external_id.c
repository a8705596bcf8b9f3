/* SPDX-License-Identifier: Apache-2.0 */
/* external_id.c - the name under which createOrGet finds our meeting again. */
#include "proto/graph/external_id.h"

#include "base/base64.h"
#include "vault/hash.h"

enum { PARTS_MAX = 1024 };

static bool is_given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* The length before each part keeps ("ab", "c") and ("a", "bc") apart. */
static bool add_part(ti_buf *parts, ti_slice part)
{
    int shift;

    if (part.len > PARTS_MAX)
        return false;
    for (shift = 24; shift >= 0; shift -= 8)
        ti_buf_add_char(parts, (char)(unsigned char)((part.len >> shift) & 0xff));
    return ti_buf_add(parts, part);
}

/* Entra writes ids in either case; the meeting must not depend on which. */
static bool add_lower(ti_buf *parts, const char *id)
{
    size_t start = parts->len + 4;
    size_t i;

    if (!add_part(parts, ti_slice_of(id)))
        return false;
    for (i = start; i < parts->len; i++) {
        if (parts->ptr[i] >= 'A' && parts->ptr[i] <= 'Z')
            parts->ptr[i] = (char)(parts->ptr[i] - 'A' + 'a');
    }
    return true;
}

bool ti_meeting_external_id(ti_buf *buf, ti_slice key, const char *tenant, const char *organizer,
                            const char *reference)
{
    unsigned char mac[TI_HASH_BYTES];
    ti_buf parts;
    bool done;

    ti_buf_init(&parts, PARTS_MAX);
    done = !ti_slice_is_empty(key) && tenant != NULL && is_given(organizer) && is_given(reference) &&
           add_part(&parts, TI_SLICE("libteamsinvite/external-id/1")) && add_lower(&parts, tenant) &&
           add_lower(&parts, organizer) && add_part(&parts, ti_slice_of(reference)) &&
           ti_hmac_sha256(mac, key, ti_buf_slice(&parts)) && ti_hex_encode(buf, ti_slice_make(mac, sizeof(mac)));
    ti_buf_clear(&parts);
    if (!done)
        buf->failed = true;
    return done;
}
