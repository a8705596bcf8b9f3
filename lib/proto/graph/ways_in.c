/* SPDX-License-Identifier: Apache-2.0 */
/* ways_in.c - reading audioConferencing and joinMeetingIdSettings of an onlineMeeting. */
#include "proto/graph/ways_in.h"

enum { TEXT_MAX = 64 };

static bool is_plain_line(ti_slice text)
{
    size_t i;

    for (i = 0; i < text.len; i++)
        if (text.ptr[i] < ' ' || text.ptr[i] > '~')
            return false;
    return true;
}

/* The first of two names that is there: the documents spell some in two ways. */
static bool read_text(const char **to, const ti_json *json, const char *name, const char *other, ti_arena *arena)
{
    ti_slice text;

    *to = NULL;
    if (ti_json_string(json, name, 1, TEXT_MAX, &text) != TI_JSON_FOUND &&
        ti_json_string(json, other, 1, TEXT_MAX, &text) != TI_JSON_FOUND)
        return true;
    if (!is_plain_line(text))
        return true;
    *to = ti_arena_copy(arena, text);
    return *to != NULL;
}

/* A number without its conference id, or the reverse, lets nobody in. */
static bool read_dial_in(ti_ways_in *ways, const ti_json *audio, ti_arena *arena)
{
    if (!read_text(&ways->dial_in_number, audio, "tollNumber", "tollFreeNumber", arena) ||
        !read_text(&ways->conference_id, audio, "conferenceId", "ConferenceId", arena))
        return false;
    if (ways->dial_in_number == NULL || ways->conference_id == NULL)
        ways->dial_in_number = ways->conference_id = NULL;
    return true;
}

bool ti_ways_in_read(ti_ways_in *ways, const ti_json *meeting, ti_arena *arena)
{
    const ti_json *part = NULL;

    *ways = (ti_ways_in){ 0 };
    if (ti_json_object(meeting, "audioConferencing", &part) == TI_JSON_FOUND && !read_dial_in(ways, part, arena))
        return false;
    if (ti_json_object(meeting, "joinMeetingIdSettings", &part) != TI_JSON_FOUND)
        return true;
    return read_text(&ways->join_id, part, "joinMeetingId", "joinMeetingId", arena) &&
           (ways->join_id == NULL || read_text(&ways->passcode, part, "passcode", "passcode", arena));
}
