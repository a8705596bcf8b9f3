/* SPDX-License-Identifier: Apache-2.0 */
/* fault_plan.c - an operation, and everything that can go wrong with it. */
#include "support/fault_plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { AT_ONCE = 3, AHEAD_TEXT_MAX = 24 };

static void start_worker(const stage *s, const plan *p, int reference, int64_t ahead_ms, const char *fail, process *out)
{
    stage_command command = stage_ask(s, p->operation.name, reference, p->operation.start_s);
    char ahead[AHEAD_TEXT_MAX];
    const char *const arguments[] = { "--trace", "--clock-ahead", ahead, fail == NULL ? command.text : "--fail",
                                      fail,      command.text,    NULL };

    (void)snprintf(ahead, sizeof(ahead), "%lld", (long long)ahead_ms);
    stage_start(s, out, arguments);
}

static void start_case(const stage *s, const plan *p, int which, bool fails, process *out)
{
    const plan_case *c = &p->cases[which];
    int64_t ahead_ms = p->operation.ahead_ms * (which + 2);

    start_worker(s, p, c->reference, fails ? ahead_ms : ahead_ms + p->operation.later_ms, fails ? c->fail : NULL, out);
}

static void add_case(stage *s, plan *p, const char *mishap, const char *step)
{
    plan_case *c = &p->cases[p->count];

    assert_true(p->count < PLAN_CASES_MAX);
    (void)snprintf(c->fail, sizeof(c->fail), "%s:%d", mishap, p->steps);
    (void)snprintf(c->step, sizeof(c->step), "%.*s", (int)strcspn(step, "\n"), step);
    c->reference = s->next++;
    p->count++;
}

/* The lines "io send exchange/send" of a worker that nothing happened to. */
static void read_steps(stage *s, plan *p, const char *trace)
{
    static const char begins[] = "io ";
    const char *line;

    for (line = trace; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, begins, sizeof(begins) - 1) != 0)
            continue;
        line += sizeof(begins) - 1;
        p->steps++;
        add_case(s, p, "kill-before", line);
        add_case(s, p, "kill-after", line);
        if (strncmp(line, "send", 4) == 0) {
            add_case(s, p, "lose", line);
            add_case(s, p, "gateway", line);
        }
    }
}

static void remember_meetings(stage *s, plan *p)
{
    stage_view *views = stage_look(s, p->cases[0].reference, p->count);
    int i;

    for (i = 0; i < p->count; i++) {
        assert_int_equal(views[i].meetings, 1);
        p->cases[i].url = views[i].meeting_url;
        views[i].meeting_url = NULL;
    }
    stage_free_views(views, p->count);
}

plan *plan_new(stage *s, const plan_operation *operation)
{
    plan *p = calloc(1, sizeof(*p));
    process trial;

    assert_non_null(p);
    p->operation = *operation;
    if (p->operation.has_meeting)
        stage_create(s, s->next, 1);
    start_worker(s, p, s->next++, p->operation.ahead_ms, NULL, &trial);
    process_wait(&trial);
    assert_int_equal(trial.exit_code, 0);
    read_steps(s, p, trial.output);
    process_free(&trial);
    assert_true(p->steps > 0);
    if (p->operation.has_meeting) {
        stage_create(s, p->cases[0].reference, p->count);
        remember_meetings(s, p);
    }
    return p;
}

static void run_all(const stage *s, const plan *p, bool fails, process *all)
{
    int i;

    for (i = 0; i < p->count + AT_ONCE; i++) {
        if (i >= AT_ONCE)
            process_wait(&all[i - AT_ONCE]);
        if (i < p->count)
            start_case(s, p, i, fails, &all[i]);
    }
}

static void take_broken(plan *p, int which, process *ended)
{
    plan_case *c = &p->cases[which];

    c->killed = strncmp(c->fail, "kill-", 5) == 0;
    if (ended->killed != c->killed || (!ended->killed && ended->exit_code != 0))
        fail_msg("%s, %s %s: ended with %d\n%s", p->operation.name, c->fail, c->step, ended->exit_code, ended->output);
    p->kills += ended->killed;
    process_free(ended);
}

static char *take_result(const plan *p, int which, process *ended)
{
    char *result;

    assert_int_equal(ended->exit_code, 0);
    result = stage_result(ended, p->operation.name, p->cases[which].reference);
    assert_non_null(result);
    process_free(ended);
    return result;
}

void plan_break(stage *s, plan *p)
{
    process *all = calloc((size_t)p->count, sizeof(*all));
    int i;

    assert_non_null(all);
    run_all(s, p, true, all);
    for (i = 0; i < p->count; i++)
        take_broken(p, i, &all[i]);
    free(all);
}

char **plan_repeat(stage *s, plan *p)
{
    process *all = calloc((size_t)p->count, sizeof(*all));
    char **results = calloc((size_t)p->count, sizeof(*results));
    int i;

    assert_non_null(all);
    assert_non_null(results);
    run_all(s, p, false, all);
    for (i = 0; i < p->count; i++)
        results[i] = take_result(p, i, &all[i]);
    free(all);
    return results;
}

char **plan_break_and_repeat(stage *s, plan *p)
{
    char **results = calloc((size_t)p->count, sizeof(*results));
    process one;
    int i;

    assert_non_null(results);
    for (i = 0; i < p->count; i++) {
        start_case(s, p, i, true, &one);
        process_wait(&one);
        take_broken(p, i, &one);
        start_case(s, p, i, false, &one);
        process_wait(&one);
        results[i] = take_result(p, i, &one);
    }
    return results;
}

void plan_free_results(const plan *p, char **results)
{
    int i;

    for (i = 0; i < p->count; i++)
        free(results[i]);
    free(results);
}

static bool is_wrong(const plan *p, const plan_case *c, const stage_view *view, const char *result, judge_fn *judge)
{
    const char *wrong = judge(c, view, result);

    if (wrong == NULL)
        return false;
    print_error("%s, %s (%s): %s; %d meetings, link: %s, record: %s, asked again: %s\n", p->operation.name, c->fail,
                c->step, wrong, view->meetings, view->stored_url == NULL ? "none" : "stored",
                view->has_record ? "yes" : "no", result == NULL ? "no" : result);
    return true;
}

void plan_judge(stage *s, const plan *p, char **results, judge_fn *judge)
{
    stage_view *views = stage_look(s, p->cases[0].reference, p->count);
    int wrongs = 0;
    int i;

    for (i = 0; i < p->count; i++)
        wrongs += is_wrong(p, &p->cases[i], &views[i], results == NULL ? NULL : results[i], judge);
    assert_int_equal(stage_count_unset(s, views, p->count), 0);
    stage_free_views(views, p->count);
    print_message("             %s: %d ios, %d killed, %d answers lost, %d wrong\n", p->operation.name, p->steps,
                  p->kills, p->count - p->kills, wrongs);
    assert_int_equal(wrongs, 0);
    stage_check_file(s);
}

void plan_free(plan *p)
{
    int i;

    for (i = 0; i < p->count; i++)
        free(p->cases[i].url);
    free(p);
}
