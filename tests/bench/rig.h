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

/* rig.c: base_url: of the stub; ca_file: NULL for the system's. Exits where something does not work. */
void rig_open(rig *r, const char *base_url, const char *ca_file);

/* rig_client.c: the steps of it that need no simulator: an empty memory and the recruiter; the client of the stub. */
void rig_prepare(rig *r);
void rig_serve(rig *r, const char *base_url, const char *ca_file);
void rig_close(rig *r);

/* What every client of the benchmark has: the app, the key, the memory as its storage. */
teamsinvite_config *rig_config(const rig *r);
teamsinvite_client *rig_client(teamsinvite_config *config);

/* For an interview of its own, by its number. */
teamsinvite_meeting_request *rig_request(uint64_t number);

/* rig_records.c: the records in a file, for a process that starts where another has ended. */
void rig_save_records(const rig *r, const char *path);

/* As rig_open(), without the simulator. */
void rig_open_with_records(rig *r, const char *path, const char *base_url, const char *ca_file);

#endif
