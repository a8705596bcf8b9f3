/* SPDX-License-Identifier: Apache-2.0 */
/* process.h - another process: started, read from, killed, waited for. */
#ifndef TI_TESTS_SUPPORT_PROCESS_H
#define TI_TESTS_SUPPORT_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

enum { PROCESS_OUTPUT_MAX = 64 * 1024, PROCESS_ARGUMENTS_MAX = 64 };

typedef struct process {
    pid_t pid;
    int in;  /* its stdin */
    int out; /* its stdout; stderr is ours */
    bool killed;
    int exit_code; /* after process_wait(); -1 where a signal ended it */
    char *output;  /* all of its stdout, after process_wait() */
    size_t length;
} process;

/* argv ends with NULL and begins with the program's path. */
void process_start(process *p, const char *const *argv);

/* Read until it has said a line that begins so; false where it ends before. */
bool process_read_until(process *p, const char *begins);

void process_say(process *p, const char *text);

/* SIGKILL, whether it is still there or not. */
void process_kill(process *p);

/* Read the rest of its output, and wait for its end. */
void process_wait(process *p);

void process_free(process *p);

#endif
