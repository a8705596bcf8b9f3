/* SPDX-License-Identifier: Apache-2.0 */
/**
 * error.h - what went wrong, and who has to do what about it.
 *
 * A function returns a status to branch on. Where you also hand in a
 * `teamsinvite_error **`, a failure fills it with an object to show and to
 * log: one line of text, what Microsoft answered (codes and ids only), and a
 * *remedy*: who has to act, and how. No error holds a secret, a join URL,
 * personal data, or free text that a peer sent.
 */
#ifndef TEAMSINVITE_ERROR_H
#define TEAMSINVITE_ERROR_H

#include <teamsinvite/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Statuses, in blocks by area. */
enum {
    TEAMSINVITE_OK = 0,

    /* The caller's own doing. */
    TEAMSINVITE_E_INVALID = -101,   /**< an argument is missing, malformed or contradicts another */
    TEAMSINVITE_E_DENIED = -102,    /**< the actor's role does not allow this operation */
    TEAMSINVITE_E_NOT_FOUND = -103, /**< no such record: unknown reference, or erased already */
    TEAMSINVITE_E_CONFLICT = -104,  /**< contradicts what is there: other times, other tenant, other account */
    TEAMSINVITE_E_CONFIG = -105,    /**< the client lacks a setting that this operation needs */
    TEAMSINVITE_E_CANCELLED = -106, /**< teamsinvite_call_cancel() was called */
    TEAMSINVITE_E_DEADLINE = -107,  /**< the time for the whole call is over */
    TEAMSINVITE_E_ENDED = -108,     /**< the meeting has ended; its link is no longer given out */

    /* The machine. */
    TEAMSINVITE_E_NO_MEMORY = -201,
    TEAMSINVITE_E_RANDOM = -202,   /**< no secure randomness; nothing was sent or stored */
    TEAMSINVITE_E_INTERNAL = -203, /**< a mistake of ours; please report it */
    TEAMSINVITE_E_CLOCK = -204,    /**< the clock has jumped; nothing was removed */

    /* Identity: sign-in, consent, tokens. */
    TEAMSINVITE_E_NOT_ENABLED = -301,      /**< Teams is not enabled for this company */
    TEAMSINVITE_E_NOT_CONNECTED = -302,    /**< this user has no Microsoft account connected */
    TEAMSINVITE_E_SIGN_IN_AGAIN = -303,    /**< the connection is dead; the user has to sign in once more */
    TEAMSINVITE_E_CONSENT_REQUIRED = -304, /**< an administrator has to consent (again) */
    TEAMSINVITE_E_CONSENT_PENDING = -305,  /**< consent was given but is not effective yet */
    TEAMSINVITE_E_CONSENT_REFUSED = -306,  /**< the person at Microsoft's page cancelled or declined */
    TEAMSINVITE_E_STATE = -307,            /**< the redirect belongs to no sign-in under way: foreign, expired, used */
    TEAMSINVITE_E_SESSION = -308,          /**< the redirect arrived in another browser session than it began in */
    TEAMSINVITE_E_WRONG_TENANT = -309,     /**< another Entra directory than the company's */
    TEAMSINVITE_E_WRONG_ACCOUNT = -310,    /**< another account than the connected one, a guest, or a personal one */
    TEAMSINVITE_E_ID_TOKEN = -311,         /**< the id_token failed a check */
    TEAMSINVITE_E_CREDENTIAL = -312,       /**< Entra refuses the app's own credential */
    TEAMSINVITE_E_APP_REGISTRATION = -313, /**< the app registration does not fit: redirect URI, scope, permission */
    TEAMSINVITE_E_BLOCKED = -314,          /**< a policy of the customer blocks the sign-in */

    /* The way to Microsoft. */
    TEAMSINVITE_E_NETWORK = -401,   /**< no usable answer: name, connection, TLS, time-out */
    TEAMSINVITE_E_THROTTLED = -402, /**< asked to slow down, for longer than this call may wait */
    TEAMSINVITE_E_SERVICE = -403,   /**< Microsoft's side has a fault */
    TEAMSINVITE_E_RESPONSE = -404,  /**< an answer that is cut, too large, not JSON, or lacks what it must hold */

