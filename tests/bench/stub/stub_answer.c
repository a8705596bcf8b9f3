/* SPDX-License-Identifier: Apache-2.0 */
/* stub_answer.c - the bodies: a token of 2.5 kB, a meeting of 3.5 kB, and little else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stub.h"

enum { ACCESS_TOKEN_BYTES = 2500, REFRESH_TOKEN_BYTES = 1200, MEETING_BYTES = 3500, BODY_ROOM = 8192 };

static char token_body[BODY_ROOM];
static char created_body[BODY_ROOM];
static char settled_body[BODY_ROOM];
static char stats_body[512];

static stub_answer token = { .status = 200, .body = token_body };
static stub_answer created = { .status = 201, .body = created_body };
static stub_answer settled = { .status = 200, .body = settled_body };
static stub_answer late_created;
static stub_answer late_settled;
static stub_answer stats = { .status = 200, .body = stats_body };
static const stub_answer gone = { .status = 204, .body = "" };
const stub_answer stub_throttled = {
    .status = 429, .body = "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"Too many requests.\"}}", .length = 68
};
static const stub_answer unknown = { .status = 404,
                                     .body = "{\"error\":{\"code\":\"NotFound\",\"message\":\"Not found.\"}}",
                                     .length = 52 };

static stub_options options;
static struct {
    long connections;
    long tokens;
    long creates;
    long patches;
    long others;
    long throttled;
    long stalled;
    long late;
} counts;

/* So long, of the characters that a JSON Web Token is made of. */
static void fill_token(char *text, size_t length)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t i;

    for (i = 0; i < length; i++)
        text[i] = alphabet[(i * 37 + i / 64) % 64];
    text[length] = '\0';
}

static void make_token(void)
{
    static char access[ACCESS_TOKEN_BYTES + 1];
    static char refresh[REFRESH_TOKEN_BYTES + 1];

    fill_token(access, ACCESS_TOKEN_BYTES);
    fill_token(refresh, REFRESH_TOKEN_BYTES);
    token.length = (size_t)snprintf(
        token_body, sizeof(token_body),
        "{\"token_type\":\"Bearer\",\"scope\":\"https://graph.microsoft.com/OnlineMeetings.ReadWrite openid profile "
        "offline_access\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"%s\",\"refresh_token\":\"%"
        "s\"}",
        access, refresh);
}

static size_t make_meeting(char *body, const char *settings)
{
    static const char frame[] =
        "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#users('me')/onlineMeetings/$entity\","
        "\"id\":\"MSo1N2Y5ZGFjYy03MWJmLTQ3NDMtYjQxMy01M2EdFGkdRWHJlQ\",\"creationDateTime\":\"2026-11-23T10:00:00Z\","
        "\"startDateTime\":\"2030-01-02T09:00:00Z\",\"endDateTime\":\"2030-01-02T10:00:00Z\","
        "\"joinUrl\":\"https://teams.microsoft.com/l/meetup-join/19%%3ameeting_Zm9vYmFy%%40thread.v2/"
        "0?context=%%7b%%22Tid"
        "%%22%%3a%%22aaaaaaaa-0000-0000-0000-000000000001%%22%%7d\","
        "\"joinWebUrl\":\"https://teams.microsoft.com/l/meetup-join/19%%3ameeting_Zm9vYmFy%%40thread.v2/0?context=%%7b"
        "%%22Tid%%22%%3a%%22aaaaaaaa-0000-0000-0000-000000000001%%22%%7d\",\"meetingCode\":\"1234567890\","
        "\"subject\":\"Interview\",\"isBroadcast\":false,\"autoAdmittedUsers\":\"Everyone\",\"capabilities\":[],%s,"
        "\"audioConferencing\":null,\"chatInfo\":{\"threadId\":\"19:meeting_Zm9vYmFy@thread.v2\",\"messageId\":\"0\","
        "\"replyChainMessageId\":null},\"participants\":{\"attendees\":[]},"
        "\"joinInformation\":{\"content\":\"data:text/html,%s\",\"contentType\":\"html\"}}";
    static char padding[MEETING_BYTES];
    size_t short_of = (size_t)snprintf(body, BODY_ROOM, frame, settings, "");

    memset(padding, '+', MEETING_BYTES - short_of);
    return (size_t)snprintf(body, BODY_ROOM, frame, settings, padding);
}

void stub_prepare_answers(const stub_options *wanted)
{
    options = *wanted;
    make_token();
    created.length = make_meeting(created_body, "\"lobbyBypassSettings\":{\"scope\":\"everyone\","
                                                "\"isDialInBypassEnabled\":false},\"allowedPresenters\":\"everyone\","
                                                "\"recordAutomatically\":false,\"isEntryExitAnnounced\":true,"
                                                "\"allowMeetingChat\":\"enabled\"");
    settled.length =
        make_meeting(settled_body, "\"lobbyBypassSettings\":{\"scope\":\"organization\","
                                   "\"isDialInBypassEnabled\":false},\"allowedPresenters\":\"organization\","
                                   "\"recordAutomatically\":false,\"isEntryExitAnnounced\":false,"
                                   "\"allowMeetingChat\":\"limited\"");
    late_created = created;
    late_settled = settled;
    late_created.late = late_settled.late = true;
}

void stub_count_connection(void)
{
    counts.connections++;
}

static const stub_answer *tell_stats(void)
{
    stats.length =
        (size_t)snprintf(stats_body, sizeof(stats_body),
                         "{\"connections\":%ld,\"tokens\":%ld,\"creates\":%ld,\"patches\":%ld,\"others\":%ld,"
                         "\"throttled\":%ld,\"stalled\":%ld,\"late\":%ld,\"most_at_once\":%ld,"
                         "\"most_of_one\":%ld}",
                         counts.connections, counts.tokens, counts.creates, counts.patches, counts.others,
                         counts.throttled, counts.stalled, counts.late, stub_most_at_once(), stub_most_of_one());
    return &stats;
}

static bool ends_with(const char *text, size_t length, const char *end)
{
    size_t end_length = strlen(end);

    return length >= end_length && memcmp(text + length - end_length, end, end_length) == 0;
}

/* Where it fails on purpose, by turns. */
static const stub_answer *of_graph(const stub_answer *answer)
{
    static long number;

    number++;
    if (options.throttle > 0 && number % options.throttle == 0)
        return &stub_throttled;
    if (options.stall > 0 && number % options.stall == 0)
        return NULL;
    if (options.late > 0 && number % options.late == 0 && (answer == &created || answer == &settled))
        return answer == &created ? &late_created : &late_settled;
    return answer;
}

static const stub_answer *counted(const stub_answer *answer)
{
    counts.throttled += answer == &stub_throttled ? 1 : 0;
    counts.stalled += answer == NULL ? 1 : 0;
    counts.late += answer != NULL && answer->late ? 1 : 0;
    return answer;
}

const stub_answer *stub_choose(const stub_request *r)
{
    if (r->method_length == 5) {
        counts.patches++;
        return counted(of_graph(&settled));
    }
    if (ends_with(r->path, r->path_length, "/onlineMeetings/createOrGet")) {
        counts.creates++;
        return counted(stub_grant(r, of_graph(options.settled ? &settled : &created)));
    }
    if (ends_with(r->path, r->path_length, "/oauth2/v2.0/token")) {
        counts.tokens++;
        return &token;
    }
    if (ends_with(r->path, r->path_length, "/stats"))
        return tell_stats();
    counts.others++;
    return r->method_length == 6 && memcmp(r->method, "DELETE", 6) == 0 ? counted(of_graph(&gone)) : &unknown;
}
