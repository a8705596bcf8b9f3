/* SPDX-License-Identifier: Apache-2.0 */
/* worker_client.h - what the worker works with: a client with SQLite, libcurl, failpoints, and its people. */
#ifndef TESTS_FAULT_WORKER_CLIENT_H
#define TESTS_FAULT_WORKER_CLIENT_H

#include <stdint.h>

#include "failpoint.h"

#define HOUR_MS INT64_C(3600000)

typedef struct worker {
    failpoint point;
    int64_t ahead_ms; /* of the clock: what was asked for, and what was waited since */
    int speed;        /* 0: to wait is to move the clock; else it runs so many times as fast, and to wait is to wait */
    int64_t since_ms; /* … from then on, for all processes alike */
    int threads;      /* 0: one, with failpoints; else so many for the commands that can, without */
    teamsinvite_client *client;
    teamsinvite_actor *admin; /* of the company acme, like the others */
    teamsinvite_actor *alice;
    teamsinvite_actor *bob;
} worker;

/* Both end the process where something does not work. */
void worker_open(worker *w, const char *base_url, const char *records);
void worker_prepare(worker *w); /* enable the company, connect alice and bob */

void worker_close(worker *w);

#endif
