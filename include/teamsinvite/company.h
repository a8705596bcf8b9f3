/* SPDX-License-Identifier: Apache-2.0 */
/**
 * company.h - Teams for a whole company: enable, look, disable.
 *
 * An administrator of the ATS enables Teams once: signs in with a Microsoft
 * administrator account, which binds the company to that account's directory
 * (tenant), then consents for the organisation. From then on recruiters
 * connect. Consent can take a while to become effective at Microsoft; until
 * then the company is *pending* and company.check looks again.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_COMPANY_H
#define TEAMSINVITE_COMPANY_H

#include <teamsinvite/actor.h>
#include <teamsinvite/call.h>
#include <teamsinvite/client.h>
#include <teamsinvite/records.h>
#include <teamsinvite/redirect.h>

#ifdef __cplusplus
extern "C" {
#endif

/** State of a company. Expect new ones. */
enum {
    TEAMSINVITE_COMPANY_NONE = 1,     /**< never enabled, or disabled */
    TEAMSINVITE_COMPANY_PENDING = 2,  /**< bound to a tenant; consent not (yet) effective */
    TEAMSINVITE_COMPANY_ENABLED = 3,  /**< recruiters can connect and meet */
    TEAMSINVITE_COMPANY_DISABLING = 4 /**< a disable is under way, or was interrupted: call it again */
};

/** How a company's meetings are made. */
enum {
    /** With the recruiter's own token: each signs in, and their permission is asked for and can be taken back. */
    TEAMSINVITE_MODE_DELEGATED = 1,
    /**
     * With the app's token, on behalf of a recruiter: no token of a person is
     * kept. Needs the application permissions OnlineMeetings.ReadWrite.All and
     * User.Read.All, and an application access policy that the customer's Teams
     * administrator grants
     * (https://learn.microsoft.com/graph/cloud-communication-online-meeting-application-access-policy).
     */
    TEAMSINVITE_MODE_APPLICATION = 2
};

/** The mode in a word: "delegated", "application". @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_mode_name(int32_t mode);

/** What is known of a company. */
typedef struct teamsinvite_company teamsinvite_company;

/** TEAMSINVITE_COMPANY_…; 0 for NULL. */
TEAMSINVITE_API int32_t teamsinvite_company_state(const teamsinvite_company *company);

/** The state in a word: "none", "pending", "enabled", "disabling". @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_company_state_name(int32_t state);

/** TEAMSINVITE_MODE_…; 0 where it is bound to no directory. */
TEAMSINVITE_API int32_t teamsinvite_company_mode(const teamsinvite_company *company);

/** The Entra directory it is bound to, a GUID. @return borrowed; "" where none */
TEAMSINVITE_API const char *teamsinvite_company_tenant(const teamsinvite_company *company);

TEAMSINVITE_API void teamsinvite_company_free(teamsinvite_company *company);

/**
 * company.enable: where to send the administrator's browser to sign in.
 *
 * May be repeated at any time: for a first time, after a refusal, to consent
 * again for the tenant that the company is bound to, or to change its mode.
 *
 * Who signs in speaks for the directory, so guests and personal accounts are
 * refused. In application mode, where the app will reach every recruiter's
 * meetings, the account must hold an administrator role that Entra names in
 * the id_token (register-an-app.md says how);
 * teamsinvite_config_dangerously_allow_any_role() gives that up.
 *
 * @param client  borrowed; must outlive the call
 * @param actor   borrowed; an administrator
 * @param session borrowed; a value of this browser session, 1 to 256 bytes; see redirect.h
 * @param mode    TEAMSINVITE_MODE_…
 * @param[out] out yours to free with teamsinvite_redirect_free(); the browser has 15 minutes
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_DENIED the actor is no administrator
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_RANDOM, TEAMSINVITE_E_STORAGE …
 *
 * Threads:   any thread, any time; the same for all operations of this header.
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_company_enable(teamsinvite_client *client,
                                                              const teamsinvite_actor *actor, const char *session,
                                                              int32_t mode, teamsinvite_redirect **out,
                                                              teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_redirect(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_company_enable_start(teamsinvite_client *client,
                                                                    const teamsinvite_actor *actor,
                                                                    const char *session, int32_t mode,
                                                                    teamsinvite_call **out, teamsinvite_error **err);

/**
 * company.check: ask Microsoft whether consent is effective, and keep the answer.
 * Any user of the company may ask.
 *
 * A company is enabled once an administrator came back from the consent page
 * with a yes *and* Entra gives the app a token for the tenant.
 *
 * Looks after 0, 2, 4, 8, 16, 30, 30 … seconds until it is, or until
 * @p max_wait_ms is over; the client's or call's time-out must leave room.
 *
 * @param max_wait_ms 0 (look once) to 3,600,000
 * @param[out] out yours to free with teamsinvite_company_free(): enabled or pending
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_NOT_ENABLED nobody has signed in for this company yet
 * @return TEAMSINVITE_E_CREDENTIAL, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_STORAGE …
 *
 * Callbacks: storage, transport and wait of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_company_check(teamsinvite_client *client,
                                                             const teamsinvite_actor *actor, int64_t max_wait_ms,
                                                             teamsinvite_company **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_company(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_company_check_start(teamsinvite_client *client,
                                                                   const teamsinvite_actor *actor,
                                                                   int64_t max_wait_ms, teamsinvite_call **out,
                                                                   teamsinvite_error **err);

/**
 * company.status: what our own records say; no request is made.
 *
 * @param[out] out yours to free with teamsinvite_company_free(); state none where there is no record
 * @return TEAMSINVITE_OK, TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …
 *
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_company_status(teamsinvite_client *client,
                                                              const teamsinvite_actor *actor,
                                                              teamsinvite_company **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_company(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_company_status_start(teamsinvite_client *client,
                                                                    const teamsinvite_actor *actor,
                                                                    teamsinvite_call **out, teamsinvite_error **err);

/**
 * company.disable: stop new work, then erase all connections, tokens and
 * meeting links of the company. Makes no request: meetings at Microsoft stay
 * (revoke them before, if they must not be joined), and consent is withdrawn
 * by the customer's administrator in Entra. Interrupted, it goes on where it
 * was when called again; on a company that is not there it does nothing.
 *
 * @param actor borrowed; an administrator
 * @param[out] out what was erased; yours to free with teamsinvite_erasure_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_DENIED the actor is no administrator
 * @return TEAMSINVITE_E_DEADLINE not finished in time: call again
 * @return TEAMSINVITE_E_INVALID, TEAMSINVITE_E_CONFIG, TEAMSINVITE_E_STORAGE …
 *
 * Callbacks: storage of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_company_disable(teamsinvite_client *client,
                                                               const teamsinvite_actor *actor,
                                                               teamsinvite_erasure **out, teamsinvite_error **err);

/** The same as a call to drive; take with teamsinvite_call_take_erasure(). */
TEAMSINVITE_API teamsinvite_status teamsinvite_company_disable_start(teamsinvite_client *client,
                                                                     const teamsinvite_actor *actor,
                                                                     teamsinvite_call **out, teamsinvite_error **err);

/** Take the result of company.check or company.status; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_company(teamsinvite_call *call, teamsinvite_company **out,
                                                                 teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
