/* SPDX-License-Identifier: Apache-2.0 */
/* rig_client.c - a client of the stub, and its requests. */
#include <stdio.h>

#include <teamsinvite/sim.h>

#include "common/check.h"
#include "rig.h"

/* The hour that the stub's meetings have: 2030-01-02T09:00:00Z. */
#define START_MS INT64_C(1893574800000)
#define END_MS INT64_C(1893578400000)

teamsinvite_config *rig_config(const rig *r)
{
    static const unsigned char key[32] = "the key of the benchmark's rows.";
    teamsinvite_config *config = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_config_new(&config, &err), &err, "the config");
    check(teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err), &err, "the app");
    check(teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err), &err, "the redirect URI");
    check(teamsinvite_config_add_key(config, "2026", key, sizeof(key), &err), &err, "the key");
    check(teamsinvite_config_set_storage(config, teamsinvite_memory_handle, r->memory, NULL, &err), &err, "storage");
    return config;
}

teamsinvite_client *rig_client(teamsinvite_config *config)
{
    teamsinvite_client *client = NULL;
    teamsinvite_error *err = NULL;

    check(teamsinvite_client_new(config, &client, &err), &err, "the client");
    return client;
}

void rig_prepare(rig *r)
{
    teamsinvite_error *err = NULL;

    check(teamsinvite_memory_new(&r->memory, &err), &err, "the records");
    check(teamsinvite_actor_new("acme", "alice", TEAMSINVITE_ROLE_MEMBER, &r->recruiter, &err), &err, "the recruiter");
}

void rig_serve(rig *r, const char *base_url, const char *ca_file)
{
    teamsinvite_config *config = rig_config(r);
    teamsinvite_error *err = NULL;

    check(teamsinvite_transport_new(&r->transport, &err), &err, "the transport");
    if (ca_file != NULL)
        check(teamsinvite_transport_set_ca_file(r->transport, ca_file, &err), &err, "the CA");
    check(teamsinvite_config_set_transport(config, teamsinvite_transport_handle, r->transport, NULL, &err), &err,
          "the transport");
    check(teamsinvite_config_set_custom_cloud(config, base_url, base_url, &err), &err, "the stub's URL");
    r->client = rig_client(config);
}

void rig_close(rig *r)
{
    teamsinvite_client_free(r->client);
    teamsinvite_transport_free(r->transport);
    teamsinvite_actor_free(r->recruiter);
    teamsinvite_memory_free(r->memory);
}

teamsinvite_meeting_request *rig_request(uint64_t number)
{
    teamsinvite_meeting_request *request = NULL;
    teamsinvite_error *err = NULL;
    char reference[32];

    (void)snprintf(reference, sizeof(reference), "interview-%llu", (unsigned long long)number);
    check(teamsinvite_meeting_request_new(&request, &err), &err, "the request");
    check(teamsinvite_meeting_request_set_reference(request, reference, &err), &err, "its reference");
    check(teamsinvite_meeting_request_set_times(request, START_MS, END_MS, &err), &err, "its times");
    return request;
}
