/* SPDX-License-Identifier: Apache-2.0 */
/* ways_in.h - into the meeting without the link: by telephone, by number and passcode. */
#ifndef TI_INVITE_WAYS_IN_H
#define TI_INVITE_WAYS_IN_H

#include "invite/wording.h"

enum { TI_WAYS_IN_MAX = 4, TI_JOIN_ID_GROUPED_MAX = 48 };

/* The host's text, as yet unescaped. */
typedef struct ti_way_in {
    const char *label;
    const char *value;
    char grouped[TI_JOIN_ID_GROUPED_MAX]; /* what value may point to: not to be copied */
} ti_way_in;

/* Those that are given, in the order they are needed; none for a CANCEL. */
size_t ti_ways_in(const ti_invite *invite, ti_way_in ways[TI_WAYS_IN_MAX]);

/* The number of the meeting as people read it out, "123 456 789 0". What is not
 * digits alone, or too long, is left as it is. */
const char *ti_join_id_grouped(const char *join_id, char out[TI_JOIN_ID_GROUPED_MAX]);

#endif
