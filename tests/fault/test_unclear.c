/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_unclear.c - Microsoft's answers that do not tell whether there is a
 * meeting now, from the simulator over HTTP: once, and until it ends. Then
 * somebody asks again, or records.recover does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/fault_stage.h"

/* What was said about throttling is over by then: a process that waits does so by its own clock only. */
enum { GATE_GONE_MS = 60 * 1000 };

#define OK "TEAMSINVITE_OK "

/* At createOrGet, at the settings, at what closes a meeting. */
static const char *const of_creating[] = {
    "graph-500-after-create",  "graph-500@create",   "graph-503@create",      "graph-504@create",
    "graph-429@create",        "graph-cut@create",   "graph-not-json@create", "graph-empty-object@create",
    "graph-wrong-type@create", "graph-proxy@create", "graph-401@create",      "graph-403@create",
    "oversize-reply@create",   "graph-500@patch",    "graph-503@patch",       "graph-504@patch",
    "graph-429@patch",         "graph-cut@patch",    "graph-not-json@patch",  "graph-empty-object@patch",
    "graph-403@patch",         "graph-401@patch",
};

static const char *const of_closing[] = {
    "graph-500@lookup", "graph-504@lookup", "graph-cut@lookup", "graph-403@lookup",
    "graph-500@patch",  "graph-504@patch",  "graph-cut@patch",  "graph-403@patch",
    "graph-500@delete", "graph-504@delete", "graph-cut@delete", "graph-403@delete",
};

static void set_scenario(stage *s, const char *scenario, int count)
{
    char order[96];

    (void)snprintf(order, sizeof(order), "{\"scenario\":\"%s\",\"count\":%d}", scenario, count);
    sim_program_order(&s->sim, "POST", "/_sim/scenario", order);
}

/* Do it while this goes wrong so many times, -1: always. True where it worked all the same. */
static bool run_within(stage *s, const char *operation, int reference, const char *scenario, int count)
{
    char *result;
    bool worked;

    set_scenario(s, scenario, count);
    result = stage_run_one(s, operation, reference, 0);
    s->ahead_ms += GATE_GONE_MS;
    sim_program_order(&s->sim, "DELETE", "/_sim/scenario", NULL);
    worked = strncmp(result, OK, strlen(OK)) == 0;
    free(result);
    return worked;
}

static bool is_even(const stage_view *view)
{
    stage_tally tally = stage_count(view, 1);

    return tally.lost + tally.doubled + tally.orphans + tally.intents == 0;
}

/* As many cases from `first` on as there are scenarios, each with so many meetings. */
static void assert_meetings(stage *s, const char *const *scenarios, int first, int count, int meetings)
{
    stage_view *views = stage_look(s, first, count);
    int wrongs = 0;
    int i;

    for (i = 0; i < count; i++) {
        bool wrong = !is_even(&views[i]) || (meetings >= 0 && views[i].meetings != meetings);

        if (wrong)
            print_error("%s: %d meetings, link %s, record %s\n", scenarios[i], views[i].meetings,
                        views[i].stored_url == NULL ? "none" : "stored", views[i].has_record ? "yes" : "no");
        wrongs += wrong;
    }
    stage_free_views(views, count);
    assert_int_equal(wrongs, 0);
}

typedef struct play {
    const char *operation;
    const char *const *scenarios;
    int count;
    int times;
    bool has_meeting;
    bool asks_again;
    int meetings; /* in the end; -1: as many as links */
} play;

static void play_scenarios(stage *s, const play *p)
{
    int first = s->next;
    int worked = 0;
    int i;

    s->next += p->count;
    if (p->has_meeting)
        stage_create(s, first, p->count);
    for (i = 0; i < p->count; i++)
        worked += run_within(s, p->operation, first + i, p->scenarios[i], p->times);
    for (i = 0; i < p->count && p->asks_again; i++)
        free(stage_run_one(s, p->operation, first + i, 0));
    if (!p->asks_again)
        assert_int_equal(stage_recover(s).left, 0);
    print_message("             %s: %d of %d scenarios were got over at once\n", p->operation, worked, p->count);
    assert_meetings(s, p->scenarios, first, p->count, p->meetings);
}

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

static void test_an_unclear_answer_to_a_create_makes_one_meeting(void **state)
{
    const play once = { "create", of_creating, COUNT(of_creating), 1, false, true, 1 };

    play_scenarios(*state, &once);
}

