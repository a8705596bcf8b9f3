/* SPDX-License-Identifier: Apache-2.0 */
/* client_assertion.h - how an app with a certificate says who it is: private_key_jwt (RFC 7523). */
#ifndef TI_PROTO_ENTRA_CLIENT_ASSERTION_H
#define TI_PROTO_ENTRA_CLIENT_ASSERTION_H

#include "base/buf.h"

enum { TI_ASSERTION_RANDOM_BYTES = 16 };

typedef struct ti_client_assertion {
    bool rs256;          /* "x5t" and RS256 in place of "x5t#S256" and PS256 */
    ti_slice thumbprint; /* digest of the certificate, raw: 32 bytes, or 20 for x5t */
    const char *client_id;
    const char *token_url; /* the very URL that it is posted to */
    int64_t now_ms;
    unsigned char random[TI_ASSERTION_RANDOM_BYTES]; /* new for each assertion: its jti */
} ti_client_assertion;

/* What is signed: header and claims, each in base64url, with a dot between. */
bool ti_client_assertion_write(ti_buf *buf, const ti_client_assertion *assertion);

/* Behind it: a dot and the signature. */
bool ti_client_assertion_sign(ti_buf *buf, ti_slice signature);

/* Three parts of base64url, none empty: all that is known of an assertion that somebody else made. */
bool ti_client_assertion_is_jwt(ti_slice text);

#endif
