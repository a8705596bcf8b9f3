/* SPDX-License-Identifier: Apache-2.0 */
/* print.c - a morning in figures. */
#include <stdio.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "common/check.h"
#include "monday.h"

enum { SECONDS_SHOWN = 60 };

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* How long the bulk's, or all others', meetings took. */
static void print_latency(const char *name, const monday_morning *m, bool bulk)
{
    double *ms = malloc(m->count * sizeof(*ms));
    size_t count = 0;
    size_t i;

    expect(ms != NULL, "memory for the latencies");
    for (i = 0; i < m->count; i++)
        if (m->wishes[i].bulk == bulk && m->wishes[i].status == TEAMSINVITE_OK)
            ms[count++] = (double)m->wishes[i].took_us / 1e3;
    qsort(ms, count, sizeof(*ms), compare);
    if (count > 0) {
        bench_figure_of(name, bulk ? "bulk.p50_ms" : "p50_ms", ms[count / 2], "ms");
        bench_figure_of(name, bulk ? "bulk.p95_ms" : "p95_ms", ms[count * 95 / 100], "ms");
        bench_figure_of(name, bulk ? "bulk.p99_ms" : "p99_ms", ms[count * 99 / 100], "ms");
        bench_figure_of(name, bulk ? "bulk.max_ms" : "max_ms", ms[count - 1], "ms");
    }
    free(ms);
}

static void print_failures(const monday_morning *m)
{
    size_t i;

    for (i = 0; i < m->count; i++) {
        teamsinvite_status status = m->wishes[i].status;
        long same = 0;
        size_t k;

        for (k = 0; k < m->count && m->wishes[k].status != status; k++)
            continue;
        if (status == TEAMSINVITE_OK || k < i)
            continue;
        for (; k < m->count; k++)
            same += m->wishes[k].status == status;
        (void)fprintf(stderr, "  failed: %ld with %s\n", same, teamsinvite_status_name(status));
    }
}

static long print_seconds(const monday_morning *m)
{
    long made[SECONDS_SHOWN] = { 0 };
    long most = 0;
    size_t i;

    for (i = 0; i < m->count; i++) {
        int64_t second = (m->wishes[i].due_us + m->wishes[i].took_us) / 1000000;

        if (m->wishes[i].status == TEAMSINVITE_OK)
            made[second < SECONDS_SHOWN ? second : SECONDS_SHOWN - 1]++;
    }
    for (i = 0; i < SECONDS_SHOWN; i++) {
        if (made[i] > 0)
            (void)fprintf(stderr, "  second %zu: %ld made\n", i + 1, made[i]);
        most = made[i] > most ? made[i] : most;
    }
    return most;
}

void monday_print(const char *name, const monday_morning *m, const monday_seen *seen)
{
    double failed = (double)monday_failed(m);
    double made = (double)m->count - failed;

    bench_figure_of(name, "made", made, "");
    bench_figure_of(name, "failed", failed, "");
    bench_figure_of(name, "expired", (double)m->expired, "");
    bench_figure_of(name, "refreshes", (double)seen->tokens, "");
    bench_figure_of(name, "throttled", (double)seen->throttled, "");
    bench_figure_of(name, "late", (double)seen->late, "");
    bench_figure_of(name, "per_second", made / m->wall_us * 1e6, "1/s");
    bench_figure_of(name, "most_in_a_second", (double)print_seconds(m), "");
    print_latency(name, m, false);
    print_latency(name, m, true);
    bench_figure_of(name, "cpu_us", m->cpu_us / (double)m->count, "us");
    print_failures(m);
}
