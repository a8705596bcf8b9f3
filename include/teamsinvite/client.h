/* SPDX-License-Identifier: Apache-2.0 */
/**
 * client.h - your app at Microsoft and what is plugged into the library.
 *
 * One client stands for one app registration: its id and credential, its
 * redirect URI, the cloud it lives in, the keys that seal records, and the
 * handlers for storage and network. Build a *config*, hand it to a client, and
 * share that client among all threads.
 *
 *     teamsinvite_config *config = NULL;
 *     teamsinvite_client *client = NULL;
 *
 *     teamsinvite_config_new(&config, &err);
 *     teamsinvite_config_set_app(config, client_id, client_secret, &err);
 *     teamsinvite_config_set_redirect_uri(config, "https://ats.example/teams/back", &err);
 *     teamsinvite_config_add_key(config, "2026-11", key, 32, &err);
 *     teamsinvite_config_set_storage(config, teamsinvite_sqlite_handle, sqlite, NULL, &err);
 *     teamsinvite_client_new(config, &client, &err);
 *
 * A setter checks its value at once, so the error points at the line that made
 * it. Strings and keys are copied.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_CLIENT_H
#define TEAMSINVITE_CLIENT_H

#include <teamsinvite/error.h>
#include <teamsinvite/io.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct teamsinvite_config teamsinvite_config;
typedef struct teamsinvite_client teamsinvite_client;

/** Which time a clock is asked for. */
enum {
    TEAMSINVITE_CLOCK_WALL = 0,     /**< milliseconds since 1970-01-01 UTC */
    TEAMSINVITE_CLOCK_MONOTONIC = 1 /**< milliseconds since any point; never goes back: for deadlines */
};

/**
 * A clock.
 *
 * When: often, from any thread that uses the client, several at once; never
 * while a lock is held. It must not call back into the library.
 */
typedef int64_t (*teamsinvite_clock_fn)(int32_t which, void *user_data);

/**
 * A source of cryptographic randomness: fill all of @p bytes and return 1.
 * Anything but 1 fails the operation; nothing is sent or stored then.
 *
 * When: as for teamsinvite_clock_fn.
 */
typedef int32_t (*teamsinvite_random_fn)(void *bytes, size_t length, void *user_data);

/**
 * The master key of an id, from a key management service say: fill all of
 * @p key and return 1; anything else where there is no such key, or it cannot
 * be had just now. Asked for each record that is sealed or opened, so keep what
 * takes long to fetch.
 *
 * @param id 1 to 32 of [A-Za-z0-9._-]
 *
 * When: as for teamsinvite_clock_fn.
 */
typedef int32_t (*teamsinvite_key_fn)(const char *id, unsigned char key[32], void *user_data);

/**
 * The zones of the world: how far a zone is from UTC at a moment.
 *
 * @param zone      an IANA name, "Europe/Berlin"; only [A-Za-z0-9._+/-], no ".."
 * @param[out] offset_s seconds to add to UTC
 * @return 1; 0 where there is no such zone
 *
 * When: while an invitation is rendered; otherwise as for teamsinvite_clock_fn.
 */
typedef int32_t (*teamsinvite_zone_fn)(const char *zone, int64_t at_ms, int32_t *offset_s, void *user_data);

/**
 * Make an empty config.
 *
 * @param[out] out yours to free with teamsinvite_config_free(), until
 *                 teamsinvite_client_new() has taken it
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: a config belongs to one thread at a time.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_new(teamsinvite_config **out, teamsinvite_error **err);

/** Wipe and free a config that no client has taken; runs the destroy functions. */
TEAMSINVITE_API void teamsinvite_config_free(teamsinvite_config *config);

/**
 * The app registration: its application (client) id and the *value* of a
 * client secret (not the secret's id).
 *
 * @param client_id a GUID
 * @param secret    1 to 256 printable ASCII bytes; sealed nowhere, kept in memory, wiped on free.
 *                  NULL where the app has other credentials (credential.h)
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_INVALID also for a secret beside two other credentials
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_app(teamsinvite_config *config, const char *client_id,
                                                              const char *secret, teamsinvite_error **err);

/**
 * Where Microsoft sends browsers back to: exactly as registered, as type Web.
 *
 * @param uri https (http for a loopback host), at most 256 bytes, no query or
 *            fragment, none of ! $ ' ( ) , ;
 *            (https://learn.microsoft.com/entra/identity-platform/reply-url)
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_redirect_uri(teamsinvite_config *config, const char *uri,
                                                                       teamsinvite_error **err);

/**
 * Add a master key to the keyring. The one added last seals what is written
 * from now on; all of them open what they sealed. Keep an old key until no
 * record needs it: without it a record is TEAMSINVITE_E_KEY_UNAVAILABLE.
 *
 * @param id     names the key inside each record: 1 to 32 of [A-Za-z0-9._-]
 * @param key    32 bytes of secure randomness; copied, wiped on free
 * @param length 32
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID also for an id that is in the ring, or a 17th key
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_add_key(teamsinvite_config *config, const char *id,
                                                              const void *key, size_t length,
                                                              teamsinvite_error **err);

/**
 * Ask for keys that were not added, instead of holding all of them in memory
 * for the life of the client. What is given is wiped after each use.
 *
 * @param id   names the key that seals from now on
 * @param keys asked for this one and for those that older records name
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_keys(teamsinvite_config *config, const char *id,
                                                               teamsinvite_key_fn keys, void *user_data,
                                                               teamsinvite_error **err);

/**
 * Who keeps the records: answers LOAD, SAVE, REMOVE and LIST. Without it only
 * the building blocks of entra.h and the _with_token functions work.
 *
 * @param handler   teamsinvite_sqlite_handle, teamsinvite_memory_handle, or your own
 * @param user_data passed through, borrowed until @p destroy
 * @param destroy   may be NULL; runs exactly once, also when this call fails
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_storage(teamsinvite_config *config,
                                                                  teamsinvite_handler_fn handler, void *user_data,
                                                                  teamsinvite_destroy_fn destroy,
                                                                  teamsinvite_error **err);

/** Who speaks HTTP: answers SEND. Default: a transport of the client's own (transport.h). Else as above. */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_transport(teamsinvite_config *config,
                                                                    teamsinvite_handler_fn handler, void *user_data,
                                                                    teamsinvite_destroy_fn destroy,
                                                                    teamsinvite_error **err);

