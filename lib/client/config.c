/* SPDX-License-Identifier: Apache-2.0 */
/* config.c - the settings of a client, checked one by one as they are made. */
#include <string.h>

#include "base/alloc.h"
#include "base/check.h"
#include "client/client.h"
#include "port/system.h"
#include "port/zone_system.h"

enum { REDIRECT_URI_MAX = 256 };

#define DEFAULT_TIMEOUT_MS INT64_C(60000)
#define MAX_TIMEOUT_MS INT64_C(3600000)
#define DEFAULT_GRACE_MS INT64_C(3600000)
#define MAX_GRACE_MS INT64_C(2592000000)

teamsinvite_status teamsinvite_config_new(teamsinvite_config **out, teamsinvite_error **err)
{
    ti_error error = { 0 };
    teamsinvite_config *config;

    if (out == NULL) {
        (void)ti_fail_parameter(&error, "out", "is NULL");
        return ti_error_give(&error, err);
    }
    config = ti_alloc(sizeof(*config));
    *out = config;
    if (config == NULL) {
        (void)ti_fail_no_memory(&error);
        return ti_error_give(&error, err);
    }
    config->cloud = *ti_cloud_find("global");
    config->clock = ti_system_clock;
    config->random = ti_system_random;
    config->zones = ti_system_zone;
    config->timeout_ms = DEFAULT_TIMEOUT_MS;
    config->grace_ms = DEFAULT_GRACE_MS;
    memcpy(config->meeting_subject, "Interview", sizeof("Interview"));
    return ti_error_give(&error, err);
}

static void release_handler(ti_handler *handler)
{
    if (handler->destroy != NULL)
        handler->destroy(handler->user_data);
    *handler = (ti_handler){ 0 };
}

void teamsinvite_config_free(teamsinvite_config *config)
{
    size_t i;

    if (config == NULL)
        return;
    release_handler(&config->storage);
    release_handler(&config->transport);
    release_handler(&config->wait);
    release_handler(&config->mail);
    ti_listener_release(&config->listener);
    ti_free(config->client_id);
    teamsinvite_credential_free(config->secret);
    for (i = 0; i < config->credential_count; i++)
        teamsinvite_credential_free(config->credentials[i]);
    ti_free(config->redirect_uri);
    ti_cloud_clear_custom(config);
    ti_keyring_wipe(&config->ring);
    ti_wipe(config, sizeof(*config));
    ti_free(config);
}

/* Put a copy of text into *field; the old one goes. */
static teamsinvite_status replace(char **field, const char *text, ti_error *err)
{
    char *copy = ti_strdup(text);

    if (copy == NULL)
        return ti_fail_no_memory(err);
    ti_free_secret(*field);
    *field = copy;
    return TEAMSINVITE_OK;
}

/* What Entra does not take in a redirect URI, beyond what is no URL at all. */
static teamsinvite_status check_redirect_uri(ti_error *err, const char *uri)
{
    teamsinvite_status status = ti_check_url(err, "uri", uri, REDIRECT_URI_MAX);

    if (status == TEAMSINVITE_OK && strpbrk(uri, "?!$'(),;") != NULL)
        return ti_fail_parameter(err, "uri", "holds one of ? ! $ ' ( ) , ; which Entra does not support");
    return status;
}

teamsinvite_status teamsinvite_config_set_redirect_uri(teamsinvite_config *config, const char *uri,
                                                       teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        check_redirect_uri(&error, uri) == TEAMSINVITE_OK)
        (void)replace(&config->redirect_uri, uri, &error);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_config_add_key(teamsinvite_config *config, const char *id, const void *key,
                                              size_t length, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_given(&error, "key", key) == TEAMSINVITE_OK)
        (void)ti_keyring_add(&config->ring, id, key, length, &error);
    return ti_error_give(&error, err);
}

static teamsinvite_status set_handler(teamsinvite_config *config, ti_handler *slot, ti_handler handler,
                                      teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_given(&error, "handler", handler.handle != NULL ? config : NULL) == TEAMSINVITE_OK) {
        release_handler(slot);
        *slot = handler;
    } else {
        release_handler(&handler);
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_config_set_keys(teamsinvite_config *config, const char *id, teamsinvite_key_fn keys,
                                               void *user_data, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_given(&error, "id", id) == TEAMSINVITE_OK &&
        ti_check_given(&error, "keys", keys != NULL ? config : NULL) == TEAMSINVITE_OK)
        (void)ti_keyring_ask(&config->ring, id, keys, user_data, &error);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_config_set_storage(teamsinvite_config *config, teamsinvite_handler_fn handler,
                                                  void *user_data, teamsinvite_destroy_fn destroy,
                                                  teamsinvite_error **err)
{
    return set_handler(config, config == NULL ? NULL : &config->storage,
                       (ti_handler){ handler, user_data, destroy }, err);
}

teamsinvite_status teamsinvite_config_set_transport(teamsinvite_config *config, teamsinvite_handler_fn handler,
                                                    void *user_data, teamsinvite_destroy_fn destroy,
                                                    teamsinvite_error **err)
{
    return set_handler(config, config == NULL ? NULL : &config->transport,
                       (ti_handler){ handler, user_data, destroy }, err);
}

teamsinvite_status teamsinvite_config_set_wait(teamsinvite_config *config, teamsinvite_handler_fn handler,
                                               void *user_data, teamsinvite_destroy_fn destroy,
                                               teamsinvite_error **err)
{
    return set_handler(config, config == NULL ? NULL : &config->wait, (ti_handler){ handler, user_data, destroy },
                       err);
}

teamsinvite_status teamsinvite_config_set_mail(teamsinvite_config *config, teamsinvite_handler_fn handler,
                                               void *user_data, teamsinvite_destroy_fn destroy,
                                               teamsinvite_error **err)
{
    return set_handler(config, config == NULL ? NULL : &config->mail, (ti_handler){ handler, user_data, destroy },
                       err);
}

teamsinvite_status teamsinvite_config_set_clock(teamsinvite_config *config, teamsinvite_clock_fn clock,
                                                void *user_data, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_given(&error, "clock", clock != NULL ? config : NULL) == TEAMSINVITE_OK) {
        config->clock = clock;
        config->clock_data = user_data;
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_config_set_random(teamsinvite_config *config, teamsinvite_random_fn random,
                                                 void *user_data, teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_given(&error, "random", random != NULL ? config : NULL) == TEAMSINVITE_OK) {
        config->random = random;
        config->random_data = user_data;
    }
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_config_set_timeout_ms(teamsinvite_config *config, int64_t timeout_ms,
                                                     teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_range(&error, "timeout_ms", timeout_ms, 1, MAX_TIMEOUT_MS) == TEAMSINVITE_OK)
        config->timeout_ms = timeout_ms;
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_config_set_grace_ms(teamsinvite_config *config, int64_t grace_ms,
                                                   teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_range(&error, "grace_ms", grace_ms, 0, MAX_GRACE_MS) == TEAMSINVITE_OK) {
        if (grace_ms % 1000 != 0)
            (void)ti_fail_parameter(&error, "grace_ms", "is not whole seconds");
        else
            config->grace_ms = grace_ms;
    }
    return ti_error_give(&error, err);
}
