/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_json.c - a meeting as Graph answers it, with all that the real one sends. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/time.h"
#include "sim/form.h"
#include "sim/meeting_member.h"

enum { INFORMATION_MAX = 16384, URL_MAX = 1024 };

#define EXPIRES_AFTER_MS (INT64_C(60) * 86400000)

static void add_time(cJSON *json, const char *name, int64_t at_ms)
{
    char text[TI_TIME_TEXT_MAX];

    ti_time_format_iso(at_ms, text);
    cJSON_AddStringToObject(json, name, text);
}

/* With the seven digits of fraction that Graph has where it took the time itself. */
static void add_exact_time(cJSON *json, const char *name, int64_t at_ms)
{
    char text[TI_TIME_TEXT_MAX];
    size_t length;

    ti_time_format_iso(at_ms, text);
    length = strlen(text) - 1; /* without the Z */
    (void)snprintf(text + length, sizeof(text) - length, ".%03d0000Z", (int)(at_ms % 1000));
    cJSON_AddStringToObject(json, name, text);
}

static void write_information(const ti_sim_online_meeting *meeting, ti_buf *html)
{
    ti_buf_add_text(html,
                    "<div style=\"margin-bottom:24px;overflow:hidden;white-space:nowrap;\">________________________"
                    "________________________________________________________</div> <div style=\"max-width:520px;"
                    "color:#242424;font-family:'Segoe UI','Helvetica Neue',Helvetica,Arial,sans-serif\" "
                    "class=\"me-email-text\"> <div style=\"margin-bottom:24px;\"><span style=\"font-size:24px;"
                    "font-weight:700\">Microsoft Teams meeting</span></div> <div style=\"margin-bottom:6px;\"><a "
                    "id=\"meet_invite_block.action.join_link\" style=\"font-size:20px;font-weight:600;"
                    "text-decoration:underline;color:#5B5FC7;\" href=\"");
    ti_buf_add_text(html, meeting->join_url);
    ti_buf_add_text(html, "\" target=\"_blank\" rel=\"noreferrer noopener\">Join the meeting now</a></div> <div "
                          "style=\"margin-bottom:6px;\"><span style=\"font-size:14px;color:#616161;\">Meeting ID: "
                          "</span><span style=\"font-size:14px;color:#242424;\">");
    ti_buf_add_text(html, meeting->meeting_number);
    ti_buf_add_text(html, "</span></div> <div style=\"margin-bottom:32px;\"><span style=\"font-size:14px;color:"
                          "#616161;\">Passcode: </span><span style=\"font-size:14px;color:#242424;\">");
    ti_buf_add_text(html, meeting->passcode);
    ti_buf_add_text(html, "</span></div> </div>");
}

/* "data:text/html,…", encoded like a form. */
static void add_information(const ti_sim_online_meeting *meeting, cJSON *json)
{
    cJSON *information = cJSON_AddObjectToObject(json, "joinInformation");
    bool first = true;
    ti_buf html;
    ti_buf encoded;

    ti_buf_init(&html, INFORMATION_MAX);
    ti_buf_init(&encoded, INFORMATION_MAX);
    ti_buf_add_text(&html, "data:text/html,");
    write_information(meeting, &html);
    ti_sim_form_add(&encoded, &first, "", ti_buf_text(&html));
    cJSON_AddStringToObject(information, "content", encoded.len > 0 ? ti_buf_text(&encoded) + 1 : ""); /* "=" */
    cJSON_AddStringToObject(information, "contentType", "Html");
    ti_buf_clear(&html);
    ti_buf_clear(&encoded);
}

static void add_organizer(const ti_sim_user *organizer, cJSON *json)
{
    cJSON *participants = cJSON_GetObjectItemCaseSensitive(json, "participants");
    cJSON *organizer_json = cJSON_AddObjectToObject(participants, "organizer");
    cJSON *user;

    cJSON_AddStringToObject(organizer_json, "upn", organizer->upn);
    cJSON_AddStringToObject(organizer_json, "role", "presenter");
    user = cJSON_AddObjectToObject(cJSON_AddObjectToObject(organizer_json, "identity"), "user");
    cJSON_AddStringToObject(user, "id", organizer->oid);
    cJSON_AddNullToObject(user, "displayName");
    cJSON_AddStringToObject(user, "tenantId", organizer->tenant->id);
    cJSON_AddStringToObject(user, "identityProvider", "AAD");
}

