/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_two_workers.c - two processes at one reference. The first is held before
 * each of its ios in turn, and the second does all of its work meanwhile: every
 * order that matters, and the same in each run. Then the first goes on, or does
 * that one io and dies.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/fault_plan.h"

enum { MOVED_S = 900, PAIRS_MAX = 32, FAIL_TEXT_MAX = 32 };

#define OK "TEAMSINVITE_OK "

typedef struct deed {
    const char *operation;
    int start_s;
    bool has_meeting; /* as the first: it begins with one */
} deed;

static const deed create = { "create", 0, false };
static const deed update = { "update", MOVED_S, true };
static const deed handover = { "handover", 0, true };
static const deed revoke = { "revoke", 0, true };
static const deed recover = { "recover", 0, false };

/* One of them for each io of the first. */
typedef struct pair {
    int reference;
    char fail[FAIL_TEXT_MAX];
    process first;
    process second;
} pair;

typedef struct match {
    const deed *first;
    const deed *second;
    const char *mishap; /* "hold" or "hold-and-die" */
    int count;
    pair pairs[PAIRS_MAX];
} match;

/* How many ios it has when nobody disturbs it. */
static int count_ios(stage *s, const deed *what)
{
    int reference = s->next++;
    stage_command command = stage_ask(s, what->operation, reference, what->start_s);
    const char *const arguments[] = { "--trace", command.text, NULL };
    const char *line;
    process p;
    int count = 0;

    if (what->has_meeting)
        stage_create(s, reference, 1);
    stage_run(s, &p, arguments);
    for (line = p.output; (line = strstr(line, "io ")) != NULL; line += 3)
        count += line == p.output || line[-1] == '\n';
    process_free(&p);
    assert_in_range(count, 1, PAIRS_MAX);
    return count;
}

static void hold_first(stage *s, const match *m, pair *p)
{
    stage_command command = stage_ask(s, m->first->operation, p->reference, m->first->start_s);
    const char *const arguments[] = { "--fail", p->fail, command.text, NULL };

    stage_start(s, &p->first, arguments);
    assert_true(process_read_until(&p->first, "held"));
}

/* Under a clock by which the first is dead, where it recovers. */
static void start_second(const stage *s, const match *m, pair *p)
{
    bool recovers = m->second == &recover;
    stage_command command = stage_ask(s, m->second->operation, p->reference, m->second->start_s);
    const char *const arguments[] = { "--clock-ahead", recovers ? STAGE_DEAD_TEXT : "0",
                                      recovers ? "recover" : command.text, NULL };

    stage_start(s, &p->second, arguments);
}

static void end(process *p, bool dies)
{
    process_wait(p);
    assert_int_equal(p->killed, dies);
    assert_true(dies || p->exit_code == 0);
}

static void play(stage *s, match *m)
{
    int i;

    m->count = count_ios(s, m->first);
    for (i = 0; i < m->count; i++) {
        m->pairs[i].reference = s->next++;
        (void)snprintf(m->pairs[i].fail, FAIL_TEXT_MAX, "%s:%d", m->mishap, i + 1);
    }
    if (m->first->has_meeting)
        stage_create(s, m->pairs[0].reference, m->count);
    for (i = 0; i < m->count; i++)
        hold_first(s, m, &m->pairs[i]);
    for (i = 0; i < m->count; i++)
        start_second(s, m, &m->pairs[i]);
    for (i = 0; i < m->count; i++)
        end(&m->pairs[i].second, false);
    for (i = 0; i < m->count; i++)
        process_say(&m->pairs[i].first, "go on\n");
    for (i = 0; i < m->count; i++)
        end(&m->pairs[i].first, strcmp(m->mishap, "hold") != 0);
}

/* Who makes or keeps a meeting at the same time as somebody else, gets the same one. */
static bool have_same_link(const match *m, const pair *p)
{
    char *first = stage_result(&p->first, m->first->operation, p->reference);
    char *second = stage_result(&p->second, m->second->operation, p->reference);
    bool same = first != NULL && second != NULL && strncmp(first, OK, strlen(OK)) == 0 && strcmp(first, second) == 0;

    free(first);
    free(second);
    return same;
}

