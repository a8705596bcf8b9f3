/* SPDX-License-Identifier: Apache-2.0 */
/* options.h - what the command line says. */
#ifndef TI_CHECK_PROGRAM_OPTIONS_H
#define TI_CHECK_PROGRAM_OPTIONS_H

#include <stdbool.h>

#include <teamsinvite/storage_check.h>

typedef struct check_options {
    const char *storage; /* "sqlite:FILE" */
    const char *only;
    int64_t workers; /* 0 where it is not said; the same for the next three */
    int64_t rounds;
    int64_t records;
    int64_t kills;
    bool in_process;
    bool quiet;
    bool list;
    bool help;
} check_options;

/* False after complaining on stderr. */
bool check_options_read(check_options *o, int argc, char **argv);
void check_options_print_help(void);

/* What was said of sizes. False after complaining. */
bool check_options_apply(const check_options *o, teamsinvite_storage_check *check);

#endif
