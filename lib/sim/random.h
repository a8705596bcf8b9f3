/* SPDX-License-Identifier: Apache-2.0 */
/* random.h - the simulator's random texts: tokens, codes, ids. */
#ifndef TI_SIM_RANDOM_H
#define TI_SIM_RANDOM_H

#include "base/buf.h"

enum { TI_SIM_GUID_SIZE = 37 };

/* That many random bytes as base64url; fails the buffer without randomness. */
bool ti_sim_random_text(ti_buf *buf, size_t bytes);

/* A random UUID of version 4; all zeros without randomness. */
void ti_sim_guid(char out[TI_SIM_GUID_SIZE]);

/* That many random decimal digits, the first not 0, and a NUL: out has digits + 1 bytes. */
void ti_sim_random_digits(char *out, size_t digits);

#endif