/** Who lets time pass: answers WAIT. Default: sleeps on the calling thread; in a loop, a timer. Else as above. */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_wait(teamsinvite_config *config,
                                                               teamsinvite_handler_fn handler, void *user_data,
                                                               teamsinvite_destroy_fn destroy,
                                                               teamsinvite_error **err);

/**
 * Who delivers mail: answers DELIVER, for invitation.send alone.
 * teamsinvite_smtp_handle (smtp.h), or your own. No default. Else as above.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_mail(teamsinvite_config *config,
                                                               teamsinvite_handler_fn handler, void *user_data,
                                                               teamsinvite_destroy_fn destroy,
                                                               teamsinvite_error **err);

/**
 * Another source of time zones than the system's zone data (package tzdata).
 *
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_zones(teamsinvite_config *config, teamsinvite_zone_fn zones,
                                                                void *user_data, teamsinvite_error **err);

/**
 * The subject of all meetings at Microsoft; everybody in a meeting reads it.
 * One for all, so that nothing about a person can get into it. Default
 * "Interview".
 *
 * @param subject copied; 1 to 40 of [A-Za-z0-9 -]
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_meeting_subject(teamsinvite_config *config,
                                                                          const char *subject,
                                                                          teamsinvite_error **err);

/** Another clock than the system's; for tests. @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_clock(teamsinvite_config *config,
                                                                teamsinvite_clock_fn clock, void *user_data,
                                                                teamsinvite_error **err);

/** Another randomness than OpenSSL's. @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_random(teamsinvite_config *config,
                                                                 teamsinvite_random_fn random, void *user_data,
                                                                 teamsinvite_error **err);

/**
 * How long a call may take unless it says otherwise. Default 60,000.
 *
 * @param timeout_ms 1 to 3,600,000
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_timeout_ms(teamsinvite_config *config, int64_t timeout_ms,
                                                                     teamsinvite_error **err);

/**
 * How long after its end a meeting's link is kept. Default 3,600,000 (one
 * hour); the link is not given out after that, whether purged yet or not.
 *
 * @param grace_ms 0 to 2,592,000,000 (30 days), whole seconds
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_grace_ms(teamsinvite_config *config, int64_t grace_ms,
                                                                   teamsinvite_error **err);

/**
 * Announce to Entra that we handle claims challenges (client capability cp1,
 * continuous access evaluation). Access tokens then live up to a day, and Graph
 * may refuse one at any moment, say after the user was disabled; it is renewed
 * with what Graph asks for, or the user has to sign in again. Delegated mode
 * only. Default 0.
 * (https://learn.microsoft.com/entra/identity-platform/claims-challenge)
 *
 * @param handle 1 or 0
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_claims_challenges(teamsinvite_config *config,
                                                                            int32_t handle,
                                                                            teamsinvite_error **err);

/**
 * Let several companies be bound to one Entra directory: for an ATS where one
 * customer has many accounts. Default 0: the second one is a conflict.
 *
 * @param allow 1 or 0
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_set_shared_tenants(teamsinvite_config *config, int32_t allow,
                                                                         teamsinvite_error **err);

/**
 * Let anybody of a directory enable a company in application mode, not only
 * those of whom Entra says that they hold an administrator role. Consent still
 * takes an administrator; but somebody in a directory that has consented once
 * could then bind it to a company of their own here. Default 0.
 *
 * @param allow 1 or 0
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_config_dangerously_allow_any_role(teamsinvite_config *config,
                                                                                 int32_t allow,
                                                                                 teamsinvite_error **err);

/**
 * Make a client from a config.
 *
 * @param config taken on success, and not to be touched or freed any more;
 *               still yours on failure
 * @param[out] out yours to free with teamsinvite_client_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_CONFIG a setting is missing: app, credential, redirect URI, or a key where there is a storage
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: any thread. The client may then be used from any thread, at once.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_client_new(teamsinvite_config *config, teamsinvite_client **out,
                                                          teamsinvite_error **err);

/**
 * Wipe and free it; runs the destroy functions of its handlers. All its calls
 * must have been freed before.
 */
TEAMSINVITE_API void teamsinvite_client_free(teamsinvite_client *client);

#ifdef __cplusplus
}
#endif

#endif
