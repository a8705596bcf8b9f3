/* SPDX-License-Identifier: Apache-2.0 */
/* graph_filter.h - $filter: comparisons with a text, no more. */
#ifndef TI_SIM_GRAPH_FILTER_H
#define TI_SIM_GRAPH_FILTER_H

#include "base/arena.h"

typedef struct ti_sim_filter {
    const char *property; /* as it was written */
    const char *value;    /* without quotes, '' made ' */
} ti_sim_filter;

/* "property eq 'value'", once decoded; false for anything else. */
bool ti_sim_filter_read(ti_sim_filter *filter, const char *text, ti_arena *arena);

/* The same of several that "or" joins: *rest goes on behind it, and is empty behind the last. */
bool ti_sim_filter_next(ti_sim_filter *filter, ti_slice *rest, ti_arena *arena);

#endif
