/* SPDX-License-Identifier: Apache-2.0 */
/* test_status.c - the catalogue of statuses, against the header that declares them. */
#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The numbers are a promise: they are never changed and never reused. */
static const struct {
    teamsinvite_status number;
    const char *name;
} promised[] = {
    { 0, "TEAMSINVITE_OK" },
    { -101, "TEAMSINVITE_E_INVALID" },
    { -102, "TEAMSINVITE_E_DENIED" },
    { -103, "TEAMSINVITE_E_NOT_FOUND" },
    { -104, "TEAMSINVITE_E_CONFLICT" },
    { -105, "TEAMSINVITE_E_CONFIG" },
    { -106, "TEAMSINVITE_E_CANCELLED" },
    { -107, "TEAMSINVITE_E_DEADLINE" },
    { -108, "TEAMSINVITE_E_ENDED" },
    { -201, "TEAMSINVITE_E_NO_MEMORY" },
    { -202, "TEAMSINVITE_E_RANDOM" },
    { -203, "TEAMSINVITE_E_INTERNAL" },
    { -204, "TEAMSINVITE_E_CLOCK" },
    { -301, "TEAMSINVITE_E_NOT_ENABLED" },
    { -302, "TEAMSINVITE_E_NOT_CONNECTED" },
    { -303, "TEAMSINVITE_E_SIGN_IN_AGAIN" },
    { -304, "TEAMSINVITE_E_CONSENT_REQUIRED" },
    { -305, "TEAMSINVITE_E_CONSENT_PENDING" },
    { -306, "TEAMSINVITE_E_CONSENT_REFUSED" },
    { -307, "TEAMSINVITE_E_STATE" },
    { -308, "TEAMSINVITE_E_SESSION" },
    { -309, "TEAMSINVITE_E_WRONG_TENANT" },
    { -310, "TEAMSINVITE_E_WRONG_ACCOUNT" },
    { -311, "TEAMSINVITE_E_ID_TOKEN" },
    { -312, "TEAMSINVITE_E_CREDENTIAL" },
    { -313, "TEAMSINVITE_E_APP_REGISTRATION" },
    { -314, "TEAMSINVITE_E_BLOCKED" },
    { -401, "TEAMSINVITE_E_NETWORK" },
    { -402, "TEAMSINVITE_E_THROTTLED" },
    { -403, "TEAMSINVITE_E_SERVICE" },
    { -404, "TEAMSINVITE_E_RESPONSE" },
    { -501, "TEAMSINVITE_E_FORBIDDEN" },
    { -502, "TEAMSINVITE_E_POLICY" },
    { -503, "TEAMSINVITE_E_MEETING_GONE" },
    { -504, "TEAMSINVITE_E_ORGANIZER" },
    { -505, "TEAMSINVITE_E_REJECTED" },
    { -506, "TEAMSINVITE_E_NOT_AVAILABLE" },
    { -601, "TEAMSINVITE_E_STORAGE" },
    { -602, "TEAMSINVITE_E_STORAGE_BUSY" },
    { -603, "TEAMSINVITE_E_CORRUPT" },
    { -604, "TEAMSINVITE_E_KEY_UNAVAILABLE" },
    { -611, "TEAMSINVITE_E_MAIL" },
    { -612, "TEAMSINVITE_E_MAIL_BUSY" },
    { -701, "TEAMSINVITE_E_HANDLER" },
};

enum { PROMISED = sizeof(promised) / sizeof(promised[0]) };

static void test_every_promised_number_has_its_name(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < PROMISED; i++)
        assert_string_equal(teamsinvite_status_name(promised[i].number), promised[i].name);
}

static void test_the_list_holds_each_status_once(void **state)
{
    size_t count = teamsinvite_status_count();
    size_t i;
    size_t k;

    (void)state;
    assert_int_equal(count, PROMISED);
    for (i = 0; i < count; i++) {
        assert_int_equal(ti_status_find(teamsinvite_status_at(i))->status, teamsinvite_status_at(i));
        for (k = 0; k < i; k++)
            assert_int_not_equal(teamsinvite_status_at(i), teamsinvite_status_at(k));
    }
    assert_int_equal(teamsinvite_status_at(0), TEAMSINVITE_OK);
}

static void test_beyond_the_end_is_ok(void **state)
{
    (void)state;
    assert_int_equal(teamsinvite_status_at(teamsinvite_status_count()), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_status_at(SIZE_MAX), TEAMSINVITE_OK);
}

