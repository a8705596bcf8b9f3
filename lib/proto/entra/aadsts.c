/* SPDX-License-Identifier: Apache-2.0 */
/* aadsts.c - Entra's error codes as status and remedy: one table. */
#include "proto/entra/aadsts.h"

/* What a code comes to. */
#define REGISTRATION TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_REGISTRATION
#define CREDENTIAL TEAMSINVITE_E_CREDENTIAL, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CREDENTIAL
#define CONFIG TEAMSINVITE_E_CONFIG, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CONFIG
#define OURS TEAMSINVITE_E_INTERNAL, TEAMSINVITE_WHO_LIBRARY, TEAMSINVITE_DO_REPORT
#define SIGN_IN TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_SIGN_IN
#define START_AGAIN TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN
#define SPA TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_REGISTRATION
#define FOREIGN TEAMSINVITE_E_STATE, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN
#define OTHER_ACCOUNT TEAMSINVITE_E_WRONG_ACCOUNT, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_OTHER_ACCOUNT
#define CONSENT TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CONSENT
#define PENDING TEAMSINVITE_E_CONSENT_PENDING, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY
#define DECLINED TEAMSINVITE_E_CONSENT_REFUSED, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN
#define BLOCKED TEAMSINVITE_E_BLOCKED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CHANGE_POLICY
#define LICENCE TEAMSINVITE_E_BLOCKED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_ASSIGN_LICENCE
#define LOCKED TEAMSINVITE_E_BLOCKED, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY
#define SLOW_DOWN TEAMSINVITE_E_THROTTLED, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY
#define LATER TEAMSINVITE_E_SERVICE, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY

/* The meaning, three values, comes last. */
#define ENTRY(number_, text_, advice_, for_good_, ...) \
    { TEAMSINVITE_SOURCE_ENTRA_CODE, number_, "AADSTS" #number_, NULL, 0, __VA_ARGS__, text_, advice_, for_good_ }

#define ROW(number_, meaning_, text_) ENTRY(number_, text_, NULL, false, meaning_)
#define ADVISE(number_, meaning_, text_, advice_) ENTRY(number_, text_, advice_, false, meaning_)
/* The grant is dead whatever else happens: nobody needs to look twice. */
#define GONE(number_, meaning_, text_, advice_) ENTRY(number_, text_, advice_, true, meaning_)

/* In ascending order. Entra, reference-error-codes; 7000229, 650051, 700213 and
 * 7002131 as they are reported. 700222 is not in the published list, and most
 * likely stands for 7000222 where it is seen. */
static const ti_meaning table[] = {
    ROW(16000, OTHER_ACCOUNT, "the account is not in this tenant"),
    ROW(16001, START_AGAIN, "another account was chosen"),
    ROW(20012, BLOCKED, "the federated identity provider failed"),
    ROW(28002, REGISTRATION, "the scope is empty or not valid"),
    ROW(28003, REGISTRATION, "the scope is empty"),
    ROW(40008, BLOCKED, "the federated identity provider failed"),
    ROW(50001, REGISTRATION, "the resource is disabled or unknown"),
    ROW(50003, REGISTRATION, "the app has no signing key"),
    ADVISE(50011, REGISTRATION, "the redirect URI is not registered",
           "Register the redirect URI with the app as type Web, letter for letter as it is configured."),
    ADVISE(50012, CREDENTIAL, "the signature of the client assertion is not accepted",
           "Register the certificate with the app again, and see that the key belongs to it."),
    ROW(50014, OTHER_ACCOUNT, "the guest account was not taken into this tenant"),
    ROW(50020, OTHER_ACCOUNT, "the account is not in this tenant"),
    ROW(50033, LATER, "the directory is unavailable"),
    ROW(50034, OTHER_ACCOUNT, "the account is not in the directory"),
    ADVISE(50049, CONFIG, "the cloud instance is not known",
           "Check the directory's id, and that the client is set to the directory's cloud."),
    ROW(50053, LOCKED, "the account is locked, or its address is blocked"),
    GONE(50055, SIGN_IN, "the password has expired", NULL),
    ROW(50056, SIGN_IN, "the password is missing or wrong"),
    GONE(50057, SIGN_IN, "the user account is disabled",
         "The account is disabled at Microsoft: its administrator has to enable it, or another account is "
         "connected."),
    ROW(50058, SIGN_IN, "nobody is signed in"),
    ROW(50059, CONFIG, "the tenant cannot be told from the request"),
    ROW(50064, SIGN_IN, "the credentials are wrong"),
    ROW(50072, SIGN_IN, "multi-factor authentication has to be set up"),
    ROW(50074, SIGN_IN, "multi-factor authentication is required"),
    ROW(50076, SIGN_IN, "multi-factor authentication is required"),
    ROW(50078, SIGN_IN, "multi-factor authentication has expired"),
    ROW(50079, SIGN_IN, "multi-factor authentication has to be set up"),
    ROW(50085, SIGN_IN, "a fresh sign-in is needed"),
    ROW(50087, LATER, "the directory is unavailable"),
    ROW(50089, SIGN_IN, "the sign-in took too long"),
    ROW(50097, SIGN_IN, "device authentication is required"),
    ADVISE(50105, BLOCKED, "the user is not assigned to the app",
           "The company's Entra administrator has to assign the user to the app (Enterprise applications, Users and "
           "groups), or to switch off that assignment is required."),
    ROW(50107, BLOCKED, "the federated identity provider is not known"),
    ROW(50125, START_AGAIN, "the sign-in was interrupted by a password reset"),
    ROW(50126, SIGN_IN, "the user name or password is wrong"),
    ROW(50128, CONFIG, "the domain is not known"),
    ROW(50129, SIGN_IN, "the device is not joined to the workplace"),
    ROW(50131, SIGN_IN, "a condition of Conditional Access is not met"),
    GONE(50132, SIGN_IN, "the session ended because credentials were changed", NULL),
    GONE(50133, SIGN_IN, "the session ended because the password was changed", NULL),
    GONE(50135, SIGN_IN, "the password has to be changed because of a risk", NULL),
    ROW(50140, START_AGAIN, "the sign-in was interrupted by a question to stay signed in"),
    GONE(50144, SIGN_IN, "the password has expired", NULL),
    ROW(50146, REGISTRATION, "the app needs a signing key of its own"),
    ROW(50147, OURS, "the PKCE challenge is missing or has the wrong size"),
    ROW(50155, SIGN_IN, "device authentication failed"),
    ROW(50158, SIGN_IN, "an external security challenge is not satisfied"),
    ROW(50161, SIGN_IN, "an external security challenge is not satisfied"),
    GONE(50173, SIGN_IN, "the grant was revoked", NULL),
    ROW(50187, SIGN_IN, "device authentication failed"),
    ADVISE(50194, REGISTRATION, "the app is not registered as multi-tenant",
           "Set the account types of the app registration to those of any Entra directory."),
    ADVISE(50196, SLOW_DOWN, "a loop of requests was detected",
           "The same request was repeated too often: wait, and look for what repeats it."),
    ROW(50199, START_AGAIN, "the sign-in was interrupted by a question to confirm"),
    ROW(51000, REGISTRATION, "the feature is disabled for this app"),
    ROW(51004, OTHER_ACCOUNT, "the account is not in this tenant"),
    ROW(53000, BLOCKED, "the device does not comply with the policy"),
    ROW(53001, BLOCKED, "the device is not joined to the domain"),
    ROW(53002, BLOCKED, "the app is not approved for Conditional Access"),
    ROW(53003, BLOCKED, "Conditional Access blocks the sign-in"),
    ROW(53004, BLOCKED, "multi-factor registration is blocked"),
    ROW(53010, BLOCKED, "multi-factor registration is only possible from a known place"),
    ROW(53011, BLOCKED, "the user is blocked because of a risk"),
    ROW(54005, FOREIGN, "the code has been redeemed already"),
    ROW(65001, CONSENT, "nobody has consented"),
    ROW(65002, CONFIG, "the client id is that of a Microsoft app"),
    ROW(65004, DECLINED, "consent was declined"),
    ADVISE(65005, REGISTRATION, "the registration does not list the permission",
           "Add the permission to the app registration, then have the company's administrator consent again."),
    ROW(70000, SIGN_IN, "the grant is not valid"),
    ROW(70001, BLOCKED, "the app is disabled in the tenant"),
    ROW(70002, CREDENTIAL, "the client's credential is not valid"),
    ROW(70003, OURS, "the grant type is not supported"),
    ROW(70005, OURS, "the response type is not supported"),
    ROW(70007, OURS, "the response mode is not supported"),
    ROW(70008, SIGN_IN, "the code or refresh token has expired or was revoked"),
    ROW(70011, REGISTRATION, "the scope is not valid"),
    GONE(70043, SIGN_IN, "the refresh token is too old for the sign-in frequency", NULL),
    ADVISE(90002, CONFIG, "the tenant is not known: wrong id, or wrong cloud",
           "Check the directory's id, and that the client is set to the directory's cloud."),
    ROW(90005, OURS, "the request names an identifier and a login hint"),
    ROW(90006, LATER, "the service is unavailable"),
    ROW(90008, REGISTRATION, "the app asks for itself without the sign-in permission"),
    ROW(90009, REGISTRATION, "the app asks for itself without the sign-in permission"),
    ROW(90012, LATER, "the request took too long"),
    ROW(90013, OURS, "the request is malformed"),
    ROW(90014, OURS, "a parameter is missing"),
    ROW(90019, CONFIG, "the tenant cannot be told from the request"),
    ROW(90023, OURS, "the request is malformed"),
    ROW(90024, LATER, "the request's budget is used up"),
    ROW(90033, LATER, "the service is unavailable"),
    ADVISE(90038, CONFIG, "the tenant is in another cloud",
           "Set up a client for the directory's own cloud, with an app registration there."),
    ROW(90055, SLOW_DOWN, "the tenant sends too many requests"),
    ROW(90056, START_AGAIN, "the endpoint was called with the wrong method"),
    ROW(90072, OTHER_ACCOUNT, "the external account is not in this tenant"),
    ROW(90090, LATER, "Graph failed during the sign-in"),
    ROW(90091, LATER, "Graph failed during the sign-in"),
    ROW(90093, BLOCKED, "Graph refused the sign-in"),
    ROW(90094, CONSENT, "an administrator has to consent"),
    ROW(90095, CONSENT, "an administrator was asked to consent"),
    ROW(90099, CONSENT, "the app is not authorised in this tenant"),
    ROW(90100, OURS, "a parameter is empty or not valid"),
    ROW(90102, OURS, "the redirect URI is not a URL"),
    ROW(90124, CONFIG, "the resource needs the tenant's own id"),
    ROW(90130, CONFIG, "the app needs the tenant's own id"),
    ROW(240002, OURS, "an id_token is no grant"),
    ADVISE(500011, REGISTRATION, "the resource is not in this tenant: wrong cloud, or no Graph",
           "Check that the client is set to the directory's cloud; if it is, Graph is missing in the directory."),
    ROW(500021, BLOCKED, "tenant restrictions forbid this tenant"),
    ROW(500022, BLOCKED, "tenant restrictions forbid this tenant"),
    ROW(500113, REGISTRATION, "no redirect URI is registered"),
    ROW(500208, OTHER_ACCOUNT, "the kind of account is not allowed here"),
    ROW(500212, BLOCKED, "a cross-tenant policy forbids the sign-in"),
    ROW(500213, BLOCKED, "a cross-tenant policy forbids the sign-in"),
    ROW(501481, FOREIGN, "the PKCE verifier does not match the code"),
    ROW(501491, OURS, "the PKCE challenge has the wrong size"),
    ROW(530032, BLOCKED, "a security policy blocks the sign-in"),
    ROW(530034, BLOCKED, "the administrator of this tenant blocks the sign-in"),
    ROW(530035, BLOCKED, "security defaults block the sign-in"),
    ROW(650051, PENDING, "the app is not completely set up in the tenant yet"),
    ROW(650052, LICENCE, "the tenant has no subscription for the service"),
    ROW(650054, BLOCKED, "the resource was removed from the tenant"),
    ROW(650056, CONSENT, "no administrator has consented"),
    ADVISE(650057, REGISTRATION, "the registration does not list the resource",
           "Add the permission to the app registration, then have the company's administrator consent again."),
    ROW(700005, FOREIGN, "the code was issued for another tenant"),
    ROW(700011, CONSENT, "the app is not in this tenant"),
    ROW(700016, CONSENT, "the app is not in this tenant"),
    ROW(700020, SIGN_IN, "a sign-in is needed"),
    ROW(700022, REGISTRATION, "the scope names several resources"),
    ROW(700023, REGISTRATION, "the scope names several resources"),
    ADVISE(700024, CREDENTIAL, "the client assertion is outside its time",
           "Set the machine's clock: an assertion of the certificate counts for minutes only. Where the assertion "
           "comes from elsewhere, have it made anew."),
    ADVISE(700025, REGISTRATION, "the app is registered as a public client",
           "Register the redirect URI as type Web: an app that is a public client has no credential."),
    ADVISE(700027, CREDENTIAL, "the signature or thumbprint of the client assertion is not accepted",
           "Register this very certificate with the app. If it is registered, choose the other algorithm: PS256 "
           "names it by x5t#S256, RS256 by x5t."),
    ROW(700030, CREDENTIAL, "the certificate's subject is not authorised"),
    ROW(700054, REGISTRATION, "id_token as a response type is not enabled"),
    GONE(700082, SIGN_IN, "the refresh token was not used for too long", NULL),
    GONE(700084, SPA, "the refresh token was issued to a single-page app",
         "Register the redirect URI as type Web, not as single-page application; then the recruiter signs in again."),
    ADVISE(700213, CREDENTIAL, "no federated credential matches",
           "Correct the app's federated credential: issuer, subject and audience as the assertion has them, with "
           "case."),
    ADVISE(700222, CREDENTIAL, "the client secret has expired",
           "Create a new client secret in the app registration, and put it in place of the old one."),
    ROW(700229, CREDENTIAL, "the token is not an app-only one"),
    ROW(900144, OURS, "a parameter is missing"),
    ADVISE(900382, CONFIG, "the app may not be used across clouds",
           "Set up a client for the directory's own cloud, with an app registration there."),
    ADVISE(900432, CONFIG, "the app may not be used across clouds",
           "Set up a client for the directory's own cloud, with an app registration there."),
    ROW(900561, START_AGAIN, "the endpoint was called with the wrong method"),
    ROW(900971, REGISTRATION, "no redirect URI was given"),
    ROW(1000031, BLOCKED, "the app cannot be used in this tenant now"),
    ADVISE(1000104, CONFIG, "the app may not be used across clouds",
           "Set up a client for the directory's own cloud, with an app registration there."),
    ROW(7000112, BLOCKED, "the app is disabled in the tenant"),
    ADVISE(7000215, CREDENTIAL, "the client secret is wrong",
           "Use the secret's value, not its id; if it is the value, create a new secret."),
    ADVISE(7000218, CREDENTIAL, "the client secret is missing",
           "Give the client a secret or a certificate, and register the app as a confidential client."),
    ADVISE(7000222, CREDENTIAL, "the client secret has expired",
           "Create a new client secret in the app registration, and put it in place of the old one."),
    ROW(7000229, CONSENT, "the app has no service principal in this tenant"),
    ADVISE(7002131, CREDENTIAL, "no federated credential matches",
           "Correct the app's federated credential: issuer, subject and audience as the assertion has them, with "
           "case."),
    ROW(9001023, CONFIG, "the grant needs the tenant's own id"),
    ROW(9002313, OURS, "the request is malformed"),
    ROW(9002332, CONFIG, "the app is not for personal accounts"),
    ROW(9002341, SIGN_IN, "the user has to permit single sign-on"),
};

const ti_meanings ti_aadsts_table = { table, sizeof(table) / sizeof(table[0]) };

const ti_meaning *ti_aadsts_find(int32_t code)
{
    size_t low = 0;
    size_t high = ti_aadsts_table.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (table[middle].number == code)
            return &table[middle];
        if (table[middle].number < code)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
