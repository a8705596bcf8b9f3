/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ats.h - the application that a loop works for: a client, and three recruiters
 * of two companies. The companies are enabled and the recruiters connected.
 */
#ifndef EXAMPLES_COMMON_ATS_H
#define EXAMPLES_COMMON_ATS_H

#include <teamsinvite.h>

enum { ATS_RECRUITERS = 3 };

typedef struct ats {
    teamsinvite_memory *memory;
    teamsinvite_transport *transport;
    teamsinvite_client *client;
    teamsinvite_actor *recruiters[ATS_RECRUITERS];
} ats;

/* base_url: of the simulator. Exits with 1 where something does not work. */
void ats_open(ats *a, const char *base_url);
void ats_close(ats *a);

#endif
