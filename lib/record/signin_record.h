/* SPDX-License-Identifier: Apache-2.0 */
/*
 * signin_record.h - a sign-in or consent under way: what it is for, and what
 * has to match when the browser comes back. Stands under the hash of its state.
 */
#ifndef TI_RECORD_SIGNIN_RECORD_H
#define TI_RECORD_SIGNIN_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

typedef enum ti_signin_kind {
    TI_SIGNIN_ENABLE = 1,  /* the administrator signs in */
    TI_SIGNIN_CONSENT = 2, /* … and consents */
    TI_SIGNIN_CONNECT = 3  /* a recruiter signs in */
} ti_signin_kind;

typedef struct ti_signin_record {
    ti_signin_kind kind;
    int32_t mode;             /* TEAMSINVITE_MODE_…: what the company is to have, or has */
    const char *company;
    const char *user;
    const char *tenant;       /* path segment of the authority: a GUID or "organizations" */
    const char *redirect_uri;
    const char *session;      /* hex SHA-256 of the host's session value */
    const char *nonce;        /* "" for a consent */
    const char *verifier;     /* "" for a consent */
    int64_t started_ms;
} ti_signin_record;

bool ti_signin_record_write(ti_buf *buf, const ti_signin_record *record);

/* Strings are copied into the arena. E_CORRUPT when it is not what we write. */
teamsinvite_status ti_signin_record_read(ti_signin_record *record, ti_slice plain, ti_arena *arena, ti_error *err);

#endif
