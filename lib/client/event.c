/* SPDX-License-Identifier: Apache-2.0 */
/* event.c - an event is told, and read by who is told. */
#include "client/event.h"

#include "base/check.h"
#include "client/client.h"

static const char *const names[] = {
    [0] = "unknown",
    [TEAMSINVITE_EVENT_CREDENTIAL_EXPIRES] = "credential.expires",
    [TEAMSINVITE_EVENT_CREDENTIAL_REFUSED] = "credential.refused",
    [TEAMSINVITE_EVENT_TENANT_BOUND] = "tenant.bound",
    [TEAMSINVITE_EVENT_TENANT_RELEASED] = "tenant.released",
    [TEAMSINVITE_EVENT_CONNECTION_LOST] = "connection.lost",
    [TEAMSINVITE_EVENT_THROTTLED] = "throttled",
    [TEAMSINVITE_EVENT_KEYS_KEPT] = "keys.kept",
};

void ti_event_raise(const teamsinvite_client *client, const teamsinvite_event *event)
{
    const ti_listener *listener = &client->config->listener;

    if (listener->event != NULL)
        listener->event(event, listener->user_data);
}

void ti_listener_release(ti_listener *listener)
{
    if (listener->destroy != NULL)
        listener->destroy(listener->user_data);
    *listener = (ti_listener){ 0 };
}

teamsinvite_status teamsinvite_config_set_event(teamsinvite_config *config, teamsinvite_event_fn event,
                                                void *user_data, teamsinvite_destroy_fn destroy,
                                                teamsinvite_error **err)
{
    ti_listener listener = { event, user_data, destroy };
    ti_error error = { 0 };

    if (ti_check_given(&error, "config", config) == TEAMSINVITE_OK &&
        ti_check_given(&error, "event", event != NULL ? config : NULL) == TEAMSINVITE_OK) {
        ti_listener_release(&config->listener);
        config->listener = listener;
    } else {
        ti_listener_release(&listener);
    }
    return ti_error_give(&error, err);
}

int32_t teamsinvite_event_kind(const teamsinvite_event *event)
{
    return event == NULL ? 0 : event->kind;
}

const char *teamsinvite_event_kind_name(int32_t kind)
{
    if (kind < 0 || kind >= (int32_t)(sizeof(names) / sizeof(names[0])))
        kind = 0;
    return names[kind];
}

static const char *text_of(const char *text)
{
    return text == NULL ? "" : text;
}

const char *teamsinvite_event_message(const teamsinvite_event *event)
{
    return event == NULL ? "" : text_of(event->message);
}

const char *teamsinvite_event_company(const teamsinvite_event *event)
{
    return event == NULL ? "" : text_of(event->company);
}

const char *teamsinvite_event_user(const teamsinvite_event *event)
{
    return event == NULL ? "" : text_of(event->user);
}

int64_t teamsinvite_event_value(const teamsinvite_event *event)
{
    return event == NULL ? 0 : event->value;
}
