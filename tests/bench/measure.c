/* SPDX-License-Identifier: Apache-2.0 */
/* measure.c - what one costs, of many. */
#include "measure.h"

#include <stdlib.h>

#include "bench.h"

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define LOOK_CLOSELY CALLGRIND_START_INSTRUMENTATION
#define LOOK_AWAY CALLGRIND_STOP_INSTRUMENTATION
#else
#define LOOK_CLOSELY (void)0
#define LOOK_AWAY (void)0
#endif

bench_plan bench_read_plan(int argc, char **argv, const char *id)
{
    const char *given_id = bench_option(argc, argv, "--id");
    const char *warm = bench_option(argc, argv, "--warm");

    return (bench_plan){ .id = given_id == NULL ? id : given_id,
                         .count = argc > 3 ? strtol(argv[3], NULL, 10) : 1,
                         .warm = warm == NULL ? 0 : strtol(warm, NULL, 10) };
}

void bench_repeat(const bench_plan *plan, void (*once)(void *user_data, long number), void *user_data)
{
    double measured = (double)(plan->count - plan->warm);
    double wall_us;
    double cpu_us;
    long i;

    for (i = 0; i < plan->warm; i++)
        once(user_data, i);
    wall_us = bench_wall_us();
    cpu_us = bench_cpu_us();
    LOOK_CLOSELY;
    for (; i < plan->count; i++)
        once(user_data, i);
    LOOK_AWAY;
    bench_figure_of(plan->id, "wall_us", (bench_wall_us() - wall_us) / measured, "us");
    bench_figure_of(plan->id, "cpu_us", (bench_cpu_us() - cpu_us) / measured, "us");
}

void bench_rate_count(bench_rate *rate)
{
    rate->made++;
    if (rate->made == rate->skipped) {
        rate->wall_us = bench_wall_us();
        rate->cpu_us = bench_cpu_us();
    } else if (rate->made == rate->count) {
        rate->wall_us = bench_wall_us() - rate->wall_us;
        rate->cpu_us = bench_cpu_us() - rate->cpu_us;
    }
}

void bench_rate_tell(const bench_rate *rate, const char *id)
{
    double measured = (double)(rate->count - rate->skipped);

    bench_figure_of(id, "per_s", measured / rate->wall_us * 1e6, "1/s");
    bench_figure_of(id, "cpu_us", rate->cpu_us / measured, "us");
    bench_figure_of(id, "peak_kib", bench_peak_kib(), "KiB");
}
