/* SPDX-License-Identifier: Apache-2.0 */
/* pkce.h - RFC 7636 with S256, the only method there is here. */
#ifndef TI_PROTO_ENTRA_PKCE_H
#define TI_PROTO_ENTRA_PKCE_H

#include "base/buf.h"

/* 43 to 128 unreserved characters. */
bool ti_pkce_is_verifier(ti_slice verifier);

/* base64url(SHA-256(verifier)), 43 characters. */
bool ti_pkce_challenge(ti_buf *buf, ti_slice verifier);

#endif
