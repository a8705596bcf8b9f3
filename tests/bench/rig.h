/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rig.h - a client that has everything a meeting needs, before the clock runs:
 * the company is enabled and its recruiter connected, against the simulator in
 * this process; from then on the client talks to the stub. Public functions only.
 */
#ifndef TI_TESTS_BENCH_RIG_H
#define TI_TESTS_BENCH_RIG_H

#include <teamsinvite.h>

typedef struct rig {
    teamsinvite_memory *memory;
    teamsinvite_transport *transport;
    teamsinvite_client *client;
    teamsinvite_actor *recruiter;
} rig;

/* base_url: of the stub; ca_file: NULL for the system's. Exits where something does not work. */
void rig_open(rig *r, const char *base_url, const char *ca_file);
void rig_close(rig *r);

/* For an interview of its own, by its number. */
teamsinvite_meeting_request *rig_request(uint64_t number);

#endif
