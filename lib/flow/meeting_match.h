/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_match.h - what is stored under a reference against what is asked for it. */
#ifndef TI_FLOW_MEETING_MATCH_H
#define TI_FLOW_MEETING_MATCH_H

#include "flow/meeting_load.h"

typedef enum ti_match {
    TI_MATCH_NONE,       /* nothing is stored, or it has ended */
    TI_MATCH_SAME,       /* exactly this */
    TI_MATCH_OTHER_PLAN, /* the organizer's, with other times or settings */
    TI_MATCH_HANDED_ON,  /* the one's who is named as the organizer until now */
    TI_MATCH_UNFINISHED  /* this organizer's creation that is under way, or was when a process died */
} ti_match;

/* TI_FAIL where the two contradict each other: another organizer without a word
 * about it, or somebody else's creation under way. */
ti_verdict ti_meeting_match(teamsinvite_call *call, const ti_meeting_state *meeting, const ti_meeting_plan *plan,
                            ti_match *match);

/* Whether somebody may still be at what is under way, or it is what a dead process left. */
bool ti_is_still_at_it(const teamsinvite_call *call, const ti_meeting_record *record);

/* Whether this user is the organizer of the stored link. */
bool ti_is_organizer(const ti_meeting_state *meeting, const char *user);

#endif
