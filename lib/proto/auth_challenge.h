/* SPDX-License-Identifier: Apache-2.0 */
/* auth_challenge.h - what a WWW-Authenticate header asks for (RFC 9110, 11.6.1; Entra, claims-challenge). */
#ifndef TI_PROTO_AUTH_CHALLENGE_H
#define TI_PROTO_AUTH_CHALLENGE_H

#include "base/buf.h"

enum { TI_CLAIMS_MAX = 4096 };

/* The claims of the first Bearer challenge with error="insufficient_claims"
 * among the challenges of one header value (a reply may have several such
 * headers): a strict JSON object, decoded into claims, which is reset first.
 * False where there is none, or it is not what it should be; then claims is empty. */
bool ti_auth_challenge_claims(ti_buf *claims, ti_slice value);

#endif
