/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_record.c - a join URL as it is, or the intent to make a meeting as JSON. */
#include "record/meeting_record.h"

#include "base/json.h"

enum { ID_MAX = 64, JOIN_URL_MAX = 2048 };

bool ti_meeting_record_write(ti_buf *buf, const ti_meeting_record *record)
{
    ti_json_out out;

    ti_buf_reset(buf);
    if (record->join_url != NULL)
        return ti_buf_add_text(buf, record->join_url);
    ti_json_begin(&out, buf);
    ti_json_put_text(&out, "external_id", record->external_id);
    ti_json_put_text(&out, "organizer", record->organizer);
    ti_json_end(&out);
    return !buf->failed;
}

static bool read_intent(ti_meeting_record *record, const ti_json *json, ti_arena *arena)
{
    ti_slice external_id;
    ti_slice organizer;

    if (ti_json_string(json, "external_id", 1, ID_MAX, &external_id) != TI_JSON_FOUND ||
        ti_json_string(json, "organizer", 1, ID_MAX, &organizer) != TI_JSON_FOUND)
        return false;
    record->external_id = ti_arena_copy(arena, external_id);
    record->organizer = ti_arena_copy(arena, organizer);
    return record->external_id != NULL && record->organizer != NULL;
}

teamsinvite_status ti_meeting_record_read(ti_meeting_record *record, ti_slice plain, ti_arena *arena, ti_error *err)
{
    ti_json *json = NULL;
    bool good;

    *record = (ti_meeting_record){ 0 };
    if (ti_slice_starts_with(plain, TI_SLICE("https://")) && plain.len <= JOIN_URL_MAX) {
        record->join_url = ti_arena_copy(arena, plain);
        return record->join_url != NULL ? TEAMSINVITE_OK : ti_fail_no_memory(err);
    }
    json = ti_json_read(plain);
    good = read_intent(record, json, arena);
    ti_json_free(json);
    return good ? TEAMSINVITE_OK
                : ti_fail(err, TEAMSINVITE_E_CORRUPT, "the meeting's record is not one that this version writes");
}
