/* SPDX-License-Identifier: Apache-2.0 */
/**
 * sim.h - Microsoft's side, played for tests: sign-in, consent, tokens, meetings.
 *
 * A component of its own (libteamsinvite-sim, pkg-config teamsinvite-sim), never
 * part of the core. It keeps state, runs on a clock of its own, and is strict:
 * what the real service refuses, it refuses with the same status and body. The
 * program `teamsinvite-sim` is the same engine behind real HTTP.
 *
 * In one process, with nothing listening anywhere:
 *
 *     teamsinvite_sim *sim = NULL;
 *
 *     teamsinvite_sim_new(&sim, &err);
 *     teamsinvite_sim_load_defaults(sim, &err);
 *     teamsinvite_config_set_app(config, TEAMSINVITE_SIM_CLIENT_ID, TEAMSINVITE_SIM_SECRET, &err);
 *     teamsinvite_config_set_redirect_uri(config, TEAMSINVITE_SIM_REDIRECT_URI, &err);
 *     teamsinvite_config_set_transport(config, teamsinvite_sim_handle, sim, NULL, &err);
 *
 * The client keeps Microsoft's own host names then; the simulator answers for
 * them. Somebody has to sit at the browser: teamsinvite_sim_sign_in() and
 * teamsinvite_sim_consent() do what a person would do on the pages.
 *
 * What fails on purpose is called a *scenario* and has a name:
 *
 *     teamsinvite_sim_set_scenario(sim, "graph-429=30", 1, &err);
 *
 * Threads: any function, any thread, any time, except teamsinvite_sim_free();
 *          one request is answered at a time. Strings that are borrowed from
 *          the simulator itself live until the next setter of the same thing.
 * Since:   0.1
 */
#ifndef TEAMSINVITE_SIM_H
#define TEAMSINVITE_SIM_H

#include <teamsinvite/error.h>
#include <teamsinvite/io.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One world: its directories, apps, tokens, meetings and clock. Opaque. */
typedef struct teamsinvite_sim teamsinvite_sim;

/**
 * Make an empty world on the system's clock, at Microsoft's global addresses.
 *
 * @param[out] out yours to free with teamsinvite_sim_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_new(teamsinvite_sim **out, teamsinvite_error **err);

/** Wipe and free it. Nobody may use it any more. */
TEAMSINVITE_API void teamsinvite_sim_free(teamsinvite_sim *sim);

/**
 * Live at this address instead, Entra and Graph alike: {base}/{tenant}/… and
 * {base}/v1.0/…. Set it before anything else; it is in every token and URL.
 *
 * @param base_url copied; "http://127.0.0.1:8400": scheme, host and port, no path
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_base_url(teamsinvite_sim *sim, const char *base_url,
                                                                teamsinvite_error **err);

/** "https://login.microsoftonline.com", or the base URL. @return borrowed; "" for NULL */
TEAMSINVITE_API const char *teamsinvite_sim_authority(const teamsinvite_sim *sim);

/** "https://graph.microsoft.com", or the base URL. @return borrowed; "" for NULL */
TEAMSINVITE_API const char *teamsinvite_sim_graph(const teamsinvite_sim *sim);

/* --- Plugged into a client ----------------------------------------------- */

/**
 * The handler to plug in with teamsinvite_config_set_transport(), and with
 * teamsinvite_config_set_wait() if a test is not to sleep.
 *
 * SEND: answered in this process; an address that is not the simulator's fails
 * as a host that does not resolve, TEAMSINVITE_E_NETWORK. WAIT: moves the
 * simulator's clock on by that time and answers at once.
 *
 * @param sim a teamsinvite_sim, borrowed
 */
TEAMSINVITE_API void teamsinvite_sim_handle(teamsinvite_call *call, const teamsinvite_io *io, void *sim);

/* --- The clock --------------------------------------------------------------- */

/** Stop the clock at this time: from now on only teamsinvite_sim_advance_ms() moves it. */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_time_ms(teamsinvite_sim *sim, int64_t now_ms);