static void test_answers_that_stay_unclear_make_one_meeting_once_they_end(void **state)
{
    const play always = { "create", of_creating, COUNT(of_creating), -1, false, true, 1 };

    play_scenarios(*state, &always);
}

static void test_a_recovery_puts_right_what_stayed_unclear(void **state)
{
    const play recovered = { "create", of_creating, COUNT(of_creating), -1, false, false, -1 };

    play_scenarios(*state, &recovered);
}

static void test_unclear_answers_to_a_handover_leave_one_meeting(void **state)
{
    const play created = { "handover", of_creating, COUNT(of_creating), -1, true, true, 1 };
    const play closed = { "handover", of_closing, COUNT(of_closing), -1, true, true, 1 };

    play_scenarios(*state, &created);
    play_scenarios(*state, &closed);
}

static void test_a_recovery_puts_an_unclear_handover_right(void **state)
{
    const play created = { "handover", of_creating, COUNT(of_creating), -1, true, false, 1 };
    const play closed = { "handover", of_closing, COUNT(of_closing), -1, true, false, 1 };

    play_scenarios(*state, &created);
    play_scenarios(*state, &closed);
}

static void test_unclear_answers_to_a_revoke_leave_none_once_they_end(void **state)
{
    const play closed = { "revoke", of_closing, COUNT(of_closing), -1, true, true, 0 };

    play_scenarios(*state, &closed);
}

typedef struct half {
    const char *held_at; /* from there on it goes wrong, until the revoke has failed */
    const char *scenario;
} half;

static void revoke_half(stage *s, int reference, const half *h)
{
    stage_command command = stage_ask(s, "revoke", reference, 0);
    const char *const arguments[] = { "--fail", h->held_at, command.text, NULL };
    process p;
    char *result;

    stage_start(s, &p, arguments);
    assert_true(process_read_until(&p, "held"));
    set_scenario(s, h->scenario, -1);
    process_say(&p, "go on\n");
    process_wait(&p);
    sim_program_order(&s->sim, "DELETE", "/_sim/scenario", NULL);
    s->ahead_ms += GATE_GONE_MS;
    result = stage_result(&p, "revoke", reference);
    assert_non_null(result);
    assert_memory_not_equal(result, OK, strlen(OK));
    free(result);
    process_free(&p);
}

/* The host was told that it failed, and gave up. */
static void test_a_revoke_that_failed_half_way_leaves_no_link_to_half_a_meeting(void **state)
{
    static const half halves[] = {
        { "hold:meeting.close/lock", "graph-504@patch" },
        { "hold:meeting.close/lock", "graph-cut@patch" },
        { "hold:meeting.close/delete", "graph-504@delete" },
        { "hold:meeting.close/look again", "graph-500@lookup" },
        { "hold:meeting.close/look again", "graph-cut@lookup" },
    };
    stage *s = *state;
    int first = s->next;
    stage_view *views;
    int wrongs = 0;
    int i;

    s->next += COUNT(halves);
    stage_create(s, first, COUNT(halves));
    for (i = 0; i < COUNT(halves); i++)
        revoke_half(s, first + i, &halves[i]);
    assert_int_equal(stage_recover(s).left, 0);
    views = stage_look(s, first, COUNT(halves));
    for (i = 0; i < COUNT(halves); i++) {
        bool wrong = !is_even(&views[i]) || stage_count_unset(s, &views[i], 1) > 0;

        if (wrong)
            print_error("%s, %s: %d meetings, link %s\n", halves[i].held_at, halves[i].scenario, views[i].meetings,
                        views[i].stored_url == NULL ? "none" : "stored");
        wrongs += wrong;
    }
    stage_free_views(views, COUNT(halves));
    assert_int_equal(wrongs, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_unclear_answer_to_a_create_makes_one_meeting),
        cmocka_unit_test(test_answers_that_stay_unclear_make_one_meeting_once_they_end),
        cmocka_unit_test(test_a_recovery_puts_right_what_stayed_unclear),
        cmocka_unit_test(test_unclear_answers_to_a_handover_leave_one_meeting),
        cmocka_unit_test(test_a_recovery_puts_an_unclear_handover_right),
        cmocka_unit_test(test_unclear_answers_to_a_revoke_leave_none_once_they_end),
        cmocka_unit_test(test_a_revoke_that_failed_half_way_leaves_no_link_to_half_a_meeting),
    };

    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
