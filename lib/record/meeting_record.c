/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_record.c - a join URL and two marks as one line, or JSON while it is made or closed. */
#include "record/meeting_record.h"

#include <string.h>

#include "base/json.h"
#include "base/time.h"

enum { ID_MAX = 64, JOIN_URL_MAX = 2048, LINK_MAX = JOIN_URL_MAX + 2 * TI_MARK_SIZE };

bool ti_meeting_is_under_way(const ti_meeting_record *record)
{
    return record->external_id != NULL || record->closing;
}

/* A URL holds no blank. */
static void write_link(ti_buf *buf, const ti_meeting_record *record)
{
    ti_buf_add_text(buf, record->join_url);
    ti_buf_add_char(buf, ' ');
    ti_buf_add_text(buf, record->organizer_mark);
    ti_buf_add_char(buf, ' ');
    ti_buf_add_text(buf, record->plan_mark);
}

static void put_link(ti_json_out *out, const ti_meeting_record *record)
{
    ti_buf link;

    if (record->join_url == NULL)
        return;
    ti_buf_init(&link, LINK_MAX);
    write_link(&link, record);
    ti_json_put_string(out, "link", ti_buf_slice(&link));
    ti_json_put_int(out, "link_due_ms", record->link_due_ms);
    if (link.failed)
        out->buf->failed = true;
    ti_buf_clear(&link);
}

static void put_plan(ti_json_out *out, const ti_meeting_plan *plan)
{
    ti_json_put_text(out, "organizer", plan->organizer);
    ti_json_put_text(out, "previous", plan->previous[0] == '\0' ? NULL : plan->previous);
    ti_json_put_int(out, "start_ms", plan->start_ms);
    ti_json_put_int(out, "end_ms", plan->end_ms);
    ti_json_put_text(out, "settings", plan->settings);
}

bool ti_meeting_record_write(ti_buf *buf, const ti_meeting_record *record)
{
    ti_json_out out;

    ti_buf_reset(buf);
    if (!ti_meeting_is_under_way(record)) {
        write_link(buf, record);
        return !buf->failed;
    }
    ti_json_begin(&out, buf);
    ti_json_put_text(&out, "external_id", record->external_id);
    ti_json_put_bool(&out, "closing", record->closing);
    ti_json_put_bool(&out, "joined", record->joined);
    ti_json_put_int(&out, "since_ms", record->since_ms);
    put_plan(&out, &record->plan);
    put_link(&out, record);
    ti_json_end(&out);
    return !buf->failed;
}

static bool copy_fixed(char *to, size_t size, ti_slice from)
{
    if (from.len != size - 1)
        return false;
    memcpy(to, from.ptr, from.len);
    to[from.len] = '\0';
    return true;
}

static bool read_link(ti_meeting_record *record, ti_slice line, ti_arena *arena)
{
    ti_slice url;
    ti_slice organizer;
    ti_slice plan;

    if (!ti_slice_next(&line, ' ', &url) || !ti_slice_next(&line, ' ', &organizer) ||
        !ti_slice_next(&line, ' ', &plan) || line.ptr != NULL || url.len > JOIN_URL_MAX ||
        !ti_slice_starts_with(url, TI_SLICE("https://")))
        return false;
    record->join_url = ti_arena_copy(arena, url);
    return record->join_url != NULL && copy_fixed(record->organizer_mark, TI_MARK_SIZE, organizer) &&
           copy_fixed(record->plan_mark, TI_MARK_SIZE, plan);
}

static bool copy_id(char to[TI_PLAN_ID_SIZE], ti_slice id)
{
    memcpy(to, id.ptr, id.len); /* ti_json_string() has looked at the length */
    to[id.len] = '\0';
    return true;
}

static bool read_plan(ti_meeting_plan *plan, const ti_json *json)
{
    ti_slice organizer;
    ti_slice previous;
    ti_slice settings;

    if (ti_json_string(json, "previous", 1, ID_MAX, &previous) == TI_JSON_FOUND)
        copy_id(plan->previous, previous);
    return ti_json_string(json, "organizer", 1, ID_MAX, &organizer) == TI_JSON_FOUND &&
           copy_id(plan->organizer, organizer) &&
           ti_json_int(json, "start_ms", 0, TI_TIME_MAX_MS, &plan->start_ms) == TI_JSON_FOUND &&
           ti_json_int(json, "end_ms", 0, TI_TIME_MAX_MS, &plan->end_ms) == TI_JSON_FOUND &&
           ti_json_string(json, "settings", 1, ID_MAX, &settings) == TI_JSON_FOUND &&
           copy_fixed(plan->settings, TI_SETTINGS_SIZE, settings);
}

static bool read_optional_link(ti_meeting_record *record, const ti_json *json, ti_arena *arena)
{
    ti_slice link;

    if (!ti_json_has(json, "link"))
        return true;
    return ti_json_string(json, "link", 1, LINK_MAX, &link) == TI_JSON_FOUND && read_link(record, link, arena) &&
           ti_json_int(json, "link_due_ms", 0, TI_TIME_MAX_MS, &record->link_due_ms) == TI_JSON_FOUND;
}

static bool read_external_id(ti_meeting_record *record, const ti_json *json, ti_arena *arena)
{
    ti_slice id;

    if (!ti_json_has(json, "external_id"))
        return record->closing;
    if (ti_json_string(json, "external_id", 1, ID_MAX, &id) != TI_JSON_FOUND)
        return false;
    record->external_id = ti_arena_copy(arena, id);
    return record->external_id != NULL;
}

static bool read_note(ti_meeting_record *record, const ti_json *json, ti_arena *arena)
{
    return ti_json_bool(json, "closing", &record->closing) == TI_JSON_FOUND &&
           ti_json_bool(json, "joined", &record->joined) == TI_JSON_FOUND &&
           ti_json_int(json, "since_ms", 0, TI_TIME_MAX_MS, &record->since_ms) == TI_JSON_FOUND &&
           read_external_id(record, json, arena) && read_plan(&record->plan, json) &&
           read_optional_link(record, json, arena);
}

teamsinvite_status ti_meeting_record_read(ti_meeting_record *record, ti_slice plain, ti_arena *arena, ti_error *err)
{
    ti_json *json = NULL;
    bool good;

    *record = (ti_meeting_record){ 0 };
    if (ti_slice_starts_with(plain, TI_SLICE("https://"))) {
        good = read_link(record, plain, arena);
    } else {
        json = ti_json_read(plain);
        good = json != NULL && read_note(record, json, arena);
        ti_json_free(json);
    }
    return good ? TEAMSINVITE_OK
                : ti_fail(err, TEAMSINVITE_E_CORRUPT, "the meeting's record is not one that this version writes");
}