/** Move the clock on, whether it runs or stands. @param by_ms 0 or more */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_advance_ms(teamsinvite_sim *sim, int64_t by_ms);

/** What the simulator's clock shows; 0 for NULL. */
TEAMSINVITE_API int64_t teamsinvite_sim_time_ms(const teamsinvite_sim *sim);

/**
 * The simulator's clock for teamsinvite_config_set_clock(), so that both sides
 * agree on the time: a teamsinvite_clock_fn.
 *
 * @param which TEAMSINVITE_CLOCK_WALL or _MONOTONIC; the two run alike here
 * @param sim   a teamsinvite_sim, borrowed
 */
TEAMSINVITE_API int64_t teamsinvite_sim_clock(int32_t which, void *sim);

/* --- Who lives there --------------------------------------------------------- */

/** What is true of a user; may be added up. */
enum {
    TEAMSINVITE_SIM_USER_ADMIN = 1,    /**< may consent for the whole directory */
    TEAMSINVITE_SIM_USER_LICENSED = 2, /**< has Teams: can be an organizer */
    TEAMSINVITE_SIM_USER_DISABLED = 4  /**< the account is switched off: AADSTS50057 */
};

/** What teamsinvite_sim_load_defaults() makes. */
#define TEAMSINVITE_SIM_CLIENT_ID "5f1c7c1e-8f43-4f6b-9d43-2c8c1e0f7a01"
#define TEAMSINVITE_SIM_SECRET "sim~Secret.with+odd&chars=%/8Q"
#define TEAMSINVITE_SIM_REDIRECT_URI "https://ats.example/teams/back"
#define TEAMSINVITE_SIM_LOCAL_REDIRECT_URI "http://localhost:8080/teams/back"
#define TEAMSINVITE_SIM_CONTOSO "c0700000-0000-4000-8000-00000000c070"        /**< contoso.example */
#define TEAMSINVITE_SIM_CONTOSO_ADMIN "c0700000-0000-4000-8000-0000000000ad"  /**< admin, licensed */
#define TEAMSINVITE_SIM_CONTOSO_ALICE "c0700000-0000-4000-8000-0000000000a1"  /**< licensed */
#define TEAMSINVITE_SIM_CONTOSO_BOB "c0700000-0000-4000-8000-0000000000b0"    /**< licensed */
#define TEAMSINVITE_SIM_FABRIKAM "fab00000-0000-4000-8000-00000000fab0"       /**< fabrikam.example */
#define TEAMSINVITE_SIM_FABRIKAM_ADMIN "fab00000-0000-4000-8000-0000000000ad" /**< admin, licensed */
#define TEAMSINVITE_SIM_FABRIKAM_CAROL "fab00000-0000-4000-8000-0000000000ca" /**< licensed */
#define TEAMSINVITE_SIM_FABRIKAM_DAVE "fab00000-0000-4000-8000-0000000000da"  /**< no licence for Teams */

/** The tenant of personal accounts. Once added, /common and /consumers take them; /organizations never does. */
#define TEAMSINVITE_SIM_CONSUMERS "9188040d-6c67-4c5b-b112-36a304b66dad"

