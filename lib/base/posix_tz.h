/* SPDX-License-Identifier: Apache-2.0 */
/* posix_tz.h - the rules of a time zone as one line of text: "CET-1CEST,M3.5.0,M10.5.0/3". */
#ifndef TI_BASE_POSIX_TZ_H
#define TI_BASE_POSIX_TZ_H

#include "base/slice.h"

/*
 * Seconds that such a zone is ahead of UTC at a second since 1970, any int64_t.
 * POSIX.1-2017, 8.3, "TZ", with what RFC 8536, 3.3.1 adds: times of a rule
 * from -167 to 167 hours. Daylight saving time without rules of when it begins
 * and ends is refused, for what it then means is up to each system. False, and
 * nothing is written, for what is no such line.
 */
bool ti_posix_tz_offset(ti_slice text, int64_t at_s, int32_t *offset_s);

#endif
