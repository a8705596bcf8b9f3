/* SPDX-License-Identifier: Apache-2.0 */
/* heap_use.h - how much memory is allocated now. */
#ifndef TI_TESTS_SUPPORT_HEAP_USE_H
#define TI_TESTS_SUPPORT_HEAP_USE_H

#include <stddef.h>

/* In bytes, SQLite's part left out: that is sqlite3_memory_used(). */
size_t heap_use(void);

#endif
