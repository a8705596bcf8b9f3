/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_record.h - what is stored of a meeting: its join URL, with the marks
 * of what was asked for. While a creation is under way its intent stands there
 * too, so that whoever goes on after a crash asks for the same meeting.
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

    const char *external_id; /* of the creation under way; NULL: none is */
    ti_meeting_plan plan;    /* … what it was asked for */
    int64_t since_ms;        /* … and when; 0: nobody is at it any more */
    int64_t link_due_ms;     /* … and when the link that it is to replace is due; 0: it replaces none */
} ti_meeting_record;

bool ti_meeting_record_write(ti_buf *buf, const ti_meeting_record *record);

/* Strings are copied into the arena. E_CORRUPT when it is not what we write. */
teamsinvite_status ti_meeting_record_read(ti_meeting_record *record, ti_slice plain, ti_arena *arena, ti_error *err);

#endif
