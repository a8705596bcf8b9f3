/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_kill.c - a process is killed before and after each io of each operation,
 * and each of its answers is lost. Then somebody asks again: one meeting.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <teamsinvite/sim.h>

#include "support/fault_plan.h"

enum { MOVED_S = 900, TOKEN_GONE_MS = 2 * 3600 * 1000 };

#define OK "TEAMSINVITE_OK "

static const char *judge_link(const stage_view *view, const char *result)
{
    if (strncmp(result, OK, strlen(OK)) != 0)
        return "asking again does not work";
    if (view->meetings != 1)
        return "there is not one meeting";
    if (strcmp(view->meeting_url, result + strlen(OK)) != 0)
        return "the link is not the meeting's";
    if (view->stored_url == NULL || strcmp(view->stored_url, view->meeting_url) != 0)
        return "the stored link is not the meeting's";
    return NULL;
}

static const char *judge_created(const plan_case *c, const stage_view *view, const char *result)
{
    (void)c;
    return judge_link(view, result);
}

static const char *judge_updated(const plan_case *c, const stage_view *view, const char *result)
{
    const char *wrong = judge_link(view, result);

    if (wrong != NULL)
        return wrong;
    if (view->start_s != MOVED_S)
        return "it was not moved";
    return strcmp(view->meeting_url, c->url) == 0 ? NULL : "it has another link";
}

static const char *judge_handed_over(const plan_case *c, const stage_view *view, const char *result)
{
    const char *wrong = judge_link(view, result);

    if (wrong != NULL)
        return wrong;
    if (strcmp(view->organizer, TEAMSINVITE_SIM_CONTOSO_BOB) != 0)
        return "it is not bob's";
    return strcmp(view->meeting_url, c->url) != 0 ? NULL : "it has the link of before";
}

static const char *judge_revoked(const plan_case *c, const stage_view *view, const char *result)
{
    (void)c;
    if (strncmp(result, OK, strlen(OK)) != 0 && strncmp(result, "TEAMSINVITE_E_NOT_FOUND ", 24) != 0)
        return "asking again does not work";
    if (view->meetings != 0)
        return "there is a meeting";
    return view->has_record ? "there is a record" : NULL;
}

static void break_and_ask_again(stage *s, const plan_operation *operation, judge_fn *judge)
{
    plan *p = plan_new(s, operation);
    char **results;

    plan_break(s, p);
    results = plan_repeat(s, p);
    plan_judge(s, p, results, judge);
    plan_free_results(p, results);
    plan_free(p);
}

static void test_a_create_that_broke_anywhere_makes_one_meeting_when_asked_again(void **state)
{
    const plan_operation create = { .name = "create" };

    break_and_ask_again(*state, &create, judge_created);
}

static void test_an_update_that_broke_anywhere_moves_the_meeting_when_asked_again(void **state)
{
    const plan_operation update = { .name = "update", .start_s = MOVED_S, .has_meeting = true };

    break_and_ask_again(*state, &update, judge_updated);
}

static void test_a_handover_that_broke_anywhere_leaves_the_new_meeting_alone_when_asked_again(void **state)
{
    const plan_operation handover = { .name = "handover", .has_meeting = true };

    break_and_ask_again(*state, &handover, judge_handed_over);
}

/* Asked at once it says when to come again: whoever is at it may be alive. */
static void test_a_revoke_that_broke_anywhere_leaves_none_when_asked_again(void **state)
{
    const plan_operation revoke = { .name = "revoke", .has_meeting = true, .later_ms = STAGE_DEAD_MS };

    break_and_ask_again(*state, &revoke, judge_revoked);
}

/* With an expired token: what is killed holds the lease of the refresh too. */
static void test_a_create_that_broke_in_a_refresh_makes_one_meeting_when_asked_again(void **state)
{
    const plan_operation create = { .name = "create", .ahead_ms = TOKEN_GONE_MS };
    plan *p = plan_new(*state, &create);
    char **results = plan_break_and_repeat(*state, p);

    plan_judge(*state, p, results, judge_created);
    plan_free_results(p, results);
    plan_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_create_that_broke_anywhere_makes_one_meeting_when_asked_again),
        cmocka_unit_test(test_an_update_that_broke_anywhere_moves_the_meeting_when_asked_again),
        cmocka_unit_test(test_a_handover_that_broke_anywhere_leaves_the_new_meeting_alone_when_asked_again),
        cmocka_unit_test(test_a_revoke_that_broke_anywhere_leaves_none_when_asked_again),
        cmocka_unit_test(test_a_create_that_broke_in_a_refresh_makes_one_meeting_when_asked_again),
    };

    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
