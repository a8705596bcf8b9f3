/* SPDX-License-Identifier: Apache-2.0 */
/* index.h - things by a text key: what the simulator looks up often. */
#ifndef TI_SIM_INDEX_H
#define TI_SIM_INDEX_H

#include "base/slice.h"

typedef struct ti_sim_entry ti_sim_entry;

typedef struct ti_sim_index {
    ti_sim_entry **chains;
    size_t chain_count;
    size_t count;
} ti_sim_index;

/* False without memory. A key that is there gets the new value. */
bool ti_sim_index_put(ti_sim_index *index, ti_slice key, void *value);

/* NULL where there is none. */
void *ti_sim_index_get(const ti_sim_index *index, ti_slice key);

void ti_sim_index_remove(ti_sim_index *index, ti_slice key);

/* The values are the owner's: free_value may be NULL. */
void ti_sim_index_clear(ti_sim_index *index, void (*free_value)(void *value));

#endif
