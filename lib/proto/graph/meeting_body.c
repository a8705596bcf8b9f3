/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_body.c - what we send to Graph about a meeting. */
#include "proto/graph/meeting_body.h"

#include <string.h>

#include "base/json.h"
#include "base/time.h"

enum {
    SUBJECT_MAX = 40,
    EXTERNAL_ID_MAX = 64
};

static bool refuse(ti_buf *buf)
{
    buf->failed = true;
    return false;
}

/* 1 to max letters, digits and extra ones: too narrow for a name or an address. */
static bool is_narrow(const char *text, size_t max, const char *extra)
{
    ti_slice s = ti_slice_of(text);
    size_t i;

    if (s.len == 0 || s.len > max)
        return false;
    for (i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!letter && !(c >= '0' && c <= '9') && strchr(extra, c) == NULL)
            return false;
    }
    return true;
}

static bool are_times(int64_t start_ms, int64_t end_ms)
{
    return start_ms >= 0 && start_ms < end_ms && end_ms <= TI_TIME_MAX_MS;
}

static void put_times(ti_json_out *out, int64_t start_ms, int64_t end_ms)
{
    char text[TI_TIME_TEXT_MAX];

    ti_time_format_iso(start_ms, text);
    ti_json_put_text(out, "startDateTime", text);
    ti_time_format_iso(end_ms, text);
    ti_json_put_text(out, "endDateTime", text);
}

bool ti_meeting_create_body(ti_buf *buf, const char *external_id, const char *subject, int64_t start_ms,
                            int64_t end_ms)
{
    ti_json_out out;

    if (subject == NULL)
        subject = "Interview";
    if (!is_narrow(external_id, EXTERNAL_ID_MAX, "._-") || !is_narrow(subject, SUBJECT_MAX, " -") ||
        !are_times(start_ms, end_ms))
        return refuse(buf);
    ti_json_begin(&out, buf);
    ti_json_put_text(&out, "externalId", external_id);
    ti_json_put_text(&out, "subject", subject);
    put_times(&out, start_ms, end_ms);
    ti_json_end(&out);
    return !buf->failed;
}

static void put_settings(ti_json_out *out, const ti_meeting_settings *settings)
{
    if (settings->lobby_scope != NULL) {
        ti_json_open(out, "lobbyBypassSettings");
        ti_json_put_text(out, "scope", settings->lobby_scope);
        ti_json_put_bool(out, "isDialInBypassEnabled", settings->dial_in_bypass);
        ti_json_end(out);
    }
    ti_json_put_text(out, "allowedPresenters", settings->allowed_presenters);
    ti_json_put_text(out, "allowMeetingChat", settings->meeting_chat);
    ti_json_put_bool(out, "recordAutomatically", settings->record_automatically);
    ti_json_put_bool(out, "isEntryExitAnnounced", settings->entry_exit_announced);
}

bool ti_meeting_patch_body(ti_buf *buf, const ti_meeting_settings *settings, int64_t start_ms, int64_t end_ms)
{
    ti_json_out out;
    bool with_times = start_ms != 0 || end_ms != 0;

    if ((settings == NULL && !with_times) || (with_times && !are_times(start_ms, end_ms)))
        return refuse(buf);
    ti_json_begin(&out, buf);
    if (with_times)
        put_times(&out, start_ms, end_ms);
    if (settings != NULL)
        put_settings(&out, settings);
    ti_json_end(&out);
    return !buf->failed;
}
