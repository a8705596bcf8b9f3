/* SPDX-License-Identifier: Apache-2.0 */
/* tzif.h - files of time zones: what a zone's offset from UTC was, is and will be. */
#ifndef TI_BASE_TZIF_H
#define TI_BASE_TZIF_H

#include "base/slice.h"

/*
 * Seconds that a zone is ahead of UTC at a moment, any int64_t. `file` is the
 * whole content of its file: TZif (RFC 8536) of version 1 to 4. Before the first
 * change its first type of time holds; behind the last one the line at the
 * file's end does, or, where that is empty or not there, the last type of time.
 *
 * False, and nothing is written, for what is malformed anywhere, and for a file
 * that counts leap seconds ("right/Europe/Berlin"): its times are not ours.
 */
bool ti_tzif_offset(ti_slice file, int64_t at_ms, int32_t *offset_s);

#endif
