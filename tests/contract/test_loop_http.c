/* SPDX-License-Identifier: Apache-2.0 */
/* test_loop_http.c - the loop over HTTP/1.1, and over HTTP/2 with TLS: outcomes, connections, limits. */
#include <poll.h>
#include <pthread.h>

#include "support/descriptors.h"
#include "support/loop_stage.h"

enum { CROWD = 1000, TENTH = CROWD / 10, TIMEOUT_MS = 2000 };

static const char *const no_options[] = { NULL };

static int setup(void **state)
{
    static loop_stage stage;

    loop_stage_open(&stage, no_options);
    *state = &stage;
    return 0;
}

static int teardown(void **state)
{
    loop_stage_end(*state); /* where a test has failed on the way */
    loop_stage_close(*state);
    return 0;
}

/* --- A crowd of which each tenth has another fate ----------------------------- */

enum { IS_CANCELLED, TIMES_OUT, IS_THROTTLED };

typedef struct crowd {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t canceller;
    teamsinvite_call *victims[TENTH];
    size_t victim_count;
    size_t told; /* as the canceller sees it */
} crowd;

static crowd in_use = { .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };

static void tell_canceller(loop_stage *stage)
{
    (void)pthread_mutex_lock(&in_use.lock);
    in_use.told = stage->told;
    (void)pthread_cond_signal(&in_use.changed);
    (void)pthread_mutex_unlock(&in_use.lock);
}

/* The first before anybody was told, the last when all that make meetings are through: by then they wait for their
 * turn, for the server, or have not begun. */
static void *cancel_in_between(void *user_data)
{
    crowd *c = user_data;
    size_t i;

    for (i = 0; i < c->victim_count; i++) {
        (void)pthread_mutex_lock(&c->lock);
        while (c->told < i * (CROWD - 3 * TENTH) / TENTH)
            (void)pthread_cond_wait(&c->changed, &c->lock);
        (void)pthread_mutex_unlock(&c->lock);
        teamsinvite_call_cancel(c->victims[i]);
    }
    return NULL;
}

static void add_one_of_the_crowd(loop_stage *stage, size_t number)
{
    static const int minutes[] = { STUB_STALLS, STUB_STALLS, STUB_THROTTLES_ONCE };
    size_t fate = number % 10;
    staged_call *staged = loop_stage_create(stage, fate == IS_THROTTLED ? stage->carol : stage->w->alice,
                                            fate < 3 ? minutes[fate] : STUB_PLAIN);

    if (fate == TIMES_OUT)
        assert_int_equal(teamsinvite_call_set_timeout_ms(staged->call, TIMEOUT_MS), TEAMSINVITE_OK);
    else if (fate == IS_CANCELLED)
        in_use.victims[in_use.victim_count++] = staged->call;
    loop_stage_add(staged);
}

static void assert_each_has_its_status(const loop_stage *stage)
{
    size_t i;

    for (i = 0; i < CROWD; i++) {
        teamsinvite_status status = stage->calls[i].status;

        if (i % 10 == IS_CANCELLED)
            assert_int_equal(status, TEAMSINVITE_E_CANCELLED);
        else if (i % 10 == TIMES_OUT)
            assert_true(status == TEAMSINVITE_E_NETWORK || status == TEAMSINVITE_E_DEADLINE);
        else
            assert_int_equal(status, TEAMSINVITE_OK);
    }
}

static void let_the_crowd_through(loop_stage *stage, const char *url)
{
    size_t descriptors = open_descriptors();
    size_t i;

    loop_stage_begin(stage, url, 4 * TENTH, 4 * TENTH);
    in_use.victim_count = in_use.told = 0;
    stage->on_told = tell_canceller;
    for (i = 0; i < CROWD; i++)
        add_one_of_the_crowd(stage, i);
    assert_int_equal(pthread_create(&in_use.canceller, NULL, cancel_in_between, &in_use), 0);
    loop_stage_run(stage);
    assert_int_equal(pthread_join(in_use.canceller, NULL), 0);
    assert_each_has_its_status(stage);
    assert_int_equal(stage->made, 8 * TENTH);
    loop_stage_end(stage);
    assert_int_equal(open_descriptors(), descriptors);
}

/* Each that was made is settled by one PATCH; the throttled ones have asked twice. */
static void assert_the_server_has_seen_them(loop_stage *stage)
{
    long stalled = stub_program_count(&stage->stub, "stalled");

    assert_int_equal(stub_program_count(&stage->stub, "throttled"), TENTH);
    assert_int_equal(stub_program_count(&stage->stub, "patches"), 8 * TENTH);
    assert_in_range(stalled, 1, 2 * TENTH);
    assert_int_equal(stub_program_count(&stage->stub, "creates"), 9 * TENTH + stalled);
}

