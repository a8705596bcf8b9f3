/* SPDX-License-Identifier: Apache-2.0 */
/* stub_program.h - the benchmark's stub of Microsoft's side as a process of its own: HTTP/1.1, HTTP/2, TLS. */
#ifndef TI_TESTS_SUPPORT_STUB_PROGRAM_H
#define TI_TESTS_SUPPORT_STUB_PROGRAM_H

#include "support/process.h"

enum { STUB_URL_MAX = 64 };

typedef struct stub_program {
    process process;
    char folder[40]; /* with its certificate */
    char ca_file[64];
    char plain_url[STUB_URL_MAX];
    char tls_url[STUB_URL_MAX];
} stub_program;

/* The minute of the hour at which a meeting begins says what comes of its create (stub_wish.c). */
enum { STUB_PLAIN, STUB_STALLS, STUB_THROTTLES_ONCE, STUB_CUTS_ONCE, STUB_CLOSES_AFTER };

/* Options as bench-stub has them, ended by NULL. The program is $TEAMSINVITE_STUB. */
void stub_program_start(stub_program *stub, const char *const *options);
void stub_program_stop(stub_program *stub);

/* SIGKILL; still to be stopped. */
void stub_program_kill(stub_program *stub);

/* A figure of its GET /stats. */
long stub_program_count(stub_program *stub, const char *name);

#endif
