/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rate.c - the program bench-storage-rate: how many meetings one process makes in a second, its records durable.
 *
 *     bench-storage-rate WHERE URL USERS STEP THREADS SECONDS NAME
 *
 * Blocking, on so many threads with one client, each meeting for another user.
 * Prints NAME.creates_per_s.THREADS and NAME.create_cpu_us.THREADS, of this process for each.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "common/check.h"
#include "storage/records.h"

enum { THREADS_MAX = 32 };

typedef struct rate {
    teamsinvite_client *client;
    records_order users;
    double until_us;
    uint64_t first; /* interview */
    atomic_ullong begun;
    atomic_ullong made;
} rate;

static void create_one(rate *r, uint64_t number)
{
    teamsinvite_actor *user = records_user(records_user_at(&r->users, number));
    teamsinvite_meeting_request *request = records_meeting(r->first + number);
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_meeting_create(r->client, user, request, &meeting, &err), &err, "meeting.create");
    expect(teamsinvite_meeting_is_changed(meeting), "the meeting is a new one");
    atomic_fetch_add(&r->made, 1);
    teamsinvite_meeting_free(meeting);
    teamsinvite_meeting_request_free(request);
    teamsinvite_actor_free(user);
}

static void *create_until_the_end(void *user_data)
{
    rate *r = user_data;

    while (bench_wall_us() < r->until_us)
        create_one(r, atomic_fetch_add(&r->begun, 1));
    return NULL;
}

static void run_threads(rate *r, long count)
{
    pthread_t threads[THREADS_MAX];
    long i;

    expect(count > 0 && count <= THREADS_MAX, "there are threads, and not too many");
    for (i = 0; i < count; i++)
        expect(pthread_create(&threads[i], NULL, create_until_the_end, r) == 0, "a thread starts");
    for (i = 0; i < count; i++)
        (void)pthread_join(threads[i], NULL);
}

static void measure(rate *r, const char *threads, double seconds, const char *name)
{
    double wall_us = bench_wall_us();
    double cpu_us = bench_cpu_us();
    double made;
    char id[64];

    r->until_us = wall_us + seconds * 1e6;
    run_threads(r, strtol(threads, NULL, 10));
    wall_us = bench_wall_us() - wall_us;
    cpu_us = bench_cpu_us() - cpu_us;
    made = (double)atomic_load(&r->made);
    (void)snprintf(id, sizeof(id), "creates_per_s.%s", threads);
    bench_figure_of(name, id, made / wall_us * 1e6, "1/s");
    (void)snprintf(id, sizeof(id), "create_cpu_us.%s", threads);
    bench_figure_of(name, id, cpu_us / made, "us");
}

int main(int argc, char **argv)
{
    rate r = { 0 };
    records stored;

    if (argc != 8) {
        (void)fprintf(stderr, "bench-storage-rate WHERE URL USERS STEP THREADS SECONDS NAME\n");
        return 2;
    }
    r.users = records_order_of(argv[3], argv[4]);
    r.first = records_first_meeting();
    records_open(&stored, argv[1]);
    r.client = records_client(&stored, argv[2]);
    measure(&r, argv[5], strtod(argv[6], NULL), argv[7]);
    teamsinvite_client_free(r.client);
    records_close(&stored);
    return 0;
}
