/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sigpipe.h - a peer that hangs up must not end the process.
 *
 * libcurl without signals leaves SIGPIPE to its user, and OpenSSL writes to
 * sockets without MSG_NOSIGNAL. So the thread holds the signal back while
 * libcurl works, and drops the one it has caused.
 */
#ifndef TI_PORT_SIGPIPE_H
#define TI_PORT_SIGPIPE_H

#include <signal.h>

typedef struct ti_sigpipe {
    sigset_t before;
} ti_sigpipe;

void ti_sigpipe_hold(ti_sigpipe *hold);
void ti_sigpipe_release(const ti_sigpipe *hold);

#endif
