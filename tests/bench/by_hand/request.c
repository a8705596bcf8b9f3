/* SPDX-License-Identifier: Apache-2.0 */
/* request.c - the three requests, of the same size as the library's. */
#include <stdio.h>
#include <stdlib.h>

#include "by_hand.h"

enum { PATH_ROOM = 512 };

#define CLIENT_ID "5f1c7c1e-8f43-4f6b-9d43-2c8c1e0f7a01"
#define CLIENT_SECRET "sim~Secret.with+odd&chars=%/8Q"
#define TENANT "aaaaaaaa-0000-0000-0000-000000000001"
#define SCOPE                                                                                                          \
    "openid%20profile%20offline_access%20https%3A%2F%2Fgraph.microsoft.com%2FOnlineMeetings.ReadWrite%20"              \
    "https%3A%2F%2Fgraph.microsoft.com%2FUser.Read"

static size_t whole(int length, size_t room)
{
    if (length < 0 || (size_t)length >= room)
        by_hand_fail("the request", "is too long");
    return (size_t)length;
}

void by_hand_ask_meeting(by_hand_exchange *x, long number)
{
    int length = snprintf(x->body, sizeof(x->body),
                          "{\"externalId\":\"%064ld\",\"subject\":\"Interview\","
                          "\"startDateTime\":\"2030-01-02T09:00:00Z\",\"endDateTime\":\"2030-01-02T10:00:00Z\"}",
                          number);

    by_hand_begin(x, "POST", "/v1.0/me/onlineMeetings/createOrGet", x->body, whole(length, sizeof(x->body)));
}

void by_hand_ask_settings(by_hand_exchange *x, const char *id)
{
    static const char body[] =
        "{\"lobbyBypassSettings\":{\"scope\":\"organization\",\"isDialInBypassEnabled\":false},"
        "\"allowedPresenters\":\"organization\",\"allowMeetingChat\":\"limited\",\"recordAutomatically\":false,"
        "\"isEntryExitAnnounced\":false}";
    char path[PATH_ROOM];

    (void)whole(snprintf(path, sizeof(path), "/v1.0/me/onlineMeetings/%s", id), sizeof(path));
    by_hand_begin(x, "PATCH", path, body, sizeof(body) - 1);
}

void by_hand_ask_tokens(by_hand_exchange *x)
{
    char *token = curl_easy_escape(x->handle, x->settings->refresh_token, 0);
    char *secret = curl_easy_escape(x->handle, CLIENT_SECRET, 0);
    int length = snprintf(x->body, sizeof(x->body),
                          "client_id=" CLIENT_ID "&grant_type=refresh_token&refresh_token=%s&scope=%s"
                          "&client_secret=%s",
                          token, SCOPE, secret);

    curl_free(secret);
    curl_free(token);
    by_hand_begin(x, "POST", "/" TENANT "/oauth2/v2.0/token", x->body, whole(length, sizeof(x->body)));
}
