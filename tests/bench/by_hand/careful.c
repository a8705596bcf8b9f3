/* SPDX-License-Identifier: Apache-2.0 */
/* careful.c - what a service that runs for years adds: limits, request ids, and a look at every answer. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "by_hand.h"

enum { CONNECT_TIMEOUT_MS = 5000, TIMEOUT_MS = 30000, TEXT_MAX = 4096, DAY_S = 86400 };

void by_hand_careful_options(CURL *handle, bool plain)
{
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_TIMEOUT_MS);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, (long)TIMEOUT_MS);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 64L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, 10L);
    curl_easy_setopt(handle, CURLOPT_MAXFILESIZE, (long)BY_HAND_REPLY_MAX);
    curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
}

/* A random UUID, by which a request is found again in Microsoft's logs. */
void by_hand_careful_request_id(char id[37])
{
    static FILE *source;
    unsigned char b[16];

    if (source == NULL)
        source = fopen("/dev/urandom", "rb");
    if (source == NULL || fread(b, 1, sizeof(b), source) != sizeof(b))
        by_hand_fail("/dev/urandom", "cannot be read");
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    (void)snprintf(id, 37, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2],
                   b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

/* Graph nests its code in an object, Entra has it as a text. */
static void tell_refusal(const by_hand_exchange *x, long status)
{
    cJSON *reply = cJSON_ParseWithLength(x->reply, x->length);
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(reply, "error");
    const cJSON *code = cJSON_IsObject(error) ? cJSON_GetObjectItemCaseSensitive(error, "code") : error;
    curl_off_t wait_s = 0;

    if (status == 429 || status == 503)
        curl_easy_getinfo(x->handle, CURLINFO_RETRY_AFTER, &wait_s);
    (void)fprintf(stderr, "bench-by-hand: %ld %s, request %s, wait %ld s\n", status,
                  cJSON_IsString(code) ? code->valuestring : "without a code", x->request_id, (long)wait_s);
    cJSON_Delete(reply);
}

void by_hand_careful_answer(const by_hand_exchange *x, long status)
{
    const char *type = NULL;

    if (status < 200 || status > 299)
        tell_refusal(x, status);
    curl_easy_getinfo(x->handle, CURLINFO_CONTENT_TYPE, &type);
    if (type == NULL || strncasecmp(type, "application/json", 16) != 0)
        by_hand_fail("the answer", "is not JSON");
}

static const char *text_of(const cJSON *object, const char *name)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, name);

    if (!cJSON_IsString(member) || member->valuestring[0] == '\0' || strlen(member->valuestring) > TEXT_MAX)
        by_hand_fail(name, "is not what it should be");
    return member->valuestring;
}

void by_hand_careful_meeting(const cJSON *reply)
{
    if (strncmp(text_of(reply, "joinWebUrl"), "https://", 8) != 0)
        by_hand_fail("joinWebUrl", "is not https");
    if (strpbrk(text_of(reply, "id"), "/?#") != NULL)
        by_hand_fail("id", "does not fit into a path");
    (void)text_of(reply, "startDateTime");
    (void)text_of(reply, "endDateTime");
}

/* A tenant's policy may have won over what was asked. */
void by_hand_careful_settings(const cJSON *reply)
{
    const cJSON *lobby = cJSON_GetObjectItemCaseSensitive(reply, "lobbyBypassSettings");
    const cJSON *recorded = cJSON_GetObjectItemCaseSensitive(reply, "recordAutomatically");

    if (strcmp(text_of(lobby, "scope"), "organization") != 0 ||
        strcmp(text_of(reply, "allowedPresenters"), "organization") != 0 ||
        strcmp(text_of(reply, "allowMeetingChat"), "limited") != 0 || !cJSON_IsFalse(recorded))
        by_hand_fail("the settings", "are not on");
}

void by_hand_careful_tokens(const cJSON *reply)
{
    const cJSON *lifetime = cJSON_GetObjectItemCaseSensitive(reply, "expires_in");

    if (strcasecmp(text_of(reply, "token_type"), "Bearer") != 0)
        by_hand_fail("token_type", "is not Bearer");
    if (!cJSON_IsNumber(lifetime) || lifetime->valuedouble < 1 || lifetime->valuedouble > DAY_S)
        by_hand_fail("expires_in", "is not a lifetime");
    (void)text_of(reply, "access_token");
    (void)text_of(reply, "refresh_token");
}
