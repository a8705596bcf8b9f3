/* SPDX-License-Identifier: Apache-2.0 */
/* claims.h - the `claims` parameter of a request for a token (OpenID Connect Core, 5.5; Entra, claims-challenge). */
#ifndef TI_PROTO_ENTRA_CLAIMS_H
#define TI_PROTO_ENTRA_CLAIMS_H

#include "base/buf.h"

/* What a challenge asks for (a JSON object, or empty) and, with cp1, that the
 * client handles challenges (access_token.xms_cc), in one object. False where
 * the challenge, or its access_token, is no object. */
bool ti_claims_merge(ti_buf *out, ti_slice challenge, bool cp1);

#endif
