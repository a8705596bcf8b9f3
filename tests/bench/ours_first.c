/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ours_first.c - the program bench-ours-first: a process that makes one meeting through the library.
 *
 *     bench-ours-first RECORDS URL [--ca FILE] [--id ID]
 *
 * Without the simulator: company and recruiter are in the records that "bench-ours
 * records" has written. Prints the join URL at once, then how much memory the process has.
 */
#include <stdio.h>

#include "bench.h"
#include "common/check.h"
#include "measure.h"
#include "rig.h"

static void open_rig(rig *r, const char *records, const char *base_url, const char *ca_file)
{
    teamsinvite_error *err = NULL;

    check(teamsinvite_memory_new(&r->memory, &err), &err, "the records");
    check(teamsinvite_actor_new("acme", "alice", TEAMSINVITE_ROLE_MEMBER, &r->recruiter, &err), &err, "the recruiter");
    rig_serve(r, base_url, ca_file);
    rig_load_records(r, records);
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

int main(int argc, char **argv)
{
    bench_plan plan = bench_read_plan(argc, argv, "ours");
    rig r = { 0 };

    if (argc < 3) {
        (void)fprintf(stderr, "bench-ours-first RECORDS URL [--ca FILE] [--id ID]\n");
        return 2;
    }
    open_rig(&r, argv[1], argv[2], bench_option(argc, argv, "--ca"));
    create_first(&r, plan.id);
    rig_close(&r);
    return 0;
}
