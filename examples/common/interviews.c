/* SPDX-License-Identifier: Apache-2.0 */
/* interviews.c - a call for each interview, and what becomes of it. */
#include "common/interviews.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "common/check.h"

#define HOUR_MS INT64_C(3600000)

enum { AT_ONCE = 100, ONE_MORE = 1 };

static teamsinvite_call *start(const ats *app, size_t number)
{
    int64_t start_ms = ((int64_t)time(NULL) / 3600 + 24) * HOUR_MS;
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    char reference[32];

    (void)snprintf(reference, sizeof(reference), "interview-%zu", number);
    check(teamsinvite_meeting_request_new(&request, &err), &err, "make a request");
    check(teamsinvite_meeting_request_set_reference(request, reference, &err), &err, "the reference");
    check(teamsinvite_meeting_request_set_times(request, start_ms, start_ms + HOUR_MS, &err), &err, "the times");
    check(teamsinvite_meeting_create_start(app->client, app->recruiters[number % ATS_RECRUITERS], request, &call, &err),
          &err, "meeting.create");
    teamsinvite_meeting_request_free(request);
    return call;
}

/* On the loop's thread, when the call is finished. */
static void created(teamsinvite_call *call, void *user_data)
{
    interviews *all = user_data;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    if (teamsinvite_call_take_meeting(call, &meeting, &err) == TEAMSINVITE_OK) {
        printf("%s\n", teamsinvite_meeting_join_url(meeting));
        all->links++;
    } else {
        (void)fprintf(stderr, "%s. %s\n", teamsinvite_error_message(err), teamsinvite_error_remedy_text(err));
        all->failed++;
    }
    teamsinvite_meeting_free(meeting);
    teamsinvite_error_free(err);
    teamsinvite_call_free(call);
}

static void add(interviews *all, size_t number)
{
    teamsinvite_error *err = NULL;

    check(teamsinvite_loop_add(all->loop, start(all->app, number), created, all, &err), &err, "add a call");
}

static void *add_one_more(void *user_data)
{
    add(user_data, AT_ONCE);
    expect(kill(getpid(), SIGTERM) == 0, "the signal is sent");
    return NULL;
}

void interviews_begin(interviews *all, const ats *app, teamsinvite_loop *loop)
{
    size_t i;

    *all = (interviews){ .app = app, .loop = loop };
    for (i = 0; i < AT_ONCE; i++)
        add(all, i);
    expect(pthread_create(&all->colleague, NULL, add_one_more, all) == 0, "there is another thread");
}

int interviews_end(interviews *all)
{
    (void)pthread_join(all->colleague, NULL);
    printf("%zu links, %zu failed, over %" PRId64 " connections\n", all->links, all->failed,
           teamsinvite_transport_connection_count(all->app->transport));
    return all->links == AT_ONCE + ONE_MORE && all->failed == 0;
}
