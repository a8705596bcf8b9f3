/* SPDX-License-Identifier: Apache-2.0 */
/* test_error.c - filling an error, handing it out, and reading it. */
#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_fail_fills_status_and_message(void **state)
{
    ti_error error;

    (void)state;
    assert_int_equal(ti_fail(&error, TEAMSINVITE_E_DENIED, "%s needs the role %s", "company.enable", "admin"),
                     TEAMSINVITE_E_DENIED);
    assert_int_equal(error.status, TEAMSINVITE_E_DENIED);
    assert_string_equal(error.message, "company.enable needs the role admin");
}

static void test_fail_forgets_what_was_there_before(void **state)
{
    ti_error error;

    (void)state;
    memset(&error, 'x', sizeof(error));
    (void)ti_fail(&error, TEAMSINVITE_E_NETWORK, "no answer");
    assert_int_equal(error.http_status, 0);
    assert_int_equal(error.who, 0);
    assert_int_equal(error.what, 0);
    assert_int_equal(error.retry_after_ms, 0);
    assert_false(error.is_static);
    assert_false(error.confirmed);
    assert_null(error.advice);
    assert_string_equal(error.commands, "");
    assert_string_equal(error.parameter, "");
    assert_string_equal(error.service_code, "");
    assert_string_equal(error.request_id, "");
    assert_string_equal(error.correlation_id, "");
}

static void test_a_long_message_is_cut_to_255_bytes(void **state)
{
    char text[400];
    ti_error error;

    (void)state;
    memset(text, 'm', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    (void)ti_fail(&error, TEAMSINVITE_E_INTERNAL, "%s", text);
    assert_int_equal(strlen(error.message), 255);
}

static void test_fail_parameter_names_it_in_field_and_message(void **state)
{
    ti_error error;

    (void)state;
    assert_int_equal(ti_fail_parameter(&error, "organizer", "is longer than %d bytes", 64), TEAMSINVITE_E_INVALID);
    assert_int_equal(error.status, TEAMSINVITE_E_INVALID);
    assert_string_equal(error.parameter, "organizer");
    assert_string_equal(error.message, "organizer: is longer than 64 bytes");
}

static void test_a_parameter_name_as_long_as_its_field_survives(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_fail_parameter(&error, "abcdefghijklmnopqrstuvwxyz01234", "is empty");
    assert_string_equal(error.parameter, "abcdefghijklmnopqrstuvwxyz01234");
    assert_string_equal(error.message, "abcdefghijklmnopqrstuvwxyz01234: is empty");
    (void)ti_fail_parameter(&error, "abcdefghijklmnopqrstuvwxyz0123456789", "is empty");
    assert_string_equal(error.parameter, "abcdefghijklmnopqrstuvwxyz01234");
}

static void test_out_of_memory_is_an_error_like_others(void **state)
{
    teamsinvite_error *given = NULL;
    ti_error error;

    (void)state;
    assert_int_equal(ti_fail_no_memory(&error), TEAMSINVITE_E_NO_MEMORY);
    assert_false(error.is_static);
    assert_true(error.message[0] != '\0');
    assert_int_equal(ti_error_give(&error, &given), TEAMSINVITE_E_NO_MEMORY);
    assert_int_equal(teamsinvite_error_status(given), TEAMSINVITE_E_NO_MEMORY);
    teamsinvite_error_free(given);
}

static void test_codes_keep_what_ids_are_made_of(void **state)
{
    char field[48];

    (void)state;
    ti_error_set_code(field, sizeof(field), TI_SLICE("AADSTS50173"));
    assert_string_equal(field, "AADSTS50173");
    ti_error_set_code(field, sizeof(field), TI_SLICE("azAZ09._-"));
    assert_string_equal(field, "azAZ09._-");
    ti_error_set_code(field, sizeof(field), TI_SLICE("a"));
    assert_string_equal(field, "a");
}

static void test_codes_with_anything_else_leave_the_field_empty(void **state)
{
    static const char *const bad[] = {
        "a b", "a\n", "<x>", "user@example.com", "a/b", "a:b", "a%20", "\xc3\xa4", "a,b", "", "`", "{", "[", "@"
    };
    char field[16];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        memcpy(field, "before", 7);
        ti_error_set_code(field, sizeof(field), ti_slice_of(bad[i]));
        assert_string_equal(field, "");
    }
    ti_error_set_code(field, sizeof(field), TI_SLICE("abcdefghijklmnopqrstuvwxyz@")); /* also behind the cut */
    assert_string_equal(field, "");
    ti_error_set_code(field, sizeof(field), TI_SLICE("a\0b"));
    assert_string_equal(field, "");
}

