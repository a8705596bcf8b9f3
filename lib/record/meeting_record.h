/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_record.h - what is stored of a meeting: its join URL, with the marks
 * of what was asked for. While it is made or closed a note of that stands there
 * too, so that whoever goes on after a crash knows what was meant.
 */
#ifndef TI_RECORD_MEETING_RECORD_H
#define TI_RECORD_MEETING_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "record/meeting_plan.h"

typedef struct ti_meeting_record {
    const char *join_url; /* NULL: none yet */
    char organizer_mark[TI_MARK_SIZE];
    char plan_mark[TI_MARK_SIZE];

    /* of what is under way */
    const char *external_id; /* a creation, asked for under this id; NULL: none */
    bool closing;            /* it is to be closed, whatever else was meant */
    bool joined;             /* more than one is at the creation */
    ti_meeting_plan plan;    /* what it was asked for; of a closing the organizer only */
    int64_t since_ms;        /* 0: nobody is at it any more */
    int64_t link_due_ms;     /* when the link that stands here is due; 0: there is none */
} ti_meeting_record;

/* Whether it is made or closed just now, or was when a process died. */
bool ti_meeting_is_under_way(const ti_meeting_record *record);

bool ti_meeting_record_write(ti_buf *buf, const ti_meeting_record *record);

/* Strings are copied into the arena. E_CORRUPT when it is not what we write. */
teamsinvite_status ti_meeting_record_read(ti_meeting_record *record, ti_slice plain, ti_arena *arena, ti_error *err);

#endif
