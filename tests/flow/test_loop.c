/* SPDX-License-Identifier: Apache-2.0 */
/* test_loop.c - calls in a loop, with handlers that answer at once, later, from another thread, or never. */
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <teamsinvite/loop.h>

#include "support/descriptors.h"
#include "support/late_desk.h"
#include "support/world.h"

enum { MANY = 200, THREADS = 4 };

typedef struct tally {
    size_t told;
    size_t made;
    size_t cancelled;
    pthread_t thread;
} tally;

typedef struct stage {
    world *w;
    teamsinvite_loop *loop;
    late_desk desk;
    tally tally;
} stage;

static late_desk *desk_in_use;

static teamsinvite_status answer_later(teamsinvite_config *config, teamsinvite_error **err)
{
    teamsinvite_status status =
        teamsinvite_config_set_storage(config, late_desk_storage, desk_in_use, NULL, err);

    return status != TEAMSINVITE_OK
               ? status
               : teamsinvite_config_set_transport(config, late_desk_transport, desk_in_use, NULL, err);
}

static int setup(void **state)
{
    static stage s;
    teamsinvite_error *err = NULL;
    void *w = NULL;

    memset(&s, 0, sizeof(s));
    assert_int_equal(world_setup(&w), 0);
    s.w = w;
    world_enable(s.w);
    world_connect(s.w, s.w->alice, TEAMSINVITE_SIM_CONTOSO_ALICE);
    late_desk_init(&s.desk, s.w->memory, s.w->sim);
    desk_in_use = &s.desk;
    s.tally.thread = pthread_self();
    assert_worked(teamsinvite_loop_new(&s.loop, &err), err);
    *state = &s;
    return 0;
}

static int teardown(void **state)
{
    stage *s = *state;
    void *w = s->w;

    teamsinvite_loop_free(s->loop);
    late_desk_clear(&s->desk);
    return world_teardown(&w);
}

static teamsinvite_call *start(const stage *s, size_t number)
{
    teamsinvite_meeting_request *request;
    teamsinvite_call *call = NULL;
    teamsinvite_error *err = NULL;
    char reference[32];

    (void)snprintf(reference, sizeof(reference), "interview-%zu", number);
    request = world_request(s->w, reference, 24);
    assert_worked(teamsinvite_meeting_create_start(s->w->client, s->w->alice, request, &call, &err), err);
    teamsinvite_meeting_request_free(request);
    return call;
}

static void count(teamsinvite_call *call, void *user_data)
{
    tally *t = user_data;
    teamsinvite_meeting *meeting = NULL;
    teamsinvite_error *err = NULL;
    teamsinvite_status status = teamsinvite_call_take_meeting(call, &meeting, &err);

    assert_true(pthread_equal(pthread_self(), t->thread));
    t->made += status == TEAMSINVITE_OK && strstr(teamsinvite_meeting_join_url(meeting), "https://") != NULL ? 1 : 0;
    t->cancelled += status == TEAMSINVITE_E_CANCELLED ? 1 : 0;
    t->told++;
    teamsinvite_meeting_free(meeting);
    teamsinvite_error_free(err);
    teamsinvite_call_free(call);
}

static void add(stage *s, teamsinvite_call *call)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_loop_add(s->loop, call, count, &s->tally, &err), err);
}

static void add_many(stage *s, size_t how_many)
{
    size_t i;

    for (i = 0; i < how_many; i++)
        add(s, start(s, i));
}

static void run(stage *s)
{
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_loop_run(s->loop, &err), err);
    assert_int_equal(teamsinvite_loop_count(s->loop), 0);
}

static void test_many_calls_all_end_and_each_is_told_of_once(void **state)
{
    stage *s = *state;

    add_many(s, MANY);
    assert_int_equal(teamsinvite_loop_count(s->loop), MANY);
    assert_int_equal(s->tally.told, 0);
    run(s);
    assert_int_equal(s->tally.told, MANY);
    assert_int_equal(s->tally.made, MANY);
    assert_int_equal(teamsinvite_sim_meeting_count(s->w->sim), MANY);
}

static void test_an_empty_loop_is_over_at_once(void **state)
{
    stage *s = *state;

    run(s);
    assert_int_equal(s->tally.told, 0);
}

static void test_handlers_may_answer_later_from_other_threads(void **state)
{
    stage *s = *state;

    s->w->configure = answer_later;
    world_new_client(s->w);
    late_desk_open(&s->desk, THREADS);
    add_many(s, MANY);
    run(s);
    assert_int_equal(s->tally.made, MANY);
    assert_true(late_desk_most_at_once(&s->desk) > THREADS);
}

