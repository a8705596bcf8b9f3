/* SPDX-License-Identifier: Apache-2.0 */
/* alloc.c - the one door to the heap, and wiping. */
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

void *ti_alloc(size_t size)
{
    return size == 0 ? NULL : calloc(1, size);
}

void *ti_alloc_raw(size_t size)
{
    return size == 0 ? NULL : malloc(size);
}

void ti_free(void *memory)
{
    free(memory);
}

char *ti_strdup(const char *text)
{
    size_t size = text == NULL ? 0 : strlen(text) + 1;
    char *copy = ti_alloc_raw(size);

    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

void ti_wipe(void *memory, size_t size)
{
    if (memory != NULL)
        OPENSSL_cleanse(memory, size);
}

void ti_free_secret(char *text)
{
    if (text != NULL)
        ti_wipe(text, strlen(text));
    ti_free(text);
}
