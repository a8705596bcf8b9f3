/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_member.c - what the body of a meeting request may hold, member by member. */
#include "sim/meeting_member.h"

#include <string.h>

#include "base/time.h"

enum {
    CREATE = TI_SIM_MEMBER_CREATE,
    CREATE_OR_GET = TI_SIM_MEMBER_CREATE_OR_GET,
    PATCH = TI_SIM_MEMBER_PATCH,
    ANY = CREATE | CREATE_OR_GET | PATCH
};

static const ti_sim_graph_refusal unknown_member = { 400, "BadRequest",
                                                     "Invalid property in payload or type mismatch." };
static const ti_sim_graph_refusal not_here = { 400, "BadRequest", "A property is not supported in this request." };
static const ti_sim_graph_refusal only_create_or_get = { 400, "BadRequest",
                                                         "externalId is only for createOrGet requests." };
static const ti_sim_graph_refusal wrong_type = {
    400, "BadRequest", "Cannot convert the literal to the expected type. Please check the payload."
};
static const ti_sim_graph_refusal attendee_without_upn = { 500, "InternalServerError", "An error has occurred." };

typedef struct member_row member_row;

struct member_row {
    const char *name;
    int operations;
    const ti_sim_graph_refusal *(*check)(const member_row *row, const cJSON *value);
    const char *values; /* enumerations: " one two " */
    const char *initial; /* a setting's value in a new meeting, as JSON; NULL: none is kept */
};

static const ti_sim_graph_refusal *check_text(const member_row *row, const cJSON *value)
{
    (void)row;
    return cJSON_IsString(value) ? NULL : &wrong_type;
}

static const ti_sim_graph_refusal *check_bool(const member_row *row, const cJSON *value)
{
    (void)row;
    return cJSON_IsBool(value) ? NULL : &wrong_type;
}

/* With a zone: what a time without one means is nowhere said. */
static const ti_sim_graph_refusal *check_time(const member_row *row, const cJSON *value)
{
    int64_t at_ms;

    (void)row;
    return cJSON_IsString(value) && ti_time_parse_iso(ti_slice_of(value->valuestring), &at_ms) ? NULL : &wrong_type;
}

static bool is_one_of(const char *values, const cJSON *value)
{
    ti_slice rest = ti_slice_of(values);
    ti_slice each;

    while (cJSON_IsString(value) && ti_slice_next(&rest, ' ', &each)) {
        if (ti_slice_equal_text(each, value->valuestring))
            return true;
    }
    return false;
}

static const ti_sim_graph_refusal *check_value(const member_row *row, const cJSON *value)
{
    return is_one_of(row->values, value) ? NULL : &wrong_type;
}

static const ti_sim_graph_refusal *check_values(const member_row *row, const cJSON *value)
{
    const cJSON *each;

    if (!cJSON_IsArray(value))
        return &wrong_type;
    cJSON_ArrayForEach(each, value)
    {
        if (!is_one_of(row->values, each))
            return &wrong_type;
    }
    return NULL;
}

/* An object whose members are all booleans with a name from the list, except "scope". */
static const ti_sim_graph_refusal *check_switches(const member_row *row, const cJSON *value)
{
    const cJSON *each;

    if (!cJSON_IsObject(value))
        return &wrong_type;
    cJSON_ArrayForEach(each, value)
    {
        cJSON name = { .type = cJSON_String, .valuestring = each->string };

        if (!is_one_of(row->values, &name))
            return &unknown_member;
        if (!cJSON_IsBool(each))
            return &wrong_type;
    }
    return NULL;
}

static const ti_sim_graph_refusal *check_lobby(const member_row *row, const cJSON *value)
{
    const cJSON *each;

    if (!cJSON_IsObject(value))
        return &wrong_type;
    cJSON_ArrayForEach(each, value)
    {
        bool is_scope = strcmp(each->string, "scope") == 0;

        if (!is_scope && strcmp(each->string, "isDialInBypassEnabled") != 0)
            return &unknown_member;
        if (is_scope ? !is_one_of(row->values, each) : !cJSON_IsBool(each))
            return &wrong_type;
    }
    return NULL;
}

/* One that has no upn makes the real service stumble. */
static const ti_sim_graph_refusal *check_participants(const member_row *row, const cJSON *value)
{
    const cJSON *attendees = cJSON_GetObjectItemCaseSensitive(value, "attendees");
    const cJSON *each;

    (void)row;
    if (!cJSON_IsObject(value) || !cJSON_IsArray(attendees) || cJSON_GetArraySize(value) != 1)
        return &wrong_type;
    cJSON_ArrayForEach(each, attendees)
    {
        if (!cJSON_IsString(cJSON_GetObjectItemCaseSensitive(each, "upn")))
            return &attendee_without_upn;
    }
    return NULL;
}

static const char chats[] = "enabled disabled limited";
static const char presenters[] = "everyone organization roleIsPresenter organizer";
static const char lobbies[] =
    "organizer organization organizationAndFederated everyone invited organizationExcludingGuests";
static const char admitters[] = "organizerAndCoOrganizersAndPresenters organizerAndCoOrganizers";
static const char roles[] = "attendee presenter producer coorganizer";
static const char watermarks[] = "isEnabledForContentSharing isEnabledForVideo";

