/* SPDX-License-Identifier: Apache-2.0 */
/*
 * remains.h - records as they stood in an SQLite file, and what is left of them
 * in any byte on the disk: table, index, free pages, what pages do not use,
 * journal, WAL. Every 8 bytes of a sealed value count as a find.
 */
#ifndef TI_TESTS_SUPPORT_REMAINS_H
#define TI_TESTS_SUPPORT_REMAINS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct remains remains;

/* What is to be looked for in the file at this path: nothing yet. Asserts; free with remains_free(). */
remains *remains_new(const char *path);
void remains_free(remains *r);

/* Remember the records whose keys begin so, byte for byte, as anybody who opens the file would read them. */
void remains_keep(remains *r, const char *prefix);

/* One that the test has made itself: any value, of 8 bytes at least. */
void remains_keep_value(remains *r, const char *key, const void *value, size_t length);

size_t remains_count(const remains *r);

/* Each one stands in the files in full: else nothing could be said about its end. */
void assert_all_there(const remains *r);

/* How many fragments of values are left, and of keys the id after the last slash. */
size_t remains_of_values(const remains *r);
size_t remains_of_keys(const remains *r);

#endif
