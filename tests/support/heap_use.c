/* SPDX-License-Identifier: Apache-2.0 */
/* heap_use.c - how much memory is allocated now. */
#include "support/heap_use.h"

#include <malloc.h>

#include <sqlite3.h>

/* There under a sanitizer, whose allocations the C library does not see. */
extern size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

size_t heap_use(void)
{
    size_t sqlite = (size_t)sqlite3_memory_used();
    size_t all;

    if (__sanitizer_get_current_allocated_bytes != NULL)
        all = __sanitizer_get_current_allocated_bytes();
    else
        all = mallinfo2().uordblks;
    return all > sqlite ? all - sqlite : 0; /* valgrind's C library says 0 */
}
