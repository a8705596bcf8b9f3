/* SPDX-License-Identifier: Apache-2.0 */
/* test_aadsts.c - the table of Entra's codes: complete, in order, and with a remedy each. */
#include "proto/entra/aadsts.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The codes that the documented protocol names, written down apart from the table. */
static const int32_t documented[] = {
    16000,  16001,  20012,  28002,  28003,  40008,  50001,  50003,  50011,   50012,   50014,   50020,   50033,
    50034,  50049,  50053,  50055,  50056,  50057,  50058,  50059,  50064,  50072,   50074,   50076,   50078,   50079,
    50085,  50087,  50089,  50097,  50105,  50107,  50125,  50126,  50128,   50129,   50131,   50132,   50133,
    50135,  50140,  50144,  50146,  50147,  50155,  50158,  50161,  50173,   50187,   50194,   50196,   50199,
    51000,  51004,  53000,  53001,  53002,  53003,  53004,  53010,  53011,   54005,   65001,   65002,   65004,
    65005,  70000,  70001,  70002,  70003,  70005,  70007,  70008,  70011,   70043,   90002,   90005,   90006,
    90008,  90009,  90012,  90013,  90014,  90019,  90023,  90024,  90033,   90038,   90055,   90056,   90072,
    90090,  90091,  90093,  90094,  90095,  90099,  90100,  90102,  90124,   90130,   240002,  500011,  500021,
    500022, 500113, 500208, 500212, 500213, 501481, 501491, 530032, 530034,  530035,  650051,  650052,  650054,
    650056, 650057, 700005, 700011, 700016, 700020, 700022, 700023, 700024,  700025,  700027,  700030,  700054,
    700082, 700084, 700213, 700222, 700229, 900144, 900382, 900432, 900561,  900971,  1000031, 1000104, 7000112,
    7000215, 7000218, 7000222, 7000229, 7002131, 9001023, 9002313, 9002332, 9002341,
};

enum { DOCUMENTED_COUNT = sizeof(documented) / sizeof(documented[0]) };

static void test_every_documented_code_has_a_row(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < DOCUMENTED_COUNT; i++) {
        const ti_meaning *row = ti_aadsts_find(documented[i]);

        if (row == NULL)
            fail_msg("AADSTS%ld has no row", (long)documented[i]);
        else
            assert_int_equal(row->number, documented[i]);
    }
    assert_int_equal(ti_aadsts_table.count, DOCUMENTED_COUNT);
    print_message("%d codes have a row\n", (int)DOCUMENTED_COUNT);
}

static void test_rows_are_in_ascending_order(void **state)
{
    size_t i;

    (void)state;
    for (i = 1; i < ti_aadsts_table.count; i++)
        assert_true(ti_aadsts_table.rows[i - 1].number < ti_aadsts_table.rows[i].number);
}

static void test_unknown_codes_find_nothing(void **state)
{
    (void)state;
    assert_null(ti_aadsts_find(0));
    assert_null(ti_aadsts_find(-50011));
    assert_null(ti_aadsts_find(15999));
    assert_null(ti_aadsts_find(50013));
    assert_null(ti_aadsts_find(INT32_MAX));
}

static void test_every_row_has_a_known_status_a_remedy_and_a_short_text(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < ti_aadsts_table.count; i++) {
        const ti_meaning *row = &ti_aadsts_table.rows[i];

        assert_int_not_equal(row->status, TEAMSINVITE_OK);
        assert_int_equal(ti_status_find(row->status)->status, row->status);
        assert_in_range(row->who, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_WHO_LIBRARY);
        assert_in_range(row->what, TEAMSINVITE_DO_RETRY, TEAMSINVITE_DO_REPORT);
        assert_in_range(strlen(row->text), 10, 80);
        assert_true(row->text[0] < 'A' || row->text[0] > 'Z' || strncmp(row->text, "Conditional", 11) == 0 ||
                    strncmp(row->text, "Graph", 5) == 0);
        assert_true(row->text[strlen(row->text) - 1] != '.');
        assert_null(strchr(row->text, '%'));
    }
}

static void assert_row(int32_t code, teamsinvite_status status, int32_t who, int32_t what)
{
    const ti_meaning *row = ti_aadsts_find(code);

    assert_non_null(row);
    assert_int_equal(row->status, status);
    assert_int_equal(row->who, who);
    assert_int_equal(row->what, what);
}

static void test_the_codes_that_decide_something_are_right(void **state)
{
    (void)state;
    assert_row(50196, TEAMSINVITE_E_THROTTLED, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY);
    assert_row(7000229, TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CONSENT);
    assert_row(700016, TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CONSENT);
    assert_row(65001, TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CONSENT);
    assert_row(650051, TEAMSINVITE_E_CONSENT_PENDING, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY);
    assert_row(65004, TEAMSINVITE_E_CONSENT_REFUSED, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN);
    assert_row(50173, TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_SIGN_IN);
    assert_row(700082, TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_SIGN_IN);
    assert_row(7000215, TEAMSINVITE_E_CREDENTIAL, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CREDENTIAL);
    assert_row(7000222, TEAMSINVITE_E_CREDENTIAL, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CREDENTIAL);
    assert_row(53003, TEAMSINVITE_E_BLOCKED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CHANGE_POLICY);
    assert_row(50020, TEAMSINVITE_E_WRONG_ACCOUNT, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_OTHER_ACCOUNT);
    assert_row(54005, TEAMSINVITE_E_STATE, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_START_AGAIN);
    assert_row(90033, TEAMSINVITE_E_SERVICE, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY);
    assert_row(90002, TEAMSINVITE_E_CONFIG, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CONFIG);
    assert_row(9002313, TEAMSINVITE_E_INTERNAL, TEAMSINVITE_WHO_LIBRARY, TEAMSINVITE_DO_REPORT);
    assert_row(50011, TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_REGISTRATION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_documented_code_has_a_row),
        cmocka_unit_test(test_rows_are_in_ascending_order),
        cmocka_unit_test(test_unknown_codes_find_nothing),
        cmocka_unit_test(test_every_row_has_a_known_status_a_remedy_and_a_short_text),
        cmocka_unit_test(test_the_codes_that_decide_something_are_right),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
