/* SPDX-License-Identifier: Apache-2.0 */
/* test_credential_fallback.c - what is sent next where Entra did not take a credential. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/token_grant.h"
#include "support/token_desk.h"

static certificate ours;

static int make_certificate(void **state)
{
    (void)state;
    ours = certificate_make_rsa(2048, DESK_VALID_S);
    return 0;
}

static int free_certificate(void **state)
{
    (void)state;
    certificate_free(&ours);
    return 0;
}

static void test_secret_steps_in_where_there_is_no_assertion(void **state)
{
    desk_issuer i = { 0 };
    desk d;

    (void)state;
    desk_open(&d, desk_federated(&i), desk_secret("spare", 0));
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.asked, 1);
    assert_secret_sent(&d, 0, "spare");
    assert_int_equal(d.refused, 1);
    assert_string_equal(d.message, "the federated assertion of the app could not be used, the client secret stood in "
                                   "for it");
    desk_close(&d);
}

static void test_certificate_is_refused_and_the_secret_steps_in(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_certificate(&ours, TEAMSINVITE_ALGORITHM_PS256), desk_secret("spare", 0));
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("700027") }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.asked, 2);
    free(desk_assertion(&d, 0));
    assert_secret_sent(&d, 1, "spare");
    assert_int_equal(d.refused, 1);
    assert_string_equal(d.message, "the certificate of the app was refused (AADSTS700027), the client secret stood in "
                                   "for it");
    desk_set_answers(&d, &desk_granted, 1);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.asked, 1);
    assert_secret_sent(&d, 0, "spare");
    assert_int_equal(d.refused, 1);
    desk_close(&d);
}

/* And back, once the one that is used now is refused. */
static void test_first_credential_is_tried_again_when_the_second_is_refused(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), desk_secret("two", 0));
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000215") }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000222") }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_secret_sent(&d, 0, "two");
    assert_secret_sent(&d, 1, "one");
    assert_int_equal(d.refused, 2);
    desk_close(&d);
}

/* Nothing is concluded from an answer that says nothing of the credential. */
static void test_credential_is_not_preferred_before_it_has_worked(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), desk_secret("two", 0));
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000215") }, { 400, "{\"error\":\"invalid_scope\"}" });
    assert_int_equal(desk_ask(&d), TEAMSINVITE_E_APP_REGISTRATION);
    assert_int_equal(d.refused, 0);
    desk_set_answers(&d, &desk_granted, 1);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_secret_sent(&d, 0, "one");
    desk_close(&d);
}

/* RS256 signs the same in the same way: what is different is inside. */
static void test_assertion_outside_its_time_is_made_once_more(void **state)
{
    char *first;
    char *second;
    desk d;

    (void)state;
    desk_open(&d, desk_certificate(&ours, TEAMSINVITE_ALGORITHM_RS256), NULL);
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("700024") }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.asked, 2);
    first = desk_assertion(&d, 0);
    second = desk_assertion(&d, 1);
    assert_string_not_equal(first, second);
    assert_int_equal(d.refused, 0);
    free(first);
    free(second);
    desk_close(&d);
}

static void test_assertion_outside_its_time_is_made_once_more_only(void **state)
{
    static const desk_answer late = { 401, DESK_REFUSAL("700024") };
    desk_issuer i = { .text = DESK_JWT };
    char code[48] = "";
    desk d;

    (void)state;
    desk_open(&d, desk_federated(&i), NULL);
    desk_set_answers(&d, &late, 1);
    assert_int_equal(desk_ask_with(&d, code), TEAMSINVITE_E_CREDENTIAL);
    assert_string_equal(code, "AADSTS700024");
    assert_int_equal(d.asked, 2);
    desk_close(&d);

    i.asked = 0;
    desk_open(&d, desk_federated(&i), desk_secret("spare", 0));
    desk_set_answers(&d, &late, 1);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_E_CREDENTIAL);
    assert_int_equal(d.asked, 3);
    assert_int_equal(i.asked, 2);
    assert_secret_sent(&d, 2, "spare");
    desk_close(&d);

    desk_open(&d, desk_secret("one", 0), NULL); /* has no time to be outside of */
    desk_set_answers(&d, &late, 1);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_E_CREDENTIAL);
    assert_int_equal(d.asked, 1);
    desk_close(&d);
}

static void replace_with_one(desk *d)
{
    assert_int_equal(teamsinvite_client_set_credentials(d->client, desk_secret("three", 0), NULL, NULL),
                     TEAMSINVITE_OK);
}

static void replace_with_one_at_the_second(desk *d)
{
    if (d->asked == 2)
        replace_with_one(d);
}

