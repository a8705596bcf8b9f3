/* SPDX-License-Identifier: Apache-2.0 */
/* arena.c - memory that is wiped and freed all at once. */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include "base/alloc.h"

enum { BLOCK_SIZE = 4096 };

struct ti_arena_block {
    ti_arena_block *next;
    size_t size;
    size_t used;
    max_align_t data[];
};

void ti_arena_init(ti_arena *arena)
{
    *arena = (ti_arena){ 0 };
}

void ti_arena_clear(ti_arena *arena)
{
    ti_arena_block *block = arena->blocks;
    ti_arena_block *next;

    for (; block != NULL; block = next) {
        next = block->next;
        ti_wipe(block->data, block->used);
        ti_free(block);
    }
    ti_arena_init(arena);
}

static ti_arena_block *add_block(ti_arena *arena, size_t size)
{
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    ti_arena_block *block;

    if (room > SIZE_MAX - sizeof(*block))
        return NULL;
    block = ti_alloc_raw(sizeof(*block) + room);
    if (block == NULL)
        return NULL;
    block->size = room;
    block->used = 0;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

static void *take(ti_arena *arena, size_t size)
{
    ti_arena_block *block = arena->blocks;
    size_t rounded = (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    unsigned char *bytes;

    if (rounded < size)
        return NULL;
    if (block == NULL || block->size - block->used < rounded)
        block = add_block(arena, rounded);
    if (block == NULL)
        return NULL;
    bytes = (unsigned char *)block->data + block->used;
    block->used += rounded;
    arena->used += rounded;
    return bytes;
}

void *ti_arena_alloc(ti_arena *arena, size_t size)
{
    void *bytes = take(arena, size);

    if (bytes != NULL)
        memset(bytes, 0, size);
    return bytes;
}

char *ti_arena_copy(ti_arena *arena, ti_slice bytes)
{
    char *copy = bytes.len == SIZE_MAX ? NULL : take(arena, bytes.len + 1);

    if (copy == NULL)
        return NULL;
    if (bytes.len > 0)
        memcpy(copy, bytes.ptr, bytes.len);
    copy[bytes.len] = '\0';
    return copy;
}

char *ti_arena_copy_text(ti_arena *arena, const char *text)
{
    return ti_arena_copy(arena, ti_slice_of(text));
}

char *ti_arena_join(ti_arena *arena, const char *const *texts, size_t count, size_t max)
{
    size_t len = 0;
    char *joined;
    char *at;
    size_t i;

    for (i = 0; i < count; i++) {
        len += strnlen(texts[i], max + 1);
        if (len > max)
            return NULL;
    }
    joined = ti_arena_alloc(arena, len + 1);
    at = joined;
    for (i = 0; i < count && joined != NULL; i++) {
        len = strlen(texts[i]);
        memcpy(at, texts[i], len + 1);
        at += len;
    }
    return joined;
}
