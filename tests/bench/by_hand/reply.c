/* SPDX-License-Identifier: Apache-2.0 */
/* reply.c - what is taken out of an answer. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "by_hand.h"

static cJSON *read_reply(const by_hand_exchange *x)
{
    cJSON *reply = cJSON_ParseWithLength(x->reply, x->length);

    if (reply == NULL)
        by_hand_fail("the answer", "is not JSON");
    return reply;
}

static char *copy_member(const cJSON *reply, const char *name)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(reply, name);
    char *copy = cJSON_IsString(member) ? strdup(member->valuestring) : NULL;

    if (copy == NULL)
        by_hand_fail(name, "is missing");
    return copy;
}

void by_hand_take_meeting(const by_hand_exchange *x, by_hand_meeting *meeting)
{
    cJSON *reply = read_reply(x);

    if (x->settings->careful)
        by_hand_careful_meeting(reply);
    meeting->id = copy_member(reply, "id");
    meeting->join_url = copy_member(reply, "joinWebUrl");
    cJSON_Delete(reply);
}

void by_hand_take_settings(const by_hand_exchange *x)
{
    cJSON *reply = read_reply(x);

    if (x->settings->careful)
        by_hand_careful_settings(reply);
    cJSON_Delete(reply);
}

void by_hand_take_tokens(const by_hand_exchange *x, by_hand_tokens *tokens)
{
    cJSON *reply = read_reply(x);
    const cJSON *lifetime = cJSON_GetObjectItemCaseSensitive(reply, "expires_in");

    if (x->settings->careful)
        by_hand_careful_tokens(reply);
    if (!cJSON_IsNumber(lifetime))
        by_hand_fail("expires_in", "is missing");
    tokens->access_token = copy_member(reply, "access_token");
    tokens->refresh_token = copy_member(reply, "refresh_token");
    tokens->scope = copy_member(reply, "scope");
    tokens->expires_at_ms = ((int64_t)time(NULL) + lifetime->valueint) * 1000;
    cJSON_Delete(reply);
}

void by_hand_meeting_clear(by_hand_meeting *meeting)
{
    free(meeting->id);
    free(meeting->join_url);
}

void by_hand_tokens_clear(by_hand_tokens *tokens)
{
    free(tokens->access_token);
    free(tokens->refresh_token);
    free(tokens->scope);
}
