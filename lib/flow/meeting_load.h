/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_load.h - the record of a meeting: a stored link, an intent, or nothing. */
#ifndef TI_FLOW_MEETING_LOAD_H
#define TI_FLOW_MEETING_LOAD_H

#include "call/call.h"
#include "record/meeting_record.h"

typedef struct ti_meeting_state {
    const char *key;
    int64_t version; /* 0: there is none */
    int64_t due_ms;
    bool due;        /* it has ended: not to be given out */
    ti_meeting_record record;
} ti_meeting_state;

/* Whether a record with this due time is that of a meeting that is being made or closed. */
bool ti_due_is_of_under_way(int64_t due_ms);

ti_verdict ti_ask_meeting(teamsinvite_call *call, ti_meeting_state *meeting);

/* TI_NEXT also where there is none. */
ti_verdict ti_take_meeting(teamsinvite_call *call, ti_meeting_state *meeting);

/* TI_FAIL unless there is a link that has not ended. */
ti_verdict ti_take_ready_meeting(teamsinvite_call *call, ti_meeting_state *meeting);

/* Save the record as it stands, due an hour (or what the client says) after the end. */
ti_verdict ti_ask_save_meeting(teamsinvite_call *call, ti_meeting_state *meeting, int64_t end_ms);

/* Note that it is to be closed; organizer is whose the link is. */
ti_verdict ti_ask_note_closing(teamsinvite_call *call, ti_meeting_state *meeting, const char *organizer);

/* Save the note of what is under way with its due time as it is. */
ti_verdict ti_ask_note_again(teamsinvite_call *call, ti_meeting_state *meeting);

/* Save the link that was to be replaced, or closed, as it was before. */
ti_verdict ti_ask_restore_link(teamsinvite_call *call, ti_meeting_state *meeting);

#endif
