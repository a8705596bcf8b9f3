/* SPDX-License-Identifier: Apache-2.0 */
/* file.h - small files, read and written at once. */
#ifndef TI_SIM_PROGRAM_FILE_H
#define TI_SIM_PROGRAM_FILE_H

#include <stdbool.h>

/* All of a text file of at most 64 KiB; free() it. NULL where it cannot be read. */
char *sim_file_read(const char *path);

/* Never seen half written: a new file takes the place of the old one. */
bool sim_file_write(const char *path, const char *text);

#endif
