/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_settings.c - settings as digits, and as the words that Graph has for them. */
#include "proto/graph/meeting_settings.h"

#include <string.h>

enum { LAST_LOBBY = 4, LAST_PRESENTERS = 3, LAST_CHAT = 3 };

static const char *const lobby_words[] = { NULL, "organizer", "organization", "organizationAndFederated", "everyone" };
static const char *const presenter_words[] = { NULL, "organizer", "organization", "everyone" };
static const char *const chat_words[] = { NULL, "disabled", "limited", "enabled" };

const ti_meeting_settings ti_meeting_settings_locked = {
    .lobby_scope = "organizer",
    .dial_in_bypass = false,
    .allowed_presenters = "organizer",
    .meeting_chat = "disabled",
    .record_automatically = false,
    .entry_exit_announced = false,
};

static bool are_digits_of_settings(const char *digits)
{
    static const char last[] = { '0' + LAST_LOBBY, '0' + LAST_PRESENTERS, '0' + LAST_CHAT, '1', '1', '1' };
    size_t i;

    if (strlen(digits) != TI_SETTING_COUNT)
        return false;
    for (i = 0; i < TI_SETTING_COUNT; i++) {
        char first = i <= TI_SETTING_CHAT ? '1' : '0';

        if (digits[i] < first || digits[i] > last[i])
            return false;
    }
    return true;
}

bool ti_meeting_settings_read(ti_meeting_settings *settings, const char *digits)
{
    if (!are_digits_of_settings(digits))
        return false;
    *settings = (ti_meeting_settings){
        .lobby_scope = lobby_words[digits[TI_SETTING_LOBBY] - '0'],
        .allowed_presenters = presenter_words[digits[TI_SETTING_PRESENTERS] - '0'],
        .meeting_chat = chat_words[digits[TI_SETTING_CHAT] - '0'],
        .record_automatically = digits[TI_SETTING_RECORDING] == '1',
        .entry_exit_announced = digits[TI_SETTING_ANNOUNCEMENT] == '1',
        .dial_in_bypass = digits[TI_SETTING_DIAL_IN_BYPASS] == '1',
    };
    return true;
}
