/* SPDX-License-Identifier: Apache-2.0 */
/* test_credential_expiry.c - credentials near their end and beyond it, on a clock moved by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

static void test_host_is_told_30_days_before_and_once_a_day(void **state)
{
    const int64_t expires_at_ms = DESK_NOW_MS + 100 * DESK_DAY_MS;
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", expires_at_ms), desk_secret("two", DESK_NOW_MS + 1)); /* which is not used */
    d.now_ms = expires_at_ms - 30 * DESK_DAY_MS - 1;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.expiring, 0);
    d.now_ms++;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.expiring, 1);
    assert_true(d.expires_at_ms == expires_at_ms);
    assert_string_equal(d.message, "the client secret of the app expires at 2030-04-11T00:00:00Z");
    d.now_ms += DESK_DAY_MS - 1;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.expiring, 1);
    d.now_ms++;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.expiring, 2);
    d.now_ms -= DESK_DAY_MS / 2; /* the clock was put right */
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.expiring, 2);
    d.now_ms += 20 * DESK_DAY_MS;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.expiring, 3);
    d.now_ms -= 5 * DESK_DAY_MS;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.expiring, 4);
    desk_close(&d);
}

static void test_host_is_told_of_the_one_that_steps_in_as_well(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), desk_secret("two", DESK_NOW_MS + DESK_DAY_MS));
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000215") }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.expiring, 1);
    assert_int_equal(d.refused, 1);
    desk_close(&d);
}

/* Entra has the last word: its clock counts. */
static void test_only_credential_is_used_beyond_its_time(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", DESK_NOW_MS - DESK_DAY_MS), NULL);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_secret_sent(&d, 0, "one");
    assert_int_equal(d.expiring, 1);
    assert_string_equal(d.message, "the client secret of the app expired at 2029-12-31T00:00:00Z");
    desk_close(&d);
}

static void test_credential_that_has_expired_is_passed_over(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", DESK_NOW_MS), desk_secret("two", 0));
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.asked, 1);
    assert_secret_sent(&d, 0, "two");
    assert_int_equal(d.refused, 0);
    assert_int_equal(d.expiring, 1); /* of the first: it is in place and does not help any more */
    desk_close(&d);
}

static void test_credential_that_has_expired_does_not_step_in(void **state)
{
    desk d;

    (void)state;
    desk_open(&d, desk_secret("one", 0), desk_secret("two", DESK_NOW_MS));
    DESK_ANSWERS(&d, { 401, DESK_REFUSAL("7000215") }, desk_granted);
    assert_int_equal(desk_ask(&d), TEAMSINVITE_E_CREDENTIAL);
    assert_int_equal(d.asked, 1);
    desk_close(&d);
}

static void test_certificate_tells_of_its_own_end(void **state)
{
    teamsinvite_credential *credential = desk_certificate(&ours, TEAMSINVITE_ALGORITHM_PS256);
    int64_t expires_at_ms = teamsinvite_credential_expires_at_ms(credential);
    desk d;

    (void)state;
    desk_open(&d, credential, NULL);
    d.now_ms = expires_at_ms - DESK_DAY_MS;
    assert_int_equal(desk_ask(&d), TEAMSINVITE_OK);
    assert_int_equal(d.expiring, 1);
    assert_true(d.expires_at_ms == expires_at_ms);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_host_is_told_30_days_before_and_once_a_day),
        cmocka_unit_test(test_host_is_told_of_the_one_that_steps_in_as_well),
        cmocka_unit_test(test_only_credential_is_used_beyond_its_time),
        cmocka_unit_test(test_credential_that_has_expired_is_passed_over),
        cmocka_unit_test(test_credential_that_has_expired_does_not_step_in),
        cmocka_unit_test(test_certificate_tells_of_its_own_end),
    };

    return cmocka_run_group_tests(tests, make_certificate, free_certificate);
}
