/* SPDX-License-Identifier: Apache-2.0 */
/*
 * redirect_query.h - what Microsoft put into the URL on the way back. Nothing
 * in it is proof of anything: `tenant` and `admin_consent` are hints.
 */
#ifndef TI_PROTO_ENTRA_REDIRECT_QUERY_H
#define TI_PROTO_ENTRA_REDIRECT_QUERY_H

#include "base/arena.h"
#include "base/error.h"

typedef struct ti_redirect_query {
    const char *url;   /* as it arrived, without query: the redirect URI */
    const char *state; /* all of these NULL where absent, else in the arena */
    const char *code;
    const char *error;
    const char *error_subcode;
    const char *tenant;
    const char *issuer;   /* `iss`, RFC 9207 */
    const char *aadsts;   /* "AADSTS65004", taken from the start of error_description */
    bool consent_given;   /* admin_consent=True without regard to case, and no error */
    bool has_consent;     /* the parameter admin_consent is there at all */
} ti_redirect_query;

/* Read the whole URL that the browser was sent to. TEAMSINVITE_E_INVALID
 * (parameter "url") for more than 16 KiB or 32 parameters, a known parameter
 * given twice, a bad escape, NUL, text that is not UTF-8, a fragment, or when
 * it has neither code, error nor admin_consent, or no state. */
teamsinvite_status ti_redirect_query_read(ti_redirect_query *query, ti_slice url, ti_arena *arena, ti_error *err);

/* What an `error` (with subcode and AADSTS code) on the way back means:
 * cancelled or declined is TEAMSINVITE_E_CONSENT_REFUSED; fills *err and
 * returns its status. query->error must not be NULL. */
teamsinvite_status ti_redirect_query_refusal(const ti_redirect_query *query, ti_error *err);

#endif