    /* Graph. */
    TEAMSINVITE_E_FORBIDDEN = -501,     /**< Graph refuses, and says no more: guest, licence, meeting policy */
    TEAMSINVITE_E_POLICY = -502,        /**< the Teams application access policy is missing */
    TEAMSINVITE_E_MEETING_GONE = -503,  /**< the meeting no longer exists at Microsoft */
    TEAMSINVITE_E_ORGANIZER = -504,     /**< the organizer is unknown to Teams: gone, or without a licence */
    TEAMSINVITE_E_REJECTED = -505,      /**< Graph calls the request malformed */
    TEAMSINVITE_E_NOT_AVAILABLE = -506, /**< this Microsoft cloud has no online meetings API */

    /* Storage. */
    TEAMSINVITE_E_STORAGE = -601,         /**< the storage failed; it may work when asked again */
    TEAMSINVITE_E_STORAGE_BUSY = -602,    /**< the storage is locked by somebody else for too long */
    TEAMSINVITE_E_CORRUPT = -603,         /**< a record is not the one we wrote there */
    TEAMSINVITE_E_KEY_UNAVAILABLE = -604, /**< a record is sealed with a key that the keyring lacks; it is kept */

    /* Mail. */
    TEAMSINVITE_E_MAIL = -611,      /**< the mail server refuses this mail, its recipient, or our sign-in */
    TEAMSINVITE_E_MAIL_BUSY = -612, /**< the mail server asks to come back later (4xx), greylisting say */

    /* Plugged-in functions. */
    TEAMSINVITE_E_HANDLER = -701 /**< a handler returned without an answer, or answered what was not asked */
};

/** Who has to act. */
enum {
    TEAMSINVITE_WHO_NOBODY = 0,              /**< it passes by itself, or nothing is to be done */
    TEAMSINVITE_WHO_USER = 1,                /**< the recruiter */
    TEAMSINVITE_WHO_COMPANY_ADMIN = 2,       /**< the customer's Entra administrator */
    TEAMSINVITE_WHO_TEAMS_ADMIN = 3,         /**< the customer's Teams administrator */
    TEAMSINVITE_WHO_HOST = 4,                /**< who runs the ATS: configuration, storage, code */
    TEAMSINVITE_WHO_LIBRARY = 5              /**< us */
};

/** What to do. */
enum {
    TEAMSINVITE_DO_NOTHING = 0,
    TEAMSINVITE_DO_RETRY = 1,              /**< the same again, after teamsinvite_error_retry_after_ms() */
    TEAMSINVITE_DO_SIGN_IN = 2,            /**< user.connect */
    TEAMSINVITE_DO_CONSENT = 3,            /**< company.enable */
    TEAMSINVITE_DO_START_AGAIN = 4,        /**< begin the browser flow anew */
    TEAMSINVITE_DO_OTHER_ACCOUNT = 5,      /**< sign in with another account */
    TEAMSINVITE_DO_FIX_CREDENTIAL = 6,     /**< renew or correct the app's secret or certificate */
    TEAMSINVITE_DO_FIX_REGISTRATION = 7,   /**< correct the app registration */
    TEAMSINVITE_DO_FIX_CONFIG = 8,         /**< correct the client's settings */
    TEAMSINVITE_DO_FIX_CALL = 9,           /**< correct the program that calls */
    TEAMSINVITE_DO_FIX_STORAGE = 10,       /**< look after the storage */
    TEAMSINVITE_DO_GRANT_POLICY = 11,      /**< grant the Teams application access policy */
    TEAMSINVITE_DO_ASSIGN_LICENCE = 12,    /**< assign a Teams licence */
    TEAMSINVITE_DO_CHANGE_POLICY = 13,     /**< let the app through Conditional Access */
    TEAMSINVITE_DO_ASK_ADMIN = 14,         /**< ask somebody with the administrator role */
    TEAMSINVITE_DO_UPDATE_MEETING = 15,    /**< meeting.update is the operation that is meant */
    TEAMSINVITE_DO_NEW_MEETING = 16,       /**< create a new meeting under a new reference */
    TEAMSINVITE_DO_REPORT = 17,            /**< report a bug */
    TEAMSINVITE_DO_RECOVER = 18,           /**< records.recover */
    TEAMSINVITE_DO_FIX_MAIL = 19,          /**< look after the mail server, its account, or the address */
    TEAMSINVITE_DO_FIX_CLOCK = 20          /**< correct the machine's clock, or confirm that it is right */
};