static void test_every_status_has_words_of_its_own(void **state)
{
    size_t i;
    size_t k;

    (void)state;
    for (i = 0; i < PROMISED; i++) {
        const char *text = teamsinvite_status_text(promised[i].number);

        assert_true(strlen(text) >= 8 && strlen(text) < 100);
        assert_null(strpbrk(text, "\r\n"));
        for (k = 0; k < i; k++)
            assert_string_not_equal(text, teamsinvite_status_text(promised[k].number));
    }
}

static void test_an_unknown_status_is_named_as_such(void **state)
{
    static const teamsinvite_status unknown[] = { 1, -1, -100, -109, -315, -999, INT32_MIN, INT32_MAX };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
        assert_string_equal(teamsinvite_status_name(unknown[i]), "TEAMSINVITE_E_?");
        assert_true(teamsinvite_status_text(unknown[i])[0] != '\0');
        assert_false(ti_status_find(unknown[i])->retryable);
    }
}

static void test_what_passes_by_itself_is_retryable_and_nothing_else(void **state)
{
    static const teamsinvite_status retryable[] = {
        TEAMSINVITE_E_DEADLINE, TEAMSINVITE_E_NO_MEMORY, TEAMSINVITE_E_RANDOM, TEAMSINVITE_E_CONSENT_PENDING,
        TEAMSINVITE_E_NETWORK, TEAMSINVITE_E_THROTTLED, TEAMSINVITE_E_SERVICE, TEAMSINVITE_E_RESPONSE,
        TEAMSINVITE_E_STORAGE, TEAMSINVITE_E_STORAGE_BUSY, TEAMSINVITE_E_MAIL_BUSY,
    };
    size_t i;
    size_t k;

    (void)state;
    for (i = 0; i < PROMISED; i++) {
        bool expected = false;

        for (k = 0; k < sizeof(retryable) / sizeof(retryable[0]); k++)
            expected = expected || retryable[k] == promised[i].number;
        if (ti_status_find(promised[i].number)->retryable != expected)
            fail_msg("%s", promised[i].name);
    }
}

static void test_remedies_of_the_statuses_that_people_meet(void **state)
{
    static const struct {
        teamsinvite_status status;
        int32_t who;
        int32_t what;
    } expected[] = {
        { TEAMSINVITE_OK, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_NOTHING },
        { TEAMSINVITE_E_SIGN_IN_AGAIN, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_SIGN_IN },
        { TEAMSINVITE_E_NOT_CONNECTED, TEAMSINVITE_WHO_USER, TEAMSINVITE_DO_SIGN_IN },
        { TEAMSINVITE_E_CONSENT_REQUIRED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CONSENT },
        { TEAMSINVITE_E_BLOCKED, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_CHANGE_POLICY },
        { TEAMSINVITE_E_CREDENTIAL, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CREDENTIAL },
        { TEAMSINVITE_E_APP_REGISTRATION, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_REGISTRATION },
        { TEAMSINVITE_E_POLICY, TEAMSINVITE_WHO_TEAMS_ADMIN, TEAMSINVITE_DO_GRANT_POLICY },
        { TEAMSINVITE_E_ORGANIZER, TEAMSINVITE_WHO_COMPANY_ADMIN, TEAMSINVITE_DO_ASSIGN_LICENCE },
        { TEAMSINVITE_E_NOT_AVAILABLE, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_NOTHING },
        { TEAMSINVITE_E_THROTTLED, TEAMSINVITE_WHO_NOBODY, TEAMSINVITE_DO_RETRY },
        { TEAMSINVITE_E_INTERNAL, TEAMSINVITE_WHO_LIBRARY, TEAMSINVITE_DO_REPORT },
        { TEAMSINVITE_E_INVALID, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CALL },
        { TEAMSINVITE_E_MAIL, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_MAIL },
        { TEAMSINVITE_E_CLOCK, TEAMSINVITE_WHO_HOST, TEAMSINVITE_DO_FIX_CLOCK },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        const ti_status_row *row = ti_status_find(expected[i].status);

        assert_int_equal(row->who, expected[i].who);
        assert_int_equal(row->what, expected[i].what);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_promised_number_has_its_name),
        cmocka_unit_test(test_the_list_holds_each_status_once),
        cmocka_unit_test(test_beyond_the_end_is_ok),
        cmocka_unit_test(test_every_status_has_words_of_its_own),
        cmocka_unit_test(test_an_unknown_status_is_named_as_such),
        cmocka_unit_test(test_what_passes_by_itself_is_retryable_and_nothing_else),
        cmocka_unit_test(test_remedies_of_the_statuses_that_people_meet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
