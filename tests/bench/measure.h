/* SPDX-License-Identifier: Apache-2.0 */
/* measure.h - the same thing many times: one after the other, or many at once. */
#ifndef TI_TESTS_BENCH_MEASURE_H
#define TI_TESTS_BENCH_MEASURE_H

typedef struct bench_plan {
    const char *id; /* how the ids of its figures begin */
    long count;
    long warm; /* so many of them come first and are not measured */
} bench_plan;

/* From "PROGRAM WHAT URL COUNT … --id ID --warm COUNT". */
bench_plan bench_read_plan(int argc, char **argv, const char *id);

/* Prints wall_us and cpu_us of one. Under callgrind only what is measured is looked at. */
void bench_repeat(const bench_plan *plan, void (*once)(void *user_data, long number), void *user_data);

/* Many at once: from when `skipped` are made until all are, so that there are always as many under way. */
typedef struct bench_rate {
    long skipped;
    long count;
    long made;
    double wall_us;
    double cpu_us;
} bench_rate;

/* One more is made. */
void bench_rate_count(bench_rate *rate);

/* Prints per_s, cpu_us and peak_kib. */
void bench_rate_tell(const bench_rate *rate, const char *id);

#endif
