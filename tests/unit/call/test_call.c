/* SPDX-License-Identifier: Apache-2.0 */
/* test_call.c - the engine: what each verdict does, how an io is answered, when a call ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "call/call.h"

#define CLIENT_ID "11111111-2222-4333-8444-555555555555"

typedef struct bench {
    teamsinvite_client *client;
    int64_t now_ms;
} bench;

static int64_t read_clock(int32_t which, void *user_data)
{
    (void)which;
    return ((bench *)user_data)->now_ms;
}

static void never(teamsinvite_call *call, const teamsinvite_io *io, void *user_data)
{
    (void)call;
    (void)io;
    (void)user_data; /* answers nothing */
}

static int setup(void **state)
{
    bench *b = calloc(1, sizeof(*b));
    teamsinvite_config *config = NULL;

    assert_non_null(b);
    b->now_ms = 1000000;
    assert_int_equal(teamsinvite_config_new(&config, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_app(config, CLIENT_ID, "secret", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_redirect_uri(config, "https://ats.example/back", NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_transport(config, never, NULL, NULL, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_config_set_clock(config, read_clock, b, NULL), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_client_new(config, &b->client, NULL), TEAMSINVITE_OK);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    teamsinvite_client_free(((bench *)*state)->client);
    free(*state);
    return 0;
}

/* What the flows of these tests write down as they go. */
typedef struct diary {
    char text[256];
    int32_t rounds;
    struct diary *inner;
} diary;

static ti_verdict note(diary *d, const char *what, ti_verdict verdict)
{
    strncat(d->text, what, sizeof(d->text) - strlen(d->text) - 1);
    strncat(d->text, " ", sizeof(d->text) - strlen(d->text) - 1);
    return verdict;
}

static ti_verdict ask_load(teamsinvite_call *call, void *state)
{
    note(state, "ask", TI_ASK);
    return ti_ask_load(call, "c/acme");
}

static ti_verdict take_load(teamsinvite_call *call, void *state)
{
    return note(state, ti_took_missing(call) ? "missing" : "found", TI_NEXT);
}

static ti_verdict step_over(teamsinvite_call *call, void *state)
{
    (void)call;
    return note(state, "skip", TI_NEXT);
}

static ti_verdict break_off(teamsinvite_call *call, void *state)
{
    note(state, "fail", TI_FAIL);
    return ti_call_fail(call, TEAMSINVITE_E_NOT_FOUND, "nothing there");
}

static ti_verdict clean(teamsinvite_call *call, void *state)
{
    (void)call;
    return note(state, "clean", TI_NEXT);
}

static ti_verdict finish_early(teamsinvite_call *call, void *state)
{
    (void)call;
    return note(state, "done", TI_DONE);
}

static ti_verdict restart_twice(teamsinvite_call *call, void *state)
{
    diary *d = state;

    (void)call;
    return note(d, "again?", ++d->rounds < 3 ? TI_RESTART : TI_NEXT);
}

static ti_verdict run_inner(teamsinvite_call *call, void *state)
{
    diary *d = state;

    d->inner = d->inner == NULL ? ti_arena_alloc(&call->arena, sizeof(*d->inner)) : d->inner;
    note(d, "run", TI_RUN);
    return ti_call_run(call, d->inner);
}

static ti_verdict forgive(teamsinvite_call *call, void *state)
{
    return note(state, ti_call_failed(call) ? "forgiven" : "fine", TI_NEXT);
}

static teamsinvite_call *start(bench *b, const ti_flow *flow, diary **d)
{
    ti_error error = { 0 };
    teamsinvite_call *call = NULL;
    void *state = NULL;

    assert_int_equal(ti_call_new(&call, b->client, flow, sizeof(diary), &state, &error), TEAMSINVITE_OK);
    *d = state;
    return call;
}

static void assert_outcome(teamsinvite_call *call, teamsinvite_status wanted)
{
    teamsinvite_error *err = NULL;

    assert_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_outcome(call, &err), wanted);
    assert_int_equal(teamsinvite_error_status(err), wanted);
    teamsinvite_error_free(err);
}

static const ti_step linear_steps[] = {
    { .name = "one", .ask = step_over },
    { .name = "two", .ask = ask_load, .take = take_load },
    { .name = "three", .ask = step_over },
};
static const ti_flow linear = TI_FLOW("linear", linear_steps);

static void test_steps_run_from_top_to_bottom_and_an_io_stays_open_until_answered(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &linear, &d);
    const teamsinvite_io *io = teamsinvite_call_next(call);

    assert_int_equal(teamsinvite_io_kind(io), TEAMSINVITE_IO_LOAD);
    assert_string_equal(teamsinvite_io_key(io), "c/acme");
    assert_string_equal(teamsinvite_io_step(io), "linear/two");
    assert_ptr_equal(teamsinvite_call_next(call), io);
    assert_string_equal(d->text, "skip ask ");
    assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
    assert_outcome(call, TEAMSINVITE_OK);
    assert_string_equal(d->text, "skip ask missing skip ");
    teamsinvite_call_free(call);
}

static const ti_step early_steps[] = {
    { .name = "one", .ask = finish_early },
    { .name = "two", .ask = break_off },
};
static const ti_flow early = TI_FLOW("early", early_steps);

static void test_done_ends_the_flow_at_once(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &early, &d);

    assert_outcome(call, TEAMSINVITE_OK);
    assert_string_equal(d->text, "done ");
    teamsinvite_call_free(call);
}

static const ti_step loop_steps[] = {
    { .name = "one", .ask = ask_load, .take = restart_twice },
    { .name = "two", .ask = step_over },
};
static const ti_flow loop = TI_FLOW("loop", loop_steps);

static void test_restart_begins_the_same_flow_again_with_its_state(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &loop, &d);
    int32_t i;

    for (i = 0; i < 3; i++) {
        assert_non_null(teamsinvite_call_next(call));
        assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
    }
    assert_outcome(call, TEAMSINVITE_OK);
    assert_string_equal(d->text, "ask again? ask again? ask again? skip ");
    teamsinvite_call_free(call);
}

