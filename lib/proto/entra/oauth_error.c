/* SPDX-License-Identifier: Apache-2.0 */
/* oauth_error.c - the `error` of RFC 6749 as a status and remedy, refined by Entra's own codes. */
#include "proto/entra/oauth_error.h"

#include <stdio.h>

#include "proto/entra/aadsts.h"

enum { AADSTS_DIGITS_MAX = 9 };

typedef struct error_row {
    const char *name;
    teamsinvite_status at_token;
    teamsinvite_status at_redirect;
    const char *text;
} error_row;

/* RFC 6749, 4.1.2.1 and 5.2; OpenID Connect Core, 3.1.2.6; Entra's additions. */
static const error_row errors[] = {
    { "access_denied", TEAMSINVITE_E_BLOCKED, TEAMSINVITE_E_CONSENT_REFUSED, "access is denied" },
    { "permission_denied", TEAMSINVITE_E_BLOCKED, TEAMSINVITE_E_CONSENT_REFUSED, "permission is denied" },
    { "consent_required", TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_E_CONSENT_REQUIRED, "consent is missing" },
    { "interaction_required", TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_E_SIGN_IN_AGAIN, "a sign-in is needed" },
    { "login_required", TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_E_SIGN_IN_AGAIN, "a sign-in is needed" },
    { "invalid_grant", TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_E_SIGN_IN_AGAIN, "the grant is not valid any more" },
    { "invalid_client", TEAMSINVITE_E_CREDENTIAL, TEAMSINVITE_E_APP_REGISTRATION, "the app is not authenticated" },
    { "unauthorized_client", TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_E_CONSENT_REQUIRED,
      "the app is not known in this tenant" },
    { "invalid_scope", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION, "the scope is not valid" },
    { "invalid_resource", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION,
      "the resource is not in this tenant" },
    { "invalid_request", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION, "the request is not valid" },
    { "unsupported_grant_type", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION,
      "the grant type is not supported" },
    { "unsupported_response_type", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION,
      "the response type is not supported" },
    { "server_error", TEAMSINVITE_E_SERVICE, TEAMSINVITE_E_SERVICE, "a fault on Microsoft's side" },
    { "temporarily_unavailable", TEAMSINVITE_E_SERVICE, TEAMSINVITE_E_SERVICE, "temporarily unavailable" },
};

/* An `error` that nobody told us of: nothing is concluded from it. */
static const error_row unknown_error = { "other", TEAMSINVITE_E_SERVICE, TEAMSINVITE_E_SERVICE,
                                         "an error that is not known" };

static const error_row *find_error(ti_slice name)
{
    size_t i;

    for (i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        if (ti_slice_equal_text(name, errors[i].name))
            return &errors[i];
    }
    return &unknown_error;
}

/* The next "AADSTS" with digits; *text goes on behind it. */
static bool next_code(ti_slice *text, int32_t *code)
{
    while (text->len > 0) {
        ti_slice digits;
        int64_t number;
        size_t len = 0;

        *text = ti_slice_skip(*text, ti_slice_find(*text, 'A'));
        if (!ti_slice_starts_with(*text, TI_SLICE("AADSTS"))) {
            *text = ti_slice_skip(*text, 1);
            continue;
        }
        *text = ti_slice_skip(*text, sizeof("AADSTS") - 1);
        while (len < text->len && text->ptr[len] >= '0' && text->ptr[len] <= '9')
            len++;
        digits = ti_slice_first(*text, len);
        *text = ti_slice_skip(*text, len);
        if (len > 0 && len <= AADSTS_DIGITS_MAX && ti_slice_to_int64(digits, &number)) {
            *code = (int32_t)number;
            return true;
        }
    }
    return false;
}

/* Entra names the generic code first: [70002, 500133]. */
static bool is_generic(int32_t code)
{
    return code == 70000 || code == 70002;
}

/* The last code that the table has and that says something, else a generic
 * one, else the last of all; 0 where there is none. */
static int32_t most_specific_code(ti_slice description)
{
    int32_t specific = 0;
    int32_t generic = 0;
    int32_t last = 0;

    while (next_code(&description, &last)) {
        if (is_generic(last))
            generic = last;
        else if (ti_aadsts_find(last) != NULL)
            specific = last;
    }
    if (specific != 0)
        return specific;
    return generic != 0 ? generic : last;
}

