/* SPDX-License-Identifier: Apache-2.0 */
/* test_loop_trouble.c - the loop when the server dies, cuts off or hangs up, and when a process forks. */
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/loop_stage.h"

enum { SOME = 50 };

static int setup_with(void **state, const char *const *options)
{
    static loop_stage stage;

    loop_stage_open(&stage, options);
    *state = &stage;
    return 0;
}

static int setup(void **state)
{
    static const char *const options[] = { NULL };

    return setup_with(state, options);
}

static int setup_slow(void **state)
{
    static const char *const options[] = { "--delay-ms", "5", NULL };

    return setup_with(state, options);
}

static int teardown(void **state)
{
    loop_stage_end(*state); /* where a test has failed on the way */
    loop_stage_close(*state);
    return 0;
}

/* --- The server dies ---------------------------------------------------------- */

static void kill_after_some(loop_stage *stage)
{
    if (stage->told == 20)
        stub_program_kill(&stage->stub);
}

static void start_the_server_anew(loop_stage *stage)
{
    static const char *const options[] = { NULL };
    teamsinvite_error *err = NULL;

    stub_program_stop(&stage->stub);
    stub_program_start(&stage->stub, options);
    assert_worked(teamsinvite_transport_set_ca_file(stage->transport, stage->stub.ca_file, &err), err);
    world_new_client(stage->w);
}

static void outlive_the_server(loop_stage *stage, const char *url)
{
    size_t made;

    loop_stage_begin(stage, url, 16, 16);
    stage->on_told = kill_after_some;
    loop_stage_add_many(stage, 4 * SOME, STUB_PLAIN);
    loop_stage_run(stage);
    made = stage->made;
    assert_in_range(made, 20, 4 * SOME - 1);
    assert_int_equal(made + loop_stage_ended(stage, TEAMSINVITE_E_NETWORK), 4 * SOME);
    stage->on_told = NULL;
    start_the_server_anew(stage);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    loop_stage_run(stage);
    assert_int_equal(stage->made, made + SOME);
}

static void test_the_loop_outlives_a_server_of_http1(void **state)
{
    loop_stage *stage = *state;

    outlive_the_server(stage, stage->stub.plain_url);
}

static void test_the_loop_outlives_a_server_of_http2(void **state)
{
    loop_stage *stage = *state;

    outlive_the_server(stage, stage->stub.tls_url);
}

/* --- It cuts off, or hangs up ---------------------------------------------------- */

static void run_some(loop_stage *stage, const char *url, int minute)
{
    loop_stage_begin(stage, url, 8, 8);
    loop_stage_add_many(stage, SOME, minute);
    loop_stage_run(stage);
    assert_int_equal(stage->made, SOME);
    assert_int_equal(stub_program_count(&stage->stub, "patches") >= SOME, 1);
}

static void test_an_answer_that_was_cut_off_is_asked_for_again(void **state)
{
    loop_stage *stage = *state;

    run_some(stage, stage->stub.plain_url, STUB_CUTS_ONCE);
    assert_int_equal(stub_program_count(&stage->stub, "creates"), 2 * SOME);
}

static void test_a_stream_that_was_cut_off_is_asked_for_again(void **state)
{
    loop_stage *stage = *state;

    run_some(stage, stage->stub.tls_url, STUB_CUTS_ONCE);
    assert_int_equal(stub_program_count(&stage->stub, "creates"), 2 * SOME);
    assert_int_equal(teamsinvite_transport_connection_count(stage->transport), 1);
}

/* The next exchange finds the connection closed, or while it writes. */
static void test_a_connection_closed_while_it_is_idle_costs_no_call(void **state)
{
    loop_stage *stage = *state;

    run_some(stage, stage->stub.plain_url, STUB_CLOSES_AFTER);
    assert_in_range(teamsinvite_transport_connection_count(stage->transport), SOME, 3 * SOME);
}

/* Others are under way on it. */
static void test_a_connection_of_many_closed_costs_no_call(void **state)
{
    loop_stage *stage = *state;

    loop_stage_begin(stage, stage->stub.tls_url, 8, 8);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    loop_stage_add_many(stage, 1, STUB_CLOSES_AFTER);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    loop_stage_run(stage);
    assert_int_equal(stage->made, 2 * SOME + 1);
}

