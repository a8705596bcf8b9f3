/* SPDX-License-Identifier: Apache-2.0 */
/**
 * event.h - what the people who run the host want to hear of, while everything
 * still works or has just stopped working: for a log, a metric, an alarm.
 *
 * An event is told once, as it happens, through one function of the client. It
 * holds the host's own ids and codes of Microsoft's; no secret, no join URL, no
 * personal data.
 *
 * Since: 0.1; the same for all of this header.
 */
#ifndef TEAMSINVITE_EVENT_H
#define TEAMSINVITE_EVENT_H

#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Kinds of events. Expect new ones. */
enum {
    TEAMSINVITE_EVENT_CREDENTIAL_EXPIRES = 1, /**< within 30 days; value: when, ms since 1970. At most once a day */
    TEAMSINVITE_EVENT_CREDENTIAL_REFUSED = 2, /**< Entra refused one credential, the other one stood in for it */
    TEAMSINVITE_EVENT_TENANT_BOUND = 3,       /**< a company was bound to a directory: for the audit log */
    TEAMSINVITE_EVENT_TENANT_RELEASED = 4,    /**< … and is no longer */
    TEAMSINVITE_EVENT_CONNECTION_LOST = 5,    /**< a user has to sign in again */
    TEAMSINVITE_EVENT_THROTTLED = 6,          /**< Microsoft asked to slow down; value: for how many ms */
    TEAMSINVITE_EVENT_KEYS_KEPT = 7           /**< Entra's keys could not be fetched, the last good ones are used */
};

typedef struct teamsinvite_event teamsinvite_event;

/**
 * Hear of an event.
 *
 * When:     during a call, or a function of the client that makes it happen.
 * Thread:   the one that drives the call; at once on several threads.
 * Calls in: the accessors below; nothing else of the library.
 * Lifetime: @p event until the function returns.
 */
typedef void (*teamsinvite_event_fn)(const teamsinvite_event *event, void *user_data);

/**
 * Who hears of events. Default: nobody.
 *
 * @param event     the function
 * @param user_data passed through, borrowed until @p destroy
 * @param destroy   may be NULL; runs exactly once, also when this call fails
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_event(teamsinvite_config *config,
                                                                teamsinvite_event_fn event, void *user_data,
                                                                teamsinvite_destroy_fn destroy,
                                                                teamsinvite_error **err);

/** TEAMSINVITE_EVENT_…; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_event_kind(const teamsinvite_event *event);

/** The kind in words, "credential.expires". @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_event_kind_name(int32_t kind);

/** One line for the log. @return borrowed; "" for NULL; the same for the two below */
TEAMSINVITE_API const char *teamsinvite_event_message(const teamsinvite_event *event);

/** The host's id of the company that it is about; "" where it is about none. */
TEAMSINVITE_API const char *teamsinvite_event_company(const teamsinvite_event *event);

/** The host's id of the user that it is about; "" where it is about none. */
TEAMSINVITE_API const char *teamsinvite_event_user(const teamsinvite_event *event);

/** What the kind says that it is; else 0. */
TEAMSINVITE_API int64_t teamsinvite_event_value(const teamsinvite_event *event);

#ifdef __cplusplus
}
#endif

#endif
