/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_entra.c - the building blocks refuse bad arguments by name, before anything is sent. */
#include <string.h>

#include "support/arguments.h"

enum { MARK_MAX = 128, HINT_MAX = 254, CODE_MAX = 8192, TOKEN_MAX = 16384 };

FACE(run_random_text, teamsinvite_random_text, char, teamsinvite_string_free, a->client)
FACE(run_consent_url, teamsinvite_consent_url, char, teamsinvite_string_free, a->client, a->tenant, a->state)
FACE(run_signin_url, teamsinvite_signin_url, char, teamsinvite_string_free, a->client, a->tenant, a->state, a->nonce,
     a->verifier, a->login_hint)

static const operation op_random_text = { "random_text", run_random_text, NULL };
static const operation op_consent_url = { "consent_url", run_consent_url, NULL };
static const operation op_signin_url = { "signin_url", run_signin_url, NULL };

OPERATION(token_exchange, teamsinvite_tokens, a->client, a->tenant, a->code, a->verifier)
OPERATION(token_refresh, teamsinvite_tokens, a->client, a->tenant, a->refresh_token)
OPERATION(token_app, teamsinvite_tokens, a->client, a->tenant)
OPERATION(id_token_verify, teamsinvite_identity, a->client, a->tenant, a->id_token, a->nonce)

#define BAD_CLIENT BAD("client", client, bad_pointers, 0)
#define BAD_TENANT BAD("tenant", tenant, bad_tenants, 0)

static void test_urls_name_the_bad_argument(void **state)
{
    static const bad_argument for_random[] = { BAD_CLIENT };
    static const bad_argument for_consent[] = { BAD_CLIENT, BAD_TENANT, BAD("state", state, bad_marks, MARK_MAX) };
    static const bad_argument for_signin[] = {
        BAD_CLIENT,
        BAD_TENANT,
        BAD("state", state, bad_marks, MARK_MAX),
        BAD("nonce", nonce, bad_marks, MARK_MAX),
        BAD("verifier", verifier, bad_verifiers, MARK_MAX),
        BAD_BUT_NULL("login_hint", login_hint, bad_lines, HINT_MAX),
    };

    assert_operation_checks(*state, &op_random_text, for_random, ARGUMENTS_COUNT(for_random));
    assert_operation_checks(*state, &op_consent_url, for_consent, ARGUMENTS_COUNT(for_consent));
    assert_operation_checks(*state, &op_signin_url, for_signin, ARGUMENTS_COUNT(for_signin));
}

static void test_token_calls_name_the_bad_argument(void **state)
{
    static const bad_argument for_exchange[] = { BAD_CLIENT, BAD_TENANT, BAD("code", code, bad_tokens, CODE_MAX),
                                                 BAD("verifier", verifier, bad_verifiers, MARK_MAX) };
    static const bad_argument for_refresh[] = { BAD_CLIENT, BAD_TENANT,
                                                BAD("refresh_token", refresh_token, bad_tokens, TOKEN_MAX) };
    static const bad_argument for_app[] = { BAD_CLIENT, BAD("tenant", tenant, bad_guids, 0) };

    assert_operation_checks(*state, &op_token_exchange, for_exchange, ARGUMENTS_COUNT(for_exchange));
    assert_operation_checks(*state, &op_token_refresh, for_refresh, ARGUMENTS_COUNT(for_refresh));
    assert_operation_checks(*state, &op_token_app, for_app, ARGUMENTS_COUNT(for_app));
}

static void test_verification_names_the_bad_argument(void **state)
{
    static const bad_argument bad[] = { BAD_CLIENT, BAD_TENANT, BAD("id_token", id_token, bad_tokens, TOKEN_MAX),
                                        BAD("nonce", nonce, bad_tokens, MARK_MAX) };

    assert_operation_checks(*state, &op_id_token_verify, bad, ARGUMENTS_COUNT(bad));
}

