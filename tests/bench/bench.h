/* SPDX-License-Identifier: Apache-2.0 */
/* bench.h - what all programs of the benchmark have in common: clocks, and how a figure is printed. */
#ifndef TI_TESTS_BENCH_BENCH_H
#define TI_TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

double bench_wall_us(void);

/* Of this process, user and system. */
double bench_cpu_us(void);

/* The most memory that this process has had at once. */
double bench_peak_kib(void);

/* What it has now, with the parts of libraries that it has touched; 0 where the system does not say. */
double bench_rss_kib(void);

/* A line on standard output: "id<TAB>value<TAB>unit". */
void bench_figure(const char *id, double value, const char *unit);

/* The same with the id "name.what". */
void bench_figure_of(const char *name, const char *what, double value, const char *unit);

/* Sorts them. */
double bench_median(double *values, size_t count);

/* What follows --name on the command line; NULL: it is not there. */
const char *bench_option(int argc, char **argv, const char *name);
bool bench_has_option(int argc, char **argv, const char *name);

#endif
