/* SPDX-License-Identifier: Apache-2.0 */
/* id_claims.h - the claims of an id_token whose signature has been verified. */
#ifndef TI_PROTO_ENTRA_ID_CLAIMS_H
#define TI_PROTO_ENTRA_ID_CLAIMS_H

#include "proto/entra/id_token.h"

/* In the order of rule T5: ver, tid, iss, the key's issuer, aud, azp, times,
 * nonce, sub, oid, at_hash, idp and acct, wids, and last which tenant. *identity is filled on
 * full success only. Statuses as in ti_id_token_verify(). */
teamsinvite_status ti_id_claims_check(ti_identity *identity, const ti_json *claims, ti_slice key_issuer,
                                      const ti_id_token_expect *expect, ti_error *err);

#endif
