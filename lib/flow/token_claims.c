/* SPDX-License-Identifier: Apache-2.0 */
/* token_claims.c - the `claims` that a user's sign-in or renewal carries. */
#include "flow/token_claims.h"

#include "proto/entra/claims.h"

enum { CLAIMS_MAX = 4096 };

ti_verdict ti_token_claims(teamsinvite_call *call, const char *challenge, const char **claims)
{
    bool capable = call->client->config->handles_claims;
    ti_buf json;

    *claims = NULL;
    if (!capable && challenge[0] == '\0')
        return TI_NEXT;
    ti_buf_init(&json, CLAIMS_MAX);
    if (ti_claims_merge(&json, ti_slice_of(challenge), capable))
        *claims = ti_arena_copy(&call->arena, ti_buf_slice(&json));
    ti_buf_clear(&json);
    return *claims != NULL ? TI_NEXT : ti_call_no_memory(call);
}
