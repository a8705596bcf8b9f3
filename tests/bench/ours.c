/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ours.c - the program bench-ours: meetings and tokens through the library.
 *
 *     bench-ours create URL COUNT [--ca FILE]              one after the other, blocking
 *     bench-ours loop URL COUNT IN_FLIGHT [--ca FILE]      so many at once on this thread
 *     bench-ours refresh URL COUNT [--ca FILE]             tokens, one after the other
 *
 * Records are in memory, the recruiter's token is warm. Prints, for each meeting
 * or token: wall_us, cpu_us, and once: connections, peak_kib.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "common/check.h"
#include "rig.h"

typedef struct run {
    rig r;
    const char *name; /* of the figures, "create.ours" */
    long count;
    long in_flight;
    long started;
    long made;
    teamsinvite_loop *loop;
} run;

static void create_one(const run *b, long number)
{
    teamsinvite_meeting_request *request = rig_request((uint64_t)number);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_create(b->r.client, b->r.recruiter, request, &meeting, &err), &err, "meeting.create");
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
}

static void create_all(run *b)
{
    long i;

    for (i = 0; i < b->count; i++)
        create_one(b, i);
}

static void add_next(run *b);

static void take_meeting(teamsinvite_call *call, void *user_data)
{
    run *b = user_data;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_call_take_meeting(call, &meeting, &err), &err, "meeting.create");
    teamsinvite_meeting_free(meeting);
    teamsinvite_call_free(call);
    b->made++;
    if (b->started < b->count)
        add_next(b);
}

static void add_next(run *b)
{
    teamsinvite_meeting_request *request = rig_request((uint64_t)b->started++);
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_create_start(b->r.client, b->r.recruiter, request, &call, &err), &err, "the call");
    check(teamsinvite_loop_add(b->loop, call, take_meeting, b, &err), &err, "the loop");
    teamsinvite_meeting_request_free(request);
}

static void create_in_loop(run *b)
{
    size_t at_once = (size_t)b->in_flight;
    teamsinvite_error *err = NULL;

    check(teamsinvite_loop_new(&b->loop, &err), &err, "the loop");
    check(teamsinvite_loop_set_limits(b->loop, at_once, at_once, &err), &err, "its limits");
    while (b->started < b->in_flight && b->started < b->count)
        add_next(b);
    check(teamsinvite_loop_run(b->loop, &err), &err, "the run");
    teamsinvite_loop_free(b->loop);
    if (b->made != b->count)
        exit(1);
}

static void refresh_all(run *b)
{
    static char token[1201];
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;
    long i;

    memset(token, 'r', sizeof(token) - 1);
    for (i = 0; i < b->count; i++) {
        check(teamsinvite_token_refresh(b->r.client, "aaaaaaaa-0000-0000-0000-000000000001", token, &tokens, &err), &err,
              "the refresh");
        teamsinvite_tokens_free(tokens);
    }
}

static void measure(run *b, void (*work)(run *b))
{
    double wall_us = bench_wall_us();
    double cpu_us = bench_cpu_us();

    work(b);
    bench_figure_of(b->name, "wall_us", (bench_wall_us() - wall_us) / (double)b->count, "us");
    bench_figure_of(b->name, "cpu_us", (bench_cpu_us() - cpu_us) / (double)b->count, "us");
    bench_figure_of(b->name, "connections", (double)teamsinvite_transport_connection_count(b->r.transport), "");
    bench_figure_of(b->name, "peak_kib", bench_peak_kib(), "KiB");
}

int main(int argc, char **argv)
{
    run b = { 0 };
    bool in_loop = argc > 4 && strcmp(argv[1], "loop") == 0;

    if (argc < 4) {
        (void)fprintf(stderr, "bench-ours create|loop|refresh URL COUNT [IN_FLIGHT] [--ca FILE]\n");
        return 2;
    }
    b.count = strtol(argv[3], NULL, 10);
    b.in_flight = in_loop ? strtol(argv[4], NULL, 10) : 1;
    b.name = in_loop ? "loop.ours" : strcmp(argv[1], "refresh") == 0 ? "refresh.ours" : "create.ours";
    rig_open(&b.r, argv[2], bench_option(argc, argv, "--ca"));
    if (in_loop)
        measure(&b, create_in_loop);
    else
        measure(&b, strcmp(argv[1], "refresh") == 0 ? refresh_all : create_all);
    rig_close(&b.r);
    return 0;
}
