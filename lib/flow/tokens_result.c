/* SPDX-License-Identifier: Apache-2.0 */
/* tokens_result.c - tokens on their way to the host; wiped when freed. */
#include "flow/tokens_result.h"

#include "base/alloc.h"

const char *teamsinvite_tokens_access_token(const teamsinvite_tokens *tokens)
{
    return tokens == NULL || tokens->access_token == NULL ? "" : tokens->access_token;
}

const char *teamsinvite_tokens_refresh_token(const teamsinvite_tokens *tokens)
{
    return tokens == NULL || tokens->refresh_token == NULL ? "" : tokens->refresh_token;
}

const char *teamsinvite_tokens_id_token(const teamsinvite_tokens *tokens)
{
    return tokens == NULL || tokens->id_token == NULL ? "" : tokens->id_token;
}

const char *teamsinvite_tokens_scope(const teamsinvite_tokens *tokens)
{
    return tokens == NULL || tokens->scope == NULL ? "" : tokens->scope;
}

int64_t teamsinvite_tokens_expires_at_ms(const teamsinvite_tokens *tokens)
{
    return tokens == NULL ? 0 : tokens->expires_at_ms;
}

void teamsinvite_tokens_free(teamsinvite_tokens *tokens)
{
    if (tokens == NULL)
        return;
    ti_free_secret(tokens->access_token);
    ti_free_secret(tokens->refresh_token);
    ti_free_secret(tokens->id_token);
    ti_free_secret(tokens->scope);
    ti_free(tokens);
}

static bool is_lost(const char *copy, const char *original)
{
    return copy == NULL && original != NULL;
}

static teamsinvite_tokens *copy_tokens(const teamsinvite_tokens *tokens)
{
    teamsinvite_tokens *copy = ti_alloc(sizeof(*copy));

    if (copy == NULL)
        return NULL;
    *copy = *tokens;
    copy->access_token = ti_strdup(tokens->access_token);
    copy->refresh_token = ti_strdup(tokens->refresh_token);
    copy->id_token = ti_strdup(tokens->id_token);
    copy->scope = ti_strdup(tokens->scope);
    if (is_lost(copy->access_token, tokens->access_token) ||
        is_lost(copy->refresh_token, tokens->refresh_token) ||
        is_lost(copy->id_token, tokens->id_token) ||
        is_lost(copy->scope, tokens->scope)) {
        teamsinvite_tokens_free(copy);
        return NULL;
    }
    return copy;
}

static void free_result(void *result)
{
    teamsinvite_tokens_free(result);
}

ti_verdict ti_tokens_done(teamsinvite_call *call, const teamsinvite_tokens *tokens)
{
    return ti_call_done(call, copy_tokens(tokens), free_result);
}

teamsinvite_status teamsinvite_call_take_tokens(teamsinvite_call *call, teamsinvite_tokens **out,
                                                teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_take(call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}

teamsinvite_status ti_finish_tokens(teamsinvite_status started, teamsinvite_call *call, teamsinvite_tokens **out,
                                    teamsinvite_error **err)
{
    teamsinvite_status status;
    void *result = ti_call_finish(started, call, free_result, out != NULL, &status, err);

    if (out != NULL)
        *out = result;
    return status;
}
