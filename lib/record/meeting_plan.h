/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_plan.h - what was asked for a meeting: for whom, when, with which
 * settings; and the marks by which a stored meeting tells "the same" from
 * "another" without saying what it is.
 */
#ifndef TI_RECORD_MEETING_PLAN_H
#define TI_RECORD_MEETING_PLAN_H

#include <stdbool.h>
#include <stdint.h>

enum {
    TI_MARK_SIZE = 17,    /* 64 bits in hex, and the NUL */
    TI_SETTINGS_SIZE = 7, /* proto/graph/meeting_settings.h */
    TI_PLAN_ID_SIZE = 65
};

#define TI_SETTINGS_NONE "000000" /* where none are wanted */

typedef struct ti_meeting_plan {
    char organizer[TI_PLAN_ID_SIZE]; /* the host's id of the user */
    char previous[TI_PLAN_ID_SIZE];  /* who it was until now; "" for nobody else */
    int64_t start_ms;
    int64_t end_ms;
    char settings[TI_SETTINGS_SIZE];
} ti_meeting_plan;

/* Of a user; of the plan's times and settings. The record's key goes in, so
 * that marks of different meetings have nothing in common. False: no memory. */
bool ti_organizer_mark(char out[TI_MARK_SIZE], const char *key, const char *user);
bool ti_plan_mark(char out[TI_MARK_SIZE], const char *key, const ti_meeting_plan *plan);

#endif