/* --- A forked child ------------------------------------------------------------------ */

/* What a worker may do that was forked from a server with a loop. */
static void let_a_child_free_what_it_inherits(loop_stage *stage)
{
    pid_t child = fork();
    int status = 0;

    assert_true(child >= 0);
    if (child == 0) {
        size_t told = stage->told;

        loop_stage_end(stage);
        _exit(stage->told == told ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void survive_a_child(loop_stage *stage, const char *url)
{
    int64_t opened;

    loop_stage_begin(stage, url, 1, 1);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    loop_stage_run(stage);
    opened = teamsinvite_transport_connection_count(stage->transport);
    let_a_child_free_what_it_inherits(stage);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    loop_stage_run(stage);
    assert_int_equal(stage->made, 2 * SOME);
    assert_int_equal(teamsinvite_transport_connection_count(stage->transport), opened);
}

static void test_a_child_leaves_idle_connections_alone(void **state)
{
    loop_stage *stage = *state;

    survive_a_child(stage, stage->stub.tls_url);
}

static void test_a_child_leaves_idle_connections_of_http1_alone(void **state)
{
    loop_stage *stage = *state;

    survive_a_child(stage, stage->stub.plain_url);
}

/* In the middle: some are under way, some wait for their turn, some have just come. */
static void test_a_child_leaves_what_is_under_way_alone(void **state)
{
    loop_stage *stage = *state;

    loop_stage_begin(stage, stage->stub.tls_url, 4, 4);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    loop_stage_run(stage);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    teamsinvite_loop_drive(stage->loop, -1, 0);
    loop_stage_add_many(stage, SOME, STUB_PLAIN);
    let_a_child_free_what_it_inherits(stage);
    loop_stage_run(stage);
    assert_int_equal(stage->made, 3 * SOME);
    assert_int_equal(teamsinvite_transport_connection_count(stage->transport), 1);
}

static void keep_bell(int fd, int32_t events, void *user_data)
{
    struct pollfd *bell = user_data;

    if (bell->events == 0)
        *bell = (struct pollfd){ .fd = fd, .events = POLLIN };
    assert_true(events == 0 || events == TEAMSINVITE_LOOP_READ);
}

static void test_a_child_does_not_hear_the_parent_s_bell(void **state)
{
    loop_stage *stage = *state;
    struct pollfd bell = { .events = 0 };
    teamsinvite_error *err = NULL;

    loop_stage_begin(stage, stage->stub.plain_url, 1, 1);
    assert_worked(teamsinvite_loop_set_watch(stage->loop, keep_bell, &bell, &err), err);
    loop_stage_add_many(stage, 1, STUB_PLAIN);
    let_a_child_free_what_it_inherits(stage);
    assert_int_equal(poll(&bell, 1, 0), 1);
    loop_stage_end(stage);
    assert_int_equal(loop_stage_ended(stage, TEAMSINVITE_E_CANCELLED), 1);
}

#define TROUBLE_TEST(name_, setup_) cmocka_unit_test_setup_teardown(name_, setup_, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TROUBLE_TEST(test_the_loop_outlives_a_server_of_http1, setup_slow),
        TROUBLE_TEST(test_the_loop_outlives_a_server_of_http2, setup_slow),
        TROUBLE_TEST(test_an_answer_that_was_cut_off_is_asked_for_again, setup),
        TROUBLE_TEST(test_a_stream_that_was_cut_off_is_asked_for_again, setup),
        TROUBLE_TEST(test_a_connection_closed_while_it_is_idle_costs_no_call, setup),
        TROUBLE_TEST(test_a_connection_of_many_closed_costs_no_call, setup),
        TROUBLE_TEST(test_a_child_leaves_idle_connections_alone, setup),
        TROUBLE_TEST(test_a_child_leaves_idle_connections_of_http1_alone, setup),
        TROUBLE_TEST(test_a_child_leaves_what_is_under_way_alone, setup_slow),
        TROUBLE_TEST(test_a_child_does_not_hear_the_parent_s_bell, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
