/* SPDX-License-Identifier: Apache-2.0 */
/* test_retry_after.c - how long a server asks us to wait; covers: G9, G10, F13. */
#include "proto/retry_after.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Sun, 06 Nov 1994 08:49:37 GMT */
#define NOW_MS INT64_C(784111777000)
#define DAY_MS INT64_C(86400000)

static int64_t wait_of(const char *value)
{
    int64_t wait_ms = -1;

    assert_true(ti_retry_after_ms(ti_slice_of(value), NOW_MS, &wait_ms));
    return wait_ms;
}

static void assert_no_advice(const char *value)
{
    int64_t wait_ms = -1;

    if (ti_retry_after_ms(ti_slice_of(value), NOW_MS, &wait_ms))
        fail_msg("\"%s\" gave %lld ms", value, (long long)wait_ms);
    assert_int_equal(wait_ms, -1);
}

static void test_retry_after_seconds_become_milliseconds(void **state)
{
    (void)state;
    assert_int_equal(wait_of("1"), 1000);
    assert_int_equal(wait_of("10"), 10000);
    assert_int_equal(wait_of("120"), 120000);
    assert_int_equal(wait_of("000007"), 7000);
    assert_int_equal(wait_of("  60\t"), 60000);
}

static void test_retry_after_of_zero_still_waits_a_second(void **state)
{
    (void)state;
    assert_int_equal(wait_of("0"), 1000);
    assert_int_equal(wait_of("0.0"), 1000);
    assert_int_equal(wait_of("0.999"), 1000);
}

static void test_retry_after_fraction_is_rounded_up_never_down(void **state)
{
    (void)state;
    assert_int_equal(wait_of("1.5"), 1500);
    assert_int_equal(wait_of("2.25"), 2250);
    assert_int_equal(wait_of("2.007"), 2007);
    assert_int_equal(wait_of("2.0070"), 2007);
    assert_int_equal(wait_of("2.0070001"), 2008);
    assert_int_equal(wait_of("2.9999"), 3000);
}

static void test_retry_after_is_cut_to_a_day(void **state)
{
    (void)state;
    assert_int_equal(wait_of("86400"), DAY_MS);
    assert_int_equal(wait_of("86401"), DAY_MS);
    assert_int_equal(wait_of("86399.9999"), DAY_MS);
    assert_int_equal(wait_of("9223372036854775807"), DAY_MS);
    assert_int_equal(wait_of("9223372036854775808"), DAY_MS);
    assert_int_equal(wait_of("99999999999999999999999999999999999999999999999999999999"), DAY_MS);
    assert_int_equal(wait_of("Fri, 31 Dec 9999 23:59:59 GMT"), DAY_MS);
}

static void test_retry_after_date_is_counted_from_now(void **state)
{
    (void)state;
    assert_int_equal(wait_of("Sun, 06 Nov 1994 08:49:57 GMT"), 20000);
    assert_int_equal(wait_of("Sunday, 06-Nov-94 08:50:37 GMT"), 60000);
    assert_int_equal(wait_of("Sun Nov  6 09:49:37 1994"), 3600000);
    assert_int_equal(wait_of(" Sun, 06 Nov 1994 08:49:57 GMT "), 20000);
}

static void test_retry_after_date_in_the_past_means_the_shortest_wait(void **state)
{
    (void)state;
    assert_int_equal(wait_of("Sun, 06 Nov 1994 08:49:37 GMT"), 1000);
    assert_int_equal(wait_of("Sun, 06 Nov 1994 08:49:36 GMT"), 1000);
    assert_int_equal(wait_of("Thu, 01 Jan 1970 00:00:00 GMT"), 1000);
}