/** An error to show; opaque, immutable, independent of the client. */
typedef struct teamsinvite_error teamsinvite_error;

/**
 * Free an error.
 *
 * Threads: any thread, any time; the same for all functions of this header.
 * Since:   0.1; the same for all functions of this header.
 */
TEAMSINVITE_API void teamsinvite_error_free(teamsinvite_error *error);

/** The status that the failed function returned; TEAMSINVITE_OK for NULL. */
TEAMSINVITE_API teamsinvite_status teamsinvite_error_status(const teamsinvite_error *error);

/** What happened, one line, at most 255 bytes. @return borrowed; "" for NULL */
TEAMSINVITE_API const char *teamsinvite_error_message(const teamsinvite_error *error);

/** The parameter that is wrong, for TEAMSINVITE_E_INVALID. @return borrowed; "" where none is */
TEAMSINVITE_API const char *teamsinvite_error_parameter(const teamsinvite_error *error);

/** The HTTP status of the answer that led here; 0 where there was none. */
TEAMSINVITE_API int32_t teamsinvite_error_http_status(const teamsinvite_error *error);

/** Microsoft's own code: "AADSTS50173", or Graph's "Forbidden". @return borrowed; "" where none is */
TEAMSINVITE_API const char *teamsinvite_error_service_code(const teamsinvite_error *error);

/** Microsoft's id of the request, for its support. @return borrowed; "" where none is */
TEAMSINVITE_API const char *teamsinvite_error_request_id(const teamsinvite_error *error);

/** Our id of the request (header client-request-id). @return borrowed; "" where none is */
TEAMSINVITE_API const char *teamsinvite_error_correlation_id(const teamsinvite_error *error);

/** 1 where the same call may succeed later with nobody doing anything, else 0. */
TEAMSINVITE_API int32_t teamsinvite_error_is_retryable(const teamsinvite_error *error);

/** How long to wait before the same call is worth repeating; 0 where nothing is known. */
TEAMSINVITE_API int64_t teamsinvite_error_retry_after_ms(const teamsinvite_error *error);

/** Who has to act: TEAMSINVITE_WHO_…. */
TEAMSINVITE_API int32_t teamsinvite_error_remedy_who(const teamsinvite_error *error);

/** What that one has to do: TEAMSINVITE_DO_…. */
TEAMSINVITE_API int32_t teamsinvite_error_remedy_what(const teamsinvite_error *error);

/** The remedy as one English sentence. @return borrowed; "" for NULL */
TEAMSINVITE_API const char *teamsinvite_error_remedy_text(const teamsinvite_error *error);

/**
 * What that one has to type: for TEAMSINVITE_E_POLICY the PowerShell commands
 * that grant the policy, with the app's id and the organizer's object id filled
 * in. Several lines, each ended by a line feed; at most 1,023 bytes. The one
 * part of an error that names a person: show it, rather than log it.
 *
 * @return borrowed; "" where there are none
 */
TEAMSINVITE_API const char *teamsinvite_error_commands(const teamsinvite_error *error);

/** A status as its name, "TEAMSINVITE_E_DENIED". @return borrowed for ever; "TEAMSINVITE_E_?" for an unknown one */
TEAMSINVITE_API const char *teamsinvite_status_name(teamsinvite_status status);

/** A status in words. @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_status_text(teamsinvite_status status);

/** How many statuses there are, TEAMSINVITE_OK included: for wrappers that list them. */
TEAMSINVITE_API size_t teamsinvite_status_count(void);

/** The status at @p index (from 0); TEAMSINVITE_OK beyond the end. */
TEAMSINVITE_API teamsinvite_status teamsinvite_status_at(size_t index);

#ifdef __cplusplus
}
#endif

#endif
