/* SPDX-License-Identifier: Apache-2.0 */
/*
 * erase.c - the program bench-storage-erase: how long it takes to be rid of very many records.
 *
 *     bench-storage-erase purge WHERE RECORDS NAME      records.purge: all that are due
 *     bench-storage-erase disable WHERE RECORDS NAME    company.disable of the first company: all that it has
 *
 * Fails where it were fewer than RECORDS. Prints NAME.RECORDS.ms, .cpu_ms of this
 * process, and .peak_kib, by how much its memory has grown.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "common/check.h"
#include "storage/records.h"

enum { LIMIT = 1000000 };

typedef teamsinvite_erasure *erase_fn(teamsinvite_client *client);

static teamsinvite_erasure *purge(teamsinvite_client *client)
{
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_records_purge(client, LIMIT, 0, &erasure, &err), &err, "records.purge");
    return erasure;
}

static teamsinvite_erasure *disable(teamsinvite_client *client)
{
    teamsinvite_erasure *erasure = NULL;
    teamsinvite_actor *admin = NULL;
    teamsinvite_error *err = NULL;
    char company[RECORDS_ID_SIZE];

    records_company_id(company, 0);
    check(teamsinvite_actor_new(company, "admin", TEAMSINVITE_ROLE_ADMIN, &admin, &err), &err, "the administrator");
    check(teamsinvite_company_disable(client, admin, &erasure, &err), &err, "company.disable");
    teamsinvite_actor_free(admin);
    return erasure;
}

static void measure(teamsinvite_client *client, erase_fn *erase, int64_t wanted, const char *name)
{
    double peak_kib = bench_peak_kib();
    double cpu_us = bench_cpu_us();
    double wall_us = bench_wall_us();
    teamsinvite_erasure *erasure = erase(client);
    char id[128];

    wall_us = bench_wall_us() - wall_us;
    cpu_us = bench_cpu_us() - cpu_us;
    expect(teamsinvite_erasure_records(erasure) >= wanted, "all of them are gone");
    teamsinvite_erasure_free(erasure);
    (void)snprintf(id, sizeof(id), "%s.%" PRId64, name, wanted);
    bench_figure_of(id, "ms", wall_us / 1000, "ms");
    bench_figure_of(id, "cpu_ms", cpu_us / 1000, "ms");
    bench_figure_of(id, "peak_kib", bench_peak_kib() - peak_kib, "KiB");
}

int main(int argc, char **argv)
{
    teamsinvite_client *client;
    records r;

    if (argc != 5) {
        (void)fprintf(stderr, "bench-storage-erase purge|disable WHERE RECORDS NAME\n");
        return 2;
    }
    records_open(&r, argv[2]);
    client = records_client(&r, "http://localhost:9");
    measure(client, strcmp(argv[1], "purge") == 0 ? purge : disable, strtoll(argv[3], NULL, 10), argv[4]);
    teamsinvite_client_free(client);
    records_close(&r);
    return 0;
}
