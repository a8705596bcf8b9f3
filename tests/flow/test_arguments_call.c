/* SPDX-License-Identifier: Apache-2.0 */
/* test_arguments_call.c - a call is driven rightly or not at all, and its result taken rightly and once. */
#include "support/arguments.h"

/* A render with a link of its own asks for no io: its call can be finished at once. */
static teamsinvite_call *begin_render(arguments_bench *b)
{
    teamsinvite_call *call = NULL;

    assert_int_equal(teamsinvite_invitation_request_set_join_url(b->invitation, ARGUMENTS_JOIN_URL, NULL),
                     TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_invitation_render_start(b->good.client, b->admin, b->invitation, &call, NULL),
                     TEAMSINVITE_OK);
    return call;
}

/* Each take function in one shape; `wanted` false hands in no place for the result. */
typedef teamsinvite_status (*take_fn)(teamsinvite_call *call, bool wanted, teamsinvite_error **err);

#define TAKE(name_, type_)                                                                                    \
    static teamsinvite_status take_##name_(teamsinvite_call *call, bool wanted, teamsinvite_error **err)      \
    {                                                                                                         \
        type_ *out = arguments_stale();                                                                       \
        teamsinvite_status status = teamsinvite_call_take_##name_(call, wanted ? &out : NULL, err);           \
                                                                                                              \
        assert_int_equal(wanted && out == NULL, wanted && status != TEAMSINVITE_OK);                          \
        if (wanted)                                                                                           \
            type_##_free(out);                                                                                \
        return status;                                                                                        \
    }

TAKE(meeting, teamsinvite_meeting)
TAKE(revocation, teamsinvite_revocation)
TAKE(erasure, teamsinvite_erasure)
TAKE(recovery, teamsinvite_recovery)
TAKE(rekeying, teamsinvite_rekeying)
TAKE(invitation, teamsinvite_invitation)
TAKE(delivery, teamsinvite_delivery)
TAKE(tokens, teamsinvite_tokens)
TAKE(identity, teamsinvite_identity)

static const take_fn takes[] = { take_meeting, take_revocation, take_erasure,  take_recovery, take_rekeying,
                                 take_tokens,  take_identity,   take_delivery, take_invitation };

enum { TAKES_OF_ANOTHER_KIND = 8 }; /* the first ones, for a call that renders an invitation */

static void assert_take_refuses(const arguments_bench *b, take_fn take, teamsinvite_call *call, bool wanted,
                                const char *parameter, const char *what)
{
    teamsinvite_error *err = NULL;

    assert_names(b, take(call, wanted, &err), parameter, &err, what);
    assert_int_equal(take(call, wanted, NULL), TEAMSINVITE_E_INVALID);
}

static void test_nothing_is_taken_from_no_call_or_an_unfinished_one(void **state)
{
    arguments_bench *b = *state;
    teamsinvite_call *call = begin_render(b);
    teamsinvite_error *err = NULL;
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(takes); i++) {
        assert_take_refuses(b, takes[i], NULL, true, "call", "no call");
        assert_take_refuses(b, takes[i], call, true, "call", "an unfinished call");
    }
    assert_names(b, teamsinvite_call_outcome(NULL, &err), "call", &err, "no call");
    assert_names(b, teamsinvite_call_outcome(call, &err), "call", &err, "an unfinished call");
    assert_int_equal(teamsinvite_call_outcome(NULL, NULL), TEAMSINVITE_E_INVALID);
    teamsinvite_call_free(call);
}

static void test_a_result_is_kept_until_it_is_taken_rightly_and_once(void **state)
{
    arguments_bench *b = *state;
    teamsinvite_call *call = begin_render(b);
    size_t i;

    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_OK);
    for (i = 0; i < TAKES_OF_ANOTHER_KIND; i++)
        assert_take_refuses(b, takes[i], call, true, "call", "another kind of result");
    for (i = 0; i < ARGUMENTS_COUNT(takes); i++)
        assert_take_refuses(b, takes[i], call, false, "out", "no place for the result");
    assert_int_equal(take_invitation(call, true, NULL), TEAMSINVITE_OK);
    assert_take_refuses(b, take_invitation, call, true, "call", "a result that was taken");
    teamsinvite_call_free(call);
}

static void test_no_call_is_driven_nowhere(void **state)
{
    (void)state;
    assert_null(teamsinvite_call_next(NULL));
    assert_int_equal(teamsinvite_call_perform(NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_run(NULL), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_set_timeout_ms(NULL, 1000), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_is_cancelled(NULL), 0);
    assert_string_equal(teamsinvite_call_operation(NULL), "");
    assert_int_equal(teamsinvite_call_send_count(NULL), 0);
    teamsinvite_call_cancel(NULL);
    teamsinvite_call_free(NULL);
}

static void test_a_time_out_out_of_range_is_refused(void **state)
{
    static const int64_t refused[] = { INT64_MIN, -1, 0, 3600001, INT64_MAX };
    teamsinvite_call *call = begin_render(*state);
    size_t i;

    for (i = 0; i < ARGUMENTS_COUNT(refused); i++)
        assert_int_equal(teamsinvite_call_set_timeout_ms(call, refused[i]), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_set_timeout_ms(call, 1), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_set_timeout_ms(call, 3600000), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_OK); /* unharmed */
    teamsinvite_call_free(call);
}

static void test_a_call_with_no_open_io_has_nothing_to_perform(void **state)
{
    teamsinvite_call *call = begin_render(*state);

    assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_E_INVALID); /* before the first io */
    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_perform(call), TEAMSINVITE_E_INVALID);
    assert_null(teamsinvite_call_next(call));
    teamsinvite_call_free(call);
}

static void count_told(size_t finished, size_t count, size_t index, void *user_data)
{
    (void)finished;
    (void)count;
    (void)index;
    ++*(int *)user_data;
}

static void test_calls_that_are_not_all_there_once_are_left_alone(void **state)
{
    teamsinvite_call *call = begin_render(*state);
    teamsinvite_call *const twice[] = { NULL, call, NULL, call };
    teamsinvite_call *const none[] = { NULL, NULL };
    int told = 0;

    assert_int_equal(teamsinvite_run_all(NULL, 1, count_told, &told), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_run_all(&call, SIZE_MAX, count_told, &told), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_run_all(twice, 4, count_told, &told), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_run_all(NULL, 0, count_told, &told), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_run_all(&call, 0, count_told, &told), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_run_all(none, 2, count_told, &told), TEAMSINVITE_OK);
    assert_int_equal(told, 0);
    assert_int_equal(teamsinvite_call_outcome(call, NULL), TEAMSINVITE_E_INVALID); /* has not begun */
    assert_int_equal(teamsinvite_run_all(twice, 3, count_told, &told), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_run_all(twice, 3, count_told, &told), TEAMSINVITE_OK); /* finished: as it is */
    assert_int_equal(told, 1);
    assert_int_equal(take_invitation(call, true, NULL), TEAMSINVITE_OK);
    teamsinvite_call_free(call);
}

#define IN_BENCH(test_) cmocka_unit_test_setup_teardown(test_, arguments_setup, arguments_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_BENCH(test_nothing_is_taken_from_no_call_or_an_unfinished_one),
        IN_BENCH(test_a_result_is_kept_until_it_is_taken_rightly_and_once),
        cmocka_unit_test(test_no_call_is_driven_nowhere),
        IN_BENCH(test_a_time_out_out_of_range_is_refused),
        IN_BENCH(test_a_call_with_no_open_io_has_nothing_to_perform),
        IN_BENCH(test_calls_that_are_not_all_there_once_are_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
