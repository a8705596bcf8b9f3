/* SPDX-License-Identifier: Apache-2.0 */
/* test_remedy.c - who has to do what, as numbers and as a sentence. */
#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_without_its_own_the_remedy_is_that_of_the_status(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_SIGN_IN_AGAIN, "refused");
    assert_int_equal(teamsinvite_error_remedy_who(&error), TEAMSINVITE_WHO_USER);
    assert_int_equal(teamsinvite_error_remedy_what(&error), TEAMSINVITE_DO_SIGN_IN);
}

static void test_its_own_remedy_goes_before_that_of_the_status(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_CONFLICT, "other times");
    ti_error_set_remedy(&error, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_UPDATE_MEETING);
    assert_int_equal(teamsinvite_error_remedy_who(&error), TEAMSINVITE_WHO_HOST);
    assert_int_equal(teamsinvite_error_remedy_what(&error), TEAMSINVITE_DO_UPDATE_MEETING);
    ti_error_set_remedy(&error, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY);
    assert_int_equal(teamsinvite_error_remedy_who(&error), TEAMSINVITE_WHO_NOBODY);
    assert_int_equal(teamsinvite_error_remedy_what(&error), TEAMSINVITE_DO_RETRY);
}

static void test_every_pair_has_one_sentence(void **state)
{
    int32_t who;
    int32_t what;

    (void)state;
    for (what = TEAMSINVITE_DO_RETRY; what <= TEAMSINVITE_DO_FIX_CLOCK; what++)
        for (who = TEAMSINVITE_WHO_NOBODY; who <= TEAMSINVITE_WHO_LIBRARY; who++) {
            const char *text;
            ti_error error;

            (void)ti_fail(&error, TEAMSINVITE_E_INTERNAL, "x");
            ti_error_set_remedy(&error, who, what);
            text = teamsinvite_error_remedy_text(&error);
            if (strlen(text) < 10 || text[strlen(text) - 1] != '.' || text[0] < 'A' || text[0] > 'Z')
                fail_msg("who %d what %d: \"%s\"", who, what, text);
        }
}

static void test_where_nothing_is_to_be_done_it_says_so(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_CANCELLED, "cancelled");
    assert_string_equal(teamsinvite_error_remedy_text(&error), "Nothing has to be done.");
}

static void test_advice_goes_before_the_sentence_until_there_is_another_remedy(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_CREDENTIAL, "refused");
    assert_non_null(strstr(teamsinvite_error_remedy_text(&error), "certificate"));
    error.advice = "Set the clock.";
    assert_string_equal(teamsinvite_error_remedy_text(&error), "Set the clock.");
    assert_int_equal(teamsinvite_error_remedy_what(&error), TEAMSINVITE_DO_FIX_CREDENTIAL);
    ti_error_set_remedy(&error, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY);
    assert_string_equal(teamsinvite_error_remedy_text(&error), "Try the same again later.");
    error.advice = "Set the clock.";
    (void)ti_fail(&error, TEAMSINVITE_E_CANCELLED, "cancelled");
    assert_string_equal(teamsinvite_error_remedy_text(&error), "Nothing has to be done.");
}

static void test_what_nobody_can_change_is_told_to_the_host(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_NOT_AVAILABLE, "not in this cloud");
    assert_string_equal(teamsinvite_error_remedy_text(&error),
                        "Nobody can change this; offer another kind of meeting.");
}

static void test_each_thing_to_do_reads_differently(void **state)
{
    int32_t one;
    int32_t other;

    (void)state;
    for (one = TEAMSINVITE_DO_NOTHING; one <= TEAMSINVITE_DO_FIX_CLOCK; one++)
        for (other = TEAMSINVITE_DO_NOTHING; other < one; other++) {
            ti_error first = { .who = TEAMSINVITE_WHO_USER, .what = one };
            ti_error second = { .who = TEAMSINVITE_WHO_USER, .what = other };

            assert_string_not_equal(teamsinvite_error_remedy_text(&first), teamsinvite_error_remedy_text(&second));
        }
}

static void test_the_sentence_names_who_has_to_act(void **state)
{
    static const struct {
        teamsinvite_status status;
        const char *word;
    } expected[] = {
        { TEAMSINVITE_E_SIGN_IN_AGAIN, "recruiter" },    { TEAMSINVITE_E_CONSENT_REQUIRED, "Entra administrator" },
        { TEAMSINVITE_E_POLICY, "Teams administrator" }, { TEAMSINVITE_E_BLOCKED, "Entra administrator" },
        { TEAMSINVITE_E_INTERNAL, "libteamsinvite" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        ti_error error;

        (void)ti_fail(&error, expected[i].status, "x");
        assert_non_null(strstr(teamsinvite_error_remedy_text(&error), expected[i].word));
    }
}

static void test_numbers_nobody_declared_have_no_sentence(void **state)
{
    ti_error error;

    (void)state;
    (void)ti_fail(&error, TEAMSINVITE_E_INTERNAL, "x");
    ti_error_set_remedy(&error, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CLOCK + 1);
    assert_string_equal(teamsinvite_error_remedy_text(&error), "");
    ti_error_set_remedy(&error, TEAMSINVITE_WHO_HOST, -1);
    assert_string_equal(teamsinvite_error_remedy_text(&error), "");
    ti_error_set_remedy(&error, TEAMSINVITE_WHO_LIBRARY + 1, TEAMSINVITE_DO_RETRY);
    assert_true(teamsinvite_error_remedy_text(&error)[0] != '\0');
    ti_error_set_remedy(&error, 99, TEAMSINVITE_DO_RETRY);
    assert_true(teamsinvite_error_remedy_text(&error)[0] != '\0');
    ti_error_set_remedy(&error, -1, TEAMSINVITE_DO_RETRY);
    assert_true(teamsinvite_error_remedy_text(&error)[0] != '\0');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_its_own_the_remedy_is_that_of_the_status),
        cmocka_unit_test(test_its_own_remedy_goes_before_that_of_the_status),
        cmocka_unit_test(test_every_pair_has_one_sentence),
        cmocka_unit_test(test_where_nothing_is_to_be_done_it_says_so),
        cmocka_unit_test(test_advice_goes_before_the_sentence_until_there_is_another_remedy),
        cmocka_unit_test(test_what_nobody_can_change_is_told_to_the_host),
        cmocka_unit_test(test_each_thing_to_do_reads_differently),
        cmocka_unit_test(test_the_sentence_names_who_has_to_act),
        cmocka_unit_test(test_numbers_nobody_declared_have_no_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