static const ti_step failing_steps[] = {
    { .name = "one", .ask = break_off },
    { .name = "two", .ask = step_over },
    { .name = "three", .ask = clean, .always = true },
};
static const ti_flow failing = TI_FLOW("failing", failing_steps);

static void test_a_failure_skips_to_the_steps_marked_always_and_keeps_its_reason(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &failing, &d);

    assert_outcome(call, TEAMSINVITE_E_NOT_FOUND);
    assert_string_equal(d->text, "fail clean ");
    teamsinvite_call_free(call);
}

static const ti_step offered_steps[] = {
    { .name = "one", .ask = run_inner, .take = forgive, .flow = &failing },
    { .name = "two", .ask = step_over },
};
static const ti_flow offered = TI_FLOW("offered", offered_steps);

static void test_a_nested_failure_is_offered_to_the_step_that_ran_it(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &offered, &d);

    assert_outcome(call, TEAMSINVITE_OK);
    assert_string_equal(d->text, "run forgiven skip ");
    assert_string_equal(d->inner->text, "fail clean ");
    teamsinvite_call_free(call);
}

static const ti_step passed_on_steps[] = {
    { .name = "one", .ask = run_inner, .flow = &failing },
    { .name = "two", .ask = step_over },
};
static const ti_flow passed_on = TI_FLOW("passed on", passed_on_steps);

static void test_a_nested_failure_that_nobody_takes_ends_the_call(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &passed_on, &d);

    assert_outcome(call, TEAMSINVITE_E_NOT_FOUND);
    assert_string_equal(d->text, "run ");
    teamsinvite_call_free(call);
}

static const ti_step cleanup_io_steps[] = {
    { .name = "one", .ask = break_off },
    { .name = "release", .ask = ask_load, .always = true },
};
static const ti_flow cleanup_io = TI_FLOW("cleanup", cleanup_io_steps);

static void test_a_cleanup_that_fails_does_not_hide_the_first_reason(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &cleanup_io, &d);

    assert_non_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "down"), TEAMSINVITE_OK);
    assert_outcome(call, TEAMSINVITE_E_NOT_FOUND);
    teamsinvite_call_free(call);
}

static const ti_step release_steps[] = {
    { .name = "one", .ask = step_over },
    { .name = "release", .ask = ask_load, .always = true },
    { .name = "two", .ask = step_over },
};
static const ti_flow release = TI_FLOW("release", release_steps);

static void test_a_release_that_fails_does_not_fail_what_went_well(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &release, &d);

    assert_non_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "down"), TEAMSINVITE_OK);
    assert_outcome(call, TEAMSINVITE_OK);
    assert_string_equal(d->text, "skip ask skip ");
    teamsinvite_call_free(call);
}

static void test_a_storage_that_fails_ends_the_call_with_its_reason(void **state)
{
    diary *d;
    teamsinvite_error *err = NULL;
    teamsinvite_call *call = start(*state, &linear, &d);

    assert_non_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_complete_failed(call, TEAMSINVITE_E_STORAGE, "disk\nfull"), TEAMSINVITE_OK);
    assert_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_outcome(call, &err), TEAMSINVITE_E_STORAGE);
    assert_string_equal(teamsinvite_error_message(err), "load failed: disk?full");
    teamsinvite_error_free(err);
    teamsinvite_call_free(call);
}

