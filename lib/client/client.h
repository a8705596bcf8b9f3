/* SPDX-License-Identifier: Apache-2.0 */
/* client.h - config and client from the inside: settings that never change once a client has them. */
#ifndef TI_CLIENT_CLIENT_H
#define TI_CLIENT_CLIENT_H

#include <teamsinvite/actor.h>
#include <teamsinvite/client.h>
#include <teamsinvite/event.h>
#include <teamsinvite/transport.h>

#include "client/credential_set.h"
#include "proto/entra/cloud.h"
#include "vault/keyring.h"
#include "vault/seal.h"

enum { TI_MEETING_SUBJECT_MAX = 40 };

typedef struct ti_handler {
    teamsinvite_handler_fn handle;
    void *user_data;
    teamsinvite_destroy_fn destroy;
} ti_handler;

typedef struct ti_listener {
    teamsinvite_event_fn event;
    void *user_data;
    teamsinvite_destroy_fn destroy;
} ti_listener;

void ti_listener_release(ti_listener *listener);

void ti_cloud_clear_custom(teamsinvite_config *config);

struct teamsinvite_config {
    char *client_id;
    teamsinvite_credential *secret; /* of set_app; NULL: none */
    teamsinvite_credential *credentials[TI_CREDENTIALS_MAX];
    size_t credential_count;
    char *redirect_uri;
    ti_cloud cloud; /* its strings are static, or the next two */
    char *custom_authority;
    char *custom_graph;
    ti_keyring ring;
    ti_handler storage;
    ti_handler transport;
    ti_handler wait;
    ti_handler mail;
    ti_listener listener;
    teamsinvite_clock_fn clock;
    void *clock_data;
    teamsinvite_random_fn random;
    void *random_data;
    teamsinvite_zone_fn zones;
    void *zones_data;
    char meeting_subject[TI_MEETING_SUBJECT_MAX + 1];
    int64_t timeout_ms;
    int64_t grace_ms;
    bool handles_claims;       /* continuous access evaluation: cp1 is announced */
    bool shares_tenants;       /* several companies may be bound to one tenant */
    bool takes_any_role;       /* application mode is enabled by whoever signs in */
};

struct teamsinvite_client {
    teamsinvite_config *config;        /* owned */
    ti_credentials credentials;
    teamsinvite_transport *transport;  /* owned; NULL where the host plugged in its own */
    ti_cloud cloud;
};

struct teamsinvite_actor {
    char company[65];
    char user[65];
    int32_t role;
};

/* The client uses the config's credentials, in the order of their use; E_CONFIG where there are none. They stay the
 * config's until it is told to forget them; the client gives them back where it does not come to that. */
teamsinvite_status ti_client_lend_credentials(teamsinvite_client *client, const teamsinvite_config *config,
                                              ti_error *err);
void ti_config_forget_credentials(teamsinvite_config *config);

int64_t ti_client_now(const teamsinvite_client *client, int32_t which);
bool ti_client_random(const teamsinvite_client *client, void *bytes, size_t length);
ti_random ti_client_random_source(const teamsinvite_client *client);

/* Not NULL, and has storage: what every operation with records needs. */
teamsinvite_status ti_client_check_storage(const teamsinvite_client *client, ti_error *err);

/* actor given, and an administrator: otherwise E_DENIED. */
teamsinvite_status ti_actor_check(const teamsinvite_actor *actor, ti_error *err);
teamsinvite_status ti_actor_check_admin(const teamsinvite_actor *actor, ti_error *err);

#endif
