/* SPDX-License-Identifier: Apache-2.0 */
/* keys_record.h - the keys that a tenant's id_tokens are signed with, as Entra published them last. */
#ifndef TI_RECORD_KEYS_RECORD_H
#define TI_RECORD_KEYS_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

/* A document that is longer is used, but not kept. */
enum { TI_KEYS_KEPT_MAX = 24 * 1024 };

typedef struct ti_keys_record {
    const char *authority; /* "https://login.microsoftonline.com": keys of another one are not ours */
    const char *issuer;    /* of the metadata; may hold "{tenantid}" */
    const char *jwks;      /* the keys document */
    int64_t fetched_ms;
    int64_t tried_ms;      /* last attempt to fetch, well or not */
} ti_keys_record;

bool ti_keys_record_write(ti_buf *buf, const ti_keys_record *record);

/* Strings are copied into the arena. E_CORRUPT when it is not what we write. */
teamsinvite_status ti_keys_record_read(ti_keys_record *record, ti_slice plain, ti_arena *arena, ti_error *err);

#endif
