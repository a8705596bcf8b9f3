/* SPDX-License-Identifier: Apache-2.0 */
/* worker_storm.h - many calls of user.token at once, on the threads of one process. */
#ifndef TESTS_FAULT_WORKER_STORM_H
#define TESTS_FAULT_WORKER_STORM_H

#include <stddef.h>

#include "worker_client.h"

/* "250 worked 0 different", and what went wrong, if anything did. */
void worker_storm(worker *w, const teamsinvite_actor *user, int64_t calls, char *result, size_t size);

#endif
