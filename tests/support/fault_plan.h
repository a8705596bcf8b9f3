/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fault_plan.h - an operation, and everything that can go wrong with it: killed
 * before and after each of its ios, each of its answers lost. Every case has a
 * reference of its own.
 */
#ifndef TI_TESTS_SUPPORT_FAULT_PLAN_H
#define TI_TESTS_SUPPORT_FAULT_PLAN_H

#include "support/fault_stage.h"

enum { PLAN_STEP_MAX = 96, PLAN_CASES_MAX = 240 };

typedef struct plan_case {
    char fail[32];            /* "kill-after:3", for the worker */
    char step[PLAN_STEP_MAX]; /* "save meeting.create/note the intent" */
    int reference;
    bool killed;
    char *url; /* of the meeting before, where there was one */
} plan_case;

typedef struct plan_operation {
    const char *name;
    int start_s;
    bool has_meeting; /* it begins with a meeting */
    int64_t ahead_ms; /* the clock of case n is n + 2 times that ahead, the trial's once */
    int64_t later_ms; /* so much later it is asked again */
} plan_operation;

typedef struct plan {
    plan_operation operation;
    int steps;
    int count;
    int kills; /* so many processes have died of it */
    plan_case cases[PLAN_CASES_MAX];
} plan;

/* What is wrong with a case after all, NULL where nothing is. result: of asking again, NULL where nobody did. */
typedef const char *judge_fn(const plan_case *c, const stage_view *view, const char *result);

/* Find the steps by doing the operation once. Freed with plan_free(). */
plan *plan_new(stage *s, const plan_operation *operation);

/* Do it, each case in a process that the mishap meets. Fails the test where one that is to die survives. */
void plan_break(stage *s, plan *p);

/* Do it once more, each in a new process. Freed with plan_free_results(). */
char **plan_repeat(stage *s, plan *p);

/* Each broken and then repeated before the next one: what a dead process holds is met at once. */
char **plan_break_and_repeat(stage *s, plan *p);

void plan_free_results(const plan *p, char **results);

/* Judge every case, print those that are wrong, and what it was in all; fails the test where any is. */
void plan_judge(stage *s, const plan *p, char **results, judge_fn *judge);

void plan_free(plan *p);

#endif
