/* SPDX-License-Identifier: Apache-2.0 */
/* client.h - config and client from the inside: settings that never change once a client has them. */
#ifndef TI_CLIENT_CLIENT_H
#define TI_CLIENT_CLIENT_H

#include <teamsinvite/actor.h>
#include <teamsinvite/client.h>
#include <teamsinvite/transport.h>

#include "proto/entra/cloud.h"
#include "vault/keyring.h"
#include "vault/seal.h"

typedef struct ti_handler {
    teamsinvite_handler_fn handle;
    void *user_data;
    teamsinvite_destroy_fn destroy;
} ti_handler;

struct teamsinvite_config {
    char *client_id;
    char *client_secret;
    char *redirect_uri;
    char *authority; /* NULL: the global cloud */
    char *graph;
    ti_keyring ring;
    ti_handler storage;
    ti_handler transport;
    ti_handler wait;
    teamsinvite_clock_fn clock;
    void *clock_data;
    teamsinvite_random_fn random;
    void *random_data;
    int64_t timeout_ms;
    int64_t grace_ms;
};

struct teamsinvite_client {
    teamsinvite_config *config;        /* owned */
    teamsinvite_transport *transport;  /* owned; NULL where the host plugged in its own */
    ti_cloud cloud;
};

struct teamsinvite_actor {
    char company[65];
    char user[65];
    int32_t role;
};

int64_t ti_client_now(const teamsinvite_client *client, int32_t which);
bool ti_client_random(const teamsinvite_client *client, void *bytes, size_t length);
ti_random ti_client_random_source(const teamsinvite_client *client);

/* Not NULL, and has storage: what every operation with records needs. */
teamsinvite_status ti_client_check_storage(const teamsinvite_client *client, ti_error *err);

/* actor given, and an administrator: otherwise E_DENIED. */
teamsinvite_status ti_actor_check(const teamsinvite_actor *actor, ti_error *err);
teamsinvite_status ti_actor_check_admin(const teamsinvite_actor *actor, ti_error *err);

#endif
