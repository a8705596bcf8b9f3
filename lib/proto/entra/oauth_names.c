/* SPDX-License-Identifier: Apache-2.0 */
/* oauth_names.c - the names that OAuth and Entra give to refusals, as status and remedy: three tables. */
#include "proto/entra/oauth_names.h"

#define OF_STATUS TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_NOTHING
#define NEW_FLOW TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN

#define TOKEN(http_, name_, status_, text_) \
    { TEAMSINVITE_SOURCE_TOKEN_ENDPOINT, 0, name_, NULL, http_, TEAMSINVITE_##status_, OF_STATUS, text_, NULL, false }

/* Throttling and faults come as plain text, as HTML of a proxy, or with any JSON
 * at all: the HTTP status goes first. RFC 6749, 5.2; OpenID Connect Core,
 * 3.1.2.6; Entra's additions. */
static const ti_meaning token_rows[] = {
    TOKEN(429, "", E_THROTTLED, "the token endpoint asks to slow down"),
    TOKEN(5, "", E_SERVICE, "the token endpoint has a fault"),
    TOKEN(0, "access_denied", E_BLOCKED, "access is denied"),
    TOKEN(0, "permission_denied", E_BLOCKED, "permission is denied"),
    TOKEN(0, "consent_required", E_CONSENT_REQUIRED, "consent is missing"),
    { TEAMSINVITE_SOURCE_TOKEN_ENDPOINT, 0, "interaction_required", NULL, 0, TEAMSINVITE_E_SIGN_IN_AGAIN, OF_STATUS,
      "a sign-in is needed", NULL, true },
    TOKEN(0, "login_required", E_SIGN_IN_AGAIN, "a sign-in is needed"),
    TOKEN(0, "invalid_grant", E_SIGN_IN_AGAIN, "the grant is not valid any more"),
    TOKEN(0, "invalid_client", E_CREDENTIAL, "the app is not authenticated"),
    TOKEN(0, "unauthorized_client", E_CONSENT_REQUIRED, "the app is not known in this tenant"),
    TOKEN(0, "invalid_scope", E_APP_REGISTRATION, "the scope is not valid"),
    TOKEN(0, "invalid_resource", E_APP_REGISTRATION, "the resource is not in this tenant"),
    TOKEN(0, "invalid_request", E_APP_REGISTRATION, "the request is not valid"),
    TOKEN(0, "unsupported_grant_type", E_APP_REGISTRATION, "the grant type is not supported"),
    TOKEN(0, "unsupported_response_type", E_APP_REGISTRATION, "the response type is not supported"),
    TOKEN(0, "server_error", E_SERVICE, "a fault on Microsoft's side"),
    TOKEN(0, "temporarily_unavailable", E_SERVICE, "temporarily unavailable"),
    /* Nothing is concluded from a name that nobody told us of. */
    TOKEN(0, "other", E_SERVICE, "an error that is not known"),
    TOKEN(0, "", E_RESPONSE, "the token endpoint refuses without saying why"),
};

#define REDIRECT(name_, status_, remedy_, text_) \
    { TEAMSINVITE_SOURCE_REDIRECT, 0, name_, NULL, 0, TEAMSINVITE_##status_, remedy_, text_, NULL, false }

/* RFC 6749, 4.1.2.1. What passes needs a new flow: the request is gone. */
static const ti_meaning redirect_rows[] = {
    REDIRECT("access_denied", E_CONSENT_REFUSED, OF_STATUS, "access is denied"),
    REDIRECT("permission_denied", E_CONSENT_REFUSED, OF_STATUS, "permission is denied"),
    REDIRECT("consent_required", E_CONSENT_REQUIRED, OF_STATUS, "consent is missing"),
    REDIRECT("interaction_required", E_SIGN_IN_AGAIN, OF_STATUS, "a sign-in is needed"),
    REDIRECT("login_required", E_SIGN_IN_AGAIN, OF_STATUS, "a sign-in is needed"),
    REDIRECT("invalid_grant", E_SIGN_IN_AGAIN, OF_STATUS, "the grant is not valid any more"),
    REDIRECT("invalid_client", E_APP_REGISTRATION, OF_STATUS, "the app is not authenticated"),
    REDIRECT("unauthorized_client", E_CONSENT_REQUIRED, OF_STATUS, "the app is not known in this tenant"),
    REDIRECT("invalid_scope", E_APP_REGISTRATION, OF_STATUS, "the scope is not valid"),
    REDIRECT("invalid_resource", E_APP_REGISTRATION, OF_STATUS, "the resource is not in this tenant"),
    REDIRECT("invalid_request", E_APP_REGISTRATION, OF_STATUS, "the request is not valid"),
    REDIRECT("unsupported_grant_type", E_APP_REGISTRATION, OF_STATUS, "the grant type is not supported"),
    REDIRECT("unsupported_response_type", E_APP_REGISTRATION, OF_STATUS, "the response type is not supported"),
    REDIRECT("server_error", E_SERVICE, NEW_FLOW, "a fault on Microsoft's side"),
    REDIRECT("temporarily_unavailable", E_SERVICE, NEW_FLOW, "temporarily unavailable"),
    REDIRECT("other", E_SERVICE, NEW_FLOW, "an error that is not known"),
};

#define SUBERROR(name_, status_, text_, advice_, for_good_) \
    { TEAMSINVITE_SOURCE_SUBERROR, 0, name_, NULL, 0, TEAMSINVITE_##status_, OF_STATUS, text_, advice_, for_good_ }

/* MSAL: UiRequiredExceptionClassification, MsalError. "cancel" only comes with a redirect. */
static const ti_meaning suberror_rows[] = {
    SUBERROR("basic_action", E_SIGN_IN_AGAIN, "a sign-in is needed, with more than a password", NULL, false),
    SUBERROR("additional_action", E_SIGN_IN_AGAIN, "something has to be done outside the sign-in",
             "The recruiter has to sign in to Microsoft (user.connect); its page says what else is to be done.", false),
    SUBERROR("message_only", E_BLOCKED, "the sign-in is blocked, and cannot be repaired by the user",
             "The company's Entra administrator has to look into it; the sign-in page gives the reason.", false),
    SUBERROR("consent_required", E_CONSENT_REQUIRED, "consent is missing or was withdrawn", NULL, false),
    SUBERROR("user_password_expired", E_SIGN_IN_AGAIN, "the password has expired", NULL, true),
    SUBERROR("bad_token", E_SIGN_IN_AGAIN, "the refresh token is dead", NULL, true),
    SUBERROR("token_expired", E_SIGN_IN_AGAIN, "the refresh token has expired", NULL, true),
    SUBERROR("protection_policy_required", E_BLOCKED, "a policy asks for an app under management", NULL, false),
    SUBERROR("client_mismatch", E_BLOCKED, "a policy asks for another kind of app", NULL, false),
    SUBERROR("device_authentication_failed", E_BLOCKED, "a policy asks for a known device", NULL, false),
    SUBERROR("cancel", E_CONSENT_REFUSED, "the sign-in was cancelled", NULL, false),
};

#define TABLE(rows_) { rows_, sizeof(rows_) / sizeof((rows_)[0]) }

const ti_meanings ti_oauth_token_table = TABLE(token_rows);
const ti_meanings ti_oauth_redirect_table = TABLE(redirect_rows);
const ti_meanings ti_oauth_suberror_table = TABLE(suberror_rows);

static const ti_slice no_message;

/* The last row of the table of the token endpoint fits everything: a name that
 * comes as far as that is not known. */
const ti_meaning *ti_oauth_token_find(int32_t http_status, ti_slice error)
{
    const ti_meaning *row = ti_meaning_find(ti_oauth_token_table, http_status, error, no_message);

    if (row != &token_rows[ti_oauth_token_table.count - 1] || ti_slice_is_empty(error))
        return row;
    return row - 1;
}

const ti_meaning *ti_oauth_redirect_find(ti_slice error)
{
    const ti_meaning *row = ti_meaning_find(ti_oauth_redirect_table, 0, error, no_message);

    return row != NULL ? row : &redirect_rows[ti_oauth_redirect_table.count - 1];
}

const ti_meaning *ti_oauth_suberror_find(ti_slice suberror)
{
    return ti_meaning_find(ti_oauth_suberror_table, 0, suberror, no_message);
}
