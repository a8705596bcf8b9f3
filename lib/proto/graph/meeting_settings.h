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

/* Interview: colleagues pass the lobby, others wait and cannot present, chat
 * during the call only, no recording, no announcement. */
extern const ti_meeting_settings ti_meeting_settings_interview;

/* Locked: only the organizer passes and presents, no chat: before a delete. */
extern const ti_meeting_settings ti_meeting_settings_locked;

#endif