static void test_a_crowd_over_http1_is_accounted_for(void **state)
{
    loop_stage *stage = *state;

    let_the_crowd_through(stage, stage->stub.plain_url);
    assert_the_server_has_seen_them(stage);
}

static void test_a_crowd_over_http2_is_accounted_for(void **state)
{
    loop_stage *stage = *state;

    let_the_crowd_through(stage, stage->stub.tls_url);
    assert_the_server_has_seen_them(stage);
}

/* --- Connections ---------------------------------------------------------------- */

static long run_and_count_connections(loop_stage *stage)
{
    long seen_before = stub_program_count(&stage->stub, "connections");
    int64_t counted_before = teamsinvite_transport_connection_count(stage->transport);
    long opened;

    loop_stage_run(stage);
    assert_int_equal(stage->made, stage->count);
    opened = stub_program_count(&stage->stub, "connections") - seen_before - 1; /* one is for asking it */
    assert_int_equal(teamsinvite_transport_connection_count(stage->transport) - counted_before, opened);
    return opened;
}

static void test_http2_puts_all_on_one_connection(void **state)
{
    loop_stage *stage = *state;

    loop_stage_begin(stage, stage->stub.tls_url, 100, 100);
    loop_stage_add_many(stage, 200, STUB_PLAIN);
    assert_int_equal(run_and_count_connections(stage), 1);
    loop_stage_add_many(stage, 1, STUB_PLAIN);
    assert_int_equal(run_and_count_connections(stage), 0);
}

static void test_http1_keeps_its_connections(void **state)
{
    loop_stage *stage = *state;

    loop_stage_begin(stage, stage->stub.plain_url, 16, 16);
    loop_stage_add_many(stage, CROWD, STUB_PLAIN);
    assert_in_range(run_and_count_connections(stage), 1, 16);
}

static int setup_http1_with_tls(void **state)
{
    static const char *const options[] = { "--http1", NULL };
    static loop_stage stage;

    loop_stage_open(&stage, options);
    *state = &stage;
    return 0;
}

static void test_a_server_without_http2_is_spoken_to_as_it_can(void **state)
{
    loop_stage *stage = *state;

    loop_stage_begin(stage, stage->stub.tls_url, 8, 8);
    loop_stage_add_many(stage, 100, STUB_PLAIN);
    assert_in_range(run_and_count_connections(stage), 1, 8);
}

/* --- Driven by a host's poller --------------------------------------------------- */

typedef struct poller {
    struct pollfd fds[32];
    nfds_t count;
    bool has_written; /* a descriptor was ready to be written to, as it was asked for */
} poller;

static void watch_for(int fd, int32_t events, void *user_data)
{
    poller *p = user_data;
    short wanted = (short)(((events & TEAMSINVITE_LOOP_READ) != 0 ? POLLIN : 0) |
                           ((events & TEAMSINVITE_LOOP_WRITE) != 0 ? POLLOUT : 0));
    nfds_t at = 0;

    while (at < p->count && p->fds[at].fd != fd)
        at++;
    if (events == 0 && at < p->count)
        p->fds[at] = p->fds[--p->count];
    if (events == 0)
        return;
    assert_true(at < 32);
    p->count = at < p->count ? p->count : at + 1;
    p->fds[at] = (struct pollfd){ .fd = fd, .events = wanted };
}

static void drive_what_is_ready(loop_stage *stage, poller *p)
{
    nfds_t at = 0;

    while (at < p->count && p->fds[at].revents == 0)
        at++;
    if (at == p->count) {
        teamsinvite_loop_drive(stage->loop, -1, 0);
        return;
    }
    p->has_written = p->has_written || (p->fds[at].revents & POLLOUT) != 0;
    teamsinvite_loop_drive(stage->loop, p->fds[at].fd,
                           ((p->fds[at].revents & POLLIN) != 0 ? TEAMSINVITE_LOOP_READ : 0) |
                               ((p->fds[at].revents & POLLOUT) != 0 ? TEAMSINVITE_LOOP_WRITE : 0));
}

static void test_a_host_s_poller_drives_it_over_http(void **state)
{
    loop_stage *stage = *state;
    poller p = { .count = 0 };
    teamsinvite_error *err = NULL;

    loop_stage_begin(stage, stage->stub.plain_url, 8, 8);
    assert_worked(teamsinvite_loop_set_watch(stage->loop, watch_for, &p, &err), err);
    loop_stage_add_many(stage, 50, STUB_PLAIN);
    while (teamsinvite_loop_count(stage->loop) > 0) {
        assert_true(poll(p.fds, p.count, (int)teamsinvite_loop_timeout_ms(stage->loop)) >= 0);
        drive_what_is_ready(stage, &p);
    }
    assert_int_equal(stage->made, 50);
    assert_true(p.has_written); /* that is how a connection says that it is made */
    loop_stage_end(stage);
    assert_int_equal(p.count, 0);
}

