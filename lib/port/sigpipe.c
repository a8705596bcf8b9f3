/* SPDX-License-Identifier: Apache-2.0 */
/* sigpipe.c - SIGPIPE held back on this thread. */
#include "port/sigpipe.h"

#include <stddef.h>

void ti_sigpipe_hold(ti_sigpipe *hold)
{
    sigset_t sigpipe;

    (void)sigemptyset(&sigpipe);
    (void)sigaddset(&sigpipe, SIGPIPE);
    (void)pthread_sigmask(SIG_BLOCK, &sigpipe, &hold->before);
}

/* Where it was held back before us, one that is pending may be somebody else's. */
void ti_sigpipe_release(const ti_sigpipe *hold)
{
    sigset_t pending;
    sigset_t sigpipe;
    int number;

    if (sigismember(&hold->before, SIGPIPE) == 1)
        return;
    (void)sigpending(&pending);
    if (sigismember(&pending, SIGPIPE) == 1) {
        (void)sigemptyset(&sigpipe);
        (void)sigaddset(&sigpipe, SIGPIPE);
        (void)sigwait(&sigpipe, &number);
    }
    (void)pthread_sigmask(SIG_SETMASK, &hold->before, NULL);
}
