/* SPDX-License-Identifier: Apache-2.0 */
/*
 * oauth_error.h - the `error` of RFC 6749 as a status and remedy, refined by
 * Entra's own codes: for the redirect and for the token endpoint alike.
 */
#ifndef TI_PROTO_ENTRA_OAUTH_ERROR_H
#define TI_PROTO_ENTRA_OAUTH_ERROR_H

#include "base/error.h"
#include "base/json.h"

/* What came, empty where absent. */
typedef struct ti_oauth_error {
    ti_slice error;
    ti_slice suberror;    /* error_subcode on the redirect */
    ti_slice description; /* searched for "AADSTS" and digits, else not used */
    const ti_json *codes; /* error_codes, an array of numbers; may be NULL */
    int32_t http_status;  /* of the token endpoint: 429 and 5xx go before all that the body says */
    bool at_redirect;     /* a person was there and may have declined */
} ti_oauth_error;

/* `error` and suberror decide; a code of the table refines within that, and
 * says the text. Fills *err, err->confirmed included, and returns its status. */
teamsinvite_status ti_oauth_error_fail(ti_error *err, const ti_oauth_error *answer);

#endif
