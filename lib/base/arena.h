/* SPDX-License-Identifier: Apache-2.0 */
/* arena.h - memory that is wiped and freed all at once, at the end of a call. */
#ifndef TI_BASE_ARENA_H
#define TI_BASE_ARENA_H

#include "base/slice.h"

typedef struct ti_arena_block ti_arena_block;

typedef struct ti_arena {
    ti_arena_block *blocks;
    size_t used; /* bytes handed out, for the tests' budget */
} ti_arena;

void ti_arena_init(ti_arena *arena);
void ti_arena_clear(ti_arena *arena);

/* Zeroed and aligned for any type; NULL when there is no memory. */
void *ti_arena_alloc(ti_arena *arena, size_t size);

/* A NUL-terminated copy; NULL when there is no memory. */
char *ti_arena_copy(ti_arena *arena, ti_slice bytes);
char *ti_arena_copy_text(ti_arena *arena, const char *text);

/* The texts one after the other; NULL also where they are longer than max together. */
char *ti_arena_join(ti_arena *arena, const char *const *texts, size_t count, size_t max);

#endif
