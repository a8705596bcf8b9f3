/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_settings.h - who may enter, present and chat: what we set on a meeting. */
#ifndef TI_PROTO_GRAPH_MEETING_SETTINGS_H
#define TI_PROTO_GRAPH_MEETING_SETTINGS_H

#include <stdbool.h>

/* The values are Graph's own words; NULL leaves that setting as the tenant has it. */
typedef struct ti_meeting_settings {
    const char *lobby_scope;        /* lobbyBypassSettings.scope: "organization", "organizer" … */
    bool dial_in_bypass;            /* lobbyBypassSettings.isDialInBypassEnabled; goes with lobby_scope */
    const char *allowed_presenters; /* "organization", "organizer", "everyone" */
    const char *meeting_chat;       /* allowMeetingChat: "enabled", "limited", "disabled" */
    bool record_automatically;
    bool entry_exit_announced;
} ti_meeting_settings;

/*
 * Settings as one digit each, which is how they are kept in a request and in
 * the record of a creation under way: TEAMSINVITE_LOBBY_…, _PRESENTERS_…,
 * _CHAT_…, and 0 or 1 for recording, entry announcement, dial-in bypass.
 */
enum {
    TI_SETTING_LOBBY,
    TI_SETTING_PRESENTERS,
    TI_SETTING_CHAT,
    TI_SETTING_RECORDING,
    TI_SETTING_ANNOUNCEMENT,
    TI_SETTING_DIAL_IN_BYPASS,
    TI_SETTING_COUNT
};

/* Interview: colleagues pass the lobby, others wait and cannot present, chat
 * during the call only, no recording, no announcement. */
#define TI_SETTINGS_INTERVIEW "222000"

/* False for digits that stand for nothing. */
bool ti_meeting_settings_read(ti_meeting_settings *settings, const char *digits);

/* Locked: only the organizer passes and presents, no chat: before a delete. */
extern const ti_meeting_settings ti_meeting_settings_locked;

#endif
