/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "loop/watch.h"

enum { MANY = 100, READ = TEAMSINVITE_LOOP_READ, WRITE = TEAMSINVITE_LOOP_WRITE };

static const struct pollfd *find(const ti_watch *watch, int fd)
{
    size_t i;

    for (i = 0; i < watch->count; i++)
        if (watch->fds[i].fd == fd)
            return &watch->fds[i];
    return NULL;
}

static void assert_watched(const ti_watch *watch, int fd, short events)
{
    const struct pollfd *found = find(watch, fd);

    assert_non_null(found);
    assert_int_equal(found->events, events);
}

static void test_what_is_waited_for_is_asked_of_poll(void **state)
{
    ti_watch watch = { .tell = NULL };

    (void)state;
    assert_true(ti_watch_set(&watch, 7, READ));
    assert_watched(&watch, 7, POLLIN);
    assert_true(ti_watch_set(&watch, 7, WRITE));
    assert_watched(&watch, 7, POLLOUT);
    assert_true(ti_watch_set(&watch, 7, READ | WRITE));
    assert_watched(&watch, 7, POLLIN | POLLOUT);
    assert_int_equal(watch.count, 1);
    ti_watch_clear(&watch);
}

static void test_who_is_taken_out_leaves_the_others_where_they_are_found(void **state)
{
    ti_watch watch = { .tell = NULL };
    int fd;

    (void)state;
    for (fd = 0; fd < MANY; fd++)
        assert_true(ti_watch_set(&watch, fd, READ));
    for (fd = 0; fd < MANY; fd += 2) {
        assert_true(ti_watch_set(&watch, fd, 0));
        assert_true(ti_watch_set(&watch, fd, 0)); /* no harm */
    }
    assert_int_equal(watch.count, MANY / 2);
    for (fd = 0; fd < MANY; fd++) {
        if (fd % 2 == 0) {
            assert_null(find(&watch, fd));
            continue;
        }
        assert_true(ti_watch_set(&watch, fd, WRITE));
        assert_watched(&watch, fd, POLLOUT);
    }
    assert_int_equal(watch.count, MANY / 2);
    assert_true(ti_watch_set(&watch, 10 * MANY, 0));
    ti_watch_clear(&watch);
}

static void test_what_went_wrong_is_ready_for_both(void **state)
{
    const struct pollfd readable = { .revents = POLLIN };
    const struct pollfd writable = { .revents = POLLOUT };
    const struct pollfd gone = { .revents = POLLHUP };
    const struct pollfd broken = { .revents = POLLERR };

    (void)state;
    assert_int_equal(ti_watch_events(&readable), READ);
    assert_int_equal(ti_watch_events(&writable), WRITE);
    assert_int_equal(ti_watch_events(&gone), READ | WRITE);
    assert_int_equal(ti_watch_events(&broken), READ | WRITE);
}

static void keep(int fd, int32_t events, void *user_data)
{
    int *seen = user_data;

    seen[0] = fd;
    seen[1] = events;
}

static void test_a_host_s_poller_is_told_instead(void **state)
{
    int seen[2] = { 0 };
    ti_watch watch = { .tell = keep, .user_data = seen };

    (void)state;
    assert_true(ti_watch_set(&watch, 7, READ | WRITE));
    assert_int_equal(seen[0], 7);
    assert_int_equal(seen[1], READ | WRITE);
    assert_true(ti_watch_set(&watch, 7, 0));
    assert_int_equal(seen[1], 0);
    assert_int_equal(watch.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_waited_for_is_asked_of_poll),
        cmocka_unit_test(test_who_is_taken_out_leaves_the_others_where_they_are_found),
        cmocka_unit_test(test_what_went_wrong_is_ready_for_both),
        cmocka_unit_test(test_a_host_s_poller_is_told_instead),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