typedef struct adder {
    stage *s;
    teamsinvite_call *calls[MANY / THREADS];
    pthread_t thread;
} adder;

static void *add_from_here(void *user_data)
{
    adder *a = user_data;
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < MANY / THREADS; i++)
        if (teamsinvite_loop_add(a->s->loop, a->calls[i], count, &a->s->tally, &err) != TEAMSINVITE_OK)
            abort();
    return NULL;
}

static void *close_when_all_are_told(void *user_data)
{
    stage *s = user_data;

    teamsinvite_loop_close(s->loop, 0);
    return NULL;
}

static void test_calls_are_added_from_other_threads_while_it_runs(void **state)
{
    static adder adders[THREADS];
    stage *s = *state;
    teamsinvite_error *err = NULL;
    pthread_t closer;
    size_t i;
    size_t k;

    s->w->configure = answer_later;
    world_new_client(s->w);
    late_desk_open(&s->desk, 1);
    for (i = 0; i < THREADS; i++) {
        adders[i].s = s;
        for (k = 0; k < MANY / THREADS; k++)
            adders[i].calls[k] = start(s, i * MANY + k);
        assert_int_equal(pthread_create(&adders[i].thread, NULL, add_from_here, &adders[i]), 0);
    }
    for (i = 0; i < THREADS - 1; i++)
        assert_int_equal(pthread_join(adders[i].thread, NULL), 0);
    run(s); /* while the last one may still be adding */
    assert_int_equal(pthread_join(adders[i].thread, NULL), 0);
    assert_int_equal(pthread_create(&closer, NULL, close_when_all_are_told, s), 0);
    assert_worked(teamsinvite_loop_run_until_closed(s->loop, &err), err);
    assert_int_equal(pthread_join(closer, NULL), 0);
    assert_int_equal(s->tally.made, MANY);
}

typedef struct chain {
    stage *s;
    size_t left;
} chain;

static void add_the_next(teamsinvite_call *call, void *user_data)
{
    chain *c = user_data;
    teamsinvite_error *err = NULL;

    count(call, &c->s->tally);
    if (c->left-- > 0)
        assert_worked(teamsinvite_loop_add(c->s->loop, start(c->s, c->left), add_the_next, c, &err), err);
}

static void test_who_is_told_may_add_the_next(void **state)
{
    stage *s = *state;
    chain c = { .s = s, .left = MANY };
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_loop_add(s->loop, start(s, MANY), add_the_next, &c, &err), err);
    run(s);
    assert_int_equal(s->tally.made, MANY + 1);
}

static void test_without_a_done_function_the_call_is_looked_at_afterwards(void **state)
{
    stage *s = *state;
    teamsinvite_call *call = start(s, 1);
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_loop_add(s->loop, call, NULL, NULL, &err), err);
    run(s);
    assert_worked(teamsinvite_call_outcome(call, &err), err);
    add(s, call); /* a finished one is told of at once */
    run(s);
    assert_int_equal(s->tally.made, 1);
}

