/* SPDX-License-Identifier: Apache-2.0 */
/* client.c - a config that has been found complete, and what the calls ask of it. */
#include "client/client.h"

#include "base/alloc.h"
#include "base/check.h"

static teamsinvite_status check_complete(const teamsinvite_config *config, ti_error *err)
{
    if (config->client_id == NULL)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "the app is not set (teamsinvite_config_set_app)");
    if (config->redirect_uri == NULL)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "the redirect URI is not set (teamsinvite_config_set_redirect_uri)");
    if (config->storage.handle != NULL && config->ring.current[0] == '\0')
        return ti_fail(err, TEAMSINVITE_E_CONFIG,
                       "there is a storage but no key to seal with (teamsinvite_config_add_key)");
    return TEAMSINVITE_OK;
}

/* The built-in transport belongs to the client, unless the host plugged in its own. */
static teamsinvite_status provide_transport(teamsinvite_client *client, teamsinvite_config *config,
                                            teamsinvite_error **err)
{
    teamsinvite_status status;

    if (config->transport.handle != NULL)
        return TEAMSINVITE_OK;
    status = teamsinvite_transport_new(&client->transport, err);
    if (status == TEAMSINVITE_OK)
        config->transport = (ti_handler){ .handle = teamsinvite_transport_handle, .user_data = client->transport };
    return status;
}

teamsinvite_status teamsinvite_client_new(teamsinvite_config *config, teamsinvite_client **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_client *client;
    teamsinvite_status status;

    if (out != NULL)
        *out = NULL;
    if (ti_check_given(&error, "config", config) != TEAMSINVITE_OK ||
        ti_check_given(&error, "out", out) != TEAMSINVITE_OK || check_complete(config, &error) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    client = ti_alloc(sizeof(*client));
    if (client == NULL) {
        (void)ti_fail_no_memory(&error);
        return ti_error_give(&error, err);
    }
    client->cloud = config->cloud;
    if (ti_client_lend_credentials(client, config, &error) != TEAMSINVITE_OK) {
        ti_free(client);
        return ti_error_give(&error, err);
    }
    status = provide_transport(client, config, err);
    if (status != TEAMSINVITE_OK) {
        ti_credentials_give_back(&client->credentials);
        ti_free(client);
        return status;
    }
    ti_config_forget_credentials(config);
    client->config = config;
    *out = client;
    return ti_error_give(&error, err);
}

void teamsinvite_client_free(teamsinvite_client *client)
{
    if (client == NULL)
        return;
    ti_credentials_clear(&client->credentials);
    teamsinvite_config_free(client->config);
    teamsinvite_transport_free(client->transport);
    ti_free(client);
}

int64_t ti_client_now(const teamsinvite_client *client, int32_t which)
{
    return client->config->clock(which, client->config->clock_data);
}

bool ti_client_random(const teamsinvite_client *client, void *bytes, size_t length)
{
    return client->config->random(bytes, length, client->config->random_data) == 1;
}

static bool fill_from_config(void *bytes, size_t length, void *user_data)
{
    const teamsinvite_config *config = user_data;

    return config->random(bytes, length, config->random_data) == 1;
}

ti_random ti_client_random_source(const teamsinvite_client *client)
{
    return (ti_random){ .fill = fill_from_config, .user_data = client->config };
}

teamsinvite_status ti_client_check_storage(const teamsinvite_client *client, ti_error *err)
{
    teamsinvite_status status = ti_check_given(err, "client", client);

    if (status == TEAMSINVITE_OK && client->config->storage.handle == NULL)
        return ti_fail(err, TEAMSINVITE_E_CONFIG, "this client has no storage (teamsinvite_config_set_storage)");
    return status;
}
