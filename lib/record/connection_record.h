/* SPDX-License-Identifier: Apache-2.0 */
/*
 * connection_record.h - what is stored of a user's Microsoft account: object
 * id, tokens, state. The app's own token for a tenant stands in the same
 * record, without an object id.
 */
#ifndef TI_RECORD_CONNECTION_RECORD_H
#define TI_RECORD_CONNECTION_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

typedef struct ti_connection_record {
    int32_t state;      /* TEAMSINVITE_CONNECTION_… */
    int64_t since_ms;   /* in this state */
    const char *oid;
    const char *access_token;  /* "" when there are none */
    const char *refresh_token;
    int64_t expires_at_ms;
    int64_t refresh_at_ms; /* from then on a new one is fetched */

    /* The last attempt to renew, where Entra refused it. */
    teamsinvite_status refused; /* TEAMSINVITE_OK: it did not */
    int64_t refused_until_ms;   /* nobody asks again before that */
    const char *reason;         /* "AADSTS50173"; else "" */
    const char *claims;         /* JSON that the next sign-in has to carry; else "" */
} ti_connection_record;

/* Connected, with no tokens yet; oid is borrowed. */
void ti_connection_record_begin(ti_connection_record *record, const char *oid, int64_t now_ms);

bool ti_connection_record_write(ti_buf *buf, const ti_connection_record *record);

/* Strings are copied into the arena. E_CORRUPT when it is not what we write. */
teamsinvite_status ti_connection_record_read(ti_connection_record *record, ti_slice plain, ti_arena *arena,
                                             ti_error *err);

#endif
