/* SPDX-License-Identifier: Apache-2.0 */
/* http_time.h - points in time as HTTP and Entra write them. */
#ifndef TI_SIM_HTTP_TIME_H
#define TI_SIM_HTTP_TIME_H

#include <stdint.h>

enum { TI_SIM_HTTP_TIME_SIZE = 40 }; /* as TI_TIME_TEXT_MAX */

/* "Tue, 15 Jan 2030 09:00:00 GMT" (RFC 9110, 5.6.7). */
void ti_sim_http_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE]);

/* The obsolete forms: "Tuesday, 15-Jan-30 09:00:00 GMT", "Tue Jan 15 09:00:00 2030". */
void ti_sim_rfc850_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE]);
void ti_sim_asctime_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE]);

/* "2030-01-15 09:00:00Z": in the errors of Entra. */
void ti_sim_entra_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE]);

/* "2030-01-15T09:00:00": in the errors of Graph. */
void ti_sim_graph_time(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE]);

#endif