static int64_t now_ms(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void throttle(stage *s)
{
    teamsinvite_error *err = NULL;

    s->w->waits_for_real = 1;
    world_new_client(s->w);
    assert_worked(teamsinvite_sim_set_scenario(s->w->sim, "graph-429=30", -1, &err), err);
}

static void *cancel_all(void *user_data)
{
    teamsinvite_call *const *calls = user_data;
    size_t i;

    for (i = 0; i < 10; i++)
        teamsinvite_call_cancel(calls[i]);
    return NULL;
}

static void test_a_wait_of_half_a_minute_ends_when_it_is_cancelled(void **state)
{
    stage *s = *state;
    teamsinvite_call *calls[10];
    int64_t began_ms = now_ms();
    pthread_t thread;
    size_t i;

    throttle(s);
    for (i = 0; i < 10; i++)
        add(s, calls[i] = start(s, i));
    teamsinvite_loop_drive(s->loop, -1, 0);
    assert_int_equal(s->tally.told, 0);
    assert_int_equal(pthread_create(&thread, NULL, cancel_all, calls), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    run(s);
    assert_int_equal(s->tally.cancelled, 10);
    assert_true(now_ms() - began_ms < 10000);
}

static void test_closing_with_cancel_ends_everything_and_takes_nothing_more(void **state)
{
    stage *s = *state;
    teamsinvite_error *err = NULL;
    teamsinvite_call *late = start(s, MANY);
    int64_t began_ms = now_ms();

    throttle(s);
    add_many(s, 50);
    teamsinvite_loop_drive(s->loop, -1, 0);
    add_many(s, 50);
    teamsinvite_loop_close(s->loop, 1);
    assert_failed(teamsinvite_loop_add(s->loop, late, NULL, NULL, &err), TEAMSINVITE_E_INVALID, &err);
    teamsinvite_call_free(late);
    run(s);
    assert_int_equal(s->tally.cancelled, 100);
    assert_true(now_ms() - began_ms < 10000);
}

static void test_freeing_a_loop_tells_everybody_that_is_in_it(void **state)
{
    stage *s = *state;

    throttle(s);
    add_many(s, 20);
    teamsinvite_loop_drive(s->loop, -1, 0);
    add_many(s, 20);
    teamsinvite_loop_free(s->loop);
    s->loop = NULL;
    assert_int_equal(s->tally.cancelled, 40);
}

static void test_a_call_whose_handler_owes_an_answer_is_let_go_when_the_loop_is_freed(void **state)
{
    stage *s = *state;
    teamsinvite_call *call;

    s->w->configure = answer_later;
    world_new_client(s->w);
    call = start(s, 1);
    add(s, call);
    teamsinvite_loop_drive(s->loop, -1, 0); /* the desk is not open: nobody answers */
    teamsinvite_loop_free(s->loop);
    s->loop = NULL;
    assert_int_equal(s->tally.told, 0);
    teamsinvite_call_free(call);
    late_desk_forget(&s->desk);
}

static void test_a_wait_takes_the_time_that_it_is_asked_for(void **state)
{
    stage *s = *state;
    teamsinvite_error *err = NULL;
    int64_t began_ms = now_ms();

    s->w->waits_for_real = 1;
    world_new_client(s->w);
    assert_worked(teamsinvite_sim_set_scenario(s->w->sim, "graph-429=1", 1, &err), err);
    add_many(s, 3);
    teamsinvite_loop_drive(s->loop, -1, 0);
    while (teamsinvite_loop_count(s->loop) > 0) {
        int64_t wait_ms = teamsinvite_loop_timeout_ms(s->loop);

        assert_true(wait_ms >= 0 && wait_ms <= 1000);
        world_advance(s->w, wait_ms);
        (void)poll(NULL, 0, (int)wait_ms);
        teamsinvite_loop_drive(s->loop, -1, 0);
    }
    assert_int_equal(s->tally.made, 3);
    assert_true(now_ms() - began_ms >= 1000);
}

/* --- Driven by somebody else's loop ------------------------------------------- */

typedef struct watched {
    struct pollfd fds[16];
    nfds_t count;
    size_t told;
} watched;

static void keep_watch(int fd, int32_t events, void *user_data)
{
    watched *w = user_data;
    nfds_t at = 0;

    w->told++;
    while (at < w->count && w->fds[at].fd != fd)
        at++;
    if (events == 0) {
        assert_true(at < w->count);
        w->fds[at] = w->fds[--w->count];
        return;
    }
    assert_true(at < 16);
    w->count = at < w->count ? w->count : at + 1;
    w->fds[at] = (struct pollfd){ .fd = fd, .events = POLLIN };
    assert_int_equal(events, TEAMSINVITE_LOOP_READ);
}

static void test_a_host_s_own_loop_drives_it(void **state)
{
    stage *s = *state;
    watched w = { .count = 0 };
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_loop_set_watch(s->loop, keep_watch, &w, &err), err);
    assert_int_equal(w.count, 1);
    assert_int_equal(teamsinvite_loop_timeout_ms(s->loop), -1);
    assert_int_equal(poll(w.fds, w.count, 0), 0);
    s->w->configure = answer_later;
    world_new_client(s->w);
    late_desk_open(&s->desk, 1);
    add_many(s, MANY);
    assert_int_equal(poll(w.fds, w.count, 0), 1); /* adding has made it ready */
    while (teamsinvite_loop_count(s->loop) > 0) {
        int ready = poll(w.fds, w.count, (int)teamsinvite_loop_timeout_ms(s->loop));

        teamsinvite_loop_drive(s->loop, ready > 0 ? w.fds[0].fd : -1, ready > 0 ? TEAMSINVITE_LOOP_READ : 0);
    }
    assert_int_equal(s->tally.made, MANY);
    assert_failed(teamsinvite_loop_run(s->loop, &err), TEAMSINVITE_E_INVALID, &err);
    assert_failed(teamsinvite_loop_set_watch(s->loop, keep_watch, &w, &err), TEAMSINVITE_E_INVALID, &err);
    teamsinvite_loop_free(s->loop);
    s->loop = NULL;
    assert_int_equal(w.count, 0);
}

static void test_the_bell_rings_each_time_and_is_silent_in_between(void **state)
{
    stage *s = *state;
    watched w = { .count = 0 };
    teamsinvite_error *err = NULL;
    size_t i;

    assert_worked(teamsinvite_loop_set_watch(s->loop, keep_watch, &w, &err), err);
    for (i = 0; i < 3; i++) {
        add(s, start(s, i));
        assert_int_equal(poll(w.fds, w.count, 0), 1);
        while (teamsinvite_loop_count(s->loop) > 0)
            teamsinvite_loop_drive(s->loop, -1, 0);
        assert_int_equal(poll(w.fds, w.count, 0), 0);
    }
    teamsinvite_loop_close(s->loop, 0);
    assert_int_equal(poll(w.fds, w.count, 0), 1);
    teamsinvite_loop_free(s->loop);
    s->loop = NULL;
}

static void test_a_call_is_in_one_loop_once(void **state)
{
    stage *s = *state;
    teamsinvite_call *call = start(s, 1);
    teamsinvite_error *err = NULL;

    add(s, call);
    assert_failed(teamsinvite_loop_add(s->loop, call, NULL, NULL, &err), TEAMSINVITE_E_INVALID, &err);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_run_all(&call, 1, NULL, NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_loop_count(s->loop), 1);
    run(s);
    assert_int_equal(s->tally.made, 1);
}

static void test_a_call_that_was_cancelled_before_ends_without_an_io(void **state)
{
    stage *s = *state;
    teamsinvite_call *call = start(s, 1);

    teamsinvite_call_cancel(call);
    add(s, call);
    run(s);
    assert_int_equal(s->tally.cancelled, 1);
}

static void test_no_descriptor_is_left(void **state)
{
    stage *s = *state;
    size_t before;
    teamsinvite_loop *loop = NULL;
    teamsinvite_error *err = NULL;
    size_t i;

    before = open_descriptors();
    for (i = 0; i < 20; i++) {
        assert_worked(teamsinvite_loop_new(&loop, &err), err);
        assert_worked(teamsinvite_loop_add(loop, start(s, i), count, &s->tally, &err), err);
        if (i % 2 == 0)
            assert_worked(teamsinvite_loop_run(loop, &err), err);
        teamsinvite_loop_free(loop);
    }
    assert_int_equal(open_descriptors(), before);
    assert_int_equal(s->tally.made, 10);
    assert_int_equal(s->tally.cancelled, 10);
}

static void test_limits_are_checked(void **state)
{
    stage *s = *state;
    teamsinvite_error *err = NULL;

    assert_worked(teamsinvite_loop_set_limits(s->loop, 1, 1, &err), err);
    assert_worked(teamsinvite_loop_set_limits(s->loop, 10000, 10000, &err), err);
    assert_failed(teamsinvite_loop_set_limits(s->loop, 0, 1, &err), TEAMSINVITE_E_INVALID, &err);
    assert_failed(teamsinvite_loop_set_limits(s->loop, 10001, 1, &err), TEAMSINVITE_E_INVALID, &err);
    assert_failed(teamsinvite_loop_set_limits(s->loop, 10, 11, &err), TEAMSINVITE_E_INVALID, &err);
    assert_failed(teamsinvite_loop_set_limits(s->loop, 10, 0, &err), TEAMSINVITE_E_INVALID, &err);
}

#define LOOP_TEST(name_) cmocka_unit_test_setup_teardown(name_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LOOP_TEST(test_many_calls_all_end_and_each_is_told_of_once),
        LOOP_TEST(test_an_empty_loop_is_over_at_once),
        LOOP_TEST(test_handlers_may_answer_later_from_other_threads),
        LOOP_TEST(test_calls_are_added_from_other_threads_while_it_runs),
        LOOP_TEST(test_who_is_told_may_add_the_next),
        LOOP_TEST(test_without_a_done_function_the_call_is_looked_at_afterwards),
        LOOP_TEST(test_a_wait_of_half_a_minute_ends_when_it_is_cancelled),
        LOOP_TEST(test_closing_with_cancel_ends_everything_and_takes_nothing_more),
        LOOP_TEST(test_freeing_a_loop_tells_everybody_that_is_in_it),
        LOOP_TEST(test_a_call_whose_handler_owes_an_answer_is_let_go_when_the_loop_is_freed),
        LOOP_TEST(test_a_wait_takes_the_time_that_it_is_asked_for),
        LOOP_TEST(test_a_host_s_own_loop_drives_it),
        LOOP_TEST(test_the_bell_rings_each_time_and_is_silent_in_between),
        LOOP_TEST(test_a_call_is_in_one_loop_once),
        LOOP_TEST(test_a_call_that_was_cancelled_before_ends_without_an_io),
        LOOP_TEST(test_no_descriptor_is_left),
        LOOP_TEST(test_limits_are_checked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
