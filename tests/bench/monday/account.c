/* SPDX-License-Identifier: Apache-2.0 */
/* account.c - every wish was answered once, every meeting made has its link, and Microsoft was asked for no more. */
#include <stdio.h>

#include "monday.h"

long monday_failed(const monday_morning *m)
{
    long failed = 0;
    size_t i;

    for (i = 0; i < m->count; i++)
        failed += m->wishes[i].status != TEAMSINVITE_OK;
    return failed;
}

static bool hold(bool holds, const char *what, long got, long wanted)
{
    if (!holds)
        (void)fprintf(stderr, "%s: %ld instead of %ld\n", what, got, wanted);
    return holds;
}

/* As the recruiter would see it now; no request. */
static bool has_link(const monday_morning *m, size_t number)
{
    teamsinvite_actor *recruiter = monday_actor(m->town, m->wishes[number].recruiter);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_status status;
    char reference[32];

    monday_reference(reference, m, number);
    status = teamsinvite_meeting_show(m->client, recruiter, reference, &meeting, NULL);
    teamsinvite_meeting_free(meeting);
    teamsinvite_actor_free(recruiter);
    return status == TEAMSINVITE_OK;
}

static bool account_for_links(const monday_morning *m)
{
    long answered_once = 0;
    long made = 0;
    long kept = 0;
    size_t i;

    for (i = 0; i < m->count; i++) {
        bool was_made = m->wishes[i].answers > 0 && m->wishes[i].status == TEAMSINVITE_OK;

        answered_once += m->wishes[i].answers == 1;
        made += was_made;
        kept += was_made && has_link(m, i);
    }
    return hold(answered_once == (long)m->count, "creates answered once", answered_once, (long)m->count) &&
           hold(kept == made, "links kept of meetings made", kept, made);
}

/* Two for each meeting besides those that were answered 429; a failed one may have come to one, or to both. */
static bool account_for_requests(const monday_morning *m, const monday_seen *seen)
{
    long served = seen->creates + seen->patches - seen->throttled;
    long failed = monday_failed(m);
    long made = (long)m->count - failed;

    return hold(served >= 2 * made, "requests served", served, 2 * made) &&
           hold(served <= 2 * (made + failed), "requests served", served, 2 * made);
}

bool monday_account(const monday_morning *m, const monday_seen *seen)
{
    bool links = account_for_links(m);
    bool requests = account_for_requests(m, seen);
    bool tokens = hold(seen->tokens == m->expired, "tokens refreshed", seen->tokens, m->expired);

    return links && requests && tokens;
}
