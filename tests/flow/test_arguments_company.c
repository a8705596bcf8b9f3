/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_company.c - operations of companies and users refuse bad arguments by name. */
#include <string.h>

#include "support/arguments.h"

enum { ID_MAX = 64, SESSION_MAX = 256, HINT_MAX = 254, ADDRESS_MAX = 254 };

OPERATION(company_enable, teamsinvite_redirect, a->client, a->actor, a->session, a->mode)
OPERATION(company_check, teamsinvite_company, a->client, a->actor, a->span)
OPERATION(company_status, teamsinvite_company, a->client, a->actor)
OPERATION(company_disable, teamsinvite_erasure, a->client, a->actor)
OPERATION(redirect_finish, teamsinvite_redirect, a->client, a->session, a->url)
OPERATION(user_connect, teamsinvite_redirect, a->client, a->actor, a->session, a->login_hint)
OPERATION(user_resolve, teamsinvite_connection, a->client, a->actor, a->user, a->address)
OPERATION(user_status, teamsinvite_connection, a->client, a->actor)
OPERATION(user_token, teamsinvite_tokens, a->client, a->actor, a->span)
OPERATION(doctor_run, teamsinvite_report, a->client, a->actor, a->user)

#define BAD_CLIENT BAD("client", client, bad_pointers, 0)
#define BAD_ACTOR BAD("actor", actor, bad_pointers, 0)
#define BAD_SESSION BAD("session", session, bad_lines, SESSION_MAX)

static void test_enable_and_connect_name_the_bad_argument(void **state)
{
    static const bad_argument for_enable[] = { BAD_CLIENT, BAD_ACTOR, BAD_SESSION };
    static const bad_argument for_connect[] = { BAD_CLIENT, BAD_ACTOR, BAD_SESSION,
                                                BAD_BUT_NULL("login_hint", login_hint, bad_lines, HINT_MAX) };

    assert_operation_checks(*state, &op_company_enable, for_enable, ARGUMENTS_COUNT(for_enable));
    assert_operation_checks(*state, &op_user_connect, for_connect, ARGUMENTS_COUNT(for_connect));
}

static void test_a_mode_that_is_none_is_refused(void **state)
{
    static const int32_t modes[] = { INT32_MIN, -1, 0, 3, INT32_MAX };
    const arguments_bench *b = *state;
    arguments a = b->good;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(modes); i++) {
        a.mode = modes[i];
        assert_operation_refuses(b, &op_company_enable, &a, "mode", "a mode that is none");
    }
}

static void test_what_only_looks_names_the_bad_argument(void **state)
{
    static const bad_argument bad[] = { BAD_CLIENT, BAD_ACTOR };

    assert_operation_checks(*state, &op_company_check, bad, ARGUMENTS_COUNT(bad));
    assert_operation_checks(*state, &op_company_status, bad, ARGUMENTS_COUNT(bad));
    assert_operation_checks(*state, &op_company_disable, bad, ARGUMENTS_COUNT(bad));
    assert_operation_checks(*state, &op_user_status, bad, ARGUMENTS_COUNT(bad));
    assert_operation_checks(*state, &op_user_token, bad, ARGUMENTS_COUNT(bad));
}

static void test_spans_out_of_range_are_refused(void **state)
{
    static const int64_t waits[] = { INT64_MIN, -1, 3600001, INT64_MAX };
    static const int64_t lives[] = { INT64_MIN, -1, 1801, INT64_MAX };
    const arguments_bench *b = *state;
    arguments a = b->good;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(waits); i++) {
        a.span = waits[i];
        assert_operation_refuses(b, &op_company_check, &a, "max_wait_ms", "a wait out of range");
        a.span = lives[i];
        assert_operation_refuses(b, &op_user_token, &a, "min_valid_s", "a life out of range");
    }
}

static void test_resolve_and_doctor_name_the_bad_argument(void **state)
{
    static const char *const addresses[] = { NULL, "", "alice", "alice\n@contoso.example", "alice@\xff\xfe" };
    static const bad_argument for_resolve[] = { BAD_CLIENT, BAD_ACTOR, BAD("user", user, bad_ids, ID_MAX),
                                                { "address", offsetof(arguments, address), addresses,
                                                  ARGUMENTS_COUNT(addresses), "a@", ADDRESS_MAX } };
    static const bad_argument for_doctor[] = { BAD_CLIENT, BAD_ACTOR, BAD_BUT_NULL("user", user, bad_ids, ID_MAX) };

    assert_operation_checks(*state, &op_user_resolve, for_resolve, ARGUMENTS_COUNT(for_resolve));
    assert_operation_checks(*state, &op_doctor_run, for_doctor, ARGUMENTS_COUNT(for_doctor));
}

#define BACK "https://ats.example/back"
#define STATE "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static const char *const bad_urls[] = {
    NULL,
    "",
    BACK,
    BACK "?code=c",
    BACK "?state=&code=c",
    BACK "?state=" STATE "&state=" STATE "&code=c",
    BACK "?state=" STATE "&code=c&code=d",
    BACK "?state=" STATE "&code=%zz",
    BACK "?state=" STATE "&code=%00",
    BACK "?state=" STATE "&code=%ff%fe",
    BACK "?state=" STATE "&code=c\r\nX: y",
};

