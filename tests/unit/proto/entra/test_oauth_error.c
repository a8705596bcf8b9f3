/* SPDX-License-Identifier: Apache-2.0 */
/* test_oauth_error.c - each `error` that is known, at the token endpoint and at the redirect. */
#include "proto/entra/oauth_error.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "proto/entra/aadsts.h"

#include <cmocka.h>

static const struct {
    const char *error;
    teamsinvite_status at_token, at_redirect;
} known[] = {
    { "access_denied", TEAMSINVITE_E_BLOCKED, TEAMSINVITE_E_CONSENT_REFUSED },
    { "permission_denied", TEAMSINVITE_E_BLOCKED, TEAMSINVITE_E_CONSENT_REFUSED },
    { "consent_required", TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_E_CONSENT_REQUIRED },
    { "interaction_required", TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_E_SIGN_IN_AGAIN },
    { "login_required", TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_E_SIGN_IN_AGAIN },
    { "invalid_grant", TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_E_SIGN_IN_AGAIN },
    { "invalid_client", TEAMSINVITE_E_CREDENTIAL, TEAMSINVITE_E_APP_REGISTRATION },
    { "unauthorized_client", TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_E_CONSENT_REQUIRED },
    { "invalid_scope", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION },
    { "invalid_resource", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION },
    { "invalid_request", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION },
    { "unsupported_grant_type", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION },
    { "unsupported_response_type", TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_E_APP_REGISTRATION },
    { "server_error", TEAMSINVITE_E_SERVICE, TEAMSINVITE_E_SERVICE },
    { "temporarily_unavailable", TEAMSINVITE_E_SERVICE, TEAMSINVITE_E_SERVICE },
};

enum { KNOWN_COUNT = sizeof(known) / sizeof(known[0]) };

static teamsinvite_status status_of(const char *error, const char *suberror, const char *description, bool at_redirect,
                                    ti_error *err)
{
    ti_oauth_error answer = {
        .error = ti_slice_of(error),
        .suberror = ti_slice_of(suberror),
        .description = ti_slice_of(description),
        .at_redirect = at_redirect,
    };

    return ti_oauth_error_fail(err, &answer);
}

static void test_every_known_error_has_its_status_at_both_places(void **state)
{
    ti_error err;
    size_t i;

    (void)state;
    for (i = 0; i < KNOWN_COUNT; i++) {
        assert_int_equal(status_of(known[i].error, NULL, NULL, false, &err), known[i].at_token);
        assert_string_equal(err.service_code, known[i].error);
        assert_int_equal(status_of(known[i].error, NULL, NULL, true, &err), known[i].at_redirect);
        assert_string_equal(err.service_code, known[i].error);
    }
}

static void test_no_combination_with_a_code_is_ever_success_or_unnamed(void **state)
{
    char description[64];
    char code[32];
    ti_error err;
    size_t i, j;
    int place;

    (void)state;
    for (i = 0; i < KNOWN_COUNT; i++) {
        for (j = 0; j < ti_aadsts_table.count; j++) {
            snprintf(code, sizeof(code), "AADSTS%ld", (long)ti_aadsts_table.rows[j].number);
            snprintf(description, sizeof(description), "%s: x", code);
            for (place = 0; place < 2; place++) {
                teamsinvite_status status = status_of(known[i].error, NULL, description, place == 1, &err);

                assert_int_equal(err.status, status);
                assert_int_equal(ti_status_find(status)->status, status);
                assert_int_not_equal(status, TEAMSINVITE_OK);
                assert_string_equal(err.service_code, code);
            }
        }
    }
}

/* Only a refusal of the grant itself may end a connection. */
static void test_credential_and_service_errors_never_become_sign_in_again(void **state)
{
    static const char *const errors[] = { "invalid_client", "server_error", "temporarily_unavailable" };
    char description[32];
    ti_error err;
    size_t i, j;

    (void)state;
    for (i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        for (j = 0; j < ti_aadsts_table.count; j++) {
            snprintf(description, sizeof(description), "AADSTS%ld", (long)ti_aadsts_table.rows[j].number);
            assert_int_not_equal(status_of(errors[i], NULL, description, false, &err), TEAMSINVITE_E_SIGN_IN_AGAIN);
        }
    }
}

/* A wrong secret would stop all companies: it is never inferred from one user's grant. */
static void test_dead_grant_never_becomes_a_wrong_credential(void **state)
{
    char description[32];
    ti_error err;
    size_t j;

    (void)state;
    for (j = 0; j < ti_aadsts_table.count; j++) {
        snprintf(description, sizeof(description), "AADSTS%ld", (long)ti_aadsts_table.rows[j].number);
        assert_int_not_equal(status_of("invalid_grant", NULL, description, false, &err), TEAMSINVITE_E_CREDENTIAL);
        assert_int_not_equal(err.status, TEAMSINVITE_E_INTERNAL);
    }
}

static void test_suberror_counts_for_a_grant_only_and_a_code_may_say_more(void **state)
{
    ti_error err;

    (void)state;
    assert_int_equal(status_of("invalid_grant", "consent_required", NULL, false, &err),
                     TEAMSINVITE_E_CONSENT_REQUIRED);
    assert_int_equal(status_of("interaction_required", "consent_required", NULL, false, &err),
                     TEAMSINVITE_E_CONSENT_REQUIRED);
    assert_int_equal(status_of("invalid_client", "consent_required", NULL, false, &err), TEAMSINVITE_E_CREDENTIAL);
    assert_int_equal(status_of("invalid_grant", "protection_policy_required", NULL, false, &err),
                     TEAMSINVITE_E_BLOCKED);
    assert_int_equal(status_of("invalid_grant", "client_mismatch", NULL, false, &err), TEAMSINVITE_E_BLOCKED);
    assert_int_equal(status_of("invalid_grant", "user_password_expired", NULL, false, &err),
                     TEAMSINVITE_E_SIGN_IN_AGAIN);
    assert_int_equal(status_of("invalid_grant", "bad_token", "AADSTS50196: x", false, &err),
                     TEAMSINVITE_E_THROTTLED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_known_error_has_its_status_at_both_places),
        cmocka_unit_test(test_no_combination_with_a_code_is_ever_success_or_unnamed),
        cmocka_unit_test(test_credential_and_service_errors_never_become_sign_in_again),
        cmocka_unit_test(test_dead_grant_never_becomes_a_wrong_credential),
        cmocka_unit_test(test_suberror_counts_for_a_grant_only_and_a_code_may_say_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
