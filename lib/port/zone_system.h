/* SPDX-License-Identifier: Apache-2.0 */
/* zone_system.h - the machine's time zones: what a client uses unless told otherwise. */
#ifndef TI_PORT_ZONE_SYSTEM_H
#define TI_PORT_ZONE_SYSTEM_H

#include <stdint.h>

/*
 * A teamsinvite_zone_fn. Reads /usr/share/zoneinfo anew each time: no lock, no
 * cache, nothing of the process's own zone, so any number of threads may ask
 * for different zones. "UTC" and "Etc/UTC" are known without any file.
 *
 * user_data: another folder to read, as a string, or NULL.
 */
int32_t ti_system_zone(const char *zone, int64_t at_ms, int32_t *offset_s, void *user_data);

#endif
