/* SPDX-License-Identifier: Apache-2.0 */
/* aadsts.h - Entra's error codes as status and remedy: one table. */
#ifndef TI_PROTO_ENTRA_AADSTS_H
#define TI_PROTO_ENTRA_AADSTS_H

#include "proto/meaning.h"

extern const ti_meanings ti_aadsts_table; /* ascending by number */

/* NULL for a code that is not in the table. */
const ti_meaning *ti_aadsts_find(int32_t code);

#endif
