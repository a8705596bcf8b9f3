/* SPDX-License-Identifier: Apache-2.0 */
/* http_date.h - a point in time as HTTP headers write it (RFC 9110, 5.6.7). */
#ifndef TI_PROTO_HTTP_DATE_H
#define TI_PROTO_HTTP_DATE_H

#include "base/slice.h"

/* "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" or
 * "Sun Nov  6 08:49:37 1994", case-sensitive. now_ms serves to complete a year
 * of two digits: the one that lies less than 50 years off. */
bool ti_http_date_parse(ti_slice text, int64_t now_ms, int64_t *out_ms);

#endif
