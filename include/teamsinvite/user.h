/* SPDX-License-Identifier: Apache-2.0 */
/**
 * user.h - a recruiter's own Microsoft account: connect, look, disconnect.
 *
 * Every operation here is about the actor's own account; nobody connects or
 * disconnects somebody else, except that in application mode an administrator
 * may say whose account a user's is (user.resolve). The key of a connection is the pair of directory
 * and object id out of a verified id_token, never an e-mail address.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_USER_H
#define TEAMSINVITE_USER_H

#include <teamsinvite/actor.h>
#include <teamsinvite/call.h>
#include <teamsinvite/client.h>
#include <teamsinvite/entra.h>
#include <teamsinvite/redirect.h>

#ifdef __cplusplus
extern "C" {
#endif

/** State of a connection. Expect new ones. */
enum {
    TEAMSINVITE_CONNECTION_NONE = 1,
    TEAMSINVITE_CONNECTION_CONNECTED = 2,
    TEAMSINVITE_CONNECTION_SIGN_IN_AGAIN = 3 /**< Entra has refused it for good; user.connect repairs it */
};

/** What is known of a user's connection. */
typedef struct teamsinvite_connection teamsinvite_connection;

/** TEAMSINVITE_CONNECTION_…; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_connection_state(const teamsinvite_connection *connection);

/** The state in a word: "none", "connected", "sign_in_again". @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_connection_state_name(int32_t state);

/** Since when it is in this state; 0 for none. */
TEAMSINVITE_API int64_t teamsinvite_connection_since_ms(const teamsinvite_connection *connection);

/** Why it has to sign in again: Entra's code, "AADSTS50173". @return borrowed; "" where it need not */
TEAMSINVITE_API const char *teamsinvite_connection_reason(const teamsinvite_connection *connection);

/** Object id of the Microsoft account, a GUID. @return borrowed; "" for none */
TEAMSINVITE_API const char *teamsinvite_connection_account(const teamsinvite_connection *connection);

TEAMSINVITE_API void teamsinvite_connection_free(teamsinvite_connection *connection);

/**
 * user.connect: where to send the recruiter's browser to sign in. In
 * application mode this only tells who it is, and no token is kept.
 *
 * Also for a connection that has to sign in again; it must then be the same
 * Microsoft account as before (disconnect first to change it).
 *
 * @param client  borrowed; must outlive the call
 * @param actor   borrowed
 * @param session borrowed; a value of this browser session, 1 to 256 bytes; see redirect.h
 * @param login_hint borrowed; the account to preselect (an address), or NULL; not stored
 * @param[out] out yours to free with teamsinvite_redirect_free(); the browser has 15 minutes
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_NOT_ENABLED     an administrator has to enable the company first
 * @return TEAMSINVITE_E_CONSENT_PENDING consent is not effective yet: company.check
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_RANDOM, TEAMSINVITE_E_STORAGE …
 *
 * Threads:   any thread, any time; the same for all operations of this header.
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_connect(teamsinvite_client *client,
                                                            const teamsinvite_actor *actor, const char *session,
                                                            const char *login_hint, teamsinvite_redirect **out,
                                                            teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_redirect(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_connect_start(teamsinvite_client *client,
                                                                  const teamsinvite_actor *actor,
                                                                  const char *session, const char *login_hint,
                                                                  teamsinvite_call **out, teamsinvite_error **err);

/**
 * user.resolve: connect a user without a sign-in, by address. Application mode
 * only: the app may organize meetings for anybody whom the customer's policy
 * lets it. The address goes to Graph once (permission User.Read.All) and is
 * not kept; the object id is.
 *
 * @param actor   borrowed; an administrator
 * @param user    borrowed; the host's id of the recruiter
 * @param address borrowed; sign-in name or mail address in the company's directory, at most 254 bytes
 * @param[out] out yours to free with teamsinvite_connection_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_DENIED        the actor is no administrator
 * @return TEAMSINVITE_E_CONFLICT      the company is in delegated mode
 * @return TEAMSINVITE_E_ORGANIZER     nobody, or more than one, has that address
 * @return TEAMSINVITE_E_WRONG_ACCOUNT another account is connected
 * @return TEAMSINVITE_E_NOT_ENABLED, TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_E_NETWORK …
 *
 * Callbacks: storage, transport and wait of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_resolve(teamsinvite_client *client,
                                                            const teamsinvite_actor *actor, const char *user,
                                                            const char *address, teamsinvite_connection **out,
                                                            teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_connection(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_resolve_start(teamsinvite_client *client,
                                                                  const teamsinvite_actor *actor, const char *user,
                                                                  const char *address, teamsinvite_call **out,
                                                                  teamsinvite_error **err);

/**
 * user.status: what our own records say; no request is made.
 *
 * @param[out] out yours to free with teamsinvite_connection_free(); state none where there is no record
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …
 *
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_status(teamsinvite_client *client,
                                                           const teamsinvite_actor *actor,
                                                           teamsinvite_connection **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_connection(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_status_start(teamsinvite_client *client,
                                                                 const teamsinvite_actor *actor,
                                                                 teamsinvite_call **out, teamsinvite_error **err);

/**
 * user.token: an access token for Graph calls of your own.
 *
 * Refreshes where it must; a new refresh token is stored before the new access
 * token is given out. One refresh runs at a time for a user, over all threads,
 * processes and hosts that share the storage; others wait for it, or go on
 * with the old token while that is valid.
 *
 * @param min_valid_s the token is good for at least so long, 0 to 1,800 seconds
 * @param[out] out yours to free with teamsinvite_tokens_free(); holds no refresh token
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_NOT_ENABLED   the company is not enabled
 * @return TEAMSINVITE_E_NOT_CONNECTED the user has not connected
 * @return TEAMSINVITE_E_SIGN_IN_AGAIN Entra has refused the connection
 * @return TEAMSINVITE_E_CONFLICT      the company is in application mode, where users have no tokens
 * @return TEAMSINVITE_E_CREDENTIAL, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_SERVICE, TEAMSINVITE_E_STORAGE …
 *
 * Callbacks: storage, transport and wait of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_token(teamsinvite_client *client, const teamsinvite_actor *actor,
                                                          int64_t min_valid_s, teamsinvite_tokens **out,
                                                          teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_tokens(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_token_start(teamsinvite_client *client,
                                                                const teamsinvite_actor *actor, int64_t min_valid_s,
                                                                teamsinvite_call **out, teamsinvite_error **err);

/**
 * user.disconnect: erase the actor's own connection, tokens included. Asked
 * again it does nothing. Meetings stay; they can be revoked only as long as
 * their organizer is connected.
 *
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …
 *
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_disconnect(teamsinvite_client *client,
                                                               const teamsinvite_actor *actor,
                                                               teamsinvite_error **err);

/** The same as a call to drive; it has no result, ask teamsinvite_call_outcome(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_user_disconnect_start(teamsinvite_client *client,
                                                                     const teamsinvite_actor *actor,
                                                                     teamsinvite_call **out,
                                                                     teamsinvite_error **err);

/** Take the result of user.status or user.resolve; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_connection(teamsinvite_call *call,
                                                                    teamsinvite_connection **out,
                                                                    teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
