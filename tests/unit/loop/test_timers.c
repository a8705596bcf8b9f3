/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "loop/timers.h"

enum { MANY = 500 };

static uint32_t random_state = 1;

static uint32_t draw(uint32_t below)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % below;
}

static void test_nothing_is_due_where_nothing_is_set(void **state)
{
    ti_timers timers = { 0 };
    ti_timer timer = { 0 };

    (void)state;
    assert_true(ti_timers_first_ms(&timers) == INT64_MAX);
    assert_null(ti_timers_take_due(&timers, INT64_MAX));
    ti_timers_unset(&timers, &timer);
    assert_int_equal(timers.count, 0);
    ti_timers_clear(&timers);
}

static void test_a_timer_is_taken_once_and_not_before_its_time(void **state)
{
    ti_timers timers = { 0 };
    ti_timer timer = { 0 };

    (void)state;
    assert_true(ti_timers_set(&timers, &timer, 100));
    assert_null(ti_timers_take_due(&timers, 99));
    assert_ptr_equal(ti_timers_take_due(&timers, 100), &timer);
    assert_null(ti_timers_take_due(&timers, 1000));
    ti_timers_clear(&timers);
}

static void test_a_timer_that_is_set_again_is_moved(void **state)
{
    ti_timers timers = { 0 };
    ti_timer a = { 0 };
    ti_timer b = { 0 };

    (void)state;
    assert_true(ti_timers_set(&timers, &a, 100) && ti_timers_set(&timers, &b, 200));
    assert_true(ti_timers_set(&timers, &a, 300));
    assert_int_equal(timers.count, 2);
    assert_int_equal(ti_timers_first_ms(&timers), 200);
    assert_true(ti_timers_set(&timers, &a, 50));
    assert_ptr_equal(ti_timers_take_due(&timers, 500), &a);
    assert_ptr_equal(ti_timers_take_due(&timers, 500), &b);
    ti_timers_clear(&timers);
}

/* Against what sorting would say: a third is moved, a third is unset. */
static void test_many_timers_come_in_the_order_of_their_times(void **state)
{
    static ti_timer many[MANY];
    ti_timers timers = { 0 };
    ti_timer *timer;
    int64_t last_ms = 0;
    size_t left = MANY;
    size_t i;

    (void)state;
    for (i = 0; i < MANY; i++)
        assert_true(ti_timers_set(&timers, &many[i], draw(1000)));
    for (i = 0; i < MANY; i += 3)
        assert_true(ti_timers_set(&timers, &many[i], draw(1000)));
    for (i = 1; i < MANY; i += 3, left--)
        ti_timers_unset(&timers, &many[i]);
    while ((timer = ti_timers_take_due(&timers, INT64_MAX)) != NULL) {
        assert_true(timer->due_ms >= last_ms);
        assert_int_not_equal((timer - many) % 3, 1);
        last_ms = timer->due_ms;
        left--;
    }
    assert_int_equal(left, 0);
    ti_timers_clear(&timers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_due_where_nothing_is_set),
        cmocka_unit_test(test_a_timer_is_taken_once_and_not_before_its_time),
        cmocka_unit_test(test_a_timer_that_is_set_again_is_moved),
        cmocka_unit_test(test_many_timers_come_in_the_order_of_their_times),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
