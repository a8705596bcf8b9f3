/* SPDX-License-Identifier: Apache-2.0 */
/* bench.c - clocks, medians, and figures on standard output. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

double bench_wall_us(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

double bench_cpu_us(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

double bench_peak_kib(void)
{
    struct rusage usage = { 0 };

    (void)getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss;
}

double bench_rss_kib(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    double kib = 0;
    char line[128];

    while (status != NULL && fgets(line, sizeof(line), status) != NULL)
        if (strncmp(line, "VmRSS:", 6) == 0)
            kib = strtod(line + 6, NULL);
    if (status != NULL)
        (void)fclose(status);
    return kib;
}

void bench_figure(const char *id, double value, const char *unit)
{
    printf("%s\t%.10g\t%s\n", id, value, unit);
    (void)fflush(stdout);
}

void bench_figure_of(const char *name, const char *what, double value, const char *unit)
{
    char id[128];

    (void)snprintf(id, sizeof(id), "%s.%s", name, what);
    bench_figure(id, value, unit);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

double bench_median(double *values, size_t count)
{
    qsort(values, count, sizeof(*values), compare);
    return values[count / 2];
}

const char *bench_option(int argc, char **argv, const char *name)
{
    int i;

    for (i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return argv[i + 1];
    return NULL;
}

bool bench_has_option(int argc, char **argv, const char *name)
{
    int i;

    for (i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return true;
    return false;
}