static void test_retry_after_of_garbage_gives_no_advice(void **state)
{
    static const char *const garbage[] = {
        "",      " ",   "-1",  "+5",   "-0",     "1e3",        "0x10",     "1.",  ".5",   "1.5s", "1,5", "120, 60",
        "1 000", "ten", "NaN", "1.-5", "1.5.25", "1 2",        "12\n",     "12a", "soon", "1.5 6", "Infinity",
        "1.:",   "1:",  "1./",
        "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "1994-11-06T08:49:37Z",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(garbage) / sizeof(garbage[0]); i++)
        assert_no_advice(garbage[i]);
}

static void test_retry_after_does_not_read_behind_the_slice(void **state)
{
    int64_t wait_ms = 0;
    const char text[] = "1205";

    (void)state;
    assert_true(ti_retry_after_ms(ti_slice_make(text, 3), NOW_MS, &wait_ms));
    assert_int_equal(wait_ms, 120000);
    assert_false(ti_retry_after_ms(ti_slice_make("1\0", 2), NOW_MS, &wait_ms));
    assert_false(ti_retry_after_ms(ti_slice_make(NULL, 0), NOW_MS, &wait_ms));
}

/* F13, row by row; 0: no advice, so the caller backs off. */
static void test_retry_after_in_every_row_of_the_failure_catalogue(void **state)
{
    static const struct {
        const char *value;
        int64_t wait_ms;
    } rows[] = {
        { "", 0 },                                        /* none */
        { "0", 1000 },                                    /* zero */
        { "-5", 0 },                                      /* negative */
        { "2.5", 2500 },                                  /* fractional */
        { "31536000", DAY_MS },                           /* huge */
        { "18446744073709551617", DAY_MS },               /* wraps to 1 in 64 bits */
        { "4294967297", DAY_MS },                         /* … and in 32 */
        { "Sun, 06 Nov 1994 08:00:00 GMT", 1000 },        /* past, in the three forms */
        { "Sunday, 06-Nov-94 08:00:00 GMT", 1000 },
        { "Sun Nov  6 08:00:00 1994", 1000 },
        { "Sun, 06 Nov 1994 08:54:37 GMT", 300000 },      /* future, in the three forms */
        { "Sunday, 06-Nov-94 08:54:37 GMT", 300000 },
        { "Sun Nov  6 08:54:37 1994", 300000 },
        { "Mon, 06 Nov 2084 08:49:37 GMT", DAY_MS },      /* far future */
        { "10, 20", 0 },                                  /* two that a proxy has joined */
        { "10, Sun, 06 Nov 1994 08:54:37 GMT", 0 },
        { "soon", 0 },                                    /* garbage */
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t wait_ms = 0;
        bool advised = ti_retry_after_ms(ti_slice_of(rows[i].value), NOW_MS, &wait_ms);

        if (wait_ms != rows[i].wait_ms || advised != (rows[i].wait_ms != 0))
            fail_msg("\"%s\" gave %lld ms", rows[i].value, (long long)wait_ms);
    }
}

static void test_backoff_goes_from_next_to_nothing_to_twice_as_long_each_time(void **state)
{
    static const int64_t longest[] = { 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000 };
    int32_t attempt;

    (void)state;
    for (attempt = 1; attempt <= 9; attempt++) {
        assert_int_equal(ti_backoff_ms(attempt, 0), longest[attempt - 1]);
        assert_int_equal(ti_backoff_ms(attempt, UINT32_MAX), 1);
        assert_int_equal(ti_backoff_ms(attempt, UINT32_C(0x80000000)), longest[attempt - 1] / 2);
        assert_int_equal(ti_backoff_ms(attempt, UINT32_C(0x40000000)), longest[attempt - 1] / 4 * 3);
    }
}

/* Full jitter: random numbers at equal steps fall into ten equal parts of the range alike. */
static void test_backoff_jitter_is_uniform_over_the_whole_range(void **state)
{
    int counts[10] = { 0 };
    uint32_t i;

    (void)state;
    for (i = 0; i < 100000; i++) {
        int64_t wait_ms = ti_backoff_ms(7, i * UINT32_C(42949));

        assert_in_range(wait_ms, 1, 60000);
        counts[(wait_ms - 1) / 6000]++;
    }
    for (i = 0; i < 10; i++)
        assert_in_range(counts[i], 9990, 10010);
}

static void test_backoff_takes_any_attempt(void **state)
{
    (void)state;
    assert_int_equal(ti_backoff_ms(0, 0), 1000);
    assert_int_equal(ti_backoff_ms(-7, 0), 1000);
    assert_int_equal(ti_backoff_ms(INT32_MIN, 0), 1000);
    assert_int_equal(ti_backoff_ms(INT32_MAX, 0), 60000);
    assert_int_equal(ti_backoff_ms(INT32_MAX, UINT32_MAX), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_retry_after_seconds_become_milliseconds),
        cmocka_unit_test(test_retry_after_of_zero_still_waits_a_second),
        cmocka_unit_test(test_retry_after_fraction_is_rounded_up_never_down),
        cmocka_unit_test(test_retry_after_is_cut_to_a_day),
        cmocka_unit_test(test_retry_after_date_is_counted_from_now),
        cmocka_unit_test(test_retry_after_date_in_the_past_means_the_shortest_wait),
        cmocka_unit_test(test_retry_after_of_garbage_gives_no_advice),
        cmocka_unit_test(test_retry_after_does_not_read_behind_the_slice),
        cmocka_unit_test(test_retry_after_in_every_row_of_the_failure_catalogue),
        cmocka_unit_test(test_backoff_goes_from_next_to_nothing_to_twice_as_long_each_time),
        cmocka_unit_test(test_backoff_jitter_is_uniform_over_the_whole_range),
        cmocka_unit_test(test_backoff_takes_any_attempt),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
