/* SPDX-License-Identifier: Apache-2.0 */
/* system.c - the machine's clock, randomness and sleep. */
#include "port/system.h"

#include <errno.h>
#include <limits.h>
#include <time.h>

#include <openssl/rand.h>

#include <teamsinvite/client.h>

int64_t ti_system_clock(int32_t which, void *unused)
{
    struct timespec now = { 0 };

    (void)unused;
    (void)clock_gettime(which == TEAMSINVITE_CLOCK_MONOTONIC ? CLOCK_MONOTONIC : CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int32_t ti_system_random(void *bytes, size_t length, void *unused)
{
    (void)unused;
    return length <= INT_MAX && RAND_priv_bytes(bytes, (int)length) == 1 ? 1 : 0;
}

void ti_system_sleep_ms(int64_t ms)
{
    struct timespec left = { .tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000 };

    while (ms > 0 && nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
}
