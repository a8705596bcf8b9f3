/* SPDX-License-Identifier: Apache-2.0 */
/* index.c - things by a text key: a hash table with chains. */
#include "sim/index.h"

#include <string.h>

#include "base/alloc.h"

enum { FIRST_CHAINS = 64 };

struct ti_sim_entry {
    ti_sim_entry *next;
    void *value;
    size_t key_length;
    char key[];
};

/* FNV-1a. Keys come from tests, not from attackers. */
static size_t hash_of(ti_slice key)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    size_t i;

    for (i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.ptr[i]) * UINT64_C(1099511628211);
    return (size_t)(hash ^ (hash >> 32));
}

static bool has_key(const ti_sim_entry *entry, ti_slice key)
{
    return ti_slice_equal(ti_slice_make(entry->key, entry->key_length), key);
}

static ti_sim_entry **slot_of(const ti_sim_index *index, ti_slice key)
{
    ti_sim_entry **slot;

    if (index->chain_count == 0)
        return NULL;
    slot = &index->chains[hash_of(key) % index->chain_count];
    while (*slot != NULL && !has_key(*slot, key))
        slot = &(*slot)->next;
    return slot;
}

static bool grow(ti_sim_index *index)
{
    size_t count = index->chain_count == 0 ? FIRST_CHAINS : index->chain_count * 4;
    ti_sim_entry **chains = ti_alloc(count * sizeof(ti_sim_entry *));
    size_t i;

    if (chains == NULL)
        return false;
    for (i = 0; i < index->chain_count; i++) {
        while (index->chains[i] != NULL) {
            ti_sim_entry *entry = index->chains[i];
            size_t at = hash_of(ti_slice_make(entry->key, entry->key_length)) % count;

            index->chains[i] = entry->next;
            entry->next = chains[at];
            chains[at] = entry;
        }
    }
    ti_free(index->chains);
    index->chains = chains;
    index->chain_count = count;
    return true;
}

bool ti_sim_index_put(ti_sim_index *index, ti_slice key, void *value)
{
    ti_sim_entry **slot;

    if (index->count >= index->chain_count && !grow(index))
        return false;
    slot = slot_of(index, key);
    if (slot == NULL)
        return false;
    if (*slot == NULL) {
        *slot = ti_alloc(sizeof(ti_sim_entry) + key.len);
        if (*slot == NULL)
            return false;
        (*slot)->key_length = key.len;
        if (key.len > 0)
            memcpy((*slot)->key, key.ptr, key.len);
        index->count++;
    }
    (*slot)->value = value;
    return true;
}

void *ti_sim_index_get(const ti_sim_index *index, ti_slice key)
{
    ti_sim_entry **slot = slot_of(index, key);

    return slot == NULL || *slot == NULL ? NULL : (*slot)->value;
}

void ti_sim_index_remove(ti_sim_index *index, ti_slice key)
{
    ti_sim_entry **slot = slot_of(index, key);
    ti_sim_entry *entry = slot == NULL ? NULL : *slot;

    if (entry == NULL)
        return;
    *slot = entry->next;
    ti_wipe(entry->key, entry->key_length);
    ti_free(entry);
    index->count--;
}

void ti_sim_index_clear(ti_sim_index *index, void (*free_value)(void *value))
{
    size_t i;

    for (i = 0; i < index->chain_count; i++) {
        while (index->chains[i] != NULL) {
            ti_sim_entry *entry = index->chains[i];

            index->chains[i] = entry->next;
            if (free_value != NULL)
                free_value(entry->value);
            ti_wipe(entry->key, entry->key_length);
            ti_free(entry);
        }
    }
    ti_free(index->chains);
    *index = (ti_sim_index){ 0 };
}
