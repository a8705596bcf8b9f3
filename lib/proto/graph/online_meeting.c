/* SPDX-License-Identifier: Apache-2.0 */
/* online_meeting.c - reading an onlineMeeting: the few members we need, nothing that names a person. */
#include "proto/graph/online_meeting.h"

#include "base/time.h"

enum {
    ID_MAX = 1024,
    TIME_MAX = 64,
    WORD_MAX = 64,
    TEXT_MAX = 16384 /* as much as ti_json_read() lets in */
};

static const ti_online_meeting no_meeting = { .has_dial_in_bypass = TI_JSON_ABSENT };

static bool setting_is(ti_slice has, const char *wanted)
{
    return wanted == NULL || ti_slice_equal_text(has, wanted);
}

static bool switch_is(ti_json_found found, bool has, bool wanted)
{
    return found == TI_JSON_FOUND && has == wanted;
}

bool ti_meeting_has_settings(const ti_online_meeting *meeting, const ti_meeting_settings *settings)
{
    if (settings->lobby_scope != NULL &&
        !switch_is(meeting->has_dial_in_bypass, meeting->dial_in_bypass, settings->dial_in_bypass))
        return false;
    return setting_is(meeting->lobby_scope, settings->lobby_scope) &&
           setting_is(meeting->allowed_presenters, settings->allowed_presenters) &&
           setting_is(meeting->meeting_chat, settings->meeting_chat) &&
           switch_is(meeting->has_record, meeting->record_automatically, settings->record_automatically) &&
           switch_is(meeting->has_announced, meeting->entry_exit_announced, settings->entry_exit_announced);
}

/* joinUrl is undocumented; it stands in where joinWebUrl is absent or null,
 * never where joinWebUrl is there and bad. */
static ti_slice read_join_url(const ti_json *json)
{
    ti_slice url = { NULL, 0 };

    if (ti_json_string(json, "joinWebUrl", 1, TEXT_MAX, &url) != TI_JSON_FOUND &&
        ti_json_string(json, "joinUrl", 1, TEXT_MAX, &url) != TI_JSON_FOUND)
        return (ti_slice){ NULL, 0 };
    return url;
}

static ti_slice read_organizer(const ti_json *json)
{
    static const char *const way[] = { "participants", "organizer", "identity", "user" };
    ti_slice id = { NULL, 0 };
    size_t i;

    for (i = 0; i < sizeof(way) / sizeof(way[0]); i++) {
        if (ti_json_object(json, way[i], &json) != TI_JSON_FOUND)
            return id;
    }
    if (ti_json_string(json, "id", 1, TEXT_MAX, &id) != TI_JSON_FOUND)
        return (ti_slice){ NULL, 0 };
    return id;
}

/* 0 also for a time we cannot read and for year 1, Graph's "not set": all three
 * mean that the meeting's times are not known to be the ones asked for. */
static int64_t read_time(const ti_json *json, const char *name)
{
    ti_slice text;
    int64_t at_ms;

    if (ti_json_string(json, name, 1, TIME_MAX, &text) != TI_JSON_FOUND || !ti_time_parse_iso(text, &at_ms) ||
        at_ms < 0)
        return 0;
    return at_ms;
}

static ti_slice read_word(const ti_json *json, const char *name)
{
    ti_slice word = { NULL, 0 };

    if (ti_json_string(json, name, 1, WORD_MAX, &word) != TI_JSON_FOUND)
        return (ti_slice){ NULL, 0 };
    return word;
}

static void read_settings(ti_online_meeting *meeting, const ti_json *json)
{
    const ti_json *lobby = NULL;

    if (ti_json_object(json, "lobbyBypassSettings", &lobby) == TI_JSON_FOUND) {
        meeting->lobby_scope = read_word(lobby, "scope");
        meeting->has_dial_in_bypass = ti_json_bool(lobby, "isDialInBypassEnabled", &meeting->dial_in_bypass);
    }
    meeting->allowed_presenters = read_word(json, "allowedPresenters");
    meeting->meeting_chat = read_word(json, "allowMeetingChat");
    meeting->has_record = ti_json_bool(json, "recordAutomatically", &meeting->record_automatically);
    meeting->has_announced = ti_json_bool(json, "isEntryExitAnnounced", &meeting->entry_exit_announced);
}

static teamsinvite_status read_meeting(ti_online_meeting *meeting, const ti_json *json, const char *oid, ti_error *err)
{
    if (json == NULL || !ti_json_is_object(json) || ti_json_has(json, "error"))
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "Graph answered success without a meeting");
    if (ti_json_string(json, "id", 1, ID_MAX, &meeting->id) != TI_JSON_FOUND)
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "Graph's meeting has no id");
    meeting->join_url = read_join_url(json);
    if (!ti_join_url_is_usable(meeting->join_url))
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "Graph's meeting has no usable join URL");
    meeting->organizer = read_organizer(json);
    if (oid != NULL && !ti_slice_is_empty(meeting->organizer) &&
        !ti_slice_equal_nocase(meeting->organizer, ti_slice_of(oid)))
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "Graph's meeting has another organizer than asked for");
    meeting->start_ms = read_time(json, "startDateTime");
    meeting->end_ms = read_time(json, "endDateTime");
    read_settings(meeting, json);
    return TEAMSINVITE_OK;
}

teamsinvite_status ti_meeting_read(ti_online_meeting *meeting, const ti_json *json, const char *oid, ti_error *err)
{
    teamsinvite_status status;

    *meeting = no_meeting;
    status = read_meeting(meeting, json, oid, err);
    if (status != TEAMSINVITE_OK)
        *meeting = no_meeting; /* a link that failed a check is not left lying about */
    return status;
}

teamsinvite_status ti_meeting_read_found(ti_online_meeting *meeting, const ti_json *json, const char *oid,
                                         ti_error *err)
{
    const ti_json *matches = NULL;

    *meeting = no_meeting;
    if (json == NULL || !ti_json_is_object(json) || ti_json_has(json, "error") ||
        ti_json_array(json, "value", &matches) != TI_JSON_FOUND)
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "Graph answered a search without a list");
    if (ti_json_count(matches) == 0)
        return ti_fail(err, TEAMSINVITE_E_MEETING_GONE, "Graph knows no meeting with this link");
    if (ti_json_count(matches) > 1)
        return ti_fail(err, TEAMSINVITE_E_RESPONSE, "Graph found more than one meeting with this link");
    return ti_meeting_read(meeting, ti_json_item(matches, 0), oid, err);
}