static void test_over_long_tenants_are_named(void **state)
{
    static const operation *const operations[] = { &op_consent_url, &op_signin_url, &op_token_exchange,
                                                   &op_token_refresh, &op_token_app, &op_id_token_verify };
    const arguments_bench *b = *state;
    arguments a = b->good;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(operations); i++) {
        a.tenant = text_of_length(ARGUMENTS_TENANT, 37);
        assert_operation_refuses(b, operations[i], &a, "tenant", "a GUID and one letter more");
        a.tenant = text_of_length("organizations", 60000);
        assert_operation_refuses(b, operations[i], &a, "tenant", "a tenant of 60,000 bytes");
    }
}

/* Where the account is not known yet, any work account may come. */
static void test_any_organization_is_taken_except_for_the_app_itself(void **state)
{
    static const operation *const operations[] = { &op_consent_url, &op_signin_url, &op_token_exchange,
                                                   &op_token_refresh, &op_id_token_verify };
    const arguments_bench *b = *state;
    arguments a = b->good;
    size_t i;

    a.tenant = "organizations";
    for (i = 0; i < ARGUMENTS_COUNT(operations); i++) {
        const operation *op = operations[i];

        assert_int_equal((op->start == NULL ? op->run : op->start)(&a, true, NULL), TEAMSINVITE_OK);
    }
    assert_operation_refuses(b, &op_token_app, &a, "tenant", "organizations");
}

/* A login hint would be a person's address: an error goes into logs. */
static void test_no_error_repeats_what_was_given(void **state)
{
    const arguments_bench *b = *state;
    arguments a = b->good;
    teamsinvite_error *err = NULL;

    a.login_hint = "carol@mail.example\nX";
    assert_int_equal(op_signin_url.run(&a, true, &err), TEAMSINVITE_E_INVALID);
    assert_null(strstr(teamsinvite_error_message(err), "carol"));
    teamsinvite_error_free(err);
    a.refresh_token = "0.secret-of-carol and a blank";
    assert_int_equal(op_token_refresh.run(&a, true, &err), TEAMSINVITE_E_INVALID);
    assert_null(strstr(teamsinvite_error_message(err), "carol"));
    teamsinvite_error_free(err);
}

static void test_building_blocks_need_no_storage(void **state)
{
    arguments_bench *b = *state;
    arguments a = b->good;

    a.client = b->bare;
    assert_int_equal(op_random_text.run(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(op_consent_url.run(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(op_signin_url.run(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(op_token_exchange.start(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(op_token_refresh.start(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(op_token_app.start(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(op_id_token_verify.start(&a, true, NULL), TEAMSINVITE_OK);
    assert_int_equal(b->ios, 0);
}

static void test_results_that_are_null_read_as_empty(void **state)
{
    (void)state;
    assert_string_equal(teamsinvite_tokens_access_token(NULL), "");
    assert_string_equal(teamsinvite_tokens_refresh_token(NULL), "");
    assert_string_equal(teamsinvite_tokens_id_token(NULL), "");
    assert_string_equal(teamsinvite_tokens_scope(NULL), "");
    assert_int_equal(teamsinvite_tokens_expires_at_ms(NULL), 0);
    assert_string_equal(teamsinvite_identity_tenant(NULL), "");
    assert_string_equal(teamsinvite_identity_account(NULL), "");
    assert_int_equal(teamsinvite_identity_is_guest(NULL), 0);
    teamsinvite_tokens_free(NULL);
    teamsinvite_identity_free(NULL);
    teamsinvite_string_free(NULL);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_urls_name_the_bad_argument),
        IN_BENCH(test_token_calls_name_the_bad_argument),
        IN_BENCH(test_verification_names_the_bad_argument),
        IN_BENCH(test_over_long_tenants_are_named),
        IN_BENCH(test_any_organization_is_taken_except_for_the_app_itself),
        IN_BENCH(test_no_error_repeats_what_was_given),
        IN_BENCH(test_building_blocks_need_no_storage),
        cmocka_unit_test(test_results_that_are_null_read_as_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