static void replace_with_two_at_the_second(desk *d)
{
    if (d->asked == 2)
        assert_int_equal(teamsinvite_client_set_credentials(d->client, desk_secret("three", 0), desk_secret("four", 0),
                                                            NULL), TEAMSINVITE_OK);
}

/* The second of two was refused or busy, and now there is only one. */
static void test_request_is_made_again_with_what_is_there_by_then(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), desk_secret("two", 0));
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000215") }, { 503, "" }, desk_granted);
    d.meanwhile = replace_with_one_at_the_second;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.asked, 3);
    assert_secret_sent(&d, 1, "two");
    assert_secret_sent(&d, 2, "three");
    desk_close(&d);
}

static void test_call_does_not_go_on_for_ever_with_ever_new_credentials(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), NULL);
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000215") });
    d.meanwhile = replace_with_one;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_E_CREDENTIAL);
    assert_int_equal(d.asked, 2);
    assert_secret_sent(&d, 1, "three");
    desk_close(&d);
}

/* The second one of the old set worked; that says nothing of the second one of the new set. */
static void test_what_worked_is_not_remembered_for_other_credentials(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), desk_secret("two", 0));
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000215") }, desk_granted);
    d.meanwhile = replace_with_two_at_the_second;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.refused, 0);
    desk_set_answers(&d, &desk_granted, 1);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_secret_sent(&d, 0, "three");
    desk_close(&d);
}

/* A call that visits the token endpoint twice: each visit may change once. */
static ti_verdict visit(teamsinvite_call *call, void *state)
{
    ti_token_grant *grant = state;

    grant->ask.grant = TI_GRANT_APP;
    grant->ask.scope = TI_SCOPE_DEFAULT;
    grant->ask.tenant = DESK_TENANT;
    return ti_call_run(call, grant);
}

static const ti_step visits[] = {
    { .name = "visit", .ask = visit, .flow = &ti_flow_token_grant },
    { .name = "visit again", .ask = visit, .flow = &ti_flow_token_grant },
};

static const ti_flow two_visits = TI_FLOW("two visits", visits);

static void test_second_visit_of_a_call_may_change_again(void **state)
{
    teamsinvite_call *call = NULL;
    ti_error error = { 0 };
    void *grant = NULL;
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), desk_secret("two", 0));
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000215") }, desk_granted, { 401, DESK_REFUSAL("7000215") }, desk_granted);
    assert_int_equal(ti_call_new(&call, d.client, &two_visits, sizeof(ti_token_grant), &grant, &error),
                     TEAMSINVITE_OK);
    (void)teamsinvite_call_run(call);
    assert_int_equal(call->error.status, TEAMSINVITE_OK);
    assert_int_equal(d.asked, 4);
    assert_secret_sent(&d, 2, "two");
    assert_secret_sent(&d, 3, "one");
    teamsinvite_call_free(call);
    desk_close(&d);
}

/* A code that Entra refused the app for was not used up; one that it took was. */
static void test_code_is_redeemed_with_the_other_credential(void **state)
{
    teamsinvite_tokens *tokens = NULL;
    char *code;
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), desk_secret("two", 0));
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000222") }, desk_granted);
    assert_int_equal(teamsinvite_token_exchange(d.client, DESK_TENANT, "the-code",
                                                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", &tokens, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(d.asked, 2);
    code = desk_member(d.forms[1], "code");
    assert_string_equal(code, "the-code");
    assert_secret_sent(&d, 1, "two");
    teamsinvite_tokens_free(tokens);
    free(code);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_secret_steps_in_where_there_is_no_assertion),
        cmocka_unit_test(test_certificate_is_refused_and_the_secret_steps_in),
        cmocka_unit_test(test_first_credential_is_tried_again_when_the_second_is_refused),
        cmocka_unit_test(test_credential_is_not_preferred_before_it_has_worked),
        cmocka_unit_test(test_assertion_outside_its_time_is_made_once_more),
        cmocka_unit_test(test_assertion_outside_its_time_is_made_once_more_only),
        cmocka_unit_test(test_request_is_made_again_with_what_is_there_by_then),
        cmocka_unit_test(test_call_does_not_go_on_for_ever_with_ever_new_credentials),
        cmocka_unit_test(test_what_worked_is_not_remembered_for_other_credentials),
        cmocka_unit_test(test_second_visit_of_a_call_may_change_again),
        cmocka_unit_test(test_code_is_redeemed_with_the_other_credential),
    };

    return cmocka_run_group_tests(tests, make_certificate, free_certificate);
}