/* --- Limits ----------------------------------------------------------------------- */

static int setup_slow(void **state)
{
    static const char *const options[] = { "--delay-ms", "5", NULL };
    static loop_stage stage;

    loop_stage_open(&stage, options);
    *state = &stage;
    return 0;
}

/* The answers come late, so that there are as many under way as there may be. */
static void test_no_more_are_under_way_than_the_limits_say(void **state)
{
    loop_stage *stage = *state;
    size_t i;

    loop_stage_begin(stage, stage->stub.tls_url, 3, 2);
    for (i = 0; i < 60; i++) {
        loop_stage_add(loop_stage_create(stage, stage->w->alice, STUB_PLAIN));
        loop_stage_add(loop_stage_create(stage, stage->carol, STUB_PLAIN));
    }
    loop_stage_run(stage);
    assert_int_equal(stage->made, 120);
    assert_int_equal(stub_program_count(&stage->stub, "most_at_once"), 3);
    assert_int_equal(stub_program_count(&stage->stub, "most_of_one"), 2);
}

/* The one before it is never answered. */
static void cancel_the_first(loop_stage *stage)
{
    if (stage->told == 1 && stage->calls[0].call != NULL)
        teamsinvite_call_cancel(stage->calls[0].call);
}

static void test_who_waits_too_long_for_a_turn_is_told_so(void **state)
{
    loop_stage *stage = *state;
    staged_call *second;

    loop_stage_begin(stage, stage->stub.plain_url, 1, 1);
    stage->on_told = cancel_the_first;
    loop_stage_add_many(stage, 1, STUB_STALLS);
    second = loop_stage_create(stage, stage->w->alice, STUB_PLAIN);
    assert_int_equal(teamsinvite_call_set_timeout_ms(second->call, TIMEOUT_MS), TEAMSINVITE_OK);
    loop_stage_add(second);
    loop_stage_run(stage);
    assert_int_equal(stage->calls[0].status, TEAMSINVITE_E_CANCELLED);
    assert_true(second->status == TEAMSINVITE_E_NETWORK || second->status == TEAMSINVITE_E_DEADLINE);
    assert_int_equal(stub_program_count(&stage->stub, "creates"), 1); /* the first had not given up by then */
}

typedef struct order {
    size_t alices;
    size_t carols;
    size_t alices_before_last_carol;
} order;

static order seen;

static void note_order(loop_stage *stage)
{
    size_t i;

    seen = (order){ .alices_before_last_carol = seen.alices_before_last_carol };
    for (i = 0; i < stage->count; i++) {
        seen.carols += i >= 200 && stage->calls[i].told == 1 ? 1 : 0;
        seen.alices += i < 200 && stage->calls[i].told == 1 ? 1 : 0;
    }
    if (seen.carols < 20)
        seen.alices_before_last_carol = seen.alices;
}

static void test_one_company_s_many_do_not_hold_up_another_s_few(void **state)
{
    loop_stage *stage = *state;
    size_t i;

    seen = (order){ 0 };
    loop_stage_begin(stage, stage->stub.plain_url, 2, 2);
    stage->on_told = note_order;
    loop_stage_add_many(stage, 200, STUB_PLAIN);
    for (i = 0; i < 20; i++)
        loop_stage_add(loop_stage_create(stage, stage->carol, STUB_PLAIN));
    loop_stage_run(stage);
    assert_int_equal(stage->made, 220);
    assert_in_range(seen.alices_before_last_carol, 0, 40); /* taking turns, one for one, with some slack */
}

#define HTTP_TEST(name_, setup_) cmocka_unit_test_setup_teardown(name_, setup_, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HTTP_TEST(test_a_crowd_over_http1_is_accounted_for, setup),
        HTTP_TEST(test_a_crowd_over_http2_is_accounted_for, setup),
        HTTP_TEST(test_http2_puts_all_on_one_connection, setup),
        HTTP_TEST(test_http1_keeps_its_connections, setup),
        HTTP_TEST(test_a_server_without_http2_is_spoken_to_as_it_can, setup_http1_with_tls),
        HTTP_TEST(test_a_host_s_poller_drives_it_over_http, setup),
        HTTP_TEST(test_no_more_are_under_way_than_the_limits_say, setup_slow),
        HTTP_TEST(test_who_waits_too_long_for_a_turn_is_told_so, setup),
        HTTP_TEST(test_one_company_s_many_do_not_hold_up_another_s_few, setup_slow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