/**
 * Two directories with an administrator and two users each, and one app that
 * nobody has consented to yet.
 *
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_CONFLICT they are there already
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_load_defaults(teamsinvite_sim *sim, teamsinvite_error **err);

/**
 * Add a directory.
 *
 * @param tenant copied; a GUID
 * @param domain copied; its verified domain, which stands for it in paths
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFLICT (there already), TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_add_tenant(teamsinvite_sim *sim, const char *tenant,
                                                              const char *domain, teamsinvite_error **err);

/**
 * Add a user to a directory.
 *
 * @param tenant borrowed; a GUID that was added
 * @param oid    copied; the object id, a GUID
 * @param name   copied; display name, UTF-8
 * @param upn    copied; user principal name, "alice@contoso.example"
 * @param flags  TEAMSINVITE_SIM_USER_…, added up
 * @return as above; TEAMSINVITE_E_NOT_FOUND no such tenant
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_add_user(teamsinvite_sim *sim, const char *tenant, const char *oid,
                                                            const char *name, const char *upn, int32_t flags,
                                                            teamsinvite_error **err);

/**
 * Invite an account of another directory as a guest (B2B): it signs in there
 * with an object id of its own, acct 1 and idp in its id_token, and is offered
 * only where the directory is named in the URL. A guest has no flags at first.
 *
 * @param tenant   borrowed; where it becomes a guest
 * @param oid      copied; its object id there, a GUID
 * @param home_oid borrowed; the account at home, in another directory
 * @return as teamsinvite_sim_add_user()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_add_guest(teamsinvite_sim *sim, const char *tenant, const char *oid,
                                                             const char *home_oid, teamsinvite_error **err);

/** Give a user another mail address; at first it is the user principal name. Two may have the same. */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_mail(teamsinvite_sim *sim, const char *oid, const char *mail,
                                                            teamsinvite_error **err);

/** The role that TEAMSINVITE_SIM_USER_ADMIN stands for. */
#define TEAMSINVITE_SIM_GLOBAL_ADMINISTRATOR "62e90394-69f5-4237-9190-012177145e10"

/**
 * Give a person a directory role: their id_tokens name it in wids. Global and
 * Privileged Role Administrators consent to everything, the two Application
 * Administrators to delegated permissions only; other roles consent to nothing.
 *
 * @param role copied; the role's template id, a GUID
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NOT_FOUND (no such user), TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_CONFLICT they hold it already
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_add_role(teamsinvite_sim *sim, const char *oid, const char *role,
                                                            teamsinvite_error **err);

/** Take a role away; TEAMSINVITE_SIM_USER_ADMIN goes with its role. */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_remove_role(teamsinvite_sim *sim, const char *oid,
                                                               const char *role, teamsinvite_error **err);

/** Give a user other flags: an account is disabled, a licence is assigned. */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_user_flags(teamsinvite_sim *sim, const char *oid, int32_t flags,
                                                                  teamsinvite_error **err);

/**
 * End all sessions of a user: every refresh token given out so far is dead
 * (AADSTS50173), and access tokens are challenged as by
 * teamsinvite_sim_challenge(). Sessions of a guest are ended at home.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_revoke_sessions(teamsinvite_sim *sim, const char *oid,
                                                                   teamsinvite_error **err);

/**
 * Something happens that continuous access evaluation reacts to: Graph refuses
 * the user's access tokens so far that were asked for with the capability cp1
 * (xms_cc), with a claims challenge. A refresh with these claims gives a token
 * that is accepted; one without them does not. Other tokens live on.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_challenge(teamsinvite_sim *sim, const char *oid,
                                                             teamsinvite_error **err);

/**
 * The same, and no refresh helps: it is refused (invalid_grant, AADSTS50076,
 * basic_action) with other claims, until the user has signed in with those.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_require_claims(teamsinvite_sim *sim, const char *oid,
                                                                  teamsinvite_error **err);

/**
 * Register an app.
 *
 * @param client_id copied; a GUID
 * @param secret    copied; a client secret's value
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFLICT, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_add_app(teamsinvite_sim *sim, const char *client_id,
                                                           const char *secret, teamsinvite_error **err);

/**
 * A further secret of an app: several are good at once.
 *
 * @param secret copied
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NOT_FOUND (no such app), TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_CONFLICT it has this one already
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_add_secret(teamsinvite_sim *sim, const char *client_id,
                                                              const char *secret, teamsinvite_error **err);

/** From this time of the simulator's clock on the secret is expired (AADSTS7000222); 0: never. */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_secret_expiry(teamsinvite_sim *sim, const char *client_id,
                                                                     const char *secret, int64_t expires_ms,
                                                                     teamsinvite_error **err);