static void test_answers_of_the_wrong_kind_are_refused_and_the_io_stays_open(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &linear, &d);

    assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_E_INVALID); /* nothing is open yet */
    assert_non_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_complete_save(call), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_send(call, 200), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_conflict(call), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_load(call, "x", 1, 0, 0), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_complete_load(call, NULL, 1, 1, 0), TEAMSINVITE_E_INVALID);
    assert_non_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
    assert_outcome(call, TEAMSINVITE_OK);
    teamsinvite_call_free(call);
}

static void test_a_second_answer_fails_the_call(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &linear, &d);

    assert_non_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_E_INVALID);
    assert_outcome(call, TEAMSINVITE_E_HANDLER);
    teamsinvite_call_free(call);
}

static void test_a_handler_that_answers_nothing_has_failed(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &linear, &d);

    assert_int_equal(teamsinvite_call_run(call), TEAMSINVITE_E_HANDLER);
    assert_outcome(call, TEAMSINVITE_E_HANDLER);
    teamsinvite_call_free(call);
}

static void test_after_a_cancel_no_further_io_is_asked_for(void **state)
{
    diary *d;
    teamsinvite_call *call = start(*state, &loop, &d);

    assert_non_null(teamsinvite_call_next(call));
    teamsinvite_call_cancel(call);
    assert_int_equal(teamsinvite_call_is_cancelled(call), 1);
    assert_non_null(teamsinvite_call_next(call)); /* the open one is still to be answered */
    assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
    assert_outcome(call, TEAMSINVITE_E_CANCELLED);
    teamsinvite_call_free(call);
}

static void test_after_the_deadline_no_further_io_is_asked_for(void **state)
{
    bench *b = *state;
    diary *d;
    teamsinvite_call *call = start(b, &loop, &d);

    assert_int_equal(teamsinvite_call_set_timeout_ms(call, 0), TEAMSINVITE_E_INVALID);
    assert_int_equal(teamsinvite_call_set_timeout_ms(call, 500), TEAMSINVITE_OK);
    assert_int_equal(teamsinvite_io_timeout_ms(teamsinvite_call_next(call)), 500);
    b->now_ms += 500;
    assert_int_equal(teamsinvite_call_complete_missing(call), TEAMSINVITE_OK);
    assert_outcome(call, TEAMSINVITE_E_DEADLINE);
    teamsinvite_call_free(call);
}

static void test_an_unfinished_call_has_no_outcome_and_can_be_freed(void **state)
{
    diary *d;
    teamsinvite_error *err = NULL;
    teamsinvite_call *call = start(*state, &linear, &d);

    assert_non_null(teamsinvite_call_next(call));
    assert_int_equal(teamsinvite_call_outcome(call, &err), TEAMSINVITE_E_INVALID);
    assert_string_equal(teamsinvite_error_parameter(err), "call");
    teamsinvite_error_free(err);
    teamsinvite_call_free(call);
    teamsinvite_call_free(NULL);
    assert_null(teamsinvite_call_next(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps_run_from_top_to_bottom_and_an_io_stays_open_until_answered),
        cmocka_unit_test(test_done_ends_the_flow_at_once),
        cmocka_unit_test(test_restart_begins_the_same_flow_again_with_its_state),
        cmocka_unit_test(test_a_failure_skips_to_the_steps_marked_always_and_keeps_its_reason),
        cmocka_unit_test(test_a_nested_failure_is_offered_to_the_step_that_ran_it),
        cmocka_unit_test(test_a_nested_failure_that_nobody_takes_ends_the_call),
        cmocka_unit_test(test_a_cleanup_that_fails_does_not_hide_the_first_reason),
        cmocka_unit_test(test_a_release_that_fails_does_not_fail_what_went_well),
        cmocka_unit_test(test_a_storage_that_fails_ends_the_call_with_its_reason),
        cmocka_unit_test(test_answers_of_the_wrong_kind_are_refused_and_the_io_stays_open),
        cmocka_unit_test(test_a_second_answer_fails_the_call),
        cmocka_unit_test(test_a_handler_that_answers_nothing_has_failed),
        cmocka_unit_test(test_after_a_cancel_no_further_io_is_asked_for),
        cmocka_unit_test(test_after_the_deadline_no_further_io_is_asked_for),
        cmocka_unit_test(test_an_unfinished_call_has_no_outcome_and_can_be_freed),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
