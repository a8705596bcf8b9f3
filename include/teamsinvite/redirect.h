/* SPDX-License-Identifier: Apache-2.0 */
/**
 * redirect.h - the browser's way to Microsoft and back.
 *
 * Enabling a company and connecting a user happen in a browser. The operation
 * answers with a URL; your page redirects there (full page, no popup). When
 * Microsoft sends the browser back to your redirect URI, hand the URL it came
 * with to redirect.finish, whatever it belongs to. The answer is either the
 * next URL to send the browser to, or the outcome.
 *
 * A sign-in is bound to the browser session it began in: give a value that
 * only this session has (its random id, or better a hash of it), the same at
 * start and at finish. A redirect that arrives in another session is refused
 * and leaves the owner's sign-in as it is.
 *
 * Answer the redirect itself with `Cache-Control: no-store`,
 * `Referrer-Policy: no-referrer` and a redirect to a page of yours without the
 * query, and keep its query out of your logs.
 *
 * Since: 0.1
 */
#ifndef TEAMSINVITE_REDIRECT_H
#define TEAMSINVITE_REDIRECT_H

#include <teamsinvite/actor.h>
#include <teamsinvite/call.h>
#include <teamsinvite/client.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a redirect asks of you, or tells you. */
typedef struct teamsinvite_redirect teamsinvite_redirect;

/** 1: the whole flow is over; 0: send the browser on to teamsinvite_redirect_url(). */
TEAMSINVITE_API int32_t teamsinvite_redirect_is_finished(const teamsinvite_redirect *redirect);

/** Where to send the browser now. @return borrowed; "" when finished */
TEAMSINVITE_API const char *teamsinvite_redirect_url(const teamsinvite_redirect *redirect);

/** Until when the browser must be back; 0 when finished. */
TEAMSINVITE_API int64_t teamsinvite_redirect_expires_at_ms(const teamsinvite_redirect *redirect);

/** What it belongs to: "company.enable" or "user.connect". @return borrowed for ever */
TEAMSINVITE_API const char *teamsinvite_redirect_operation(const teamsinvite_redirect *redirect);

/** The company and user that began it. @return borrowed */
TEAMSINVITE_API const char *teamsinvite_redirect_company(const teamsinvite_redirect *redirect);
TEAMSINVITE_API const char *teamsinvite_redirect_user(const teamsinvite_redirect *redirect);

/** State of the company now, TEAMSINVITE_COMPANY_… (company.h); 0 while not finished. */
TEAMSINVITE_API int32_t teamsinvite_redirect_company_state(const teamsinvite_redirect *redirect);

TEAMSINVITE_API void teamsinvite_redirect_free(teamsinvite_redirect *redirect);

/**
 * redirect.finish: take what Microsoft sent the browser back with.
 *
 * The state in it is used up by this, whatever comes out, except where the
 * call is refused with E_INVALID, E_STATE or E_SESSION.
 *
 * @param client  borrowed; must outlive the call
 * @param session borrowed; what was given at start: 1 to 256 bytes
 * @param url     borrowed; the whole URL as the browser asked for it, query
 *                included: at most 16 KiB
 * @param[out] out yours to free with teamsinvite_redirect_free()
 * @param[out] err optional; yours to free with teamsinvite_error_free()
 * @return TEAMSINVITE_OK
 * @return TEAMSINVITE_E_INVALID         an argument, or a URL that is no redirect from Entra
 * @return TEAMSINVITE_E_STATE           no such sign-in: foreign, expired, or finished before
 * @return TEAMSINVITE_E_SESSION         another browser session began it
 * @return TEAMSINVITE_E_CONSENT_REFUSED cancelled or declined at Microsoft's page
 * @return TEAMSINVITE_E_CONSENT_REQUIRED an administrator has to consent first
 * @return TEAMSINVITE_E_WRONG_TENANT    another directory than the company's
 * @return TEAMSINVITE_E_WRONG_ACCOUNT   a guest, a personal account, or another one than is connected
 * @return TEAMSINVITE_E_CONFLICT        the company is bound to another directory; disable it first
 * @return TEAMSINVITE_E_NOT_ENABLED     the company was disabled meanwhile
 * @return TEAMSINVITE_E_ID_TOKEN, TEAMSINVITE_E_CREDENTIAL, TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_STORAGE …
 *
 * Threads:   any thread, any time.
 * Callbacks: storage and transport of the client, on this thread.
 */
TEAMSINVITE_API teamsinvite_status teamsinvite_redirect_finish(teamsinvite_client *client, const char *session,
                                                               const char *url, teamsinvite_redirect **out,
                                                               teamsinvite_error **err);

/** The same as a call to drive. @param[out] out yours to free with teamsinvite_call_free() */
TEAMSINVITE_API teamsinvite_status teamsinvite_redirect_finish_start(teamsinvite_client *client, const char *session,
                                                                     const char *url, teamsinvite_call **out,
                                                                     teamsinvite_error **err);

/** Take the result of company.enable, user.connect or redirect.finish; see call.h. */
TEAMSINVITE_API teamsinvite_status teamsinvite_call_take_redirect(teamsinvite_call *call, teamsinvite_redirect **out,
                                                                  teamsinvite_error **err);

#ifdef __cplusplus
}
#endif

#endif