static void add_settings(const ti_sim_online_meeting *meeting, cJSON *json, bool newer_values)
{
    const cJSON *setting;
    cJSON *lobby;
    cJSON *join_id;

    cJSON_ArrayForEach(setting, meeting->settings)
    {
        cJSON_AddItemToObject(json, setting->string, cJSON_Duplicate(setting, true));
    }
    lobby = cJSON_GetObjectItemCaseSensitive(json, "lobbyBypassSettings");
    setting = cJSON_GetObjectItemCaseSensitive(lobby, "scope");
    if (!newer_values && cJSON_IsString(setting) && ti_sim_member_is_newer(setting->valuestring))
        cJSON_ReplaceItemInObjectCaseSensitive(lobby, "scope", cJSON_CreateString("unknownFutureValue"));
    join_id = cJSON_GetObjectItemCaseSensitive(json, "joinMeetingIdSettings");
    cJSON_AddStringToObject(join_id, "joinMeetingId", meeting->meeting_number);
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(join_id, "isPasscodeRequired")))
        cJSON_AddStringToObject(join_id, "passcode", meeting->passcode);
    else
        cJSON_AddNullToObject(join_id, "passcode");
}

static void add_dial_in(const ti_sim_online_meeting *meeting, cJSON *json)
{
    cJSON *audio = cJSON_AddObjectToObject(json, "audioConferencing");
    char url[URL_MAX];

    (void)snprintf(url, sizeof(url), "https://dialin.teams.microsoft.com/00000000-0000-0000-0000-000000000000?id=%s",
                   meeting->conference_id);
    cJSON_AddStringToObject(audio, "conferenceId", meeting->conference_id);
    cJSON_AddStringToObject(audio, "tollNumber", "+1 555 0100");
    cJSON_AddNullToObject(audio, "tollFreeNumber");
    cJSON_AddItemToObject(audio, "tollNumbers", cJSON_CreateArray());
    cJSON_AddStringToObject(audio, "dialinUrl", url);
}

static void add_options_url(const ti_sim_online_meeting *meeting, cJSON *json)
{
    char url[URL_MAX];

    (void)snprintf(url, sizeof(url),
                   "https://teams.microsoft.com/meetingOptions/?organizerId=%s&tenantId=%s&threadId=%s&messageId=0"
                   "&language=en-US",
                   meeting->organizer->oid, meeting->organizer->tenant->id, meeting->thread_id);
    cJSON_AddStringToObject(json, "meetingOptionsWebUrl", url);
}

static void add_optional(cJSON *json, const char *name, const char *value)
{
    if (value == NULL)
        cJSON_AddNullToObject(json, name);
    else
        cJSON_AddStringToObject(json, name, value);
}

cJSON *ti_sim_meeting_to_json(const ti_sim_online_meeting *meeting, const char *graph, bool newer_values)
{
    cJSON *json = cJSON_CreateObject();
    char context[URL_MAX];

    (void)snprintf(context, sizeof(context), "%s/v1.0/$metadata#users('%s')/onlineMeetings/$entity", graph,
                   meeting->organizer->oid);
    cJSON_AddStringToObject(json, "@odata.context", context);
    cJSON_AddStringToObject(json, "id", meeting->id);
    add_exact_time(json, "creationDateTime", meeting->created_ms);
    add_time(json, "startDateTime", meeting->start_ms);
    add_time(json, "endDateTime", meeting->end_ms);
    add_time(json, "expiryDateTime", meeting->end_ms + EXPIRES_AFTER_MS);
    cJSON_AddStringToObject(json, "joinUrl", meeting->join_url);
    cJSON_AddStringToObject(json, "joinWebUrl", meeting->join_url);
    cJSON_AddStringToObject(json, "subject", meeting->subject);
    add_optional(json, "externalId", meeting->external_id);
    cJSON_AddStringToObject(json, "meetingType", "scheduled");
    cJSON_AddFalseToObject(json, "isBroadcast");
    cJSON_AddStringToObject(json, "autoAdmittedUsers", "everyoneInCompany");
    cJSON_AddNullToObject(json, "videoTeleconferenceId");
    cJSON_AddNullToObject(json, "broadcastSettings");
    cJSON_AddItemToObject(json, "capabilities", cJSON_CreateArray());
    add_settings(meeting, json, newer_values);
    add_organizer(meeting->organizer, json);
    add_options_url(meeting, json);
    add_dial_in(meeting, json);
    cJSON_AddStringToObject(cJSON_AddObjectToObject(json, "chatInfo"), "threadId", meeting->thread_id);
    add_information(meeting, json);
    return json;
}