static void test_a_redirect_that_cannot_be_one_is_refused(void **state)
{
    static const bad_argument bad[] = { BAD_CLIENT, BAD_SESSION };
    const arguments_bench *b = *state;
    arguments a = b->good;
    teamsinvite_redirect *redirect = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    assert_operation_checks(b, &op_redirect_finish, bad, ARGUMENTS_COUNT(bad));
    for (i = 0; i < ARGUMENTS_COUNT(bad_urls); i++) {
        teamsinvite_status status = teamsinvite_redirect_finish(a.client, a.session, bad_urls[i], &redirect, &err);

        if (status != TEAMSINVITE_E_INVALID && status != TEAMSINVITE_E_STATE)
            fail_msg("%s: %s", bad_urls[i], teamsinvite_status_name(status));
        assert_true(strlen(teamsinvite_error_message(err)) > 0);
        assert_null(redirect);
        assert_int_equal(b->ios, 0);
        teamsinvite_error_free(err);
        err = NULL;
    }
}

static void test_disconnect_names_the_bad_argument(void **state)
{
    const arguments_bench *b = *state;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;

    assert_names(b, teamsinvite_user_disconnect(NULL, b->good.actor, &err), "client", &err, "user_disconnect");
    assert_names(b, teamsinvite_user_disconnect(b->good.client, NULL, &err), "actor", &err, "user_disconnect");
    assert_names(b, teamsinvite_user_disconnect_start(NULL, b->good.actor, &call, &err), "client", &err,
                 "user_disconnect_start");
    assert_names(b, teamsinvite_user_disconnect_start(b->good.client, NULL, &call, &err), "actor", &err,
                 "user_disconnect_start");
    assert_names(b, teamsinvite_user_disconnect_start(b->good.client, b->good.actor, NULL, &err), "out", &err,
                 "user_disconnect_start");
    assert_null(call);
    assert_int_equal(teamsinvite_user_disconnect(NULL, b->good.actor, NULL), TEAMSINVITE_E_INVALID);
}

static void test_a_member_is_refused_before_anything_is_asked(void **state)
{
    static const operation *const operations[] = { &op_company_enable, &op_company_disable, &op_user_resolve,
                                                   &op_doctor_run };
    const arguments_bench *b = *state;
    arguments a = b->good;
    size_t i;

    a.actor = b->member;
    for (i = 0; i < ARGUMENTS_COUNT(operations); i++) {
        teamsinvite_error *err = NULL;

        assert_int_equal(operations[i]->run(&a, true, &err), TEAMSINVITE_E_DENIED);
        assert_int_equal(teamsinvite_error_remedy_what(err), TEAMSINVITE_DO_ASK_ADMIN);
        teamsinvite_error_free(err);
        err = NULL;
        assert_int_equal(operations[i]->start(&a, true, &err), TEAMSINVITE_E_DENIED);
        teamsinvite_error_free(err);
    }
    assert_int_equal(b->ios, 0);
}

static void test_a_client_without_storage_says_so(void **state)
{
    static const operation *const operations[] = { &op_company_enable, &op_company_check, &op_company_status,
                                                   &op_company_disable, &op_redirect_finish, &op_user_connect,
                                                   &op_user_resolve, &op_user_status, &op_user_token,
                                                   &op_doctor_run };
    const arguments_bench *b = *state;
    arguments a = b->good;
    size_t i;

    a.client = b->bare;
    for (i = 0; i < ARGUMENTS_COUNT(operations); i++) {
        teamsinvite_error *err = NULL;

        assert_int_equal(operations[i]->run(&a, true, &err), TEAMSINVITE_E_CONFIG);
        assert_non_null(strstr(teamsinvite_error_message(err), "teamsinvite_config_set_storage"));
        teamsinvite_error_free(err);
    }
    assert_int_equal(b->ios, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_enable_and_connect_name_the_bad_argument, arguments_setup,
                                        arguments_teardown),
        cmocka_unit_test_setup_teardown(test_a_mode_that_is_none_is_refused, arguments_setup, arguments_teardown),
        cmocka_unit_test_setup_teardown(test_what_only_looks_names_the_bad_argument, arguments_setup,
                                        arguments_teardown),
        cmocka_unit_test_setup_teardown(test_spans_out_of_range_are_refused, arguments_setup, arguments_teardown),
        cmocka_unit_test_setup_teardown(test_resolve_and_doctor_name_the_bad_argument, arguments_setup,
                                        arguments_teardown),
        cmocka_unit_test_setup_teardown(test_a_redirect_that_cannot_be_one_is_refused, arguments_setup,
                                        arguments_teardown),
        cmocka_unit_test_setup_teardown(test_disconnect_names_the_bad_argument, arguments_setup, arguments_teardown),
        cmocka_unit_test_setup_teardown(test_a_member_is_refused_before_anything_is_asked, arguments_setup,
                                        arguments_teardown),
        cmocka_unit_test_setup_teardown(test_a_client_without_storage_says_so, arguments_setup, arguments_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
