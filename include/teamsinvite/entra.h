/* SPDX-License-Identifier: Apache-2.0 */
/**
 * entra.h - the building blocks: sign-in, consent and tokens without records.
 *
 * For a host that keeps its own accounts and tokens. Nothing here stores
 * anything, and a client without storage is enough. The operations of the
 * other headers are made of exactly these.
 *
 * Protocol: OAuth 2.0 (RFC 6749) with PKCE (RFC 7636) and OpenID Connect Core,
 * as Microsoft Entra speaks them
 * (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow,
 * https://learn.microsoft.com/entra/identity-platform/v2-admin-consent).
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_ENTRA_H
#define TEAMSINVITE_ENTRA_H

#include <teamsinvite/call.h>
#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * 32 random bytes as 43 characters of base64url: good as a state, a nonce or a
 * PKCE verifier. Use a fresh one for each, once.
 *
 * @param client borrowed
 * @param[out] out yours to free with teamsinvite_string_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_RANDOM, TEAMSINVITE_E_NO_MEMORY
 *
 * Threads: any thread, any time; the same for all functions of this header.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_random_text(teamsinvite_client *client, char **out,
                                                           teamsinvite_error **err);

/**
 * Where an administrator consents for the whole organisation. What comes back
 * proves nothing by itself: whoever reaches your redirect URI can send it.
 *
 * @param client borrowed
 * @param tenant borrowed; the directory, a GUID, or "organizations"
 * @param state  borrowed; 16 to 128 of [A-Za-z0-9_-]
 * @param[out] out yours to free with teamsinvite_string_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_consent_url(teamsinvite_client *client, const char *tenant,
                                                           const char *state, char **out, teamsinvite_error **err);

/**
 * Where a user signs in so that meetings can be made in their name. Asks for
 * openid, profile, offline_access, OnlineMeetings.ReadWrite and User.Read.
 *
 * @param client     borrowed
 * @param tenant     borrowed; the directory, a GUID, or "organizations"
 * @param state      borrowed; 16 to 128 of [A-Za-z0-9_-]
 * @param nonce      borrowed; 16 to 128 of [A-Za-z0-9_-]; comes back in the id_token
 * @param verifier   borrowed; 43 to 128 unreserved characters; only its SHA-256 goes out
 * @param login_hint borrowed; the account to preselect, or NULL
 * @param[out] out yours to free with teamsinvite_string_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_signin_url(teamsinvite_client *client, const char *tenant,
                                                          const char *state, const char *nonce,
                                                          const char *verifier, const char *login_hint, char **out,
                                                          teamsinvite_error **err);

/** Tokens as Entra issued them; wiped when freed. */
typedef struct teamsinvite_tokens teamsinvite_tokens;

/** For the header Authorization: Bearer. Opaque: do not look inside. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_tokens_access_token(const teamsinvite_tokens *tokens);

/** Keep it sealed; replaces the one you have. @return borrowed; "" where none came: keep the old one */
TEAMSINVITE_API const char *teamsinvite_tokens_refresh_token(const teamsinvite_tokens *tokens);

/** For teamsinvite_id_token_verify(). @return borrowed; "" where none came */
TEAMSINVITE_API const char *teamsinvite_tokens_id_token(const teamsinvite_tokens *tokens);

/** The scopes that were granted, as Entra writes them. @return borrowed; "" where none came */
TEAMSINVITE_API const char *teamsinvite_tokens_scope(const teamsinvite_tokens *tokens);

/** When the access token ends, counted from the start of the request. */
TEAMSINVITE_API int64_t teamsinvite_tokens_expires_at_ms(const teamsinvite_tokens *tokens);

TEAMSINVITE_API void teamsinvite_tokens_free(teamsinvite_tokens *tokens);

