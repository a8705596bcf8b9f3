/* SPDX-License-Identifier: Apache-2.0 */
/* test_remedy_names.c - the remedies of the statuses, and their names. */
#include <teamsinvite/catalogue.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/error.h"

#include <cmocka.h>

static void test_remedy_of_a_status_is_that_of_an_error_with_it(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < teamsinvite_status_count(); i++) {
        teamsinvite_status status = teamsinvite_status_at(i);
        ti_error error;

        (void)ti_fail(&error, status, "x");
        assert_int_equal(teamsinvite_status_remedy_who(status), teamsinvite_error_remedy_who(&error));
        assert_int_equal(teamsinvite_status_remedy_what(status), teamsinvite_error_remedy_what(&error));
        assert_string_equal(teamsinvite_status_remedy_text(status), teamsinvite_error_remedy_text(&error));
        assert_true(teamsinvite_status_remedy_text(status)[0] != '\0');
    }
}

static void test_those_who_act_have_the_names_of_the_header(void **state)
{
    (void)state;
    assert_string_equal(teamsinvite_who_name(TEAMSINVITE_WHO_NOBODY), "NOBODY");
    assert_string_equal(teamsinvite_who_name(TEAMSINVITE_WHO_USER), "USER");
    assert_string_equal(teamsinvite_who_name(TEAMSINVITE_WHO_COMPANY_ADMIN), "COMPANY_ADMIN");
    assert_string_equal(teamsinvite_who_name(TEAMSINVITE_WHO_TEAMS_ADMIN), "TEAMS_ADMIN");
    assert_string_equal(teamsinvite_who_name(TEAMSINVITE_WHO_HOST), "HOST");
    assert_string_equal(teamsinvite_who_name(TEAMSINVITE_WHO_LIBRARY), "LIBRARY");
}

static void test_what_they_do_has_a_name_each(void **state)
{
    int32_t one;
    int32_t other;

    (void)state;
    for (one = TEAMSINVITE_DO_NOTHING; one <= TEAMSINVITE_DO_FIX_CLOCK; one++) {
        assert_non_null(teamsinvite_do_name(one));
        assert_true(strlen(teamsinvite_do_name(one)) > 1);
        for (other = TEAMSINVITE_DO_NOTHING; other < one; other++)
            assert_string_not_equal(teamsinvite_do_name(one), teamsinvite_do_name(other));
    }
    assert_string_equal(teamsinvite_do_name(TEAMSINVITE_DO_NOTHING), "NOTHING");
    assert_string_equal(teamsinvite_do_name(TEAMSINVITE_DO_GRANT_POLICY), "GRANT_POLICY");
    assert_string_equal(teamsinvite_do_name(TEAMSINVITE_DO_FIX_CLOCK), "FIX_CLOCK");
}

static void test_numbers_nobody_declared_have_no_name(void **state)
{
    static const int32_t unknown[] = { -1, TEAMSINVITE_DO_FIX_CLOCK + 1, 99, INT32_MIN, INT32_MAX };
    size_t i;

    (void)state;
    assert_string_equal(teamsinvite_who_name(TEAMSINVITE_WHO_LIBRARY + 1), "?");
    for (i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
        assert_string_equal(teamsinvite_who_name(unknown[i]), "?");
        assert_string_equal(teamsinvite_do_name(unknown[i]), "?");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_remedy_of_a_status_is_that_of_an_error_with_it),
        cmocka_unit_test(test_those_who_act_have_the_names_of_the_header),
        cmocka_unit_test(test_what_they_do_has_a_name_each),
        cmocka_unit_test(test_numbers_nobody_declared_have_no_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