/**
 * The id that the portal shows beside the secret. Sent in its place it is as
 * wrong as any other text (AADSTS7000215).
 *
 * @param[out] out yours to free with teamsinvite_string_free()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_secret_id(teamsinvite_sim *sim, const char *client_id,
                                                             const char *secret, char **out, teamsinvite_error **err);

/** Withdraw a secret: it is wrong from now on (AADSTS7000215). */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_remove_secret(teamsinvite_sim *sim, const char *client_id,
                                                                 const char *secret, teamsinvite_error **err);

/**
 * Register a certificate: assertions that its key has signed are accepted from
 * now on, beside the secrets. Several are good at once.
 *
 * The assertion is PS256 with x5t#S256 or RS256 with x5t, for the very URL it is
 * posted to, with nbf and exp, and its jti is good once.
 *
 * @param certificate_pem borrowed; the first certificate in it counts, keys do not matter
 * @return as teamsinvite_sim_add_secret()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_add_certificate(teamsinvite_sim *sim, const char *client_id,
                                                                   const char *certificate_pem,
                                                                   teamsinvite_error **err);

/** Withdraw a certificate: its key is unknown from now on (AADSTS700027). */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_remove_certificate(teamsinvite_sim *sim, const char *client_id,
                                                                      const char *certificate_pem,
                                                                      teamsinvite_error **err);

/**
 * Add a federated identity credential: a token of that issuer for that subject
 * and audience is accepted in place of the app's own. Matching is literal.
 *
 * @param issuer   copied; the token's iss
 * @param subject  copied; the token's sub
 * @param audience copied; the token's aud, "api://AzureADTokenExchange"
 * @param key      borrowed; the issuer's RSA public key: PEM ("BEGIN PUBLIC KEY") or one JWK
 * @return as teamsinvite_sim_add_secret()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_add_federation(teamsinvite_sim *sim, const char *client_id,
                                                                  const char *issuer, const char *subject,
                                                                  const char *audience, const char *key,
                                                                  teamsinvite_error **err);

/** Take it away again: the token matches nothing from now on (AADSTS700211, 700213). */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_remove_federation(teamsinvite_sim *sim, const char *client_id,
                                                                     const char *issuer, const char *subject,
                                                                     teamsinvite_error **err);

/** A further redirect URI of an app. @param uri copied; compared byte for byte */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_add_redirect_uri(teamsinvite_sim *sim, const char *client_id,
                                                                    const char *uri, teamsinvite_error **err);

/**
 * Consent for a whole directory as its administrator would, or (given 0) take
 * the app out of the directory with everything that was ever consented to.
 *
 * A person who signs in and consents for themselves also puts the app into the
 * directory: an app token can be had from then on, but it carries no permission.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_consent(teamsinvite_sim *sim, const char *tenant,
                                                               const char *client_id, int32_t given,
                                                               teamsinvite_error **err);

/**
 * Which application permissions the app's registration lists: what a consent
 * from now on gives it. At first OnlineMeetings.ReadWrite.All and User.Read.All.
 *
 * @param roles space separated; of OnlineMeetings.ReadWrite.All OnlineMeetings.Read.All User.Read.All; "" for none
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NOT_FOUND (no such app)
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_app_roles(teamsinvite_sim *sim, const char *client_id,
                                                                 const char *roles, teamsinvite_error **err);

/**
 * Which of them are consented to in a directory, whatever was: app tokens from
 * now on carry these, and those that were issued keep theirs.
 *
 * @return as above; TEAMSINVITE_E_NOT_FOUND also where nobody there has consented to anything
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_consented_roles(teamsinvite_sim *sim, const char *tenant,
                                                                       const char *client_id, const char *roles,
                                                                       teamsinvite_error **err);

/**
 * Grant a Teams application access policy that names the app, as the Teams
 * administrator would: app tokens then reach the meetings of that user. It takes
 * TEAMSINVITE_SIM_POLICY_DELAY_S to work; until then, and without, Graph answers
 * 403 "No application access policy found for this app". Tokens of users do not
 * need it.
 *
 * @param oid borrowed; the organizer; NULL: all who have no policy of their own
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFLICT, TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_NOT_FOUND no such tenant, app, or user there
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_grant_policy(teamsinvite_sim *sim, const char *tenant,
                                                                const char *client_id, const char *oid,
                                                                teamsinvite_error **err);

/** Take a policy away again; that works at once. */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_revoke_policy(teamsinvite_sim *sim, const char *tenant,
                                                                 const char *client_id, const char *oid,
                                                                 teamsinvite_error **err);

