/* SPDX-License-Identifier: Apache-2.0 */
/* http_time.c - points in time as HTTP and Entra write them. */
#include "sim/http_time.h"

#include <stdio.h>
#include <string.h>

#include "base/time.h"

static const char days[7][10] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

void ti_sim_http_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE])
{
    ti_civil c = ti_time_civil(at_ms);

    (void)snprintf(out, TI_SIM_HTTP_TIME_SIZE, "%.3s, %02d %s %04d %02d:%02d:%02d GMT", days[c.weekday],
                   (int)c.day % 100, months[c.month - 1], (int)c.year % 10000, (int)c.hour % 100,
                   (int)c.minute % 100, (int)c.second % 100);
}

void ti_sim_rfc850_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE])
{
    ti_civil c = ti_time_civil(at_ms);

    (void)snprintf(out, TI_SIM_HTTP_TIME_SIZE, "%s, %02d-%s-%02d %02d:%02d:%02d GMT", days[c.weekday],
                   (int)c.day % 100, months[c.month - 1], (int)c.year % 100, (int)c.hour % 100, (int)c.minute % 100,
                   (int)c.second % 100);
}

void ti_sim_asctime_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE])
{
    ti_civil c = ti_time_civil(at_ms);

    (void)snprintf(out, TI_SIM_HTTP_TIME_SIZE, "%.3s %s %2d %02d:%02d:%02d %04d", days[c.weekday],
                   months[c.month - 1], (int)c.day % 100, (int)c.hour % 100, (int)c.minute % 100,
                   (int)c.second % 100, (int)c.year % 10000);
}

void ti_sim_entra_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE])
{
    ti_time_format_iso(at_ms, out);
    out[10] = ' '; /* where the T is */
}

void ti_sim_graph_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE])
{
    ti_time_format_iso(at_ms, out);
    out[strlen(out) - 1] = '\0'; /* the Z */
}
