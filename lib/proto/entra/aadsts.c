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

/* In ascending order. Entra, reference-error-codes; 7000229, 650051, 700213 and
 * 7002131 as they are reported. 700222 is not in the published list, and most
 * likely stands for 7000222 where it is seen. */
static const ti_aadsts_row table[] = {
    { 16000, OTHER_ACCOUNT, "the account is not in this tenant" },
    { 16001, START_AGAIN, "another account was chosen" },
    { 20012, BLOCKED, "the federated identity provider failed" },
    { 28002, REGISTRATION, "the scope is empty or not valid" },
    { 28003, REGISTRATION, "the scope is empty" },
    { 40008, BLOCKED, "the federated identity provider failed" },
    { 50001, REGISTRATION, "the resource is disabled or unknown" },
    { 50003, REGISTRATION, "the app has no signing key" },
    { 50011, REGISTRATION, "the redirect URI is not registered" },
    { 50012, CREDENTIAL, "the signature of the client assertion is not accepted" },
    { 50014, OTHER_ACCOUNT, "the guest account was not taken into this tenant" },
    { 50020, OTHER_ACCOUNT, "the account is not in this tenant" },
    { 50033, LATER, "the directory is unavailable" },
    { 50034, OTHER_ACCOUNT, "the account is not in the directory" },
    { 50053, LOCKED, "the account is locked, or its address is blocked" },
    { 50055, SIGN_IN, "the password has expired" },
    { 50056, SIGN_IN, "the password is missing or wrong" },
    { 50057, SIGN_IN, "the user account is disabled" },
    { 50058, SIGN_IN, "nobody is signed in" },
    { 50059, CONFIG, "the tenant cannot be told from the request" },
    { 50064, SIGN_IN, "the credentials are wrong" },
    { 50072, SIGN_IN, "multi-factor authentication has to be set up" },
    { 50074, SIGN_IN, "multi-factor authentication is required" },
    { 50076, SIGN_IN, "multi-factor authentication is required" },
    { 50078, SIGN_IN, "multi-factor authentication has expired" },
    { 50079, SIGN_IN, "multi-factor authentication has to be set up" },
    { 50085, SIGN_IN, "a fresh sign-in is needed" },
    { 50087, LATER, "the directory is unavailable" },
    { 50089, SIGN_IN, "the sign-in took too long" },
    { 50097, SIGN_IN, "device authentication is required" },
    { 50105, BLOCKED, "the user is not assigned to the app" },
    { 50107, BLOCKED, "the federated identity provider is not known" },
    { 50125, START_AGAIN, "the sign-in was interrupted by a password reset" },
    { 50126, SIGN_IN, "the user name or password is wrong" },
    { 50128, CONFIG, "the domain is not known" },
    { 50129, SIGN_IN, "the device is not joined to the workplace" },
    { 50131, SIGN_IN, "a condition of Conditional Access is not met" },
    { 50132, SIGN_IN, "the session ended because credentials were changed" },
    { 50133, SIGN_IN, "the session ended because the password was changed" },
    { 50135, SIGN_IN, "the password has to be changed because of a risk" },
    { 50140, START_AGAIN, "the sign-in was interrupted by a question to stay signed in" },
    { 50144, SIGN_IN, "the password has expired" },
    { 50146, REGISTRATION, "the app needs a signing key of its own" },
    { 50147, OURS, "the PKCE challenge is missing or has the wrong size" },
    { 50155, SIGN_IN, "device authentication failed" },
    { 50158, SIGN_IN, "an external security challenge is not satisfied" },
    { 50161, SIGN_IN, "an external security challenge is not satisfied" },
    { 50173, SIGN_IN, "the grant was revoked" },
    { 50187, SIGN_IN, "device authentication failed" },
    { 50194, REGISTRATION, "the app is not registered as multi-tenant" },
    { 50196, SLOW_DOWN, "a loop of requests was detected" },
    { 50199, START_AGAIN, "the sign-in was interrupted by a question to confirm" },
    { 51000, REGISTRATION, "the feature is disabled for this app" },
    { 51004, OTHER_ACCOUNT, "the account is not in this tenant" },
    { 53000, BLOCKED, "the device does not comply with the policy" },
    { 53001, BLOCKED, "the device is not joined to the domain" },
    { 53002, BLOCKED, "the app is not approved for Conditional Access" },
    { 53003, BLOCKED, "Conditional Access blocks the sign-in" },
    { 53004, BLOCKED, "multi-factor registration is blocked" },
    { 53010, BLOCKED, "multi-factor registration is only possible from a known place" },
    { 53011, BLOCKED, "the user is blocked because of a risk" },
    { 54005, FOREIGN, "the code has been redeemed already" },
    { 65001, CONSENT, "nobody has consented" },
    { 65002, CONFIG, "the client id is that of a Microsoft app" },
    { 65004, DECLINED, "consent was declined" },
    { 65005, REGISTRATION, "the registration does not list the permission" },
    { 70000, SIGN_IN, "the grant is not valid" },
    { 70001, BLOCKED, "the app is disabled in the tenant" },
    { 70002, CREDENTIAL, "the client's credential is not valid" },
    { 70003, OURS, "the grant type is not supported" },
    { 70005, OURS, "the response type is not supported" },
    { 70007, OURS, "the response mode is not supported" },
    { 70008, SIGN_IN, "the code or refresh token has expired or was revoked" },
    { 70011, REGISTRATION, "the scope is not valid" },
    { 70043, SIGN_IN, "the refresh token is too old for the sign-in frequency" },
    { 90002, CONFIG, "the tenant is not known: wrong id, or wrong cloud" },
    { 90005, OURS, "the request names an identifier and a login hint" },
    { 90006, LATER, "the service is unavailable" },
    { 90008, REGISTRATION, "the app asks for itself without the sign-in permission" },
    { 90009, REGISTRATION, "the app asks for itself without the sign-in permission" },
    { 90012, LATER, "the request took too long" },
    { 90013, OURS, "the request is malformed" },
    { 90014, OURS, "a parameter is missing" },
    { 90019, CONFIG, "the tenant cannot be told from the request" },
    { 90023, OURS, "the request is malformed" },
    { 90024, LATER, "the request's budget is used up" },
    { 90033, LATER, "the service is unavailable" },
    { 90038, CONFIG, "the tenant is in another cloud" },
    { 90055, SLOW_DOWN, "the tenant sends too many requests" },
    { 90056, START_AGAIN, "the endpoint was called with the wrong method" },
    { 90072, OTHER_ACCOUNT, "the external account is not in this tenant" },
    { 90090, LATER, "Graph failed during the sign-in" },
    { 90091, LATER, "Graph failed during the sign-in" },
    { 90093, BLOCKED, "Graph refused the sign-in" },
    { 90094, CONSENT, "an administrator has to consent" },
    { 90095, CONSENT, "an administrator was asked to consent" },
    { 90099, CONSENT, "the app is not authorised in this tenant" },
    { 90100, OURS, "a parameter is empty or not valid" },
    { 90102, OURS, "the redirect URI is not a URL" },
    { 90124, CONFIG, "the resource needs the tenant's own id" },
    { 90130, CONFIG, "the app needs the tenant's own id" },
    { 240002, OURS, "an id_token is no grant" },
    { 500011, REGISTRATION, "the resource is not in this tenant: wrong cloud, or no Graph" },
    { 500021, BLOCKED, "tenant restrictions forbid this tenant" },
    { 500022, BLOCKED, "tenant restrictions forbid this tenant" },
    { 500113, REGISTRATION, "no redirect URI is registered" },
    { 500208, OTHER_ACCOUNT, "the kind of account is not allowed here" },
    { 500212, BLOCKED, "a cross-tenant policy forbids the sign-in" },
    { 500213, BLOCKED, "a cross-tenant policy forbids the sign-in" },
    { 501481, FOREIGN, "the PKCE verifier does not match the code" },
    { 501491, OURS, "the PKCE challenge has the wrong size" },
    { 530032, BLOCKED, "a security policy blocks the sign-in" },
    { 530034, BLOCKED, "the administrator of this tenant blocks the sign-in" },
    { 530035, BLOCKED, "security defaults block the sign-in" },
    { 650051, PENDING, "the app is not completely set up in the tenant yet" },
    { 650052, LICENCE, "the tenant has no subscription for the service" },
    { 650054, BLOCKED, "the resource was removed from the tenant" },
    { 650056, CONSENT, "no administrator has consented" },
    { 650057, REGISTRATION, "the registration does not list the resource" },
    { 700005, FOREIGN, "the code was issued for another tenant" },
    { 700011, CONSENT, "the app is not in this tenant" },
    { 700016, CONSENT, "the app is not in this tenant" },
    { 700020, SIGN_IN, "a sign-in is needed" },
    { 700022, REGISTRATION, "the scope names several resources" },
    { 700023, REGISTRATION, "the scope names several resources" },
    { 700024, CREDENTIAL, "the client assertion is outside its time" },
    { 700025, REGISTRATION, "the app is registered as a public client" },
    { 700027, CREDENTIAL, "the signature of the client assertion is not accepted" },
    { 700030, CREDENTIAL, "the certificate's subject is not authorised" },
    { 700054, REGISTRATION, "id_token as a response type is not enabled" },
    { 700082, SIGN_IN, "the refresh token was not used for too long" },
    { 700084, SPA, "the refresh token was issued to a single-page app" },
    { 700213, CREDENTIAL, "no federated credential matches" },
    { 700222, CREDENTIAL, "the client secret has expired" },
    { 700229, CREDENTIAL, "the token is not an app-only one" },
    { 900144, OURS, "a parameter is missing" },
    { 900382, CONFIG, "the app may not be used across clouds" },
    { 900432, CONFIG, "the app may not be used across clouds" },
    { 900561, START_AGAIN, "the endpoint was called with the wrong method" },
    { 900971, REGISTRATION, "no redirect URI was given" },
    { 1000031, BLOCKED, "the app cannot be used in this tenant now" },
    { 1000104, CONFIG, "the app may not be used across clouds" },
    { 7000112, BLOCKED, "the app is disabled in the tenant" },
    { 7000215, CREDENTIAL, "the client secret is wrong" },
    { 7000218, CREDENTIAL, "the client secret is missing" },
    { 7000222, CREDENTIAL, "the client secret has expired" },
    { 7000229, CONSENT, "the app has no service principal in this tenant" },
    { 7002131, CREDENTIAL, "no federated credential matches" },
    { 9001023, CONFIG, "the grant needs the tenant's own id" },
    { 9002313, OURS, "the request is malformed" },
    { 9002332, CONFIG, "the app is not for personal accounts" },
    { 9002341, SIGN_IN, "the user has to permit single sign-on" },
};

size_t ti_aadsts_count(void)
{
    return sizeof(table) / sizeof(table[0]);
}

const ti_aadsts_row *ti_aadsts_at(size_t index)
{
    return index < ti_aadsts_count() ? &table[index] : NULL;
}

const ti_aadsts_row *ti_aadsts_find(int32_t code)
{
    size_t low = 0;
    size_t high = ti_aadsts_count();

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (table[middle].code == code)
            return &table[middle];
        if (table[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
