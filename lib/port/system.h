/* SPDX-License-Identifier: Apache-2.0 */
/* system.h - the machine's clock, randomness and sleep: what a client uses unless told otherwise. */
#ifndef TI_PORT_SYSTEM_H
#define TI_PORT_SYSTEM_H

#include <stddef.h>
#include <stdint.h>

/* A teamsinvite_clock_fn. */
int64_t ti_system_clock(int32_t which, void *unused);

/* A teamsinvite_random_fn. */
int32_t ti_system_random(void *bytes, size_t length, void *unused);

void ti_system_sleep_ms(int64_t ms);

#endif
