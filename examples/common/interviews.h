/* SPDX-License-Identifier: Apache-2.0 */
/*
 * interviews.h - work for a loop: a hundred interviews at once, and one more
 * that another thread adds while they are under way. That thread then ends the
 * program as an operator would, with SIGTERM.
 */
#ifndef EXAMPLES_COMMON_INTERVIEWS_H
#define EXAMPLES_COMMON_INTERVIEWS_H

#include <pthread.h>

#include "common/ats.h"

typedef struct interviews {
    const ats *app;
    teamsinvite_loop *loop;
    size_t links; /* the two are counted on the loop's thread */
    size_t failed;
    pthread_t colleague;
} interviews;

/* Give them to the loop. SIGTERM must be looked after by now. */
void interviews_begin(interviews *all, const ats *app, teamsinvite_loop *loop);

/* Say how it went, when none is left in the loop and before it is freed. 1: each has its link. */
int interviews_end(interviews *all);

#endif