static bool is_good(const match *m, const pair *p, const stage_view *view)
{
    stage_tally tally = stage_count(view, 1);

    if (m->first == m->second && m->first != &revoke && !p->first.killed && !have_same_link(m, p))
        return false;
    return tally.lost + tally.doubled + tally.orphans + tally.intents == 0;
}

static int judge(stage *s, match *m)
{
    stage_view *views = stage_look(s, m->pairs[0].reference, m->count);
    int wrongs = 0;
    int i;

    for (i = 0; i < m->count; i++) {
        pair *p = &m->pairs[i];

        if (!is_good(m, p, &views[i])) {
            print_error("%s %s, %s meanwhile: %d meetings, link %s\n%s%s", m->first->operation, p->fail,
                        m->second->operation, views[i].meetings, views[i].stored_url == NULL ? "none" : "stored",
                        p->first.output, p->second.output);
            wrongs++;
        }
        process_free(&p->first);
        process_free(&p->second);
    }
    stage_free_views(views, m->count);
    print_message("             %s, %s meanwhile: %d pairs, %d wrong\n", m->first->operation, m->second->operation,
                  m->count, wrongs);
    return wrongs;
}

static int play_and_judge(stage *s, const deed *first, const deed *second, const char *mishap)
{
    match *m = calloc(1, sizeof(*m));
    int wrongs;

    assert_non_null(m);
    *m = (match){ .first = first, .second = second, .mishap = mishap };
    play(s, m);
    (void)stage_recover(s);
    wrongs = judge(s, m);
    free(m);
    return wrongs;
}

static void play_all(stage *s, const char *mishap)
{
    static const deed *const matches[][2] = {
        { &create, &create },   { &create, &revoke },   { &create, &handover }, { &create, &recover },
        { &update, &update },   { &update, &revoke },   { &update, &handover }, { &handover, &handover },
        { &handover, &create }, { &handover, &update }, { &handover, &revoke }, { &handover, &recover },
        { &revoke, &revoke },   { &revoke, &create },   { &revoke, &update },   { &revoke, &handover },
        { &revoke, &recover },
    };
    int wrongs = 0;
    size_t i;

    for (i = 0; i < sizeof(matches) / sizeof(matches[0]); i++)
        wrongs += play_and_judge(s, matches[i][0], matches[i][1], mishap);
    assert_int_equal(wrongs, 0);
    stage_check_file(s);
}

static void test_two_at_once_leave_a_meeting_for_each_link_and_a_link_for_each_meeting(void **state)
{
    play_all(*state, "hold");
}

static void test_so_do_two_of_whom_one_dies(void **state)
{
    play_all(*state, "hold-and-die");
}

/* One has noted the intent and is refused; the other has joined in, has made the meeting, and died of it. */
static void test_a_refusal_does_not_take_back_what_another_worker_has_made(void **state)
{
    stage *s = *state;
    int reference = s->next++;
    stage_command command = stage_ask(s, "create", reference, 0);
    const char *const held_before_it_asks[] = { "--fail", "hold:6", command.text, NULL };
    const char *const killed_when_it_is_made[] = { "--fail", "kill-after:meeting.put/create or get", command.text,
                                                   NULL };
    stage_view *view;
    process first;
    process second;

    stage_start(s, &first, held_before_it_asks);
    assert_true(process_read_until(&first, "held"));
    stage_start(s, &second, killed_when_it_is_made);
    end(&second, true);
    sim_program_order(&s->sim, "POST", "/_sim/scenario", "{\"scenario\":\"graph-403@create\"}");
    process_say(&first, "go on\n");
    end(&first, false);
    assert_non_null(strstr(first.output, " TEAMSINVITE_E_FORBIDDEN "));
    (void)stage_recover(s);
    view = stage_look(s, reference, 1);
    assert_int_equal(stage_count(view, 1).orphans, 0);
    assert_false(view->has_record && view->stored_url == NULL);
    stage_free_views(view, 1);
    process_free(&first);
    process_free(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_at_once_leave_a_meeting_for_each_link_and_a_link_for_each_meeting),
        cmocka_unit_test(test_so_do_two_of_whom_one_dies),
        cmocka_unit_test(test_a_refusal_does_not_take_back_what_another_worker_has_made),
    };

    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
