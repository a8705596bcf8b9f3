/* SPDX-License-Identifier: Apache-2.0 */
/* alloc.h - the one door to the heap, and wiping. */
#ifndef TI_BASE_ALLOC_H
#define TI_BASE_ALLOC_H

#include <stddef.h>

/* Zeroed memory; NULL when there is none, or for size 0. */
void *ti_alloc(size_t size);

/* The same, not zeroed: for what is written before it is read. */
void *ti_alloc_raw(size_t size);

void ti_free(void *memory);

/* A copy of a string; NULL for NULL or no memory. Free with ti_free(). */
char *ti_strdup(const char *text);

/* Overwrite so that the compiler cannot leave it out. NULL-safe. */
void ti_wipe(void *memory, size_t size);

/* ti_wipe() up to the NUL, then ti_free(). NULL-safe. */
void ti_free_secret(char *text);

#endif