static bool is_passing(teamsinvite_status status)
{
    return status == TEAMSINVITE_E_SERVICE || status == TEAMSINVITE_E_THROTTLED ||
           status == TEAMSINVITE_E_CONSENT_PENDING;
}

/* The few suberrors that a sign-in does not cure. */
static teamsinvite_status status_of_suberror(ti_slice suberror, teamsinvite_status otherwise)
{
    if (ti_slice_equal_text(suberror, "consent_required"))
        return TEAMSINVITE_E_CONSENT_REQUIRED;
    if (ti_slice_equal_text(suberror, "message_only") || ti_slice_equal_text(suberror, "client_mismatch") ||
        ti_slice_equal_text(suberror, "protection_policy_required") ||
        ti_slice_equal_text(suberror, "device_authentication_failed"))
        return TEAMSINVITE_E_BLOCKED;
    return otherwise;
}

static teamsinvite_status status_of_error(const error_row *row, const ti_oauth_error *answer)
{
    if (!answer->at_redirect && row->at_token == TEAMSINVITE_E_SIGN_IN_AGAIN)
        return status_of_suberror(answer->suberror, row->at_token);
    return answer->at_redirect ? row->at_redirect : row->at_token;
}

/* Whether a code may change the class that `error` gave. A dead grant stays
 * dead whatever number comes with it, unless that says who else has to act;
 * a wrong credential is never inferred from a dead grant. */
static bool may_refine(teamsinvite_status status, const error_row *error, const ti_oauth_error *answer,
                       const ti_aadsts_row *row)
{
    if (error == &unknown_error || is_passing(row->status))
        return true;
    if (is_passing(status))
        return false;
    if (answer->at_redirect)
        return true;
    if (status == TEAMSINVITE_E_SIGN_IN_AGAIN)
        return row->status != TEAMSINVITE_E_INTERNAL && row->status != TEAMSINVITE_E_CREDENTIAL &&
               row->status != TEAMSINVITE_E_WRONG_ACCOUNT;
    if (status == TEAMSINVITE_E_CREDENTIAL)
        return row->status != TEAMSINVITE_E_INTERNAL && row->status != TEAMSINVITE_E_SIGN_IN_AGAIN;
    return true;
}

static teamsinvite_status fail_with_row(ti_error *err, const ti_oauth_error *answer, const error_row *error,
                                        const ti_aadsts_row *row)
{
    teamsinvite_status status = status_of_error(error, answer);
    bool is_account = row->status == TEAMSINVITE_E_WRONG_ACCOUNT;

    if (may_refine(status, error, answer, row)) {
        status = ti_fail(err, row->status, "Entra: %s", row->text);
        ti_error_set_remedy(err, row->who, row->what);
        return status;
    }
    ti_fail(err, status, "Entra: %s", is_account ? row->text : error->text);
    if (is_account)
        ti_error_set_remedy(err, row->who, row->what);
    return status;
}

void ti_oauth_error_set_code(ti_error *err, const ti_oauth_error *answer)
{
    int32_t code = most_specific_code(answer->description);

    if (code != 0)
        snprintf(err->service_code, sizeof(err->service_code), "AADSTS%ld", (long)code);
    else if (!ti_slice_is_empty(answer->error))
        ti_error_set_code(err->service_code, sizeof(err->service_code), ti_slice_of(find_error(answer->error)->name));
}

teamsinvite_status ti_oauth_error_fail(ti_error *err, const ti_oauth_error *answer)
{
    const ti_aadsts_row *row = ti_aadsts_find(most_specific_code(answer->description));
    const error_row *error = find_error(answer->error);
    teamsinvite_status status;

    if (answer->at_redirect && ti_slice_equal_text(answer->suberror, "cancel"))
        status = ti_fail(err, TEAMSINVITE_E_CONSENT_REFUSED, "Entra: the sign-in was cancelled");
    else if (row != NULL)
        status = fail_with_row(err, answer, error, row);
    else
        status = ti_fail(err, status_of_error(error, answer), "Entra: %s", error->text);
    /* At the redirect the request is gone: trying again means a new flow. */
    if (answer->at_redirect && is_passing(status))
        ti_error_set_remedy(err, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN);
    ti_oauth_error_set_code(err, answer);
    return status;
}
