/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_recover.c - a process is killed before and after each io of each
 * operation, and nobody asks again: records.recover leaves as many meetings as
 * links, none lost, none double, none without a link.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "support/fault_plan.h"

enum { MOVED_S = 900, UNFINISHED = 24, RECOVER_IOS_MAX = 24 };

/* There is a meeting, and nobody knows. */
#define MADE_AND_DEAD "kill-after:meeting.put/create or get"

static void assert_even(stage *s, int first, int count)
{
    stage_view *views = stage_look(s, first, count);
    stage_tally tally = stage_count(views, count);

    stage_free_views(views, count);
    assert_int_equal(tally.lost, 0);
    assert_int_equal(tally.doubled, 0);
    assert_int_equal(tally.orphans, 0);
    assert_int_equal(tally.intents, 0);
    stage_check_file(s);
}

static const char *judge_even(const plan_case *c, const stage_view *view, const char *result)
{
    stage_tally tally = stage_count(view, 1);

    (void)c;
    (void)result;
    return tally.lost > 0      ? "lost"
           : tally.doubled > 0 ? "double"
           : tally.orphans > 0 ? "an orphan"
           : tally.intents > 0 ? "unfinished"
                               : NULL;
}

static const char *judge_one(const plan_case *c, const stage_view *view, const char *result)
{
    const char *wrong = judge_even(c, view, result);

    return wrong != NULL ? wrong : view->meetings == 1 ? NULL : "there is not one meeting";
}

static void break_and_recover(stage *s, const plan_operation *operation, judge_fn *judge)
{
    plan *p = plan_new(s, operation);
    stage_recovery recovery;

    plan_break(s, p);
    recovery = stage_recover(s);
    print_message("             %d finished, %d undone, %d left\n", recovery.finished, recovery.undone, recovery.left);
    plan_judge(s, p, NULL, judge);
    assert_int_equal(recovery.left, 0);
    plan_free(p);
}

static void test_what_broke_in_a_create_is_recovered(void **state)
{
    const plan_operation create = { .name = "create" };

    break_and_recover(*state, &create, judge_even);
}

static void test_what_broke_in_an_update_is_recovered(void **state)
{
    const plan_operation update = { .name = "update", .start_s = MOVED_S, .has_meeting = true };

    break_and_recover(*state, &update, judge_one);
}

static void test_what_broke_in_a_handover_is_recovered(void **state)
{
    const plan_operation handover = { .name = "handover", .has_meeting = true };

    break_and_recover(*state, &handover, judge_one);
}

static void test_what_broke_in_a_revoke_is_recovered(void **state)
{
    const plan_operation revoke = { .name = "revoke", .has_meeting = true };

    break_and_recover(*state, &revoke, judge_even);
}

/* Creations that were killed as soon as there was a meeting; the first of the references. */
static int leave_unfinished(stage *s, int count)
{
    int first = s->next;

    for (s->next += count; count > 0; count--) {
        stage_command command = stage_ask(s, "create", first + count - 1, 0);
        const char *const arguments[] = { "--fail", MADE_AND_DEAD, command.text, NULL };
        process p;

        stage_start(s, &p, arguments);
        process_wait(&p);
        assert_true(p.killed);
        process_free(&p);
    }
    return first;
}

static void test_a_creation_that_may_be_under_way_is_left_alone(void **state)
{
    static const char *const at_once[] = { "recover", NULL };
    stage *s = *state;
    int first = leave_unfinished(s, 1);
    process p;

    stage_run(s, &p, at_once);
    assert_int_equal(stage_read_recovery(&p).finished, 0);
    process_free(&p);
    assert_int_equal(stage_recover(s).finished, 1);
    assert_even(s, first, 1);
}

static void test_recoveries_at_once_finish_each_creation_once(void **state)
{
    static const char *const arguments[] = { "--clock-ahead", STAGE_DEAD_TEXT, "recover", NULL };
    stage *s = *state;
    int first = leave_unfinished(s, UNFINISHED);
    stage_recovery sum = { 0 };
    process p[3];
    size_t i;

    for (i = 0; i < 3; i++)
        stage_start(s, &p[i], arguments);
    for (i = 0; i < 3; i++) {
        process_wait(&p[i]);
        sum.finished += stage_read_recovery(&p[i]).finished;
        sum.left += stage_read_recovery(&p[i]).left;
        process_free(&p[i]);
    }
    assert_int_equal(sum.finished, UNFINISHED);
    assert_int_equal(sum.left, 0);
    assert_even(s, first, UNFINISHED);
}

/* False where the recovery has fewer ios than that. */
static bool kill_recovery_at(const stage *s, const char *mishap, int at)
{
    char fail[32];
    const char *const arguments[] = { "--clock-ahead", STAGE_DEAD_TEXT, "--fail", fail, "recover", NULL };
    process p;

    (void)snprintf(fail, sizeof(fail), "%s:%d", mishap, at);
    stage_start(s, &p, arguments);
    process_wait(&p);
    process_free(&p);
    return p.killed;
}

static void test_a_recovery_that_is_killed_anywhere_is_finished_by_the_next(void **state)
{
    stage *s = *state;
    int first = s->next;
    bool goes_on = true;
    int kills = 0;
    int at;

    for (at = 1; goes_on && at < RECOVER_IOS_MAX; at++) {
        (void)leave_unfinished(s, 1);
        goes_on = kill_recovery_at(s, "kill-before", at);
        kills += goes_on;
        s->ahead_ms += STAGE_DEAD_MS; /* each recovery has said that it is at it */
        kills += goes_on && kill_recovery_at(s, "kill-after", at);
        s->ahead_ms += STAGE_DEAD_MS;
        assert_int_equal(stage_recover(s).left, 0);
    }
    assert_in_range(kills, 12, 2 * RECOVER_IOS_MAX);
    print_message("             %d recoveries were killed\n", kills);
    assert_even(s, first, s->next - first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_broke_in_a_create_is_recovered),
        cmocka_unit_test(test_what_broke_in_an_update_is_recovered),
        cmocka_unit_test(test_what_broke_in_a_handover_is_recovered),
        cmocka_unit_test(test_what_broke_in_a_revoke_is_recovered),
        cmocka_unit_test(test_a_creation_that_may_be_under_way_is_left_alone),
        cmocka_unit_test(test_recoveries_at_once_finish_each_creation_once),
        cmocka_unit_test(test_a_recovery_that_is_killed_anywhere_is_finished_by_the_next),
    };

    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