/** Roll the keys over: a new one signs id_tokens from now on, and the older ones stay in the keys document. */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_roll_keys(teamsinvite_sim *sim, teamsinvite_error **err);

/** The same in an emergency: the older ones are gone from the keys document at once. */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_roll_keys_at_once(teamsinvite_sim *sim, teamsinvite_error **err);

/** Numbers to turn. */
enum {
    TEAMSINVITE_SIM_TOKEN_LIFETIME_S = 1, /**< of access tokens and id_tokens; 3599 */
    TEAMSINVITE_SIM_ROTATE_STRICTLY = 2,  /**< 1: a refresh token is good once (Entra's is not: 0) */
    TEAMSINVITE_SIM_SHORT_JOIN_URLS = 3,  /**< 1: new meetings get the form /meet/{digits}?p=…; 0 */
    TEAMSINVITE_SIM_USER_CONSENT = 4,     /**< 0: only administrators may consent (AADSTS90094); 1 */
    TEAMSINVITE_SIM_OPTIONAL_CLAIMS = 5,  /**< 0: the app's registration does not ask for wids and acct; 1 */
    TEAMSINVITE_SIM_POLICY_DELAY_S = 6    /**< until teamsinvite_sim_grant_policy() works; 1,800 */
};

/** @param option TEAMSINVITE_SIM_…; @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_option(teamsinvite_sim *sim, int32_t option, int64_t value);

/* --- The person at the browser ----------------------------------------------- */

/**
 * Open the sign-in page, pick an account, and say where the browser is sent.
 *
 * @param authorize_url borrowed; what the host sends the browser to
 * @param oid           borrowed; who signs in; NULL presses Cancel
 * @param[out] redirect_url yours to free with teamsinvite_string_free()
 * @param[out] err optional; its service code is the AADSTS code where the page showed one
 * @return TEAMSINVITE_OK                 the browser goes back, also with an error in the URL
 * @return TEAMSINVITE_E_NOT_FOUND        the page does not offer that account
 * @return TEAMSINVITE_E_APP_REGISTRATION the page shows an error: the browser never comes back
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_sign_in(teamsinvite_sim *sim, const char *authorize_url,
                                                           const char *oid, char **redirect_url,
                                                           teamsinvite_error **err);

/**
 * Open the admin-consent page as a user, press Accept or Cancel, and say where
 * the browser is sent.
 *
 * @param consent_url borrowed
 * @param oid         borrowed; who does it; one who is no administrator is shown an error
 * @param accept      1 Accept, 0 Cancel
 * @return as teamsinvite_sim_sign_in()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_consent(teamsinvite_sim *sim, const char *consent_url,
                                                           const char *oid, int32_t accept, char **redirect_url,
                                                           teamsinvite_error **err);

/* --- Requests without a transport --------------------------------------------- */

/** What was answered. Opaque; wiped when freed. */
typedef struct teamsinvite_sim_response teamsinvite_sim_response;

/** What happens to the connection. Expect new ones. */
enum {
    TEAMSINVITE_SIM_FAULT_NONE = 0,
    TEAMSINVITE_SIM_FAULT_CUT = 1 /**< the body is only the first part: send it, then close */
};

