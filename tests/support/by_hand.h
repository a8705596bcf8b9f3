/* SPDX-License-Identifier: Apache-2.0 */
/*
 * by_hand.h - a call driven io by io without any handler: the test is the driver,
 * keeps the records itself, and feeds every answer. What was asked is noted.
 */
#ifndef TI_TESTS_SUPPORT_BY_HAND_H
#define TI_TESTS_SUPPORT_BY_HAND_H

#include "support/world.h"

/* Forget all records. */
void by_hand_forget(void);

/* Answer at most so many ios; Microsoft's side is w's simulator, waits pass on its clock. */
void by_hand_some(world *w, teamsinvite_call *call, size_t ios);

/* To its end, which is asserted; prints the trace. */
void by_hand(world *w, teamsinvite_call *call);

/* Of the call driven last: "load find the meeting; send POST; …". */
void assert_trace(teamsinvite_call *call, const char *operation, const char *wanted);

/* How many records there are whose keys do not begin with either. */
size_t by_hand_count_but(const char *beginning, const char *other);

#endif