static void test_codes_are_cut_to_fit(void **state)
{
    char field[8];

    (void)state;
    ti_error_set_code(field, sizeof(field), TI_SLICE("1234567"));
    assert_string_equal(field, "1234567");
    ti_error_set_code(field, sizeof(field), TI_SLICE("12345678"));
    assert_string_equal(field, "1234567");
    ti_error_set_code(field, sizeof(field), ti_slice_make("123456789", 6)); /* and no byte more */
    assert_string_equal(field, "123456");
}

static void test_what_is_given_is_a_copy_that_outlives_the_error(void **state)
{
    teamsinvite_error *given = NULL;
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_THROTTLED, "Graph asks to slow down");
    error.http_status = 429;
    error.retry_after_ms = 120000;
    ti_error_set_code(error.service_code, sizeof(error.service_code), TI_SLICE("TooManyRequests"));
    ti_error_set_code(error.request_id, sizeof(error.request_id), TI_SLICE("req-1"));
    ti_error_set_code(error.correlation_id, sizeof(error.correlation_id), TI_SLICE("corr-1"));
    assert_int_equal(ti_error_give(&error, &given), TEAMSINVITE_E_THROTTLED);
    ti_error_clear(&error);
    assert_int_equal(error.status, TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_error_status(given), TEAMSINVITE_E_THROTTLED);
    assert_string_equal(teamsinvite_error_message(given), "Graph asks to slow down");
    assert_string_equal(teamsinvite_error_parameter(given), "");
    assert_int_equal(teamsinvite_error_http_status(given), 429);
    assert_string_equal(teamsinvite_error_service_code(given), "TooManyRequests");
    assert_string_equal(teamsinvite_error_request_id(given), "req-1");
    assert_string_equal(teamsinvite_error_correlation_id(given), "corr-1");
    assert_int_equal(teamsinvite_error_retry_after_ms(given), 120000);
    teamsinvite_error_free(given);
}

static void test_give_without_a_place_only_tells_the_status(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_STATE, "no sign-in under way");
    assert_int_equal(ti_error_give(&error, NULL), TEAMSINVITE_E_STATE);
}

static void test_give_of_success_sets_null(void **state)
{
    char not_an_error;
    teamsinvite_error *given = (teamsinvite_error *)(void *)&not_an_error;
    ti_error error;

    (void)state;
    ti_error_clear(&error);
    assert_int_equal(ti_error_give(&error, &given), TEAMSINVITE_OK);
    assert_null(given);
}

static void test_accessors_of_null_say_nothing_went_wrong(void **state)
{
    (void)state;
    teamsinvite_error_free(NULL);
    assert_int_equal(teamsinvite_error_status(NULL), TEAMSINVITE_OK);
    assert_string_equal(teamsinvite_error_message(NULL), "");
    assert_string_equal(teamsinvite_error_parameter(NULL), "");
    assert_int_equal(teamsinvite_error_http_status(NULL), 0);
    assert_string_equal(teamsinvite_error_service_code(NULL), "");
    assert_string_equal(teamsinvite_error_request_id(NULL), "");
    assert_string_equal(teamsinvite_error_correlation_id(NULL), "");
    assert_int_equal(teamsinvite_error_is_retryable(NULL), 0);
    assert_int_equal(teamsinvite_error_retry_after_ms(NULL), 0);
    assert_int_equal(teamsinvite_error_remedy_who(NULL), TEAMSINVITE_WHO_NOBODY);
    assert_int_equal(teamsinvite_error_remedy_what(NULL), TEAMSINVITE_DO_NOTHING);
    assert_string_equal(teamsinvite_error_remedy_text(NULL), "");
    assert_string_equal(teamsinvite_error_commands(NULL), "");
}

static void test_retryable_follows_the_status(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_NETWORK, "no answer");
    assert_int_equal(teamsinvite_error_is_retryable(&error), 1);
    (void)ti_fail(&error, TEAMSINVITE_E_DENIED, "no");
    assert_int_equal(teamsinvite_error_is_retryable(&error), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fail_fills_status_and_message),
        cmocka_unit_test(test_fail_forgets_what_was_there_before),
        cmocka_unit_test(test_a_long_message_is_cut_to_255_bytes),
        cmocka_unit_test(test_fail_parameter_names_it_in_field_and_message),
        cmocka_unit_test(test_a_parameter_name_as_long_as_its_field_survives),
        cmocka_unit_test(test_out_of_memory_is_an_error_like_others),
        cmocka_unit_test(test_codes_keep_what_ids_are_made_of),
        cmocka_unit_test(test_codes_with_anything_else_leave_the_field_empty),
        cmocka_unit_test(test_codes_are_cut_to_fit),
        cmocka_unit_test(test_what_is_given_is_a_copy_that_outlives_the_error),
        cmocka_unit_test(test_give_without_a_place_only_tells_the_status),
        cmocka_unit_test(test_give_of_success_sets_null),
        cmocka_unit_test(test_accessors_of_null_say_nothing_went_wrong),
        cmocka_unit_test(test_retryable_follows_the_status),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