/**
 * Put one request to the simulator: for other languages and other servers.
 *
 * @param method  borrowed; "GET", "POST", …
 * @param url     borrowed; absolute, or from the path on ("/v1.0/…" is Graph's)
 * @param headers borrowed; lines "Name: value" ended by LF or CRLF; NULL for none
 * @param body    borrowed; NULL with length 0 for none
 * @param[out] out yours to free with teamsinvite_sim_response_free()
 * @return TEAMSINVITE_OK              it was answered, well or not
 * @return TEAMSINVITE_E_INVALID       not a request: no method, a broken header line
 * @return TEAMSINVITE_E_NETWORK       the URL is on another host
 * @return TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_request(teamsinvite_sim *sim, const char *method, const char *url,
                                                           const char *headers, const void *body, size_t length,
                                                           teamsinvite_sim_response **out, teamsinvite_error **err);

/** HTTP status; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_sim_response_status(const teamsinvite_sim_response *response);

TEAMSINVITE_API size_t teamsinvite_sim_response_header_count(const teamsinvite_sim_response *response);

/** @return borrowed from the response; NULL beyond the end */
TEAMSINVITE_API const char *teamsinvite_sim_response_header_name(const teamsinvite_sim_response *response,
                                                                 size_t index);

/** @return borrowed from the response; NULL beyond the end */
TEAMSINVITE_API const char *teamsinvite_sim_response_header_value(const teamsinvite_sim_response *response,
                                                                  size_t index);

/** The first header of that name, whatever its case. @return borrowed from the response; NULL for none */
TEAMSINVITE_API const char *teamsinvite_sim_response_header(const teamsinvite_sim_response *response,
                                                            const char *name);

/** The body, NUL-terminated for convenience. @param[out] length may be NULL @return borrowed; "" for none */
TEAMSINVITE_API const char *teamsinvite_sim_response_body(const teamsinvite_sim_response *response, size_t *length);

/** TEAMSINVITE_SIM_FAULT_… */
TEAMSINVITE_API int32_t teamsinvite_sim_response_fault(const teamsinvite_sim_response *response);

TEAMSINVITE_API void teamsinvite_sim_response_free(teamsinvite_sim_response *response);

/* --- Scenarios ------------------------------------------------------------------ */

/**
 * Make the next requests that it concerns go wrong in a named way.
 *
 * @param scenario borrowed; NAME, NAME=VALUE where the scenario takes a number,
 *                 and either with @PLACE to narrow it: "graph-429=30@patch".
 *                 Places: authorize consent keys metadata token code refresh app
 *                 graph create lookup get patch delete user
 * @param count    how many requests; -1 until it is cleared; 0 clears it
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID unknown name or place, a value it does not take, or a place it cannot be at
 * @return TEAMSINVITE_E_NO_MEMORY
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_set_scenario(teamsinvite_sim *sim, const char *scenario,
                                                                int32_t count, teamsinvite_error **err);

/** Clear all of them. */
TEAMSINVITE_API void teamsinvite_sim_clear_scenarios(teamsinvite_sim *sim);

/** How many scenarios there are. */
TEAMSINVITE_API size_t teamsinvite_sim_scenario_count(void);

/** @return borrowed for ever; NULL beyond the end */
TEAMSINVITE_API const char *teamsinvite_sim_scenario_name(size_t index);

/** What it does, one line. @return borrowed for ever; NULL beyond the end */
TEAMSINVITE_API const char *teamsinvite_sim_scenario_text(size_t index);

/** Where: "token", "graph", "token, graph" … @return borrowed for ever; NULL beyond the end */
TEAMSINVITE_API const char *teamsinvite_sim_scenario_place(size_t index);

/* --- What has happened --------------------------------------------------------- */

/** Kinds of requests, for counting. */
enum {
    TEAMSINVITE_SIM_ALL = 0,
    TEAMSINVITE_SIM_PAGE = 1,  /**< sign-in and consent pages */
    TEAMSINVITE_SIM_TOKEN = 2, /**< the token endpoint */
    TEAMSINVITE_SIM_KEYS = 3,  /**< discovery and keys documents */
    TEAMSINVITE_SIM_GRAPH = 4
};