/**
 * Exchange an authorization code for tokens. One try: a code is good once, so
 * after a network failure the sign-in has to start again.
 *
 * @param client   borrowed; must outlive the call
 * @param tenant   borrowed; as in the sign-in URL
 * @param code     borrowed; out of the redirect, at most 8 KiB
 * @param verifier borrowed; as in the sign-in URL
 * @param[out] out yours to free with teamsinvite_tokens_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_STATE         the code was used already, or is not for this tenant and verifier
 * @return TEAMSINVITE_E_SIGN_IN_AGAIN the code is too old or was revoked
 * @return TEAMSINVITE_E_CREDENTIAL    the app's secret is wrong or has expired
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_RESPONSE, TEAMSINVITE_E_SERVICE …
 *
 * Callbacks: transport of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_token_exchange(teamsinvite_client *client, const char *tenant,
                                                              const char *code, const char *verifier,
                                                              teamsinvite_tokens **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_tokens(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_token_exchange_start(teamsinvite_client *client, const char *tenant,
                                                                    const char *code, const char *verifier,
                                                                    teamsinvite_call **out, teamsinvite_error **err);

/**
 * Exchange a refresh token for new tokens. Store the new refresh token before
 * you use the new access token.
 *
 * @param refresh_token borrowed; at most 16 KiB
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_SIGN_IN_AGAIN the refresh token is dead
 * @return otherwise as teamsinvite_token_exchange()
 *
 * Callbacks: transport and wait of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_token_refresh(teamsinvite_client *client, const char *tenant,
                                                             const char *refresh_token, teamsinvite_tokens **out,
                                                             teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_tokens(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_token_refresh_start(teamsinvite_client *client, const char *tenant,
                                                                   const char *refresh_token, teamsinvite_call **out,
                                                                   teamsinvite_error **err);

/**
 * Get a token for the app itself in a tenant (client credentials).
 *
 * @param tenant borrowed; a GUID
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_CONSENT_REQUIRED the app is not known in that tenant: nobody has consented
 * @return otherwise as teamsinvite_token_exchange()
 *
 * Callbacks: transport and wait of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_token_app(teamsinvite_client *client, const char *tenant,
                                                         teamsinvite_tokens **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_tokens(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_token_app_start(teamsinvite_client *client, const char *tenant,
                                                               teamsinvite_call **out, teamsinvite_error **err);

/** Who an id_token is about, verified. */
typedef struct teamsinvite_identity teamsinvite_identity;

/** The directory, a GUID in lower case. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_identity_tenant(const teamsinvite_identity *identity);

/** The account's object id in that directory, a GUID in lower case. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_identity_account(const teamsinvite_identity *identity);

/** 1 for a guest of that directory, else 0. */
TEAMSINVITE_API int32_t teamsinvite_identity_is_guest(const teamsinvite_identity *identity);

TEAMSINVITE_API void teamsinvite_identity_free(teamsinvite_identity *identity);

/**
 * Verify an id_token in full: signature against the tenant's published keys,
 * issuer, audience, times, nonce.
 *
 * @param tenant   borrowed; as in the sign-in URL; a GUID must be the token's own
 * @param id_token borrowed; at most 16 KiB
 * @param nonce    borrowed; as in the sign-in URL
 * @param[out] out yours to free with teamsinvite_identity_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_ID_TOKEN      a check failed; the message says which
 * @return TEAMSINVITE_E_WRONG_TENANT  another directory
 * @return TEAMSINVITE_E_WRONG_ACCOUNT a personal Microsoft account
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_RESPONSE …
 *
 * Callbacks: transport and wait of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_id_token_verify(teamsinvite_client *client, const char *tenant,
                                                               const char *id_token, const char *nonce,
                                                               teamsinvite_identity **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_identity(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_id_token_verify_start(teamsinvite_client *client, const char *tenant,
                                                                     const char *id_token, const char *nonce,
                                                                     teamsinvite_call **out,
                                                                     teamsinvite_error **err);

/** Take the result of a token call or of user.token; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_tokens(teamsinvite_call *call, teamsinvite_tokens **out,
                                                                teamsinvite_error **err);

/** Take the result of teamsinvite_id_token_verify_start(); see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_identity(teamsinvite_call *call,
                                                                  teamsinvite_identity **out,
                                                                  teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