static const member_row rows[] = {
    { "externalId", CREATE_OR_GET, check_text, NULL, NULL },
    { "subject", ANY, check_text, NULL, NULL },
    { "startDateTime", ANY, check_time, NULL, NULL },
    { "endDateTime", ANY, check_time, NULL, NULL },
    { "participants", ANY, check_participants, NULL, "{\"attendees\":[]}" },
    { "lobbyBypassSettings", CREATE | PATCH, check_lobby, lobbies,
      "{\"scope\":\"organization\",\"isDialInBypassEnabled\":false}" },
    { "joinMeetingIdSettings", CREATE, check_switches, "isPasscodeRequired", "{\"isPasscodeRequired\":true}" },
    { "allowedPresenters", CREATE | PATCH, check_value, presenters, "\"everyone\"" },
    { "isEntryExitAnnounced", CREATE | PATCH, check_bool, NULL, "true" },
    { "allowMeetingChat", CREATE | PATCH, check_value, chats, "\"enabled\"" },
    { "recordAutomatically", CREATE | PATCH, check_bool, NULL, "false" },
    { "allowedLobbyAdmitters", CREATE | PATCH, check_value, admitters, "\"organizerAndCoOrganizersAndPresenters\"" },
    { "allowAttendeeToEnableCamera", CREATE | PATCH, check_bool, NULL, "true" },
    { "allowAttendeeToEnableMic", CREATE | PATCH, check_bool, NULL, "true" },
    { "allowTeamworkReactions", CREATE | PATCH, check_bool, NULL, "true" },
    { "allowBreakoutRooms", CREATE | PATCH, check_bool, NULL, "true" },
    { "allowLiveShare", CREATE | PATCH, check_value, "enabled disabled", "\"enabled\"" },
    { "allowPowerPointSharing", CREATE | PATCH, check_bool, NULL, "true" },
    { "allowWhiteboard", CREATE | PATCH, check_bool, NULL, "true" },
    { "allowRecording", CREATE | PATCH, check_bool, NULL, "true" },
    { "allowTranscription", CREATE | PATCH, check_bool, NULL, "true" },
    { "allowCopyingAndSharingMeetingContent", CREATE | PATCH, check_bool, NULL, "true" },
    { "anonymizeIdentityForRoles", CREATE | PATCH, check_values, roles, "[]" },
    { "watermarkProtection", CREATE | PATCH, check_switches, watermarks,
      "{\"isEnabledForContentSharing\":false,\"isEnabledForVideo\":false}" },
};

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

static const member_row *find_row(const char *name)
{
    size_t i;

    for (i = 0; i < ROW_COUNT; i++) {
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

static const ti_sim_graph_refusal *check_member(const cJSON *member, int operation)
{
    const member_row *row = find_row(member->string);

    if (row == NULL)
        return &unknown_member;
    if ((row->operations & operation) == 0)
        return row->operations == CREATE_OR_GET ? &only_create_or_get : &not_here;
    return row->check(row, member);
}

static const char *text_of(const cJSON *body, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(body, name));
}

static bool time_of(const cJSON *body, const char *name, int64_t *out)
{
    const char *text = text_of(body, name);

    return text != NULL && ti_time_parse_iso(ti_slice_of(text), out);
}

const ti_sim_graph_refusal *ti_sim_members_read(const cJSON *body, int operation, ti_sim_meeting_ask *out)
{
    const ti_sim_graph_refusal *refusal;
    const cJSON *member;

    *out = (ti_sim_meeting_ask){ .body = body };
    cJSON_ArrayForEach(member, body)
    {
        refusal = check_member(member, operation);
        if (refusal != NULL)
            return refusal;
    }
    out->external_id = text_of(body, "externalId");
    out->subject = text_of(body, "subject");
    out->has_start = time_of(body, "startDateTime", &out->start_ms);
    out->has_end = time_of(body, "endDateTime", &out->end_ms);
    return NULL;
}

cJSON *ti_sim_member_defaults(void)
{
    cJSON *settings = cJSON_CreateObject();
    size_t i;

    for (i = 0; i < ROW_COUNT && settings != NULL; i++) {
        cJSON *value = rows[i].initial == NULL ? NULL : cJSON_Parse(rows[i].initial);

        if (rows[i].initial == NULL)
            continue;
        if (value == NULL || !cJSON_AddItemToObject(settings, rows[i].name, value)) {
            cJSON_Delete(settings);
            return NULL;
        }
    }
    return settings;
}

/* Into an object that is there each member goes by itself, else the value is replaced. */
static bool put_value(cJSON *target, const cJSON *value)
{
    cJSON *copy = cJSON_Duplicate(value, true);

    if (copy != NULL && cJSON_ReplaceItemInObjectCaseSensitive(target, value->string, copy))
        return true;
    cJSON_Delete(copy);
    return false;
}

static bool put_setting(cJSON *settings, const cJSON *value)
{
    cJSON *present = cJSON_GetObjectItemCaseSensitive(settings, value->string);
    const cJSON *each;

    if (present == NULL) /* subject and times are kept elsewhere */
        return true;
    if (!cJSON_IsObject(present))
        return put_value(settings, value);
    cJSON_ArrayForEach(each, value)
    {
        if (!put_value(present, each))
            return false;
    }
    return true;
}

bool ti_sim_members_apply(const ti_sim_meeting_ask *ask, ti_sim_online_meeting *meeting)
{
    const cJSON *member;

    if (ask->subject != NULL && !ti_sim_meeting_set_subject(meeting, ask->subject))
        return false;
    if (ask->has_start)
        meeting->start_ms = ask->start_ms;
    if (ask->has_end)
        meeting->end_ms = ask->end_ms;
    cJSON_ArrayForEach(member, ask->body)
    {
        if (!put_setting(meeting->settings, member))
            return false;
    }
    return true;
}

bool ti_sim_member_is_newer(const char *value)
{
    return strcmp(value, "invited") == 0 || strcmp(value, "organizationExcludingGuests") == 0;
}