/** How many requests of a kind were answered since the last teamsinvite_sim_forget_requests(). */
TEAMSINVITE_API int64_t teamsinvite_sim_request_count(const teamsinvite_sim *sim, int32_t kind);

/**
 * The last requests, at most 1,000, oldest first: a line "POST /v1.0/me/onlineMeetings 201" each.
 *
 * @param[out] out yours to free with teamsinvite_string_free()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_requests(const teamsinvite_sim *sim, char **out);

/**
 * Every byte that Graph was sent: request lines, headers and bodies, so that a
 * test can show what is *not* in them. The newest 4 MiB.
 *
 * @param[out] out yours to free with teamsinvite_string_free()
 * @param[out] length may be NULL
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_received(const teamsinvite_sim *sim, char **out, size_t *length);

/**
 * The whole world as JSON, for a person to look at: addresses, time, tenants
 * with their users, apps (no secrets), scenarios that are set, counts, meetings.
 *
 * @param[out] out yours to free with teamsinvite_string_free()
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_state(const teamsinvite_sim *sim, char **out);

/** Set the counts to 0 and forget requests and received bytes; tokens and meetings stay. */
TEAMSINVITE_API void teamsinvite_sim_forget_requests(teamsinvite_sim *sim);

/** How many meetings there are, deleted ones not counted. */
TEAMSINVITE_API int64_t teamsinvite_sim_meeting_count(const teamsinvite_sim *sim);

/** One meeting as it was when asked for; opaque. */
typedef struct teamsinvite_sim_meeting teamsinvite_sim_meeting;

/**
 * The meeting behind a link, as Graph's database has it.
 *
 * @param join_url borrowed
 * @param[out] out yours to free with teamsinvite_sim_meeting_free()
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_NO_MEMORY
 * @return TEAMSINVITE_E_NOT_FOUND there never was one
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_sim_find_meeting(const teamsinvite_sim *sim, const char *join_url,
                                                                teamsinvite_sim_meeting **out,
                                                                teamsinvite_error **err);

/** 1, or 0 after DELETE. */
TEAMSINVITE_API int32_t teamsinvite_sim_meeting_exists(const teamsinvite_sim_meeting *meeting);

/** @return borrowed from the meeting; the same for all strings below */
TEAMSINVITE_API const char *teamsinvite_sim_meeting_subject(const teamsinvite_sim_meeting *meeting);
TEAMSINVITE_API int64_t teamsinvite_sim_meeting_start_ms(const teamsinvite_sim_meeting *meeting);
TEAMSINVITE_API int64_t teamsinvite_sim_meeting_end_ms(const teamsinvite_sim_meeting *meeting);

/** lobbyBypassSettings.scope: "organization", "organizer" … */
TEAMSINVITE_API const char *teamsinvite_sim_meeting_lobby_scope(const teamsinvite_sim_meeting *meeting);

/** allowedPresenters: "everyone", "organization", "organizer" … */
TEAMSINVITE_API const char *teamsinvite_sim_meeting_allowed_presenters(const teamsinvite_sim_meeting *meeting);

/** The organizer's object id. */
TEAMSINVITE_API const char *teamsinvite_sim_meeting_organizer(const teamsinvite_sim_meeting *meeting);

/** "" where it was not made by createOrGet. */
TEAMSINVITE_API const char *teamsinvite_sim_meeting_external_id(const teamsinvite_sim_meeting *meeting);

/** All of it as GET would answer it. */
TEAMSINVITE_API const char *teamsinvite_sim_meeting_json(const teamsinvite_sim_meeting *meeting);

TEAMSINVITE_API void teamsinvite_sim_meeting_free(teamsinvite_sim_meeting *meeting);

#ifdef __cplusplus
}
#endif

#endif
