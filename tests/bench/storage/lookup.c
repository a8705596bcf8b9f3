/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lookup.c - the program bench-storage-lookup: what it costs to find somebody among so many.
 *
 *     bench-storage-lookup create WHERE USERS STEP COUNT NAME
 *         from meeting.create to the bytes of its first request to Graph
 *     bench-storage-lookup unsaved …   the same, but the note of the intent is not written
 *     bench-storage-lookup token …     user.token with a token that is good
 *
 * Prints the medians of COUNT: NAMEcpu_us.USERS and NAMEwall_us.USERS.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "common/check.h"
#include "storage/records.h"

typedef struct lookup {
    records r;
    teamsinvite_client *client;
    bool saves;
    uint64_t first; /* interview */
    uint64_t count;
    uint64_t done;
} lookup;

static void perform(const lookup *l, teamsinvite_call *call, const teamsinvite_io *io)
{
    if (teamsinvite_io_kind(io) == TEAMSINVITE_IO_SAVE && !l->saves)
        (void)teamsinvite_call_complete_save(call);
    else
        l->r.handle(call, io, l->r.storage);
}

static void create(lookup *l, const teamsinvite_actor *user)
{
    teamsinvite_meeting_request *request = records_meeting(l->first + l->done);
    const teamsinvite_io *io;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_create_start(l->client, user, request, &call, &err), &err, "the call");
    while ((io = teamsinvite_call_next(call)) != NULL && teamsinvite_io_kind(io) != TEAMSINVITE_IO_SEND)
        perform(l, call, io);
    if (io == NULL)
        check(teamsinvite_call_outcome(call, &err), &err, "meeting.create");
    teamsinvite_call_free(call);
    teamsinvite_meeting_request_free(request);
}

static void find_token(lookup *l, const teamsinvite_actor *user)
{
    teamsinvite_tokens *tokens = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_user_token(l->client, user, 60, &tokens, &err), &err, "user.token");
    teamsinvite_tokens_free(tokens);
}

static void measure(lookup *l, void (*work)(lookup *l, const teamsinvite_actor *user), const records_order *order,
                    double *cpu_us, double *wall_us)
{
    for (l->done = 0; l->done < l->count; l->done++) {
        teamsinvite_actor *user = records_user(records_user_at(order, l->done));

        wall_us[l->done] = bench_wall_us();
        cpu_us[l->done] = bench_cpu_us();
        work(l, user);
        cpu_us[l->done] = bench_cpu_us() - cpu_us[l->done];
        wall_us[l->done] = bench_wall_us() - wall_us[l->done];
        teamsinvite_actor_free(user);
    }
}

static void print_median(const char *name, const char *what, const char *users, double *values, uint64_t count)
{
    char id[128];

    (void)snprintf(id, sizeof(id), "%s%s.%s", name, what, users);
    bench_figure(id, bench_median(values, (size_t)count), "us");
}

int main(int argc, char **argv)
{
    lookup l = { .saves = true };
    records_order order;
    double *cpu_us;
    double *wall_us;

    if (argc != 7) {
        (void)fprintf(stderr, "bench-storage-lookup create|unsaved|token WHERE USERS STEP COUNT NAME\n");
        return 2;
    }
    order = records_order_of(argv[3], argv[4]);
    l.count = strtoull(argv[5], NULL, 10);
    l.first = records_first_meeting();
    l.saves = strcmp(argv[1], "unsaved") != 0;
    cpu_us = calloc(2 * l.count, sizeof(*cpu_us));
    expect(cpu_us != NULL, "there is memory");
    wall_us = cpu_us + l.count;
    records_open(&l.r, argv[2]);
    l.client = records_client(&l.r, "http://localhost:9");
    measure(&l, strcmp(argv[1], "token") == 0 ? find_token : create, &order, cpu_us, wall_us);
    print_median(argv[6], "cpu_us", argv[3], cpu_us, l.count);
    print_median(argv[6], "wall_us", argv[3], wall_us, l.count);
    teamsinvite_client_free(l.client);
    records_close(&l.r);
    free(cpu_us);
    return 0;
}
