/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_request_settings.c - single settings of a meeting, other than the preset has them. */
#include "base/check.h"
#include "flow/meeting_request.h"
#include "proto/graph/meeting_settings.h"

typedef struct setting {
    const char *parameter;
    size_t digit;
    int32_t first;
    int32_t last;
} setting;

static teamsinvite_status set(teamsinvite_meeting_request *request, const setting *what, int32_t value,
                              teamsinvite_error **err)
{
    ti_error error = { 0 };

    if (ti_check_given(&error, "request", request) == TEAMSINVITE_OK &&
        ti_check_range(&error, what->parameter, value, what->first, what->last) == TEAMSINVITE_OK)
        request->plan.settings[what->digit] = (char)('0' + value);
    return ti_error_give(&error, err);
}

teamsinvite_status teamsinvite_meeting_request_set_lobby(teamsinvite_meeting_request *request, int32_t lobby,
                                                         teamsinvite_error **err)
{
    static const setting what = { "lobby", TI_SETTING_LOBBY, TEAMSINVITE_LOBBY_ORGANIZER, TEAMSINVITE_LOBBY_EVERYONE };

    return set(request, &what, lobby, err);
}

teamsinvite_status teamsinvite_meeting_request_set_presenters(teamsinvite_meeting_request *request, int32_t presenters,
                                                              teamsinvite_error **err)
{
    static const setting what = { "presenters", TI_SETTING_PRESENTERS, TEAMSINVITE_PRESENTERS_ORGANIZER,
                                  TEAMSINVITE_PRESENTERS_EVERYONE };

    return set(request, &what, presenters, err);
}

teamsinvite_status teamsinvite_meeting_request_set_chat(teamsinvite_meeting_request *request, int32_t chat,
                                                        teamsinvite_error **err)
{
    static const setting what = { "chat", TI_SETTING_CHAT, TEAMSINVITE_CHAT_OFF, TEAMSINVITE_CHAT_ALWAYS };

    return set(request, &what, chat, err);
}

teamsinvite_status teamsinvite_meeting_request_set_recording(teamsinvite_meeting_request *request, int32_t record,
                                                             teamsinvite_error **err)
{
    static const setting what = { "record", TI_SETTING_RECORDING, 0, 1 };

    return set(request, &what, record, err);
}

teamsinvite_status teamsinvite_meeting_request_set_entry_announcement(teamsinvite_meeting_request *request,
                                                                      int32_t announce, teamsinvite_error **err)
{
    static const setting what = { "announce", TI_SETTING_ANNOUNCEMENT, 0, 1 };

    return set(request, &what, announce, err);
}

teamsinvite_status teamsinvite_meeting_request_set_dial_in_bypass(teamsinvite_meeting_request *request, int32_t bypass,
                                                                  teamsinvite_error **err)
{
    static const setting what = { "bypass", TI_SETTING_DIAL_IN_BYPASS, 0, 1 };

    return set(request, &what, bypass, err);
}
