/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_record.h - what is stored of a meeting: its join URL and nothing
 * else; while its creation is under way an intent instead, so that whoever
 * goes on after a crash asks for the same meeting.
 */
#ifndef TI_RECORD_MEETING_RECORD_H
#define TI_RECORD_MEETING_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

typedef struct ti_meeting_record {
    const char *join_url;    /* NULL: an intent */
    const char *external_id; /* NULL: ready */
    const char *organizer;   /* of an intent: the host's id of the user */
} ti_meeting_record;

bool ti_meeting_record_write(ti_buf *buf, const ti_meeting_record *record);

/* Strings are copied into the arena. E_CORRUPT when it is not what we write. */
teamsinvite_status ti_meeting_record_read(ti_meeting_record *record, ti_slice plain, ti_arena *arena, ti_error *err);

#endif
