/* SPDX-License-Identifier: Apache-2.0 */
/* app.c - the app of a client: its id, and the credentials it proves that with. */
#include "base/alloc.h"
#include "base/check.h"
#include "client/client.h"

static size_t count_credentials(const teamsinvite_config *config)
{
    return config->credential_count + (config->secret != NULL ? 1 : 0);
}

static teamsinvite_status set_client_id(teamsinvite_config *config, const char *client_id, ti_error *err)
{
    char *copy = ti_strdup(client_id);

    if (copy == NULL)
        return ti_fail_no_memory(err);
    ti_free(config->client_id);
    config->client_id = copy;
    return TEAMSINVITE_OK;
}

static teamsinvite_status check_app(const teamsinvite_config *config, const char *client_id, const char *secret,
                                    ti_error *err)
{
    teamsinvite_status status = ti_check_given(err, "config", config);

    if (status == TEAMSINVITE_OK)
        status = ti_check_guid(err, "client_id", client_id);
    if (status == TEAMSINVITE_OK && secret != NULL && config->credential_count == TI_CREDENTIALS_MAX)
        return ti_fail_parameter(err, "secret", "is a third credential; %d are taken", (int)TI_CREDENTIALS_MAX);
    return status;
}

teamsinvite_status teamsinvite_config_set_app(teamsinvite_config *config, const char *client_id, const char *secret,
                                              teamsinvite_error **err)
{
    teamsinvite_credential *credential = NULL;
    ti_error error = { 0 };
    teamsinvite_status status;

    if (check_app(config, client_id, secret, &error) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    if (secret != NULL) {
        status = teamsinvite_credential_secret(secret, 0, &credential, err);
        if (status != TEAMSINVITE_OK)
            return status;
    }
    if (set_client_id(config, client_id, &error) == TEAMSINVITE_OK) {
        teamsinvite_credential_free(config->secret);
        config->secret = credential;
    } else {
        teamsinvite_credential_free(credential);
    }
    return ti_error_give(&error, err);
}

static teamsinvite_status check_new(const teamsinvite_config *config, const teamsinvite_credential *credential,
                                    ti_error *err)
{
    teamsinvite_status status = ti_check_given(err, "config", config);

    if (status == TEAMSINVITE_OK)
        status = ti_check_given(err, "credential", credential);
    if (status == TEAMSINVITE_OK && count_credentials(config) == TI_CREDENTIALS_MAX)
        return ti_fail_parameter(err, "credential", "is a third one; %d are taken", (int)TI_CREDENTIALS_MAX);
    if (status == TEAMSINVITE_OK && config->credential_count > 0 && config->credentials[0] == credential)
        return ti_fail_parameter(err, "credential", "has been taken already");
    return status;
}

teamsinvite_status teamsinvite_config_add_credential(teamsinvite_config *config, teamsinvite_credential *credential,
                                                     teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (check_new(config, credential, &error) == TEAMSINVITE_OK)
        config->credentials[config->credential_count++] = credential;
    return ti_error_give(&error, err);
}

teamsinvite_status ti_client_lend_credentials(teamsinvite_client *client, const teamsinvite_config *config,
                                              ti_error *err)
{
    teamsinvite_credential *credentials[TI_CREDENTIALS_MAX] = { config->credentials[0], config->credentials[1] };

    if (count_credentials(config) == 0)
        return ti_fail(err, TEAMSINVITE_E_CONFIG,
                       "the app has no credential (teamsinvite_config_set_app, teamsinvite_config_add_credential)");
    if (config->secret != NULL)
        credentials[config->credential_count] = config->secret;
    return ti_credentials_init(&client->credentials, credentials[0], credentials[1], err);
}

void ti_config_forget_credentials(teamsinvite_config *config)
{
    config->secret = NULL;
    config->credential_count = 0;
}

teamsinvite_status teamsinvite_client_set_credentials(teamsinvite_client *client, teamsinvite_credential *first,
                                                      teamsinvite_credential *second, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "client", client) != TEAMSINVITE_OK ||
        ti_check_given(&error, "first", first) != TEAMSINVITE_OK)
        return ti_error_give(&error, err);
    if (first == second)
        (void)ti_fail_parameter(&error, "second", "is the same as the first");
    else
        (void)ti_credentials_replace(&client->credentials, first, second, &error);
    return ti_error_give(&error, err);
}
