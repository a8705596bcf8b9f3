/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ours.c - the program bench-ours: meetings and tokens through the library.
 *
 *     bench-ours create|refresh URL COUNT [OPTIONS]     one after the other, blocking
 *     bench-ours loop URL COUNT IN_FLIGHT [OPTIONS]     so many at once on this thread
 *     bench-ours first URL [OPTIONS]                    one meeting; prints its join URL at once
 *
 * OPTIONS: --records FILE (by bench-ours-records), --ca FILE, --id ID (how the figures'
 * ids begin), --warm COUNT (how many of the COUNT come before what is measured).
 * Records are in memory, the recruiter's token is warm.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "common/check.h"
#include "measure.h"
#include "rig.h"

#define TENANT "aaaaaaaa-0000-0000-0000-000000000001"

/* Meetings of the loop. */
typedef struct crowd {
    const rig *r;
    teamsinvite_loop *loop;
    long count;
    long started;
    bench_rate rate;
} crowd;

static void create_one(void *user_data, long number)
{
    const rig *r = user_data;
    teamsinvite_meeting_request *request = rig_request((uint64_t)number);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_create(r->client, r->recruiter, request, &meeting, &err), &err, "meeting.create");
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void refresh_one(void *user_data, long number)
{
    static char token[1201];
    const rig *r = user_data;
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;

    (void)number;
    memset(token, 'r', sizeof(token) - 1);
    check(teamsinvite_token_refresh(r->client, TENANT, token, &tokens, &err), &err, "the refresh");
    teamsinvite_tokens_free(tokens);
}

static void add_next(crowd *c);

static void take_meeting(teamsinvite_call *call, void *user_data)
{
    crowd *c = user_data;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_call_take_meeting(call, &meeting, &err), &err, "meeting.create");
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
    bench_rate_count(&c->rate);
    if (c->started < c->count)
        add_next(c);
}

static void add_next(crowd *c)
{
    teamsinvite_meeting_request *request = rig_request((uint64_t)c->started++);
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_create_start(c->r->client, c->r->recruiter, request, &call, &err), &err, "the call");
    check(teamsinvite_loop_add(c->loop, call, take_meeting, c, &err), &err, "the loop");
    teamsinvite_meeting_request_free(request);
}

static void create_many(const rig *r, const bench_plan *plan, long in_flight)
{
    crowd c = { .r = r, .count = plan->count, .rate = { .skipped = in_flight, .count = plan->count } };
    teamsinvite_error *err = NULL;

    check(teamsinvite_loop_new(&c.loop, &err), &err, "the loop");
    check(teamsinvite_loop_set_limits(c.loop, (size_t)in_flight, (size_t)in_flight, &err), &err, "its limits");
    while (c.started < in_flight && c.started < c.count)
        add_next(&c);
    check(teamsinvite_loop_run(c.loop, &err), &err, "the run");
    teamsinvite_loop_free(c.loop);
    expect(c.rate.made == c.count, "every meeting is made");
    bench_rate_tell(&c.rate, plan->id);
}

static void create_first(const rig *r, const char *id)
{
    teamsinvite_meeting_request *request = rig_request(0);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_create(r->client, r->recruiter, request, &meeting, &err), &err, "meeting.create");
    printf("%s\n", teamsinvite_meeting_join_url(meeting));
    (void)fflush(stdout);
    bench_figure_of(id, "rss_kib", bench_rss_kib(), "KiB");
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void run(rig *r, const bench_plan *plan, char **argv)
{
    const char *what = argv[1];

    if (strcmp(what, "first") == 0)
        create_first(r, plan->id);
    else if (strcmp(what, "loop") == 0)
        create_many(r, plan, strtol(argv[4], NULL, 10));
    else
        bench_repeat(plan, strcmp(what, "refresh") == 0 ? refresh_one : create_one, r);
    bench_figure_of(plan->id, "connections", (double)teamsinvite_transport_connection_count(r->transport), "");
}

int main(int argc, char **argv)
{
    bench_plan plan = bench_read_plan(argc, argv, "ours");
    const char *records = bench_option(argc, argv, "--records");
    rig r = { 0 };

    if (records == NULL || argc < 3 || (argc < 4 && strcmp(argv[1], "first") != 0) ||
        (argc < 5 && strcmp(argv[1], "loop") == 0)) {
        (void)fprintf(stderr,
                      "bench-ours create|refresh|loop|first URL [COUNT [IN_FLIGHT]] --records FILE [OPTIONS]\n");
        return 2;
    }
    rig_open_with_records(&r, records, argv[2], bench_option(argc, argv, "--ca"));
    run(&r, &plan, argv);
    rig_close(&r);
    return 0;
}
