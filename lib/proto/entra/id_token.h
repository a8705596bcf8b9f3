/* SPDX-License-Identifier: Apache-2.0 */
/* id_token.h - an id_token to verified claims (OpenID Connect Core, 3.1.3.7; RFC 7515). */
#ifndef TI_PROTO_ENTRA_ID_TOKEN_H
#define TI_PROTO_ENTRA_ID_TOKEN_H

#include "base/arena.h"
#include "proto/entra/jwks.h"

/* The tenant of personal Microsoft accounts, which have no online meetings. */
#define TI_CONSUMER_TENANT "9188040d-6c67-4c5b-b112-36a304b66dad"

typedef struct ti_id_token_expect {
    ti_slice issuer;          /* of the metadata; "{tenantid}" is replaced by tid */
    const char *client_id;
    const char *nonce;        /* NULL: not checked (never in a code flow) */
    const char *tenant;       /* a GUID that tid must equal, or NULL: any but the consumer tenant */
    int64_t now_ms;
    int64_t started_ms;       /* iat may not be earlier than this, less the skew; 0: not checked */
    const char *access_token; /* that came with it, for at_hash; NULL: at_hash is not checked */
} ti_id_token_expect;

enum { TI_ROLES_MAX = 64 };

/* Filled on full success only, but for the last member; lower-case GUIDs. */
typedef struct ti_identity {
    char tid[TI_GUID_SIZE];
    char oid[TI_GUID_SIZE];
    bool guest;                             /* idp differs from iss, or acct is 1 */
    bool administrator;                     /* wids names one of the roles of role.h */
    char roles[TI_ROLES_MAX][TI_GUID_SIZE]; /* wids: template ids of directory roles */
    size_t role_count;
    bool key_unknown;                       /* on failure: no key of the set has the kid, so newer keys may */
} ti_identity;

/* Whether the account has one of these directory roles (template ids, in any case). */
bool ti_identity_has_role(const ti_identity *identity, const char *const *role_ids, size_t count);

/* The kid of the header, before anything is verified: for the choice of the
 * key only. Also checks shape and alg (T1 to T3). Copied into the arena. */
teamsinvite_status ti_id_token_kid(ti_slice token, ti_arena *arena, ti_slice *kid, ti_error *err);

/* Signature first, then the claims in the order of rule T5 and T6 (skew 120 s).
 * TEAMSINVITE_E_ID_TOKEN with a text of its own for each check;
 * TEAMSINVITE_E_WRONG_TENANT where only tid is another one;
 * TEAMSINVITE_E_WRONG_ACCOUNT for the consumer tenant. */
teamsinvite_status ti_id_token_verify(ti_identity *identity, ti_slice token, const ti_json *jwks,
                                      const ti_id_token_expect *expect, ti_error *err);

#endif
