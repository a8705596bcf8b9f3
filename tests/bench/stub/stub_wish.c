/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stub_wish.c - what a test wants to come of a create, told by the minute of the
 * hour at which the meeting begins:
 *
 *     1   it is never answered
 *     2   429 the first time
 *     3   the connection is cut in the middle of the answer, the first time
 *     4   the connection is closed after the answer
 */
#include <string.h>

#include "stub.h"

enum { SEEN_MAX = 4096, NEVER = 1, THROTTLED, CUT, LAST };

/* "startDateTime":"2030-01-02T09:01:00Z" */
static int minute_of(const stub_request *request)
{
    static const char name[] = "\"startDateTime\":\"";
    const char *at = request->body;
    const char *end = at + request->body_length;

    while ((size_t)(end - at) >= sizeof(name) + 16 && memcmp(at, name, sizeof(name) - 1) != 0)
        at++;
    if ((size_t)(end - at) < sizeof(name) + 16)
        return 0;
    at += sizeof(name) - 1 + 14;
    return (at[0] - '0') * 10 + at[1] - '0';
}

/* By FNV-1a, of which 64 bits are enough to tell some thousand bodies apart. */
static bool is_first(const stub_request *request)
{
    static uint64_t seen[SEEN_MAX];
    static size_t count;
    uint64_t hash = UINT64_C(14695981039346656037);
    size_t i;

    for (i = 0; i < request->body_length; i++)
        hash = (hash ^ (unsigned char)request->body[i]) * UINT64_C(1099511628211);
    for (i = 0; i < count; i++)
        if (seen[i] == hash)
            return false;
    if (count < SEEN_MAX)
        seen[count++] = hash;
    return true;
}

const stub_answer *stub_grant(const stub_request *request, const stub_answer *answer)
{
    static stub_answer cut;
    static stub_answer last;

    if (answer == NULL || answer->status == 429)
        return answer;
    switch (minute_of(request)) {
    case NEVER:
        return NULL;
    case THROTTLED:
        return is_first(request) ? &stub_throttled : answer;
    case CUT:
        cut = *answer;
        cut.cut = true;
        return is_first(request) ? &cut : answer;
    case LAST:
        last = *answer;
        last.last = true;
        return &last;
    default:
        return answer;
    }
}
