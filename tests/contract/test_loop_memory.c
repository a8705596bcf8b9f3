/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_loop_memory.c - each allocation on a call's way through the loop fails in
 * turn: the call is told of once, and nothing is left.
 *
 * The linker has ti_alloc() replaced by __wrap_ti_alloc() (--wrap).
 */
#include "support/descriptors.h"
#include "support/loop_stage.h"

enum { ALLOCATIONS_MAX = 1000 };

/* How many more succeed; below 0: all. */
static long left = -1;

extern void *__real_ti_alloc(size_t size);
extern void *__wrap_ti_alloc(size_t size);

void *__wrap_ti_alloc(size_t size)
{
    return left >= 0 && left-- == 0 ? NULL : __real_ti_alloc(size);
}

static void do_not_wait(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)io;
    (void)user_data;
    (void)teamsinvite_call_complete_wait(call);
}

static teamsinvite_status retry_at_once(teamsinvite_config *config, teamsinvite_error **err)
{
    return teamsinvite_config_set_wait(config, do_not_wait, NULL, NULL, err);
}

static int setup(void **state)
{
    static const char *const no_options[] = { NULL };
    static loop_stage stage;

    loop_stage_open(&stage, no_options);
    stage.configure = retry_at_once;
    *state = &stage;
    return 0;
}

static int teardown(void **state)
{
    left = -1;
    loop_stage_end(*state);
    loop_stage_close(*state);
    return 0;
}

/* What a call does for want of memory; JSON that it cannot read is none to it. */
static bool is_fitting(teamsinvite_status status)
{
    return status == TEAMSINVITE_OK || status == TEAMSINVITE_E_NO_MEMORY || status == TEAMSINVITE_E_NETWORK ||
           status == TEAMSINVITE_E_CORRUPT || status == TEAMSINVITE_E_RESPONSE;
}

static void told(teamsinvite_call *call, void *user_data)
{
    int *count = user_data;

    (void)call;
    (*count)++;
}

/* Through a loop of its own, with a bit of memory; how it ended. */
static teamsinvite_status go_through(teamsinvite_call *call, long may_succeed)
{
    teamsinvite_loop *loop = NULL;
    teamsinvite_status status;
    int count = 0;

    left = may_succeed;
    status = teamsinvite_loop_new(&loop, NULL);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_loop_add(loop, call, told, &count, NULL);
    if (status == TEAMSINVITE_OK) {
        status = teamsinvite_loop_run(loop, NULL);
        assert_int_equal(status, TEAMSINVITE_OK);
        assert_int_equal(count, 1);
        status = teamsinvite_call_outcome(call, NULL);
    }
    teamsinvite_loop_free(loop);
    return status;
}

/* Until it gets along with what it has. */
static void fail_each_in_turn(loop_stage *stage, const char *url)
{
    size_t descriptors;
    long may_succeed;

    loop_stage_begin(stage, url, 1, 1);
    descriptors = open_descriptors();
    for (may_succeed = 0; may_succeed < ALLOCATIONS_MAX; may_succeed++) {
        staged_call *staged = loop_stage_create(stage, stage->w->alice, STUB_PLAIN);
        teamsinvite_status status = go_through(staged->call, may_succeed);
        bool was_enough = left >= 0;

        left = -1;
        stage->count = 0;
        teamsinvite_call_free(staged->call);
        assert_int_equal(open_descriptors(), descriptors);
        if (!is_fitting(status))
            fail_msg("after %ld: %s", may_succeed, teamsinvite_status_name(status));
        if (was_enough) {
            assert_int_equal(status, TEAMSINVITE_OK);
            break;
        }
    }
    assert_in_range(may_succeed, 10, ALLOCATIONS_MAX - 1);
}

static void test_each_allocation_fails_over_http1(void **state)
{
    loop_stage *stage = *state;

    fail_each_in_turn(stage, stage->stub.plain_url);
}

static void test_each_allocation_fails_over_http2(void **state)
{
    loop_stage *stage = *state;

    fail_each_in_turn(stage, stage->stub.tls_url);
}

#define MEMORY_TEST(name_) cmocka_unit_test_setup_teardown(name_, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(test_each_allocation_fails_over_http1),
        MEMORY_TEST(test_each_allocation_fails_over_http2),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
