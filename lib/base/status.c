/* SPDX-License-Identifier: Apache-2.0 */
/* status.c - the catalogue of statuses. */
#include "base/error.h"

#define ROW(name_, text_, who_, what_, retryable_) \
    { .status = TEAMSINVITE_##name_, .name = "TEAMSINVITE_" #name_, .text = (text_), \
      .who = TEAMSINVITE_WHO_##who_, .what = TEAMSINVITE_DO_##what_, .retryable = (retryable_) }

static const ti_status_row rows[] = {
    ROW(OK, "it worked", NOBODY, NOTHING, false),
    ROW(E_INVALID, "an argument is missing, malformed or contradicts another", HOST, FIX_CALL, false),
    ROW(E_DENIED, "the actor's role does not allow this", HOST, ASK_ADMIN, false),
    ROW(E_NOT_FOUND, "there is no such record", HOST, FIX_CALL, false),
    ROW(E_CONFLICT, "it contradicts what is there already", HOST, FIX_CALL, false),
    ROW(E_CONFIG, "the client lacks a setting", HOST, FIX_CONFIG, false),
    ROW(E_CANCELLED, "the call was cancelled", NOBODY, NOTHING, false),
    ROW(E_DEADLINE, "the time for the call is over", NOBODY, RETRY, true),
    ROW(E_ENDED, "the meeting has ended", HOST, NEW_MEETING, false),
    ROW(E_NO_MEMORY, "out of memory", HOST, RETRY, true),
    ROW(E_RANDOM, "no secure randomness was to be had", HOST, RETRY, true),
    ROW(E_INTERNAL, "a mistake in the library", LIBRARY, REPORT, false),
    ROW(E_CLOCK, "the clock seems to have jumped", HOST, FIX_CLOCK, false),
    ROW(E_NOT_ENABLED, "Teams is not enabled for this company", HOST, CONSENT, false),
    ROW(E_NOT_CONNECTED, "the user has no Microsoft account connected", USER, SIGN_IN, false),
    ROW(E_SIGN_IN_AGAIN, "the user has to sign in to Microsoft again", USER, SIGN_IN, false),
    ROW(E_CONSENT_REQUIRED, "an administrator has to consent to the app", COMPANY_ADMIN, CONSENT, false),
    ROW(E_CONSENT_PENDING, "consent is not effective yet", NOBODY, RETRY, true),
    ROW(E_CONSENT_REFUSED, "the person cancelled or declined at Microsoft's page", USER, START_AGAIN, false),
    ROW(E_STATE, "the redirect belongs to no sign-in under way", USER, START_AGAIN, false),
    ROW(E_SESSION, "the redirect arrived in another browser session", USER, START_AGAIN, false),
    ROW(E_WRONG_TENANT, "another Entra directory than the company's", USER, OTHER_ACCOUNT, false),
    ROW(E_WRONG_ACCOUNT, "a Microsoft account that cannot be used here", USER, OTHER_ACCOUNT, false),
    ROW(E_ID_TOKEN, "the id_token failed a check", USER, START_AGAIN, false),
    ROW(E_CREDENTIAL, "Entra refuses the app's credential", HOST, FIX_CREDENTIAL, false),
    ROW(E_APP_REGISTRATION, "the app registration does not fit the request", HOST, FIX_REGISTRATION, false),
    ROW(E_BLOCKED, "a policy of the customer blocks the sign-in", COMPANY_ADMIN, CHANGE_POLICY, false),
    ROW(E_NETWORK, "no usable answer from Microsoft", NOBODY, RETRY, true),
    ROW(E_THROTTLED, "Microsoft asks to slow down", NOBODY, RETRY, true),
    ROW(E_SERVICE, "Microsoft's side has a fault", NOBODY, RETRY, true),
    ROW(E_RESPONSE, "Microsoft's answer cannot be used", NOBODY, RETRY, true),
    ROW(E_FORBIDDEN, "Graph refuses, and gives no reason", COMPANY_ADMIN, ASSIGN_LICENCE, false),
    ROW(E_POLICY, "the Teams application access policy is missing", TEAMS_ADMIN, GRANT_POLICY, false),
    ROW(E_MEETING_GONE, "the meeting no longer exists at Microsoft", HOST, NEW_MEETING, false),
    ROW(E_ORGANIZER, "the organizer is unknown to Teams", COMPANY_ADMIN, ASSIGN_LICENCE, false),
    ROW(E_REJECTED, "Graph calls the request malformed", LIBRARY, REPORT, false),
    ROW(E_NOT_AVAILABLE, "this Microsoft cloud has no online meetings", HOST, NOTHING, false),
    ROW(E_STORAGE, "the storage failed", HOST, FIX_STORAGE, true),
    ROW(E_STORAGE_BUSY, "the storage is busy", NOBODY, RETRY, true),
    ROW(E_CORRUPT, "a record is not the one that was written there", HOST, FIX_STORAGE, false),
    ROW(E_KEY_UNAVAILABLE, "the keyring lacks the key of a record", HOST, FIX_CONFIG, false),
    ROW(E_MAIL, "the mail server refuses the mail", HOST, FIX_MAIL, false),
    ROW(E_MAIL_BUSY, "the mail server asks to come back later", NOBODY, RETRY, true),
    ROW(E_HANDLER, "a handler did not answer as it must", HOST, FIX_CALL, false),
};

static const ti_status_row unknown = { .name = "TEAMSINVITE_E_?", .text = "a status that this version does not know" };

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

const ti_status_row *ti_status_find(teamsinvite_status status)
{
    size_t i;

    for (i = 0; i < ROW_COUNT; i++)
        if (rows[i].status == status)
            return &rows[i];
    return &unknown;
}

const char *teamsinvite_status_name(teamsinvite_status status)
{
    return ti_status_find(status)->name;
}

const char *teamsinvite_status_text(teamsinvite_status status)
{
    return ti_status_find(status)->text;
}

size_t teamsinvite_status_count(void)
{
    return ROW_COUNT;
}

teamsinvite_status teamsinvite_status_at(size_t index)
{
    return index < ROW_COUNT ? rows[index].status : TEAMSINVITE_OK;
}
