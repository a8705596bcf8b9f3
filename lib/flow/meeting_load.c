/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_load.c - the record of a meeting, asked for, taken and saved. */
#include "flow/meeting_load.h"

#include <stdio.h>

/* Times are whole seconds. A millisecond more marks the record of what is under
 * way, so that records.recover finds it among a million without opening any. */
enum { UNDER_WAY_MS = 1 };

bool ti_due_is_of_under_way(int64_t due_ms)
{
    return due_ms % 1000 == UNDER_WAY_MS;
}

ti_verdict ti_ask_meeting(teamsinvite_call *call, ti_meeting_state *meeting)
{
    return ti_ask_load(call, meeting->key);
}

ti_verdict ti_take_meeting(teamsinvite_call *call, ti_meeting_state *meeting)
{
    meeting->version = 0;
    meeting->due = false;
    meeting->record = (ti_meeting_record){ 0 };
    if (ti_took_missing(call))
        return TI_NEXT;
    meeting->due_ms = call->io.reply_due_ms;
    meeting->due = meeting->due_ms <= ti_call_now(call);
    if (ti_take_record(call, meeting->key, &meeting->version) == TI_FAIL)
        return TI_FAIL;
    return ti_call_checked(
        ti_meeting_record_read(&meeting->record, ti_buf_slice(&call->record), &call->arena, &call->error));
}

ti_verdict ti_take_ready_meeting(teamsinvite_call *call, ti_meeting_state *meeting)
{
    if (ti_take_meeting(call, meeting) == TI_FAIL)
        return TI_FAIL;
    if (meeting->record.closing)
        return ti_call_fail(call, TEAMSINVITE_E_NOT_FOUND, "the meeting of this reference is being revoked");
    if (ti_meeting_is_under_way(&meeting->record) && meeting->record.join_url != NULL) {
        meeting->due_ms = meeting->record.link_due_ms;
        meeting->due = meeting->due_ms <= ti_call_now(call);
    }
    if (meeting->version != 0 && meeting->due)
        return ti_call_fail(call, TEAMSINVITE_E_ENDED, "the meeting has ended");
    if (meeting->version != 0 && meeting->record.join_url == NULL)
        return ti_call_fail(call, TEAMSINVITE_E_NOT_FOUND,
                            "the creation of this meeting has not been finished; repeat meeting.create");
    if (meeting->version == 0)
        return ti_call_fail(call, TEAMSINVITE_E_NOT_FOUND, "there is no meeting of this reference");
    return TI_NEXT;
}

static ti_verdict save(teamsinvite_call *call, ti_meeting_state *meeting, int64_t due_ms)
{
    meeting->due_ms = due_ms;
    ti_meeting_record_write(&call->record, &meeting->record);
    return ti_ask_save(call, meeting->key, meeting->version, due_ms);
}

ti_verdict ti_ask_save_meeting(teamsinvite_call *call, ti_meeting_state *meeting, int64_t end_ms)
{
    int64_t due_ms = end_ms + call->client->config->grace_ms;

    if (due_ms < meeting->record.link_due_ms) /* the link beside a note must not go before its time */
        due_ms = meeting->record.link_due_ms;
    return save(call, meeting, ti_meeting_is_under_way(&meeting->record) ? due_ms + UNDER_WAY_MS : due_ms);
}

ti_verdict ti_ask_note_closing(teamsinvite_call *call, ti_meeting_state *meeting, const char *organizer)
{
    ti_meeting_record *record = &meeting->record;

    if (!ti_meeting_is_under_way(record)) {
        record->link_due_ms = meeting->due_ms;
        record->plan = (ti_meeting_plan){ .settings = TI_SETTINGS_NONE };
        (void)snprintf(record->plan.organizer, sizeof(record->plan.organizer), "%s", organizer);
    }
    record->closing = true;
    record->since_ms = ti_call_now(call);
    return ti_ask_note_again(call, meeting);
}

ti_verdict ti_ask_note_again(teamsinvite_call *call, ti_meeting_state *meeting)
{
    return save(call, meeting, meeting->due_ms - meeting->due_ms % 1000 + UNDER_WAY_MS);
}

ti_verdict ti_ask_restore_link(teamsinvite_call *call, ti_meeting_state *meeting)
{
    meeting->record.external_id = NULL;
    meeting->record.closing = false;
    return save(call, meeting, meeting->record.link_due_ms);
}
