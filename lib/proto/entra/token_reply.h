/* SPDX-License-Identifier: Apache-2.0 */
/* token_reply.h - what the token endpoint answers: tokens, or why not. */
#ifndef TI_PROTO_ENTRA_TOKEN_REPLY_H
#define TI_PROTO_ENTRA_TOKEN_REPLY_H

#include "base/error.h"
#include "base/json.h"

/* Filled only on full success; slices live as long as the JSON. */
typedef struct ti_token_reply {
    ti_slice access_token;
    ti_slice refresh_token; /* empty where none came */
    ti_slice id_token;      /* empty where none came */
    ti_slice scope;         /* empty where none came */
    int64_t expires_in_s;   /* 1 to 100,000 */
    int64_t refresh_in_s;   /* 0 where none came */
} ti_token_reply;

/* Of a 200 reply: rule R1. json may be NULL (not strict JSON). Fails with TEAMSINVITE_E_RESPONSE. */
teamsinvite_status ti_token_reply_read(ti_token_reply *reply, const ti_json *json, ti_error *err);

/* Of any other reply; json may be NULL (plain text, HTML of a proxy): then, and
 * for 429 and 5xx, the HTTP status decides. `error` and `suberror` decide the
 * class, error_codes and the codes in error_description only refine it (7000229,
 * 50196 and the like: see aadsts.h). Fills *err with status, remedy, service
 * code, request id, HTTP status and whether it is confirmed; no text of the
 * peer. Returns its status, never TEAMSINVITE_OK. */
teamsinvite_status ti_token_reply_refusal(const ti_json *json, int32_t http_status, ti_error *err);

/* What a refusal asks the next sign-in to prove (Conditional Access): a JSON
 * object of at most 4 KiB as text, for `claims` of the authorize request. Empty
 * where none came, or something else. Lives as long as the JSON, which may be NULL. */
ti_slice ti_token_reply_claims(const ti_json *json);

#endif
